-- What happens in a case besides its steps: an interview held or refused, a statement asked for and given, a decision on each whom it names, its end.
-- Who may: supervise; a statement: whoever holds the term that the case names (respond); in person
-- Writes: case_act; entries add
-- Answers: done; already where the same, or what there is once, is on record; gone where there is no such case or it has ended; missing where a step before it is; unseen where something came in since whoever decides looked; many where the ten statements that one may give are on record; untimely where a time is not stated, before the case or ahead

CREATE OR REPLACE FUNCTION act_in_case(
    of_county integer, key bytea, from_address text, as_id uuid, in_case uuid, of_kind text, of_term uuid, words text,
    why text, evidence bytea[], at_time timestamptz, seen bigint)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, NULL, true);
    of_site text;
    begun timestamptz;
    now_at timestamptz;
    on_paper boolean := of_kind = 'statement' AND coalesce('supervise' = ANY (who.rights), false);
    number bigint;
BEGIN
    IF NOT coalesce('supervise' = ANY (who.rights), false) AND NOT coalesce(of_kind = 'statement' AND 'respond' = ANY (who.rights)
        AND EXISTS (SELECT FROM public.own_terms(of_county, who.account) t WHERE t.term = of_term), false)
    THEN
        RAISE EXCEPTION '% may not do that', who.account USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT c.site, c.opened_at INTO of_site, begun FROM public.accountability_case c
    WHERE c.county_id = of_county AND c.id = in_case;
    IF NOT FOUND THEN RETURN 'gone'; END IF;
    PERFORM public.lock_ladder(of_county, of_site);
    now_at := clock_timestamp();
    PERFORM FROM public.case_act a WHERE a.county_id = of_county AND a.id = as_id;
    IF FOUND THEN RETURN 'already'; END IF;
    IF NOT public.is_open_case(of_county, in_case) THEN RETURN 'gone'; END IF;
    IF of_term IS NOT NULL THEN
        PERFORM FROM public.case_person p WHERE p.county_id = of_county AND p.case_id = in_case AND p.term = of_term;
        IF NOT FOUND THEN RETURN 'gone'; END IF;
        -- They all stand in the proposal.
        IF of_kind = 'statement' AND (
            SELECT count(*) FROM public.case_act a
            WHERE a.county_id = of_county AND a.case_id = in_case AND a.term = of_term AND a.kind = 'statement') >= 10
        THEN
            RETURN 'many';
        END IF;
    END IF;
    IF of_kind IN ('interviewHeld', 'interviewRefused') THEN
        SELECT s.taken_at INTO begun FROM public.ladder_step s
        WHERE s.county_id = of_county AND s.case_id = in_case AND s.rung = 'interview';
        IF NOT FOUND THEN RETURN 'missing'; END IF;
    ELSIF of_kind = 'closed' THEN
        -- Once all whom it names have been decided on; before that it is withdrawn.
        PERFORM FROM public.case_person p
        WHERE p.county_id = of_county AND p.case_id = in_case AND NOT EXISTS (
            SELECT FROM public.case_act a WHERE a.county_id = of_county AND a.case_id = in_case AND a.term = p.term
                AND a.kind = 'decision');
        IF FOUND THEN RETURN 'missing'; END IF;
    ELSIF of_kind = 'decision' THEN
        -- After the proposal, and with every statement before whoever decides.
        PERFORM FROM public.ladder_step s WHERE s.county_id = of_county AND s.case_id = in_case AND s.rung = 'proposal';
        IF NOT FOUND THEN RETURN 'missing'; END IF;
        PERFORM FROM public.case_act a
        WHERE a.county_id = of_county AND a.case_id = in_case AND a.kind = 'statement' AND a.entry > coalesce(act_in_case.seen, 0);
        IF FOUND THEN RETURN 'unseen'; END IF;
    END IF;
    PERFORM FROM public.case_act a
    WHERE a.county_id = of_county AND a.case_id = in_case AND (
        a.kind IN ('interviewHeld', 'interviewRefused') AND of_kind IN ('interviewHeld', 'interviewRefused')
        OR a.kind IN ('statementAsked', 'decision') AND a.kind = of_kind AND a.term = of_term);
    IF FOUND THEN RETURN 'already'; END IF;
    -- An interview and a paper have a time of their own; everything else happens when it is recorded.
    at_time := CASE WHEN of_kind IN ('interviewHeld', 'interviewRefused') OR on_paper THEN at_time ELSE now_at END;
    -- People state the minute.
    IF NOT coalesce(at_time BETWEEN date_trunc('minute', begun) AND now_at + INTERVAL '10 minutes', false) THEN
        RETURN 'untimely';
    END IF;
    IF NOT coalesce((SELECT bool_and(octet_length(digest) = 32) FROM unnest(evidence || '\x'::bytea) AS digest WHERE digest <> '\x')
            IS NOT FALSE AND array_position(evidence, NULL) IS NULL, false)
    THEN
        RAISE EXCEPTION 'that is no act of a case' USING ERRCODE = 'check_violation', TABLE = 'case_act';
    END IF;
    number := public.write_entry(who, 'add', 'case/' || in_case || '/' || of_kind, NULL, public.fact_digest('lazaret case act v1',
        as_id::text, in_case::text, of_site, of_kind, of_term::text, words, why,
        (SELECT string_agg(encode(digest, 'hex'), ',' ORDER BY place) FROM unnest(evidence) WITH ORDINALITY AS e (digest, place)),
        on_paper::text, seen::text, (extract(epoch FROM at_time) * 1000000)::bigint::text), why);
    INSERT INTO public.case_act (county_id, entry, id, case_id, site, kind, term, words, reason, evidence, on_paper, seen,
        happened_at, recorded_at, recorded_by)
    VALUES (of_county, number, as_id, in_case, of_site, of_kind, of_term, words, why, evidence, on_paper, seen,
        at_time, now_at, who.account);
    RETURN 'done';
END $$;
REVOKE ALL ON FUNCTION act_in_case FROM PUBLIC;
GRANT EXECUTE ON FUNCTION act_in_case TO lazaret_server;
