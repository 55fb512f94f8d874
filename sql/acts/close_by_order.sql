-- The clock closes the week that ended last, where an administrator's standing order says so and its hour has come, and keeps its PDF.
-- Who may: the clock
-- Writes: week_report, week_paper; entries close, save
-- Answers: which week, with the cut-off, no row where there is none to close; as close_week, or idle where nothing is to be closed; as keep_week_paper

-- The order by which the clock may close a week now, held until the act is done: it is not ended meanwhile, and whoever gave it
-- stays the administrator that they are. Without a number where there is none, or it has lapsed.
CREATE OR REPLACE FUNCTION hold_closing_order(of_county integer) RETURNS closing_order LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    one public.closing_order;
BEGIN
    PERFORM pg_advisory_xact_lock(of_county, hashtext('closing_order'));
    one := public.closing_order_in_force(of_county);
    PERFORM FROM public.account a WHERE a.county_id = of_county AND a.name = one.given_by FOR SHARE;
    IF public.closing_order_lapsed(one) IS NOT NULL THEN RETURN NULL; END IF;
    RETURN one;
END $$;

-- The week to be closed, and from when on nothing counts for its report (`week_cut_off`). The clock may say an earlier moment
-- than the database's clock shows, and never a later one.
CREATE OR REPLACE FUNCTION week_to_close(of_county integer, as_of timestamptz)
RETURNS TABLE (week date, cut_off timestamptz, head text) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    due date := public.closing_week(public.closing_order_in_force(of_county), least(as_of, clock_timestamp()));
BEGIN
    -- Asked every minute: nothing is held where nothing is to be done.
    IF due IS NULL OR EXISTS (SELECT FROM public.week_report r WHERE r.county_id = of_county AND r.week = due) THEN RETURN; END IF;
    IF (public.hold_closing_order(of_county)).number IS NULL THEN RETURN; END IF;
    PERFORM FROM public.county c WHERE c.county_id = of_county FOR NO KEY UPDATE;
    RETURN QUERY SELECT due, clock_timestamp(), (
        SELECT h.head FROM public.audit_head h WHERE h.county_id = of_county ORDER BY h.size DESC LIMIT 1);
END $$;

CREATE OR REPLACE FUNCTION close_by_order(of_county integer, as_of timestamptz, of_week date, sealed text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    by_order public.closing_order := public.hold_closing_order(of_county);
    who public.holder := public.clock_holder(of_county);
BEGIN
    IF by_order.number IS NULL
        OR public.closing_week(by_order, least(as_of, clock_timestamp())) IS DISTINCT FROM of_week THEN RETURN 'idle'; END IF;
    IF (sealed::json ->> 'revision')::integer IS DISTINCT FROM 1 THEN
        RAISE EXCEPTION 'that is no first report' USING ERRCODE = 'check_violation', CONSTRAINT = 'report_bounds',
            TABLE = 'week_report';
    END IF;
    -- By what the clock closes, as sessions and tokens are named.
    who.via := 'closing-order:' || by_order.number || ' ' || by_order.given_by;
    RETURN public.keep_week(who, of_week, sealed, by_order);
END $$;

-- Of a week that the clock closed.
CREATE OR REPLACE FUNCTION keep_closed_paper(of_county integer, of_week date, paper bytea)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM public.week_report r
    WHERE r.county_id = of_county AND r.week = of_week AND r.revision = 1 AND r.closing_order IS NOT NULL;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    RETURN public.keep_paper(public.clock_holder(of_county), of_week, 1, paper);
END $$;
REVOKE ALL ON FUNCTION hold_closing_order, week_to_close, close_by_order, keep_closed_paper FROM PUBLIC;
GRANT EXECUTE ON FUNCTION week_to_close, close_by_order, keep_closed_paper TO lazaret_clock;
