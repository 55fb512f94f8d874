-- Closing a week, or revising one that is closed: a report is sealed as the bytes that the week is shown from for ever.
-- Who may: manage
-- Writes: week_report; entry close or revise
-- Answers: closed; already where it is closed, unknown where one to revise is not; open where it is not over; outdated where it, or an earlier week, was closed or revised since

-- From when on nothing counts for a report that is read now: a filing holds the county's row from before its entry until it
-- is committed, so one whose entry is older is seen by whatever is read after this. With the last sealed head of then.
CREATE OR REPLACE FUNCTION week_cut_off(of_county integer, key bytea, from_address text)
RETURNS TABLE (cut_off timestamptz, head text) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM public.actor(of_county, key, from_address, 'manage');
    PERFORM FROM public.county c WHERE c.county_id = of_county FOR NO KEY UPDATE;
    RETURN QUERY SELECT clock_timestamp(), (
        SELECT h.head FROM public.audit_head h WHERE h.county_id = of_county ORDER BY h.size DESC LIMIT 1);
END $$;

-- Keeps a report under what it says of itself: week, revision, cut-off, why, and the report that it goes on from. Where the clock
-- closes by an order, the report is the giver's.
DROP FUNCTION IF EXISTS keep_week(holder, date, text); -- of releases without orders
CREATE OR REPLACE FUNCTION keep_week(who holder, of_week date, sealed text, by_order closing_order DEFAULT NULL) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    said json := sealed;
    of_revision integer := said ->> 'revision';
    cut timestamptz := said ->> 'cutOff';
    digest bytea := sha256(convert_to(sealed, 'UTF8'));
    last record;
    earlier bytea;
    number bigint;
BEGIN
    -- Reports of a county come one after the other.
    PERFORM pg_advisory_xact_lock(who.county_id, hashtext('week_report'));
    IF clock_timestamp() < (of_week + 7)::timestamp AT TIME ZONE INTERVAL '08:00' THEN RETURN 'open'; END IF;
    SELECT r.revision, r.digest INTO last FROM public.week_report r
    WHERE r.county_id = who.county_id AND r.week = of_week ORDER BY r.revision DESC LIMIT 1;
    IF of_revision = 1 AND last.revision IS NOT NULL THEN RETURN 'already'; END IF;
    IF of_revision > 1 AND last.revision IS NULL THEN RETURN 'unknown'; END IF;
    SELECT r.digest INTO earlier FROM public.week_report r
    WHERE r.county_id = who.county_id AND r.week < of_week ORDER BY r.week DESC, r.revision DESC LIMIT 1;
    IF of_revision <> coalesce(last.revision, 0) + 1 OR earlier IS DISTINCT FROM decode(said #>> '{previous,digest}', 'hex') THEN
        RETURN 'outdated';
    END IF;
    IF NOT coalesce(said ->> 'week' = to_char(of_week, 'IYYY"-W"IW') AND of_revision >= 1
        AND cut BETWEEN clock_timestamp() - INTERVAL '1 hour' AND clock_timestamp(), false)
    THEN
        RAISE EXCEPTION 'that is no report of the week' USING ERRCODE = 'check_violation', CONSTRAINT = 'report_bounds',
            TABLE = 'week_report';
    END IF;
    number := public.write_entry(who, CASE WHEN of_revision = 1 THEN 'close' ELSE 'revise' END,
        'week/' || (said ->> 'week'), last.digest, digest, said ->> 'reason');
    INSERT INTO public.week_report (county_id, week, revision, document, digest, previous, cut_off, closed_by, reason, entry,
        closing_order)
    VALUES (who.county_id, of_week, of_revision, sealed, digest, earlier, cut, coalesce(by_order.given_by, who.account),
        said ->> 'reason', number, by_order.number);
    RETURN 'closed';
END $$;

CREATE OR REPLACE FUNCTION close_week(of_county integer, key bytea, from_address text, of_week date, sealed text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
BEGIN
    IF (sealed::json ->> 'revision')::integer IS DISTINCT FROM 1 THEN
        RAISE EXCEPTION 'that is no first report' USING ERRCODE = 'check_violation', CONSTRAINT = 'report_bounds',
            TABLE = 'week_report';
    END IF;
    RETURN public.keep_week(who, of_week, sealed);
END $$;
-- Another report beside those of a closed week, which says what it says otherwise, and why.
CREATE OR REPLACE FUNCTION revise_week(
    of_county integer, key bytea, from_address text, of_week date, sealed text, why text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
BEGIN
    IF why IS NULL OR (sealed::json ->> 'reason') IS DISTINCT FROM why OR NOT coalesce((sealed::json ->> 'revision')::integer > 1, false)
    THEN
        RAISE EXCEPTION 'that is no revision' USING ERRCODE = 'check_violation', CONSTRAINT = 'report_bounds',
            TABLE = 'week_report';
    END IF;
    RETURN public.keep_week(who, of_week, sealed);
END $$;
REVOKE ALL ON FUNCTION week_cut_off, keep_week, close_week, revise_week FROM PUBLIC;
GRANT EXECUTE ON FUNCTION week_cut_off, close_week, revise_week TO lazaret_server;
