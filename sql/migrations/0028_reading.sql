-- What pages read often costs less: the past of all a visit's gaps in one walk, and look-ups by indexes that are quick.

-- Where gaps that one visit found stand in their items' past at the site, by the order of visits: whether each was found
-- before and not seen mended since, whether it ever was, the day on which it was found first in the present run, and by
-- when that run had to end at the earliest; NULL where there is no run. Only a visit that asked for the item sees it
-- mended; and what was not met was found where it was not met, not where nobody had checked. A visit's own corrections,
-- which have its place, are no past of it. One walk back serves all the items: each visit is looked at once, and none
-- beyond the last that asked for all of them and left none open.
CREATE FUNCTION gaps_past(
    county integer, of_site text, of_items text[], of_statuses text[], at_time timestamptz, at_place bigint)
RETURNS TABLE (item text, in_previous boolean, ever_before boolean, since date, deadline timestamptz) LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH past AS MATERIALIZED (SELECT * FROM site_past(county, of_site, (at_time AT TIME ZONE INTERVAL '08:00')::date)),
    visit AS MATERIALIZED ( -- the visits before, back to the last one that asked for all the items and left none open
        SELECT back.*
        FROM past
        CROSS JOIN LATERAL (
            SELECT v.finished_at, v.place, v.visit_day, v.checklist_digest, v.not_asked, found.*,
                count(*) FILTER (WHERE found.is_clear) OVER (
                    ORDER BY v.finished_at DESC, v.place DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS clear_after
            FROM standing_inspection v
            CROSS JOIN LATERAL (
                SELECT array_agg(g.item) AS items, array_agg(g.status) AS statuses, array_agg(g.deadline) AS deadlines,
                    coalesce(array_agg(g.item) FILTER (WHERE NOT g.fixed_on_spot), '{}') AS left_open,
                    coalesce(bool_and(g.fixed_on_spot), true) AND NOT v.not_asked && of_items AND EXISTS (
                        SELECT FROM checklist_version c
                        WHERE c.county_id = county AND c.digest = v.checklist_digest AND of_items <@ c.items) AS is_clear
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
    mended AS MATERIALIZED ( -- the last visit that asked for an item and did not leave its gap open
        SELECT DISTINCT ON (asked.item) asked.item, visit.finished_at, visit.place
        FROM visit
        JOIN asked ON asked.digest = visit.checklist_digest
        WHERE asked.item <> ALL (visit.not_asked) AND asked.item <> ALL (visit.left_open)
        ORDER BY asked.item, visit.finished_at DESC, visit.place DESC),
    run AS MATERIALIZED ( -- what was found since then
        SELECT found.item, found.status, found.deadline, visit.visit_day
        FROM visit
        CROSS JOIN LATERAL unnest(visit.items, visit.statuses, visit.deadlines) AS found (item, status, deadline)
        LEFT JOIN mended ON mended.item = found.item
        WHERE mended.place IS NULL OR (visit.finished_at, visit.place) > (mended.finished_at, mended.place))
    SELECT gap.item, count(run.item) > 0,
        count(run.item) > 0 OR EXISTS (
            SELECT FROM past
            JOIN gap g ON g.county_id = county AND g.site = past.site AND g.item = gap.item AND g.finished_at <= at_time
            JOIN standing_inspection v ON v.county_id = county AND v.id = g.inspection AND v.visit_day <= past.until
            WHERE (v.finished_at, v.place) < (at_time, at_place) AND v.place <> at_place AND g.status IN ('notMet', gap.status)),
        coalesce(min(run.visit_day) FILTER (WHERE run.status = 'notMet'), min(run.visit_day),
            (at_time AT TIME ZONE INTERVAL '08:00')::date),
        coalesce(min(run.deadline) FILTER (WHERE run.status = 'notMet'), min(run.deadline))
    FROM unnest(of_items, of_statuses) AS gap (item, status)
    LEFT JOIN run ON run.item = gap.item AND run.status IN ('notMet', gap.status)
    GROUP BY gap.item, gap.status;
END;

REVOKE ALL ON FUNCTION gaps_past FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gaps_past TO lazaret_server;

-- What keeps periods and terms apart is held by indexes that are five times as slow to ask as those of keys, and the
-- planner takes both for equal. Under a collation of their own they still hold the rule, and no look-up by site uses them.
ALTER TABLE operation DROP CONSTRAINT operation_apart, ADD CONSTRAINT operation_apart EXCLUDE USING gist (
    county_id WITH =, site COLLATE "C" WITH =, daterange(opened_on, closed_on, '[]') WITH &&) WHERE (replaced_at IS NULL);
ALTER TABLE posting
    DROP CONSTRAINT posting_one_holder,
    DROP CONSTRAINT posting_person_once,
    ADD CONSTRAINT posting_one_holder EXCLUDE USING gist (
        county_id WITH =, site COLLATE "C" WITH =, duty WITH =, daterange(held_from, held_to, '[]') WITH &&)
        WHERE (replaced_at IS NULL AND duty IN ('director', 'partyHead', 'governmentHead', 'deputyInCharge')),
    ADD CONSTRAINT posting_person_once EXCLUDE USING gist (
        county_id WITH =, site COLLATE "C" WITH =, duty WITH =, person WITH =, daterange(held_from, held_to, '[]') WITH &&)
        WHERE (replaced_at IS NULL AND duty NOT IN ('director', 'partyHead', 'governmentHead', 'deputyInCharge'));
