-- Gaps as things with a life (domain §6): what a site sends about a gap, what an inspector says of it, and a deadline moved
-- with a reason. Each is an immutable row that an act writes; what follows from them is worked out when it is asked.

-- Who filed a visit: whether it closes a gap depends on that. What was filed has the actor of its entry.
ALTER TABLE inspection ADD COLUMN filed_by text;
COMMENT ON COLUMN inspection.filed_by IS 'the account that filed it; NULL for the operator at the shell';
-- (The owner has no right to change a row, and gives itself this one for a moment.)
DO $$ BEGIN EXECUTE format('GRANT UPDATE (filed_by) ON inspection TO %I', current_user); END $$;
ALTER TABLE inspection DISABLE TRIGGER inspection_immutable;
UPDATE inspection i SET filed_by = e.actor FROM audit_entry e
WHERE e.county_id = i.county_id AND e.number = i.receipt AND e.via <> 'shell';
ALTER TABLE inspection ENABLE TRIGGER inspection_immutable;
DO $$ BEGIN EXECUTE format('REVOKE UPDATE (filed_by) ON inspection FROM %I', current_user); END $$;
CREATE OR REPLACE VIEW standing_inspection WITH (security_invoker = true) AS
    SELECT i.county_id, i.id, i.site, i.site_kind, i.kind, i.started_at, i.finished_at, i.received_at, i.visit_day,
        i.week, i.inspectors, i.escort, i.checklist_digest, i.baseline_digest, i.scoring_version, i.score, i.grade,
        i.grade_rank, i.floor_holds, i.critical_gaps, i.major_gaps, i.minor_gaps, i.not_asked, i.revises,
        i.revision_reason, i.revised_by, i.content_digest, i.filing, i.result, i.below_minimum, i.receipt,
        i.circumstances, i.exact_score, i.place, i.filed_by
    FROM inspection i
    WHERE NOT EXISTS (SELECT FROM inspection r WHERE r.county_id = i.county_id AND r.revises = i.id)
        AND NOT EXISTS (SELECT FROM withdrawal w WHERE w.county_id = i.county_id AND w.inspection = i.id);

-- What a site sends about a gap: in words, and with the digests of what shows it.
CREATE TABLE submission (
    county_id integer NOT NULL,
    id uuid NOT NULL, -- made by whoever sends it
    site text NOT NULL,
    item text NOT NULL,
    inspection uuid NOT NULL, -- the visit whose finding it answers
    words text NOT NULL,
    evidence bytea[] NOT NULL, -- SHA-256 of each file
    submitted_at timestamptz NOT NULL,
    submitted_by text NOT NULL,
    duty text NOT NULL, -- as whom: roles and duties of then
    entry bigint NOT NULL,
    CONSTRAINT submission_key PRIMARY KEY (county_id, id),
    CONSTRAINT submission_words_length CHECK (char_length(words) BETWEEN 1 AND 4000),
    CONSTRAINT submission_evidence_count CHECK (cardinality(evidence) <= 20),
    CONSTRAINT submission_item_length CHECK (char_length(item) BETWEEN 1 AND 100)
);
CREATE INDEX submission_by_gap ON submission (county_id, site, item, submitted_at);

-- What an inspector says of a submission, or of a visit that found the item met and waits for somebody who may close it.
CREATE TABLE verification (
    county_id integer NOT NULL,
    entry bigint NOT NULL,
    site text NOT NULL,
    item text NOT NULL,
    submission uuid,
    inspection uuid,
    verdict text NOT NULL,
    reason text,
    verified_at timestamptz NOT NULL,
    verified_by text NOT NULL,
    CONSTRAINT verification_key PRIMARY KEY (county_id, entry),
    CONSTRAINT verification_of_one CHECK (num_nonnulls(submission, inspection) = 1),
    CONSTRAINT verification_verdict_known CHECK (verdict IN ('verified', 'returned')),
    CONSTRAINT verification_reason CHECK (
        CASE WHEN reason IS NULL THEN verdict = 'verified' ELSE char_length(reason) BETWEEN 1 AND 2000 END)
);
CREATE UNIQUE INDEX verification_of_submission ON verification (county_id, submission) WHERE submission IS NOT NULL;
CREATE UNIQUE INDEX verification_of_visit ON verification (county_id, inspection, item) WHERE inspection IS NOT NULL;
CREATE INDEX verification_by_gap ON verification (county_id, site, item, verified_at) INCLUDE (verdict, submission, inspection);

-- A deadline given to a gap in the place of the one it had.
CREATE TABLE deadline_change (
    county_id integer NOT NULL,
    entry bigint NOT NULL,
    site text NOT NULL,
    item text NOT NULL,
    inspection uuid NOT NULL, -- the visit that found it first
    was timestamptz NOT NULL,
    deadline timestamptz NOT NULL,
    reason text NOT NULL,
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL,
    CONSTRAINT deadline_change_key PRIMARY KEY (county_id, entry),
    CONSTRAINT deadline_change_reason_length CHECK (char_length(reason) BETWEEN 1 AND 2000)
);
CREATE INDEX deadline_change_by_gap ON deadline_change (county_id, site, item, changed_at) INCLUDE (deadline);

DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT * FROM (VALUES
        ('submission', 'submitted_at'), ('verification', 'verified_at'), ('deadline_change', 'changed_at')) AS t (name, at) LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', one.name);
        -- As of visits: those of the own sites, and of the sites these go on from up to the day of the move.
        EXECUTE format($policy$
            CREATE POLICY %I ON %I FOR SELECT TO lazaret_server
            USING (county_id = (SELECT acting('read')) AND (coalesce(site = ANY ((SELECT acting_sites())::text[]), true)
                OR (%I AT TIME ZONE INTERVAL '08:00')::date <= ((SELECT acting_past()) ->> site)::date))$policy$,
            one.name || '_read', one.name, one.at);
        EXECUTE format('GRANT SELECT ON %I TO lazaret_server', one.name);
        EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM %I', one.name, current_user);
        EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
            one.name || '_immutable', one.name);
    END LOOP;
END $$;

-- It answers one column more, and is an act's from now on (sql/acts/gaps_past.sql).
DROP FUNCTION gaps_past;
