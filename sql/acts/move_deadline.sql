-- Giving an open gap another deadline, with a reason.
-- Who may: manage; not who answered for it or held a duty at the site since it was found
-- Writes: deadline_change; entry move
-- Answers: moved; already where it has that deadline; unknown; closed where it is not open, or no deadline binds before it is found again; before where it was found later; changed where the deadline was another; gone where the site goes on elsewhere; barred

CREATE OR REPLACE FUNCTION move_deadline(
    of_county integer, key bytea, from_address text, of_site text, of_item text, was timestamptz, deadline timestamptz, why text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
    today date := (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date;
    change public.deadline_change;
    run record;
BEGIN
    IF NOT coalesce(char_length(of_site) BETWEEN 1 AND 32 AND char_length(of_item) BETWEEN 1 AND 100
        AND isfinite(was) AND deadline BETWEEN '2000-01-01' AND clock_timestamp() + INTERVAL '366 days'
        AND char_length(why) BETWEEN 1 AND 2000, false)
    THEN
        RAISE EXCEPTION 'that is no deadline' USING ERRCODE = 'check_violation', CONSTRAINT = 'deadline_bounds',
            TABLE = 'deadline_change';
    END IF;
    PERFORM pg_advisory_xact_lock(of_county, hashtext('gap/' || of_site || '/' || of_item));
    PERFORM FROM public.operation p
    WHERE p.county_id = of_county AND p.predecessor = of_site AND p.replaced_at IS NULL AND NOT EXISTS (
        SELECT FROM public.operation o WHERE o.county_id = of_county AND o.site = of_site AND o.replaced_at IS NULL
            AND coalesce(o.closed_on, 'infinity') >= today);
    IF FOUND THEN RETURN 'gone'; END IF;
    PERFORM public.seal_context(who);
    SELECT * INTO run FROM public.gap_runs(of_county, of_site, of_item) AS r ORDER BY r.number DESC LIMIT 1;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    IF run.ended_at IS NOT NULL OR run.seen_mended THEN RETURN 'closed'; END IF;
    -- Nobody gives themselves more time (domain §6).
    IF public.answers_for_gap(who, of_site, of_item, run.since) THEN RETURN 'barred'; END IF;
    IF run.deadline = move_deadline.deadline THEN RETURN 'already'; END IF;
    IF run.deadline <> was THEN RETURN 'changed'; END IF;
    IF move_deadline.deadline <= run.since THEN RETURN 'before'; END IF;
    change := ROW(of_county, NULL, of_site, of_item, run.first_inspection, was, deadline, why, clock_timestamp(), who.account);
    change.entry := public.write_entry(who, 'move', 'gap/' || of_site || '/' || of_item, NULL, sha256(convert_to(public.framed(ARRAY[
        'lazaret deadline v1', change.site, change.item, change.inspection::text,
        (extract(epoch FROM change.was) * 1000000)::bigint::text, (extract(epoch FROM change.deadline) * 1000000)::bigint::text,
        change.reason, (extract(epoch FROM change.changed_at) * 1000000)::bigint::text, change.changed_by]), 'UTF8')), why);
    INSERT INTO public.deadline_change SELECT change.*;
    RETURN 'moved';
END $$;
REVOKE ALL ON FUNCTION move_deadline FROM PUBLIC;
GRANT EXECUTE ON FUNCTION move_deadline TO lazaret_server;
