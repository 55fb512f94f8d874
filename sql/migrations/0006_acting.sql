-- On whose behalf a transaction acts: the only ways in, and what the policies ask.
--
-- Every function has a search_path of its own (0009 sets it), and nobody but the owner may create anything: nothing
-- that a query leaves behind leads them elsewhere.

REVOKE CREATE ON SCHEMA public FROM PUBLIC;

-- Whether the one who asks owns the tables: the functions of this file run as the owner, and only they see keys.
CREATE FUNCTION is_owner() RETURNS boolean LANGUAGE sql STABLE PARALLEL RESTRICTED AS $$
    SELECT pg_has_role(current_user, relowner, 'USAGE') FROM pg_catalog.pg_class WHERE oid = 'public.county'::regclass
$$;

-- What each role may do (domain §9). `read`: what concerns the account's sites; `county`: all sites and the county's
-- reports; `file`: inspections and drafts; `manage`: register, standards, accounts; `audit`: the record.
CREATE FUNCTION rights_of(roles text[]) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT array_agg(DISTINCT may.right ORDER BY may.right)
    FROM (VALUES
        ('inspector', 'read'), ('inspector', 'county'), ('inspector', 'file'),
        ('administrator', 'read'), ('administrator', 'county'), ('administrator', 'file'),
        ('administrator', 'manage'),
        ('supervision', 'read'), ('supervision', 'county'), ('supervision', 'audit'),
        ('director', 'read'),
        ('leader', 'read'), ('leader', 'county'),
        ('auditor', 'read'), ('auditor', 'county'), ('auditor', 'audit')) AS may (role, "right")
    WHERE may.role = ANY (roles)
$$;

-- The seal of the settings as they stand; bound to this transaction, so that one seen elsewhere is of no use.
CREATE FUNCTION context_seal() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED AS $$
DECLARE
    secret bytea;
BEGIN
    SELECT k.secret INTO secret FROM public.context_key k;
    RETURN encode(sha256(secret || convert_to(concat_ws(E'\n',
        current_setting('lazaret.county', true), current_setting('lazaret.account', true),
        current_setting('lazaret.duty', true), current_setting('lazaret.rights', true),
        current_setting('lazaret.sites', true), current_setting('lazaret.via', true),
        current_setting('lazaret.address', true), pg_backend_pid()::text,
        extract(epoch FROM transaction_timestamp())::text), 'UTF8') || secret), 'hex');
END $$;

-- The county that this transaction acts in, if it has that right there; else NULL.
CREATE FUNCTION acting(needed text) RETURNS integer LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED AS $$
BEGIN
    IF current_setting('lazaret.seal', true) = public.context_seal()
        AND needed = ANY (string_to_array(current_setting('lazaret.rights', true), ','))
    THEN
        RETURN current_setting('lazaret.county')::integer;
    END IF;
    RETURN NULL;
END $$;

-- The account that this transaction acts for; NULL where it acts for none.
CREATE FUNCTION acting_account() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED AS $$
BEGIN
    IF current_setting('lazaret.seal', true) = public.context_seal() THEN
        RETURN current_setting('lazaret.account');
    END IF;
    RETURN NULL;
END $$;

-- The county of that account, whatever its rights.
CREATE FUNCTION acting_county() RETURNS integer LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED AS $$
BEGIN
    IF current_setting('lazaret.seal', true) = public.context_seal() THEN
        RETURN current_setting('lazaret.county')::integer;
    END IF;
    RETURN NULL;
END $$;

-- The sites that the account is confined to; NULL where it may see all, and no site at all where nobody acts.
CREATE FUNCTION acting_sites() RETURNS text[] LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED AS $$
BEGIN
    IF current_setting('lazaret.seal', true) = public.context_seal() THEN
        RETURN string_to_array(nullif(current_setting('lazaret.sites'), ''), ',');
    END IF;
    RETURN ARRAY['!'];
END $$;

-- What the transaction acts by: `session:…`, `token:…` or `shell`; NULL where nobody acts.
CREATE FUNCTION acting_via() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED AS $$
BEGIN
    IF current_setting('lazaret.seal', true) = public.context_seal() THEN
        RETURN current_setting('lazaret.via');
    END IF;
    RETURN NULL;
END $$;

-- Leaves who acts as settings of the transaction, and seals them.
CREATE FUNCTION act_as(of_county integer, account text, duty text, rights text[], sites text[], via text, address text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    PERFORM set_config('lazaret.county', of_county::text, true),
        set_config('lazaret.account', account, true),
        set_config('lazaret.duty', duty, true),
        set_config('lazaret.rights', array_to_string(rights, ','), true),
        set_config('lazaret.sites', coalesce(array_to_string(sites, ','), ''), true),
        set_config('lazaret.via', via, true),
        set_config('lazaret.address', translate(address, E'\n\r', ''), true);
    PERFORM set_config('lazaret.seal', public.context_seal(), true);
END $$;

-- Acts for whoever holds the key of a session or token of the county, and says who that is; nobody, where the key
-- opens nothing any more. An account that has to change its password may do just that.
CREATE FUNCTION enter(of_county integer, key bytea, address text)
RETURNS TABLE (name text, display text, roles text[], rights text[], sites text[], via text, must_change boolean)
LANGUAGE plpgsql SECURITY DEFINER AS $$
#variable_conflict use_column
DECLARE
    wanted bytea := sha256(key);
    now_at timestamptz := clock_timestamp();
    held record;
    who record;
    duties text;
BEGIN
    SELECT s.account, s.seen_at AS used_at, NULL::text[] AS scope, s.means,
        'session:' || left(encode(s.digest, 'hex'), 8) AS via
    INTO held FROM public.session s
    WHERE s.county_id = of_county AND s.digest = wanted AND s.ended_at IS NULL
        AND s.started_at BETWEEN now_at - INTERVAL '16 hours' AND now_at + INTERVAL '5 minutes'
        AND s.seen_at BETWEEN now_at - INTERVAL '4 hours' AND now_at + INTERVAL '5 minutes';
    IF FOUND THEN
        IF held.used_at < now_at - INTERVAL '5 minutes' THEN
            UPDATE public.session s SET seen_at = now_at WHERE s.county_id = of_county AND s.digest = wanted;
        END IF;
    ELSE
        SELECT t.account, t.used_at, t.scope, 'token' AS means, 'token:' || t.name AS via INTO held FROM public.api_token t
        WHERE t.county_id = of_county AND t.digest = wanted AND t.revoked_at IS NULL
            AND now_at BETWEEN t.made_at - INTERVAL '5 minutes' AND t.expires_at;
        IF NOT FOUND THEN
            RETURN;
        END IF;
        IF held.used_at IS NULL OR held.used_at < now_at - INTERVAL '5 minutes' THEN
            UPDATE public.api_token t SET used_at = now_at WHERE t.county_id = of_county AND t.digest = wanted;
        END IF;
    END IF;

    SELECT a.name, a.display, a.roles, a.must_change INTO who FROM public.account a
    WHERE a.county_id = of_county AND a.name = held.account AND a.disabled_at IS NULL;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    SELECT array_agg(DISTINCT d.site ORDER BY d.site) FILTER (WHERE d.duty = 'director'),
        string_agg(d.duty || ' ' || d.site, ', ' ORDER BY d.site, d.duty)
    INTO sites, duties
    FROM public.account_duty d
    JOIN public.posting p ON p.county_id = d.county_id AND p.site = d.site AND p.duty = d.duty AND p.person = d.person
    WHERE d.county_id = of_county AND d.account = who.name
        AND (now_at AT TIME ZONE INTERVAL '08:00')::date BETWEEN p.held_from AND coalesce(p.held_to, 'infinity');

    name := who.name;
    display := who.display;
    roles := who.roles;
    via := held.via;
    must_change := who.must_change AND held.means <> 'openid'; -- who came by the provider used no password
    rights := CASE WHEN must_change THEN '{}' ELSE public.rights_of(who.roles) END;
    IF held.scope IS NOT NULL THEN
        rights := ARRAY(SELECT r FROM unnest(rights) AS r WHERE r = ANY (held.scope));
    END IF;
    IF roles <@ ARRAY['director'] THEN
        sites := coalesce(sites, ARRAY['!']); -- no site has that code: confined to none
    ELSE
        sites := NULL;
    END IF;
    PERFORM public.act_as(of_county, name, concat_ws('; ', array_to_string(roles, ', '), duties), rights, sites, via,
        address);
    RETURN NEXT;
END $$;

-- Acts for whoever runs the program at the shell with the owner's login: every right in one county, on the record
-- under the name given.
CREATE FUNCTION enter_operator(of_county integer, operator text) RETURNS void
LANGUAGE sql SECURITY DEFINER AS $$
    SELECT public.act_as(of_county, operator, 'operator', ARRAY['read', 'county', 'file', 'manage', 'audit'], NULL,
        'shell', '')
$$;

-- Fills in who acts, so that no statement can say otherwise. Only the owner's own functions, which act before
-- anybody is signed in, say it themselves.
CREATE FUNCTION name_actor() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    account text := public.acting_account();
BEGIN
    IF account IS NULL AND NOT public.is_owner() THEN
        RAISE EXCEPTION 'nobody acts' USING ERRCODE = 'insufficient_privilege';
    ELSIF account IS NOT NULL THEN
        NEW.actor := account;
        NEW.duty := left(current_setting('lazaret.duty'), 1000);
        NEW.via := current_setting('lazaret.via');
        NEW.address := left(current_setting('lazaret.address'), 100);
    END IF;
    NEW.happened_at := clock_timestamp();
    NEW.origin := current_setting('application_name');
    RETURN NEW;
END $$;

CREATE TRIGGER audit_entry_actor BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION name_actor();
