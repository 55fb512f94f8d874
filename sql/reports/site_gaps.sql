-- The gaps that a site's latest inspection left open, the worst first; where it has none of its own, the latest under the
-- code that it goes on from.
-- \set county 1
-- \set site 'T-03'
WITH latest AS MATERIALIZED (
    SELECT last.* FROM site_past(:county::integer, :'site') AS past
    CROSS JOIN LATERAL (
        SELECT v.id, v.finished_at, v.place, v.checklist_digest FROM standing_inspection v
        WHERE v.county_id = :county::integer AND v.site = past.site AND v.visit_day <= past.until
        ORDER BY v.finished_at DESC, v.place DESC LIMIT 1) AS last
    ORDER BY last.finished_at DESC, last.place DESC LIMIT 1
)
SELECT :'site' AS code, g.inspection, latest.checklist_digest, g.item, g.severity, g.status, g.points_lost, g.responsible,
    least(g.deadline, past.deadline) AS deadline, past.in_previous, past.ever_before, past.since
FROM latest
JOIN gap g ON g.county_id = :county::integer AND g.inspection = latest.id AND NOT g.fixed_on_spot
CROSS JOIN LATERAL gap_past(:county::integer, :'site', g.item, g.status, latest.finished_at, latest.place) AS past
ORDER BY array_position('{critical,major,minor}', g.severity), g.points_lost DESC, g.item;
