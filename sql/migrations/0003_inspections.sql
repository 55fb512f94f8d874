-- Inspections: what was filed and what came of it. Answers are one document, the evidence; rows are only for gaps.

-- One visit as filed, with its result. `filing` is the canonical JSON, to the byte: content_digest is its SHA-256.
-- Figures read the columns and never the documents.
CREATE TABLE inspection (
    county_id integer NOT NULL,
    id uuid NOT NULL, -- made by the client
    site text NOT NULL,
    site_kind text NOT NULL,
    kind text NOT NULL,
    started_at timestamptz NOT NULL,
    finished_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    -- The day and the Monday of the week of the visit, in Asia/Shanghai (UTC+8 all year).
    visit_day date NOT NULL
        GENERATED ALWAYS AS ((finished_at AT TIME ZONE INTERVAL '08:00')::date) STORED,
    week date NOT NULL
        GENERATED ALWAYS AS ((finished_at AT TIME ZONE INTERVAL '08:00')::date
            - (extract(isodow FROM finished_at AT TIME ZONE INTERVAL '08:00')::integer - 1)) STORED,
    inspectors text[] NOT NULL,
    escort text NOT NULL,
    checklist_digest bytea NOT NULL,
    baseline_digest bytea NOT NULL,
    scoring_version smallint NOT NULL,
    score numeric, -- of 100, cut off after nine decimals; NULL when there was nothing to score
    grade text, -- NULL when there was nothing to score
    grade_rank smallint, -- 0 for the worst grade of the checklist, which is below the minimum
    floor_holds boolean NOT NULL,
    critical_gaps smallint NOT NULL,
    major_gaps smallint NOT NULL,
    minor_gaps smallint NOT NULL,
    not_asked text[] NOT NULL, -- codes of the items that did not apply or were answered "not applicable"
    revises uuid, -- the inspection that this one corrects
    revision_reason text,
    revised_by text,
    content_digest bytea NOT NULL,
    filing json NOT NULL,
    result json NOT NULL,
    CONSTRAINT inspection_key PRIMARY KEY (county_id, id),
    CONSTRAINT inspection_site FOREIGN KEY (county_id, site, site_kind) REFERENCES site (county_id, code, kind),
    CONSTRAINT inspection_checklist FOREIGN KEY (county_id, checklist_digest) REFERENCES checklist_version,
    CONSTRAINT inspection_baseline FOREIGN KEY (county_id, baseline_digest) REFERENCES baseline_version,
    CONSTRAINT inspection_revises FOREIGN KEY (county_id, revises) REFERENCES inspection,
    CONSTRAINT inspection_kind_known CHECK (
        kind IN ('routine', 'unannounced', 'recheck', 'complaint', 'guidance')),
    CONSTRAINT inspection_times_in_order CHECK (started_at <= finished_at AND finished_at <= received_at),
    CONSTRAINT inspection_inspectors_count CHECK (cardinality(inspectors) BETWEEN 1 AND 2),
    CONSTRAINT inspection_escort_length CHECK (char_length(escort) <= 200),
    CONSTRAINT inspection_score_range CHECK (score BETWEEN 0 AND 100 AND scale(score) <= 9),
    CONSTRAINT inspection_grade_whole CHECK ((grade IS NULL) = (grade_rank IS NULL) AND grade_rank >= 0),
    CONSTRAINT inspection_gap_counts CHECK (critical_gaps >= 0 AND major_gaps >= 0 AND minor_gaps >= 0),
    CONSTRAINT inspection_revision_whole CHECK (
        num_nonnulls(revises, revision_reason, revised_by) IN (0, 3) AND revises <> id
        AND char_length(revision_reason) BETWEEN 1 AND 2000 AND char_length(revised_by) BETWEEN 1 AND 200),
    CONSTRAINT inspection_digest_length CHECK (octet_length(content_digest) = 32)
);

-- A site's visits in order: the latest, the one before, the history, unbroken runs.
CREATE INDEX inspection_by_site ON inspection (county_id, site, finished_at, id) INCLUDE (grade_rank, visit_day);
-- A week's visits by kind of site: ranking, coverage, trend.
CREATE INDEX inspection_by_week ON inspection (county_id, week, site_kind, site, finished_at DESC, id DESC);
-- An inspection is revised at most once, so that revisions form a line and never a tree.
CREATE UNIQUE INDEX inspection_revised_once ON inspection (county_id, revises) WHERE revises IS NOT NULL;

CREATE TRIGGER inspection_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON inspection
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- One item that fell short at one visit. The site and time are copied from the visit, so that an item's past at a
-- site is one index range.
CREATE TABLE gap (
    county_id integer NOT NULL,
    inspection uuid NOT NULL,
    item text NOT NULL,
    site text NOT NULL,
    finished_at timestamptz NOT NULL,
    severity text NOT NULL,
    status text NOT NULL,
    points_lost numeric NOT NULL, -- cut off after nine decimals
    responsible text NOT NULL,
    deadline timestamptz NOT NULL,
    fixed_on_spot boolean NOT NULL,
    CONSTRAINT gap_key PRIMARY KEY (county_id, inspection, item),
    CONSTRAINT gap_inspection FOREIGN KEY (county_id, inspection) REFERENCES inspection,
    CONSTRAINT gap_item_length CHECK (char_length(item) BETWEEN 1 AND 100),
    CONSTRAINT gap_severity_known CHECK (severity IN ('critical', 'major', 'minor')),
    CONSTRAINT gap_status_known CHECK (status IN ('notMet', 'notChecked')),
    CONSTRAINT gap_points_range CHECK (points_lost >= 0 AND scale(points_lost) <= 9),
    CONSTRAINT gap_responsible_known CHECK (
        responsible IN ('director', 'partyHead', 'governmentHead', 'deputyInCharge', 'countyLeader', 'expert',
                        'health', 'finance', 'police', 'fire', 'medical'))
);

CREATE INDEX gap_by_item ON gap (county_id, site, item, finished_at, inspection);

CREATE TRIGGER gap_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON gap
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The inspections that stand: those that no revision has replaced. Every figure reads these.
CREATE VIEW standing_inspection AS
    SELECT * FROM inspection i
    WHERE NOT EXISTS (
        SELECT FROM inspection r WHERE r.county_id = i.county_id AND r.revises = i.id);

-- What stands of each site's last visit in each week.
CREATE VIEW last_of_week AS
    SELECT DISTINCT ON (county_id, week, site_kind, site) * FROM standing_inspection
    ORDER BY county_id, week, site_kind, site, finished_at DESC, id DESC;

-- Where a gap stands in its item's past at the site, by the order of visits and never by the order of arrival:
-- whether the visit before had found it (and not seen it mended), whether any visit before had, and the day of the
-- first visit of the present unbroken run. A run is followed back over a hundred visits and no further, so that
-- the cost has a bound.
CREATE FUNCTION gap_past(county integer, at_site text, of_item text, at_time timestamptz, of_inspection uuid)
RETURNS TABLE (in_previous boolean, ever_before boolean, since date) LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT run.since IS NOT NULL,
        EXISTS (
            SELECT FROM gap g
            WHERE g.county_id = county AND g.site = at_site AND g.item = of_item
                AND (g.finished_at, g.inspection) < (at_time, of_inspection)
                AND NOT EXISTS (
                    SELECT FROM inspection r WHERE r.county_id = g.county_id AND r.revises = g.inspection)),
        coalesce(run.since, (at_time AT TIME ZONE INTERVAL '08:00')::date)
    FROM (SELECT) AS one
    LEFT JOIN LATERAL ( -- the last visit before this one that did not leave the gap open
        SELECT back.finished_at, back.id FROM (
            SELECT v.finished_at, v.id, row_number() OVER (ORDER BY v.finished_at DESC, v.id DESC) AS place
            FROM standing_inspection v
            WHERE v.county_id = county AND v.site = at_site
                AND (v.finished_at, v.id) < (at_time, of_inspection)) AS back
        WHERE back.place > 100 OR NOT EXISTS (
            SELECT FROM gap g
            WHERE g.county_id = county AND g.inspection = back.id AND g.item = of_item AND NOT g.fixed_on_spot)
        ORDER BY back.finished_at DESC, back.id DESC LIMIT 1) AS clear ON true
    LEFT JOIN LATERAL ( -- the first visit after that one: with the gap, and before this visit
        SELECT v.visit_day AS since FROM standing_inspection v
        WHERE v.county_id = county AND v.site = at_site
            AND (v.finished_at, v.id) < (at_time, of_inspection)
            AND (v.finished_at, v.id) > (coalesce(clear.finished_at, '-infinity'),
                coalesce(clear.id, '00000000-0000-0000-0000-000000000000'))
        ORDER BY v.finished_at, v.id LIMIT 1) AS run ON true;
END;

-- A filing begun and not sent; the only rows about a visit that may change.
CREATE TABLE draft (
    county_id integer NOT NULL,
    id uuid NOT NULL,
    site text NOT NULL,
    fields json NOT NULL,
    saved_at timestamptz NOT NULL,
    saved_by text NOT NULL,
    CONSTRAINT draft_key PRIMARY KEY (county_id, id),
    CONSTRAINT draft_site FOREIGN KEY (county_id, site) REFERENCES site (county_id, code),
    CONSTRAINT draft_by_length CHECK (char_length(saved_by) BETWEEN 1 AND 200)
);

CREATE INDEX draft_by_site ON draft (county_id, site, saved_at);
