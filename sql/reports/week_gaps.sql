-- Where the last visits of a week fell short, at the county and township sites in operation at any time of it: critical
-- gaps and failing items speak of these. Of a critical gap that was left open also where it stands in its past, by when
-- it had to be closed, and whether somebody had verified what was answered since before the week's end. What was mended on the
-- spot counts as that once its evidence has come.
-- \set county 1
-- \set week '2021-08-16'
WITH visit AS MATERIALIZED (
    SELECT DISTINCT ON (i.site_kind, i.site) i.id, i.site, i.site_kind, s.sort_key, i.finished_at, i.place, i.checklist_digest, i.baseline_digest
    FROM standing_inspection i
    JOIN site s ON s.county_id = i.county_id AND s.code = i.site
    WHERE i.county_id = :county::integer AND i.week = :'week'::date
        AND i.site_kind IN ('countyIsolation', 'townshipIsolation')
        AND EXISTS (
            SELECT FROM operation p
            WHERE p.county_id = :county::integer AND p.site = i.site AND p.replaced_at IS NULL
                AND p.opened_on < :'week'::date + 7 AND (p.closed_on IS NULL OR p.closed_on >= :'week'::date))
    ORDER BY i.site_kind, i.site, i.finished_at DESC, i.place DESC
), found AS MATERIALIZED (
    SELECT visit.site AS code, visit.site_kind, visit.sort_key, visit.finished_at, visit.place, visit.checklist_digest, visit.baseline_digest,
        g.inspection, g.item, g.severity, g.status, g.points_lost, g.responsible, g.fixed_on_spot, g.deadline,
        g.fixed_on_spot OR closed.verified IS NOT NULL AS is_closed
    FROM visit
    CROSS JOIN LATERAL (
        SELECT g.county_id, g.inspection, g.item, g.severity, g.status, g.points_lost, g.responsible, g.deadline,
            g.fixed_on_spot AND NOT coalesce(evidence_pending(g.county_id, g.inspection, g.item), true) AS fixed_on_spot
        FROM gap g WHERE g.county_id = :county::integer AND g.inspection = visit.id OFFSET 0) AS g
    LEFT JOIN LATERAL (
        SELECT true AS verified FROM verification y
        JOIN submission s ON s.county_id = y.county_id AND s.id = y.submission AND s.submitted_at >= visit.finished_at
        WHERE y.county_id = g.county_id AND y.site IN (visit.site) AND y.item = g.item AND y.verdict = 'verified'
            AND y.verified_at > visit.finished_at
            AND y.verified_at < (:'week'::date + 7)::timestamp AT TIME ZONE INTERVAL '08:00' LIMIT 1) AS closed ON true
), past AS MATERIALIZED (
    SELECT gaps.inspection, past.*
    FROM (
        SELECT found.inspection, found.code, found.finished_at, found.place, array_agg(found.item) AS items,
            array_agg(found.status) AS statuses
        FROM found
        WHERE found.severity = 'critical' AND NOT found.fixed_on_spot
        GROUP BY found.inspection, found.code, found.finished_at, found.place) AS gaps
    CROSS JOIN LATERAL gaps_past(
        :county::integer, gaps.code, gaps.items, gaps.statuses, gaps.finished_at, gaps.place) AS past
)
SELECT found.code, found.checklist_digest, found.baseline_digest, found.finished_at, found.inspection, found.item,
    found.severity, found.status, found.points_lost, found.responsible, found.fixed_on_spot, found.is_closed,
    coalesce(past.moved, least(found.deadline, past.deadline)) AS deadline, past.in_previous, past.ever_before, past.since
FROM found
LEFT JOIN past ON past.inspection = found.inspection AND past.item = found.item
ORDER BY found.site_kind, found.sort_key, found.code, found.points_lost DESC, found.item;
