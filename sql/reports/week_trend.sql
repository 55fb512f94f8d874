-- The week and the seven before, oldest first: how many township sites were open, and the grade and score of the
-- last visit of each of them that was inspected, a row a visit, those without a grade first; a week without visits has
-- one row without an inspection.
-- \set county 1
-- \set week '2021-08-16'
SELECT w.week, open.sites, i.id AS inspection, i.checklist_digest, i.baseline_digest, i.grade, i.score
FROM (SELECT :'week'::date - 7 * back AS week FROM generate_series(0, 7) AS back) AS w
CROSS JOIN LATERAL (
    SELECT count(*) AS sites, coalesce(array_agg(s.code), '{}') AS codes FROM site s
    WHERE s.county_id = :county::integer AND s.kind = 'townshipIsolation'
        AND EXISTS (
            SELECT FROM operation p
            WHERE p.county_id = s.county_id AND p.site = s.code AND p.replaced_at IS NULL
                AND p.opened_on < w.week + 7 AND (p.closed_on IS NULL OR p.closed_on >= w.week))) AS open
LEFT JOIN last_of_week i ON i.county_id = :county::integer AND i.site_kind = 'townshipIsolation'
    AND i.week BETWEEN :'week'::date - 49 AND :'week'::date AND i.week = w.week AND i.site = ANY (open.codes)
ORDER BY w.week, i.below_minimum IS NOT NULL, i.below_minimum DESC, i.grade_rank, i.score;
