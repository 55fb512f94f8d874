-- What every visit that stands says of an item at a site, by the order of visits, those under the codes that it goes on from
-- too: found, fixed on the spot, met, or not checked; visits that did not ask for it are left out.
-- \set county 1
-- \set site 'T-03'
-- \set item 'A-01'
SELECT v.id AS inspection, v.site, v.kind AS inspection_kind, v.inspectors, v.finished_at, v.place, v.receipt, v.filed_by,
    v.checklist_digest, g.severity, g.responsible, g.deadline,
    CASE WHEN g.item IS NULL THEN 'met' WHEN g.status = 'notChecked' THEN 'notChecked' WHEN g.fixed_on_spot THEN 'fixed'
        ELSE 'found' END AS finding
FROM site_past(:county::integer, :'site') AS past
JOIN standing_inspection v ON v.county_id = :county::integer AND v.site = past.site AND v.visit_day <= past.until
JOIN checklist_version c ON c.county_id = :county::integer AND c.digest = v.checklist_digest
LEFT JOIN gap g ON g.county_id = :county::integer AND g.inspection = v.id AND g.item = :'item'
WHERE g.status IS NOT NULL AND NOT g.fixed_on_spot OR :'item' = ANY (c.items) AND :'item' <> ALL (v.not_asked)
ORDER BY v.finished_at, v.place;
