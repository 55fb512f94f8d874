-- Ending what is open: one session; all that an account has open; after a restore, everything.
-- Who may: the account, and manage; everything, the owner of the tables alone
-- Writes: session, api_token; entries logout, revoke
-- Answers: whether one ended

-- Whether somebody may end what the account has open; of another's, who may not learns nothing.
CREATE OR REPLACE FUNCTION may_end(who holder, of_account text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN who.account = of_account OR ARRAY['manage', 'read'] <@ who.rights;
END $$;

CREATE OR REPLACE FUNCTION end_session(
    of_county integer, key bytea, from_address text, of_account text, session_id text)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, NULL);
    now_at timestamptz := clock_timestamp();
BEGIN
    IF NOT public.may_end(who, of_account) THEN RETURN false; END IF;
    UPDATE public.session s SET ended_at = now_at
    WHERE s.county_id = of_county AND s.account = of_account AND s.ended_at IS NULL
        AND left(encode(s.digest, 'hex'), 8) = session_id;
    IF NOT FOUND THEN RETURN false; END IF;
    PERFORM public.write_entry(who, 'logout', 'session/' || session_id);
    RETURN true;
END $$;

-- Ends the account's sessions but for that of a digest, and its tokens but for those that are kept, each of which has an
-- entry of its own; gives the names of the tokens that ended.
CREATE OR REPLACE FUNCTION end_access(
    who holder, of_account text, why text, but_session bytea DEFAULT NULL, kept text[] DEFAULT '{}')
RETURNS text[] LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    now_at timestamptz := clock_timestamp();
    ended text[];
    one text;
BEGIN
    UPDATE public.session s SET ended_at = now_at
    WHERE s.county_id = who.county_id AND s.account = of_account AND s.ended_at IS NULL
        AND s.digest IS DISTINCT FROM but_session;
    WITH gone AS (
        UPDATE public.api_token t SET revoked_at = now_at
        WHERE t.county_id = who.county_id AND t.account = of_account AND t.revoked_at IS NULL
            AND coalesce(t.name <> ALL (kept), true)
        RETURNING t.name)
    SELECT coalesce(array_agg(g.name ORDER BY g.name), '{}') INTO ended FROM gone g;
    FOREACH one IN ARRAY ended LOOP
        PERFORM public.write_entry(who, 'revoke', 'token/' || of_account || '/' || one, why => why);
    END LOOP;
    RETURN ended;
END $$;

-- Ends every session and token of every county, as a restored backup brings back what was ended since.
CREATE OR REPLACE FUNCTION end_all_access(operator text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    now_at timestamptz := clock_timestamp();
    who public.holder;
    one record;
BEGIN
    who.account := operator;
    who.duty := '';
    who.via := 'shell';
    who.address := '';
    FOR one IN
        WITH sessions AS (
            UPDATE public.session s SET ended_at = now_at WHERE s.ended_at IS NULL
            RETURNING s.county_id, s.digest),
        tokens AS (
            UPDATE public.api_token t SET revoked_at = now_at WHERE t.revoked_at IS NULL
            RETURNING t.county_id, t.account, t.name)
        SELECT s.county_id, 'logout' AS did, 'session/' || left(encode(s.digest, 'hex'), 8) AS what FROM sessions s
        UNION ALL SELECT t.county_id, 'revoke', 'token/' || t.account || '/' || t.name FROM tokens t
    LOOP
        who.county_id := one.county_id;
        PERFORM public.write_entry(who, one.did, one.what, why => 'restored');
    END LOOP;
END $$;
REVOKE ALL ON FUNCTION may_end, end_session, end_access, end_all_access FROM PUBLIC;
GRANT EXECUTE ON FUNCTION end_session TO lazaret_server;
