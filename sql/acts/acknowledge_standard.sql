-- Acknowledging that a version of the standard was received at the site.
-- Who may: respond, as director of the site on the day
-- Writes: issuance_receipt; entry acknowledge
-- Answers: acknowledged; already; unknown where nothing of that number was issued to a site that the account directs

CREATE OR REPLACE FUNCTION acknowledge_standard(of_county integer, key bytea, from_address text, issued bigint)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'respond');
    now_at timestamptz;
    at_site text;
    number bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(of_county, hashtext('issuance'));
    now_at := clock_timestamp();
    SELECT i.site INTO at_site FROM public.issuance i
    JOIN public.account_duty d ON d.county_id = i.county_id AND d.account = who.account AND d.site = i.site
        AND d.duty = 'director'
    JOIN public.posting p ON p.county_id = d.county_id AND p.site = d.site AND p.id = d.term AND p.duty = d.duty
        AND p.replaced_at IS NULL
        AND (now_at AT TIME ZONE INTERVAL '08:00')::date BETWEEN p.held_from AND coalesce(p.held_to, 'infinity')
    WHERE i.county_id = of_county AND i.entry = issued
    LIMIT 1;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    PERFORM FROM public.issuance_receipt r WHERE r.county_id = of_county AND r.issuance = issued;
    IF FOUND THEN RETURN 'already'; END IF;
    number := public.write_entry(who, 'acknowledge', 'issuance/' || at_site, NULL, sha256(convert_to(public.framed(ARRAY[
        'lazaret receipt v1', issued::text, at_site, (extract(epoch FROM now_at) * 1000000)::bigint::text, who.account,
        'director']), 'UTF8')));
    INSERT INTO public.issuance_receipt (county_id, issuance, site, received_at, received_by, duty, entry)
    VALUES (of_county, issued, at_site, now_at, who.account, 'director', number);
    RETURN 'acknowledged';
END $$;
REVOKE ALL ON FUNCTION acknowledge_standard FROM PUBLIC;
GRANT EXECUTE ON FUNCTION acknowledge_standard TO lazaret_server;
