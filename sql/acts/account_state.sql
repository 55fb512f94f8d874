-- What an account is, and was from when: what the record has the digest of. Called by the acts that change an account.
-- Who may: nobody by itself
-- Writes: account_state
-- Answers: the digest of what the account is

-- SHA-256 of the state's values in this order, framed as those of an entry are. `Sources/Store/Accounts/AccountState.swift` says the same, and a test compares the two.
CREATE OR REPLACE FUNCTION state_digest(one account_state) RETURNS bytea LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN sha256(convert_to(public.framed(ARRAY[
        'lazaret account v1', one.account, (extract(epoch FROM one.since) * 1000000)::bigint::text, one.display,
        array_to_string(one.roles, ','), one.message_address, one.openid_subject, one.openid_issuer,
        one.has_password::text, one.disabled::text] || one.duties), 'UTF8'));
END $$;

-- Says which bound an account breaks, in place of PostgreSQL, whose error would show the row: what the password was
-- stretched to is not to be read there, nor in a log.
CREATE OR REPLACE FUNCTION refuse_account(state text, broken text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'that is no account' USING ERRCODE = state, CONSTRAINT = broken, TABLE = 'account';
END $$;

-- The account as its rows have it now, under number and moment of its last state; those are NULL where it has none yet.
CREATE OR REPLACE FUNCTION state_now(of_county integer, wanted text) RETURNS account_state
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    now_is public.account_state;
BEGIN
    SELECT a.county_id, a.name, NULL, NULL, a.display, a.roles, '{}', a.message_address, a.openid_subject,
        a.openid_issuer, a.has_password, a.disabled_at IS NOT NULL, false
    INTO now_is FROM public.account a WHERE a.county_id = of_county AND a.name = wanted;
    SELECT coalesce(array_agg(one.duty ORDER BY one.duty COLLATE "C"), '{}') INTO now_is.duties
    FROM (SELECT d.duty || '@' || d.site || ' ' || d.person AS duty FROM public.account_duty d
        WHERE d.county_id = of_county AND d.account = wanted) AS one;
    SELECT s.number, s.since INTO now_is.number, now_is.since FROM public.account_state s
    WHERE s.county_id = of_county AND s.account = wanted ORDER BY s.number DESC LIMIT 1;
    RETURN now_is;
END $$;

-- Holds the account's row until the act is done, and gives the digest of what it is; NULL where there is none.
-- What its rows have, not its last state: so what was changed past the acts shows in the next act's entry.
CREATE OR REPLACE FUNCTION hold_state(of_county integer, wanted text) RETURNS bytea
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM public.account a WHERE a.county_id = of_county AND a.name = wanted FOR NO KEY UPDATE;
    IF NOT FOUND THEN RETURN NULL; END IF;
    RETURN public.state_digest(public.state_now(of_county, wanted));
END $$;

-- Holds the account's row and those of all administrators in use until the act is done, in one order, so that two who
-- take each other's place away come one after the other; says whether the account is the last administrator in use.
CREATE OR REPLACE FUNCTION hold_administrators(of_county integer, wanted text) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    in_use text[];
BEGIN
    PERFORM FROM public.account a WHERE a.county_id = of_county
        AND (a.name = wanted OR 'administrator' = ANY (a.roles) AND a.disabled_at IS NULL)
    ORDER BY a.name FOR NO KEY UPDATE;
    in_use := ARRAY(SELECT a.name FROM public.account a WHERE a.county_id = of_county
        AND 'administrator' = ANY (a.roles) AND a.disabled_at IS NULL);
    RETURN in_use = ARRAY[wanted];
END $$;

-- Keeps what the account is from now on, where that is not what it was, and gives the digest of it.
CREATE OR REPLACE FUNCTION keep_state(of_county integer, wanted text) RETURNS bytea
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    now_is public.account_state := public.state_now(of_county, wanted);
    last_was public.account_state;
BEGIN
    SELECT s.* INTO last_was FROM public.account_state s
    WHERE s.county_id = of_county AND s.account = wanted ORDER BY s.number DESC LIMIT 1;
    IF NOT FOUND THEN
        now_is.number := 1;
        now_is.since := (SELECT a.created_at FROM public.account a WHERE a.county_id = of_county AND a.name = wanted);
    ELSIF public.state_digest(last_was) <> public.state_digest(now_is) THEN
        now_is.number := last_was.number + 1;
        now_is.since := clock_timestamp();
    ELSE
        RETURN public.state_digest(last_was);
    END IF;
    INSERT INTO public.account_state VALUES (now_is.*);
    RETURN public.state_digest(now_is);
END $$;
REVOKE ALL ON FUNCTION refuse_account, state_digest, state_now, hold_state, hold_administrators, keep_state FROM PUBLIC;
