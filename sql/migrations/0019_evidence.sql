-- What was filed, in its final shape: visits in the order in which they were received, what the register said of the
-- site when they were filed, visits that were withdrawn, drafts with a version and an owner. Rows are written by acts alone.

-- The order of receipt is the number of the filing's own entry: nobody can change one without the other, and what was
-- filed before this release has one too. Where an entry is missing, the record says so; such visits come first.
ALTER TABLE inspection DISABLE TRIGGER inspection_immutable;
ALTER TABLE gap DISABLE TRIGGER gap_immutable;
ALTER TABLE inspection ADD COLUMN receipt bigint, ADD COLUMN circumstances json;
ALTER TABLE gap ADD COLUMN receipt bigint;
UPDATE inspection i SET receipt = e.number
FROM (
    SELECT county_id, object, min(number) AS number FROM audit_entry WHERE verb IN ('file', 'revise')
    GROUP BY county_id, object) AS e
WHERE e.county_id = i.county_id AND e.object = 'inspection/' || i.id;
UPDATE inspection i SET receipt = early.place - 1000000000
FROM (
    SELECT county_id, id, row_number() OVER (PARTITION BY county_id ORDER BY received_at, id) AS place
    FROM inspection WHERE receipt IS NULL) AS early
WHERE early.county_id = i.county_id AND early.id = i.id;
UPDATE gap g SET receipt = i.receipt FROM inspection i WHERE i.county_id = g.county_id AND i.id = g.inspection;
ALTER TABLE inspection ALTER COLUMN receipt SET NOT NULL;
ALTER TABLE gap ALTER COLUMN receipt SET NOT NULL;
ALTER TABLE inspection ENABLE TRIGGER inspection_immutable;
ALTER TABLE gap ENABLE TRIGGER gap_immutable;
COMMENT ON COLUMN inspection.receipt IS 'the number of its entry in the audit log: the order in which visits were received';
COMMENT ON COLUMN inspection.circumstances IS 'what the register said of the site when the visit was filed; NULL for what was filed before this was kept';

-- Documents are compressed by lz4, which takes a fraction of the time, where this PostgreSQL has it.
DO $$ BEGIN
    ALTER TABLE inspection ALTER COLUMN filing SET COMPRESSION lz4, ALTER COLUMN result SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN NULL;
END $$;

-- Rows of gaps come into being with their inspection, in one act, and neither ever goes: asking for the inspection at
-- every row was a third of a filing's cost. `lazaret audit verify` finds gaps of no inspection.
ALTER TABLE gap DROP CONSTRAINT gap_inspection;

-- A visit that was filed by mistake: it stays on record, and counts nowhere.
CREATE TABLE withdrawal (
    county_id integer NOT NULL,
    inspection uuid NOT NULL,
    site text NOT NULL, -- copied from the inspection: whoever is confined to sites sees those of the own
    withdrawn_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    withdrawn_by text NOT NULL,
    reason text NOT NULL,
    CONSTRAINT withdrawal_key PRIMARY KEY (county_id, inspection),
    CONSTRAINT withdrawal_inspection FOREIGN KEY (county_id, inspection) REFERENCES inspection (county_id, id),
    CONSTRAINT withdrawal_by_length CHECK (char_length(withdrawn_by) BETWEEN 1 AND 200),
    CONSTRAINT withdrawal_reason_length CHECK (char_length(reason) BETWEEN 1 AND 2000)
);
ALTER TABLE withdrawal ENABLE ROW LEVEL SECURITY;
CREATE POLICY withdrawal_read ON withdrawal FOR SELECT TO lazaret_server
    USING (county_id = (SELECT acting('read')) AND coalesce(site = ANY ((SELECT acting_sites())::text[]), true));
GRANT SELECT ON withdrawal TO lazaret_server;
CREATE TRIGGER withdrawal_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON withdrawal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Visits in order: by their end, then by when they were received, never by the id that the sender made.
DROP FUNCTION gap_past(integer, text, text, timestamptz, uuid);
DROP VIEW last_of_week, standing_inspection;
DROP INDEX inspection_by_site, inspection_by_week, gap_by_item;
CREATE INDEX inspection_by_site ON inspection (county_id, site, finished_at, receipt) INCLUDE (id, below_minimum, visit_day);
CREATE INDEX inspection_by_week ON inspection (county_id, week, site_kind, site, finished_at DESC, receipt DESC);
CREATE INDEX gap_by_item ON gap (county_id, site, item, finished_at, receipt);

-- The inspections that stand: those that no revision has replaced, and that were not withdrawn. Every figure reads these.
CREATE VIEW standing_inspection WITH (security_invoker = true) AS
    SELECT * FROM inspection i
    WHERE NOT EXISTS (SELECT FROM inspection r WHERE r.county_id = i.county_id AND r.revises = i.id)
        AND NOT EXISTS (SELECT FROM withdrawal w WHERE w.county_id = i.county_id AND w.inspection = i.id);

-- What stands of each site's last visit in each week.
CREATE VIEW last_of_week WITH (security_invoker = true) AS
    SELECT DISTINCT ON (county_id, week, site_kind, site) * FROM standing_inspection
    ORDER BY county_id, week, site_kind, site, finished_at DESC, receipt DESC;
GRANT SELECT ON standing_inspection, last_of_week TO lazaret_server;

-- Where a gap stands in its item's past at the site, by the order of visits: whether the visit before had found it (and
-- not seen it mended), whether any visit before had, and the day of the first visit of the present unbroken run. A run is
-- followed back over a hundred visits and no further, so that the cost has a bound.
CREATE FUNCTION gap_past(county integer, at_site text, of_item text, at_time timestamptz, received bigint)
RETURNS TABLE (in_previous boolean, ever_before boolean, since date) LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT run.since IS NOT NULL,
        EXISTS (
            SELECT FROM gap g
            WHERE g.county_id = county AND g.site = at_site AND g.item = of_item
                AND (g.finished_at, g.receipt) < (at_time, received)
                AND NOT EXISTS (SELECT FROM inspection r WHERE r.county_id = g.county_id AND r.revises = g.inspection)
                AND NOT EXISTS (SELECT FROM withdrawal w WHERE w.county_id = g.county_id AND w.inspection = g.inspection)),
        coalesce(run.since, (at_time AT TIME ZONE INTERVAL '08:00')::date)
    FROM (SELECT) AS one
    LEFT JOIN LATERAL ( -- the last visit before this one that did not leave the gap open
        SELECT back.finished_at, back.receipt FROM (
            SELECT v.finished_at, v.receipt, v.id,
                row_number() OVER (ORDER BY v.finished_at DESC, v.receipt DESC) AS place
            FROM standing_inspection v
            WHERE v.county_id = county AND v.site = at_site
                AND (v.finished_at, v.receipt) < (at_time, received)) AS back
        WHERE back.place > 100 OR NOT EXISTS (
            SELECT FROM gap g
            WHERE g.county_id = county AND g.inspection = back.id AND g.item = of_item AND NOT g.fixed_on_spot)
        ORDER BY back.finished_at DESC, back.receipt DESC LIMIT 1) AS clear ON true
    LEFT JOIN LATERAL ( -- the first visit after that one: with the gap, and before this visit
        SELECT v.visit_day AS since FROM standing_inspection v
        WHERE v.county_id = county AND v.site = at_site
            AND (v.finished_at, v.receipt) < (at_time, received)
            AND (v.finished_at, v.receipt) > (coalesce(clear.finished_at, '-infinity'), coalesce(clear.receipt, 0))
        ORDER BY v.finished_at, v.receipt LIMIT 1) AS run ON true;
END;
REVOKE ALL ON FUNCTION gap_past(integer, text, text, timestamptz, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gap_past(integer, text, text, timestamptz, bigint) TO lazaret_server;

-- A draft belongs to whoever began it, and counts how often it was kept; `checklist_digest` is the version that it was
-- begun for, where that is known.
ALTER TABLE draft
    ADD COLUMN version integer NOT NULL DEFAULT 1,
    ADD COLUMN owner text,
    ADD COLUMN checklist_digest bytea,
    ADD CONSTRAINT draft_version_range CHECK (version >= 1),
    ADD CONSTRAINT draft_checklist FOREIGN KEY (county_id, checklist_digest) REFERENCES checklist_version (county_id, digest);
-- Older ones may be larger than what is kept today, and stay.
ALTER TABLE draft DROP CONSTRAINT draft_size;
UPDATE draft SET owner = saved_by;
ALTER TABLE draft ADD CONSTRAINT draft_size CHECK (octet_length(fields::text) <= 1048576) NOT VALID;
ALTER TABLE draft ALTER COLUMN owner SET NOT NULL,
    ADD CONSTRAINT draft_owner_length CHECK (char_length(owner) BETWEEN 1 AND 200);
DROP INDEX draft_by_account;
CREATE INDEX draft_by_owner ON draft (county_id, owner);

-- What the acts of filing and publishing are given.
CREATE TYPE filed_inspection AS (
    id uuid, site text, site_kind text, kind text, started_at timestamptz, finished_at timestamptz, received_at timestamptz,
    inspectors text[], escort text, checklist_digest bytea, baseline_digest bytea, scoring_version smallint, score numeric,
    grade text, grade_rank smallint, below_minimum boolean, floor_holds boolean, critical_gaps smallint, major_gaps smallint,
    minor_gaps smallint, not_asked text[], revises uuid, revision_reason text, revised_by text, content_digest bytea,
    filing json, circumstances json, result json
);
-- A member a column, all of one length: rows of gaps.
CREATE TYPE found_gaps AS (
    item text[], severity text[], status text[], points_lost numeric[], responsible text[], deadline timestamptz[],
    fixed_on_spot boolean[]
);
CREATE TYPE published_version AS (
    digest bytea, code text, version text, site_kind text, baseline text, effective_from date, effective_to date,
    items text[], document json
);

-- One more thing that can be done.
ALTER TABLE audit_entry DROP CONSTRAINT audit_entry_verb_known;
ALTER TABLE audit_entry ADD CONSTRAINT audit_entry_verb_known CHECK (verb IN (
    'found', 'add', 'change', 'publish', 'file', 'revise', 'withdraw', 'save', 'discard', 'login', 'logout', 'password',
    'reset', 'disable', 'enable', 'issue', 'revoke', 'read', 'export', 'rotate', 'backup'));
