-- Linking an account to whom the OpenID provider knows, or to nobody; a way in that goes ends what the account has open.
-- Who may: manage, and no token
-- Writes: account, account_state, session, api_token; entries add, change or revoke of the link, revoke
-- Answers: done with the names of the tokens that ended; same; unknown; none, where there is no link to take away

CREATE OR REPLACE FUNCTION link_account(
    of_county integer, key bytea, from_address text, wanted text, subject text, issuer text, alone boolean,
    OUT outcome text, OUT ended text[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage', true);
    before_it bytea := public.hold_state(of_county, wanted);
    after_it bytea;
    had record;
    loses_password boolean;
    broken text;
BEGIN
    who := public.actor(of_county, key, from_address, 'manage', true); -- once more, after waiting
    ended := '{}';
    SELECT a.openid_subject, a.openid_issuer, a.has_password INTO had
    FROM public.account a WHERE a.county_id = of_county AND a.name = wanted;
    -- Without a link nobody is left to the provider alone.
    loses_password := coalesce(alone AND had.has_password AND subject IS NOT NULL, false);
    outcome := CASE
        WHEN before_it IS NULL THEN 'unknown'
        WHEN subject IS NULL AND had.openid_subject IS NULL THEN 'none'
        WHEN ROW(subject, issuer) IS NOT DISTINCT FROM ROW(had.openid_subject, had.openid_issuer)
            AND NOT loses_password THEN 'same'
        ELSE 'done' END;
    IF outcome <> 'done' THEN RETURN; END IF;
    BEGIN
        UPDATE public.account a SET openid_subject = subject,
            openid_issuer = CASE WHEN subject IS NOT NULL THEN issuer END
        WHERE a.county_id = of_county AND a.name = wanted;
    EXCEPTION WHEN check_violation OR not_null_violation THEN
        GET STACKED DIAGNOSTICS broken = CONSTRAINT_NAME;
        PERFORM public.refuse_account(SQLSTATE, broken);
    END;
    after_it := public.keep_state(of_county, wanted);
    PERFORM public.write_entry(who,
        CASE WHEN subject IS NULL THEN 'revoke' WHEN had.openid_subject IS NULL THEN 'add' ELSE 'change' END,
        'link/' || wanted, before_it, after_it, subject || coalesce(' at ' || issuer, ''));
    IF loses_password THEN
        UPDATE public.account a SET salt = NULL, cost = NULL, verifier = NULL, must_change = false
        WHERE a.county_id = of_county AND a.name = wanted;
        PERFORM public.write_entry(who, 'revoke', 'password/' || wanted, after_it,
            public.keep_state(of_county, wanted), 'the provider alone');
    END IF;
    IF had.openid_subject IS NOT NULL OR loses_password THEN
        ended := public.end_access(who, wanted, 'link');
    END IF;
END $$;
REVOKE ALL ON FUNCTION link_account FROM PUBLIC;
GRANT EXECUTE ON FUNCTION link_account TO lazaret_server;
