-- Changing one's own password: the other sessions end, and the tokens but for those that are kept.
-- Who may: whoever has signed in with a browser
-- Writes: account, account_state, session, api_token, login_failure; entries password, revoke
-- Answers: how long to wait, and how the password is to be stretched; then the names of the tokens that ended, or NULL

-- Whoever changes the own password, which nobody does by a token, nor the operator at the shell.
CREATE OR REPLACE FUNCTION password_holder(of_county integer, key bytea, from_address text) RETURNS holder
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, NULL, true);
BEGIN
    IF who.via NOT LIKE 'session:%' THEN
        RAISE EXCEPTION '% may not do that', who.account USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN who;
END $$;

-- Begins the change: counted by the session, so that no stranger's tries keep from it.
CREATE OR REPLACE FUNCTION begin_change(
    of_county integer, key bytea, from_address text, OUT wait integer, OUT salt bytea, OUT cost integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    who public.holder := public.password_holder(of_county, key, from_address);
    whose text := 'session ' || who.account || ' ' || substr(who.via, 9);
BEGIN
    wait := public.hold_count(of_county, whose);
    IF wait = 0 THEN PERFORM public.count_try(of_county, whose); END IF;
    SELECT s.salt, s.cost INTO salt, cost FROM public.stretching(of_county, who.account) s;
END $$;

-- Gives the account another password, where the old one is right; NULL where nothing was changed.
CREATE OR REPLACE FUNCTION change_password(
    of_county integer, key bytea, from_address text, stretched bytea, new_salt bytea, new_cost integer,
    new_verifier bytea, kept text[])
RETURNS text[] LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.password_holder(of_county, key, from_address);
    whose text := 'session ' || who.account || ' ' || substr(who.via, 9);
    before_it bytea;
    broken text;
BEGIN
    IF new_verifier IS NULL THEN
        RAISE EXCEPTION 'a change gives a password' USING ERRCODE = 'null_value_not_allowed';
    END IF;
    UPDATE public.login_failure f SET pending = f.pending - 1
    WHERE f.county_id = of_county AND f.subject = whose AND f.pending > 0;
    IF NOT FOUND THEN RETURN NULL; END IF;
    before_it := public.hold_state(of_county, who.account);
    who := public.password_holder(of_county, key, from_address); -- once more, after waiting
    BEGIN
        UPDATE public.account a SET salt = new_salt, cost = new_cost, verifier = new_verifier, must_change = false
        WHERE a.county_id = of_county AND a.name = who.account AND a.verifier = sha256(stretched)
            AND a.disabled_at IS NULL;
    EXCEPTION WHEN check_violation OR not_null_violation THEN
        GET STACKED DIAGNOSTICS broken = CONSTRAINT_NAME;
        PERFORM public.refuse_account(SQLSTATE, broken);
    END;
    IF NOT FOUND THEN RETURN NULL; END IF;
    UPDATE public.login_failure f SET failures = 0 WHERE f.county_id = of_county AND f.subject = whose;
    PERFORM public.write_entry(
        who, 'password', 'account/' || who.account, before_it, public.keep_state(of_county, who.account));
    RETURN public.end_access(who, who.account, 'password', sha256(key), coalesce(kept, '{}'));
END $$;
REVOKE ALL ON FUNCTION password_holder, begin_change, change_password FROM PUBLIC;
GRANT EXECUTE ON FUNCTION begin_change, change_password TO lazaret_server;
