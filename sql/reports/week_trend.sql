-- A week and the seven before, oldest first: how many township sites were in operation at any time of it, and the grade
-- and score of the last visit of each of them that was inspected, a row a visit, those without a grade first; a week
-- without visits has one row without an inspection.
-- \set county 1
-- \set week '2021-08-16'
WITH open AS MATERIALIZED (
    SELECT s.code, p.opened_on, coalesce(p.closed_on, 'infinity') AS closed_on
    FROM site s
    JOIN operation p ON p.county_id = s.county_id AND p.site = s.code AND p.replaced_at IS NULL
        AND p.opened_on < :'week'::date + 7 AND (p.closed_on IS NULL OR p.closed_on >= :'week'::date - 49)
    WHERE s.county_id = :county::integer AND s.kind = 'townshipIsolation'
)
SELECT week.week, week.sites, i.id AS inspection, i.checklist_digest, i.baseline_digest, i.grade,
    coalesce(i.exact_score, i.score::text) AS score
FROM (
    SELECT w.week, count(DISTINCT open.code) AS sites, array_agg(DISTINCT open.code) AS codes
    FROM (SELECT :'week'::date - 7 * back AS week FROM generate_series(0, 7) AS back) AS w
    LEFT JOIN open ON open.opened_on < w.week + 7 AND open.closed_on >= w.week
    GROUP BY w.week) AS week
LEFT JOIN LATERAL (
    SELECT last.* FROM unnest(week.codes) AS one (code)
    CROSS JOIN LATERAL (
        SELECT v.id, v.checklist_digest, v.baseline_digest, v.grade, v.grade_rank, v.below_minimum, v.score, v.exact_score
        FROM standing_inspection v
        WHERE v.county_id = :county::integer AND v.week = week.week AND v.site_kind = 'townshipIsolation'
            AND v.site = one.code
        ORDER BY v.finished_at DESC, v.place DESC LIMIT 1) AS last) AS i ON true
ORDER BY week.week, i.below_minimum IS NOT NULL, i.below_minimum DESC, i.grade_rank, i.score;
