-- The ten worst gaps that the latest visits of the county and township sites in operation on a day left open, evidence that
-- is still to come included, and of which nobody has verified what was answered since.
-- \set county 1
-- \set today '2021-08-18'
WITH visit AS MATERIALIZED (
    SELECT DISTINCT ON (s.code) s.code, s.sort_key, last.*
    FROM site s
    JOIN operation p ON p.county_id = s.county_id AND p.site = s.code AND p.replaced_at IS NULL
        AND p.opened_on <= :'today'::date AND (p.closed_on IS NULL OR p.closed_on >= :'today'::date)
    CROSS JOIN LATERAL site_life(:county::integer, s.code) AS past
    CROSS JOIN LATERAL (
        SELECT v.id, v.site, v.finished_at, v.place, v.checklist_digest FROM standing_inspection v
        WHERE v.county_id = :county::integer AND v.site = past.site AND v.visit_day <= past.until AND v.visit_day > past.after
        ORDER BY v.finished_at DESC, v.place DESC LIMIT 1) AS last
    WHERE s.county_id = :county::integer AND s.kind IN ('countyIsolation', 'townshipIsolation')
    ORDER BY s.code, last.finished_at DESC, last.place DESC
), worst AS MATERIALIZED (
    SELECT visit.code, visit.sort_key, visit.site, visit.finished_at, visit.place, visit.checklist_digest, g.inspection, g.item, g.severity, g.status,
        g.points_lost, g.responsible, g.deadline
    FROM visit
    JOIN gap g ON g.county_id = :county::integer AND g.inspection = visit.id
        AND (NOT g.fixed_on_spot OR evidence_pending(g.county_id, g.inspection, g.item))
    LEFT JOIN LATERAL (
        SELECT true AS verified FROM verification y
        JOIN submission s ON s.county_id = y.county_id AND s.id = y.submission AND s.submitted_at >= visit.finished_at
        WHERE y.county_id = g.county_id AND y.site IN (visit.site, visit.code) AND y.item = g.item AND y.verdict = 'verified'
            AND y.verified_at > visit.finished_at LIMIT 1) AS closed ON true
    WHERE closed.verified IS NULL
    ORDER BY array_position('{critical,major,minor}', g.severity), g.points_lost DESC, visit.sort_key, visit.code, g.item
    LIMIT 10
), past AS MATERIALIZED (
    SELECT gaps.code, past.*
    FROM (
        SELECT worst.code, worst.site, worst.finished_at, worst.place, array_agg(worst.item) AS items, array_agg(worst.status) AS statuses
        FROM worst GROUP BY worst.code, worst.site, worst.finished_at, worst.place) AS gaps
    CROSS JOIN LATERAL gaps_past(
        :county::integer, gaps.site, gaps.items, gaps.statuses, gaps.finished_at, gaps.place) AS past
)
SELECT worst.code, worst.inspection, worst.checklist_digest, worst.item, worst.severity, worst.status, worst.points_lost,
    worst.responsible, coalesce(past.moved, least(worst.deadline, past.deadline)) AS deadline, past.in_previous, past.ever_before, past.since
FROM worst
JOIN past ON past.code = worst.code AND past.item = worst.item
ORDER BY array_position('{critical,major,minor}', worst.severity), worst.points_lost DESC, worst.sort_key, worst.code, worst.item;
