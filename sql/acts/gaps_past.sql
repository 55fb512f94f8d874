-- Where gaps stand in the past of their items: since when they are found, whether again, and by when they had to be closed.
-- Who may: whoever reads the site
-- Writes: nothing
-- Answers: of each item, whether the visits before found it, since which day, and the deadlines that they and an act gave it

-- Where gaps that one visit found stand in their items' past at the site, by the order of visits: whether each was found
-- before and not seen mended since, whether it ever was, the day on which it was found first in the present run, and by
-- when that run had to end at the earliest; NULL where there is no run. Only a visit that asked for the item sees it
-- mended; and what was not met was found where it was not met, not where nobody had checked. A visit's own corrections,
-- which have its place, are no past of it. One walk back serves all the items: each visit is looked at once, and none
-- beyond the last that asked for all of them and left none open. What was mended on the spot is left open as long as its
-- evidence is still to come; and what was verified before a visit was known that found it in between ended nothing.
-- `moved` is the deadline that an act gave it in the place of all others.
CREATE OR REPLACE FUNCTION gaps_past(
    county integer, of_site text, of_items text[], of_statuses text[], at_time timestamptz, at_place bigint)
RETURNS TABLE (item text, in_previous boolean, ever_before boolean, since date, deadline timestamptz, moved timestamptz)
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH past AS MATERIALIZED (SELECT * FROM site_life(county, of_site, (at_time AT TIME ZONE INTERVAL '08:00')::date)),
    sent_back AS MATERIALIZED ( -- visits that an inspector sent back saw nothing mended
        SELECT y.item, y.inspection FROM past
        JOIN verification y ON y.county_id = county AND y.site = past.site AND y.verdict = 'returned' AND y.item = ANY (of_items)
            AND y.inspection IS NOT NULL AND (y.verified_at AT TIME ZONE INTERVAL '08:00')::date <= past.until
            AND (y.verified_at AT TIME ZONE INTERVAL '08:00')::date > past.after),
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
                    coalesce(array_agg(g.item) FILTER (WHERE g.is_open), '{}') AS left_open,
                    coalesce(bool_and(NOT g.is_open), true) AND NOT v.not_asked && of_items AND EXISTS (
                        SELECT FROM checklist_version c
                        WHERE c.county_id = county AND c.digest = v.checklist_digest AND of_items <@ c.items)
                        AND v.id NOT IN (SELECT sent_back.inspection FROM sent_back) AS is_clear
                FROM (
                    SELECT g.item, g.status, g.deadline,
                        NOT g.fixed_on_spot OR coalesce(evidence_pending(county, v.id, g.item), true) AS is_open
                    FROM gap g
                    WHERE g.county_id = county AND g.inspection = v.id AND g.item = ANY (of_items) OFFSET 0) AS g) AS found
            WHERE v.county_id = county AND v.site = past.site AND v.visit_day <= past.until AND v.visit_day > past.after
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
            AND (y.verified_at AT TIME ZONE INTERVAL '08:00')::date > past.after
        CROSS JOIN LATERAL (
            SELECT s.submitted_at AS at, 9223372036854775807 AS place FROM submission s
            WHERE s.county_id = county AND s.id = y.submission
            UNION ALL
            SELECT v.finished_at, v.place FROM standing_inspection v WHERE v.county_id = county AND v.id = y.inspection) AS subject
        WHERE NOT EXISTS ( -- what came in late, and found it after what was judged
            SELECT FROM past AS late
            JOIN gap g ON g.county_id = county AND g.site = late.site AND g.item = y.item AND g.status = 'notMet'
                AND g.finished_at BETWEEN subject.at AND y.verified_at
            JOIN standing_inspection v ON v.county_id = county AND v.id = g.inspection AND v.visit_day <= late.until AND v.visit_day > late.after
            WHERE (v.finished_at, v.place) > (subject.at, subject.place)
                AND (NOT g.fixed_on_spot OR evidence_pending(county, g.inspection, g.item)))),
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
            AND (d.changed_at AT TIME ZONE INTERVAL '08:00')::date > past.after
        WHERE d.changed_at >= coalesce((
                SELECT min(run.finished_at) FROM run WHERE run.item = d.item AND run.status = 'notMet'), at_time)
            AND NOT EXISTS (
                SELECT FROM verified WHERE verified.item = d.item AND verified.verified_at >= at_time
                    AND verified.verified_at < d.changed_at)
            AND NOT EXISTS (
                SELECT FROM past AS later
                JOIN standing_inspection v ON v.county_id = county AND v.site = later.site AND v.visit_day <= later.until
                    AND v.visit_day > later.after
                    AND (v.finished_at, v.place) > (at_time, at_place) AND v.finished_at <= d.changed_at
                    AND d.item <> ALL (v.not_asked)
                JOIN checklist_version c ON c.county_id = county AND c.digest = v.checklist_digest AND d.item = ANY (c.items)
                WHERE (v.id, d.item) NOT IN (SELECT sent_back.inspection, sent_back.item FROM sent_back) AND NOT EXISTS (
                    SELECT FROM gap g WHERE g.county_id = county AND g.inspection = v.id AND g.item = d.item
                        AND (NOT g.fixed_on_spot OR evidence_pending(county, g.inspection, g.item))))
        ORDER BY d.item, d.changed_at DESC, d.entry DESC)
    SELECT gap.item, count(run.item) > 0,
        count(run.item) > 0 OR EXISTS (
            SELECT FROM past
            JOIN gap g ON g.county_id = county AND g.site = past.site AND g.item = gap.item AND g.finished_at <= at_time
            JOIN standing_inspection v ON v.county_id = county AND v.id = g.inspection AND v.visit_day <= past.until
                AND v.visit_day > past.after
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
