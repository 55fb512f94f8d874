-- Recording guidance on a version of the standard, given at a site.
-- Who may: file or manage; in another account's name, manage
-- Writes: guidance; entry guide
-- Answers: recorded; already where the same is there; taken where the id has other content; outdated where it was judged on another edition; full where five hundred stand of the site

-- `given` is stated: up to ten minutes ahead of this clock it counts as now. Without `by_account` whoever records it gave it.
CREATE OR REPLACE FUNCTION record_guidance(
    of_county integer, key bytea, from_address text, on_edition bigint, guidance_id uuid, at_site text, checklist bytea,
    baseline bytea, given timestamptz, by_account text, what text, to_whom text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'read');
    now_at timestamptz;
    held public.guidance;
    given_by text := coalesce(by_account, who.account);
    number bigint;
BEGIN
    IF NOT who.rights && ARRAY['file', 'manage'] OR given_by <> who.account AND 'manage' <> ALL (who.rights) THEN
        RAISE EXCEPTION '% may not do that', who.account USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM pg_advisory_xact_lock(of_county, hashtext(guidance_id::text));
    now_at := clock_timestamp();
    SELECT g.* INTO held FROM public.guidance g WHERE g.county_id = of_county AND g.id = guidance_id;
    IF FOUND THEN
        RETURN CASE WHEN (held.site, held.checklist_digest, held.baseline_digest, held.given_at, held.given_by, held.shown,
                held.attended)
            IS NOT DISTINCT FROM (at_site, checklist, baseline, least(given, held.recorded_at), given_by, what, to_whom)
            THEN 'already' ELSE 'taken' END;
    END IF;
    PERFORM FROM public.county c WHERE c.county_id = of_county AND c.edition = on_edition FOR SHARE;
    IF NOT FOUND THEN RETURN 'outdated'; END IF;
    IF NOT coalesce(given <= now_at + INTERVAL '10 minutes', false)
        OR given_by <> who.account AND NOT EXISTS (
            SELECT FROM public.account a WHERE a.county_id = of_county AND a.name = given_by)
        OR NOT EXISTS (
            SELECT FROM public.checklist_version c
            JOIN public.baseline_version b ON b.county_id = c.county_id AND b.code = c.baseline
                AND b.digest = record_guidance.baseline
            JOIN public.site s ON s.county_id = c.county_id AND s.kind = c.site_kind AND s.code = at_site
            JOIN public.operation o ON o.county_id = s.county_id AND o.site = s.code AND o.replaced_at IS NULL
                AND (given AT TIME ZONE INTERVAL '08:00')::date BETWEEN o.opened_on AND coalesce(o.closed_on, 'infinity')
            WHERE c.county_id = of_county AND c.digest = checklist)
    THEN
        RAISE EXCEPTION 'no guidance on a version for that site, or not then' USING ERRCODE = 'check_violation';
    END IF;
    -- Lists show them all. Whoever records at the site goes first or waits.
    PERFORM pg_advisory_xact_lock(of_county, hashtext('guidance at ' || public.present_code(of_county, at_site)));
    IF (SELECT count(*) FROM public.guidance g
        WHERE g.county_id = of_county AND g.site IN (SELECT line.site FROM public.site_line(of_county, at_site) AS line)) >= 500
    THEN
        RETURN 'full';
    END IF;
    given := least(given, now_at);
    number := public.write_entry(who, 'guide', 'guidance/' || guidance_id, NULL, sha256(convert_to(public.framed(ARRAY[
        'lazaret guidance v1', guidance_id::text, at_site, encode(checklist, 'hex'), encode(baseline, 'hex'),
        (extract(epoch FROM given) * 1000000)::bigint::text, (extract(epoch FROM now_at) * 1000000)::bigint::text, given_by,
        what, to_whom]), 'UTF8')));
    INSERT INTO public.guidance (county_id, id, site, checklist_digest, baseline_digest, given_at, recorded_at, given_by,
        shown, attended, entry)
    VALUES (of_county, guidance_id, at_site, checklist, baseline, given, now_at, given_by, what, to_whom, number);
    RETURN 'recorded';
END $$;
REVOKE ALL ON FUNCTION record_guidance FROM PUBLIC;
GRANT EXECUTE ON FUNCTION record_guidance TO lazaret_server;
