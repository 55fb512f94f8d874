-- Sending a piece of a file; the last one makes it evidence of whoever sent it all.
-- Who may: file, respond or supervise, the own upload
-- Writes: evidence_upload, evidence_piece; with the last piece evidence_file where nobody sent the same before, and evidence_receipt; then entry receive
-- Answers: kept or received, with how much is here; unknown, expired or ended; elsewhere where it goes on at another place; beyond, where it is more than was said; scattered, in too many pieces; mismatch or unsupported, where what came is another file than was said, or of no kind that is taken, with how it begins

-- `digest` and `entry` are of what was received. What is acknowledged is here for good: it is as durable as any act.
CREATE OR REPLACE FUNCTION append_evidence(
    of_county integer, key bytea, from_address text, upload uuid, at_place integer, piece bytea,
    OUT outcome text, OUT arrived integer, OUT head bytea, OUT digest bytea, OUT entry bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.evidence_sender(of_county, key, from_address);
    own public.evidence_upload;
    content_kind text;
BEGIN
    IF NOT coalesce(octet_length(piece) BETWEEN 1 AND 1048576 AND at_place >= 0, false) THEN
        RAISE EXCEPTION 'that is no piece' USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_bounds', TABLE = 'evidence_piece';
    END IF;
    -- Two that go on with it at once: one waits, and is told that it goes on elsewhere by now.
    SELECT * INTO own FROM public.evidence_upload u
    WHERE u.county_id = of_county AND u.id = upload AND u.account = who.account FOR UPDATE;
    IF NOT FOUND THEN outcome := 'unknown'; RETURN; END IF;
    arrived := own.arrived;
    IF own.ended_at IS NOT NULL THEN outcome := 'ended'; RETURN; END IF;
    IF own.begun_at < clock_timestamp() - INTERVAL '24 hours' THEN outcome := 'expired'; RETURN; END IF;
    IF at_place <> own.arrived THEN outcome := 'elsewhere'; RETURN; END IF;
    IF own.arrived + octet_length(piece) > own.size THEN outcome := 'beyond'; RETURN; END IF;
    IF own.pieces >= 1000 THEN outcome := 'scattered'; RETURN; END IF;

    INSERT INTO public.evidence_piece (county_id, upload, place, bytes) VALUES (of_county, own.id, at_place, piece);
    arrived := own.arrived + octet_length(piece);
    IF arrived < own.size THEN
        UPDATE public.evidence_upload u SET arrived = append_evidence.arrived, pieces = own.pieces + 1
        WHERE u.county_id = of_county AND u.id = own.id;
        outcome := 'kept';
        RETURN;
    END IF;

    -- The whole is hashed here, so that nobody has to be believed; one at a time, since that takes its memory.
    PERFORM pg_advisory_xact_lock(of_county, hashtext('evidence is hashed'));
    SELECT sha256(string_agg(p.bytes, ''::bytea ORDER BY p.place)) INTO digest
    FROM public.evidence_piece p WHERE p.county_id = of_county AND p.upload = own.id;
    SELECT string_agg(p.start, ''::bytea ORDER BY p.place) INTO head FROM (
        SELECT o.place, substring(o.bytes FROM 1 FOR 64) AS start FROM public.evidence_piece o
        WHERE o.county_id = of_county AND o.upload = own.id AND o.place < 64) AS p;
    content_kind := public.evidence_kind(head);
    outcome := CASE WHEN own.promised <> digest THEN 'mismatch' WHEN content_kind IS NULL THEN 'unsupported' ELSE 'received' END;
    UPDATE public.evidence_upload u
    SET arrived = own.size, pieces = own.pieces + 1, ended_at = clock_timestamp(), outcome = append_evidence.outcome,
        digest = append_evidence.digest
    WHERE u.county_id = of_county AND u.id = own.id;
    IF outcome <> 'received' THEN -- nobody ever reads it
        DELETE FROM public.evidence_piece p WHERE p.county_id = of_county AND p.upload = own.id;
        RETURN;
    END IF;

    INSERT INTO public.evidence_file (county_id, digest, size, kind, body)
    VALUES (of_county, append_evidence.digest, own.size, content_kind, own.id)
    ON CONFLICT ON CONSTRAINT evidence_file_key DO NOTHING;
    SELECT r.entry INTO entry FROM public.evidence_receipt r
    WHERE r.county_id = of_county AND r.digest = append_evidence.digest AND r.account = who.account;
    IF FOUND THEN RETURN; END IF; -- it sent the same before
    entry := public.write_entry(who, 'receive', 'evidence/' || encode(append_evidence.digest, 'hex'), NULL,
        public.evidence_digest(append_evidence.digest, own.size, content_kind));
    INSERT INTO public.evidence_receipt (county_id, entry, digest, account)
    VALUES (of_county, append_evidence.entry, append_evidence.digest, who.account);
END $$;

-- What the bytes are, by how they begin; NULL for what is not taken. `Sources/Compliance/Evidence/FileContent.swift`
-- says the same, and a test compares the two.
CREATE OR REPLACE FUNCTION evidence_kind(head bytea) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE
        WHEN substring(head FROM 1 FOR 3) = '\xFFD8FF'::bytea THEN 'image/jpeg'
        WHEN substring(head FROM 1 FOR 8) = '\x89504E470D0A1A0A'::bytea THEN 'image/png'
        WHEN substring(head FROM 1 FOR 4) = 'RIFF'::bytea AND substring(head FROM 9 FOR 4) = 'WEBP'::bytea THEN 'image/webp'
        WHEN substring(head FROM 1 FOR 5) = '%PDF-'::bytea THEN 'application/pdf'
        WHEN substring(head FROM 5 FOR 4) = 'ftyp'::bytea AND substring(head FROM 9 FOR 4) = ANY (ARRAY[
            'heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']::bytea[]) THEN 'image/heic'
    END;
END $$;

-- What an entry has the digest of, where a file was received (docs/record.md).
CREATE OR REPLACE FUNCTION evidence_digest(digest bytea, size integer, kind text) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN sha256(convert_to(concat(E'lazaret evidence v1\nsha256 ', encode(digest, 'hex'), E'\nsize ', size,
        E'\nkind ', kind, E'\n'), 'UTF8'));
END $$;
REVOKE ALL ON FUNCTION append_evidence, evidence_kind, evidence_digest FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append_evidence TO lazaret_server;
