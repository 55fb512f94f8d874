-- Beginning to send a file: what may be sent is said before any of it is.
-- Who may: file, respond or supervise
-- Writes: evidence_upload; takes from evidence_upload and evidence_piece what nobody goes on with
-- Answers: begun, with when it ends by itself; many where too much is on its way at once, often where too many were begun within a day, day or total where no more may be sent, with how much may

-- Whether that digest is here already makes no difference: all of its bytes have to come.
CREATE OR REPLACE FUNCTION begin_evidence(
    of_county integer, key bytea, from_address text, upload uuid, of_size integer, promised_digest bytea,
    OUT outcome text, OUT expires timestamptz, OUT most bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.evidence_sender(of_county, key, from_address);
    now_at timestamptz := clock_timestamp();
    may record;
    sent record;
    kept bigint;
BEGIN
    IF NOT coalesce(of_size BETWEEN 1 AND 20971520 AND coalesce(octet_length(promised_digest) = 32, true), false) THEN
        RAISE EXCEPTION 'that is no file' USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_bounds', TABLE = 'evidence_upload';
    END IF;
    -- Whoever begins in this county goes first or waits: what may be sent is counted.
    PERFORM pg_advisory_xact_lock(of_county, hashtext('evidence begins'));
    -- What was begun more than a day ago nobody goes on with. What equals a file that was here goes only now, too, so that
    -- it shows in nothing; the pieces of a file stay.
    WITH old AS (
        DELETE FROM public.evidence_upload u
        WHERE u.county_id = of_county AND u.id IN (
            SELECT o.id FROM public.evidence_upload o
            WHERE o.county_id = of_county AND o.begun_at < now_at - INTERVAL '25 hours'
            ORDER BY o.begun_at LIMIT 10)
        RETURNING u.id)
    DELETE FROM public.evidence_piece p USING old
    WHERE p.county_id = of_county AND p.upload = old.id AND NOT EXISTS (
        SELECT FROM public.evidence_file f WHERE f.county_id = of_county AND f.body = old.id);

    SELECT coalesce(max(l.a_day), 2147483648) AS a_day, coalesce(max(l.in_all), 107374182400) AS in_all
    INTO may FROM public.evidence_limit l WHERE l.county_id = of_county;
    SELECT coalesce(sum(CASE WHEN u.ended_at IS NULL THEN u.size ELSE u.arrived END), 0) AS a_day,
        count(*) FILTER (WHERE u.ended_at IS NULL) AS at_once, count(*) AS begun
    INTO sent FROM public.evidence_upload u
    WHERE u.county_id = of_county AND u.account = who.account AND u.begun_at > now_at - INTERVAL '24 hours';
    IF sent.at_once >= 100 THEN outcome := 'many'; most := 100; RETURN; END IF;
    -- Those given up count too: each is a row for a day.
    IF sent.begun >= 5000 THEN outcome := 'often'; most := 5000; RETURN; END IF;
    IF sent.a_day + of_size > may.a_day THEN outcome := 'day'; most := may.a_day; RETURN; END IF;
    SELECT coalesce(sum(f.size), 0) INTO kept FROM public.evidence_file f WHERE f.county_id = of_county;
    -- Besides: what is to come of uploads that go on, and what lies here of others for a day, be it broken off or equal to a
    -- file that was here; so that whoever reaches the limit learns by it of no file whether it was.
    SELECT kept + coalesce(sum(CASE WHEN u.ended_at IS NULL AND u.begun_at > now_at - INTERVAL '24 hours' THEN u.size
        ELSE u.arrived END), 0) INTO kept FROM public.evidence_upload u
    WHERE u.county_id = of_county AND (u.ended_at IS NULL OR u.outcome = 'received' AND NOT EXISTS (
        SELECT FROM public.evidence_file f WHERE f.county_id = of_county AND f.body = u.id));
    IF kept + of_size > may.in_all THEN outcome := 'total'; most := may.in_all; RETURN; END IF;

    INSERT INTO public.evidence_upload (county_id, id, account, size, promised, begun_at)
    VALUES (of_county, upload, who.account, of_size, promised_digest, now_at);
    outcome := 'begun';
    expires := now_at + INTERVAL '24 hours';
END $$;

-- Whoever may send files: for what they file, for what they answer at the own site, or for a signed paper of a case.
CREATE OR REPLACE FUNCTION evidence_sender(of_county integer, key bytea, from_address text) RETURNS holder
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, NULL);
BEGIN
    IF NOT coalesce('read' = ANY (who.rights) AND who.rights && ARRAY['file', 'respond', 'supervise'], false) THEN
        RAISE EXCEPTION '% may not do that', who.account USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN who;
END $$;
REVOKE ALL ON FUNCTION begin_evidence, evidence_sender FROM PUBLIC;
GRANT EXECUTE ON FUNCTION begin_evidence TO lazaret_server;
