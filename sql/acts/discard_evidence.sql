-- Giving up a file that is on its way: what has arrived of it goes.
-- Who may: file, respond or supervise, the own upload
-- Writes: evidence_upload; takes from evidence_piece
-- Answers: discarded; unknown; ended where all of it was received, or refused

-- What was sent of it counts for the day all the same, so the row stays until nobody counts it.
CREATE OR REPLACE FUNCTION discard_evidence(of_county integer, key bytea, from_address text, upload uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.evidence_sender(of_county, key, from_address);
    own public.evidence_upload;
BEGIN
    SELECT * INTO own FROM public.evidence_upload u
    WHERE u.county_id = of_county AND u.id = upload AND u.account = who.account FOR UPDATE;
    IF NOT FOUND OR own.outcome = 'discarded' THEN RETURN 'unknown'; END IF;
    IF own.ended_at IS NOT NULL THEN RETURN 'ended'; END IF;
    UPDATE public.evidence_upload u SET ended_at = clock_timestamp(), outcome = 'discarded'
    WHERE u.county_id = of_county AND u.id = own.id;
    DELETE FROM public.evidence_piece p WHERE p.county_id = of_county AND p.upload = own.id;
    RETURN 'discarded';
END $$;
REVOKE ALL ON FUNCTION discard_evidence FROM PUBLIC;
GRANT EXECUTE ON FUNCTION discard_evidence TO lazaret_server;
