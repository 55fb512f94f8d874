-- The cases that were open at any time of a week, as they stood at a moment, each site by the name that it had on a day.
-- \set county 1
-- \set week '2021-08-16'
-- \set day '2021-08-22'
-- \set until '2021-08-22T16:00:00Z'
SELECT c.*, was.name_zh, was.name_en
FROM week_cases(:county::integer, :'week'::timestamp AT TIME ZONE INTERVAL '08:00', :'until'::timestamptz) AS c
LEFT JOIN LATERAL site_on(:county::integer, c.site, :'day'::date) AS was ON true;
