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

-- What has been verified ends a run as a visit does that saw it mended, one that was sent back does not, and a deadline may
-- have been moved since.
DROP FUNCTION gaps_past;
-- Where gaps that one visit found stand in their items' past at the site, by the order of visits: whether each was found
-- before and not seen mended since, whether it ever was, the day on which it was found first in the present run, and by
-- when that run had to end at the earliest; NULL where there is no run. Only a visit that asked for the item sees it
-- mended; and what was not met was found where it was not met, not where nobody had checked. A visit's own corrections,
-- which have its place, are no past of it. One walk back serves all the items: each visit is looked at once, and none
-- beyond the last that asked for all of them and left none open.
-- `moved` is the deadline that an act gave it in the place of all others.
CREATE FUNCTION gaps_past(
    county integer, of_site text, of_items text[], of_statuses text[], at_time timestamptz, at_place bigint)
RETURNS TABLE (item text, in_previous boolean, ever_before boolean, since date, deadline timestamptz, moved timestamptz)
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH past AS MATERIALIZED (SELECT * FROM site_past(county, of_site, (at_time AT TIME ZONE INTERVAL '08:00')::date)),
    sent_back AS MATERIALIZED ( -- visits that an inspector sent back saw nothing mended
        SELECT y.item, y.inspection FROM past
        JOIN verification y ON y.county_id = county AND y.site = past.site AND y.verdict = 'returned' AND y.item = ANY (of_items)
            AND y.inspection IS NOT NULL AND (y.verified_at AT TIME ZONE INTERVAL '08:00')::date <= past.until),
    visit AS MATERIALIZED ( -- the visits before, back to the last one that asked for all the items and left none open
        SELECT back.*
        FROM past
        CROSS JOIN LATERAL (
            SELECT v.id, v.finished_at, v.place, v.visit_day, v.checklist_digest, v.not_asked, found.*,
                count(*) FILTER (WHERE found.is_clear) OVER (
                    ORDER BY v.finished_at DESC, v.place DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS clear_after
            FROM standing_inspection v
            CROSS JOIN LATERAL (
                SELECT array_agg(g.item) AS items, array_agg(g.status) AS statuses, array_agg(g.deadline) AS deadlines,
                    coalesce(array_agg(g.item) FILTER (WHERE NOT g.fixed_on_spot), '{}') AS left_open,
                    coalesce(bool_and(g.fixed_on_spot), true) AND NOT v.not_asked && of_items AND EXISTS (
                        SELECT FROM checklist_version c
                        WHERE c.county_id = county AND c.digest = v.checklist_digest AND of_items <@ c.items)
                        AND v.id NOT IN (SELECT sent_back.inspection FROM sent_back) AS is_clear
                FROM gap g
                WHERE g.county_id = county AND g.inspection = v.id AND g.item = ANY (of_items)) AS found
            WHERE v.county_id = county AND v.site = past.site AND v.visit_day <= past.until
                AND v.finished_at <= at_time AND (v.finished_at, v.place) < (at_time, at_place) AND v.place <> at_place) AS back
        WHERE back.clear_after = 0),
    asked AS MATERIALIZED (
        SELECT c.digest, one.item
        FROM (SELECT DISTINCT visit.checklist_digest FROM visit) AS used
        JOIN checklist_version c ON c.county_id = county AND c.digest = used.checklist_digest
        CROSS JOIN LATERAL unnest(c.items) AS one (item)
        WHERE one.item = ANY (of_items)),
    verified AS MATERIALIZED ( -- and what was verified, which comes behind the visits of its moment
        SELECT y.item, y.verified_at FROM past
        JOIN verification y ON y.county_id = county AND y.site = past.site AND y.verdict = 'verified' AND y.item = ANY (of_items)
            AND (y.verified_at AT TIME ZONE INTERVAL '08:00')::date <= past.until
        WHERE y.submission IS NOT NULL OR EXISTS (
            SELECT FROM standing_inspection v WHERE v.county_id = county AND v.id = y.inspection)),
    mended AS MATERIALIZED ( -- what last ended a run: a visit that asked for the item and did not leave its gap open, or that
        SELECT DISTINCT ON (closed.item) closed.*
        FROM (
            SELECT asked.item, visit.finished_at, visit.place
            FROM visit
            JOIN asked ON asked.digest = visit.checklist_digest
            WHERE asked.item <> ALL (visit.not_asked) AND asked.item <> ALL (visit.left_open)
                AND (visit.id, asked.item) NOT IN (SELECT sent_back.inspection, sent_back.item FROM sent_back)
            UNION ALL
            SELECT verified.item, verified.verified_at, 9223372036854775807 FROM verified WHERE verified.verified_at < at_time
        ) AS closed
        ORDER BY closed.item, closed.finished_at DESC, closed.place DESC),
    run AS MATERIALIZED ( -- what was found since then
        SELECT found.item, found.status, found.deadline, visit.visit_day, visit.finished_at
        FROM visit
        CROSS JOIN LATERAL unnest(visit.items, visit.statuses, visit.deadlines) AS found (item, status, deadline)
        LEFT JOIN mended ON mended.item = found.item
        WHERE mended.place IS NULL OR (visit.finished_at, visit.place) > (mended.finished_at, mended.place)),
    moved AS MATERIALIZED ( -- the last deadline that somebody gave it since its run was found and until that ended
        SELECT DISTINCT ON (d.item) d.item, d.deadline
        FROM past
        JOIN deadline_change d ON d.county_id = county AND d.site = past.site AND d.item = ANY (of_items)
            AND (d.changed_at AT TIME ZONE INTERVAL '08:00')::date <= past.until
        WHERE d.changed_at >= coalesce((
                SELECT min(run.finished_at) FROM run WHERE run.item = d.item AND run.status = 'notMet'), at_time)
            AND NOT EXISTS (
                SELECT FROM verified WHERE verified.item = d.item AND verified.verified_at >= at_time
                    AND verified.verified_at < d.changed_at)
            AND NOT EXISTS (
                SELECT FROM past AS after
                JOIN standing_inspection v ON v.county_id = county AND v.site = after.site AND v.visit_day <= after.until
                    AND (v.finished_at, v.place) > (at_time, at_place) AND v.finished_at <= d.changed_at
                    AND d.item <> ALL (v.not_asked)
                JOIN checklist_version c ON c.county_id = county AND c.digest = v.checklist_digest AND d.item = ANY (c.items)
                WHERE (v.id, d.item) NOT IN (SELECT sent_back.inspection, sent_back.item FROM sent_back) AND NOT EXISTS (
                    SELECT FROM gap g WHERE g.county_id = county AND g.inspection = v.id AND g.item = d.item AND NOT g.fixed_on_spot))
        ORDER BY d.item, d.changed_at DESC, d.entry DESC)
    SELECT gap.item, count(run.item) > 0,
        count(run.item) > 0 OR EXISTS (
            SELECT FROM past
            JOIN gap g ON g.county_id = county AND g.site = past.site AND g.item = gap.item AND g.finished_at <= at_time
            JOIN standing_inspection v ON v.county_id = county AND v.id = g.inspection AND v.visit_day <= past.until
            WHERE (v.finished_at, v.place) < (at_time, at_place) AND v.place <> at_place AND g.status IN ('notMet', gap.status)),
        coalesce(min(run.visit_day) FILTER (WHERE run.status = 'notMet'), min(run.visit_day),
            (at_time AT TIME ZONE INTERVAL '08:00')::date),
        coalesce(min(run.deadline) FILTER (WHERE run.status = 'notMet'), min(run.deadline)),
        max(moved.deadline)
    FROM unnest(of_items, of_statuses) AS gap (item, status)
    LEFT JOIN run ON run.item = gap.item AND run.status IN ('notMet', gap.status)
    LEFT JOIN moved ON moved.item = gap.item AND gap.status = 'notMet'
    GROUP BY gap.item, gap.status;
END;

REVOKE ALL ON FUNCTION gaps_past FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gaps_past TO lazaret_server;
