-- Answering for a gap: what was done about it, in words and with the digests of what shows it.
-- Who may: respond, at the own site: a director for every gap, others for those that are theirs; the operator at the shell, with the reason
-- Writes: submission; entry submit
-- Answers: submitted; already; taken where the id has other content; unknown where there is no such gap; closed where none is open; outdated where another visit found it last; moved where the site goes on elsewhere; others where it is not theirs; many where a hundred came since it was found

CREATE OR REPLACE FUNCTION submit_rectification(
    of_county integer, key bytea, from_address text, submission_id uuid, of_site text, of_item text, visit uuid, words text,
    evidence bytea[], on_behalf text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, NULL);
    today date := (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date;
    duties text[];
    sent public.submission;
    run record;
BEGIN
    IF who.via <> 'shell' THEN
        SELECT array_agg(d.duty) INTO duties
        FROM public.account_duty d
        JOIN public.posting p ON p.county_id = of_county AND p.site = d.site AND p.id = d.term AND p.replaced_at IS NULL
            AND today BETWEEN p.held_from AND coalesce(p.held_to, 'infinity')
        WHERE d.county_id = of_county AND d.account = who.account AND d.site = of_site
            AND ('holder' = ANY (who.roles) OR d.duty = 'director');
        IF NOT who.rights @> ARRAY['read', 'respond'] OR duties IS NULL THEN
            RAISE EXCEPTION '% may not do that', who.account USING ERRCODE = 'insufficient_privilege';
        END IF;
    END IF;
    IF NOT coalesce(submission_id IS NOT NULL AND visit IS NOT NULL AND char_length(of_site) BETWEEN 1 AND 32
        AND char_length(of_item) BETWEEN 1 AND 100 AND char_length(words) BETWEEN 1 AND 4000
        AND cardinality(evidence) <= 20 AND coalesce(array_ndims(evidence), 1) = 1
        AND NOT EXISTS (SELECT FROM unnest(evidence) AS one WHERE octet_length(one) IS DISTINCT FROM 32)
        AND CASE WHEN who.via = 'shell' THEN char_length(on_behalf) BETWEEN 1 AND 2000 ELSE on_behalf IS NULL END, false)
    THEN
        RAISE EXCEPTION 'that is no submission' USING ERRCODE = 'check_violation', CONSTRAINT = 'submission_bounds',
            TABLE = 'submission';
    END IF;
    -- Whoever sends, judges or moves anything of this gap goes first or waits; so does whoever sends this once more.
    PERFORM pg_advisory_xact_lock(of_county, hashtext('gap/' || of_site || '/' || of_item));
    PERFORM pg_advisory_xact_lock(of_county, hashtext(submission_id::text));
    SELECT * INTO sent FROM public.submission s WHERE s.county_id = of_county AND s.id = submission_id;
    IF FOUND THEN
        RETURN CASE WHEN (sent.site, sent.item, sent.inspection, sent.words, sent.evidence, sent.submitted_by)
            = (of_site, of_item, visit, words, evidence, who.account) THEN 'already' ELSE 'taken' END;
    END IF;
    PERFORM FROM public.operation p
    WHERE p.county_id = of_county AND p.predecessor = of_site AND p.replaced_at IS NULL AND NOT EXISTS (
        SELECT FROM public.operation o WHERE o.county_id = of_county AND o.site = of_site AND o.replaced_at IS NULL
            AND coalesce(o.closed_on, 'infinity') >= today);
    IF FOUND THEN RETURN 'moved'; END IF;
    PERFORM public.seal_context(who);
    SELECT * INTO run FROM public.gap_runs(of_county, of_site, of_item) AS r ORDER BY r.number DESC LIMIT 1;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    IF run.ended_at IS NOT NULL THEN RETURN 'closed'; END IF;
    IF run.last_inspection <> visit THEN RETURN 'outdated'; END IF;
    IF who.via <> 'shell' AND NOT duties && ARRAY['director', run.responsible] THEN RETURN 'others'; END IF;
    IF (SELECT count(*) FROM public.submission s
        WHERE s.county_id = of_county AND s.site = of_site AND s.item = of_item AND s.submitted_at >= run.since) >= 100
    THEN
        RETURN 'many';
    END IF;
    sent := ROW(of_county, submission_id, of_site, of_item, visit, words, evidence, clock_timestamp(), who.account,
        left(who.duty, 1000), NULL);
    sent.entry := public.write_entry(who, 'submit', 'gap/' || of_site || '/' || of_item, NULL, sha256(convert_to(public.framed(ARRAY[
        'lazaret submission v1', sent.id::text, sent.site, sent.item, sent.inspection::text, sent.words,
        (SELECT string_agg(encode(one, 'hex'), ',' ORDER BY place) FROM unnest(evidence) WITH ORDINALITY AS e (one, place)),
        (extract(epoch FROM sent.submitted_at) * 1000000)::bigint::text, sent.submitted_by, sent.duty]), 'UTF8')), on_behalf);
    INSERT INTO public.submission SELECT sent.*;
    RETURN 'submitted';
END $$;
REVOKE ALL ON FUNCTION submit_rectification FROM PUBLIC;
GRANT EXECUTE ON FUNCTION submit_rectification TO lazaret_server;
