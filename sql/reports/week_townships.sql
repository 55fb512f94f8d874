-- The townships of a county by the name that each had on a day; one that had none yet is not among them.
-- \set county 1
-- \set day '2021-08-22'
SELECT DISTINCT ON (t.code) t.code AS township, n.name_zh AS township_zh, n.name_en AS township_en
FROM township t
JOIN township_name n ON n.county_id = t.county_id AND n.township = t.code AND n.replaced_at IS NULL AND n.since <= :'day'::date
WHERE t.county_id = :county::integer
ORDER BY t.code, n.since DESC;
