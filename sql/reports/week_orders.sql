-- The orders of a week: every run of findings of an item at the county and township sites in operation at any time of it that
-- began before the moment up to which the week is looked at, and had not ended before the week: how long it took where it
-- ended in the week, and else whether it waits for an inspector, or is overdue, at that moment. Which visits stand,
-- and deadlines, are those of now; what was decided since about an answer is left aside. Of a site that moved since, runs
-- stand under the code that it had then.
-- \set county 1
-- \set week '2021-08-16'
-- \set until '2021-08-22T16:00:00Z'
WITH open AS MATERIALIZED (
    SELECT DISTINCT s.code, s.sort_key
    FROM site s
    JOIN operation p ON p.county_id = s.county_id AND p.site = s.code AND p.replaced_at IS NULL
        AND p.opened_on < :'week'::date + 7 AND (p.closed_on IS NULL OR p.closed_on >= :'week'::date)
    WHERE s.county_id = :county::integer AND s.kind IN ('countyIsolation', 'townshipIsolation')
), run AS MATERIALIZED (
    SELECT r.*, r.ended_at IS NULL OR r.ended_at >= :'until'::timestamptz AS is_open
    FROM gap_runs(:county::integer, NULL, NULL, true, :'week'::timestamp AT TIME ZONE INTERVAL '08:00') AS r
    WHERE r.since < :'until'::timestamptz
        AND (r.ended_at IS NULL OR r.ended_at >= :'week'::timestamp AT TIME ZONE INTERVAL '08:00')
), named AS MATERIALIZED (
    SELECT one.site, own.code, own.sort_key
    FROM (SELECT DISTINCT run.site FROM run) AS one
    CROSS JOIN LATERAL (
        SELECT open.code, open.sort_key FROM site_past(:county::integer, one.site) AS past
        JOIN open ON open.code = past.site
        ORDER BY past.until DESC LIMIT 1) AS own
), answered AS MATERIALIZED ( -- when what waits at that moment was answered; of a visit that ends nothing, as it stands now
    SELECT named.code, named.sort_key, run.*, sent.submitted_at, sent.first_sent,
        CASE WHEN run.is_open AND run.state IN ('waiting', 'verified') AND run.submission IS NULL AND met.at < :'until'::timestamptz
            THEN met.at END AS met_at
    FROM run
    JOIN named ON named.site = run.site
    LEFT JOIN LATERAL ( -- the visit that found it met, and waits or was verified later
        SELECT v.finished_at AS at FROM standing_inspection v
        WHERE v.county_id = :county::integer AND v.id = coalesce(run.waiting, (
            SELECT y.inspection FROM verification y
            WHERE y.county_id = :county::integer AND y.entry = run.closing_entry))) AS met ON true
    LEFT JOIN LATERAL ( -- the last answer that waits then, and the first since it was last found or sent back, as `gap_runs`
        SELECT max(s.submitted_at) AS submitted_at, min(s.submitted_at) AS first_sent
        FROM site_past(:county::integer, run.site) AS past
        JOIN submission s ON s.county_id = :county::integer AND s.site = past.site AND s.item = run.item
        WHERE s.submitted_at >= run.since AND s.submitted_at < :'until'::timestamptz
            AND NOT EXISTS (
                SELECT FROM site_past(:county::integer, run.site) AS past
                JOIN verification y ON y.county_id = :county::integer AND y.site = past.site AND y.item = run.item
                WHERE y.verified_at > s.submitted_at AND y.verified_at < :'until'::timestamptz
                    AND (y.submission IS NOT NULL OR EXISTS (
                        SELECT FROM standing_inspection v WHERE v.county_id = :county::integer AND v.id = y.inspection)))
            AND NOT EXISTS (
                SELECT FROM site_past(:county::integer, run.site) AS past
                JOIN standing_inspection v ON v.county_id = :county::integer AND v.site = past.site AND v.visit_day <= past.until
                JOIN gap g ON g.county_id = :county::integer AND g.inspection = v.id AND g.item = run.item
                WHERE v.finished_at > s.submitted_at AND v.finished_at < :'until'::timestamptz
                    AND g.status = 'notMet'
                    AND (NOT g.fixed_on_spot OR evidence_pending(g.county_id, g.inspection, g.item)))) AS sent ON run.is_open
)
SELECT a.code, a.item, a.is_open, coalesce(a.met_at, a.submitted_at) AS waits_since,
    a.since >= :'week'::timestamp AT TIME ZONE INTERVAL '08:00' AS is_new,
    -- As `GapStanding`.
    a.is_open AND a.met_at IS NULL AND a.deadline < coalesce(a.first_sent, :'until'::timestamptz) AS is_overdue,
    CASE WHEN NOT a.is_open THEN a.state END AS ending,
    CASE WHEN NOT a.is_open THEN (extract(epoch FROM a.ended_at - a.since) * 1000000)::bigint END AS microseconds
FROM answered a
ORDER BY a.sort_key, a.code, a.item, a.since;
