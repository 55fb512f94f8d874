-- The gaps that a site's latest inspection left open, evidence that is still to come included, and of which nobody has verified
-- what was answered since, the worst first; where it has none of its own, the latest under the
-- code that it goes on from.
-- \set county 1
-- \set site 'T-03'
WITH latest AS MATERIALIZED (
    SELECT last.* FROM site_life(:county::integer, :'site') AS past
    CROSS JOIN LATERAL (
        SELECT v.id, v.site, v.finished_at, v.place, v.checklist_digest FROM standing_inspection v
        WHERE v.county_id = :county::integer AND v.site = past.site AND v.visit_day <= past.until AND v.visit_day > past.after
        ORDER BY v.finished_at DESC, v.place DESC LIMIT 1) AS last
    ORDER BY last.finished_at DESC, last.place DESC LIMIT 1
), found AS MATERIALIZED (
    SELECT g.* FROM latest
    JOIN gap g ON g.county_id = :county::integer AND g.inspection = latest.id
        AND (NOT g.fixed_on_spot OR evidence_pending(g.county_id, g.inspection, g.item))
    LEFT JOIN LATERAL (
        SELECT true AS verified FROM verification y
        JOIN submission s ON s.county_id = y.county_id AND s.id = y.submission AND s.submitted_at >= latest.finished_at
        WHERE y.county_id = g.county_id AND y.site IN (latest.site, :'site') AND y.item = g.item AND y.verdict = 'verified'
            AND y.verified_at > latest.finished_at LIMIT 1) AS closed ON true
    WHERE closed.verified IS NULL
), past AS MATERIALIZED (
    SELECT past.*
    FROM latest
    CROSS JOIN (
        SELECT array_agg(found.item) AS items, array_agg(found.status) AS statuses FROM found HAVING count(*) > 0) AS gaps
    CROSS JOIN LATERAL gaps_past(
        :county::integer, latest.site, gaps.items, gaps.statuses, latest.finished_at, latest.place) AS past
)
SELECT :'site' AS code, found.inspection, latest.checklist_digest, found.item, found.severity, found.status, found.points_lost,
    found.responsible, coalesce(past.moved, least(found.deadline, past.deadline)) AS deadline, past.in_previous, past.ever_before, past.since
FROM latest
CROSS JOIN found
JOIN past ON past.item = found.item
ORDER BY array_position('{critical,major,minor}', found.severity), found.points_lost DESC, found.item;
