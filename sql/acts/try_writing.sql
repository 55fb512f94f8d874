-- Whether writing works: /readyz asks, at most once a second.
-- Who may: the server, for its county, whoever asks
-- Writes: readiness
-- Answers: what the database's clock shows

-- Writes, and says what the database's clock shows.
CREATE OR REPLACE FUNCTION try_writing(of_county integer) RETURNS timestamptz
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO public.readiness AS r (county_id, written_at) VALUES (of_county, clock_timestamp())
    ON CONFLICT (county_id) DO UPDATE SET written_at = excluded.written_at
    RETURNING r.written_at
$$;
