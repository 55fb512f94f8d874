-- Issuing the notice of a visit: it gets its number, and is sealed as it says.
-- Who may: manage
-- Writes: notice, document_series; entry issue
-- Answers: issued; already; unknown where there is no such inspection; withdrawn or revised where it does not stand; settled where it left no gap open; headless without a letterhead; outdated where gaps or deadlines are others

-- A moment as documents write it.
CREATE OR REPLACE FUNCTION document_moment(at timestamptz) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS')
        || CASE WHEN date_trunc('second', at) = at THEN '' ELSE to_char(at AT TIME ZONE 'UTC', '.US') END || 'Z';
END $$;

-- `content` is what the notice says below its head: the visit, and an item for each gap that it left open with the
-- deadline that binds. The head (number, moment, office) is put before it here, so that it is known to nobody earlier.
CREATE OR REPLACE FUNCTION issue_notice(of_county integer, key bytea, from_address text, visit uuid, content json)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
    seen public.inspection;
    head public.letterhead;
    open_gaps text[]; -- each with its deadline
    said text[];
    now_at timestamptz;
    in_year integer;
    next_number integer;
    whole text;
    of_whole bytea;
    written bigint;
BEGIN
    -- Whoever corrects or withdraws the visit goes first or waits.
    PERFORM pg_advisory_xact_lock(of_county, hashtext(visit::text));
    SELECT i.* INTO seen FROM public.inspection i WHERE i.county_id = of_county AND i.id = visit;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    PERFORM FROM public.notice n WHERE n.county_id = of_county AND n.inspection = visit;
    IF FOUND THEN RETURN 'already'; END IF;
    PERFORM FROM public.withdrawal w WHERE w.county_id = of_county AND w.inspection = visit;
    IF FOUND THEN RETURN 'withdrawn'; END IF;
    PERFORM FROM public.inspection r WHERE r.county_id = of_county AND r.revises = visit;
    IF FOUND THEN RETURN 'revised'; END IF;
    -- What was mended on the spot has to be mended as long as its evidence has not come (sql/acts/gap_runs.sql), and
    -- what was closed since is ordered no more. The deadline of a gap that was found before and not seen mended since is
    -- that of whoever found it first, unless one was given in its place.
    PERFORM public.seal_context(who);
    SELECT array_agg(g.item || ' ' || public.document_moment(coalesce(past.moved, least(g.deadline, past.deadline))) ORDER BY g.item COLLATE "C")
    INTO open_gaps
    FROM public.gap g
    JOIN LATERAL public.gaps_past(
        of_county, seen.site, ARRAY[g.item], ARRAY[g.status], seen.finished_at, seen.place) AS past ON true
    WHERE g.county_id = of_county AND g.inspection = visit AND g.status = 'notMet'
        AND (NOT g.fixed_on_spot OR public.evidence_pending(of_county, visit, g.item))
        AND g.item NOT IN (SELECT closed.item FROM public.gaps_closed(of_county, visit) AS closed);
    IF open_gaps IS NULL THEN RETURN 'settled'; END IF;
    SELECT l.* INTO head FROM public.letterhead l WHERE l.county_id = of_county ORDER BY l.entry DESC LIMIT 1;
    IF NOT FOUND THEN RETURN 'headless'; END IF;
    IF content IS NULL OR octet_length(content::text) > 1000000 OR json_typeof(content) <> 'object'
        OR json_typeof(content -> 'items') IS DISTINCT FROM 'array' THEN
        RAISE EXCEPTION 'that is no notice' USING ERRCODE = 'check_violation';
    END IF;
    IF left(content::text, 2) <> '{"' OR content #>> '{visit,id}' IS DISTINCT FROM visit::text
        OR EXISTS (SELECT FROM json_object_keys(content) AS member
            WHERE member IN ('form', 'number', 'year', 'serial', 'issuedAt', 'office', 'redHead')) THEN
        RAISE EXCEPTION 'that is no notice of the visit' USING ERRCODE = 'check_violation';
    END IF;
    SELECT array_agg((one ->> 'item') || ' ' || (one ->> 'deadline') ORDER BY one ->> 'item' COLLATE "C") INTO said
    FROM json_array_elements(content -> 'items') AS one;
    IF said IS DISTINCT FROM open_gaps THEN RETURN 'outdated'; END IF;
    -- One at a time gets the next number of the year: none is left out, and none given twice.
    in_year := extract(year FROM clock_timestamp() AT TIME ZONE INTERVAL '08:00');
    INSERT INTO public.document_series (county_id, kind, year) VALUES (of_county, 'notice', in_year) ON CONFLICT DO NOTHING;
    PERFORM FROM public.document_series s
    WHERE s.county_id = of_county AND s.kind = 'notice' AND s.year = in_year FOR NO KEY UPDATE;
    SELECT coalesce(max(n.number), 0) + 1 INTO next_number FROM public.notice n
    WHERE n.county_id = of_county AND n.year = in_year;
    now_at := date_trunc('second', clock_timestamp());
    whole := '{"form":"lazaret notice v1","number":' || to_json(head.short || '整〔' || in_year || '〕' || next_number || '号')::text
        || ',"year":' || in_year || ',"serial":' || next_number
        || ',"issuedAt":"' || public.document_moment(now_at) || '","office":{"zh":' || to_json(head.office_zh)::text
        || ',"en":' || to_json(head.office_en)::text || '}'
        || coalesce(',"redHead":' || to_json(head.red_head)::text, '') || ',' || substr(content::text, 2);
    of_whole := sha256(convert_to(whole, 'UTF8'));
    written := public.write_entry(who, 'issue', 'notice/' || visit, NULL, of_whole);
    INSERT INTO public.notice (county_id, inspection, site, visit_day, year, number, issued_at, issued_by, document, digest, entry)
    VALUES (of_county, visit, seen.site, seen.visit_day, in_year, next_number, now_at, who.account, whole::json, of_whole, written);
    RETURN 'issued';
END $$;
REVOKE ALL ON FUNCTION document_moment, issue_notice FROM PUBLIC;
GRANT EXECUTE ON FUNCTION issue_notice TO lazaret_server;
