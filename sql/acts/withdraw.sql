-- Withdrawing a visit that was filed by mistake: it stays on record, and counts nowhere.
-- Who may: manage; nobody who held a duty at the site since the visit
-- Writes: withdrawal; entry withdraw
-- Answers: withdrawn; already; unknown where there is no such inspection; revised where another stands in its place

CREATE OR REPLACE FUNCTION withdraw(of_county integer, key bytea, from_address text, visit uuid, why text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
    at_site text;
    seen_on date;
BEGIN
    -- Whoever corrects it goes first or waits.
    PERFORM pg_advisory_xact_lock(of_county, hashtext(visit::text));
    PERFORM FROM public.inspection r WHERE r.county_id = of_county AND r.revises = visit;
    IF FOUND THEN RETURN 'revised'; END IF;
    SELECT i.site, i.visit_day INTO at_site, seen_on FROM public.inspection i WHERE i.county_id = of_county AND i.id = visit;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    PERFORM public.refuse_own_matter(who, at_site, seen_on);
    INSERT INTO public.withdrawal (county_id, inspection, site, withdrawn_by, reason)
    VALUES (of_county, visit, at_site, who.account, why) ON CONFLICT (county_id, inspection) DO NOTHING;
    IF NOT FOUND THEN RETURN 'already'; END IF;
    PERFORM public.write_entry(who, 'withdraw', 'inspection/' || visit, NULL, NULL, why);
    RETURN 'withdrawn';
END $$;
REVOKE ALL ON FUNCTION withdraw FROM PUBLIC;
GRANT EXECUTE ON FUNCTION withdraw TO lazaret_server;
