-- What the arrival of a notice and that of an order ask alike.
-- Who may: nobody by itself
-- Writes: nothing
-- Answers: whether a holder directs the site; what is wrong with a hand-over as it is stated

-- NULL for whoever directs the site today, under its present code where it has moved since that day; otherwise what the
-- answer is: stranger to whoever reads the site, unknown to others.
CREATE OR REPLACE FUNCTION arrival_stranger(who holder, of_site text, since_day date) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    today date := (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date;
BEGIN
    PERFORM FROM public.account_duty d
    JOIN public.posting p ON p.county_id = d.county_id AND p.site = d.site AND p.id = d.term AND p.duty = d.duty
    CROSS JOIN LATERAL public.site_past(who.county_id, d.site, today) AS past
    WHERE d.county_id = who.county_id AND d.account = who.account AND d.duty = 'director' AND p.replaced_at IS NULL
        AND today BETWEEN p.held_from AND coalesce(p.held_to, 'infinity') AND past.site = of_site AND since_day <= past.until;
    IF FOUND THEN RETURN NULL; END IF;
    RETURN CASE WHEN coalesce(of_site = ANY (who.sites), true) THEN 'stranger' ELSE 'unknown' END;
END $$;

-- NULL where a paper that was issued then can have been handed over so; early before it was issued, future beyond the clock,
-- unsent where whoever says so has not sent all of the photograph: named by a digest of which nothing ever comes, the paper
-- would have reached nobody for good. People state the minute. What no form sends raises check_violation.
DROP FUNCTION IF EXISTS arrival_refused(timestamptz, timestamptz, text, text, bytea); -- of releases that took any digest
CREATE OR REPLACE FUNCTION arrival_refused(
    who holder, issued timestamptz, reached timestamptz, receiver text, witnessed_by text, photograph bytea) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT coalesce(char_length(receiver) BETWEEN 1 AND 200 AND char_length(witnessed_by) BETWEEN 1 AND 200
        AND octet_length(photograph) = 32 AND isfinite(reached), false) THEN
        RAISE EXCEPTION 'that is no arrival' USING ERRCODE = 'check_violation';
    END IF;
    IF reached < date_trunc('minute', issued) THEN RETURN 'early'; END IF;
    IF reached > clock_timestamp() + INTERVAL '10 minutes' THEN RETURN 'future'; END IF;
    PERFORM FROM public.evidence_receipt r
    WHERE r.county_id = who.county_id AND r.digest = arrival_refused.photograph AND r.account = who.account;
    IF NOT FOUND THEN RETURN 'unsent'; END IF;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION arrival_stranger, arrival_refused FROM PUBLIC;
