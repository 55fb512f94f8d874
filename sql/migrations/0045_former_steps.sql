-- A site that moved is one site: whoever holds a duty at it today reads the reminders and circulars under the codes that it goes
-- on from, up to the day of the move, as they read visits and notices (`acting_past`).
CREATE FUNCTION acting_posts_past() RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED COST 1000 SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    own text[] := public.acting_posts();
BEGIN
    IF own = '{}' THEN RETURN NULL; END IF;
    RETURN (
        SELECT jsonb_object_agg(past.site, past.until) FROM (
            SELECT p.site, max(p.until) AS until
            FROM unnest(own) AS one
            CROSS JOIN LATERAL public.site_past(
                public.acting('respond'), one, (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date) AS p
            WHERE p.site <> ALL (own)
            GROUP BY p.site) AS past);
END $$;
REVOKE ALL ON FUNCTION acting_posts_past FROM PUBLIC;
GRANT EXECUTE ON FUNCTION acting_posts_past TO lazaret_server;

ALTER POLICY ladder_step_read ON ladder_step USING (
    county_id = (SELECT acting_any('cases', 'respond'))
    AND (county_id = (SELECT acting('cases')) AND coalesce(case_id <> ALL ((SELECT acting_named())::uuid[]), true)
        OR case_id IS NULL AND (site = ANY ((SELECT acting_posts())::text[])
            OR (taken_at AT TIME ZONE INTERVAL '08:00')::date <= ((SELECT acting_posts_past()) ->> site)::date)
        OR rung = 'circular' AND (SELECT acting_at_township())
        OR rung = 'interview' AND case_id = ANY ((SELECT acting_cases())::uuid[])));
