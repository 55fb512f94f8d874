-- What lists, weeks and flags read: exact scores, visits in their order, a site as it was on a day and the sites that it
-- goes on from, and since when a gap is open and by when it has to be closed.

-- The exact score, a decimal where it ends and else a fraction (`281/3`): medians and changes are worked out from it.
-- `score` sorts the same. NULL where there was nothing to score, and for what was filed before this was kept.
ALTER TABLE inspection ADD COLUMN exact_score text;
ALTER TYPE filed_inspection ADD ATTRIBUTE exact_score text;

-- Who holds a duty on a day; the constraints are held by indexes of another kind, which are five times as slow to ask.
CREATE INDEX posting_by_site ON posting (county_id, site, duty, held_from) WHERE replaced_at IS NULL;
-- Which sites go on from another: few.
CREATE INDEX operation_moved ON operation (county_id, site) WHERE replaced_at IS NULL AND predecessor IS NOT NULL;

-- Visits of a site that end together stand in the order of their receipt, and a correction in the place of what it
-- corrects, whenever it arrives: the receipt of the first of its line.
ALTER TABLE inspection ADD COLUMN place bigint;
-- (The owner has no right to change a row, and gives itself this one for a moment.)
DO $$ BEGIN EXECUTE format('GRANT UPDATE (place) ON inspection TO %I', current_user); END $$;
ALTER TABLE inspection DISABLE TRIGGER inspection_immutable;
WITH RECURSIVE line AS (
    SELECT i.county_id, i.id, i.receipt FROM inspection i WHERE i.revises IS NULL
    UNION ALL
    SELECT i.county_id, i.id, line.receipt FROM line JOIN inspection i ON i.county_id = line.county_id AND i.revises = line.id)
UPDATE inspection i SET place = line.receipt FROM line WHERE line.county_id = i.county_id AND line.id = i.id;
ALTER TABLE inspection ENABLE TRIGGER inspection_immutable;
DO $$ BEGIN EXECUTE format('REVOKE UPDATE (place) ON inspection FROM %I', current_user); END $$;
ALTER TABLE inspection ALTER COLUMN place SET NOT NULL;
COMMENT ON COLUMN inspection.place IS 'the receipt of the first of its line of corrections: the order of visits that end together';
COMMENT ON COLUMN inspection.exact_score IS 'as it was worked out; NULL for what was filed before this was kept';
DROP INDEX inspection_by_site, inspection_by_week;
CREATE INDEX inspection_by_site ON inspection (county_id, site, finished_at, place) INCLUDE (id, below_minimum, visit_day);
CREATE INDEX inspection_by_week ON inspection (county_id, week, site_kind, site, finished_at DESC, place DESC);

-- The inspections that stand. Every figure reads these.
CREATE OR REPLACE VIEW standing_inspection WITH (security_invoker = true) AS
    SELECT i.county_id, i.id, i.site, i.site_kind, i.kind, i.started_at, i.finished_at, i.received_at, i.visit_day,
        i.week, i.inspectors, i.escort, i.checklist_digest, i.baseline_digest, i.scoring_version, i.score, i.grade,
        i.grade_rank, i.floor_holds, i.critical_gaps, i.major_gaps, i.minor_gaps, i.not_asked, i.revises,
        i.revision_reason, i.revised_by, i.content_digest, i.filing, i.result, i.below_minimum, i.receipt,
        i.circumstances, i.exact_score, i.place
    FROM inspection i
    WHERE NOT EXISTS (SELECT FROM inspection r WHERE r.county_id = i.county_id AND r.revises = i.id)
        AND NOT EXISTS (SELECT FROM withdrawal w WHERE w.county_id = i.county_id AND w.inspection = i.id);
CREATE OR REPLACE VIEW last_of_week WITH (security_invoker = true) AS
    SELECT DISTINCT ON (county_id, week, site_kind, site) * FROM standing_inspection
    ORDER BY county_id, week, site_kind, site, finished_at DESC, place DESC;

-- What a site was called and was on a day, with its township's name of then.
CREATE FUNCTION site_on(county integer, of_site text, on_day date) RETURNS TABLE (
    name_zh text, name_en text, address text, capacity integer, township text, township_zh text, township_en text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT d.name_zh, d.name_en, d.address, d.capacity, d.township, t.name_zh, t.name_en
    FROM (
        SELECT * FROM site_description d
        WHERE d.county_id = county AND d.site = of_site AND d.since <= on_day AND d.replaced_at IS NULL
        ORDER BY d.since DESC LIMIT 1) AS d
    LEFT JOIN LATERAL (
        SELECT * FROM township_name t
        WHERE t.county_id = county AND t.township = d.township AND t.since <= on_day AND t.replaced_at IS NULL
        ORDER BY t.since DESC LIMIT 1) AS t ON true;
END;

-- Whose visits are a site's past: its own, and those of the sites that it goes on from, up to the day on which it did.
CREATE FUNCTION site_past(county integer, of_site text) RETURNS TABLE (site text, until date) LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH RECURSIVE past AS (
        SELECT of_site AS site, 'infinity'::date AS until
        UNION ALL
        SELECT p.predecessor, p.opened_on
        FROM past
        JOIN operation p ON p.county_id = county AND p.site = past.site AND p.opened_on < past.until
            AND p.replaced_at IS NULL AND p.predecessor IS NOT NULL)
    SELECT past.site, max(past.until) FROM past GROUP BY past.site;
END;

-- Where a gap stands in its item's past at the site, by the order of visits: whether it was found before and not seen
-- mended since, whether it ever was, the day on which it was found first in the present run, and by when that run had to
-- end at the earliest; NULL where there is no run. Only a visit that asked for the item sees it mended; and what was not
-- met was found where it was not met, not where nobody had checked. A visit's own corrections, which have its place, are
-- no past of it.
DROP FUNCTION gap_past(integer, text, text, timestamptz, bigint);
CREATE FUNCTION gap_past(
    county integer, of_site text, of_item text, of_status text, at_time timestamptz, at_place bigint)
RETURNS TABLE (in_previous boolean, ever_before boolean, since date, deadline timestamptz) LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH past AS MATERIALIZED (SELECT * FROM site_past(county, of_site)),
    mended AS MATERIALIZED ( -- the last visit before that asked for the item and did not leave the gap open
        SELECT one.finished_at, one.place
        FROM past
        CROSS JOIN LATERAL (
            SELECT v.finished_at, v.place FROM standing_inspection v
            WHERE v.county_id = county AND v.site = past.site AND v.visit_day <= past.until
                AND v.finished_at <= at_time AND (v.finished_at, v.place) < (at_time, at_place) AND v.place <> at_place
                AND CASE
                    WHEN EXISTS (
                        SELECT FROM gap g
                        WHERE g.county_id = county AND g.inspection = v.id AND g.item = of_item AND NOT g.fixed_on_spot)
                    THEN false
                    ELSE of_item <> ALL (v.not_asked) AND EXISTS (
                        SELECT FROM checklist_version c
                        WHERE c.county_id = county AND c.digest = v.checklist_digest AND of_item = ANY (c.items)) END
            ORDER BY v.finished_at DESC, v.place DESC LIMIT 1) AS one
        ORDER BY one.finished_at DESC, one.place DESC LIMIT 1),
    run AS MATERIALIZED ( -- those since then, and before this visit, that found it
        SELECT v.visit_day, g.deadline, g.status
        FROM past
        CROSS JOIN (SELECT max(mended.finished_at) AS finished_at, max(mended.place) AS place FROM mended) AS clear
        JOIN gap g ON g.county_id = county AND g.site = past.site AND g.item = of_item AND g.finished_at <= at_time
            AND g.finished_at >= coalesce(clear.finished_at, '-infinity') AND g.status IN ('notMet', of_status)
        JOIN standing_inspection v ON v.county_id = county AND v.id = g.inspection AND v.visit_day <= past.until
        WHERE (v.finished_at, v.place) < (at_time, at_place) AND v.place <> at_place
            AND (clear.place IS NULL OR (v.finished_at, v.place) > (clear.finished_at, clear.place)))
    SELECT count(*) > 0,
        count(*) > 0 OR EXISTS (
            SELECT FROM past
            JOIN gap g ON g.county_id = county AND g.site = past.site AND g.item = of_item AND g.finished_at <= at_time
            JOIN standing_inspection v ON v.county_id = county AND v.id = g.inspection AND v.visit_day <= past.until
            WHERE (v.finished_at, v.place) < (at_time, at_place) AND v.place <> at_place AND g.status IN ('notMet', of_status)),
        coalesce(min(run.visit_day) FILTER (WHERE run.status = 'notMet'), min(run.visit_day),
            (at_time AT TIME ZONE INTERVAL '08:00')::date),
        coalesce(min(run.deadline) FILTER (WHERE run.status = 'notMet'), min(run.deadline))
    FROM run;
END;

REVOKE ALL ON FUNCTION site_on, site_past, gap_past FROM PUBLIC;
GRANT EXECUTE ON FUNCTION site_on, site_past, gap_past TO lazaret_server;
