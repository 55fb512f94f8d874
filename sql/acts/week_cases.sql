-- What the weekly report says of accountability (domain §8): for whoever reads the report, also where they may not read the cases.
-- Who may: county
-- Writes: nothing
-- Answers: the cases that were open at any time between two moments, by site and by the duties named; the steps of these before the second moment; the reminders and circulars taken between the two

CREATE OR REPLACE FUNCTION week_cases(of_county integer, from_time timestamptz, until_time timestamptz)
RETURNS TABLE (
    id uuid, site text, opened_at timestamptz, found uuid, again uuid, items text[], infection date, duties text[],
    end_kind text, ended_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT c.id, c.site, c.opened_at, c.found, c.again, c.items, i.day,
        ARRAY(SELECT DISTINCT p.duty FROM public.case_person p
            WHERE p.county_id = c.county_id AND p.case_id = c.id AND p.named_at < until_time ORDER BY p.duty),
        ending.kind, ending.recorded_at
    FROM public.accountability_case c
    LEFT JOIN public.infection i ON i.county_id = c.county_id AND i.id = c.infection
    LEFT JOIN public.case_act ending ON ending.county_id = c.county_id AND ending.case_id = c.id
        AND ending.kind IN ('withdrawn', 'closed') AND ending.recorded_at < until_time
    WHERE c.county_id = of_county AND of_county = public.acting('county')
        AND c.opened_at < until_time AND coalesce(ending.recorded_at >= from_time, true)
    ORDER BY c.entry;
END;

CREATE OR REPLACE FUNCTION week_steps(of_county integer, from_time timestamptz, until_time timestamptz)
RETURNS TABLE (
    entry bigint, site text, case_id uuid, rung text, short text, year integer, number integer, items text[], taken_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT s.entry, s.site, s.case_id, s.rung, s.document::json->>'short', s.year, s.number, s.items, s.taken_at
    FROM public.ladder_step s
    WHERE s.county_id = of_county AND of_county = public.acting('county') AND s.taken_at < until_time
        AND CASE WHEN s.case_id IS NULL THEN s.taken_at >= from_time
            ELSE s.case_id IN (SELECT c.id FROM public.week_cases(of_county, from_time, until_time) AS c) END
    ORDER BY s.entry;
END;
REVOKE ALL ON FUNCTION week_cases, week_steps FROM PUBLIC;
GRANT EXECUTE ON FUNCTION week_cases, week_steps TO lazaret_server;
