-- The gaps that a site's latest inspection left open, the worst first.
-- \set county 1
-- \set site 'T-03'
SELECT s.code, s.kind, s.name_zh, s.name_en, s.opened_on, s.closed_on, s.address, s.capacity,
    s.township, s.township_zh, s.township_en,
    g.inspection, latest.checklist_digest, g.item, g.severity, g.status, g.points_lost,
    g.responsible, g.deadline, past.in_previous, past.ever_before, past.since
FROM site_today s
CROSS JOIN LATERAL (
    SELECT i.id, i.checklist_digest FROM standing_inspection i
    WHERE i.county_id = s.county_id AND i.site = s.code
    ORDER BY i.finished_at DESC, i.receipt DESC LIMIT 1) AS latest
JOIN gap g ON g.county_id = s.county_id AND g.inspection = latest.id AND NOT g.fixed_on_spot
CROSS JOIN LATERAL gap_past(g.county_id, g.site, g.item, g.finished_at, g.receipt) AS past
WHERE s.county_id = :county::integer AND s.code = :'site'
ORDER BY array_position('{critical,major,minor}', g.severity), g.points_lost DESC, g.item;
