-- Noting that a session or token is used: the server calls it where enter() said that the last note is minutes old.
-- Who may: whoever holds the key
-- Writes: session (seen_at), api_token (used_at), once in five minutes
-- Answers: nothing

-- What has ended meanwhile, or was not used for too long, is left as it is.
CREATE OR REPLACE FUNCTION touch(of_county integer, key bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    wanted bytea := sha256(key);
    now_at timestamptz := clock_timestamp();
BEGIN
    UPDATE public.session s SET seen_at = now_at
    WHERE s.county_id = of_county AND s.digest = wanted AND s.ended_at IS NULL
        AND s.seen_at BETWEEN now_at - INTERVAL '4 hours' AND now_at - INTERVAL '5 minutes';
    IF FOUND THEN RETURN; END IF;
    UPDATE public.api_token t SET used_at = now_at
    WHERE t.county_id = of_county AND t.digest = wanted AND t.revoked_at IS NULL AND t.expires_at > now_at
        AND coalesce(t.used_at < now_at - INTERVAL '5 minutes', true);
END $$;
REVOKE ALL ON FUNCTION touch FROM PUBLIC;
GRANT EXECUTE ON FUNCTION touch TO lazaret_server;
