-- Whoever is confined to a site reads what its run is made of: a site that moved goes on from another code, and what was
-- found there is still open. And why the register was corrected is read where its past is.

-- Whose visits are a site's past, seen on a day: its own, and those of the sites that it goes on from, up to the day on which
-- it did. What a site goes on from since a later day was no past of it then. However often it moved to and fro, each code is
-- gone on from once a day.
-- It rested on the other; 0028 has what takes its place.
DROP FUNCTION gap_past(integer, text, text, text, timestamptz, bigint);
DROP FUNCTION site_past(integer, text);
CREATE FUNCTION site_past(county integer, of_site text, on_day date DEFAULT 'infinity')
RETURNS TABLE (site text, until date) LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH RECURSIVE past AS (
        SELECT of_site AS site, 'infinity'::date AS until
        UNION
        SELECT p.predecessor, p.opened_on
        FROM past
        JOIN operation p ON p.county_id = county AND p.site = past.site AND p.opened_on < past.until AND p.opened_on <= on_day
            AND p.replaced_at IS NULL AND p.predecessor IS NOT NULL)
    SELECT past.site, max(past.until) FROM past GROUP BY past.site;
END;
REVOKE ALL ON FUNCTION site_past FROM PUBLIC;
GRANT EXECUTE ON FUNCTION site_past TO lazaret_server;

-- The codes that the sites of whoever is confined go on from by today, each with the day up to which: `{"T-01": "2021-08-12"}`.
-- NULL for whoever sees every site, and where nobody acts. It looks with the owner's eye, since what a predecessor itself
-- goes on from stands in a row of the predecessor's.
CREATE FUNCTION acting_past() RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED COST 1000 SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    fields text[] := public.context('read');
BEGIN
    IF fields[5] IS NULL THEN RETURN NULL; END IF;
    RETURN (
        SELECT jsonb_object_agg(past.site, past.until) FROM (
            SELECT p.site, max(p.until) AS until
            FROM unnest(fields[5]::text[]) AS own
            CROSS JOIN LATERAL public.site_past(
                fields[1]::integer, own, (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date) AS p
            WHERE p.site <> ALL (fields[5]::text[])
            GROUP BY p.site) AS past);
END $$;

-- Why an entry of the register says that something was corrected; NULL where it says nothing, and for whoever may not read
-- the site that it is about.
CREATE FUNCTION said_why(of_county integer, of_entry bigint) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED COST 100 SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT e.reason FROM public.audit_entry e
        WHERE e.county_id = of_county AND e.number = of_entry AND of_county = public.acting('read')
            AND (e.object LIKE 'township/%' OR e.object LIKE 'site/%'
                AND coalesce(substr(e.object, 6) = ANY (public.acting_sites()), true)));
END $$;
REVOKE ALL ON FUNCTION acting_past, said_why FROM PUBLIC;
GRANT EXECUTE ON FUNCTION acting_past, said_why TO lazaret_server;

-- Rows of those codes are read up to that day. A withdrawal has no day: of a former code all are read, lest a withdrawn
-- visit seem to stand.
DROP POLICY site_read ON site;
CREATE POLICY site_read ON site FOR SELECT TO lazaret_server
    USING (county_id = (SELECT acting('read')) AND (coalesce(code = ANY ((SELECT acting_sites())::text[]), true)
        OR (SELECT acting_past()) ? code));
DROP POLICY operation_read ON operation;
CREATE POLICY operation_read ON operation FOR SELECT TO lazaret_server
    USING (county_id = (SELECT acting('read')) AND (coalesce(site = ANY ((SELECT acting_sites())::text[]), true)
        OR opened_on <= ((SELECT acting_past()) ->> site)::date));
DROP POLICY site_description_read ON site_description;
CREATE POLICY site_description_read ON site_description FOR SELECT TO lazaret_server
    USING (county_id = (SELECT acting('read')) AND (coalesce(site = ANY ((SELECT acting_sites())::text[]), true)
        OR since <= ((SELECT acting_past()) ->> site)::date));
DROP POLICY posting_read ON posting;
CREATE POLICY posting_read ON posting FOR SELECT TO lazaret_server
    USING (county_id = (SELECT acting('read')) AND (coalesce(site = ANY ((SELECT acting_sites())::text[]), true)
        OR held_from <= ((SELECT acting_past()) ->> site)::date));
DROP POLICY inspection_read ON inspection;
CREATE POLICY inspection_read ON inspection FOR SELECT TO lazaret_server
    USING (county_id = (SELECT acting('read')) AND (coalesce(site = ANY ((SELECT acting_sites())::text[]), true)
        OR visit_day <= ((SELECT acting_past()) ->> site)::date));
DROP POLICY gap_read ON gap;
CREATE POLICY gap_read ON gap FOR SELECT TO lazaret_server
    USING (county_id = (SELECT acting('read')) AND (coalesce(site = ANY ((SELECT acting_sites())::text[]), true)
        OR (finished_at AT TIME ZONE INTERVAL '08:00')::date <= ((SELECT acting_past()) ->> site)::date));
DROP POLICY withdrawal_read ON withdrawal;
CREATE POLICY withdrawal_read ON withdrawal FOR SELECT TO lazaret_server
    USING (county_id = (SELECT acting('read')) AND (coalesce(site = ANY ((SELECT acting_sites())::text[]), true)
        OR (SELECT acting_past()) ? site));
