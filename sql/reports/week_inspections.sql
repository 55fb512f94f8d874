-- The inspections of a week that count, with the digests of their content; a correction has the place of what it corrects.
-- \set county 1
-- \set week '2021-08-16'
SELECT i.id AS inspection, i.site, i.site_kind, i.content_digest, i.place
FROM standing_inspection i
WHERE i.county_id = :county::integer AND i.week = :'week'::date
ORDER BY i.finished_at, i.place, i.id;
