-- A circular is by its nature read by the other townships (domain §14: to all townships, facts and no persons): everybody who
-- holds a duty at a township site today reads them all. A reminder stays with those who hold a duty at its own site.
CREATE FUNCTION acting_at_township() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED COST 1000 SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM public.own_terms(public.acting('respond'), public.acting_account()) AS t
        JOIN public.site s ON s.county_id = public.acting('respond') AND s.code = t.site AND s.kind = 'townshipIsolation');
END $$;
REVOKE ALL ON FUNCTION acting_at_township FROM PUBLIC;
GRANT EXECUTE ON FUNCTION acting_at_township TO lazaret_server;

ALTER POLICY ladder_step_read ON ladder_step USING (
    county_id = (SELECT acting_any('cases', 'respond'))
    AND (county_id = (SELECT acting('cases')) AND coalesce(case_id <> ALL ((SELECT acting_named())::uuid[]), true)
        OR case_id IS NULL AND site = ANY ((SELECT acting_posts())::text[])
        OR rung = 'circular' AND (SELECT acting_at_township())
        OR rung = 'interview' AND case_id = ANY ((SELECT acting_cases())::uuid[])));
