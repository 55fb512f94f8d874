-- The county and township sites in operation at any time of a week, each as it was on a day of that week, with its last
-- visit of the week; who directed it on the day of that visit, else on that day; how many critical gaps all its visits of
-- the week found; the score of the week before, also where it was visited under the code that it goes on from; the last
-- visit ever. First those whose grade could not be worked out, which have no rank; then by grade and score, equals
-- sharing a rank; then those not inspected, the longest not inspected first.
-- \set county 1
-- \set week '2021-08-16'
-- \set day '2021-08-22'
WITH open AS MATERIALIZED (
    SELECT s.code, s.kind, s.sort_key, max(p.opened_on) AS opened_on,
        CASE WHEN bool_and(coalesce(p.closed_on <= :'day'::date, false)) THEN max(p.closed_on) END AS closed_on
    FROM site s
    JOIN operation p ON p.county_id = s.county_id AND p.site = s.code AND p.replaced_at IS NULL
        AND p.opened_on < :'week'::date + 7 AND (p.closed_on IS NULL OR p.closed_on >= :'week'::date)
    WHERE s.county_id = :county::integer AND s.kind IN ('countyIsolation', 'townshipIsolation')
    GROUP BY s.code, s.kind, s.sort_key
), past AS MATERIALIZED (
    SELECT open.code, past.* FROM open CROSS JOIN LATERAL site_life(:county::integer, open.code, :'day'::date) AS past
)
SELECT open.code, open.kind, open.opened_on, open.closed_on, was.*, d.person AS director,
    (SELECT before.score FROM past
        CROSS JOIN LATERAL (
            SELECT coalesce(v.exact_score, v.score::text) AS score FROM standing_inspection v
            WHERE v.county_id = :county::integer AND v.week = :'week'::date - 7 AND v.site_kind = open.kind
                AND v.site = past.site AND v.visit_day <= past.until AND v.visit_day > past.after
            ORDER BY v.finished_at DESC, v.place DESC LIMIT 1) AS before
        WHERE past.code = open.code ORDER BY past.until DESC LIMIT 1) AS previous_score,
    CASE WHEN i.id IS NOT NULL THEN i.visit_day ELSE (
        SELECT max(one.visit_day) FROM past
        CROSS JOIN LATERAL (
            SELECT v.visit_day FROM standing_inspection v
            WHERE v.county_id = :county::integer AND v.site = past.site AND v.visit_day <= past.until AND v.visit_day > past.after
                AND v.finished_at < (:'week'::date + 7)::timestamp AT TIME ZONE INTERVAL '08:00'
            ORDER BY v.finished_at DESC LIMIT 1) AS one
        WHERE past.code = open.code) END AS last_visit,
    CASE WHEN i.below_minimum IS NOT NULL THEN
        rank() OVER (PARTITION BY open.kind, i.below_minimum IS NULL
            ORDER BY i.below_minimum, i.grade_rank DESC, i.score DESC) END AS rank,
    i.id AS inspection, i.kind AS inspection_kind, i.finished_at, i.received_at, i.checklist_digest, i.baseline_digest,
    coalesce(i.exact_score, i.score::text) AS score, i.grade, i.floor_holds, i.critical_gaps, i.major_gaps, i.minor_gaps, i.not_asked, found.critical_found,
    NOT i.floor_holds AND i.critical_gaps > 0 AND NOT EXISTS (
        SELECT FROM gap g
        WHERE g.county_id = :county::integer AND g.inspection = i.id AND g.severity = 'critical'
            AND g.status = 'notMet') AS floor_unproven
FROM open
LEFT JOIN LATERAL (
    SELECT v.* FROM standing_inspection v
    WHERE v.county_id = :county::integer AND v.week = :'week'::date AND v.site_kind = open.kind AND v.site = open.code
    ORDER BY v.finished_at DESC, v.place DESC LIMIT 1) AS i ON true
LEFT JOIN (
    SELECT v.site, sum(v.critical_gaps) AS critical_found FROM standing_inspection v
    WHERE v.county_id = :county::integer AND v.week = :'week'::date
        AND v.site_kind IN ('countyIsolation', 'townshipIsolation')
    GROUP BY v.site) AS found ON found.site = open.code
CROSS JOIN LATERAL site_on(:county::integer, open.code, :'day'::date) AS was
LEFT JOIN posting d ON d.county_id = :county::integer AND d.site = open.code AND d.duty = 'director' AND d.replaced_at IS NULL
    AND d.held_from <= coalesce(i.visit_day, :'day'::date)
    AND (d.held_to >= coalesce(i.visit_day, :'day'::date) OR d.held_to IS NULL)
ORDER BY open.kind, i.id IS NULL, i.below_minimum IS NOT NULL, rank, last_visit NULLS FIRST, open.sort_key, open.code;
