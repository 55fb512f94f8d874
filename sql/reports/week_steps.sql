-- The documents of the ladder up to a moment: all of the week's cases, and the reminders and circulars of the week; each site by the name that it had
-- on a day.
-- \set county 1
-- \set week '2021-08-16'
-- \set day '2021-08-22'
-- \set until '2021-08-22T16:00:00Z'
SELECT s.*, was.name_zh, was.name_en
FROM week_steps(:county::integer, :'week'::timestamp AT TIME ZONE INTERVAL '08:00', :'until'::timestamptz) AS s
LEFT JOIN LATERAL site_on(:county::integer, s.site, :'day'::date) AS was ON true
ORDER BY s.entry;
