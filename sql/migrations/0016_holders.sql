-- Who acts, as every act is given it, and the owner's own functions past the policies: an act looks the key up, checks
-- the right, and writes rows and entry by itself (sql/acts).

-- What the roles of an account come to, worked out when they are written. Where a later release gives a role other
-- rights, its migration writes the roles anew.
ALTER TABLE account ADD COLUMN rights text[] NOT NULL GENERATED ALWAYS AS (public.rights_of(roles)) STORED;

-- Whoever holds a key, or the operator at the shell: `sites` is NULL for whoever is confined to none; `stale` says that
-- the key's use was noted minutes ago.
CREATE TYPE holder AS (
    county_id integer, account text, display text, roles text[], duty text, rights text[], sites text[],
    via text, address text, must_change boolean, stale boolean
);

-- The policies are for whoever is not the owner: the owner's functions decide for themselves.
DO $$
DECLARE
    one text;
BEGIN
    FOR one IN SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' LOOP
        EXECUTE format('ALTER TABLE public.%I NO FORCE ROW LEVEL SECURITY', one);
    END LOOP;
END $$;

-- What policies ask besides acting(): the county where one of the rights is there; and whose rows alone somebody sees
-- who has none of the rights, NULL for whoever has one. Their text of today is in sql/acts/enter.sql.
CREATE FUNCTION acting_any(VARIADIC needed text[]) RETURNS integer
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT max(public.acting(r)) FROM unnest(needed) AS r);
END $$;
CREATE FUNCTION acting_own(VARIADIC needed text[]) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE WHEN public.acting_any(VARIADIC needed) IS NULL THEN coalesce(public.acting_account(), '!') END;
END $$;
REVOKE ALL ON FUNCTION acting_any, acting_own FROM PUBLIC;
GRANT EXECUTE ON FUNCTION acting_any, acting_own TO lazaret_server;
