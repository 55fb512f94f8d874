-- Whose visits count for the gaps of a site: from and up to which day under each of its codes.
-- Who may: whoever reads the site
-- Writes: nothing
-- Answers: each code with the days between; the day on which a site moved away whose code was opened again since

-- On which day the site of that code had moved away last, where the code was opened again since, both up to a day, and the
-- move was to none of `own`; NULL where it never did. It looks with the owner's eye, since whoever is confined to the code
-- does not read where it moved to.
CREATE OR REPLACE FUNCTION site_left(of_county integer, of_site text, own text[], up_to date) RETURNS date
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED COST 100 SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF of_county IS DISTINCT FROM public.acting('read') THEN RETURN NULL; END IF;
    RETURN (
        SELECT max(p.opened_on) FROM public.operation p
        WHERE p.county_id = of_county AND p.predecessor = of_site AND p.replaced_at IS NULL AND p.site <> ALL (own)
            AND EXISTS (
                SELECT FROM public.operation again
                WHERE again.county_id = of_county AND again.site = of_site AND again.replaced_at IS NULL
                    AND again.opened_on > p.opened_on AND again.opened_on <= up_to));
END $$;

-- Whose visits are a site's own, each code with the days between: those of `site_past`; of a code that was opened again after
-- the site had moved away only those from after the move, since what was before goes on elsewhere. Whatever counts gaps asks
-- this, so that each stands once.
CREATE OR REPLACE FUNCTION site_life(county integer, of_site text, on_day date DEFAULT 'infinity')
RETURNS TABLE (site text, after date, until date) LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH past AS MATERIALIZED (SELECT p.site, p.until FROM site_past(county, of_site, on_day) AS p)
    SELECT past.site,
        coalesce(site_left(county, past.site, ARRAY(SELECT own.site FROM past AS own), least(past.until, on_day)), '-infinity'),
        past.until
    FROM past;
END;
REVOKE ALL ON FUNCTION site_left, site_life FROM PUBLIC;
GRANT EXECUTE ON FUNCTION site_left, site_life TO lazaret_server;
