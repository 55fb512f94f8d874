-- What whoever asks may do next: sites that are due by a day and where they hold no duty, and what waits for an inspector and
-- is not closed to them (as `verify_rectification` judges it). Of each kind how many there are, and the first of them.
-- \set county 1
-- \set day '2021-08-22'
-- \set ahead 2
-- \set most 200
WITH due AS MATERIALIZED (
    SELECT d.* FROM due_visits(:county::integer, :'day'::date) AS d WHERE d.due_on <= :'day'::date + :ahead::integer
), run AS MATERIALIZED (
    SELECT * FROM gap_runs(:county::integer, NULL, NULL, true) AS r WHERE r.state IN ('submitted', 'waiting')
), past AS MATERIALIZED (
    SELECT one.code, p.site
    FROM (SELECT due.site AS code FROM due UNION SELECT run.site FROM run) AS one
    CROSS JOIN LATERAL site_past(:county::integer, one.code) AS p
), own AS MATERIALIZED (
    SELECT past.code, held.held_from, held.held_to
    FROM duty_accounts(:county::integer, ARRAY(SELECT DISTINCT past.site FROM past)) AS held
    JOIN past ON past.site = held.site
    WHERE held.account = acting_account()
), open AS MATERIALIZED (
    SELECT 'due' AS kind, due.site, due.sort_key, NULL::text AS item, due.due_on AS since, due.last_visit, due.is_below
    FROM due
    WHERE NOT EXISTS (
        SELECT FROM own WHERE own.code = due.site AND :'day'::date BETWEEN own.held_from AND own.held_to)
    UNION ALL
    SELECT 'verify', run.site, s.sort_key, run.item, waits.since, NULL, NULL
    FROM run
    JOIN site s ON s.county_id = :county::integer AND s.code = run.site
    CROSS JOIN LATERAL (
        SELECT (coalesce(
            (SELECT a.submitted_at FROM submission a WHERE a.county_id = :county::integer AND a.id = run.submission),
            (SELECT v.finished_at FROM standing_inspection v WHERE v.county_id = :county::integer AND v.id = run.waiting)
        ) AT TIME ZONE INTERVAL '08:00')::date AS since) AS waits
    WHERE NOT EXISTS (
            SELECT FROM own WHERE own.code = run.site AND own.held_from <= :'day'::date
                AND own.held_to >= (run.since AT TIME ZONE INTERVAL '08:00')::date)
        AND NOT EXISTS (
            SELECT FROM site_past(:county::integer, run.site) AS past
            JOIN submission a ON a.county_id = :county::integer AND a.site = past.site AND a.item = run.item
            WHERE a.submitted_by = acting_account() AND a.submitted_at >= run.since)
), counted AS (
    SELECT open.*, count(*) OVER (PARTITION BY open.kind) AS total,
        row_number() OVER (PARTITION BY open.kind ORDER BY open.since, open.sort_key, open.item) AS place
    FROM open
)
SELECT counted.kind, counted.site, t.name_zh, t.name_en, counted.item, counted.since, counted.last_visit, counted.is_below,
    counted.total
FROM counted
JOIN site_today t ON t.county_id = :county::integer AND t.code = counted.site
WHERE counted.place <= :most::integer
ORDER BY counted.kind, counted.place;
