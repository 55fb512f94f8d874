-- Sites of some kinds or (`{}`) of all, those open today or all of them, each with its latest inspection, the score of the one before,
-- and who directs it today. A site that goes on from another has its visits too. Those whose latest grade could not be
-- worked out come first.
-- \set county 1
-- \set kinds '{countyIsolation,townshipIsolation}'
-- \set today '2021-08-18'
-- \set closed false
SELECT s.code, s.kind, s.name_zh, s.name_en, o.opened_on, o.closed_on, s.address, s.capacity,
    s.township, s.township_zh, s.township_en,
    d.person AS director, coalesce(previous.exact_score, previous.score::text) AS previous_score,
    latest.id AS inspection, latest.kind AS inspection_kind, latest.week, latest.finished_at, latest.received_at,
    latest.checklist_digest, latest.baseline_digest, coalesce(latest.exact_score, latest.score::text) AS score, latest.grade, latest.floor_holds,
    latest.critical_gaps, latest.major_gaps, latest.minor_gaps, latest.not_asked,
    NOT latest.floor_holds AND latest.critical_gaps > 0 AND NOT EXISTS (
        SELECT FROM gap g
        WHERE g.county_id = s.county_id AND g.inspection = latest.id AND g.severity = 'critical'
            AND g.status = 'notMet') AS floor_unproven
FROM site_in_time s
CROSS JOIN LATERAL (
    SELECT p.opened_on, p.closed_on FROM operation p
    WHERE p.county_id = s.county_id AND p.site = s.code AND p.replaced_at IS NULL
    ORDER BY p.opened_on > :'today'::date, p.opened_on DESC LIMIT 1) AS o
LEFT JOIN posting d ON d.county_id = s.county_id AND d.site = s.code AND d.duty = 'director' AND d.replaced_at IS NULL
    AND d.held_from <= :'today'::date AND (d.held_to >= :'today'::date OR d.held_to IS NULL)
LEFT JOIN LATERAL (
    SELECT last.* FROM site_life(:county::integer, s.code) AS past
    CROSS JOIN LATERAL (
        SELECT i.* FROM standing_inspection i
        WHERE i.county_id = s.county_id AND i.site = past.site AND i.visit_day <= past.until AND i.visit_day > past.after
        ORDER BY i.finished_at DESC, i.place DESC LIMIT 1) AS last
    ORDER BY last.finished_at DESC, last.place DESC LIMIT 1) AS latest ON true
LEFT JOIN LATERAL (
    SELECT last.* FROM site_life(:county::integer, s.code) AS past
    CROSS JOIN LATERAL (
        SELECT i.score, i.exact_score, i.finished_at, i.place FROM standing_inspection i
        WHERE i.county_id = s.county_id AND i.site = past.site AND i.visit_day <= past.until AND i.visit_day > past.after
            AND (i.finished_at, i.place) < (latest.finished_at, latest.place)
        ORDER BY i.finished_at DESC, i.place DESC LIMIT 1) AS last
    ORDER BY last.finished_at DESC, last.place DESC LIMIT 1) AS previous ON true
WHERE s.county_id = :county::integer AND :'today'::date BETWEEN s.since AND s.until
    AND (s.kind = ANY (:'kinds'::text[]) OR :'kinds'::text[] = '{}')
    AND (:closed::boolean
        OR o.opened_on <= :'today'::date AND (o.closed_on IS NULL OR o.closed_on >= :'today'::date))
ORDER BY latest.id IS NULL OR latest.below_minimum IS NOT NULL, s.kind, s.code;
