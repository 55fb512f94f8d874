-- Where the last visits of a week fell short, at the county and township sites in operation at any time of it: critical
-- gaps and failing items speak of these. Of a critical gap that was left open also where it stands in its past, and by
-- when it had to be closed.
-- \set county 1
-- \set week '2021-08-16'
WITH visit AS MATERIALIZED (
    SELECT DISTINCT ON (i.site_kind, i.site) i.id, i.site, i.site_kind, i.finished_at, i.place, i.checklist_digest, i.baseline_digest
    FROM standing_inspection i
    WHERE i.county_id = :county::integer AND i.week = :'week'::date
        AND i.site_kind IN ('countyIsolation', 'townshipIsolation')
        AND EXISTS (
            SELECT FROM operation p
            WHERE p.county_id = :county::integer AND p.site = i.site AND p.replaced_at IS NULL
                AND p.opened_on < :'week'::date + 7 AND (p.closed_on IS NULL OR p.closed_on >= :'week'::date))
    ORDER BY i.site_kind, i.site, i.finished_at DESC, i.place DESC
)
SELECT visit.site AS code, visit.checklist_digest, visit.baseline_digest, visit.finished_at, g.inspection, g.item, g.severity, g.status, g.points_lost,
    g.responsible, g.fixed_on_spot, least(g.deadline, past.deadline) AS deadline, past.in_previous, past.ever_before, past.since
FROM visit
JOIN gap g ON g.county_id = :county::integer AND g.inspection = visit.id
LEFT JOIN LATERAL (
    SELECT * FROM gap_past(:county::integer, visit.site, g.item, g.status, visit.finished_at, visit.place)
    WHERE g.severity = 'critical' AND NOT g.fixed_on_spot OFFSET 0) AS past ON true
ORDER BY visit.site_kind, visit.site, g.points_lost DESC, g.item;
