-- What the commission owes the county and township sites in operation on a day: the versions of the standard in force for
-- their kind on that day that were not issued to them before a moment, and those on which no guidance was given after that.
-- What concerned a code that a site goes on from counts, up to the day of the move.
-- \set county 1
-- \set day '2021-08-22'
-- \set until '2021-08-22T16:00:00Z'
WITH in_force AS MATERIALIZED (
    SELECT c.site_kind, c.code, c.version, c.document->'title'->>'zh' AS title_zh, c.document->'title'->>'en' AS title_en,
        c.digest AS checklist_digest, b.digest AS baseline_digest
    FROM (
        SELECT DISTINCT ON (v.code) v.* FROM checklist_version v
        WHERE v.county_id = :county::integer AND v.effective_from <= :'day'::date
        ORDER BY v.code, v.effective_from DESC, v.published_at DESC, v.digest DESC) AS c
    CROSS JOIN LATERAL (
        SELECT v.digest FROM baseline_version v
        WHERE v.county_id = :county::integer AND v.code = c.baseline AND v.effective_from <= :'day'::date
            AND (v.effective_to >= :'day'::date OR v.effective_to IS NULL)
        ORDER BY v.effective_from DESC, v.published_at DESC, v.digest DESC LIMIT 1) AS b
    WHERE c.site_kind IN ('countyIsolation', 'townshipIsolation')
), due AS MATERIALIZED (
    SELECT DISTINCT s.code AS site, s.sort_key, in_force.*
    FROM site s
    JOIN operation p ON p.county_id = s.county_id AND p.site = s.code AND p.replaced_at IS NULL
        AND p.opened_on <= :'day'::date AND (p.closed_on IS NULL OR p.closed_on >= :'day'::date)
    JOIN in_force ON in_force.site_kind = s.kind
    WHERE s.county_id = :county::integer
), past AS MATERIALIZED (
    SELECT one.code, past.*
    FROM (SELECT DISTINCT due.site AS code FROM due) AS one
    CROSS JOIN LATERAL site_life(:county::integer, one.code, :'day'::date) AS past
), issued AS MATERIALIZED (
    SELECT due.*, (
        SELECT min(i.issued_at) FROM past
        JOIN issuance i ON i.county_id = :county::integer AND i.site = past.site
            AND (i.issued_at AT TIME ZONE INTERVAL '08:00')::date <= past.until
            AND (i.issued_at AT TIME ZONE INTERVAL '08:00')::date > past.after
        WHERE past.code = due.site AND i.issued_at < :'until'::timestamptz
            AND i.checklist_digest = due.checklist_digest AND i.baseline_digest = due.baseline_digest) AS issued_at
    FROM due
)
SELECT issued.site AS code, issued.code AS checklist, issued.title_zh, issued.title_en, issued.version, issued.issued_at IS NOT NULL AS is_issued
FROM issued
WHERE issued.issued_at IS NULL OR NOT EXISTS (
    SELECT FROM past
    JOIN standing_guidance g ON g.county_id = :county::integer AND g.site = past.site
        AND (g.given_at AT TIME ZONE INTERVAL '08:00')::date <= past.until
        AND (g.given_at AT TIME ZONE INTERVAL '08:00')::date > past.after
    WHERE past.code = issued.site AND g.given_at > issued.issued_at AND g.given_at < :'until'::timestamptz
        AND g.checklist_digest = issued.checklist_digest AND g.baseline_digest = issued.baseline_digest)
ORDER BY issued.sort_key, issued.site, issued.code;
