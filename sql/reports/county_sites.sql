-- The county and township sites in operation on a day, each as it is then, with its latest visit, the score of the one
-- before, and who directs it. A site that goes on from another has its visits too. Those whose latest grade could not be
-- worked out come first.
-- \set county 1
-- \set today '2021-08-18'
WITH visit AS MATERIALIZED (
    SELECT s.code, s.kind, s.sort_key, p.opened_on, p.closed_on, last.*,
        row_number() OVER (PARTITION BY s.code ORDER BY last.finished_at DESC, last.place DESC) AS back,
        lead(last.score) OVER (PARTITION BY s.code ORDER BY last.finished_at DESC, last.place DESC) AS previous_score
    FROM site s
    JOIN operation p ON p.county_id = s.county_id AND p.site = s.code AND p.replaced_at IS NULL
        AND p.opened_on <= :'today'::date AND (p.closed_on IS NULL OR p.closed_on >= :'today'::date)
    LEFT JOIN LATERAL (
        SELECT i.* FROM site_life(:county::integer, s.code) AS past
        CROSS JOIN LATERAL (
            SELECT v.id, v.kind AS inspection_kind, v.week, v.finished_at, v.place, v.received_at, v.checklist_digest,
                v.baseline_digest, coalesce(v.exact_score, v.score::text) AS score, v.grade, v.below_minimum, v.floor_holds,
                v.critical_gaps, v.major_gaps, v.minor_gaps, v.not_asked
            FROM standing_inspection v
            WHERE v.county_id = :county::integer AND v.site = past.site AND v.visit_day <= past.until AND v.visit_day > past.after
            ORDER BY v.finished_at DESC, v.place DESC LIMIT 2) AS i) AS last ON true
    WHERE s.county_id = :county::integer AND s.kind IN ('countyIsolation', 'townshipIsolation')
)
SELECT visit.code, visit.kind, visit.opened_on, visit.closed_on, was.*, d.person AS director, visit.previous_score,
    visit.id AS inspection, visit.inspection_kind, visit.week, visit.finished_at, visit.received_at,
    visit.checklist_digest, visit.baseline_digest, visit.score, visit.grade, visit.floor_holds,
    visit.critical_gaps, visit.major_gaps, visit.minor_gaps, visit.not_asked, NOT visit.floor_holds AND NOT EXISTS (
        SELECT FROM gap g
        WHERE g.county_id = :county::integer AND g.inspection = visit.id AND g.severity = 'critical'
            AND g.status = 'notMet') AND visit.critical_gaps > 0 AS floor_unproven
FROM visit
CROSS JOIN LATERAL site_on(:county::integer, visit.code, :'today'::date) AS was
LEFT JOIN posting d ON d.county_id = :county::integer AND d.site = visit.code AND d.duty = 'director' AND d.replaced_at IS NULL
    AND d.held_from <= :'today'::date AND (d.held_to >= :'today'::date OR d.held_to IS NULL)
WHERE visit.back = 1
ORDER BY visit.id IS NULL OR visit.below_minimum IS NOT NULL, visit.kind, visit.sort_key, visit.code;
