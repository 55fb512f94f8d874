-- Giving an account another first password, which ends what it has open and lifts what it has to wait.
-- Who may: manage, and no token
-- Writes: account, account_state, session, api_token, login_failure; entries reset, revoke
-- Answers: done with the names of the tokens that ended; unknown; without, where it has none and is not to be given one

CREATE OR REPLACE FUNCTION reset_password(
    of_county integer, key bytea, from_address text, wanted text, new_salt bytea, new_cost integer, new_verifier bytea,
    given boolean, OUT outcome text, OUT ended text[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage', true);
    before_it bytea;
    had boolean;
    broken text;
BEGIN
    IF new_verifier IS NULL THEN
        RAISE EXCEPTION 'a reset gives a password' USING ERRCODE = 'null_value_not_allowed';
    END IF;
    SELECT a.has_password INTO had FROM public.account a WHERE a.county_id = of_county AND a.name = wanted;
    outcome := CASE WHEN NOT FOUND THEN 'unknown' WHEN coalesce(had OR given, false) THEN 'done' ELSE 'without' END;
    IF outcome <> 'done' THEN RETURN; END IF;
    -- The counts before the account, as in signing in.
    PERFORM public.forget_tries_of(of_county, 'account', wanted);
    before_it := public.hold_state(of_county, wanted);
    who := public.actor(of_county, key, from_address, 'manage', true); -- once more, after waiting
    BEGIN
        UPDATE public.account a SET salt = new_salt, cost = new_cost, verifier = new_verifier, must_change = true
        WHERE a.county_id = of_county AND a.name = wanted AND coalesce(a.has_password OR given, false);
    EXCEPTION WHEN check_violation OR not_null_violation THEN
        GET STACKED DIAGNOSTICS broken = CONSTRAINT_NAME;
        PERFORM public.refuse_account(SQLSTATE, broken);
    END;
    IF NOT FOUND THEN -- its password was taken away meanwhile
        outcome := 'without';
        RETURN;
    END IF;
    PERFORM public.write_entry(
        who, 'reset', 'account/' || wanted, before_it, public.keep_state(of_county, wanted));
    ended := public.end_access(who, wanted, 'reset');
END $$;
REVOKE ALL ON FUNCTION reset_password FROM PUBLIC;
GRANT EXECUTE ON FUNCTION reset_password TO lazaret_server;
