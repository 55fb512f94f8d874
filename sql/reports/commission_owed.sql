-- What the commission itself owes on a day, each kind with how many there are in all and the first of them: visits that are
-- late; what the last visit did not check; answers and visits that wait for an inspector for longer than some days; notices
-- of what stands open that nobody issued, or that have not arrived; photographs of papers that were handed over and have not
-- come; weeks that nobody closed; weeks closed of whose visits others count now than were sealed, of the last so many; visits
-- that were drawn and not made. Standards are `week_standards`, and those of the last hours that are on their way. Of one
-- site alone where its code is given. `source` is the draw of a visit, or the order of a photograph.
-- \set county 1
-- \set day '2021-08-22'
-- \set weeks 8
-- \set patience 3
-- \set most 200
-- \set site ''
WITH due AS MATERIALIZED (
    SELECT * FROM due_visits(:county::integer, :'day'::date)
), run AS MATERIALIZED (
    SELECT * FROM gap_runs(:county::integer, NULL, NULL, true) AS r WHERE r.ended_at IS NULL
), sealed AS MATERIALIZED ( -- the last report of each of the last weeks that are closed
    SELECT DISTINCT ON (w.week) w.week, w.cut_off, w.document FROM week_report w
    WHERE w.county_id = :county::integer
    ORDER BY w.week DESC, w.revision DESC LIMIT :weeks::integer
), counted_then AS MATERIALIZED ( -- and the visits that it counts
    SELECT sealed.week, array_agg((one ->> 'id')::uuid ORDER BY (one ->> 'id')::uuid) AS visits
    FROM sealed CROSS JOIN LATERAL json_array_elements(sealed.document::json #> '{content,inspections}') AS one
    GROUP BY sealed.week
), owed AS MATERIALIZED (
    SELECT 'visit' AS kind, due.site, NULL::text AS item, due.inspection, NULL::date AS week, NULL::uuid AS source,
        due.due_on AS since
    FROM due WHERE due.due_on < :'day'::date
    UNION ALL
    SELECT 'recheck', due.site, g.item, due.inspection, NULL, NULL, due.last_visit
    FROM due
    JOIN gap g ON g.county_id = :county::integer AND g.inspection = due.inspection AND g.status = 'notChecked'
    UNION ALL
    SELECT 'verification', run.site, run.item, NULL, NULL, NULL, waits.since
    FROM run
    CROSS JOIN LATERAL (
        SELECT (coalesce(
            (SELECT s.submitted_at FROM submission s WHERE s.county_id = :county::integer AND s.id = run.submission),
            (SELECT v.finished_at FROM standing_inspection v WHERE v.county_id = :county::integer AND v.id = run.waiting)
        ) AT TIME ZONE INTERVAL '08:00')::date AS since) AS waits
    WHERE run.state IN ('submitted', 'waiting') AND waits.since < :'day'::date - :patience::integer
    UNION ALL
    SELECT 'notice', v.site, NULL, v.id, NULL, NULL, v.visit_day
    FROM (SELECT DISTINCT run.last_inspection AS id FROM run WHERE NOT run.seen_mended) AS found
    JOIN standing_inspection v ON v.county_id = :county::integer AND v.id = found.id
    WHERE NOT EXISTS (SELECT FROM notice n WHERE n.county_id = :county::integer AND n.inspection = v.id)
    UNION ALL
    SELECT 'arrival', n.site, NULL, n.inspection, NULL, NULL, (n.issued_at AT TIME ZONE INTERVAL '08:00')::date
    FROM notice n
    JOIN standing_inspection v ON v.county_id = :county::integer AND v.id = n.inspection
    WHERE n.county_id = :county::integer
        AND NOT EXISTS (SELECT FROM notice_arrival a WHERE a.county_id = :county::integer AND a.inspection = n.inspection)
        AND EXISTS ( -- of whichever finding of what stands open
            SELECT FROM json_array_elements(n.document -> 'items') AS line (one)
            JOIN run ON run.item = line.one ->> 'item' AND v.finished_at BETWEEN run.since AND run.last_found
            WHERE run.site = site_goes_on(:county::integer, n.site, n.visit_day))
    UNION ALL
    SELECT 'week', NULL, NULL, NULL, one.monday::date, NULL, one.monday::date + 7
    FROM generate_series(
        (SELECT i.week FROM standing_inspection i WHERE i.county_id = :county::integer ORDER BY i.week LIMIT 1)::timestamp,
        date_trunc('week', :'day'::date::timestamp) - INTERVAL '7 days', INTERVAL '7 days') AS one (monday)
    WHERE NOT EXISTS (SELECT FROM week_report w WHERE w.county_id = :county::integer AND w.week = one.monday::date)
    UNION ALL
    SELECT 'photograph', missing.site, NULL, missing.visit, NULL, missing.order_id,
        (missing.recorded_at AT TIME ZONE INTERVAL '08:00')::date
    FROM photographs_pending(:county::integer) AS missing
    UNION ALL
    SELECT 'revision', NULL, NULL, NULL, sealed.week, NULL, (sealed.cut_off AT TIME ZONE INTERVAL '08:00')::date
    FROM sealed
    LEFT JOIN counted_then AS was ON was.week = sealed.week
    WHERE coalesce(was.visits, '{}') IS DISTINCT FROM ARRAY(
        SELECT v.id FROM standing_inspection v WHERE v.county_id = :county::integer AND v.week = sealed.week ORDER BY v.id)
    UNION ALL
    SELECT 'drawn', lot.site, NULL, NULL, NULL, d.id, lot.day
    FROM draw d
    CROSS JOIN LATERAL draw_given(:county::integer, d.id) AS lot
    LEFT JOIN draw_discard x ON x.county_id = :county::integer AND x.draw = d.id
    WHERE d.county_id = :county::integer AND d.last_day >= :'day'::date - 60 AND d.first_day < :'day'::date
        AND lot.day BETWEEN :'day'::date - 60 AND :'day'::date - 1
        AND (x.draw IS NULL OR lot.day < (x.discarded_at AT TIME ZONE INTERVAL '08:00')::date) -- what was up before it was given up
        AND NOT EXISTS (
            SELECT FROM standing_inspection v
            WHERE v.county_id = :county::integer AND v.site = lot.site AND v.visit_day = lot.day)
), counted AS (
    SELECT owed.*, s.sort_key, count(*) OVER (PARTITION BY owed.kind) AS total,
        row_number() OVER (PARTITION BY owed.kind ORDER BY owed.since, owed.week, s.sort_key, owed.item, owed.inspection) AS place
    FROM owed
    LEFT JOIN site s ON s.county_id = :county::integer AND s.code = owed.site
    WHERE :'site'::text = '' OR owed.site IN (SELECT line.site FROM site_line(:county::integer, :'site'::text) AS line)
)
SELECT counted.kind, counted.site, t.name_zh, t.name_en, counted.item, counted.inspection, counted.week, counted.source,
    counted.since, counted.total
FROM counted
LEFT JOIN site_today t ON t.county_id = :county::integer AND t.code = counted.site
WHERE counted.place <= :most::integer
ORDER BY counted.kind, counted.place;
