-- What every visit that stands says of an item at a site, by the order of visits, those under the codes that it goes on from
-- too: found, fixed on the spot, fixed with evidence that is still to come (`owed`), met, or not checked; visits that did not
-- ask for it are left out. `filers` are the accounts
-- that filed it and all that it corrects, NULL where the operator filed one of those.
-- \set county 1
-- \set site 'T-03'
-- \set item 'A-01'
SELECT v.id AS inspection, v.site, v.kind AS inspection_kind, v.inspectors, v.finished_at, v.received_at, v.place, v.receipt,
    filed.filers, v.checklist_digest, g.severity, g.responsible, g.deadline,
    CASE WHEN g.item IS NULL THEN 'met' WHEN g.status = 'notChecked' THEN 'notChecked' WHEN NOT g.fixed_on_spot THEN 'found'
        WHEN evidence_pending(:county::integer, v.id, g.item) THEN 'owed' ELSE 'fixed' END AS finding
FROM site_life(:county::integer, :'site') AS past
JOIN standing_inspection v ON v.county_id = :county::integer AND v.site = past.site AND v.visit_day <= past.until
    AND v.visit_day > past.after
JOIN checklist_version c ON c.county_id = :county::integer AND c.digest = v.checklist_digest
CROSS JOIN LATERAL (
    WITH RECURSIVE line (revises, filer) AS (
        SELECT v.revises, v.filed_by
        UNION ALL
        SELECT i.revises, i.filed_by FROM line
        JOIN inspection i ON i.county_id = :county::integer AND i.id = line.revises)
    SELECT CASE WHEN bool_and(line.filer IS NOT NULL) THEN array_agg(line.filer) END AS filers FROM line) AS filed
LEFT JOIN gap g ON g.county_id = :county::integer AND g.inspection = v.id AND g.item = :'item'
WHERE g.status IS NOT NULL AND NOT g.fixed_on_spot OR :'item' = ANY (c.items) AND :'item' <> ALL (v.not_asked)
ORDER BY v.finished_at, v.place;
