-- Township sites in operation at any time of a week whose visits up to its end close with a run below the minimum: each
-- visit of the run, oldest first, of a run over twenty the first ten and the last ten, with its place in the run and the
-- critical items by which its floor is broken; and of each run how long it is, since when, who directed the site visited at
-- how many of its visits, and who directs the site on a day of the week, or since when nobody does. A visit without a
-- grade neither ends a run nor extends it; how many there were since it began is said. Visits under the code that a site
-- goes on from are of its run; that code has no run of its own any more, and where it was opened again, one of the visits
-- since.
-- \set county 1
-- \set week '2021-08-16'
-- \set day '2021-08-22'
WITH open AS MATERIALIZED (
    SELECT s.code, s.sort_key, max(p.opened_on) AS opened_on
    FROM site s
    JOIN operation p ON p.county_id = s.county_id AND p.site = s.code AND p.replaced_at IS NULL
        AND p.opened_on < :'week'::date + 7 AND (p.closed_on IS NULL OR p.closed_on >= :'week'::date)
    WHERE s.county_id = :county::integer AND s.kind = 'townshipIsolation'
        AND NOT EXISTS (
            SELECT FROM operation after
            WHERE after.county_id = s.county_id AND after.predecessor = s.code AND after.replaced_at IS NULL
                AND after.opened_on > p.opened_on AND after.opened_on <= :'day'::date)
    GROUP BY s.code, s.sort_key
), past AS MATERIALIZED (
    SELECT open.code, past.* FROM open CROSS JOIN LATERAL site_life(:county::integer, open.code, :'day'::date) AS past
), above AS MATERIALIZED ( -- the last visit that was not below the minimum
    SELECT DISTINCT ON (past.code) past.code, one.*
    FROM past
    CROSS JOIN LATERAL (
        SELECT v.finished_at, v.place FROM standing_inspection v
        WHERE v.county_id = :county::integer AND v.site = past.site AND v.visit_day <= past.until AND v.visit_day > past.after
            AND v.finished_at < (:'week'::date + 7)::timestamp AT TIME ZONE INTERVAL '08:00' AND NOT v.below_minimum
        ORDER BY v.finished_at DESC, v.place DESC LIMIT 1) AS one
    ORDER BY past.code, one.finished_at DESC, one.place DESC
), begun AS MATERIALIZED (
    SELECT past.*, coalesce(above.finished_at, '-infinity') AS finished_at, coalesce(above.place, 0) AS place
    FROM past LEFT JOIN above ON above.code = past.code
), visit AS MATERIALIZED ( -- those since then
    SELECT begun.code, one.*, row_number() OVER run AS number, count(*) OVER (PARTITION BY begun.code, one.below_minimum) AS inspections
    FROM begun
    CROSS JOIN LATERAL (
        SELECT v.id, v.site, v.finished_at, v.visit_day, v.below_minimum, v.place FROM standing_inspection v
        WHERE v.county_id = :county::integer AND v.site = begun.site AND v.visit_day <= begun.until AND v.visit_day > begun.after
            AND v.finished_at < (:'week'::date + 7)::timestamp AT TIME ZONE INTERVAL '08:00'
            AND (v.finished_at, v.place) > (begun.finished_at, begun.place)
        OFFSET 0) AS one
    WINDOW run AS (PARTITION BY begun.code, one.below_minimum ORDER BY one.finished_at, one.place)
), holder AS MATERIALIZED (
    SELECT run.code, min(run.since) AS since, json_agg(json_build_object(
        'site', run.site, 'person', run.person, 'from', run.held_from, 'to', run.held_to, 'visits', run.visits::text,
        'first', run.since, 'last', run.until) ORDER BY run.began)::text AS holders
    FROM (
        SELECT directed.code, directed.site, directed.person, directed.held_from,
            CASE WHEN directed.held_to <= :'day'::date THEN directed.held_to END AS held_to, count(*) AS visits,
            min(directed.visit_day) AS since, max(directed.visit_day) AS until, min(directed.number) AS began
        FROM (
            SELECT visit.code, visit.site, visit.visit_day, visit.number, d.id, d.person, d.held_from, d.held_to,
                -- Two vacancies with somebody between them are two.
                CASE WHEN d.id IS NULL THEN
                    count(d.id) OVER (PARTITION BY visit.code ORDER BY visit.number) END AS vacancy
            FROM visit
            LEFT JOIN posting d ON d.county_id = :county::integer AND d.site = visit.site AND d.duty = 'director'
                AND d.replaced_at IS NULL AND d.held_from <= visit.visit_day
                AND (d.held_to >= visit.visit_day OR d.held_to IS NULL)
            WHERE visit.below_minimum) AS directed
        GROUP BY directed.code, directed.site, directed.id, directed.person, directed.held_from, directed.held_to,
            directed.vacancy) AS run
    GROUP BY run.code
), flag AS MATERIALIZED (
    SELECT holder.*, last.*, (
        SELECT count(*) FROM visit
        WHERE visit.code = holder.code AND visit.below_minimum IS NULL AND visit.finished_at > (
            SELECT min(first.finished_at) FROM visit AS first WHERE first.code = holder.code AND first.below_minimum)) AS undecided
    FROM holder
    LEFT JOIN LATERAL (
        SELECT d.person, d.held_from, CASE WHEN d.held_to <= :'day'::date THEN d.held_to END AS held_to FROM posting d
        WHERE d.county_id = :county::integer AND d.site = holder.code AND d.duty = 'director' AND d.replaced_at IS NULL
            AND d.held_from <= :'day'::date
        ORDER BY d.held_from DESC LIMIT 1) AS last ON true
)
SELECT visit.code AS flagged, visit.number, visit.inspections, flag.since, flag.holders, flag.undecided,
    flag.person, flag.held_from, flag.held_to,
    i.id AS inspection, i.site AS code, i.kind AS inspection_kind, i.finished_at, i.received_at, i.checklist_digest,
    i.baseline_digest, coalesce(i.exact_score, i.score::text) AS score, i.grade, i.floor_holds, i.critical_gaps, i.major_gaps,
    i.minor_gaps, i.not_asked, NOT i.floor_holds AND short.critical_not_met = '{}' AND short.critical_not_checked <> '{}' AS floor_unproven,
    short.*
FROM visit
JOIN open ON open.code = visit.code
JOIN flag ON flag.code = visit.code
JOIN inspection i ON i.county_id = :county::integer AND i.id = visit.id
CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(g.item) FILTER (WHERE g.status = 'notMet'), '{}') AS critical_not_met,
        coalesce(array_agg(g.item) FILTER (WHERE g.status = 'notChecked'), '{}') AS critical_not_checked
    FROM (
        SELECT g.item, g.status FROM gap g
        WHERE g.county_id = :county::integer AND g.inspection = visit.id AND g.severity = 'critical' ORDER BY g.item) AS g) AS short
WHERE visit.below_minimum AND (visit.inspections <= 20 OR visit.number <= 10 OR visit.number > visit.inspections - 10)
ORDER BY visit.inspections DESC, open.sort_key, visit.code, visit.number;
