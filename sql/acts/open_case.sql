-- Opening an accountability case (domain §7), on two visits or with an infection that is put on record, and naming people in it.
-- Who may: supervise, but for sites where the account held a duty since what the case rests on; an infection also: manage
-- Writes: infection, accountability_case, case_person; entries add, one a case, an infection and a name
-- Answers: opened or named; already where that is on record; open where another case of the site, or of that infection, is; gone where what it rests on does not stand; late where the proposal is taken

-- Whether a case has not ended; whoever asks so to change something holds its site's lock.
CREATE OR REPLACE FUNCTION is_open_case(of_county integer, wanted uuid) RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
RETURN EXISTS (SELECT FROM public.accountability_case c WHERE c.county_id = of_county AND c.id = wanted)
    AND NOT EXISTS (SELECT FROM public.case_act a
        WHERE a.county_id = of_county AND a.case_id = wanted AND a.kind IN ('withdrawn', 'closed'));

-- Everything about the cases and steps of a site happens one after another.
CREATE OR REPLACE FUNCTION lock_ladder(of_county integer, of_site text) RETURNS void LANGUAGE sql
SET search_path = pg_catalog, pg_temp
RETURN pg_advisory_xact_lock(of_county, hashtext('ladder ' || of_site));

-- Whether both visits stand, both found the site below the minimum and the same items not met, the second later than the
-- first, whose notice reached the director in between; and before the first its version was issued, and guidance given on it.
CREATE OR REPLACE FUNCTION visits_hold(of_county integer, of_site text, found_by uuid, again_by uuid, items text[])
RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
RETURN (
    SELECT count(*) > 0 AND count(*) = cardinality(items)
    FROM public.standing_inspection first
    JOIN public.standing_inspection later ON later.county_id = of_county AND later.id = again_by
        AND (later.finished_at, later.place) > (first.finished_at, first.place) AND later.below_minimum
    CROSS JOIN LATERAL unnest(items) AS one (item)
    JOIN public.gap was ON was.county_id = of_county AND was.inspection = first.id AND was.item = one.item
        AND was.status = 'notMet'
    JOIN public.gap still ON still.county_id = of_county AND still.inspection = later.id AND still.item = one.item
        AND still.status = 'notMet'
    JOIN public.notice n ON n.county_id = of_county AND n.inspection = first.id
    JOIN public.notice_arrival a ON a.county_id = of_county AND a.inspection = first.id AND a.reached_at < later.started_at
    WHERE first.county_id = of_county AND first.id = found_by AND first.below_minimum AND later.site = of_site
        AND later.site_kind = 'townshipIsolation'
        AND first.site IN (SELECT p.site FROM public.site_past(of_county, of_site) AS p)
        AND EXISTS (
            SELECT FROM public.issuance i
            JOIN public.standing_guidance g ON g.county_id = of_county AND g.checklist_digest = i.checklist_digest
                AND g.baseline_digest = i.baseline_digest AND g.given_at > i.issued_at AND g.given_at < first.started_at
                AND g.site IN (SELECT p.site FROM public.site_past(of_county, of_site) AS p)
            WHERE i.county_id = of_county AND i.checklist_digest = first.checklist_digest
                AND i.baseline_digest = first.baseline_digest
                AND i.site IN (SELECT p.site FROM public.site_past(of_county, of_site) AS p)));

-- Whether what a case was opened on is so still: an infection is, and of two visits what was held when it was opened.
CREATE OR REPLACE FUNCTION case_stands(of_county integer, in_case uuid) RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
RETURN EXISTS (
    SELECT FROM public.accountability_case c
    WHERE c.county_id = of_county AND c.id = in_case
        AND (c.infection IS NOT NULL OR public.visits_hold(of_county, c.site, c.found, c.again, c.items)));

-- The day that a case goes back to: of the first of its visits, or of its infection.
CREATE OR REPLACE FUNCTION case_since(of_county integer, in_case uuid) RETURNS date LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
RETURN (
    SELECT coalesce(i.day, v.visit_day) FROM public.accountability_case c
    LEFT JOIN public.infection i ON i.county_id = c.county_id AND i.id = c.infection
    LEFT JOIN public.inspection v ON v.county_id = c.county_id AND v.id = c.found
    WHERE c.county_id = of_county AND c.id = in_case);

-- Nobody leads a case of a site where they held a duty since what it rests on (`answers_for`).
CREATE OR REPLACE FUNCTION refuse_own_matter(who holder, of_site text, since date) RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF public.answers_for(who, of_site, since) THEN
        RAISE EXCEPTION '% held a duty at the site', who.account USING ERRCODE = 'insufficient_privilege';
    END IF;
END $$;

-- Whom a case may name: on a township site its director, the heads and the deputy in charge, on a county site the departments
-- (`Named.duties`, `Named.departments`), of terms that touch the days from the one visit to the other, or the infection's.
CREATE OR REPLACE FUNCTION write_person(who holder, in_case uuid, of_site text, of_term uuid, why text)
RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    holds record;
    number bigint;
BEGIN
    SELECT p.site, p.duty, p.person INTO holds
    FROM public.accountability_case c
    JOIN public.site s ON s.county_id = who.county_id AND s.code = of_site
    LEFT JOIN public.infection i ON i.county_id = who.county_id AND i.id = c.infection
    LEFT JOIN public.inspection first ON first.county_id = who.county_id AND first.id = c.found
    LEFT JOIN public.inspection later ON later.county_id = who.county_id AND later.id = c.again
    JOIN public.posting p ON p.county_id = who.county_id AND p.id = of_term AND p.replaced_at IS NULL
        AND p.held_from <= coalesce(i.day, (later.started_at AT TIME ZONE INTERVAL '08:00')::date)
        AND coalesce(p.held_to, 'infinity') >= coalesce(i.day, (first.started_at AT TIME ZONE INTERVAL '08:00')::date)
    WHERE c.county_id = who.county_id AND c.id = in_case
        AND p.duty = ANY (CASE s.kind WHEN 'countyIsolation' THEN ARRAY['health', 'finance', 'police', 'fire', 'medical']
            ELSE ARRAY['director', 'partyHead', 'governmentHead', 'deputyInCharge'] END)
        AND (p.site = of_site OR p.site IN (
            SELECT o.predecessor FROM public.operation o
            WHERE o.county_id = who.county_id AND o.site = of_site AND o.replaced_at IS NULL));
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no term of duty at the site that the case may name' USING ERRCODE = 'foreign_key_violation';
    END IF;
    number := public.write_entry(who, 'add', 'case/' || in_case || '/person/' || of_term, NULL,
        public.fact_digest('lazaret case person v1', in_case::text, of_site, of_term::text, holds.duty, holds.person), why);
    INSERT INTO public.case_person (county_id, case_id, site, term, duty, person, entry)
    VALUES (who.county_id, in_case, of_site, of_term, holds.duty, holds.person, number);
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

-- Of the four conditions `visits_hold` is held here, whatever whoever calls has worked out. The program alone works out the
-- receipt or its 24 hours, whether the notice speaks of the items and their deadlines were over, whether anything was seen
-- mended in between, and (a) and (b) of another version that the second visit went by (`CaseFinding`).
CREATE OR REPLACE FUNCTION open_case(
    of_county integer, key bytea, from_address text, new_case uuid, of_site text, found_by uuid, again_by uuid, items text[],
    terms uuid[], basis text, why text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'supervise', true);
BEGIN
    PERFORM pg_advisory_xact_lock(of_county, least(hashtext(found_by::text), hashtext(again_by::text))),
        pg_advisory_xact_lock(of_county, greatest(hashtext(found_by::text), hashtext(again_by::text)));
    PERFORM public.lock_ladder(of_county, of_site);
    PERFORM FROM public.accountability_case c
    WHERE c.county_id = of_county AND (c.id = new_case OR c.found = found_by AND c.again = again_by);
    IF FOUND THEN RETURN 'already'; END IF;
    PERFORM FROM public.accountability_case c
    WHERE c.county_id = of_county AND c.site = of_site AND public.is_open_case(of_county, c.id);
    IF FOUND THEN RETURN 'open'; END IF;
    IF NOT public.visits_hold(of_county, of_site, found_by, again_by, items) THEN RETURN 'gone'; END IF;
    PERFORM public.refuse_own_matter(who, of_site, (
        SELECT v.visit_day FROM public.inspection v WHERE v.county_id = of_county AND v.id = found_by));
    PERFORM public.write_case(who, new_case, of_site, found_by, again_by, items, NULL, terms, basis, why);
    RETURN 'opened';
END $$;

CREATE OR REPLACE FUNCTION report_infection(
    of_county integer, key bytea, from_address text, infected uuid, of_site text, on_day date, source text, new_case uuid,
    terms uuid[], basis text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, NULL, true);
    number bigint;
BEGIN
    IF NOT coalesce(who.rights && ARRAY['manage', 'supervise'], false) THEN
        RAISE EXCEPTION '% may not do that', who.account USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM public.lock_ladder(of_county, of_site);
    PERFORM FROM public.infection i WHERE i.county_id = of_county AND i.id = infected;
    IF FOUND THEN RETURN 'already'; END IF;
    -- Two who report the same have one case.
    PERFORM FROM public.infection i
    JOIN public.accountability_case c ON c.county_id = of_county AND c.infection = i.id
    WHERE i.county_id = of_county AND i.site = of_site AND i.day = on_day AND public.is_open_case(of_county, c.id);
    IF FOUND THEN RETURN 'open'; END IF;
    PERFORM FROM public.site_in_time s WHERE s.county_id = of_county AND s.code = of_site
        AND s.kind IN ('countyIsolation', 'townshipIsolation') AND on_day BETWEEN s.since AND s.until;
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
    PERFORM public.write_person(who, in_case, of_site, of_term, why);
    RETURN 'named';
END $$;
REVOKE ALL ON FUNCTION is_open_case, lock_ladder, case_since, refuse_own_matter, visits_hold, case_stands, write_person, write_case, open_case, report_infection, name_in_case FROM PUBLIC;
GRANT EXECUTE ON FUNCTION visits_hold, case_stands, open_case, report_infection, name_in_case TO lazaret_server;
