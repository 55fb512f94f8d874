-- Homes, checkpoints and zones open between two days of a week: how many, how many were visited that week, and how
-- many of those were left below the minimum, or without a grade.
-- \set county 1
-- \set week '2021-08-16'
-- \set from '2021-08-16'
-- \set to '2021-08-22'
SELECT k.kind, count(s.code) AS sites, count(i.id) AS inspected,
    count(i.id) FILTER (WHERE i.below_minimum) AS below_minimum,
    count(i.id) FILTER (WHERE i.below_minimum IS NULL) AS undecided
FROM unnest('{homeIsolation,checkpoint,zone}'::text[]) WITH ORDINALITY AS k (kind, place)
LEFT JOIN site s ON s.county_id = :county::integer AND s.kind = k.kind AND EXISTS (
    SELECT FROM operation p
    WHERE p.county_id = s.county_id AND p.site = s.code AND p.replaced_at IS NULL
        AND p.opened_on <= :'to'::date AND (p.closed_on IS NULL OR p.closed_on >= :'from'::date))
LEFT JOIN last_of_week i ON i.county_id = :county::integer AND i.week = :'week'::date
    AND i.site_kind = s.kind AND i.site = s.code
GROUP BY k.kind, k.place
ORDER BY k.place;
