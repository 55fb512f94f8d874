-- Opening an accountability case (domain §7), on two visits or with an infection that is put on record, and naming people in it.
-- Who may: supervise, but for sites where the account held a duty since what the case rests on; an infection also: manage
-- Writes: infection, accountability_case, case_person; entries add, one a case, an infection and a name
-- Answers: opened or named; already where that is on record, with the id of the case that rests on it; open where another case of the site, or of that infection, is, with its id; taken where the id is another case's; gone where what it rests on does not hold; late where the proposal is taken

-- Whether a case has not ended; whoever asks so to change something holds its site's lock.
CREATE OR REPLACE FUNCTION is_open_case(of_county integer, wanted uuid) RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
RETURN EXISTS (SELECT FROM public.accountability_case c WHERE c.county_id = of_county AND c.id = wanted)
    AND NOT EXISTS (SELECT FROM public.case_act a
        WHERE a.county_id = of_county AND a.case_id = wanted AND a.kind IN ('withdrawn', 'closed'));

-- Everything about the cases and steps of a site happens one after another, under whichever of its codes.
CREATE OR REPLACE FUNCTION lock_ladder(of_county integer, of_site text) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(of_county, hashtext('ladder ' || public.present_code(of_county, of_site)));
END $$;

-- Nobody leads a case of a site where they held a duty since what it rests on, nor takes back or corrects what was seen or
-- given there, under whichever code (`answers_for`).
CREATE OR REPLACE FUNCTION refuse_own_matter(who holder, of_site text, since date) RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF public.answers_for(who, public.present_code(who.county_id, of_site), since) THEN
        RAISE EXCEPTION '% held a duty at the site', who.account USING ERRCODE = 'insufficient_privilege';
    END IF;
END $$;

-- Whom a case may name: on a township site its director, the heads and the deputy in charge, on a county site the departments
-- (`Named.duties`, `Named.departments`), of terms that touch the days from the one visit to the other, or the infection's;
-- at a site that moved those under a former code too, up to the day of the move. One person is named once for a duty.
DROP FUNCTION IF EXISTS write_person(holder, uuid, text, uuid, text); -- of releases that answered nothing
CREATE FUNCTION write_person(who holder, in_case uuid, of_site text, of_term uuid, why text)
RETURNS boolean LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    holds record;
    number bigint;
BEGIN
    SELECT p.duty, p.person INTO holds
    FROM public.accountability_case c
    JOIN public.site s ON s.county_id = who.county_id AND s.code = of_site
    LEFT JOIN public.infection i ON i.county_id = who.county_id AND i.id = c.infection
    LEFT JOIN public.inspection first ON first.county_id = who.county_id AND first.id = c.found
    LEFT JOIN public.inspection later ON later.county_id = who.county_id AND later.id = c.again
    CROSS JOIN LATERAL public.site_past(who.county_id, of_site) AS past
    JOIN public.posting p ON p.county_id = who.county_id AND p.site = past.site AND p.id = of_term AND p.replaced_at IS NULL
        AND p.held_from <= least(past.until, coalesce(i.day, (later.started_at AT TIME ZONE INTERVAL '08:00')::date))
        AND least(past.until, coalesce(p.held_to, 'infinity'))
            >= coalesce(i.day, (first.started_at AT TIME ZONE INTERVAL '08:00')::date)
    WHERE c.county_id = who.county_id AND c.id = in_case
        AND p.duty = ANY (CASE s.kind WHEN 'countyIsolation' THEN ARRAY['health', 'finance', 'police', 'fire', 'medical']
            ELSE ARRAY['director', 'partyHead', 'governmentHead', 'deputyInCharge'] END);
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no term of duty at the site that the case may name' USING ERRCODE = 'foreign_key_violation';
    END IF;
    PERFORM FROM public.case_person n
    WHERE n.county_id = who.county_id AND n.case_id = in_case AND n.duty = holds.duty AND n.person = holds.person;
    IF FOUND THEN RETURN false; END IF;
    number := public.write_entry(who, 'add', 'case/' || in_case || '/person/' || of_term, NULL,
        public.fact_digest('lazaret case person v1', in_case::text, of_site, of_term::text, holds.duty, holds.person), why);
    INSERT INTO public.case_person (county_id, case_id, site, term, duty, person, entry)
    VALUES (who.county_id, in_case, of_site, of_term, holds.duty, holds.person, number);
    RETURN true;
END $$;

-- `basis` is what was on record of the conditions when they were looked at.
CREATE OR REPLACE FUNCTION write_case(
    who holder, new_case uuid, of_site text, found_by uuid, again_by uuid, items text[], infected uuid, terms uuid[], basis text,
    why text)
RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    number bigint;
    one uuid;
BEGIN
    IF json_typeof(basis::json) IS DISTINCT FROM 'object' OR coalesce(cardinality(terms), 101) > 100
        OR array_position(terms, NULL) IS NOT NULL OR array_position(items, NULL) IS NOT NULL
    THEN
        RAISE EXCEPTION 'that is no case' USING ERRCODE = 'check_violation', TABLE = 'accountability_case';
    END IF;
    number := public.write_entry(who, 'add', 'case/' || new_case, NULL, public.fact_digest('lazaret case v1',
        new_case::text, of_site, found_by::text, again_by::text, array_to_string(items, ','), infected::text, basis, why), why);
    INSERT INTO public.accountability_case (county_id, id, site, found, again, items, infection, basis, reason, opened_by, entry)
    VALUES (who.county_id, new_case, of_site, found_by, again_by, items, infected, basis, why, who.account, number);
    FOR one IN SELECT DISTINCT t FROM unnest(terms) AS t ORDER BY t LOOP
        PERFORM public.write_person(who, new_case, of_site, one, why);
    END LOOP;
END $$;

-- The four conditions are held here (`visits_hold`), whatever whoever calls has worked out; and a pair of visits has one case,
-- whatever became of that.
CREATE OR REPLACE FUNCTION open_case(
    of_county integer, key bytea, from_address text, new_case uuid, of_site text, found_by uuid, again_by uuid, items text[],
    terms uuid[], basis text, why text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'supervise', true);
    answer text;
BEGIN
    PERFORM pg_advisory_xact_lock(of_county, least(hashtext(found_by::text), hashtext(again_by::text))),
        pg_advisory_xact_lock(of_county, greatest(hashtext(found_by::text), hashtext(again_by::text)));
    of_site := public.present_code(of_county, of_site);
    PERFORM public.lock_ladder(of_county, of_site);
    SELECT 'already ' || c.id INTO answer FROM public.accountability_case c
    WHERE c.county_id = of_county AND c.found = found_by AND c.again = again_by;
    IF FOUND THEN RETURN answer; END IF;
    PERFORM FROM public.accountability_case c WHERE c.county_id = of_county AND c.id = new_case;
    IF FOUND THEN RETURN 'taken'; END IF;
    SELECT 'open ' || c.id INTO answer FROM public.accountability_case c
    WHERE c.county_id = of_county AND public.is_open_case(of_county, c.id)
        AND c.site IN (SELECT line.site FROM public.site_line(of_county, of_site) AS line)
    ORDER BY c.entry DESC LIMIT 1;
    IF FOUND THEN RETURN answer; END IF;
    PERFORM public.seal_context(who);
    IF NOT public.visits_hold(of_county, of_site, found_by, again_by, items) THEN RETURN 'gone'; END IF;
    PERFORM public.refuse_own_matter(who, of_site, (
        SELECT v.visit_day FROM public.inspection v WHERE v.county_id = of_county AND v.id = found_by));
    PERFORM public.write_case(who, new_case, of_site, found_by, again_by, items, NULL, terms, basis, why);
    RETURN 'opened';
END $$;

-- Whoever knows of an infection may report it, also who holds a duty at the site: it accuses nobody, and a case that is opened
-- by it is led by others.
CREATE OR REPLACE FUNCTION report_infection(
    of_county integer, key bytea, from_address text, infected uuid, of_site text, on_day date, source text, new_case uuid,
    terms uuid[], basis text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, NULL, true);
    number bigint;
    answer text;
BEGIN
    IF NOT coalesce(who.rights && ARRAY['manage', 'supervise'], false) THEN
        RAISE EXCEPTION '% may not do that', who.account USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM public.lock_ladder(of_county, of_site);
    SELECT 'already ' || c.id INTO answer FROM public.accountability_case c
    WHERE c.county_id = of_county AND c.infection = infected;
    IF FOUND THEN RETURN answer; END IF;
    PERFORM FROM public.accountability_case c WHERE c.county_id = of_county AND c.id = new_case;
    IF FOUND THEN RETURN 'taken'; END IF;
    -- Two who report the same have one case.
    SELECT 'open ' || c.id INTO answer
    FROM public.infection i
    JOIN public.accountability_case c ON c.county_id = of_county AND c.infection = i.id
    WHERE i.county_id = of_county AND i.day = on_day AND public.is_open_case(of_county, c.id)
        AND i.site IN (SELECT line.site FROM public.site_line(of_county, of_site) AS line);
    IF FOUND THEN RETURN answer; END IF;
    PERFORM FROM public.site_past(of_county, of_site) AS past
    JOIN public.site_in_time s ON s.county_id = of_county AND s.code = past.site
        AND s.kind IN ('countyIsolation', 'townshipIsolation') AND on_day BETWEEN s.since AND least(s.until, past.until);
    IF NOT FOUND OR on_day > (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date THEN RETURN 'gone'; END IF;
    number := public.write_entry(who, 'add', 'infection/' || infected, NULL,
        public.fact_digest('lazaret infection v1', infected::text, of_site, on_day::text, source), left(source, 2000));
    INSERT INTO public.infection (county_id, id, site, day, source, reported_by, entry)
    VALUES (of_county, infected, of_site, on_day, source, who.account, number);
    PERFORM public.write_case(who, new_case, of_site, NULL, NULL, '{}', infected, terms, basis, left(source, 2000));
    RETURN 'opened';
END $$;

-- Naming one more person in a case: whom the program left to a person to decide.
CREATE OR REPLACE FUNCTION name_in_case(
    of_county integer, key bytea, from_address text, in_case uuid, of_term uuid, why text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'supervise', true);
    of_site text;
BEGIN
    SELECT c.site INTO of_site FROM public.accountability_case c WHERE c.county_id = of_county AND c.id = in_case;
    IF NOT FOUND THEN RETURN 'gone'; END IF;
    PERFORM public.lock_ladder(of_county, of_site);
    IF NOT public.is_open_case(of_county, in_case) THEN RETURN 'gone'; END IF;
    PERFORM public.refuse_own_matter(who, of_site, public.case_since(of_county, in_case));
    PERFORM FROM public.case_person p WHERE p.county_id = of_county AND p.case_id = in_case AND p.term = of_term;
    IF FOUND THEN RETURN 'already'; END IF;
    -- Whom the proposal does not speak of has not been through the steps before it.
    PERFORM FROM public.ladder_step s WHERE s.county_id = of_county AND s.case_id = in_case AND s.rung = 'proposal';
    IF FOUND THEN RETURN 'late'; END IF;
    IF NOT coalesce(char_length(why) BETWEEN 1 AND 2000, false) THEN
        RAISE EXCEPTION 'naming somebody needs a reason' USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN public.write_person(who, in_case, of_site, of_term, why) THEN 'named' ELSE 'already' END;
END $$;
REVOKE ALL ON FUNCTION is_open_case, lock_ladder, refuse_own_matter, write_person, write_case, open_case, report_infection, name_in_case FROM PUBLIC;
GRANT EXECUTE ON FUNCTION open_case, report_infection, name_in_case TO lazaret_server;
