-- The ten worst gaps that the latest inspections of the open county and township sites left open.
-- \set county 1
-- \set today '2021-08-18'
SELECT s.code, s.kind, s.name_zh, s.name_en, o.opened_on, o.closed_on, s.address, s.capacity,
    s.township, s.township_zh, s.township_en,
    worst.inspection, worst.checklist_digest, worst.item, worst.severity, worst.status, worst.points_lost,
    worst.responsible, worst.deadline, past.in_previous, past.ever_before, past.since
FROM (
    SELECT g.*, latest.checklist_digest
    FROM site s
    CROSS JOIN LATERAL (
        SELECT i.id, i.checklist_digest FROM standing_inspection i
        WHERE i.county_id = s.county_id AND i.site = s.code
        ORDER BY i.finished_at DESC, i.receipt DESC LIMIT 1) AS latest
    JOIN gap g ON g.county_id = s.county_id AND g.inspection = latest.id AND NOT g.fixed_on_spot
    WHERE s.county_id = :county::integer AND s.kind IN ('countyIsolation', 'townshipIsolation')
        AND EXISTS (
            SELECT FROM operation p
            WHERE p.county_id = s.county_id AND p.site = s.code AND p.replaced_at IS NULL
                AND p.opened_on <= :'today'::date AND (p.closed_on IS NULL OR p.closed_on >= :'today'::date))
    ORDER BY array_position('{critical,major,minor}', g.severity), g.points_lost DESC, g.site, g.item
    LIMIT 10) AS worst
JOIN site_in_time s ON s.county_id = worst.county_id AND s.code = worst.site AND :'today'::date BETWEEN s.since AND s.until
CROSS JOIN LATERAL (
    SELECT p.opened_on, p.closed_on FROM operation p
    WHERE p.county_id = s.county_id AND p.site = s.code AND p.replaced_at IS NULL
    ORDER BY p.opened_on > :'today'::date, p.opened_on DESC LIMIT 1) AS o
CROSS JOIN LATERAL gap_past(worst.county_id, worst.site, worst.item, worst.finished_at, worst.receipt) AS past
ORDER BY array_position('{critical,major,minor}', worst.severity), worst.points_lost DESC, worst.site, worst.item;
