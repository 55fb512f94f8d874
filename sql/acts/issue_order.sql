-- Issuing an order about a gap that is near its deadline, behind, or overdue: it gets its number, and is sealed as it says.
-- Who may: manage
-- Writes: supervision_order, document_series; entry issue
-- Answers: issued; already where the id is on record for that gap; taken where it is for another; unknown; closed where it is not open; calm where nothing is to be urged; stands where there is such an order of it; moved where the site goes on elsewhere; headless without a letterhead; outdated where colour, deadline or finding are others

-- `content` is what the order says below its head. Colour, deadline and the visit that found it last are worked out here,
-- as `Sources/Compliance/Rectification/GapRun.swift` does, by this clock.
CREATE OR REPLACE FUNCTION issue_order(
    of_county integer, key bytea, from_address text, order_id uuid, at_site text, of_item text, content json)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
    now_at timestamptz := clock_timestamp();
    held public.supervision_order;
    run record;
    is_of text;
    head public.letterhead;
    in_year integer;
    next_number integer;
    whole text;
    of_whole bytea;
    written bigint;
BEGIN
    IF NOT coalesce(char_length(at_site) BETWEEN 1 AND 32 AND char_length(of_item) BETWEEN 1 AND 100 AND order_id IS NOT NULL, false) THEN
        RAISE EXCEPTION 'that is no order' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM pg_advisory_xact_lock(of_county, hashtext('gap/' || at_site || '/' || of_item));
    SELECT o.* INTO held FROM public.supervision_order o WHERE o.county_id = of_county AND o.id = order_id;
    IF FOUND THEN
        RETURN CASE WHEN held.site = at_site AND held.item = of_item THEN 'already' ELSE 'taken' END;
    END IF;
    PERFORM public.seal_context(who);
    IF public.site_goes_on(of_county, at_site, (SELECT max(o.opened_on) FROM public.operation o
        WHERE o.county_id = of_county AND o.site = at_site AND o.replaced_at IS NULL)) <> at_site THEN RETURN 'moved'; END IF;
    SELECT r.* INTO run FROM public.gap_runs(of_county, at_site, of_item) AS r ORDER BY r.number DESC LIMIT 1;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    IF run.ended_at IS NOT NULL THEN RETURN 'closed'; END IF;
    is_of := CASE
        WHEN run.state IN ('open', 'returned') AND run.deadline < now_at
            OR run.state = 'submitted' AND run.deadline < run.answered_at THEN 'red'
        WHEN run.state = 'returned' OR run.state = 'open' AND run.findings > 1 THEN 'yellow'
        WHEN run.state = 'open' AND 3 * (run.deadline - now_at) <= run.deadline - run.due_from THEN 'blue' END;
    IF is_of IS NULL THEN RETURN 'calm'; END IF;
    -- One of each colour for what stands: another finding, deadline or return is another.
    PERFORM FROM public.supervision_order o
    WHERE o.county_id = of_county AND o.site = at_site AND o.item = of_item AND o.colour = is_of
        AND o.inspection = run.last_inspection AND o.deadline = run.deadline AND NOT EXISTS (
            SELECT FROM public.verification y
            WHERE y.county_id = of_county AND y.site = at_site AND y.item = of_item AND y.verdict = 'returned'
                AND y.verified_at > o.issued_at);
    IF FOUND THEN RETURN 'stands'; END IF;
    SELECT l.* INTO head FROM public.letterhead l WHERE l.county_id = of_county ORDER BY l.entry DESC LIMIT 1;
    IF NOT FOUND THEN RETURN 'headless'; END IF;
    IF content IS NULL THEN RETURN 'outdated'; END IF;
    IF octet_length(content::text) > 1000000 OR json_typeof(content) <> 'object' OR left(content::text, 2) <> '{"'
        OR content #>> '{site,code}' IS DISTINCT FROM at_site OR content #>> '{gap,item}' IS DISTINCT FROM of_item
        OR EXISTS (SELECT FROM json_object_keys(content) AS member
            WHERE member IN ('form', 'number', 'year', 'serial', 'issuedAt', 'office', 'redHead')) THEN
        RAISE EXCEPTION 'that is no order about the gap' USING ERRCODE = 'check_violation';
    END IF;
    IF (content ->> 'colour', content ->> 'inspection', content #>> '{gap,deadline}')
        IS DISTINCT FROM (is_of, run.last_inspection::text, public.document_moment(run.deadline)) THEN RETURN 'outdated'; END IF;
    -- One at a time gets the next number of the year: none is left out, and none given twice.
    in_year := extract(year FROM now_at AT TIME ZONE INTERVAL '08:00');
    INSERT INTO public.document_series (county_id, kind, year) VALUES (of_county, 'order', in_year) ON CONFLICT DO NOTHING;
    PERFORM FROM public.document_series s
    WHERE s.county_id = of_county AND s.kind = 'order' AND s.year = in_year FOR NO KEY UPDATE;
    SELECT coalesce(max(o.number), 0) + 1 INTO next_number FROM public.supervision_order o
    WHERE o.county_id = of_county AND o.year = in_year;
    now_at := date_trunc('second', now_at);
    whole := '{"form":"lazaret order v1","number":' || to_json(head.short || '督〔' || in_year || '〕' || next_number || '号')::text
        || ',"year":' || in_year || ',"serial":' || next_number
        || ',"issuedAt":"' || public.document_moment(now_at) || '","office":{"zh":' || to_json(head.office_zh)::text
        || ',"en":' || to_json(head.office_en)::text || '}'
        || coalesce(',"redHead":' || to_json(head.red_head)::text, '') || ',' || substr(content::text, 2);
    of_whole := sha256(convert_to(whole, 'UTF8'));
    written := public.write_entry(who, 'issue', 'order/' || order_id, NULL, of_whole);
    INSERT INTO public.supervision_order (county_id, id, site, item, inspection, colour, deadline, year, number, issued_at, issued_by,
        document, digest, entry)
    VALUES (of_county, order_id, at_site, of_item, run.last_inspection, is_of, run.deadline, in_year, next_number, now_at, who.account,
        whole::json, of_whole, written);
    RETURN 'issued';
END $$;
REVOKE ALL ON FUNCTION issue_order FROM PUBLIC;
GRANT EXECUTE ON FUNCTION issue_order TO lazaret_server;
