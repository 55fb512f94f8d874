-- Reading on somebody's behalf: the key is looked up, and who acts is left as a sealed setting that the policies ask.
-- Who may: anybody
-- Writes: nothing
-- Answers: who holds the key, and whether its use is to be noted; no row where it opens nothing

-- The setting `lazaret.context`: SHA-256 of what follows it, keyed at both ends with a secret that only the owner reads
-- and bound to this very transaction by process and beginning, which are of fixed length; then the fields, as an array
-- is written, so that a name may contain what it likes. Whatever a query puts there itself is worth nothing.

-- The fields, where they are sealed for this transaction and one of the rights is there, if any is asked for: county,
-- rights, account, via, sites; else NULL. Read only when the seal is right.
CREATE OR REPLACE FUNCTION context(VARIADIC needed text[] DEFAULT '{}') RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED COST 1000 SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    whole text := current_setting('lazaret.context', true);
    secret bytea;
    fields text[];
BEGIN
    SELECT k.secret INTO secret FROM public.context_key k;
    IF left(whole, 64) = encode(sha256(secret || int4send(pg_backend_pid()) || timestamptz_send(transaction_timestamp())
        || convert_to(substr(whole, 65), 'UTF8') || secret), 'hex')
    THEN
        fields := substr(whole, 65);
        IF needed = '{}' OR needed && string_to_array(fields[2], ',') THEN RETURN fields; END IF;
    END IF;
    RETURN NULL;
END $$;

-- Leaves who acts as the transaction's context, and seals it. Called by enter() and enter_operator() alone.
CREATE OR REPLACE FUNCTION seal_context(who holder) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    fields text := ARRAY[who.county_id::text, array_to_string(who.rights, ','), who.account, who.via, who.sites::text]::text;
    secret bytea;
BEGIN
    SELECT k.secret INTO secret FROM public.context_key k;
    PERFORM set_config('lazaret.context', encode(sha256(secret || int4send(pg_backend_pid())
        || timestamptz_send(transaction_timestamp()) || convert_to(fields, 'UTF8') || secret), 'hex') || fields, true);
END $$;

-- Acts for whoever holds the key of a session or token of the county; for nobody, where it opens nothing any more. An
-- account that has to change its password has no right until then. Whose use of the key is `stale` calls touch().
DROP FUNCTION IF EXISTS enter(integer, bytea, text); -- of releases that answered in other columns
CREATE OR REPLACE FUNCTION enter(of_county integer, key bytea, from_address text) RETURNS SETOF holder
LANGUAGE plpgsql SECURITY DEFINER ROWS 1 SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.holder_of(of_county, key, from_address);
BEGIN
    IF who.account IS NULL THEN RETURN; END IF;
    PERFORM public.seal_context(who);
    -- For the frame of every page, which so asks nothing more; a hundred are many.
    who.unread := (SELECT count(*) FROM (
        SELECT FROM public.message m
        WHERE m.county_id = of_county AND m.recipient = who.account AND m.read_at IS NULL LIMIT 100) AS unread);
    RETURN NEXT who;
END $$;

-- Acts for the operator at the shell, on the record under the name given.
CREATE OR REPLACE FUNCTION enter_operator(of_county integer, operator text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM public.seal_context(public.operator(of_county, operator));
END $$;

-- What the policies and the acts ask, the policies once a statement: `county_id = (SELECT acting('read'))`. These have
-- bodies that were understood when they were made, under no search_path of a query's.

-- The county that this transaction acts in, if it has that right there; or one of the rights; or whatever it has.
CREATE OR REPLACE FUNCTION acting(needed text) RETURNS integer LANGUAGE sql STABLE PARALLEL RESTRICTED COST 1000
RETURN (context(needed))[1]::integer;
CREATE OR REPLACE FUNCTION acting_any(VARIADIC needed text[]) RETURNS integer LANGUAGE sql STABLE PARALLEL RESTRICTED COST 1000
RETURN CASE WHEN cardinality(needed) > 0 THEN (context(VARIADIC needed))[1]::integer END;
CREATE OR REPLACE FUNCTION acting_county() RETURNS integer LANGUAGE sql STABLE PARALLEL RESTRICTED COST 1000
RETURN (context())[1]::integer;

-- The account that this transaction acts for, and by what: `session:…`, `token:…` or `shell`; NULL where nobody acts.
CREATE OR REPLACE FUNCTION acting_account() RETURNS text LANGUAGE sql STABLE PARALLEL RESTRICTED COST 1000
RETURN (context())[3];
CREATE OR REPLACE FUNCTION acting_via() RETURNS text LANGUAGE sql STABLE PARALLEL RESTRICTED COST 1000
RETURN (context())[4];

-- Whose rows alone this transaction sees: the account's, unless one of the rights is there; then NULL, for everybody's.
CREATE OR REPLACE FUNCTION acting_own(VARIADIC needed text[]) RETURNS text LANGUAGE sql STABLE PARALLEL RESTRICTED COST 1000
RETURN CASE WHEN acting_any(VARIADIC needed) IS NULL THEN coalesce((context())[3], '!') END;

-- The sites that this transaction is confined to; NULL where it may see all, and no site at all where nobody acts.
CREATE OR REPLACE FUNCTION acting_sites() RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED COST 1000 SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    fields text[] := public.context();
BEGIN
    RETURN CASE WHEN fields IS NULL THEN ARRAY['!'] ELSE fields[5]::text[] END;
END $$;

REVOKE ALL ON FUNCTION context, seal_context, enter, enter_operator, acting, acting_any, acting_county, acting_account,
    acting_via, acting_own, acting_sites FROM PUBLIC;
GRANT EXECUTE ON FUNCTION context, enter, acting, acting_any, acting_county, acting_account, acting_via, acting_own,
    acting_sites TO lazaret_server;
