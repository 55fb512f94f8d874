-- What the gaps of a site are worked out within: whose visits count from and up to which day, and who held a duty when.
-- Who may: whoever reads the site
-- Writes: nothing
-- Answers: each code with the days between; the day on which a site moved away whose code was opened again since; the accounts that held a duty at sites

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

-- Which accounts stood for somebody who held a duty at those sites, from which day to which. Nobody gets rid of a duty by
-- how the register or an account is put since: a term that was corrected or withdrawn counts up to the day of that, and a
-- tie that was taken away for as long as it lasted. Whom the terms that an account is tied to name is one person, whatever
-- other term or account of the same name there is. Asks nobody who wants to know: for acts.
CREATE OR REPLACE FUNCTION duty_terms(of_county integer, of_sites text[])
RETURNS TABLE (account text, site text, held_from date, held_to date)
LANGUAGE plpgsql STABLE ROWS 10 COST 1000 SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    WITH tie AS ( -- to which terms, and while they lasted
        SELECT d.account, d.site, d.term AS id, '-infinity'::date AS since, 'infinity'::date AS until
        FROM public.account_duty d WHERE d.county_id = of_county
        UNION
        SELECT was.account, was.site, named.id, was.since, was.until
        FROM (
            SELECT s.account, split_part(split_part(one, ' ', 1), '@', 2) AS site, split_part(one, '@', 1) AS duty,
                substr(one, strpos(one, ' ') + 1) AS person, (s.since AT TIME ZONE INTERVAL '08:00')::date AS since,
                coalesce((n.since AT TIME ZONE INTERVAL '08:00')::date, 'infinity') AS until
            FROM public.account_state s
            LEFT JOIN public.account_state n ON n.county_id = of_county AND n.account = s.account AND n.number = s.number + 1
            CROSS JOIN LATERAL unnest(s.duties) AS one
            WHERE s.county_id = of_county AND s.duties <> '{}') AS was
        JOIN public.posting named ON named.county_id = of_county AND named.site = was.site AND named.duty = was.duty
            AND named.person = was.person),
    person AS ( -- as whom
        SELECT DISTINCT tie.account, p.person, tie.since, tie.until
        FROM tie JOIN public.posting p ON p.county_id = of_county AND p.site = tie.site AND p.id = tie.id),
    term AS (
        SELECT DISTINCT person.account, p.site, greatest(p.held_from, person.since) AS held_from,
            least(coalesce(p.held_to, 'infinity'), person.until,
                coalesce((p.replaced_at AT TIME ZONE INTERVAL '08:00')::date, 'infinity')) AS held_to
        FROM public.posting p
        JOIN person ON person.person = p.person
        WHERE p.county_id = of_county AND p.site = ANY (of_sites))
    SELECT term.* FROM term WHERE term.held_from <= term.held_to;
END $$;
REVOKE ALL ON FUNCTION duty_terms FROM PUBLIC;

-- The same, for whoever reads those sites.
CREATE OR REPLACE FUNCTION duty_accounts(of_county integer, of_sites text[])
RETURNS TABLE (account text, site text, held_from date, held_to date)
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED ROWS 10 COST 1000 SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    own text[] := public.acting_sites();
    former jsonb := public.acting_past();
BEGIN
    IF of_county IS DISTINCT FROM public.acting('read') THEN RETURN; END IF;
    RETURN QUERY SELECT d.* FROM public.duty_terms(of_county, ARRAY(
        SELECT one FROM unnest(of_sites) AS one WHERE coalesce(one = ANY (own), true) OR former ? one)) AS d;
END $$;
REVOKE ALL ON FUNCTION duty_accounts FROM PUBLIC;
GRANT EXECUTE ON FUNCTION duty_accounts TO lazaret_server;
