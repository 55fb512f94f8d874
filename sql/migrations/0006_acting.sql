-- On whose behalf a transaction acts: the only ways in, and what the policies ask.
--
-- Every function has a search_path of its own (0008 sets it), and nobody but the owner may create anything: nothing
-- that a query leaves behind leads them elsewhere.

REVOKE CREATE ON SCHEMA public FROM PUBLIC;

-- Whether the one who asks owns the tables: the functions of this file run as the owner, and only they see keys.
CREATE FUNCTION is_owner() RETURNS boolean LANGUAGE sql STABLE PARALLEL RESTRICTED AS $$
    SELECT pg_has_role(current_user, relowner, 'USAGE') FROM pg_catalog.pg_class WHERE oid = 'public.county'::regclass
$$;

-- What each role may do (domain §9). `read`: what concerns the account's sites; `county`: all sites and the county's
-- reports; `file`: inspections and drafts; `manage`: register, standards, accounts; `audit`: the record.
CREATE FUNCTION rights_of(roles text[]) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT array_agg(DISTINCT may.right ORDER BY may.right)
    FROM (VALUES
        ('inspector', 'read'), ('inspector', 'county'), ('inspector', 'file'),
        ('administrator', 'read'), ('administrator', 'county'), ('administrator', 'file'),
        ('administrator', 'manage'),
        ('supervision', 'read'), ('supervision', 'county'), ('supervision', 'audit'),
        ('director', 'read'),
        ('leader', 'read'), ('leader', 'county'),
        ('auditor', 'read'), ('auditor', 'county'), ('auditor', 'audit')) AS may (role, "right")
    WHERE may.role = ANY (roles)
$$;

-- The seal of the settings as they stand; bound to this transaction, so that one seen elsewhere is of no use.
CREATE FUNCTION context_seal() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED AS $$
DECLARE
    secret bytea;
BEGIN
    SELECT k.secret INTO secret FROM public.context_key k;
    RETURN encode(sha256(secret || convert_to(concat_ws(E'\n',
        current_setting('lazaret.county', true), current_setting('lazaret.account', true),
        current_setting('lazaret.duty', true), current_setting('lazaret.rights', true),
        current_setting('lazaret.sites', true), current_setting('lazaret.via', true),
        current_setting('lazaret.address', true), pg_backend_pid()::text,
        extract(epoch FROM transaction_timestamp())::text), 'UTF8') || secret), 'hex');
END $$;

-- The county that this transaction acts in, if it has that right there; else NULL.
CREATE FUNCTION acting(needed text) RETURNS integer LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED AS $$
BEGIN
    IF current_setting('lazaret.seal', true) = public.context_seal()
        AND needed = ANY (string_to_array(current_setting('lazaret.rights', true), ','))
    THEN
        RETURN current_setting('lazaret.county')::integer;
    END IF;
    RETURN NULL;
END $$;

-- The account that this transaction acts for; NULL where it acts for none.
CREATE FUNCTION acting_account() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED AS $$
BEGIN
    IF current_setting('lazaret.seal', true) = public.context_seal() THEN
        RETURN current_setting('lazaret.account');
    END IF;
    RETURN NULL;
END $$;

-- The county of that account, whatever its rights.
CREATE FUNCTION acting_county() RETURNS integer LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED AS $$
BEGIN
    IF current_setting('lazaret.seal', true) = public.context_seal() THEN
        RETURN current_setting('lazaret.county')::integer;
    END IF;
    RETURN NULL;
END $$;

-- The sites that the account is confined to; NULL where it may see all, and no site at all where nobody acts.
CREATE FUNCTION acting_sites() RETURNS text[] LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED AS $$
BEGIN
    IF current_setting('lazaret.seal', true) = public.context_seal() THEN
        RETURN string_to_array(nullif(current_setting('lazaret.sites'), ''), ',');
    END IF;
    RETURN ARRAY['!'];
END $$;

-- What the transaction acts by: `session:…`, `token:…` or `shell`; NULL where nobody acts.
CREATE FUNCTION acting_via() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED AS $$
BEGIN
    IF current_setting('lazaret.seal', true) = public.context_seal() THEN
        RETURN current_setting('lazaret.via');
    END IF;
    RETURN NULL;
END $$;

-- Leaves who acts as settings of the transaction, and seals them.
CREATE FUNCTION act_as(of_county integer, account text, duty text, rights text[], sites text[], via text, address text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    PERFORM set_config('lazaret.county', of_county::text, true),
        set_config('lazaret.account', account, true),
        set_config('lazaret.duty', duty, true),
        set_config('lazaret.rights', array_to_string(rights, ','), true),
        set_config('lazaret.sites', coalesce(array_to_string(sites, ','), ''), true),
        set_config('lazaret.via', via, true),
        set_config('lazaret.address', translate(address, E'\n\r', ''), true);
    PERFORM set_config('lazaret.seal', public.context_seal(), true);
END $$;

-- Acts for whoever holds the key of a session or token of the county, and says who that is; nobody, where the key
-- opens nothing any more. An account that has to change its password may do just that.
CREATE FUNCTION enter(of_county integer, key bytea, address text)
RETURNS TABLE (name text, display text, roles text[], rights text[], sites text[], via text, must_change boolean)
LANGUAGE plpgsql SECURITY DEFINER AS $$
#variable_conflict use_column
DECLARE
    wanted bytea := sha256(key);
    now_at timestamptz := clock_timestamp();
    held record;
    who record;
    duties text;
BEGIN
    SELECT s.account, s.seen_at AS used_at, NULL::text[] AS scope, s.means,
        'session:' || left(encode(s.digest, 'hex'), 8) AS via
    INTO held FROM public.session s
    WHERE s.county_id = of_county AND s.digest = wanted AND s.ended_at IS NULL
        AND s.started_at BETWEEN now_at - INTERVAL '16 hours' AND now_at + INTERVAL '5 minutes'
        AND s.seen_at BETWEEN now_at - INTERVAL '4 hours' AND now_at + INTERVAL '5 minutes';
    IF FOUND THEN
        IF held.used_at < now_at - INTERVAL '5 minutes' THEN
            UPDATE public.session s SET seen_at = now_at WHERE s.county_id = of_county AND s.digest = wanted;
        END IF;
    ELSE
        SELECT t.account, t.used_at, t.scope, 'token' AS means, 'token:' || t.name AS via INTO held FROM public.api_token t
        WHERE t.county_id = of_county AND t.digest = wanted AND t.revoked_at IS NULL
            AND now_at BETWEEN t.made_at - INTERVAL '5 minutes' AND t.expires_at;
        IF NOT FOUND THEN
            RETURN;
        END IF;
        IF held.used_at IS NULL OR held.used_at < now_at - INTERVAL '5 minutes' THEN
            UPDATE public.api_token t SET used_at = now_at WHERE t.county_id = of_county AND t.digest = wanted;
        END IF;
    END IF;

    SELECT a.name, a.display, a.roles, a.must_change INTO who FROM public.account a
    WHERE a.county_id = of_county AND a.name = held.account AND a.disabled_at IS NULL;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    SELECT array_agg(DISTINCT d.site ORDER BY d.site) FILTER (WHERE d.duty = 'director'),
        string_agg(d.duty || ' ' || d.site, ', ' ORDER BY d.site, d.duty)
    INTO sites, duties
    FROM public.account_duty d
    JOIN public.posting p ON p.county_id = d.county_id AND p.site = d.site AND p.duty = d.duty AND p.person = d.person
    WHERE d.county_id = of_county AND d.account = who.name
        AND (now_at AT TIME ZONE INTERVAL '08:00')::date BETWEEN p.held_from AND coalesce(p.held_to, 'infinity');

    name := who.name;
    display := who.display;
    roles := who.roles;
    via := held.via;
    must_change := who.must_change AND held.means <> 'openid'; -- who came by the provider used no password
    rights := CASE WHEN must_change THEN '{}' ELSE public.rights_of(who.roles) END;
    IF held.scope IS NOT NULL THEN
        rights := ARRAY(SELECT r FROM unnest(rights) AS r WHERE r = ANY (held.scope));
    END IF;
    IF roles <@ ARRAY['director'] THEN
        sites := coalesce(sites, ARRAY['!']); -- no site has that code: confined to none
    ELSE
        sites := NULL;
    END IF;
    PERFORM public.act_as(of_county, name, concat_ws('; ', array_to_string(roles, ', '), duties), rights, sites, via,
        address);
    RETURN NEXT;
END $$;

-- Acts for whoever runs the program at the shell with the owner's login: every right in one county, on the record
-- under the name given.
CREATE FUNCTION enter_operator(of_county integer, operator text) RETURNS void
LANGUAGE sql SECURITY DEFINER AS $$
    SELECT public.act_as(of_county, operator, 'operator', ARRAY['read', 'county', 'file', 'manage', 'audit'], NULL,
        'shell', '')
$$;

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
    DELETE FROM public.login_failure f WHERE f.county_id = of_county AND f.subject = 'account ' || wanted;
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
    DELETE FROM public.login_failure f WHERE f.county_id = in_county AND f.subject = 'account ' || whose;
    UPDATE public.session s SET ended_at = clock_timestamp()
    WHERE s.county_id = in_county AND s.account = whose AND s.ended_at IS NULL AND s.digest <> sha256(key);
    INSERT INTO public.audit_entry (county_id, verb, object) VALUES (in_county, 'password', 'account/' || whose);
    RETURN true;
END $$;

-- Fills in who acts, so that no statement can say otherwise. Only the owner's own functions, which act before
-- anybody is signed in, say it themselves.
CREATE FUNCTION name_actor() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    account text := public.acting_account();
BEGIN
    IF account IS NULL AND NOT public.is_owner() THEN
        RAISE EXCEPTION 'nobody acts' USING ERRCODE = 'insufficient_privilege';
    ELSIF account IS NOT NULL THEN
        NEW.actor := account;
        NEW.duty := left(current_setting('lazaret.duty'), 1000);
        NEW.via := current_setting('lazaret.via');
        NEW.address := left(current_setting('lazaret.address'), 100);
    END IF;
    NEW.happened_at := clock_timestamp();
    NEW.origin := current_setting('application_name');
    RETURN NEW;
END $$;

CREATE TRIGGER audit_entry_actor BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION name_actor();
