-- Signing in by a password or at the county's OpenID provider: opens a session under a key.
-- Who may: anybody
-- Writes: session, login_failure, openid_answer, account and account_state (the provider of a link); entries login, logout, change
-- Answers: how long to wait, and how the password is to be stretched; then whether it was right

-- Begins a login: counts the try before it is judged, so that tries sent all at once do not outrun the count, and
-- says how the password is to be stretched. What turns out right is given back by finish_login().
CREATE OR REPLACE FUNCTION begin_login(of_county integer, wanted text, address text)
RETURNS TABLE (wait integer, salt bytea, cost integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    whence text := public.address_subject(address);
    whose text := 'account ' || left(wanted, 100);
BEGIN
    -- The address first: whoever has to wait by it leaves no row for every name that comes to mind.
    wait := public.hold_count(of_county, whence);
    IF wait = 0 THEN wait := public.hold_count(of_county, whose); END IF;
    IF wait = 0 THEN
        PERFORM public.count_try(of_county, whence), public.count_try(of_county, whose);
    END IF;
    PERFORM public.forget_tries();
    SELECT s.salt, s.cost INTO salt, cost FROM public.stretching(of_county, wanted) s;
    RETURN NEXT;
END $$;

-- Opens a session, and ends the one that the browser had: one browser is one person.
CREATE OR REPLACE FUNCTION open_session(
    of_county integer, wanted text, key bytea, replaced bytea, address text, agent text, by_means text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder;
    now_at timestamptz := clock_timestamp();
BEGIN
    who.county_id := of_county;
    who.duty := '';
    who.address := left(address, 100);
    UPDATE public.session s SET ended_at = now_at
    WHERE s.county_id = of_county AND s.digest = sha256(replaced) AND s.ended_at IS NULL
    RETURNING s.account, 'session:' || left(encode(s.digest, 'hex'), 8) INTO who.account, who.via;
    IF FOUND THEN
        PERFORM public.write_entry(who, 'logout', replace(who.via, ':', '/'), why => 'another login');
    END IF;
    INSERT INTO public.session (county_id, digest, account, address, agent, means)
    VALUES (of_county, sha256(key), wanted, left(address, 100), left(agent, 200), by_means);
    who.account := wanted;
    who.via := 'session:' || left(encode(sha256(key), 'hex'), 8);
    PERFORM public.write_entry(who, 'login', 'account/' || wanted, why => by_means);
    DELETE FROM public.session WHERE ctid IN (
        SELECT ctid FROM public.session WHERE started_at < clock_timestamp() - INTERVAL '90 days'
        LIMIT 1000 FOR UPDATE SKIP LOCKED);
END $$;

-- Ends a login: where the stretched password is the account's, opens a session and gives back what was counted.
CREATE OR REPLACE FUNCTION finish_login(
    of_county integer, wanted text, stretched bytea, key bytea, replaced bytea, address text, agent text)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM public.login_failure f
    WHERE f.county_id = of_county AND f.subject = public.address_subject(address) FOR UPDATE;
    -- Each try was begun, and so counted; nobody guesses beside begin_login().
    UPDATE public.login_failure f SET pending = f.pending - 1
    WHERE f.county_id = of_county AND f.subject = 'account ' || wanted AND f.pending > 0;
    IF NOT FOUND THEN RETURN false; END IF;
    -- Held until the session is there: who resets or disables the account meanwhile finds it, and ends it.
    PERFORM FROM public.account a WHERE a.county_id = of_county AND a.name = wanted
        AND a.verifier = sha256(stretched) AND a.disabled_at IS NULL FOR SHARE;
    IF NOT FOUND THEN RETURN false; END IF;
    -- The row stays: somebody else may be about to end a try of the same account.
    UPDATE public.login_failure f SET failures = 0 WHERE f.county_id = of_county AND f.subject = 'account ' || wanted;
    UPDATE public.login_failure f SET failures = greatest(0, f.failures - 1)
    WHERE f.county_id = of_county AND f.subject = public.address_subject(address);
    PERFORM public.open_session(of_county, wanted, key, replaced, address, agent, 'password');
    RETURN true;
END $$;

-- Opens a session for the account that the provider's answer means: `done`; `unknown` where none is, `used` once more.
CREATE OR REPLACE FUNCTION openid_login(
    of_county integer, issuer text, subject text, nonce text, key bytea, replaced bytea, address text, agent text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    meant record;
    who public.holder;
    before_it bytea;
    broken text;
BEGIN
    INSERT INTO public.openid_answer (county_id, digest)
    VALUES (of_county, sha256(convert_to(nonce, 'UTF8'))) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN RETURN 'used'; END IF;
    SELECT a.name, a.openid_issuer INTO meant FROM public.account a
    WHERE a.county_id = of_county AND a.disabled_at IS NULL
        AND a.openid_subject = subject AND coalesce(a.openid_issuer, issuer) = issuer
    ORDER BY a.openid_issuer NULLS LAST LIMIT 1 FOR NO KEY UPDATE;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    IF meant.openid_issuer IS NULL THEN
        -- A link that names no provider does not open where an account, disabled now, is bound to this person.
        IF EXISTS (SELECT FROM public.account a WHERE a.county_id = of_county AND a.name <> meant.name
                AND a.openid_subject = subject AND a.openid_issuer = issuer) THEN RETURN 'unknown'; END IF;
        before_it := public.hold_state(of_county, meant.name);
        BEGIN
            UPDATE public.account a SET openid_issuer = issuer WHERE a.county_id = of_county AND a.name = meant.name;
        EXCEPTION WHEN check_violation OR not_null_violation THEN
            GET STACKED DIAGNOSTICS broken = CONSTRAINT_NAME;
            PERFORM public.refuse_account(SQLSTATE, broken);
        END;
        who.county_id := of_county;
        who.account := meant.name;
        who.duty := '';
        who.via := '';
        who.address := left(address, 100);
        PERFORM public.write_entry(who, 'change', 'link/' || meant.name, before_it,
            public.keep_state(of_county, meant.name), 'bound to ' || issuer);
    END IF;
    PERFORM public.open_session(of_county, meant.name, key, replaced, address, agent, 'openid');
    DELETE FROM public.openid_answer WHERE ctid IN (
        SELECT ctid FROM public.openid_answer WHERE used_at < clock_timestamp() - INTERVAL '90 days'
        LIMIT 1000 FOR UPDATE SKIP LOCKED);
    RETURN 'done';
END $$;
REVOKE ALL ON FUNCTION begin_login, open_session, finish_login, openid_login FROM PUBLIC;
GRANT EXECUTE ON FUNCTION begin_login, finish_login, openid_login TO lazaret_server;
