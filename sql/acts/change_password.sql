-- Changing one's own password: the other sessions end, and the tokens but for those that are kept.
-- Who may: whoever has signed in with a browser
-- Writes: account, session, api_token, login_failure; entries password, revoke
-- Answers: the names of the tokens that ended; NULL where nothing was changed

-- What the acting session's tries at a new password are counted under; NULL for a token, which changes none.
CREATE OR REPLACE FUNCTION acting_tries() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT 'session ' || public.acting_account() || ' ' || substr(public.acting_via(), 9)
    WHERE public.acting_via() LIKE 'session:%'
$$;

-- Begins a change of the acting account's password: counted by the session, so that no stranger's tries keep from it.
CREATE OR REPLACE FUNCTION begin_change() RETURNS TABLE (wait integer, salt bytea, cost integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    in_county integer := public.acting_county();
    whose text := public.acting_tries();
BEGIN
    IF whose IS NULL THEN RETURN; END IF;
    wait := public.hold_count(in_county, whose);
    IF wait = 0 THEN PERFORM public.count_try(in_county, whose); END IF;
    SELECT s.salt, s.cost INTO salt, cost FROM public.stretching(in_county, public.acting_account()) s;
    RETURN NEXT;
END $$;

-- Gives the acting account another password, where the old one is right. Its other sessions end, and its tokens but
-- for those that are kept; gives the names of the tokens that ended, or NULL where nothing was changed.
CREATE OR REPLACE FUNCTION change_password(
    stretched bytea, new_salt bytea, new_cost integer, new_verifier bytea, key bytea, kept text[])
RETURNS text[] LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    whose text := public.acting_account();
    in_county integer := public.acting_county();
    ended text[];
BEGIN
    UPDATE public.login_failure f SET pending = f.pending - 1
    WHERE f.county_id = in_county AND f.subject = public.acting_tries() AND f.pending > 0;
    IF NOT FOUND THEN RETURN NULL; END IF;
    UPDATE public.account a SET salt = new_salt, cost = new_cost, verifier = new_verifier, must_change = false
    WHERE a.county_id = in_county AND a.name = whose AND a.verifier = sha256(stretched) AND a.disabled_at IS NULL;
    IF NOT FOUND THEN RETURN NULL; END IF;
    UPDATE public.login_failure f SET failures = 0 WHERE f.county_id = in_county AND f.subject = public.acting_tries();
    INSERT INTO public.audit_entry (county_id, verb, object) VALUES (in_county, 'password', 'account/' || whose);
    UPDATE public.session s SET ended_at = clock_timestamp()
    WHERE s.county_id = in_county AND s.account = whose AND s.ended_at IS NULL AND s.digest <> sha256(key);
    WITH gone AS (
        UPDATE public.api_token t SET revoked_at = clock_timestamp()
        WHERE t.county_id = in_county AND t.account = whose AND t.revoked_at IS NULL AND t.name <> ALL (kept)
        RETURNING t.name), said AS (
        INSERT INTO public.audit_entry (county_id, verb, object, reason)
        SELECT in_county, 'revoke', 'token/' || whose || '/' || g.name, 'password' FROM gone g)
    SELECT coalesce(array_agg(g.name ORDER BY g.name), '{}') INTO ended FROM gone g;
    RETURN ended;
END $$;
