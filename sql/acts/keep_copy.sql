-- Keeping what was made from a picture for pages to show, or why nothing could be made.
-- Who may: read
-- Writes: evidence_copy
-- Answers: kept; already; unknown where no such file is here

-- Which release of what makes copies (`Sources/Pictures`) this is. It is raised whenever that may do better with a picture
-- than before: what an earlier one refused counts as not tried, and is tried once more when somebody looks. The first
-- refused for good what ended by chance too: a process that was killed, a clock that ran out.
CREATE OR REPLACE FUNCTION copy_maker() RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
RETURN 2;

-- No evidence, and made anew whenever it is missing: whoever looks at a picture first has the server make it.
CREATE OR REPLACE FUNCTION keep_copy(
    of_county integer, key bytea, from_address text, of_digest bytea, not_made text, of_width integer, of_height integer,
    bytes_beyond integer, of_page bytea, of_thumbnail bytea)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM public.actor(of_county, key, from_address, 'read');
    PERFORM FROM public.evidence_file f WHERE f.county_id = of_county AND f.digest = of_digest AND f.kind LIKE 'image/%';
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    INSERT INTO public.evidence_copy AS c (county_id, digest, refused, width, height, beyond, page, thumbnail, maker)
    VALUES (of_county, of_digest, not_made, of_width, of_height, bytes_beyond, of_page, of_thumbnail, public.copy_maker())
    ON CONFLICT (county_id, digest) DO UPDATE
    SET refused = excluded.refused, width = excluded.width, height = excluded.height, beyond = excluded.beyond,
        page = excluded.page, thumbnail = excluded.thumbnail, maker = excluded.maker, made_at = excluded.made_at
    WHERE c.refused IS NOT NULL AND c.maker < excluded.maker;
    RETURN CASE WHEN FOUND THEN 'kept' ELSE 'already' END;
END $$;
REVOKE ALL ON FUNCTION keep_copy, copy_maker FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keep_copy TO lazaret_server;
