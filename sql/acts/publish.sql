-- Publishing a version of a checklist or baseline: immutable, and known by the digest of its document.
-- Who may: manage
-- Writes: checklist_version or baseline_version; county (its edition); entry publish
-- Answers: published; already where the same is there; taken where its label has other content; outdated where it was judged on another edition

CREATE OR REPLACE FUNCTION publish(
    of_county integer, key bytea, from_address text, on_edition bigint, list text, brought published_version)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
    held_edition bigint;
    is_same boolean;
BEGIN
    IF brought.digest IS DISTINCT FROM sha256(convert_to(brought.document::text, 'UTF8')) THEN
        RAISE EXCEPTION 'the digest is not that of the document' USING ERRCODE = 'check_violation';
    END IF;
    -- One at a time, and no filing meanwhile.
    SELECT c.edition INTO held_edition FROM public.county c WHERE c.county_id = of_county FOR NO KEY UPDATE;
    IF list = 'checklist' THEN
        SELECT v.digest = brought.digest INTO is_same FROM public.checklist_version v
        WHERE v.county_id = of_county AND (v.digest = brought.digest OR v.code = brought.code AND v.version = brought.version)
        ORDER BY v.digest = brought.digest DESC LIMIT 1;
    ELSIF list = 'baseline' THEN
        SELECT v.digest = brought.digest INTO is_same FROM public.baseline_version v
        WHERE v.county_id = of_county AND (v.digest = brought.digest OR v.code = brought.code AND v.version = brought.version)
        ORDER BY v.digest = brought.digest DESC LIMIT 1;
    ELSE
        RAISE EXCEPTION 'neither checklist nor baseline' USING ERRCODE = 'check_violation';
    END IF;
    IF is_same THEN RETURN 'already'; END IF;
    IF NOT is_same THEN RETURN 'taken'; END IF;
    IF held_edition IS DISTINCT FROM on_edition THEN RETURN 'outdated'; END IF;
    IF list = 'checklist' THEN
        INSERT INTO public.checklist_version (county_id, digest, code, version, site_kind, baseline, effective_from,
            items, document, published_at, published_by)
        VALUES (of_county, brought.digest, brought.code, brought.version, brought.site_kind, brought.baseline, brought.effective_from,
            brought.items, brought.document, clock_timestamp(), who.account);
    ELSE
        INSERT INTO public.baseline_version (county_id, digest, code, version, effective_from, effective_to, document,
            published_at, published_by)
        VALUES (of_county, brought.digest, brought.code, brought.version, brought.effective_from, brought.effective_to, brought.document,
            clock_timestamp(), who.account);
    END IF;
    UPDATE public.county c SET edition = c.edition + 1 WHERE c.county_id = of_county;
    PERFORM public.write_entry(who, 'publish', concat_ws('/', list, brought.code, brought.version), NULL, brought.digest);
    RETURN 'published';
END $$;
REVOKE ALL ON FUNCTION publish FROM PUBLIC;
GRANT EXECUTE ON FUNCTION publish TO lazaret_server;
