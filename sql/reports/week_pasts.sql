-- Under which codes the county and township sites were before, up to a day: the sites that they go on from.
-- \set county 1
-- \set day '2021-08-22'
SELECT p.site AS code, past.site
FROM (
    SELECT DISTINCT o.site FROM operation o
    WHERE o.county_id = :county::integer AND o.replaced_at IS NULL AND o.predecessor IS NOT NULL
        AND o.opened_on <= :'day'::date) AS p
CROSS JOIN LATERAL site_past(:county::integer, p.site, :'day'::date) AS past
WHERE past.site <> p.site
ORDER BY p.site, past.until DESC, past.site;
