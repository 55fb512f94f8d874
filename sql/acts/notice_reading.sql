-- What notices, orders and lists of a site are worked out from: the codes that it goes under, and what was closed since a visit.
-- Who may: whoever reads the site
-- Writes: nothing
-- Answers: a code; the codes of one site; the gaps of a visit that are closed, with the moment

-- The code under which a site goes on of what was found there on that day: the site's own, or where it moved since, on that
-- day or later and up to now, the code of the last move. A code that was opened again after a move is another site.
CREATE OR REPLACE FUNCTION site_goes_on(of_county integer, of_site text, since date) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    today date := (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date;
    code text := of_site;
    from_day date := since;
    next record;
BEGIN
    LOOP
        SELECT p.site, p.opened_on INTO next FROM public.operation p
        WHERE p.county_id = of_county AND p.predecessor = code AND p.replaced_at IS NULL
            AND p.opened_on BETWEEN from_day AND today
        ORDER BY p.opened_on, p.site LIMIT 1;
        IF NOT FOUND THEN RETURN code; END IF;
        code := next.site;
        from_day := next.opened_on + 1; -- on one day a site moves once
    END LOOP;
END $$;

-- The codes that one site had or has, whichever of them is named: that which it goes on under now, and those which that goes
-- on from, each up to the day of the move (`site_past`). Lists that are asked for a site ask for these.
CREATE OR REPLACE FUNCTION site_line(of_county integer, of_site text) RETURNS TABLE (site text, until date)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT past.site, past.until
    FROM public.site_past(of_county, public.site_goes_on(of_county, of_site, (
        SELECT max(o.opened_on) FROM public.operation o
        WHERE o.county_id = of_county AND o.site = of_site AND o.replaced_at IS NULL))) AS past;
END $$;

-- Of the gaps that a visit found not met: those whose run has ended since (`gap_runs`), with the moment.
CREATE OR REPLACE FUNCTION gaps_closed(of_county integer, of_visit uuid) RETURNS TABLE (item text, ended_at timestamptz)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    seen record;
BEGIN
    SELECT i.finished_at, public.site_goes_on(of_county, i.site, i.visit_day) AS code INTO seen
    FROM public.inspection i WHERE i.county_id = of_county AND i.id = of_visit;
    RETURN QUERY
    SELECT g.item, r.ended_at
    FROM public.gap g
    JOIN public.gap_runs(of_county, seen.code, NULL) AS r ON r.item = g.item
    WHERE g.county_id = of_county AND g.inspection = of_visit AND g.status = 'notMet'
        AND r.since <= seen.finished_at AND seen.finished_at <= r.last_found AND r.ended_at IS NOT NULL;
END $$;
REVOKE ALL ON FUNCTION site_goes_on, site_line, gaps_closed FROM PUBLIC;
GRANT EXECUTE ON FUNCTION site_goes_on, site_line, gaps_closed TO lazaret_server;
