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
), visit AS MATERIALIZED (
    SELECT DISTINCT ON (i.week, i.site) i.week, i.site, i.id, i.checklist_digest, i.baseline_digest, i.grade, i.grade_rank,
        i.below_minimum, i.score, i.exact_score
    FROM standing_inspection i
    WHERE i.county_id = :county::integer AND i.site_kind = 'townshipIsolation'
        AND i.week = ANY (ARRAY(SELECT :'week'::date - 7 * back FROM generate_series(0, 7) AS back))
    ORDER BY i.week, i.site, i.finished_at DESC, i.place DESC
)
SELECT week.week, week.sites, i.id AS inspection, i.checklist_digest, i.baseline_digest, i.grade,
    coalesce(i.exact_score, i.score::text) AS score
FROM (
    SELECT w.week, count(DISTINCT open.code) AS sites, coalesce(array_agg(DISTINCT open.code) FILTER (WHERE open.code IS NOT NULL), '{}') AS codes
    FROM (SELECT :'week'::date - 7 * back AS week FROM generate_series(0, 7) AS back) AS w
    LEFT JOIN open ON open.opened_on < w.week + 7 AND open.closed_on >= w.week
    GROUP BY w.week) AS week
LEFT JOIN visit AS i ON i.week = week.week AND i.site = ANY (week.codes)
ORDER BY week.week, i.below_minimum IS NOT NULL, i.below_minimum DESC, i.grade_rank, i.score;
