-- The last hundred visits to a site that stand, newest first.
-- \set county 1
-- \set site 'T-03'
SELECT i.id AS inspection, i.site AS code, i.kind AS inspection_kind, i.finished_at, i.received_at,
    i.checklist_digest, i.baseline_digest, i.score, i.grade, i.floor_holds, i.critical_gaps, i.major_gaps, i.minor_gaps,
    i.not_asked
FROM standing_inspection i
WHERE i.county_id = :county::integer AND i.site = :'site'
ORDER BY i.finished_at DESC, i.receipt DESC
LIMIT 100;
