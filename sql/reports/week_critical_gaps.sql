-- Critical gaps of each county and township site's last visit in the week.
-- \set county 1
-- \set week '2021-08-16'
SELECT s.code, s.kind, s.name_zh, s.name_en, o.opened_on, o.closed_on, s.address, s.capacity,
    s.township, s.township_zh, s.township_en,
    g.inspection, i.checklist_digest, g.item, g.severity, g.status, g.points_lost,
    g.responsible, g.deadline, past.in_previous, past.ever_before, past.since
FROM last_of_week i
JOIN site_in_time s ON s.county_id = i.county_id AND s.code = i.site AND :'week'::date + 6 BETWEEN s.since AND s.until
CROSS JOIN LATERAL (
    SELECT p.opened_on, p.closed_on FROM operation p
    WHERE p.county_id = s.county_id AND p.site = s.code AND p.replaced_at IS NULL
    ORDER BY p.opened_on > :'week'::date + 6, p.opened_on DESC LIMIT 1) AS o
JOIN gap g ON g.county_id = i.county_id AND g.inspection = i.id AND g.severity = 'critical' AND NOT g.fixed_on_spot
CROSS JOIN LATERAL gap_past(g.county_id, g.site, g.item, g.finished_at, g.receipt) AS past
WHERE i.county_id = :county::integer AND i.week = :'week'::date
    AND i.site_kind IN ('countyIsolation', 'townshipIsolation')
ORDER BY s.kind, s.code, g.points_lost DESC, g.item;
