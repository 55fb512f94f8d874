-- Judging what a site sent about a gap, or a visit that found it met and waits: verified, which closes it, or returned.
-- Who may: file; not at the shell, not who sent it, not who held a duty at the site since the gap was found
-- Writes: verification; entry verify or return
-- Answers: done; already where the same account judged it so; decided where somebody else was first; unknown; closed; outdated where something came after it, but for a visit that waited until the item was found again; moved; barred; pending where files that the answer names have not come

-- Since when the item was found that the visit saw mended, where that waited for an inspector until a later one found the item
-- again; NULL of any other. What an inspector says of it then ends nothing (`gap_runs`): it says whether what was found after
-- it is found anew (`seen_mended`), and by when it had to be closed.
CREATE OR REPLACE FUNCTION waited_in_vain(of_county integer, of_site text, of_item text, of_visit uuid) RETURNS timestamptz
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT r.since
        FROM public.site_life(of_county, of_site) AS past
        JOIN public.standing_inspection v ON v.county_id = of_county AND v.id = of_visit AND v.site = past.site
            AND v.visit_day <= past.until AND v.visit_day > past.after AND of_item <> ALL (v.not_asked)
        JOIN public.checklist_version c ON c.county_id = of_county AND c.digest = v.checklist_digest AND of_item = ANY (c.items)
        CROSS JOIN public.gap_runs(of_county, of_site, of_item) AS r
        JOIN public.inspection first ON first.county_id = of_county AND first.id = r.first_inspection
        JOIN public.inspection last ON last.county_id = of_county AND last.id = r.last_inspection
        WHERE (v.finished_at, v.place) > (first.finished_at, first.place)
            AND (v.finished_at, v.place) < (last.finished_at, last.place)
            AND NOT EXISTS (
                SELECT FROM public.gap g WHERE g.county_id = of_county AND g.inspection = of_visit AND g.item = of_item
                    AND (NOT g.fixed_on_spot OR public.evidence_missing(of_county, of_visit, of_item)))
        LIMIT 1);
END $$;

CREATE OR REPLACE FUNCTION verify_rectification(
    of_county integer, key bytea, from_address text, of_site text, of_item text, of_submission uuid, of_visit uuid,
    verdict text, why text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'file');
    today date := (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date;
    known public.verification;
    judged public.verification;
    run record;
    found_at timestamptz;
BEGIN
    IF who.via = 'shell' THEN
        RAISE EXCEPTION 'the operator verifies nothing' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NOT coalesce(char_length(of_site) BETWEEN 1 AND 32 AND char_length(of_item) BETWEEN 1 AND 100
        AND num_nonnulls(of_submission, of_visit) = 1 AND verdict = ANY (ARRAY['verified', 'returned'])
        AND CASE WHEN why IS NULL THEN verdict = 'verified' ELSE char_length(why) BETWEEN 1 AND 2000 END, false)
    THEN
        RAISE EXCEPTION 'that is no verification' USING ERRCODE = 'check_violation', CONSTRAINT = 'verification_bounds',
            TABLE = 'verification';
    END IF;
    PERFORM pg_advisory_xact_lock(of_county, hashtext('gap/' || of_site || '/' || of_item));
    SELECT * INTO known FROM public.verification y
    WHERE y.county_id = of_county AND y.item = of_item AND (y.submission = of_submission OR y.inspection = of_visit);
    IF FOUND THEN
        RETURN CASE WHEN known.verified_by = who.account AND known.verdict = verify_rectification.verdict THEN 'already' ELSE 'decided' END;
    END IF;
    PERFORM FROM public.operation p
    WHERE p.county_id = of_county AND p.predecessor = of_site AND p.replaced_at IS NULL AND NOT EXISTS (
        SELECT FROM public.operation o WHERE o.county_id = of_county AND o.site = of_site AND o.replaced_at IS NULL
            AND coalesce(o.closed_on, 'infinity') >= today);
    IF FOUND THEN RETURN 'moved'; END IF;
    PERFORM public.seal_context(who);
    SELECT * INTO run FROM public.gap_runs(of_county, of_site, of_item) AS r ORDER BY r.number DESC LIMIT 1;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    found_at := run.since;
    IF run.ended_at IS NOT NULL OR coalesce(run.submission <> of_submission, run.waiting <> of_visit, true) THEN
        found_at := public.waited_in_vain(of_county, of_site, of_item, of_visit);
        IF found_at IS NULL AND run.ended_at IS NOT NULL THEN RETURN 'closed'; END IF;
        -- What is sent back has to be answered anew: not where an answer came since, which is judged itself.
        IF found_at IS NULL OR verdict = 'returned' AND run.ended_at IS NULL AND run.answered_at IS NOT NULL THEN
            RETURN 'outdated';
        END IF;
    END IF;
    -- The inspected never close what was found of them (domain §6).
    IF public.answers_for_gap(who, of_site, of_item, found_at) THEN RETURN 'barred'; END IF;
    -- What nobody can look at shows nothing.
    IF verdict = 'verified' AND public.answer_missing(of_county, of_submission) THEN RETURN 'pending'; END IF;
    judged := ROW(of_county, NULL, of_site, of_item, of_submission, of_visit, verdict, why, clock_timestamp(), who.account);
    judged.entry := public.write_entry(who, CASE verdict WHEN 'verified' THEN 'verify' ELSE 'return' END,
        'gap/' || of_site || '/' || of_item, NULL, sha256(convert_to(public.framed(ARRAY[
        'lazaret verification v1', judged.site, judged.item, judged.submission::text, judged.inspection::text, judged.verdict,
        judged.reason, (extract(epoch FROM judged.verified_at) * 1000000)::bigint::text, judged.verified_by]), 'UTF8')), why);
    INSERT INTO public.verification SELECT judged.*;
    RETURN 'done';
END $$;
REVOKE ALL ON FUNCTION waited_in_vain, verify_rectification FROM PUBLIC;
GRANT EXECUTE ON FUNCTION verify_rectification TO lazaret_server;
