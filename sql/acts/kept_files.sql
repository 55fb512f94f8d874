-- What is kept of files that have arrived, for functions that have found that whoever asks may read them.
-- Who may: nobody by itself
-- Writes: nothing
-- Answers: what a receipt says with what the file is and whether a copy was tried; a piece; a copy

-- What has arrived by that receipt; no row without one. `copied` is whether a copy was tried, `refused` why there is none.
CREATE OR REPLACE FUNCTION kept_file(of_county integer, of_entry bigint) RETURNS TABLE (
    received_at timestamptz, size integer, kind text, copied boolean, refused text, width integer, height integer, beyond integer)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT r.received_at, f.size, f.kind, c.digest IS NOT NULL, c.refused, c.width, c.height, c.beyond
    FROM public.evidence_receipt r
    LEFT JOIN public.evidence_file f ON f.county_id = of_county AND f.digest = r.digest
    LEFT JOIN public.evidence_copy c ON c.county_id = of_county AND c.digest = r.digest
        AND (c.refused IS NULL OR c.maker >= public.copy_maker())
    WHERE r.county_id = of_county AND r.entry = of_entry;
END $$;

-- The piece of a file that begins at that place, with what the file is.
CREATE OR REPLACE FUNCTION kept_piece(of_county integer, of_digest bytea, at_place integer)
RETURNS TABLE (digest bytea, size integer, kind text, bytes bytea)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT f.digest, f.size, f.kind, p.bytes
    FROM public.evidence_file f
    LEFT JOIN public.evidence_piece p ON p.county_id = of_county AND p.upload = f.body AND p.place = at_place
    WHERE f.county_id = of_county AND f.digest = of_digest;
END $$;

-- The copy of a picture: the thumbnail, or the larger one. No row where none was tried yet.
CREATE OR REPLACE FUNCTION kept_copy(of_county integer, of_digest bytea, small boolean)
RETURNS TABLE (digest bytea, refused text, bytes bytea)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT c.digest, c.refused, CASE WHEN small THEN c.thumbnail ELSE c.page END
    FROM public.evidence_copy c
    WHERE c.county_id = of_county AND c.digest = of_digest AND (c.refused IS NULL OR c.maker >= public.copy_maker());
END $$;
REVOKE ALL ON FUNCTION kept_file, kept_piece, kept_copy FROM PUBLIC;
