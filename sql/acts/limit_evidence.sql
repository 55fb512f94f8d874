-- Saying how much evidence may be sent: by one account within a day, and in all that the county keeps.
-- Who may: manage
-- Writes: evidence_limit; entry change
-- Answers: done; same where nothing changes

-- What an entry has the digest of, where the limits were changed (docs/record.md).
CREATE OR REPLACE FUNCTION limit_digest(bytes_a_day bigint, bytes_in_all bigint) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN sha256(convert_to(public.framed(ARRAY[
        'lazaret evidence limit v1', bytes_a_day::text, bytes_in_all::text]), 'UTF8'));
END $$;

CREATE OR REPLACE FUNCTION limit_evidence(
    of_county integer, key bytea, from_address text, bytes_a_day bigint, bytes_in_all bigint)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
    before public.evidence_limit;
BEGIN
    -- A tebibyte a day and a pebibyte in all are more than anybody has.
    IF NOT coalesce(bytes_a_day BETWEEN 0 AND 1099511627776 AND bytes_in_all BETWEEN 0 AND 1125899906842624, false) THEN
        RAISE EXCEPTION 'that is no limit' USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_limit_range', TABLE = 'evidence_limit';
    END IF;
    PERFORM pg_advisory_xact_lock(of_county, hashtext('evidence begins'));
    SELECT * INTO before FROM public.evidence_limit l WHERE l.county_id = of_county;
    IF before.a_day = bytes_a_day AND before.in_all = bytes_in_all THEN RETURN 'same'; END IF;
    INSERT INTO public.evidence_limit AS l (county_id, a_day, in_all) VALUES (of_county, bytes_a_day, bytes_in_all)
    ON CONFLICT (county_id) DO UPDATE SET a_day = excluded.a_day, in_all = excluded.in_all;
    -- `Sources/Store/Audit/EvidenceCheck+Limit.swift` says the same.
    PERFORM public.write_entry(who, 'change', 'evidence-limit',
        CASE WHEN before IS NOT NULL THEN public.limit_digest(before.a_day, before.in_all) END,
        public.limit_digest(bytes_a_day, bytes_in_all),
        concat('≤ ', bytes_a_day, ' B / 24 h, ≤ ', bytes_in_all, ' B'));
    RETURN 'done';
END $$;
REVOKE ALL ON FUNCTION limit_evidence, limit_digest FROM PUBLIC;
GRANT EXECUTE ON FUNCTION limit_evidence TO lazaret_server;
