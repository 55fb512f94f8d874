-- Disabling an account, which ends what it has open, and letting it in again, which brings none of that back.
-- Who may: manage, and no token
-- Writes: account, account_state, session, api_token; entries disable, enable, revoke
-- Answers: the names of the tokens that ended, NULL where there is no such account; whether there is one to enable; refuses the last administrator in use, but for the operator

CREATE OR REPLACE FUNCTION disable_account(of_county integer, key bytea, from_address text, wanted text)
RETURNS text[] LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage', true);
    now_at timestamptz := clock_timestamp();
    before_it bytea;
    is_last boolean := public.hold_administrators(of_county, wanted);
BEGIN
    who := public.actor(of_county, key, from_address, 'manage', true); -- once more, after waiting
    before_it := public.hold_state(of_county, wanted);
    IF before_it IS NULL THEN RETURN NULL; END IF;
    -- The operator may all the same, who can make another: whoever has stolen that account is shut out at once.
    IF is_last AND who.via <> 'shell' THEN
        RAISE EXCEPTION 'the last administrator stays' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'last_administrator', TABLE = 'account';
    END IF;
    UPDATE public.account a SET disabled_at = now_at WHERE a.county_id = of_county AND a.name = wanted;
    PERFORM public.write_entry(
        who, 'disable', 'account/' || wanted, before_it, public.keep_state(of_county, wanted));
    RETURN public.end_access(who, wanted, 'disable');
END $$;

CREATE OR REPLACE FUNCTION enable_account(of_county integer, key bytea, from_address text, wanted text)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage', true);
    before_it bytea := public.hold_state(of_county, wanted);
BEGIN
    IF before_it IS NULL THEN RETURN false; END IF;
    who := public.actor(of_county, key, from_address, 'manage', true); -- once more, after waiting
    UPDATE public.account a SET disabled_at = NULL WHERE a.county_id = of_county AND a.name = wanted;
    PERFORM public.write_entry(
        who, 'enable', 'account/' || wanted, before_it, public.keep_state(of_county, wanted));
    RETURN true;
END $$;
REVOKE ALL ON FUNCTION disable_account, enable_account FROM PUBLIC;
GRANT EXECUTE ON FUNCTION disable_account, enable_account TO lazaret_server;
