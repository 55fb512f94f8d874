-- County and township sites open in the week: first those whose grade at the week's last visit could not be worked
-- out, which have no rank; then by grade and score of that visit, equals sharing a rank; then those not inspected, the
-- longest not inspected first.
-- \set county 1
-- \set week '2021-08-16'
-- \set day '2021-08-22'
SELECT s.code, s.kind, s.name_zh, s.name_en, o.opened_on, o.closed_on, s.address, s.capacity,
    s.township, s.township_zh, s.township_en,
    d.person AS director, before.score AS previous_score, ever.visit_day AS last_visit,
    CASE WHEN i.below_minimum IS NOT NULL THEN
        rank() OVER (PARTITION BY s.kind, i.below_minimum IS NULL
            ORDER BY i.below_minimum, i.grade_rank DESC, i.score DESC) END AS rank,
    i.id AS inspection, i.kind AS inspection_kind, i.finished_at, i.received_at,
    i.checklist_digest, i.baseline_digest, i.score, i.grade, i.floor_holds, i.critical_gaps, i.major_gaps, i.minor_gaps,
    i.not_asked
FROM site_in_time s
CROSS JOIN LATERAL (
    SELECT p.opened_on, p.closed_on FROM operation p
    WHERE p.county_id = s.county_id AND p.site = s.code AND p.replaced_at IS NULL AND p.opened_on < :'week'::date + 7
        AND (p.closed_on IS NULL OR p.closed_on >= :'week'::date)
    ORDER BY p.opened_on DESC LIMIT 1) AS o
LEFT JOIN posting d ON d.county_id = s.county_id AND d.site = s.code AND d.duty = 'director' AND d.replaced_at IS NULL
    AND d.held_from <= :'day'::date AND (d.held_to >= :'day'::date OR d.held_to IS NULL)
LEFT JOIN last_of_week i ON i.county_id = s.county_id AND i.week = :'week'::date
    AND i.site_kind = s.kind AND i.site = s.code
LEFT JOIN last_of_week before ON before.county_id = s.county_id AND before.week = :'week'::date - 7
    AND before.site_kind = s.kind AND before.site = s.code
LEFT JOIN LATERAL (
    SELECT v.visit_day FROM standing_inspection v
    WHERE v.county_id = s.county_id AND v.site = s.code
        AND v.finished_at < (:'week'::date + 7)::timestamp AT TIME ZONE INTERVAL '08:00'
    ORDER BY v.finished_at DESC, v.receipt DESC LIMIT 1) AS ever ON true
WHERE s.county_id = :county::integer AND s.kind IN ('countyIsolation', 'townshipIsolation')
    AND :'week'::date + 6 BETWEEN s.since AND s.until
ORDER BY s.kind, i.id IS NULL, i.below_minimum IS NOT NULL, rank, ever.visit_day NULLS FIRST, s.code;
