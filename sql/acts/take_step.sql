-- A step of the ladder with its document (domain §7): none is skipped, and each waits for the county's days since the one before.
-- Who may: manage for reminder, circular and the county's days; supervise for interview and proposal; but for sites where the account held a duty since the gaps were found, or since what the case rests on; in person
-- Writes: ladder_step, ladder_policy; entries add, change
-- Answers: the step's number, or taken with the next where it is another; already where it was taken; early where days are missing, or the site is not below the minimum and a gap not overdue; missing where a step before, or what it rests on, is; gone where a gap is not open, or what a case rests on does not stand (any more); own where who sets the days held a duty at a site with an open case

-- The days between the rungs as the county has them.
CREATE OR REPLACE FUNCTION ladder_days(of_county integer, OUT circular integer, OUT interview integer, OUT proposal integer, OUT statement integer)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT coalesce(p.circular, 1), coalesce(p.interview, 1), coalesce(p.proposal, 3), coalesce(p.statement, 3)
    FROM (SELECT) AS one
    LEFT JOIN LATERAL (
        SELECT * FROM public.ladder_policy l WHERE l.county_id = of_county ORDER BY l.entry DESC LIMIT 1) AS p ON true;
END;

-- The document says its year and number, so whoever makes it asks which is next and says it here. Whom a case names does not
-- read all that is numbered, and is told which is next.
CREATE OR REPLACE FUNCTION take_step(
    of_county integer, key bytea, from_address text, of_site text, in_case uuid, of_rung text, of_items text[],
    in_year integer, as_number integer, document text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address,
        CASE WHEN of_rung IN ('interview', 'proposal') THEN 'supervise' ELSE 'manage' END, true);
    days record;
    on_infection boolean := false;
    before bigint; -- the entry of what it follows
    before_at timestamptz;
    now_at timestamptz := clock_timestamp();
    open_since timestamptz; -- since when all of the gaps are found, and were not seen mended
    begun date; -- the day on which the first of them was found
    line text[]; -- the codes of the site
    open_items bigint;
    is_overdue boolean; -- all of them
    next_number integer;
    number bigint;
BEGIN
    IF NOT coalesce(of_rung IN ('reminder', 'circular', 'interview', 'proposal')
        AND (in_case IS NOT NULL) = (of_rung IN ('interview', 'proposal'))
        AND array_position(of_items, NULL) IS NULL AND json_typeof(document::json) = 'object'
        AND in_year = extract(year FROM now_at AT TIME ZONE INTERVAL '08:00'), false)
    THEN
        RAISE EXCEPTION 'that is no step' USING ERRCODE = 'check_violation', TABLE = 'ladder_step';
    END IF;
    PERFORM public.lock_ladder(of_county, of_site);
    PERFORM public.seal_context(who);
    line := ARRAY(SELECT l.site FROM public.site_line(of_county, of_site) AS l);
    SELECT * INTO days FROM public.ladder_days(of_county);
    IF in_case IS NOT NULL THEN
        SELECT c.infection IS NOT NULL, c.items INTO on_infection, of_items FROM public.accountability_case c
        WHERE c.county_id = of_county AND c.id = in_case AND c.site = of_site AND public.is_open_case(of_county, c.id);
        IF NOT FOUND THEN RETURN 'missing'; END IF;
        PERFORM public.refuse_own_matter(who, of_site, public.case_since(of_county, in_case));
        PERFORM FROM public.ladder_step s WHERE s.county_id = of_county AND s.case_id = in_case AND s.rung = of_rung;
        IF FOUND THEN RETURN 'already'; END IF;
        IF NOT public.case_stands(of_county, in_case) THEN RETURN 'gone'; END IF;
    ELSE
        IF NOT coalesce(cardinality(of_items) BETWEEN 1 AND 500, false) THEN
            RAISE EXCEPTION 'a step is of gaps' USING ERRCODE = 'check_violation', TABLE = 'ladder_step';
        END IF;
        of_site := public.present_code(of_county, of_site);
        -- What a site answered waits for the inspectors, and is not held against it.
        SELECT max(r.due_from), min((r.since AT TIME ZONE INTERVAL '08:00')::date), count(*), bool_and(r.deadline < now_at)
        INTO open_since, begun, open_items, is_overdue
        FROM public.gap_runs(of_county, of_site, NULL, true) AS r
        WHERE r.item = ANY (of_items) AND r.state IN ('open', 'returned');
        IF open_items <> (SELECT count(DISTINCT one) FROM unnest(of_items) AS one) THEN RETURN 'gone'; END IF;
        PERFORM public.refuse_own_matter(who, of_site, begun);
    END IF;
    -- What it follows: the first step before it that speaks of the same gaps as they are open now; of a case, that speaks of one
    -- of them since that was found and not seen mended before its first visit; and in a case, the interview.
    IF of_rung = 'proposal' THEN
        SELECT a.entry, a.happened_at INTO before, before_at FROM public.case_act a
        WHERE a.county_id = of_county AND a.case_id = in_case AND a.kind IN ('interviewHeld', 'interviewRefused');
    ELSIF of_rung = 'circular' THEN
        SELECT s.entry, s.taken_at INTO before, before_at FROM public.ladder_step s
        WHERE s.county_id = of_county AND s.site = ANY (line) AND s.rung = 'reminder' AND s.items @> of_items
            AND s.taken_at >= open_since
        ORDER BY s.entry LIMIT 1;
    ELSIF of_rung = 'interview' AND NOT on_infection THEN
        SELECT s.entry, s.taken_at INTO before, before_at
        FROM public.accountability_case c
        JOIN public.inspection v ON v.county_id = of_county AND v.id = c.found
        CROSS JOIN LATERAL unnest(c.items) AS one (item)
        CROSS JOIN LATERAL (
            SELECT public.found_since(of_county, of_site, one.item, v.finished_at, v.place) AS since OFFSET 0) AS run
        JOIN public.ladder_step s ON s.county_id = of_county AND s.site = ANY (line) AND s.rung = 'circular'
            AND one.item = ANY (s.items) AND s.taken_at >= run.since
        JOIN public.ladder_step t ON t.county_id = of_county AND t.entry = s.follows AND t.taken_at >= run.since
        WHERE c.county_id = of_county AND c.id = in_case
        ORDER BY s.entry LIMIT 1;
    ELSIF of_rung = 'reminder' THEN
        PERFORM FROM public.ladder_step s
        WHERE s.county_id = of_county AND s.site = ANY (line) AND s.rung = 'reminder' AND s.items @> of_items
            AND s.taken_at >= open_since;
        IF FOUND THEN RETURN 'already'; END IF;
        -- Where the last visit that could say so did not find the site below the minimum, of what is overdue alone.
        IF NOT is_overdue AND NOT coalesce((
            SELECT v.below_minimum
            FROM public.site_life(of_county, of_site) AS past
            JOIN public.standing_inspection v ON v.county_id = of_county AND v.site = past.site AND v.visit_day <= past.until
                AND v.visit_day > past.after
                AND v.below_minimum IS NOT NULL
            ORDER BY v.finished_at DESC, v.place DESC LIMIT 1), false)
        THEN
            RETURN 'early';
        END IF;
    END IF;
    IF of_rung <> 'reminder' AND NOT (of_rung = 'interview' AND on_infection) THEN
        IF before IS NULL THEN RETURN 'missing'; END IF;
        IF before_at + make_interval(days => CASE of_rung
            WHEN 'circular' THEN days.circular WHEN 'interview' THEN days.interview ELSE days.proposal END) > now_at
        THEN
            RETURN 'early';
        END IF;
    END IF;
    IF of_rung = 'circular' THEN
        PERFORM FROM public.ladder_step s
        WHERE s.county_id = of_county AND s.site = ANY (line) AND s.rung = 'circular' AND s.items @> of_items
            AND s.taken_at >= open_since;
        IF FOUND THEN RETURN 'already'; END IF;
    ELSIF of_rung = 'proposal' THEN
        PERFORM FROM public.case_person p
        LEFT JOIN public.case_act a ON a.county_id = of_county AND a.case_id = in_case AND a.term = p.term
            AND a.kind = 'statementAsked'
        WHERE p.county_id = of_county AND p.case_id = in_case
            AND coalesce(a.happened_at + make_interval(days => days.statement) > now_at, true);
        IF FOUND THEN
            PERFORM FROM public.case_person p
            WHERE p.county_id = of_county AND p.case_id = in_case AND NOT EXISTS (
                SELECT FROM public.case_act a WHERE a.county_id = of_county AND a.case_id = in_case AND a.term = p.term
                    AND a.kind = 'statementAsked');
            RETURN CASE WHEN FOUND THEN 'missing' ELSE 'early' END;
        END IF;
        PERFORM FROM public.case_person p WHERE p.county_id = of_county AND p.case_id = in_case;
        IF NOT FOUND THEN RETURN 'missing'; END IF;
    END IF;
    PERFORM pg_advisory_xact_lock(of_county, hashtext('number of ' || of_rung));
    SELECT coalesce(max(s.number), 0) + 1 INTO next_number FROM public.ladder_step s
    WHERE s.county_id = of_county AND s.rung = of_rung AND s.year = in_year;
    IF as_number IS DISTINCT FROM next_number THEN RETURN 'taken ' || next_number; END IF;
    number := public.write_entry(who, 'add', of_rung || '/' || in_year || '-' || as_number, NULL, public.fact_digest('lazaret step v1',
        of_site, in_case::text, of_rung, in_year::text, as_number::text, array_to_string(of_items, ','), before::text, document));
    INSERT INTO public.ladder_step
        (county_id, entry, site, case_id, rung, year, number, items, follows, document, taken_at, taken_by)
    VALUES (of_county, number, of_site, in_case, of_rung, in_year, as_number, of_items, before, document, now_at, who.account);
    RETURN as_number::text;
END $$;

CREATE OR REPLACE FUNCTION set_ladder_days(
    of_county integer, key bytea, from_address text, for_circular integer, for_interview integer, for_proposal integer,
    for_statement integer, why text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage', true);
    days record;
    number bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(of_county, hashtext('ladder days'));
    -- How long a case waits is no business of whoever answers for what it is about.
    PERFORM FROM public.accountability_case c
    WHERE c.county_id = of_county AND public.is_open_case(of_county, c.id)
        AND public.answers_for(who, public.present_code(of_county, c.site), public.case_since(of_county, c.id));
    IF FOUND THEN RETURN 'own'; END IF;
    SELECT * INTO days FROM public.ladder_days(of_county);
    IF (days.circular, days.interview, days.proposal, days.statement)
        = (for_circular, for_interview, for_proposal, for_statement)
    THEN
        RETURN 'same';
    END IF;
    number := public.write_entry(who, 'change', 'ladder',
        public.fact_digest('lazaret ladder v1', days.circular::text, days.interview::text, days.proposal::text, days.statement::text),
        public.fact_digest('lazaret ladder v1', for_circular::text, for_interview::text, for_proposal::text, for_statement::text, why), why);
    INSERT INTO public.ladder_policy (county_id, entry, circular, interview, proposal, statement, reason, set_by)
    VALUES (of_county, number, for_circular, for_interview, for_proposal, for_statement, why, who.account);
    RETURN 'set';
END $$;
REVOKE ALL ON FUNCTION ladder_days, take_step, set_ladder_days FROM PUBLIC;
GRANT EXECUTE ON FUNCTION take_step, set_ladder_days TO lazaret_server;
