-- Reading files by the row that refers to them: a digest alone opens nothing.
-- Who may: whoever may read that row
-- Writes: nothing
-- Answers: what a visit names with what has arrived of it; the bytes of one file from a place on; its copy; whether something is still to come; of given digests the files that whoever asks has sent

-- The files that a visit names, of all items or of one: `n` counts from 0 within the answer. What is no SHA-256 in
-- hexadecimal names no file. `entry` is of the receipt that it counts by: whoever filed sent all of its bytes, or whoever
-- filed what this corrects and named it for the same item; NULL while none has.
CREATE OR REPLACE FUNCTION evidence_named(of_county integer, visit uuid, of_item text DEFAULT NULL)
RETURNS TABLE (item text, n integer, reference text, digest bytea, entry bigint) LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    WITH RECURSIVE line AS (
        SELECT i.filing, i.receipt, i.revises, 0 AS back FROM public.inspection i
        WHERE i.county_id = of_county AND i.id = visit
        UNION ALL
        SELECT i.filing, i.receipt, i.revises, l.back + 1 FROM line l
        JOIN public.inspection i ON i.county_id = of_county AND i.id = l.revises
        WHERE l.back < 1000),
    named AS MATERIALIZED (
        SELECT l.back, l.receipt, a.key AS item, one.place::integer - 1 AS n, one.reference,
            CASE WHEN one.reference ~ '^[0-9A-Fa-f]{64}$' THEN decode(one.reference, 'hex') END AS digest
        FROM line l
        CROSS JOIN LATERAL json_each(CASE WHEN of_item IS NULL THEN l.filing -> 'answers'
            ELSE json_build_object(of_item, l.filing -> 'answers' -> of_item) END) AS a
        CROSS JOIN LATERAL json_array_elements_text(CASE WHEN json_typeof(a.value -> 'evidence') = 'array'
            THEN a.value -> 'evidence' END) WITH ORDINALITY AS one (reference, place))
    SELECT o.item, o.n, o.reference, o.digest, (
        SELECT r.entry FROM named b
        JOIN public.audit_entry e ON e.county_id = of_county AND e.number = b.receipt
        JOIN public.evidence_receipt r ON r.county_id = of_county AND r.digest = b.digest AND r.account = e.actor
        WHERE b.item = o.item AND b.digest = o.digest
        ORDER BY b.back LIMIT 1)
    FROM named o WHERE o.back = 0
    ORDER BY o.item COLLATE "C", o.n;
END $$;

-- Whether a file that the visit names for the item, or for any, has not arrived. Asks nobody who wants to know: for acts.
CREATE OR REPLACE FUNCTION evidence_missing(of_county integer, visit uuid, of_item text DEFAULT NULL) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM public.evidence_named(of_county, visit, of_item) AS e WHERE e.digest IS NOT NULL AND e.entry IS NULL);
END $$;

-- Whether this transaction may read the visit: what inspection_read says.
CREATE OR REPLACE FUNCTION reads_visit(of_county integer, visit uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM public.inspection i
        WHERE i.county_id = of_county AND i.id = visit AND of_county = public.acting('read')
            AND (coalesce(i.site = ANY (public.acting_sites()), true)
                OR i.visit_day <= (public.acting_past() ->> i.site)::date));
END $$;

-- The same as evidence_missing, for whoever may read the visit; NULL for everybody else. For lists.
CREATE OR REPLACE FUNCTION evidence_pending(of_county integer, visit uuid, of_item text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF public.reads_visit(of_county, visit) THEN RETURN public.evidence_missing(of_county, visit, of_item); END IF;
    RETURN NULL;
END $$;

-- All that a visit names, with what is here of each. `copied` is whether a copy was tried, `refused` why there is none;
-- `is_filer` whether what is missing is for this account to send.
CREATE OR REPLACE FUNCTION evidence_of(of_county integer, visit uuid) RETURNS TABLE (
    item text, n integer, reference text, digest bytea, entry bigint, received_at timestamptz, size integer, kind text,
    copied boolean, refused text, width integer, height integer, beyond integer, is_filer boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT public.reads_visit(of_county, visit) THEN RETURN; END IF;
    RETURN QUERY
    SELECT e.item, e.n, e.reference, e.digest, e.entry, k.received_at, k.size, k.kind,
        coalesce(k.copied, false), k.refused, k.width, k.height, k.beyond, public.acting_account() = (
            SELECT a.actor FROM public.inspection i
            JOIN public.audit_entry a ON a.county_id = of_county AND a.number = i.receipt
            WHERE i.county_id = of_county AND i.id = visit)
    FROM public.evidence_named(of_county, visit) AS e
    LEFT JOIN LATERAL public.kept_file(of_county, e.entry) AS k ON true
    ORDER BY e.item COLLATE "C", e.n;
END $$;

-- Of those digests the files that whoever asks has sent in full; of what others have sent it says nothing.
CREATE OR REPLACE FUNCTION evidence_own(of_county integer, digests bytea[])
RETURNS TABLE (digest bytea, size integer, kind text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF of_county IS DISTINCT FROM public.acting('read') THEN RETURN; END IF;
    RETURN QUERY
    SELECT f.digest, f.size, f.kind FROM public.evidence_receipt r
    JOIN public.evidence_file f ON f.county_id = of_county AND f.digest = r.digest
    WHERE r.county_id = of_county AND r.digest = ANY (digests) AND r.account = public.acting_account();
END $$;

-- The digest of a file that has arrived, by the place at which a visit names it; NULL where there is none to read.
CREATE OR REPLACE FUNCTION evidence_at(of_county integer, visit uuid, of_item text, at_n integer) RETURNS bytea
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT public.reads_visit(of_county, visit) THEN RETURN NULL; END IF;
    RETURN (SELECT e.digest FROM public.evidence_named(of_county, visit, of_item) AS e
        WHERE e.n = at_n AND e.entry IS NOT NULL);
END $$;

-- The piece that begins at that place, of the file that a visit names there, with what the file is.
CREATE OR REPLACE FUNCTION evidence_piece_at(of_county integer, visit uuid, of_item text, at_n integer, at_place integer)
RETURNS TABLE (digest bytea, size integer, kind text, bytes bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT * FROM public.kept_piece(of_county, public.evidence_at(of_county, visit, of_item, at_n), at_place);
END $$;

-- The copy of the file that a visit names there: the thumbnail, or the larger one. No row where none was tried yet.
CREATE OR REPLACE FUNCTION evidence_copy_at(of_county integer, visit uuid, of_item text, at_n integer, small boolean)
RETURNS TABLE (digest bytea, refused text, bytes bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT * FROM public.kept_copy(of_county, public.evidence_at(of_county, visit, of_item, at_n), small);
END $$;

-- The notices (by their visit) and orders that were handed over on paper and of which the photograph has not arrived, each
-- with its site and when that was put on record, for whoever sees the county.
DROP FUNCTION IF EXISTS photographs_pending(integer);
CREATE FUNCTION photographs_pending(of_county integer)
RETURNS TABLE (visit uuid, order_id uuid, site text, recorded_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF of_county IS DISTINCT FROM public.acting('county') THEN RETURN; END IF;
    RETURN QUERY
    SELECT a.visit, a.order_id, a.site, a.recorded_at
    FROM (
        SELECT n.inspection AS visit, NULL::uuid AS order_id, n.site, n.recorded_at, n.photograph, n.recorded_by
        FROM public.notice_arrival n WHERE n.county_id = of_county
        UNION ALL
        SELECT NULL, o.id, o.site, o.recorded_at, o.photograph, o.recorded_by
        FROM public.order_arrival o WHERE o.county_id = of_county) AS a
    WHERE a.photograph IS NOT NULL AND NOT EXISTS (
        SELECT FROM public.evidence_receipt r
        WHERE r.county_id = of_county AND r.digest = a.photograph AND r.account = a.recorded_by);
END $$;
REVOKE ALL ON FUNCTION photographs_pending, evidence_named, evidence_missing, reads_visit, evidence_pending, evidence_of, evidence_own, evidence_at,
    evidence_piece_at, evidence_copy_at FROM PUBLIC;
GRANT EXECUTE ON FUNCTION photographs_pending, evidence_pending, evidence_of, evidence_own, evidence_piece_at, evidence_copy_at TO lazaret_server;
