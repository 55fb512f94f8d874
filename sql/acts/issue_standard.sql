-- Issuing a version of the standard to sites: to each of them once, all or nothing.
-- Who may: manage
-- Writes: issuance; entries issue, one a site
-- Answers: of each site whether it was issued, or already; one row without a site, outdated, where it was judged on another edition

-- That the version is in force some day is judged by whoever calls, on the edition named; that it is published, of the kind
-- of the sites, and that none of them is closed for good, here too.
CREATE OR REPLACE FUNCTION issue_standard(
    of_county integer, key bytea, from_address text, on_edition bigint, sites text[], checklist bytea, baseline bytea)
RETURNS TABLE (to_site text, outcome text) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
    of_kind text;
    now_at timestamptz;
    number bigint;
BEGIN
    IF cardinality(sites) > 10000 THEN
        RAISE EXCEPTION 'more sites than a county has' USING ERRCODE = 'program_limit_exceeded';
    END IF;
    -- One at a time, and nothing is published or imported meanwhile.
    PERFORM pg_advisory_xact_lock(of_county, hashtext('issuance'));
    PERFORM FROM public.county c WHERE c.county_id = of_county AND c.edition = on_edition FOR SHARE;
    IF NOT FOUND THEN
        outcome := 'outdated';
        RETURN NEXT;
        RETURN;
    END IF;
    SELECT c.site_kind INTO of_kind FROM public.checklist_version c
    JOIN public.baseline_version b ON b.county_id = c.county_id AND b.code = c.baseline AND b.digest = issue_standard.baseline
    WHERE c.county_id = of_county AND c.digest = checklist;
    IF NOT FOUND OR EXISTS (
        SELECT FROM unnest(sites) AS wanted WHERE NOT EXISTS (
            SELECT FROM public.site s
            JOIN public.operation o ON o.county_id = s.county_id AND o.site = s.code AND o.replaced_at IS NULL
                AND coalesce(o.closed_on >= (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date, true)
            WHERE s.county_id = of_county AND s.code = wanted AND s.kind = of_kind))
    THEN
        RAISE EXCEPTION 'no version of the standard for those sites' USING ERRCODE = 'check_violation';
    END IF;
    FOR to_site IN SELECT DISTINCT wanted FROM unnest(sites) AS wanted ORDER BY wanted LOOP
        PERFORM FROM public.issuance i
        WHERE i.county_id = of_county AND i.site = to_site AND i.checklist_digest = checklist
            AND i.baseline_digest = issue_standard.baseline;
        IF FOUND THEN
            outcome := 'already';
        ELSE
            now_at := clock_timestamp();
            number := public.write_entry(who, 'issue', 'issuance/' || to_site, NULL, sha256(convert_to(public.framed(ARRAY[
                'lazaret issuance v1', to_site, encode(checklist, 'hex'), encode(issue_standard.baseline, 'hex'),
                (extract(epoch FROM now_at) * 1000000)::bigint::text, who.account]), 'UTF8')));
            INSERT INTO public.issuance (county_id, entry, site, checklist_digest, baseline_digest, issued_at, issued_by)
            VALUES (of_county, number, to_site, checklist, issue_standard.baseline, now_at, who.account);
            outcome := 'issued';
        END IF;
        RETURN NEXT;
    END LOOP;
END $$;
REVOKE ALL ON FUNCTION issue_standard FROM PUBLIC;
GRANT EXECUTE ON FUNCTION issue_standard TO lazaret_server;
