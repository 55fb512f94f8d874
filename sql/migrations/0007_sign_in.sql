-- Signing in: how tries are counted, how a password is compared, how sessions open.

-- What is said of a county before anybody signed in.
CREATE FUNCTION county_named(wanted text)
RETURNS TABLE (county_id integer, code text, name_zh text, name_en text)
LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT county_id, code, name_zh, name_en FROM public.county WHERE code = wanted
$$;

-- How long to wait before the next try: five failures of an account or fifty of an address are free, then twice as
-- long each time, up to a quarter of an hour.
CREATE FUNCTION login_wait(subject text, failures integer, last_at timestamptz) RETURNS integer
LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN failures <= free.tries THEN 0 ELSE greatest(0, ceil(
        least(900, 2 ^ least(failures - free.tries, 20))
        - extract(epoch FROM clock_timestamp() - least(last_at, clock_timestamp()))))::integer END
    FROM (SELECT CASE WHEN subject LIKE 'account %' THEN 5 ELSE 50 END AS tries) AS free
$$;

-- Whom the failures from an address are counted against: of IPv6 the network, whose addresses are all one household's.
CREATE FUNCTION address_subject(address text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT 'address ' || CASE WHEN address ~ '^[0-9A-Fa-f]{0,4}(:[0-9A-Fa-f]{0,4}){2,7}$'
        THEN host(network(set_masklen(address::inet, 64))) ELSE left(address, 90) END
$$;

-- Begins a login: counts the try before it is judged, so that tries sent all at once do not outrun the count, and
-- says how the password is to be stretched. A name that nobody has is answered alike, and always alike.
CREATE FUNCTION begin_login(of_county integer, wanted text, address text)
RETURNS TABLE (wait integer, salt bytea, cost integer)
LANGUAGE plpgsql SECURITY DEFINER AS $$
#variable_conflict use_column
DECLARE
    -- The address first: whoever has to wait by it leaves no row for every name that comes to mind.
    subjects text[] := ARRAY[public.address_subject(address), 'account ' || left(wanted, 100)];
    one text;
BEGIN
    DELETE FROM public.login_failure f WHERE f.last_at < clock_timestamp() - INTERVAL '1 day';
    FOREACH one IN ARRAY subjects LOOP
        INSERT INTO public.login_failure (county_id, subject, failures, last_at)
        VALUES (of_county, one, 0, clock_timestamp())
        ON CONFLICT DO NOTHING;
        SELECT public.login_wait(f.subject, f.failures, f.last_at) INTO wait
        FROM public.login_failure f WHERE f.county_id = of_county AND f.subject = one FOR UPDATE;
        EXIT WHEN wait > 0;
    END LOOP;
    IF wait = 0 THEN
        UPDATE public.login_failure f
        SET failures = f.failures + 1, pending = f.pending + 1, last_at = clock_timestamp()
        WHERE f.county_id = of_county AND f.subject = ANY (subjects);
    END IF;
    SELECT a.salt, a.cost INTO salt, cost FROM public.account a
    WHERE a.county_id = of_county AND a.name = wanted AND a.salt IS NOT NULL;
    IF NOT FOUND THEN
        SELECT substring(sha256(k.secret || convert_to(wanted, 'UTF8')) FROM 1 FOR 16), 15 INTO salt, cost
        FROM public.context_key k;
    END IF;
    RETURN NEXT;
END $$;

-- Ends a login: where the stretched password is the account's, opens a session under the key.
CREATE FUNCTION finish_login(of_county integer, wanted text, stretched bytea, key bytea, address text, agent text)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    -- Each try was begun, and so counted; nobody guesses beside begin_login().
    UPDATE public.login_failure f SET pending = f.pending - 1
    WHERE f.county_id = of_county AND f.subject = 'account ' || wanted AND f.pending > 0;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM FROM public.account a
    WHERE a.county_id = of_county AND a.name = wanted AND a.verifier = sha256(stretched) AND a.disabled_at IS NULL;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    -- The row stays: somebody else may be about to end a try of the same account.
    UPDATE public.login_failure f SET failures = 0
    WHERE f.county_id = of_county AND f.subject = 'account ' || wanted;
    UPDATE public.login_failure f SET failures = greatest(0, f.failures - 1)
    WHERE f.county_id = of_county AND f.subject = public.address_subject(address);
    PERFORM public.open_session(of_county, wanted, key, address, agent, 'password');
    RETURN true;
END $$;

-- Opens a session for the account that the county's OpenID provider names; false where no account is meant.
CREATE FUNCTION openid_login(of_county integer, subject text, key bytea, address text, agent text)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    found_name text;
BEGIN
    SELECT a.name INTO found_name FROM public.account a
    WHERE a.county_id = of_county AND a.openid_subject = subject AND a.disabled_at IS NULL;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM public.open_session(of_county, found_name, key, address, agent, 'openid');
    RETURN true;
END $$;

CREATE FUNCTION open_session(of_county integer, wanted text, key bytea, address text, agent text, by_means text)
RETURNS void LANGUAGE sql SECURITY DEFINER AS $$
    DELETE FROM public.session s
    WHERE s.county_id = of_county AND s.started_at < clock_timestamp() - INTERVAL '90 days';
    INSERT INTO public.session (county_id, digest, account, address, agent, means)
    VALUES (of_county, sha256(key), wanted, left(address, 100), left(agent, 200), by_means);
    INSERT INTO public.audit_entry (county_id, actor, via, address, verb, object, reason)
    VALUES (of_county, wanted, 'session:' || left(encode(sha256(key), 'hex'), 8), left(address, 100), 'login',
        'account/' || wanted, by_means);
$$;

-- Gives the acting account another password, where the old one is right, and ends its other sessions.
CREATE FUNCTION change_password(stretched bytea, new_salt bytea, new_cost integer, new_verifier bytea, key bytea)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    whose text := public.acting_account();
    in_county integer := public.acting_county();
BEGIN
    UPDATE public.account a SET salt = new_salt, cost = new_cost, verifier = new_verifier, must_change = false
    WHERE a.county_id = in_county AND a.name = whose AND a.verifier = sha256(stretched);
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    UPDATE public.login_failure f SET failures = 0, pending = greatest(0, f.pending - 1)
    WHERE f.county_id = in_county AND f.subject = 'account ' || whose;
    UPDATE public.session s SET ended_at = clock_timestamp()
    WHERE s.county_id = in_county AND s.account = whose AND s.ended_at IS NULL AND s.digest <> sha256(key);
    INSERT INTO public.audit_entry (county_id, verb, object) VALUES (in_county, 'password', 'account/' || whose);
    RETURN true;
END $$;
