-- What is kept for all is read with the server's own eye: programs keep the list of standards, their documents and the
-- sites of the register in memory for every account, so what these functions give follows from the county alone, never
-- from the rights of whoever happened to ask first. Somebody has to act in the county; more is not asked.

CREATE POLICY checklist_version_owner ON checklist_version FOR SELECT USING (
    county_id = (SELECT acting_county()) AND (SELECT is_owner()));
CREATE POLICY baseline_version_owner ON baseline_version FOR SELECT USING (
    county_id = (SELECT acting_county()) AND (SELECT is_owner()));
CREATE POLICY site_owner ON site FOR SELECT USING (
    county_id = (SELECT acting_county()) AND (SELECT is_owner()));
CREATE POLICY township_owner ON township FOR SELECT USING (
    county_id = (SELECT acting_county()) AND (SELECT is_owner()));

-- Every version published, the latest in force last; of equal days, the one published last.
CREATE FUNCTION shared_versions(of_county integer) RETURNS TABLE (
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
CREATE FUNCTION shared_documents(of_county integer, digests bytea[]) RETURNS TABLE (digest bytea, document text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.digest, c.document::text FROM public.checklist_version c
    WHERE c.county_id = of_county AND of_county = public.acting_county() AND c.digest = ANY (digests)
    UNION ALL
    SELECT b.digest, b.document::text FROM public.baseline_version b
    WHERE b.county_id = of_county AND of_county = public.acting_county() AND b.digest = ANY (digests)
$$;

-- The site with that code, and its township.
CREATE FUNCTION shared_site(of_county integer, wanted text) RETURNS TABLE (
    code text, kind text, name_zh text, name_en text, opened_on date, closed_on date, address text, capacity integer,
    township text, township_zh text, township_en text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT s.code, s.kind, s.name_zh, s.name_en, s.opened_on, s.closed_on, s.address, s.capacity,
        t.code, t.name_zh, t.name_en
    FROM public.site s LEFT JOIN public.township t ON t.county_id = s.county_id AND t.code = s.township
    WHERE s.county_id = of_county AND of_county = public.acting_county() AND s.code = wanted
$$;

REVOKE ALL ON FUNCTION
    shared_versions(integer), shared_documents(integer, bytea[]), shared_site(integer, text)
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    shared_versions(integer), shared_documents(integer, bytea[]), shared_site(integer, text)
TO lazaret_server;

-- Drafts are bounded: each to what a filing may bring, and an account's in number (Sources/Store/Filing/Draft.swift).
ALTER TABLE draft ADD CONSTRAINT draft_size CHECK (octet_length(fields::text) <= 1048576) NOT VALID;
CREATE INDEX draft_by_account ON draft (county_id, saved_by);
-- Drafts of what has been filed, which were being saved while it was: they go, on record. The owner looks past the
-- policies for this.
ALTER TABLE draft NO FORCE ROW LEVEL SECURITY;
ALTER TABLE inspection NO FORCE ROW LEVEL SECURITY;
WITH gone AS (
    DELETE FROM draft d USING inspection i WHERE i.county_id = d.county_id AND i.id = d.id
    RETURNING d.county_id, d.id, d.fields
)
INSERT INTO audit_entry (county_id, actor, verb, object, before_digest, reason)
SELECT county_id, 'setup', 'discard', 'draft/' || id, sha256(convert_to(fields::text, 'UTF8')), 'filed' FROM gone;
ALTER TABLE draft FORCE ROW LEVEL SECURITY;
ALTER TABLE inspection FORCE ROW LEVEL SECURITY;

-- Whether writing works: /readyz asks, at most once a second.
CREATE TABLE readiness (
    county_id integer NOT NULL,
    written_at timestamptz NOT NULL,
    CONSTRAINT readiness_key PRIMARY KEY (county_id),
    CONSTRAINT readiness_county FOREIGN KEY (county_id) REFERENCES county
) WITH (fillfactor = 10);
ALTER TABLE readiness ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY readiness_owner ON readiness USING ((SELECT is_owner()));

-- Writes, and says what the database's clock shows.
CREATE FUNCTION try_writing(of_county integer) RETURNS timestamptz
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO public.readiness AS r (county_id, written_at) VALUES (of_county, clock_timestamp())
    ON CONFLICT (county_id) DO UPDATE SET written_at = excluded.written_at
    RETURNING r.written_at
$$;
REVOKE ALL ON FUNCTION try_writing(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION try_writing(integer) TO lazaret_server;
