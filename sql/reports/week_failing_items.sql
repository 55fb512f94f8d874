-- The ten items that fell short at the most county and township sites at the week's last visits, and at how many
-- sites they were asked: the site's checklist has the item, it applied, and it was not answered "not applicable".
-- \set county 1
-- \set week '2021-08-16'
WITH visit AS MATERIALIZED (
    SELECT i.county_id, i.id, i.checklist_digest, i.baseline_digest, i.not_asked, c.code AS checklist, c.items
    FROM last_of_week i
    JOIN checklist_version c ON c.county_id = i.county_id AND c.digest = i.checklist_digest
    WHERE i.county_id = :county::integer AND i.week = :'week'::date
        AND i.site_kind IN ('countyIsolation', 'townshipIsolation')
), failing AS (
    SELECT visit.checklist, g.item, count(*) AS sites,
        (array_agg(g.inspection ORDER BY g.finished_at DESC, g.receipt DESC))[1] AS inspection,
        min(array_position('{critical,major,minor}', g.severity)) AS severity,
        (array_agg(visit.checklist_digest ORDER BY g.finished_at DESC, g.receipt DESC))[1] AS checklist_digest,
        (array_agg(visit.baseline_digest ORDER BY g.finished_at DESC, g.receipt DESC))[1] AS baseline_digest
    FROM visit
    JOIN gap g ON g.county_id = visit.county_id AND g.inspection = visit.id
    GROUP BY visit.checklist, g.item
    ORDER BY sites DESC, severity, visit.checklist, g.item
    LIMIT 10
)
SELECT f.checklist, f.inspection, f.checklist_digest, f.baseline_digest, f.item, f.sites, (
    SELECT count(*) FROM visit
    WHERE visit.checklist = f.checklist AND f.item = ANY (visit.items) AND f.item <> ALL (visit.not_asked)) AS asked
FROM failing f
ORDER BY f.sites DESC, f.severity, f.checklist, f.item;
