-- What is kept for all is read with the server's own eye: the list of standards, their documents, and sites in time.
-- Who may: whoever has signed in
-- Writes: nothing
-- Answers: versions of standards, documents by their digests, a site by its code as it was at any time

-- Programs keep these in memory for every account, so what they give follows from the county alone, never from the
-- rights of whoever happened to ask first. Somebody has to act in the county; more is not asked.

-- Every version published, the latest in force last; of equal days, the one published last.
CREATE OR REPLACE FUNCTION shared_versions(of_county integer) RETURNS TABLE (
    list text, code text, version text, digest bytea, effective_from date, effective_to date, baseline text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT v.list, v.code, v.version, v.digest, v.effective_from, v.effective_to, v.baseline FROM (
        SELECT 'checklist' AS list, c.code, c.version, c.digest, c.effective_from, NULL::date AS effective_to,
            c.baseline, c.published_at
        FROM public.checklist_version c WHERE c.county_id = of_county
        UNION ALL
        SELECT 'baseline', b.code, b.version, b.digest, b.effective_from, b.effective_to, NULL, b.published_at
        FROM public.baseline_version b WHERE b.county_id = of_county) AS v
    WHERE of_county = public.acting_county()
    ORDER BY v.effective_from, v.published_at, v.digest
$$;

-- The documents of checklists and baselines with those digests.
CREATE OR REPLACE FUNCTION shared_documents(of_county integer, digests bytea[]) RETURNS TABLE (digest bytea, document text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.digest, c.document::text FROM public.checklist_version c
    WHERE c.county_id = of_county AND of_county = public.acting_county() AND c.digest = ANY (digests)
    UNION ALL
    SELECT b.digest, b.document::text FROM public.baseline_version b
    WHERE b.county_id = of_county AND of_county = public.acting_county() AND b.digest = ANY (digests)
$$;

-- The site with that code, as it was typed or else with other capitals, and its township as they were from a day to a day,
-- once for each period of operation: what a visit is held against is what was so on its day.
DROP FUNCTION IF EXISTS shared_site(integer, text);
CREATE FUNCTION shared_site(of_county integer, wanted text) RETURNS TABLE (
    code text, kind text, name_zh text, name_en text, opened_on date, closed_on date, address text, capacity integer,
    township text, township_zh text, township_en text, since date, until date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT s.code, s.kind, s.name_zh, s.name_en, o.opened_on, o.closed_on, s.address, s.capacity,
        s.township, s.township_zh, s.township_en, greatest(s.since, '0001-01-01'), least(s.until, '9999-12-31')
    FROM public.site_in_time s
    JOIN public.operation o ON o.county_id = s.county_id AND o.site = s.code AND o.replaced_at IS NULL
    WHERE s.county_id = of_county AND of_county = public.acting_county() AND s.code = (
        SELECT c.code FROM public.site c
        WHERE c.county_id = of_county AND (c.code = wanted
            OR NOT c.is_twin AND upper(c.code COLLATE "C") = upper(wanted COLLATE "C"))
        ORDER BY c.code <> wanted LIMIT 1)
    ORDER BY s.since, o.opened_on
$$;

REVOKE ALL ON FUNCTION
    shared_versions(integer), shared_documents(integer, bytea[]), shared_site(integer, text)
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    shared_versions(integer), shared_documents(integer, bytea[]), shared_site(integer, text)
TO lazaret_server;
