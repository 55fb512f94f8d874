-- The checklist and baseline versions that the week's inspections were filed against, and how many used each; what is
-- missing of them has digests alone.
-- \set county 1
-- \set week '2021-08-16'
SELECT c.code AS checklist, c.version, used.checklist_digest, b.code AS baseline, b.version AS baseline_version,
    used.baseline_digest, used.inspections
FROM (
    SELECT i.county_id, i.checklist_digest, i.baseline_digest, count(*) AS inspections
    FROM standing_inspection i
    WHERE i.county_id = :county::integer AND i.week = :'week'::date
    GROUP BY i.county_id, i.checklist_digest, i.baseline_digest) AS used
LEFT JOIN checklist_version c ON c.county_id = used.county_id AND c.digest = used.checklist_digest
LEFT JOIN baseline_version b ON b.county_id = used.county_id AND b.digest = used.baseline_digest
ORDER BY c.code, c.version, b.code, b.version;
