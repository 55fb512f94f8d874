-- What happens in a case besides its steps: an interview held or refused, a statement asked for and given, a decision on each whom it names, its end.
-- Who may: supervise, but for sites where the account held a duty since what the case rests on; a statement: whoever holds or held the term that the case names (respond); in person
-- Writes: case_act; entries add
-- Answers: done; already where the same, or what there is once, is on record; taken where the id is another act's; gone where there is no such case, it has ended, or what it rests on does not stand; missing where a step before it is; early where days are missing since a statement was asked for; unseen where something came in since whoever decides looked; many where the ten statements that one may give are on record; bare where a statement from a signed paper, or a refusal of the interview, names none of it, or what whoever records it has not sent; untimely where a time is not stated, before the case or ahead

CREATE OR REPLACE FUNCTION act_in_case(
    of_county integer, key bytea, from_address text, as_id uuid, in_case uuid, of_kind text, of_term uuid, words text,
    why text, evidence bytea[], at_time timestamptz, seen bigint)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, NULL, true);
    of_site text;
    begun timestamptz;
    now_at timestamptz;
    is_own boolean := coalesce(of_kind = 'statement' AND 'respond' = ANY (who.rights)
        AND of_term = ANY (public.answered_terms(of_county, who.account)), false);
    on_paper boolean := of_kind = 'statement' AND NOT is_own;
    is_same boolean;
    asked timestamptz;
    number bigint;
BEGIN
    IF NOT coalesce('supervise' = ANY (who.rights), false) AND NOT is_own THEN
        RAISE EXCEPTION '% may not do that', who.account USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT c.site, c.opened_at INTO of_site, begun FROM public.accountability_case c
    WHERE c.county_id = of_county AND c.id = in_case;
    IF NOT FOUND THEN RETURN 'gone'; END IF;
    PERFORM public.lock_ladder(of_county, of_site);
    now_at := clock_timestamp();
    IF NOT is_own THEN PERFORM public.refuse_own_matter(who, of_site, public.case_since(of_county, in_case)); END IF;
    SELECT a.case_id = in_case AND a.kind = of_kind AND a.term IS NOT DISTINCT FROM of_term AND a.words = act_in_case.words
        AND a.reason IS NOT DISTINCT FROM why AND a.evidence = act_in_case.evidence AND a.recorded_by = who.account
    INTO is_same
    FROM public.case_act a WHERE a.county_id = of_county AND a.id = as_id;
    IF FOUND THEN RETURN CASE WHEN is_same THEN 'already' ELSE 'taken' END; END IF;
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
    -- What somebody else writes down as theirs is seen on the paper that they signed, and so is that they refused.
    IF (on_paper OR of_kind = 'interviewRefused') AND (coalesce(cardinality(act_in_case.evidence), 0) = 0 OR EXISTS (
        SELECT FROM unnest(act_in_case.evidence) AS one (digest)
        WHERE NOT EXISTS (
            SELECT FROM public.evidence_receipt r
            WHERE r.county_id = of_county AND r.digest = one.digest AND r.account = who.account)))
    THEN
        RETURN 'bare';
    END IF;
    IF of_kind IN ('interviewHeld', 'interviewRefused') THEN
        SELECT s.taken_at INTO begun FROM public.ladder_step s
        WHERE s.county_id = of_county AND s.case_id = in_case AND s.rung = 'interview';
        IF NOT FOUND THEN RETURN 'missing'; END IF;
    ELSIF of_kind = 'closed' THEN
        -- Once all whom it names have been decided on; before that, or where it names nobody, it is withdrawn.
        PERFORM FROM public.case_person p WHERE p.county_id = of_county AND p.case_id = in_case;
        IF NOT FOUND THEN RETURN 'missing'; END IF;
        PERFORM FROM public.case_person p
        WHERE p.county_id = of_county AND p.case_id = in_case AND NOT EXISTS (
            SELECT FROM public.case_act a WHERE a.county_id = of_county AND a.case_id = in_case AND a.term = p.term
                AND a.kind = 'decision');
        IF FOUND THEN RETURN 'missing'; END IF;
    ELSIF of_kind = 'decision' THEN
        -- On what stands still; after the proposal, which spoke of whom it is about; its days after a statement was asked for;
        -- and with every statement before whoever decides.
        PERFORM public.seal_context(who);
        IF NOT public.case_stands(of_county, in_case) THEN RETURN 'gone'; END IF;
        PERFORM FROM public.ladder_step s
        JOIN public.case_person p ON p.county_id = of_county AND p.case_id = in_case AND p.term = of_term AND p.entry < s.entry
        WHERE s.county_id = of_county AND s.case_id = in_case AND s.rung = 'proposal';
        IF NOT FOUND THEN RETURN 'missing'; END IF;
        SELECT a.happened_at INTO asked FROM public.case_act a
        WHERE a.county_id = of_county AND a.case_id = in_case AND a.kind = 'statementAsked' AND a.term = of_term;
        IF NOT FOUND THEN RETURN 'missing'; END IF;
        IF asked + make_interval(days => (SELECT d.statement FROM public.ladder_days(of_county) AS d)) > now_at THEN
            RETURN 'early';
        END IF;
        PERFORM FROM public.case_act a
        WHERE a.county_id = of_county AND a.case_id = in_case AND a.kind = 'statement' AND a.entry > coalesce(act_in_case.seen, 0);
        IF FOUND OR act_in_case.seen > (SELECT max(e.number) FROM public.audit_entry e WHERE e.county_id = of_county) THEN
            RETURN 'unseen';
        END IF;
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
