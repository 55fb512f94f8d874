-- Making a token of an account, and ending one, at once and for good.
-- Who may: the account, in a session; for any, the operator at the shell; ending one: the account, and manage
-- Writes: api_token; entries issue, revoke
-- Answers: done, unknown where there is no such account, taken where it has a token of that name; whether one ended

CREATE OR REPLACE FUNCTION issue_token(
    of_county integer, key bytea, from_address text, of_account text, token_name text, token_key bytea,
    of_scope text[], days integer)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, NULL, true);
    made public.api_token;
BEGIN
    IF who.via <> 'shell' AND who.account IS DISTINCT FROM of_account OR who.must_change THEN
        RAISE EXCEPTION '% may not do that', who.account USING ERRCODE = 'insufficient_privilege';
    END IF;
    -- Whoever resets or disables the account meanwhile finds the token; a session ended meanwhile makes none.
    PERFORM FROM public.account a WHERE a.county_id = of_county AND a.name = of_account FOR SHARE;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    who := public.actor(of_county, key, from_address, NULL, true);
    INSERT INTO public.api_token (county_id, account, name, digest, scope, expires_at)
    VALUES (of_county, of_account, token_name, sha256(token_key),
        (SELECT array_agg(DISTINCT r ORDER BY r) FROM unnest(of_scope) AS r),
        clock_timestamp() + days * INTERVAL '1 day')
    ON CONFLICT (county_id, account, name) DO NOTHING
    RETURNING * INTO made;
    IF NOT FOUND THEN RETURN 'taken'; END IF;
    -- `Sources/Store/Accounts/TokenDigest.swift` says the same.
    PERFORM public.write_entry(who, 'issue', 'token/' || of_account || '/' || token_name, NULL,
        sha256(convert_to(concat_ws(E'\n', 'lazaret token v1', 'account ' || made.account, 'name ' || made.name,
            'scope ' || array_to_string(made.scope, ','),
            'expires ' || (extract(epoch FROM made.expires_at) * 1000000)::bigint, ''), 'UTF8')));
    RETURN 'done';
END $$;

CREATE OR REPLACE FUNCTION revoke_token(
    of_county integer, key bytea, from_address text, of_account text, token_name text)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, NULL);
    now_at timestamptz := clock_timestamp();
BEGIN
    IF NOT public.may_end(who, of_account) THEN RETURN false; END IF;
    UPDATE public.api_token t SET revoked_at = now_at
    WHERE t.county_id = of_county AND t.account = of_account AND t.name = token_name AND t.revoked_at IS NULL;
    IF NOT FOUND THEN RETURN false; END IF;
    PERFORM public.write_entry(who, 'revoke', 'token/' || of_account || '/' || token_name);
    RETURN true;
END $$;
REVOKE ALL ON FUNCTION issue_token, revoke_token FROM PUBLIC;
GRANT EXECUTE ON FUNCTION issue_token, revoke_token TO lazaret_server;
