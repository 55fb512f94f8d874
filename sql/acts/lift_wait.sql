-- Forgetting the tries that count against an account or an address.
-- Who may: manage, and no token
-- Writes: login_failure; entry revoke
-- Answers: whether there was anything to forget

-- Whose tries count, to administrators. A name that no account has is not shown: it may be somebody's password.
CREATE OR REPLACE FUNCTION login_waits() RETURNS TABLE (kind text, name text, tries integer, wait integer)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT part.kind, part.name, part.tries, part.wait
    FROM public.login_failure f CROSS JOIN LATERAL (
        SELECT split_part(f.subject, ' ', 1) AS kind,
            CASE WHEN f.subject LIKE 'session %' THEN split_part(f.subject, ' ', 2)
                ELSE substr(f.subject, strpos(f.subject, ' ') + 1) END AS name,
            public.standing_tries(f.subject, f.failures, f.last_at, clock_timestamp()) AS tries,
            public.login_wait(f.subject, f.failures, f.last_at, clock_timestamp()) AS wait) AS part
    WHERE f.county_id = public.acting('manage') AND part.tries > 0
        AND (part.kind = 'address'
            OR EXISTS (SELECT FROM public.account a WHERE a.county_id = f.county_id AND a.name = part.name))
    ORDER BY part.wait DESC, part.tries DESC, part.kind, part.name LIMIT 200
$$;

-- Forgets the tries of an account and its sessions, or of an address; false where none count.
CREATE OR REPLACE FUNCTION forget_tries_of(of_county integer, kind text, name text) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE public.login_failure f SET failures = 0
    WHERE f.county_id = of_county AND f.failures > 0 AND f.subject IN (
        SELECT l.subject FROM public.login_failure l
        WHERE l.county_id = of_county AND CASE kind WHEN 'address' THEN l.subject = public.address_subject(name)
            ELSE l.subject = 'account ' || name OR starts_with(l.subject, 'session ' || name || ' ') END
        ORDER BY l.subject FOR UPDATE);
    RETURN FOUND;
END $$;

CREATE OR REPLACE FUNCTION lift_wait(of_county integer, key bytea, from_address text, kind text, name text)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage', true);
    of_kind text := CASE kind WHEN 'address' THEN 'address' ELSE 'account' END;
BEGIN
    IF NOT public.forget_tries_of(of_county, of_kind, name) THEN RETURN false; END IF;
    PERFORM public.write_entry(who, 'revoke', 'wait/' || of_kind || ' ' || left(name, 200));
    RETURN true;
END $$;
REVOKE ALL ON FUNCTION login_waits, forget_tries_of, lift_wait FROM PUBLIC;
GRANT EXECUTE ON FUNCTION login_waits, lift_wait TO lazaret_server;
