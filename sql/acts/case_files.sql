-- Reading the files of what is put on record in a case by the row that names them, and why it names somebody: a digest alone opens nothing.
-- Who may: whoever may read that row
-- Writes: nothing
-- Answers: what is named in a case with what has arrived of it; the bytes of one file from a place on; its copy; why whom was named; the cases that name whoever asks

-- The cases that name whoever asks, whatever else they may read and by whatever token: a term that the account is tied to, or
-- one whom it ever stood for (as in `duty_terms`), so that nobody reads what others stated by taking the duty off the account.
CREATE OR REPLACE FUNCTION acting_named() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED COST 1000 SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    in_county integer := public.acting_any('cases', 'respond');
    me text := public.acting_account();
BEGIN
    RETURN ARRAY(
        WITH own AS MATERIALIZED (
            SELECT d.term, p.person FROM public.account_duty d
            LEFT JOIN public.posting p ON p.county_id = d.county_id AND p.site = d.site AND p.id = d.term
            WHERE d.county_id = in_county AND d.account = me
            UNION
            SELECT NULL::uuid, substr(one, strpos(one, ' ') + 1)
            FROM public.account_state s CROSS JOIN LATERAL unnest(s.duties) AS one
            WHERE s.county_id = in_county AND s.account = me)
        SELECT n.case_id FROM public.case_person n
        WHERE n.county_id = in_county
            AND (n.term IN (SELECT own.term FROM own) OR n.person IN (SELECT own.person FROM own)));
END $$;

-- The terms that an account answers for in the cases that name it, whatever became of the duty since: those that last, and
-- of those that a case names each that the account is tied to, or was by duty, site and person. Whoever is dismissed before
-- the decision reads the case as before, and is heard.
CREATE OR REPLACE FUNCTION answered_terms(of_county integer, of_account text) RETURNS uuid[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT t.term FROM public.own_terms(of_county, of_account) AS t
        UNION
        SELECT n.term
        FROM public.case_person n
        JOIN public.account a ON a.county_id = of_county AND a.name = of_account
            AND ('holder' = ANY (a.roles) OR n.duty = 'director' AND 'director' = ANY (a.roles))
        WHERE n.county_id = of_county AND (
            EXISTS (
                SELECT FROM public.account_duty d
                WHERE d.county_id = of_county AND d.account = of_account AND d.term = n.term AND d.duty = n.duty)
            OR EXISTS (
                SELECT FROM public.posting p
                JOIN public.account_state s ON s.county_id = of_county AND s.account = of_account
                    AND p.duty || '@' || p.site || ' ' || p.person = ANY (s.duties)
                WHERE p.county_id = of_county AND p.id = n.term AND p.duty = n.duty AND p.person = n.person)));
END $$;
CREATE OR REPLACE FUNCTION acting_terms() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED COST 1000 SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN public.answered_terms(public.acting('respond'), public.acting_account());
END $$;

-- The files that an act of a case names: `n` counts from 0. `entry` is of the receipt that it counts by, of whoever recorded
-- the act; NULL while all of its bytes have not come from them.
CREATE OR REPLACE FUNCTION case_act_named(of_county integer, of_act uuid) RETURNS TABLE (n integer, digest bytea, entry bigint)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT one.place::integer - 1, one.digest, r.entry
    FROM public.case_act a
    CROSS JOIN LATERAL unnest(a.evidence) WITH ORDINALITY AS one (digest, place)
    LEFT JOIN public.evidence_receipt r ON r.county_id = of_county AND r.digest = one.digest AND r.account = a.recorded_by
    WHERE a.county_id = of_county AND a.id = of_act
    ORDER BY one.place;
END $$;

-- Whether this transaction may read the act: what case_act_read says.
CREATE OR REPLACE FUNCTION reads_case_act(of_county integer, of_act uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM public.case_act a
        WHERE a.county_id = of_county AND a.id = of_act AND of_county = public.acting_any('cases', 'respond')
            AND (coalesce(of_county = public.acting('cases'), false) AND a.case_id <> ALL (public.acting_named())
                OR a.case_id = ANY (public.acting_cases()) AND coalesce(a.term = ANY (public.acting_terms()), true)));
END $$;

-- All that the acts of a case name, of those that this transaction may read. `copied` is whether a copy was tried, `refused`
-- why there is none.
CREATE OR REPLACE FUNCTION files_of_case(of_county integer, of_case uuid) RETURNS TABLE (
    act uuid, n integer, digest bytea, entry bigint, received_at timestamptz, size integer, kind text, copied boolean,
    refused text, width integer, height integer, beyond integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT a.id, e.n, e.digest, e.entry, k.received_at, k.size, k.kind, coalesce(k.copied, false), k.refused, k.width, k.height, k.beyond
    FROM public.case_act a
    CROSS JOIN LATERAL public.case_act_named(of_county, a.id) AS e
    LEFT JOIN LATERAL public.kept_file(of_county, e.entry) AS k ON true
    WHERE a.county_id = of_county AND a.case_id = of_case AND a.evidence <> '{}' AND public.reads_case_act(of_county, a.id)
    ORDER BY a.entry, e.n;
END $$;

-- The digest of a file that has arrived, by the place at which an act names it; NULL where there is none to read.
CREATE OR REPLACE FUNCTION case_file_at(of_county integer, of_act uuid, at_n integer) RETURNS bytea
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT public.reads_case_act(of_county, of_act) THEN RETURN NULL; END IF;
    RETURN (SELECT e.digest FROM public.case_act_named(of_county, of_act) AS e WHERE e.n = at_n AND e.entry IS NOT NULL);
END $$;

-- The piece that begins at that place, of the file that an act names there, with what the file is.
CREATE OR REPLACE FUNCTION case_piece_at(of_county integer, of_act uuid, at_n integer, at_place integer)
RETURNS TABLE (digest bytea, size integer, kind text, bytes bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT * FROM public.kept_piece(of_county, public.case_file_at(of_county, of_act, at_n), at_place);
END $$;

-- The copy of the file that an act names there: the thumbnail, or the larger one. No row where none was tried yet.
CREATE OR REPLACE FUNCTION case_copy_at(of_county integer, of_act uuid, at_n integer, small boolean)
RETURNS TABLE (digest bytea, refused text, bytes bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT * FROM public.kept_copy(of_county, public.case_file_at(of_county, of_act, at_n), small);
END $$;

-- Why the case names each, as their entries say it. Whom it names reads the own alone, as of what is put on record in it.
CREATE OR REPLACE FUNCTION named_why(of_county integer, of_case uuid) RETURNS TABLE (term uuid, reason text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT p.term, e.reason
    FROM public.case_person p
    JOIN public.audit_entry e ON e.county_id = of_county AND e.number = p.entry
    WHERE p.county_id = of_county AND p.case_id = of_case AND e.reason IS NOT NULL
        AND of_county = public.acting_any('cases', 'respond')
        AND (coalesce(of_county = public.acting('cases'), false) AND p.case_id <> ALL (public.acting_named())
            OR p.term = ANY (public.acting_terms()))
    ORDER BY p.entry;
END $$;
REVOKE ALL ON FUNCTION acting_named, answered_terms, acting_terms, named_why, case_act_named, reads_case_act, files_of_case, case_file_at, case_piece_at, case_copy_at FROM PUBLIC;
GRANT EXECUTE ON FUNCTION acting_named, acting_terms, named_why, files_of_case, case_piece_at, case_copy_at TO lazaret_server;
