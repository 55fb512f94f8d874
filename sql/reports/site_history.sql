-- The last hundred visits to a site that stand, newest first; those under the code that it goes on from are of it too, and of a
-- code that was opened again after its site had moved away those since alone.
-- \set county 1
-- \set site 'T-03'
SELECT i.id AS inspection, i.site AS code, i.kind AS inspection_kind, i.finished_at, i.received_at,
    i.checklist_digest, i.baseline_digest, coalesce(i.exact_score, i.score::text) AS score, i.grade, i.floor_holds,
    i.critical_gaps, i.major_gaps, i.minor_gaps, i.not_asked, NOT i.floor_holds AND i.critical_gaps > 0 AND NOT EXISTS (
        SELECT FROM gap g
        WHERE g.county_id = i.county_id AND g.inspection = i.id AND g.severity = 'critical' AND g.status = 'notMet'
    ) AS floor_unproven
FROM site_life(:county::integer, :'site') AS past
JOIN standing_inspection i ON i.county_id = :county::integer AND i.site = past.site AND i.visit_day <= past.until AND i.visit_day > past.after
ORDER BY i.finished_at DESC, i.place DESC
LIMIT 100;
