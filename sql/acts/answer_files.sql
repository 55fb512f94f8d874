-- Reading the files of answers by the answer that names them: a digest alone opens nothing.
-- Who may: whoever may read the answer
-- Writes: nothing
-- Answers: what answers for a gap name with what has arrived of it; the bytes of one file from a place on; its copy

-- The files that an answer names: `n` counts from 0. `entry` is of the receipt that it counts by, of whoever sent the answer;
-- NULL while all of its bytes have not come from them.
CREATE OR REPLACE FUNCTION answer_named(of_county integer, answer uuid) RETURNS TABLE (n integer, digest bytea, entry bigint)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT one.place::integer - 1, one.digest, r.entry
    FROM public.submission s
    CROSS JOIN LATERAL unnest(s.evidence) WITH ORDINALITY AS one (digest, place)
    LEFT JOIN public.evidence_receipt r ON r.county_id = of_county AND r.digest = one.digest AND r.account = s.submitted_by
    WHERE s.county_id = of_county AND s.id = answer
    ORDER BY one.place;
END $$;

-- Whether a file that the answer names has not arrived. Asks nobody who wants to know: for acts.
CREATE OR REPLACE FUNCTION answer_missing(of_county integer, answer uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM public.answer_named(of_county, answer) AS e WHERE e.entry IS NULL);
END $$;

-- Whether this transaction may read the answer: what submission_read says.
CREATE OR REPLACE FUNCTION reads_answer(of_county integer, answer uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM public.submission s
        WHERE s.county_id = of_county AND s.id = answer AND of_county = public.acting('read')
            AND (coalesce(s.site = ANY (public.acting_sites()), true)
                OR (s.submitted_at AT TIME ZONE INTERVAL '08:00')::date <= (public.acting_past() ->> s.site)::date));
END $$;

-- All that those answers name, with what is here of each. `copied` is whether a copy was tried, `refused` why there is none.
CREATE OR REPLACE FUNCTION files_of_answers(of_county integer, answers uuid[]) RETURNS TABLE (
    answer uuid, n integer, digest bytea, entry bigint, received_at timestamptz, size integer, kind text, copied boolean,
    refused text, width integer, height integer, beyond integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT one, e.n, e.digest, e.entry, k.received_at, k.size, k.kind, coalesce(k.copied, false), k.refused, k.width, k.height, k.beyond
    FROM unnest(answers) AS one
    CROSS JOIN LATERAL public.answer_named(of_county, one) AS e
    LEFT JOIN LATERAL public.kept_file(of_county, e.entry) AS k ON true
    WHERE public.reads_answer(of_county, one)
    ORDER BY one, e.n;
END $$;

-- The digest of a file that has arrived, by the place at which an answer names it; NULL where there is none to read.
CREATE OR REPLACE FUNCTION answer_file_at(of_county integer, answer uuid, at_n integer) RETURNS bytea
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT public.reads_answer(of_county, answer) THEN RETURN NULL; END IF;
    RETURN (SELECT e.digest FROM public.answer_named(of_county, answer) AS e WHERE e.n = at_n AND e.entry IS NOT NULL);
END $$;

-- The piece that begins at that place, of the file that an answer names there, with what the file is.
CREATE OR REPLACE FUNCTION answer_piece_at(of_county integer, answer uuid, at_n integer, at_place integer)
RETURNS TABLE (digest bytea, size integer, kind text, bytes bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT * FROM public.kept_piece(of_county, public.answer_file_at(of_county, answer, at_n), at_place);
END $$;

-- The copy of the file that an answer names there: the thumbnail, or the larger one. No row where none was tried yet.
CREATE OR REPLACE FUNCTION answer_copy_at(of_county integer, answer uuid, at_n integer, small boolean)
RETURNS TABLE (digest bytea, refused text, bytes bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT * FROM public.kept_copy(of_county, public.answer_file_at(of_county, answer, at_n), small);
END $$;
REVOKE ALL ON FUNCTION answer_named, answer_missing, reads_answer, files_of_answers, answer_file_at, answer_piece_at,
    answer_copy_at FROM PUBLIC;
GRANT EXECUTE ON FUNCTION files_of_answers, answer_piece_at, answer_copy_at TO lazaret_server;
