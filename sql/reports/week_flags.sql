-- Township sites whose visits up to the week's end close with an unbroken run below the minimum: the latest ten of
-- the run, oldest first, with its length and first day (followed back over a hundred visits and no further), and who
-- directed the site on the day of the latest. A visit without a grade neither ends a run nor extends it; how many there
-- were since the run began is said.
-- \set county 1
-- \set week '2021-08-16'
SELECT s.code, s.kind, s.name_zh, s.name_en, o.opened_on, o.closed_on, s.address, s.capacity,
    s.township, s.township_zh, s.township_en,
    d.person AS director, d.held_from, d.held_to, run.inspections, run.since, between.undecided,
    i.id AS inspection, i.kind AS inspection_kind, i.finished_at, i.received_at,
    i.checklist_digest, i.baseline_digest, i.score, i.grade, i.floor_holds, i.critical_gaps, i.major_gaps, i.minor_gaps,
    i.not_asked
FROM site_in_time s
CROSS JOIN LATERAL (
    SELECT p.opened_on, p.closed_on FROM operation p
    WHERE p.county_id = s.county_id AND p.site = s.code AND p.replaced_at IS NULL AND p.opened_on < :'week'::date + 7
        AND (p.closed_on IS NULL OR p.closed_on >= :'week'::date)
    ORDER BY p.opened_on DESC LIMIT 1) AS o
JOIN LATERAL ( -- the last visit with a grade
    SELECT v.finished_at, v.receipt, v.visit_day, v.below_minimum FROM standing_inspection v
    WHERE v.county_id = s.county_id AND v.site = s.code AND v.below_minimum IS NOT NULL
        AND v.finished_at < (:'week'::date + 7)::timestamp AT TIME ZONE INTERVAL '08:00'
    ORDER BY v.finished_at DESC, v.receipt DESC LIMIT 1) AS latest ON latest.below_minimum
LEFT JOIN LATERAL ( -- the last visit that was not below the minimum
    SELECT back.finished_at, back.receipt FROM (
        SELECT v.finished_at, v.receipt, v.below_minimum,
            row_number() OVER (ORDER BY v.finished_at DESC, v.receipt DESC) AS place
        FROM standing_inspection v
        WHERE v.county_id = s.county_id AND v.site = s.code
            AND (v.finished_at, v.receipt) <= (latest.finished_at, latest.receipt)) AS back
    WHERE NOT back.below_minimum OR back.place > 100
    ORDER BY back.finished_at DESC, back.receipt DESC LIMIT 1) AS above ON true
CROSS JOIN LATERAL (
    SELECT count(*) AS inspections, min(v.visit_day) AS since, min(v.finished_at) AS began
    FROM standing_inspection v
    WHERE v.county_id = s.county_id AND v.site = s.code AND v.below_minimum
        AND (v.finished_at, v.receipt) <= (latest.finished_at, latest.receipt)
        AND (v.finished_at, v.receipt) > (coalesce(above.finished_at, '-infinity'),
            coalesce(above.receipt, 0))) AS run
CROSS JOIN LATERAL (
    SELECT count(*) AS undecided FROM standing_inspection v
    WHERE v.county_id = s.county_id AND v.site = s.code AND v.below_minimum IS NULL
        AND v.finished_at > run.began
        AND v.finished_at < (:'week'::date + 7)::timestamp AT TIME ZONE INTERVAL '08:00') AS between
CROSS JOIN LATERAL (
    SELECT v.* FROM standing_inspection v
    WHERE v.county_id = s.county_id AND v.site = s.code AND v.below_minimum
        AND (v.finished_at, v.receipt) <= (latest.finished_at, latest.receipt)
        AND (v.finished_at, v.receipt) > (coalesce(above.finished_at, '-infinity'),
            coalesce(above.receipt, 0))
    ORDER BY v.finished_at DESC, v.receipt DESC LIMIT 10) AS i
LEFT JOIN posting d ON d.county_id = s.county_id AND d.site = s.code AND d.duty = 'director' AND d.replaced_at IS NULL
    AND d.held_from <= latest.visit_day AND (d.held_to >= latest.visit_day OR d.held_to IS NULL)
WHERE s.county_id = :county::integer AND s.kind = 'townshipIsolation'
    AND :'week'::date + 6 BETWEEN s.since AND s.until
ORDER BY run.inspections DESC, s.code, i.finished_at, i.receipt;
