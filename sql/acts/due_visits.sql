-- When every site in operation on a day is to be visited next, by the cadence of its kind and the last visit that stands.
-- Who may: whoever reads the site
-- Writes: nothing
-- Answers: each site with its cadence, last visit, and the day on which the next is due; no day where its kind has no cadence

-- The same as `Sources/Compliance/Planning/VisitPlan.swift`, which says what each part means.
CREATE OR REPLACE FUNCTION due_visits(county integer, on_day date)
RETURNS TABLE (
    site text, kind text, sort_key text, opened_on date, days integer, days_below integer, last_visit date,
    inspection uuid, is_below boolean, due_on date)
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH cadences AS MATERIALIZED (
        SELECT every.kind, coalesce(standing.days, every.days) AS days, coalesce(standing.days_below, every.days_below) AS days_below
        FROM (VALUES ('countyIsolation', 7, 3), ('townshipIsolation', 7, 3), ('homeIsolation', NULL, NULL),
            ('checkpoint', NULL, NULL), ('zone', NULL, NULL)) AS every (kind, days, days_below) -- where nobody set one
        LEFT JOIN LATERAL (
            SELECT c.days, c.days_below FROM cadence c
            WHERE c.county_id = county AND c.site_kind = every.kind AND c.valid_from <= on_day
            ORDER BY c.valid_from DESC, c.entry DESC LIMIT 1) AS standing ON true)
    SELECT s.code, s.kind, s.sort_key, p.opened_on, k.days, k.days_below, last.visit_day, last.id,
        coalesce(graded.below_minimum, false),
        coalesce(last.visit_day, p.opened_on) + CASE WHEN graded.below_minimum THEN k.days_below ELSE k.days END
    FROM site s
    JOIN operation p ON p.county_id = s.county_id AND p.site = s.code AND p.replaced_at IS NULL
        AND p.opened_on <= on_day AND (p.closed_on IS NULL OR p.closed_on >= on_day)
    JOIN cadences k ON k.kind = s.kind
    LEFT JOIN LATERAL (
        SELECT one.visit_day, one.id
        FROM site_past(county, s.code, on_day) AS past
        CROSS JOIN LATERAL ( -- backward by the index, to the first
            SELECT v.visit_day, v.id, v.finished_at, v.place FROM standing_inspection v
            WHERE v.county_id = county AND v.site = past.site AND v.visit_day <= past.until
                AND v.visit_day <= on_day AND (p.predecessor IS NOT NULL OR v.visit_day >= p.opened_on)
            ORDER BY v.finished_at DESC, v.place DESC LIMIT 1) AS one
        ORDER BY one.finished_at DESC, one.place DESC LIMIT 1) AS last ON true
    LEFT JOIN LATERAL (
        SELECT one.below_minimum
        FROM site_past(county, s.code, on_day) AS past
        CROSS JOIN LATERAL (
            SELECT v.below_minimum, v.finished_at, v.place FROM standing_inspection v
            WHERE v.county_id = county AND v.site = past.site AND v.visit_day <= past.until
                AND v.visit_day <= on_day AND (p.predecessor IS NOT NULL OR v.visit_day >= p.opened_on)
                AND v.below_minimum IS NOT NULL
            ORDER BY v.finished_at DESC, v.place DESC LIMIT 1) AS one
        ORDER BY one.finished_at DESC, one.place DESC LIMIT 1) AS graded ON true
    WHERE s.county_id = county;
END;
REVOKE ALL ON FUNCTION due_visits FROM PUBLIC;
GRANT EXECUTE ON FUNCTION due_visits TO lazaret_server;
