-- Reading the photograph of a signed paper by the notice or the order whose hand-over names it.
-- Who may: whoever may read the notice or the order
-- Writes: nothing
-- Answers: the file that the hand-over names with what has arrived of it; its bytes from a place on; its copy

-- Of the notice of a visit, or of an order: exactly one of the two is given. `entry` is of the receipt, of whoever recorded the
-- hand-over; NULL while all of its bytes have not come from them. No row for whoever may not read the paper.
CREATE OR REPLACE FUNCTION photograph_named(of_county integer, visit uuid, order_id uuid)
RETURNS TABLE (digest bytea, sender text, entry bigint) LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF num_nonnulls(visit, order_id) <> 1 OR of_county IS DISTINCT FROM public.acting('read') THEN RETURN; END IF;
    RETURN QUERY
    SELECT a.photograph, a.recorded_by, r.entry
    FROM (
        SELECT n.photograph, n.recorded_by, n.site, n.visit_day AS day FROM public.notice_arrival n
        WHERE n.county_id = of_county AND n.inspection = visit
        UNION ALL
        SELECT o.photograph, o.recorded_by, o.site, (o.issued_at AT TIME ZONE INTERVAL '08:00')::date FROM public.order_arrival o
        WHERE o.county_id = of_county AND o.id = order_id) AS a
    LEFT JOIN public.evidence_receipt r ON r.county_id = of_county AND r.digest = a.photograph AND r.account = a.recorded_by
    WHERE a.photograph IS NOT NULL AND (coalesce(a.site = ANY (public.acting_sites()), true)
        OR a.day <= (public.acting_past() ->> a.site)::date);
END $$;

-- The same with what the file is. `copied` is whether a copy was tried, `refused` why there is none; `is_own` whether it is for
-- this account to send.
CREATE OR REPLACE FUNCTION photograph_of(of_county integer, visit uuid, order_id uuid) RETURNS TABLE (
    digest bytea, entry bigint, received_at timestamptz, size integer, kind text, copied boolean, refused text, width integer,
    height integer, beyond integer, is_own boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT p.digest, p.entry, k.received_at, k.size, k.kind, coalesce(k.copied, false), k.refused, k.width, k.height, k.beyond,
        coalesce(p.sender = public.acting_account(), false)
    FROM public.photograph_named(of_county, visit, order_id) AS p
    LEFT JOIN LATERAL public.kept_file(of_county, p.entry) AS k ON true;
END $$;

-- The piece that begins at that place, of a photograph that has arrived, with what the file is.
CREATE OR REPLACE FUNCTION photograph_piece_at(of_county integer, visit uuid, order_id uuid, at_place integer)
RETURNS TABLE (digest bytea, size integer, kind text, bytes bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT k.* FROM public.photograph_named(of_county, visit, order_id) AS named
    CROSS JOIN LATERAL public.kept_piece(of_county, named.digest, at_place) AS k
    WHERE named.entry IS NOT NULL;
END $$;

-- The copy of it: the thumbnail, or the larger one. No row where none was tried yet.
CREATE OR REPLACE FUNCTION photograph_copy_at(of_county integer, visit uuid, order_id uuid, small boolean)
RETURNS TABLE (digest bytea, refused text, bytes bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT k.* FROM public.photograph_named(of_county, visit, order_id) AS named
    CROSS JOIN LATERAL public.kept_copy(of_county, named.digest, small) AS k
    WHERE named.entry IS NOT NULL;
END $$;
REVOKE ALL ON FUNCTION photograph_named, photograph_of, photograph_piece_at, photograph_copy_at FROM PUBLIC;
GRANT EXECUTE ON FUNCTION photograph_of, photograph_piece_at, photograph_copy_at TO lazaret_server;
