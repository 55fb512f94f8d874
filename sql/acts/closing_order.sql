-- Standing orders by which the clock closes weeks: given by an administrator in the own name, and ended; what there are.
-- Who may: manage, of an account, to give one; manage to end one; county to read
-- Writes: closing_order, closing_order_end; entries issue, revoke
-- Answers: the number of what was given; already where the one in force says the same; unfit where an account does not read weeks; ended, or none where none is in force; every order with what became of it

-- When an order lapsed: when whoever gave it was no administrator in use any more, for good. NULL where that never was.
CREATE OR REPLACE FUNCTION closing_order_lapsed(one closing_order) RETURNS timestamptz LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce((
        SELECT min(s.since) FROM public.account_state s
        WHERE s.county_id = one.county_id AND s.account = one.given_by AND s.since > one.given_at
            AND (s.disabled OR 'administrator' <> ALL (s.roles))), (
        -- Whatever the states say, an account has to be there and to be one.
        SELECT one.given_at WHERE NOT EXISTS (
            SELECT FROM public.account a WHERE a.county_id = one.county_id AND a.name = one.given_by
                AND a.disabled_at IS NULL AND 'administrator' = ANY (a.roles))));
END $$;

-- The order in force: the last, where it was not ended. Whether it has lapsed is another question.
CREATE OR REPLACE FUNCTION closing_order_in_force(of_county integer) RETURNS closing_order LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    one public.closing_order;
BEGIN
    SELECT o.* INTO one FROM public.closing_order o WHERE o.county_id = of_county ORDER BY o.number DESC LIMIT 1;
    PERFORM FROM public.closing_order_end e WHERE e.county_id = of_county AND e.number = one.number;
    IF FOUND THEN RETURN NULL; END IF;
    RETURN one;
END $$;

-- The Monday of the week that an order closes at a moment: of those whose hour came after the order was given the last. NULL where
-- that is none: what was left open before is no matter of the order, nor is a week whose hour was missed until the next one's.
-- `Sources/Compliance/Planning/ClosingOrder.swift` says the same.
CREATE OR REPLACE FUNCTION closing_week(one closing_order, as_of timestamptz) RETURNS date LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    after_monday interval := make_interval(days => one.weekday - 1, mins => one.minute);
    began timestamp; -- the Monday after the week that is closed
BEGIN
    IF NOT coalesce(isfinite(as_of), false) THEN RETURN NULL; END IF;
    began := date_trunc('week', (as_of AT TIME ZONE INTERVAL '08:00') - after_monday);
    IF (began + after_monday) AT TIME ZONE INTERVAL '08:00' > one.given_at THEN RETURN began::date - 7; END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION give_closing_order(
    of_county integer, key bytea, from_address text, on_weekday integer, at_minute integer, to_accounts text[])
RETURNS TABLE (outcome text, number integer) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
    one public.closing_order;
    wanted text[] := ARRAY(SELECT DISTINCT t.one FROM unnest(to_accounts) AS t (one) ORDER BY t.one);
BEGIN
    -- An order is somebody's: the operator at the shell is none whom the county could ask.
    IF who.via = 'shell' OR 'administrator' <> ALL (who.roles) THEN
        RAISE EXCEPTION '% may not do that', who.account USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NOT coalesce(on_weekday BETWEEN 1 AND 7 AND at_minute BETWEEN 0 AND 1439 AND cardinality(to_accounts) <= 200, false) THEN
        RAISE EXCEPTION 'that is no order' USING ERRCODE = 'check_violation', CONSTRAINT = 'closing_order_hour',
            TABLE = 'closing_order';
    END IF;
    IF cardinality(wanted) <> (
        SELECT count(*) FROM public.account a
        WHERE a.county_id = of_county AND a.name = ANY (wanted) AND a.disabled_at IS NULL AND 'county' = ANY (a.rights))
    THEN
        RETURN QUERY SELECT 'unfit', NULL::integer;
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(of_county, hashtext('closing_order'));
    one := public.closing_order_in_force(of_county);
    IF (one.weekday, one.minute, one.accounts, one.given_by) = (on_weekday, at_minute, wanted, who.account)
        AND public.closing_order_lapsed(one) IS NULL
    THEN
        RETURN QUERY SELECT 'already', one.number;
        RETURN;
    END IF;
    one := ROW(of_county, (SELECT coalesce(max(o.number), 0) + 1 FROM public.closing_order o WHERE o.county_id = of_county),
        NULL, on_weekday, at_minute, wanted, clock_timestamp(), who.account);
    one.entry := public.write_entry(who, 'issue', 'closing-order/' || one.number, NULL, public.fact_digest(
        'lazaret closing order v1', one.number::text, one.weekday::text, one.minute::text, one.accounts::text,
        (extract(epoch FROM one.given_at) * 1000000)::bigint::text, one.given_by));
    INSERT INTO public.closing_order SELECT one.*;
    RETURN QUERY SELECT 'given', one.number;
END $$;

CREATE OR REPLACE FUNCTION end_closing_order(of_county integer, key bytea, from_address text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
    one public.closing_order;
    ended timestamptz;
    written bigint;
BEGIN
    -- None while the clock closes a week by it.
    PERFORM pg_advisory_xact_lock(of_county, hashtext('closing_order'));
    one := public.closing_order_in_force(of_county);
    IF one.number IS NULL THEN RETURN 'none'; END IF;
    ended := clock_timestamp();
    written := public.write_entry(who, 'revoke', 'closing-order/' || one.number, NULL, public.fact_digest(
        'lazaret closing order end v1', one.number::text, (extract(epoch FROM ended) * 1000000)::bigint::text, who.account));
    INSERT INTO public.closing_order_end VALUES (of_county, one.number, written, ended, who.account);
    RETURN 'ended';
END $$;

-- Every order, the last first, with what became of it; a thousand at most.
CREATE OR REPLACE FUNCTION closing_orders(of_county integer)
RETURNS TABLE (
    number integer, weekday integer, minute integer, accounts text[], given_at timestamptz, given_by text,
    ended_at timestamptz, ended_by text, lapsed_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF public.acting('county') IS DISTINCT FROM of_county THEN RETURN; END IF;
    RETURN QUERY
    SELECT o.number, o.weekday, o.minute, o.accounts, o.given_at, o.given_by, e.ended_at, e.ended_by,
        public.closing_order_lapsed(o)
    FROM public.closing_order o
    LEFT JOIN public.closing_order_end e ON e.county_id = o.county_id AND e.number = o.number
    WHERE o.county_id = of_county ORDER BY o.number DESC LIMIT 1000;
END $$;
REVOKE ALL ON FUNCTION closing_order_lapsed, closing_order_in_force, closing_week, give_closing_order, end_closing_order,
    closing_orders FROM PUBLIC;
GRANT EXECUTE ON FUNCTION give_closing_order, end_closing_order, closing_orders TO lazaret_server;
