-- Judging what a site sent about a gap, or a visit that found it met and waits: verified, which closes it, or returned.
-- Who may: file; not at the shell, not who sent it, not who held a duty at the site since the gap was found
-- Writes: verification; entry verify or return
-- Answers: done; already where the same account judged it so; decided where somebody else was first; unknown; closed; outdated where something came after it; moved; barred; pending where files that the answer names have not come

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
    IF run.ended_at IS NOT NULL THEN RETURN 'closed'; END IF;
    IF coalesce(run.submission <> of_submission, run.waiting <> of_visit, true) THEN RETURN 'outdated'; END IF;
    -- The inspected never close what was found of them (domain §6).
    IF public.answers_for_gap(who, of_site, of_item, run.since) THEN RETURN 'barred'; END IF;
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
REVOKE ALL ON FUNCTION verify_rectification FROM PUBLIC;
GRANT EXECUTE ON FUNCTION verify_rectification TO lazaret_server;
