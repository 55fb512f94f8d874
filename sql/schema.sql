-- The schema that sql/migrations and sql/acts give; written by scripts/schema, never by hand.
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;
CREATE TYPE public.filed_inspection AS (
	id uuid,
	site text,
	site_kind text,
	kind text,
	started_at timestamp with time zone,
	finished_at timestamp with time zone,
	received_at timestamp with time zone,
	inspectors text[],
	escort text,
	checklist_digest bytea,
	baseline_digest bytea,
	scoring_version smallint,
	score numeric,
	grade text,
	grade_rank smallint,
	below_minimum boolean,
	floor_holds boolean,
	critical_gaps smallint,
	major_gaps smallint,
	minor_gaps smallint,
	not_asked text[],
	revises uuid,
	revision_reason text,
	revised_by text,
	content_digest bytea,
	filing json,
	circumstances json,
	result json,
	exact_score text
);
CREATE TYPE public.found_gaps AS (
	item text[],
	severity text[],
	status text[],
	points_lost numeric[],
	responsible text[],
	deadline timestamp with time zone[],
	fixed_on_spot boolean[]
);
CREATE TYPE public.holder AS (
	county_id integer,
	account text,
	display text,
	roles text[],
	duty text,
	rights text[],
	sites text[],
	via text,
	address text,
	must_change boolean,
	stale boolean
);
CREATE TYPE public.new_account AS (
	name text,
	display text,
	roles text[],
	duties text[],
	openid_subject text,
	openid_issuer text,
	salt bytea,
	cost integer,
	verifier bytea,
	must_change boolean
);
CREATE TYPE public.published_version AS (
	digest bytea,
	code text,
	version text,
	site_kind text,
	baseline text,
	effective_from date,
	effective_to date,
	items text[],
	document json
);
CREATE TYPE public.register_description AS (
	since date,
	name_zh text,
	name_en text,
	township text,
	address text,
	capacity integer,
	latitude numeric,
	longitude numeric,
	datum text
);
CREATE TYPE public.register_name AS (
	since date,
	name_zh text,
	name_en text
);
CREATE TYPE public.register_period AS (
	opened_on date,
	closed_on date,
	predecessor text
);
CREATE TYPE public.register_term AS (
	id uuid,
	duty text,
	person text,
	held_from date,
	held_to date
);
CREATE TYPE public.register_site AS (
	code text,
	kind text,
	periods public.register_period[],
	descriptions public.register_description[],
	terms public.register_term[],
	before_it bytea,
	after_it bytea
);
CREATE TYPE public.register_township AS (
	code text,
	names public.register_name[],
	before_it bytea,
	after_it bytea
);
CREATE FUNCTION public.act_in_case(of_county integer, key bytea, from_address text, as_id uuid, in_case uuid, of_kind text, of_term uuid, words text, why text, evidence bytea[], at_time timestamp with time zone, seen bigint) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, NULL, true);
    of_site text;
    begun timestamptz;
    now_at timestamptz;
    on_paper boolean := of_kind = 'statement' AND coalesce('supervise' = ANY (who.rights), false);
    number bigint;
BEGIN
    IF NOT coalesce('supervise' = ANY (who.rights), false) AND NOT coalesce(of_kind = 'statement' AND 'respond' = ANY (who.rights)
        AND EXISTS (SELECT FROM public.own_terms(of_county, who.account) t WHERE t.term = of_term), false)
    THEN
        RAISE EXCEPTION '% may not do that', who.account USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT c.site, c.opened_at INTO of_site, begun FROM public.accountability_case c
    WHERE c.county_id = of_county AND c.id = in_case;
    IF NOT FOUND THEN RETURN 'gone'; END IF;
    PERFORM public.lock_ladder(of_county, of_site);
    now_at := clock_timestamp();
    PERFORM FROM public.case_act a WHERE a.county_id = of_county AND a.id = as_id;
    IF FOUND THEN RETURN 'already'; END IF;
    IF NOT public.is_open_case(of_county, in_case) THEN RETURN 'gone'; END IF;
    IF of_term IS NOT NULL THEN
        PERFORM FROM public.case_person p WHERE p.county_id = of_county AND p.case_id = in_case AND p.term = of_term;
        IF NOT FOUND THEN RETURN 'gone'; END IF;
    END IF;
    IF of_kind IN ('interviewHeld', 'interviewRefused') THEN
        PERFORM FROM public.ladder_step s WHERE s.county_id = of_county AND s.case_id = in_case AND s.rung = 'interview';
        IF NOT FOUND THEN RETURN 'missing'; END IF;
    ELSIF of_kind = 'decision' THEN
        -- After the proposal, and with every statement before whoever decides.
        PERFORM FROM public.ladder_step s WHERE s.county_id = of_county AND s.case_id = in_case AND s.rung = 'proposal';
        IF NOT FOUND THEN RETURN 'missing'; END IF;
        PERFORM FROM public.case_act a
        WHERE a.county_id = of_county AND a.case_id = in_case AND a.kind = 'statement' AND a.entry > coalesce(act_in_case.seen, 0);
        IF FOUND THEN RETURN 'unseen'; END IF;
    END IF;
    PERFORM FROM public.case_act a
    WHERE a.county_id = of_county AND a.case_id = in_case AND (
        a.kind IN ('interviewHeld', 'interviewRefused') AND of_kind IN ('interviewHeld', 'interviewRefused')
        OR a.kind IN ('statementAsked', 'decision') AND a.kind = of_kind AND a.term = of_term);
    IF FOUND THEN RETURN 'already'; END IF;
    -- An interview and a paper have a time of their own; everything else happens when it is recorded.
    at_time := CASE WHEN of_kind IN ('interviewHeld', 'interviewRefused') OR on_paper THEN at_time ELSE now_at END;
    IF NOT coalesce(at_time BETWEEN begun AND now_at + INTERVAL '10 minutes'
        AND (SELECT bool_and(octet_length(digest) = 32) FROM unnest(evidence || '\x'::bytea) AS digest WHERE digest <> '\x')
            IS NOT FALSE AND array_position(evidence, NULL) IS NULL, false)
    THEN
        RAISE EXCEPTION 'that is no act of a case' USING ERRCODE = 'check_violation', TABLE = 'case_act';
    END IF;
    number := public.write_entry(who, 'add', 'case/' || in_case || '/' || of_kind, NULL, public.fact_digest('lazaret case act v1',
        as_id::text, in_case::text, of_kind, of_term::text, words, why,
        (SELECT string_agg(encode(digest, 'hex'), ',' ORDER BY place) FROM unnest(evidence) WITH ORDINALITY AS e (digest, place)),
        on_paper::text, seen::text, (extract(epoch FROM at_time) * 1000000)::bigint::text), why);
    INSERT INTO public.case_act (county_id, entry, id, case_id, site, kind, term, words, reason, evidence, on_paper, seen,
        happened_at, recorded_at, recorded_by)
    VALUES (of_county, number, as_id, in_case, of_site, of_kind, of_term, words, why, evidence, on_paper, seen,
        at_time, now_at, who.account);
    RETURN 'done';
END $$;
CREATE FUNCTION public.context(VARIADIC needed text[] DEFAULT '{}'::text[]) RETURNS text[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER COST 1000 PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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
CREATE FUNCTION public.acting(needed text) RETURNS integer
    LANGUAGE sql STABLE COST 1000 PARALLEL RESTRICTED
    RETURN ((public.context(VARIADIC ARRAY[needed]))[1])::integer;
CREATE FUNCTION public.acting_account() RETURNS text
    LANGUAGE sql STABLE COST 1000 PARALLEL RESTRICTED
    RETURN (public.context())[3];
CREATE FUNCTION public.acting_any(VARIADIC needed text[]) RETURNS integer
    LANGUAGE sql STABLE COST 1000 PARALLEL RESTRICTED
    RETURN CASE WHEN (cardinality(needed) > 0) THEN ((public.context(VARIADIC needed))[1])::integer ELSE NULL::integer END;
CREATE FUNCTION public.acting_county() RETURNS integer
    LANGUAGE sql STABLE COST 1000 PARALLEL RESTRICTED
    RETURN ((public.context())[1])::integer;
CREATE FUNCTION public.acting_own(VARIADIC needed text[]) RETURNS text
    LANGUAGE sql STABLE COST 1000 PARALLEL RESTRICTED
    RETURN CASE WHEN (public.acting_any(VARIADIC needed) IS NULL) THEN COALESCE((public.context())[3], '!'::text) ELSE NULL::text END;
CREATE FUNCTION public.acting_past() RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER COST 1000 PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    fields text[] := public.context('read');
BEGIN
    IF fields[5] IS NULL THEN RETURN NULL; END IF;
    RETURN (
        SELECT jsonb_object_agg(past.site, past.until) FROM (
            SELECT p.site, max(p.until) AS until
            FROM unnest(fields[5]::text[]) AS own
            CROSS JOIN LATERAL public.site_past(
                fields[1]::integer, own, (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date) AS p
            WHERE p.site <> ALL (fields[5]::text[])
            GROUP BY p.site) AS past);
END $$;
CREATE FUNCTION public.acting_posts() RETURNS text[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER COST 1000 PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN ARRAY(SELECT site FROM public.own_terms(public.acting('respond'), public.acting_account()));
END $$;
CREATE FUNCTION public.acting_sites() RETURNS text[]
    LANGUAGE plpgsql STABLE COST 1000 PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    fields text[] := public.context();
BEGIN
    RETURN CASE WHEN fields IS NULL THEN ARRAY['!'] ELSE fields[5]::text[] END;
END $$;
CREATE FUNCTION public.acting_terms() RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER COST 1000 PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN ARRAY(SELECT term FROM public.own_terms(public.acting('respond'), public.acting_account()));
END $$;
CREATE FUNCTION public.acting_via() RETURNS text
    LANGUAGE sql STABLE COST 1000 PARALLEL RESTRICTED
    RETURN (public.context())[4];
CREATE FUNCTION public.actor(of_county integer, key bytea, from_address text, needed text, in_person boolean DEFAULT false) RETURNS public.holder
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder;
BEGIN
    IF key IS NOT NULL THEN
        who := public.holder_of(of_county, key, from_address);
    ELSIF public.acting_via() = 'shell' AND public.acting_county() = of_county THEN
        who := public.operator(of_county, public.acting_account());
    END IF;
    IF who.account IS NULL THEN
        RAISE EXCEPTION 'nobody acts' USING ERRCODE = 'invalid_authorization_specification';
    END IF;
    IF NOT coalesce(needed IS NULL OR needed = ANY (who.rights)
            AND (needed NOT IN ('county', 'file', 'manage', 'respond', 'cases', 'supervise') OR 'read' = ANY (who.rights)), false)
        OR in_person AND who.via LIKE 'token:%'
    THEN
        RAISE EXCEPTION '% may not do that', who.account USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN who;
END $$;
CREATE FUNCTION public.add_account(of_county integer, key bytea, from_address text, accounts public.new_account[]) RETURNS TABLE(made text, vacant text[])
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage', true);
    one public.new_account;
    broken text;
BEGIN
    IF cardinality(accounts) > 10000 OR EXISTS (SELECT FROM unnest(accounts) AS a WHERE cardinality(a.duties) > 100) THEN
        RAISE EXCEPTION 'more than anybody has' USING ERRCODE = 'program_limit_exceeded';
    END IF;
    -- All duties first: where one is vacant, nothing is written.
    FOREACH one IN ARRAY accounts LOOP
        vacant := public.vacant_duties(of_county, one.duties);
        made := one.name;
        IF vacant IS NOT NULL AND NOT EXISTS (
            SELECT FROM public.account a WHERE a.county_id = of_county AND a.name = one.name) THEN
            RETURN NEXT;
            RETURN;
        END IF;
    END LOOP;
    vacant := NULL;
    FOREACH one IN ARRAY accounts LOOP
        BEGIN
            INSERT INTO public.account (county_id, name, display, roles, salt, cost, verifier, must_change, openid_subject,
                openid_issuer)
            VALUES (of_county, one.name, one.display,
                (SELECT array_agg(DISTINCT r ORDER BY r) FROM unnest(one.roles) AS r),
                one.salt, one.cost, one.verifier, one.must_change, one.openid_subject, one.openid_issuer)
            ON CONFLICT (county_id, name) DO NOTHING;
        EXCEPTION WHEN check_violation OR not_null_violation THEN
            GET STACKED DIAGNOSTICS broken = CONSTRAINT_NAME;
            PERFORM public.refuse_account(SQLSTATE, broken);
        END;
        IF FOUND THEN
            PERFORM public.tie_duties(of_county, one.name, one.duties);
            PERFORM public.write_entry(
                who, 'add', 'account/' || one.name, NULL, public.keep_state(of_county, one.name));
            made := one.name;
            RETURN NEXT;
        END IF;
    END LOOP;
END $$;
CREATE FUNCTION public.address_subject(address text) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
    SELECT 'address ' || CASE WHEN address ~ '^[0-9A-Fa-f]{0,4}(:[0-9A-Fa-f]{0,4}){2,7}$'
        THEN host(network(set_masklen(address::inet, 64))) ELSE left(address, 90) END
$_$;
CREATE FUNCTION public.begin_change(of_county integer, key bytea, from_address text, OUT wait integer, OUT salt bytea, OUT cost integer) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
DECLARE
    who public.holder := public.password_holder(of_county, key, from_address);
    whose text := 'session ' || who.account || ' ' || substr(who.via, 9);
BEGIN
    wait := public.hold_count(of_county, whose);
    IF wait = 0 THEN PERFORM public.count_try(of_county, whose); END IF;
    SELECT s.salt, s.cost INTO salt, cost FROM public.stretching(of_county, who.account) s;
END $$;
CREATE FUNCTION public.begin_login(of_county integer, wanted text, address text) RETURNS TABLE(wait integer, salt bytea, cost integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
DECLARE
    whence text := public.address_subject(address);
    whose text := 'account ' || left(wanted, 100);
BEGIN
    -- The address first: whoever has to wait by it leaves no row for every name that comes to mind.
    wait := public.hold_count(of_county, whence);
    IF wait = 0 THEN wait := public.hold_count(of_county, whose); END IF;
    IF wait = 0 THEN
        PERFORM public.count_try(of_county, whence), public.count_try(of_county, whose);
    END IF;
    PERFORM public.forget_tries();
    SELECT s.salt, s.cost INTO salt, cost FROM public.stretching(of_county, wanted) s;
    RETURN NEXT;
END $$;
CREATE FUNCTION public.change_account(of_county integer, key bytea, from_address text, wanted text, new_display text, new_roles text[], new_message_address text, new_duties text[]) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage', true);
    before_it bytea;
    after_it bytea;
    broken text;
    vacant text[];
    -- Of one person two terms may look the same in what the account is, and open different days.
    terms_before uuid[];
    terms_after uuid[];
    is_last boolean := public.hold_administrators(of_county, wanted);
BEGIN
    who := public.actor(of_county, key, from_address, 'manage', true); -- once more, after waiting
    before_it := public.hold_state(of_county, wanted);
    IF before_it IS NULL THEN RETURN 'unknown'; END IF;
    IF is_last AND NOT 'administrator' = ANY (new_roles) THEN
        RETURN 'last';
    END IF;
    IF cardinality(new_duties) > 100 THEN
        RAISE EXCEPTION 'more than anybody has' USING ERRCODE = 'program_limit_exceeded';
    END IF;
    vacant := public.vacant_duties(of_county, new_duties);
    IF vacant IS NOT NULL THEN RETURN 'vacant ' || array_to_string(vacant, ' ', '-'); END IF;
    BEGIN
        UPDATE public.account a SET display = coalesce(new_display, a.display),
            roles = CASE WHEN new_roles IS NULL THEN a.roles
                ELSE (SELECT array_agg(DISTINCT r ORDER BY r) FROM unnest(new_roles) AS r) END,
            message_address = nullif(coalesce(new_message_address, a.message_address), '')
        WHERE a.county_id = of_county AND a.name = wanted;
    EXCEPTION WHEN check_violation OR not_null_violation THEN
        GET STACKED DIAGNOSTICS broken = CONSTRAINT_NAME;
        PERFORM public.refuse_account(SQLSTATE, broken);
    END;
    SELECT array_agg(d.term ORDER BY d.term) INTO terms_before FROM public.account_duty d
    WHERE d.county_id = of_county AND d.account = wanted;
    IF new_duties IS NOT NULL THEN
        DELETE FROM public.account_duty d WHERE d.county_id = of_county AND d.account = wanted;
        PERFORM public.tie_duties(of_county, wanted, new_duties);
    END IF;
    after_it := public.keep_state(of_county, wanted);
    SELECT array_agg(d.term ORDER BY d.term) INTO terms_after FROM public.account_duty d
    WHERE d.county_id = of_county AND d.account = wanted;
    IF after_it = before_it AND terms_after IS NOT DISTINCT FROM terms_before THEN RETURN 'same'; END IF;
    PERFORM public.write_entry(who, 'change', 'account/' || wanted, before_it, after_it);
    RETURN 'done';
END $$;
CREATE FUNCTION public.change_password(of_county integer, key bytea, from_address text, stretched bytea, new_salt bytea, new_cost integer, new_verifier bytea, kept text[]) RETURNS text[]
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.password_holder(of_county, key, from_address);
    whose text := 'session ' || who.account || ' ' || substr(who.via, 9);
    before_it bytea;
    broken text;
BEGIN
    IF new_verifier IS NULL THEN
        RAISE EXCEPTION 'a change gives a password' USING ERRCODE = 'null_value_not_allowed';
    END IF;
    UPDATE public.login_failure f SET pending = f.pending - 1
    WHERE f.county_id = of_county AND f.subject = whose AND f.pending > 0;
    IF NOT FOUND THEN RETURN NULL; END IF;
    before_it := public.hold_state(of_county, who.account);
    who := public.password_holder(of_county, key, from_address); -- once more, after waiting
    BEGIN
        UPDATE public.account a SET salt = new_salt, cost = new_cost, verifier = new_verifier, must_change = false
        WHERE a.county_id = of_county AND a.name = who.account AND a.verifier = sha256(stretched)
            AND a.disabled_at IS NULL;
    EXCEPTION WHEN check_violation OR not_null_violation THEN
        GET STACKED DIAGNOSTICS broken = CONSTRAINT_NAME;
        PERFORM public.refuse_account(SQLSTATE, broken);
    END;
    IF NOT FOUND THEN RETURN NULL; END IF;
    UPDATE public.login_failure f SET failures = 0 WHERE f.county_id = of_county AND f.subject = whose;
    PERFORM public.write_entry(
        who, 'password', 'account/' || who.account, before_it, public.keep_state(of_county, who.account));
    RETURN public.end_access(who, who.account, 'password', sha256(key), coalesce(kept, '{}'));
END $$;
CREATE FUNCTION public.count_try(of_county integer, one text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    UPDATE public.login_failure f
    SET failures = now.standing + 1, pending = f.pending + 1,
        last_at = CASE WHEN f.subject LIKE 'address %' AND now.standing > 0
            THEN least(now.at, f.last_at + (f.failures - now.standing) * INTERVAL '180 seconds') ELSE now.at END
    FROM (
        SELECT clock.at, public.standing_tries(l.subject, l.failures, l.last_at, clock.at) AS standing
        FROM (SELECT clock_timestamp() AS at) AS clock, public.login_failure l
        WHERE l.county_id = of_county AND l.subject = one) AS now
    WHERE f.county_id = of_county AND f.subject = one
$$;
CREATE FUNCTION public.county_named(wanted text) RETURNS TABLE(county_id integer, code text, name_zh text, name_en text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT county_id, code, name_zh, name_en FROM public.county WHERE code = wanted
$$;
CREATE FUNCTION public.disable_account(of_county integer, key bytea, from_address text, wanted text) RETURNS text[]
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage', true);
    now_at timestamptz := clock_timestamp();
    before_it bytea;
    is_last boolean := public.hold_administrators(of_county, wanted);
BEGIN
    who := public.actor(of_county, key, from_address, 'manage', true); -- once more, after waiting
    before_it := public.hold_state(of_county, wanted);
    IF before_it IS NULL THEN RETURN NULL; END IF;
    -- The operator may all the same, who can make another: whoever has stolen that account is shut out at once.
    IF is_last AND who.via <> 'shell' THEN
        RAISE EXCEPTION 'the last administrator stays' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'last_administrator', TABLE = 'account';
    END IF;
    UPDATE public.account a SET disabled_at = now_at WHERE a.county_id = of_county AND a.name = wanted;
    PERFORM public.write_entry(
        who, 'disable', 'account/' || wanted, before_it, public.keep_state(of_county, wanted));
    RETURN public.end_access(who, wanted, 'disable');
END $$;
CREATE FUNCTION public.discard_draft(of_county integer, key bytea, from_address text, draft_id uuid) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'file');
    before public.draft;
BEGIN
    SELECT * INTO before FROM public.draft d WHERE d.county_id = of_county AND d.id = draft_id FOR UPDATE;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    IF before.owner <> who.account THEN RETURN 'held'; END IF;
    DELETE FROM public.draft d WHERE d.county_id = of_county AND d.id = draft_id;
    PERFORM public.write_entry(who, 'discard', 'draft/' || draft_id, sha256(convert_to(before.fields::text, 'UTF8')));
    RETURN 'discarded';
END $$;
CREATE FUNCTION public.enable_account(of_county integer, key bytea, from_address text, wanted text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage', true);
    before_it bytea := public.hold_state(of_county, wanted);
BEGIN
    IF before_it IS NULL THEN RETURN false; END IF;
    who := public.actor(of_county, key, from_address, 'manage', true); -- once more, after waiting
    UPDATE public.account a SET disabled_at = NULL WHERE a.county_id = of_county AND a.name = wanted;
    PERFORM public.write_entry(
        who, 'enable', 'account/' || wanted, before_it, public.keep_state(of_county, wanted));
    RETURN true;
END $$;
CREATE FUNCTION public.end_access(who public.holder, of_account text, why text, but_session bytea DEFAULT NULL::bytea, kept text[] DEFAULT '{}'::text[]) RETURNS text[]
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    now_at timestamptz := clock_timestamp();
    ended text[];
    one text;
BEGIN
    UPDATE public.session s SET ended_at = now_at
    WHERE s.county_id = who.county_id AND s.account = of_account AND s.ended_at IS NULL
        AND s.digest IS DISTINCT FROM but_session;
    WITH gone AS (
        UPDATE public.api_token t SET revoked_at = now_at
        WHERE t.county_id = who.county_id AND t.account = of_account AND t.revoked_at IS NULL
            AND coalesce(t.name <> ALL (kept), true)
        RETURNING t.name)
    SELECT coalesce(array_agg(g.name ORDER BY g.name), '{}') INTO ended FROM gone g;
    FOREACH one IN ARRAY ended LOOP
        PERFORM public.write_entry(who, 'revoke', 'token/' || of_account || '/' || one, why => why);
    END LOOP;
    RETURN ended;
END $$;
CREATE FUNCTION public.end_all_access(operator text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    now_at timestamptz := clock_timestamp();
    who public.holder;
    one record;
BEGIN
    who.account := operator;
    who.duty := '';
    who.via := 'shell';
    who.address := '';
    FOR one IN
        WITH sessions AS (
            UPDATE public.session s SET ended_at = now_at WHERE s.ended_at IS NULL
            RETURNING s.county_id, s.digest),
        tokens AS (
            UPDATE public.api_token t SET revoked_at = now_at WHERE t.revoked_at IS NULL
            RETURNING t.county_id, t.account, t.name)
        SELECT s.county_id, 'logout' AS did, 'session/' || left(encode(s.digest, 'hex'), 8) AS what FROM sessions s
        UNION ALL SELECT t.county_id, 'revoke', 'token/' || t.account || '/' || t.name FROM tokens t
    LOOP
        who.county_id := one.county_id;
        PERFORM public.write_entry(who, one.did, one.what, why => 'restored');
    END LOOP;
END $$;
CREATE FUNCTION public.end_session(of_county integer, key bytea, from_address text, of_account text, session_id text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, NULL);
    now_at timestamptz := clock_timestamp();
BEGIN
    IF NOT public.may_end(who, of_account) THEN RETURN false; END IF;
    UPDATE public.session s SET ended_at = now_at
    WHERE s.county_id = of_county AND s.account = of_account AND s.ended_at IS NULL
        AND left(encode(s.digest, 'hex'), 8) = session_id;
    IF NOT FOUND THEN RETURN false; END IF;
    PERFORM public.write_entry(who, 'logout', 'session/' || session_id);
    RETURN true;
END $$;
CREATE FUNCTION public.enter(of_county integer, key bytea, from_address text) RETURNS SETOF public.holder
    LANGUAGE plpgsql SECURITY DEFINER ROWS 1
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.holder_of(of_county, key, from_address);
BEGIN
    IF who.account IS NULL THEN RETURN; END IF;
    PERFORM public.seal_context(who);
    RETURN NEXT who;
END $$;
CREATE FUNCTION public.enter_operator(of_county integer, operator text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    PERFORM public.seal_context(public.operator(of_county, operator));
END $$;
CREATE FUNCTION public.framed(values_in_order text[]) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    value text;
    line text := '';
BEGIN
    FOREACH value IN ARRAY values_in_order LOOP
        line := line || coalesce(octet_length(value)::text || ':' || value || ',', '-,');
    END LOOP;
    RETURN line;
END $$;
CREATE FUNCTION public.fact_digest(VARIADIC values_in_order text[]) RETURNS bytea
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    RETURN sha256(convert_to(public.framed(values_in_order), 'UTF8'::name));
CREATE FUNCTION public.file(of_county integer, key bytea, from_address text, on_edition bigint, visit public.filed_inspection, found public.found_gaps, after_it bytea) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'file');
    look record;
    before_it bytea;
    received bigint;
    place bigint; -- of what it corrects, among visits that end together
BEGIN
    -- Whoever saves or files under this id goes first or waits, and so do an import and a publication that are about to end.
    -- So does whoever withdraws what it corrects. (In one order, whichever of two filings names the other's id.)
    PERFORM pg_advisory_xact_lock(of_county, least(hashtext(visit.id::text), hashtext(visit.revises::text))),
        pg_advisory_xact_lock(of_county, greatest(hashtext(visit.id::text), hashtext(visit.revises::text)));
    -- One look at all that it rests on: nothing but the county's row is locked that other filings share, since versions, sites
    -- and inspections never go.
    SELECT c.edition = on_edition AS is_current,
        EXISTS (SELECT FROM public.inspection i WHERE i.county_id = of_county AND i.id = visit.id) AS is_known,
        EXISTS (SELECT FROM public.checklist_version v WHERE v.county_id = of_county AND v.digest = visit.checklist_digest)
            AND EXISTS (SELECT FROM public.baseline_version v
                WHERE v.county_id = of_county AND v.digest = visit.baseline_digest)
            AND EXISTS (SELECT FROM public.site s
                WHERE s.county_id = of_county AND s.code = visit.site AND s.kind = visit.site_kind) AS is_founded,
        EXISTS (SELECT FROM public.draft d WHERE d.county_id = of_county AND d.id = visit.id) AS has_draft
    INTO look FROM public.county c WHERE c.county_id = of_county FOR SHARE;
    IF look.is_current IS NOT TRUE THEN RETURN 'outdated'; END IF;
    IF look.is_known THEN RETURN 'known'; END IF;
    IF NOT look.is_founded THEN
        RAISE EXCEPTION 'it is of a site, or held against versions, that are not there' USING ERRCODE = 'foreign_key_violation';
    END IF;
    IF visit.revises IS NOT NULL THEN
        SELECT i.content_digest, i.place INTO before_it, place FROM public.inspection i
        WHERE i.county_id = of_county AND i.id = visit.revises AND i.site = visit.site;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'it corrects no visit of that site' USING ERRCODE = 'foreign_key_violation';
        END IF;
        PERFORM FROM public.withdrawal w WHERE w.county_id = of_county AND w.inspection = visit.revises;
        IF FOUND THEN RETURN 'withdrawn'; END IF;
    END IF;
    -- An entry that covers less is one of an earlier release.
    IF after_it IS NULL OR after_it = visit.content_digest OR visit.circumstances IS NULL OR found.item IS NULL THEN
        RAISE EXCEPTION 'a filing without its evidence' USING ERRCODE = 'check_violation';
    END IF;
    -- What a visit may be; its gaps follow below. (The columns that may not be NULL say so themselves.)
    IF NOT coalesce(
        visit.kind = ANY (ARRAY['routine', 'unannounced', 'recheck', 'complaint', 'guidance'])
        AND visit.started_at <= visit.finished_at AND visit.finished_at <= visit.received_at
        AND cardinality(visit.inspectors) BETWEEN 1 AND 2 AND char_length(visit.escort) <= 200
        AND octet_length(visit.content_digest) = 32
        AND least(visit.critical_gaps, visit.major_gaps, visit.minor_gaps, visit.grade_rank) >= 0
        AND coalesce(visit.score BETWEEN 0 AND 100 AND scale(visit.score) <= 9, true)
        AND (visit.exact_score IS NULL OR visit.score IS NOT NULL AND char_length(visit.exact_score) <= 2000
            AND visit.exact_score ~ '^[0-9]+([.][0-9]+|/[1-9][0-9]*)?$')
        AND num_nonnulls(visit.grade, visit.grade_rank, visit.below_minimum) = ANY (ARRAY[0, 3])
        AND CASE num_nonnulls(visit.revises, visit.revision_reason, visit.revised_by)
            WHEN 0 THEN true
            WHEN 3 THEN visit.revises <> visit.id AND char_length(visit.revision_reason) BETWEEN 1 AND 2000
                AND char_length(visit.revised_by) BETWEEN 1 AND 200
            END, false)
    THEN
        RAISE EXCEPTION 'that is no visit' USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_bounds', TABLE = 'inspection';
    END IF;
    received := public.write_entry(who, CASE WHEN visit.revises IS NULL THEN 'file' ELSE 'revise' END,
        'inspection/' || visit.id, before_it, after_it, visit.revision_reason);
    INSERT INTO public.inspection (county_id, id, site, site_kind, kind, started_at, finished_at, received_at, receipt,
        inspectors, escort, checklist_digest, baseline_digest, scoring_version, score, grade, grade_rank, below_minimum,
        floor_holds, critical_gaps, major_gaps, minor_gaps, not_asked, revises, revision_reason, revised_by,
        content_digest, filing, circumstances, result, exact_score, place)
    VALUES (of_county, visit.id, visit.site, visit.site_kind, visit.kind, visit.started_at, visit.finished_at,
        visit.received_at, received, visit.inspectors, visit.escort, visit.checklist_digest, visit.baseline_digest,
        visit.scoring_version, visit.score, visit.grade, visit.grade_rank, visit.below_minimum, visit.floor_holds,
        visit.critical_gaps, visit.major_gaps, visit.minor_gaps, visit.not_asked, visit.revises, visit.revision_reason,
        visit.revised_by, visit.content_digest, visit.filing, visit.circumstances, visit.result,
        visit.exact_score, coalesce(place, received));
    -- What goes beyond the bounds of a gap is of no item, which the table refuses.
    INSERT INTO public.gap (county_id, inspection, site, finished_at, receipt, item, severity, status, points_lost,
        responsible, deadline, fixed_on_spot)
    SELECT of_county, visit.id, visit.site, visit.finished_at, received,
        CASE WHEN char_length(one.item) BETWEEN 1 AND 100
            AND one.severity = ANY (ARRAY['critical', 'major', 'minor'])
            AND one.status = ANY (ARRAY['notMet', 'notChecked'])
            AND one.points_lost >= 0 AND scale(one.points_lost) <= 9
            AND one.responsible = ANY (ARRAY['director', 'partyHead', 'governmentHead', 'deputyInCharge', 'countyLeader',
                'expert', 'health', 'finance', 'police', 'fire', 'medical'])
            THEN one.item END,
        one.severity, one.status, one.points_lost, one.responsible, one.deadline, one.fixed_on_spot
    FROM unnest(found.item, found.severity, found.status, found.points_lost, found.responsible, found.deadline,
        found.fixed_on_spot) AS one (item, severity, status, points_lost, responsible, deadline, fixed_on_spot);
    -- Another account's is not taken away: its writer is told that the visit has been filed.
    IF look.has_draft THEN
        DELETE FROM public.draft d WHERE d.county_id = of_county AND d.id = visit.id AND d.owner = who.account;
    END IF;
    -- Nobody looked before who it is: this is the key's use.
    IF who.stale THEN PERFORM public.touch(of_county, key); END IF;
    RETURN 'written';
END $_$;
CREATE FUNCTION public.filed_lately(of_county integer, key bytea, from_address text, at_site text, since timestamp with time zone) RETURNS TABLE(id uuid, received_at timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'file');
BEGIN
    RETURN QUERY SELECT i.id, i.received_at FROM public.inspection i
    JOIN public.audit_entry a ON a.county_id = i.county_id AND a.number = i.receipt
    WHERE i.county_id = of_county AND i.site = at_site AND i.received_at >= since AND i.revises IS NULL
        AND a.actor = who.account
        AND NOT EXISTS (SELECT FROM public.withdrawal w WHERE w.county_id = i.county_id AND w.inspection = i.id)
    ORDER BY i.received_at DESC LIMIT 1;
END $$;
CREATE FUNCTION public.finish_login(of_county integer, wanted text, stretched bytea, key bytea, replaced bytea, address text, agent text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    PERFORM FROM public.login_failure f
    WHERE f.county_id = of_county AND f.subject = public.address_subject(address) FOR UPDATE;
    -- Each try was begun, and so counted; nobody guesses beside begin_login().
    UPDATE public.login_failure f SET pending = f.pending - 1
    WHERE f.county_id = of_county AND f.subject = 'account ' || wanted AND f.pending > 0;
    IF NOT FOUND THEN RETURN false; END IF;
    -- Held until the session is there: who resets or disables the account meanwhile finds it, and ends it.
    PERFORM FROM public.account a WHERE a.county_id = of_county AND a.name = wanted
        AND a.verifier = sha256(stretched) AND a.disabled_at IS NULL FOR SHARE;
    IF NOT FOUND THEN RETURN false; END IF;
    -- The row stays: somebody else may be about to end a try of the same account.
    UPDATE public.login_failure f SET failures = 0 WHERE f.county_id = of_county AND f.subject = 'account ' || wanted;
    UPDATE public.login_failure f SET failures = greatest(0, f.failures - 1)
    WHERE f.county_id = of_county AND f.subject = public.address_subject(address);
    PERFORM public.open_session(of_county, wanted, key, replaced, address, agent, 'password');
    RETURN true;
END $$;
CREATE FUNCTION public.forget_tries() RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    DELETE FROM public.login_failure WHERE ctid IN (
        SELECT ctid FROM public.login_failure WHERE last_at < clock_timestamp() - INTERVAL '1 day'
        ORDER BY last_at LIMIT 100 FOR UPDATE SKIP LOCKED)
$$;
CREATE FUNCTION public.forget_tries_of(of_county integer, kind text, name text) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    UPDATE public.login_failure f SET failures = 0
    WHERE f.county_id = of_county AND f.failures > 0 AND f.subject IN (
        SELECT l.subject FROM public.login_failure l
        WHERE l.county_id = of_county AND CASE kind WHEN 'address' THEN l.subject = public.address_subject(name)
            ELSE l.subject = 'account ' || name OR starts_with(l.subject, 'session ' || name || ' ') END
        ORDER BY l.subject FOR UPDATE);
    RETURN FOUND;
END $$;
CREATE FUNCTION public.found_county(new_code text, new_name_zh text, new_name_en text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder;
BEGIN
    INSERT INTO public.county AS c (code, name_zh, name_en) VALUES (new_code, new_name_zh, new_name_en)
    ON CONFLICT (code) DO NOTHING RETURNING c.county_id INTO who.county_id;
    IF NOT FOUND THEN RETURN; END IF;
    who.account := 'setup';
    who.duty := '';
    who.via := '';
    who.address := '';
    PERFORM public.write_entry(who, 'found', 'county/' || new_code);
END $$;
CREATE TABLE public.operation (
    county_id integer NOT NULL,
    site text NOT NULL,
    opened_on date NOT NULL,
    closed_on date,
    predecessor text,
    entry bigint NOT NULL,
    replaced_by bigint,
    replaced_at timestamp with time zone,
    CONSTRAINT operation_open_in_order CHECK ((opened_on <= closed_on)),
    CONSTRAINT operation_predecessor_other CHECK ((predecessor <> site)),
    CONSTRAINT operation_replaced_whole CHECK (((num_nonnulls(replaced_by, replaced_at) = ANY (ARRAY[0, 2])) AND (replaced_by > entry)))
);
CREATE FUNCTION public.site_past(county integer, of_site text, on_day date DEFAULT 'infinity'::date) RETURNS TABLE(site text, until date)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 WITH RECURSIVE past AS (
          SELECT site_past.of_site AS site,
             'infinity'::date AS until
         UNION
          SELECT p.predecessor,
             p.opened_on
            FROM (past past_1
              JOIN public.operation p ON (((p.county_id = site_past.county) AND (p.site = past_1.site) AND (p.opened_on < past_1.until) AND (p.opened_on <= site_past.on_day) AND (p.replaced_at IS NULL) AND (p.predecessor IS NOT NULL))))
         )
  SELECT past.site,
     max(past.until) AS max
    FROM past
   GROUP BY past.site;
END;
CREATE TABLE public.checklist_version (
    county_id integer NOT NULL,
    digest bytea NOT NULL,
    code text NOT NULL,
    version text NOT NULL,
    site_kind text NOT NULL,
    baseline text NOT NULL,
    effective_from date NOT NULL,
    items text[] NOT NULL,
    document json NOT NULL,
    published_at timestamp with time zone NOT NULL,
    published_by text NOT NULL,
    CONSTRAINT checklist_version_by_length CHECK (((char_length(published_by) >= 1) AND (char_length(published_by) <= 200))),
    CONSTRAINT checklist_version_digest_length CHECK ((octet_length(digest) = 32)),
    CONSTRAINT checklist_version_kind_known CHECK ((site_kind = ANY (ARRAY['countyIsolation'::text, 'townshipIsolation'::text, 'homeIsolation'::text, 'checkpoint'::text, 'zone'::text]))),
    CONSTRAINT checklist_version_label_length CHECK ((((char_length(code) >= 1) AND (char_length(code) <= 100)) AND ((char_length(version) >= 1) AND (char_length(version) <= 100)) AND ((char_length(baseline) >= 1) AND (char_length(baseline) <= 100))))
);
CREATE TABLE public.gap (
    county_id integer NOT NULL,
    inspection uuid NOT NULL,
    item text NOT NULL,
    site text NOT NULL,
    finished_at timestamp with time zone NOT NULL,
    severity text NOT NULL,
    status text NOT NULL,
    points_lost numeric NOT NULL,
    responsible text NOT NULL,
    deadline timestamp with time zone NOT NULL,
    fixed_on_spot boolean NOT NULL,
    receipt bigint NOT NULL
);
CREATE TABLE public.inspection (
    county_id integer NOT NULL,
    id uuid NOT NULL,
    site text NOT NULL,
    site_kind text NOT NULL,
    kind text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone NOT NULL,
    visit_day date GENERATED ALWAYS AS (((finished_at AT TIME ZONE '08:00:00'::interval))::date) STORED NOT NULL,
    week date GENERATED ALWAYS AS ((((finished_at AT TIME ZONE '08:00:00'::interval))::date - ((EXTRACT(isodow FROM (finished_at AT TIME ZONE '08:00:00'::interval)))::integer - 1))) STORED NOT NULL,
    inspectors text[] NOT NULL,
    escort text NOT NULL,
    checklist_digest bytea NOT NULL,
    baseline_digest bytea NOT NULL,
    scoring_version smallint NOT NULL,
    score numeric,
    grade text,
    grade_rank smallint,
    floor_holds boolean NOT NULL,
    critical_gaps smallint NOT NULL,
    major_gaps smallint NOT NULL,
    minor_gaps smallint NOT NULL,
    not_asked text[] NOT NULL,
    revises uuid,
    revision_reason text,
    revised_by text,
    content_digest bytea NOT NULL,
    filing json NOT NULL,
    result json NOT NULL,
    below_minimum boolean,
    receipt bigint NOT NULL,
    circumstances json,
    exact_score text,
    place bigint NOT NULL
);
ALTER TABLE ONLY public.inspection ALTER COLUMN filing SET COMPRESSION lz4;
ALTER TABLE ONLY public.inspection ALTER COLUMN result SET COMPRESSION lz4;
ALTER TABLE ONLY public.inspection ALTER COLUMN circumstances SET COMPRESSION lz4;
COMMENT ON COLUMN public.inspection.grade IS 'NULL when there was nothing to score, or it could not be worked out';
COMMENT ON COLUMN public.inspection.grade_rank IS 'the place of the grade in its checklist, 0 for the worst';
COMMENT ON COLUMN public.inspection.below_minimum IS 'whether the grade is below the minimum; NULL when there is no grade';
COMMENT ON COLUMN public.inspection.receipt IS 'the number of its entry in the audit log: the order in which visits were received';
COMMENT ON COLUMN public.inspection.circumstances IS 'what the register said of the site when the visit was filed; NULL for what was filed before this was kept';
COMMENT ON COLUMN public.inspection.exact_score IS 'as it was worked out; NULL for what was filed before this was kept';
COMMENT ON COLUMN public.inspection.place IS 'the receipt of the first of its line of corrections: the order of visits that end together';
CREATE TABLE public.withdrawal (
    county_id integer NOT NULL,
    inspection uuid NOT NULL,
    site text NOT NULL,
    withdrawn_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    withdrawn_by text NOT NULL,
    reason text NOT NULL,
    CONSTRAINT withdrawal_by_length CHECK (((char_length(withdrawn_by) >= 1) AND (char_length(withdrawn_by) <= 200))),
    CONSTRAINT withdrawal_reason_length CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 2000)))
);
CREATE VIEW public.standing_inspection WITH (security_invoker='true') AS
 SELECT i.county_id,
    i.id,
    i.site,
    i.site_kind,
    i.kind,
    i.started_at,
    i.finished_at,
    i.received_at,
    i.visit_day,
    i.week,
    i.inspectors,
    i.escort,
    i.checklist_digest,
    i.baseline_digest,
    i.scoring_version,
    i.score,
    i.grade,
    i.grade_rank,
    i.floor_holds,
    i.critical_gaps,
    i.major_gaps,
    i.minor_gaps,
    i.not_asked,
    i.revises,
    i.revision_reason,
    i.revised_by,
    i.content_digest,
    i.filing,
    i.result,
    i.below_minimum,
    i.receipt,
    i.circumstances,
    i.exact_score,
    i.place
   FROM public.inspection i
  WHERE ((NOT (EXISTS ( SELECT
           FROM public.inspection r
          WHERE ((r.county_id = i.county_id) AND (r.revises = i.id))))) AND (NOT (EXISTS ( SELECT
           FROM public.withdrawal w
          WHERE ((w.county_id = i.county_id) AND (w.inspection = i.id))))));
CREATE FUNCTION public.gaps_past(county integer, of_site text, of_items text[], of_statuses text[], at_time timestamp with time zone, at_place bigint) RETURNS TABLE(item text, in_previous boolean, ever_before boolean, since date, deadline timestamp with time zone)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 WITH past AS MATERIALIZED (
          SELECT site_past.site,
             site_past.until
            FROM public.site_past(gaps_past.county, gaps_past.of_site, ((gaps_past.at_time AT TIME ZONE '08:00:00'::interval))::date) site_past(site, until)
         ), visit AS MATERIALIZED (
          SELECT back.finished_at,
             back.place,
             back.visit_day,
             back.checklist_digest,
             back.not_asked,
             back.items,
             back.statuses,
             back.deadlines,
             back.left_open,
             back.is_clear,
             back.clear_after
            FROM (past
              CROSS JOIN LATERAL ( SELECT v.finished_at,
                     v.place,
                     v.visit_day,
                     v.checklist_digest,
                     v.not_asked,
                     found.items,
                     found.statuses,
                     found.deadlines,
                     found.left_open,
                     found.is_clear,
                     count(*) FILTER (WHERE found.is_clear) OVER (ORDER BY v.finished_at DESC, v.place DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS clear_after
                    FROM (public.standing_inspection v
                      CROSS JOIN LATERAL ( SELECT array_agg(g.item) AS items,
                             array_agg(g.status) AS statuses,
                             array_agg(g.deadline) AS deadlines,
                             COALESCE(array_agg(g.item) FILTER (WHERE (NOT g.fixed_on_spot)), '{}'::text[]) AS left_open,
                             (COALESCE(bool_and(g.fixed_on_spot), true) AND (NOT (v.not_asked && gaps_past.of_items)) AND (EXISTS ( SELECT
                                    FROM public.checklist_version c
                                   WHERE ((c.county_id = gaps_past.county) AND (c.digest = v.checklist_digest) AND (gaps_past.of_items <@ c.items))))) AS is_clear
                            FROM public.gap g
                           WHERE ((g.county_id = gaps_past.county) AND (g.inspection = v.id) AND (g.item = ANY (gaps_past.of_items)))) found)
                   WHERE ((v.county_id = gaps_past.county) AND (v.site = past.site) AND (v.visit_day <= past.until) AND (v.finished_at <= gaps_past.at_time) AND (ROW(v.finished_at, v.place) < ROW(gaps_past.at_time, gaps_past.at_place)) AND (v.place <> gaps_past.at_place))) back)
           WHERE (back.clear_after = 0)
         ), asked AS MATERIALIZED (
          SELECT c.digest,
             one.item
            FROM ((( SELECT DISTINCT visit.checklist_digest
                    FROM visit) used
              JOIN public.checklist_version c ON (((c.county_id = gaps_past.county) AND (c.digest = used.checklist_digest))))
              CROSS JOIN LATERAL unnest(c.items) one(item))
           WHERE (one.item = ANY (gaps_past.of_items))
         ), mended AS MATERIALIZED (
          SELECT DISTINCT ON (asked.item) asked.item,
             visit.finished_at,
             visit.place
            FROM (visit
              JOIN asked ON ((asked.digest = visit.checklist_digest)))
           WHERE ((asked.item <> ALL (visit.not_asked)) AND (asked.item <> ALL (visit.left_open)))
           ORDER BY asked.item, visit.finished_at DESC, visit.place DESC
         ), run AS MATERIALIZED (
          SELECT found.item,
             found.status,
             found.deadline,
             visit.visit_day
            FROM ((visit
              CROSS JOIN LATERAL UNNEST(visit.items, visit.statuses, visit.deadlines) found(item, status, deadline))
              LEFT JOIN mended ON ((mended.item = found.item)))
           WHERE ((mended.place IS NULL) OR (ROW(visit.finished_at, visit.place) > ROW(mended.finished_at, mended.place)))
         )
  SELECT gap.item,
     (count(run.item) > 0),
     ((count(run.item) > 0) OR (EXISTS ( SELECT
            FROM ((past
              JOIN public.gap g ON (((g.county_id = gaps_past.county) AND (g.site = past.site) AND (g.item = gap.item) AND (g.finished_at <= gaps_past.at_time))))
              JOIN public.standing_inspection v ON (((v.county_id = gaps_past.county) AND (v.id = g.inspection) AND (v.visit_day <= past.until))))
           WHERE ((ROW(v.finished_at, v.place) < ROW(gaps_past.at_time, gaps_past.at_place)) AND (v.place <> gaps_past.at_place) AND (g.status = ANY (ARRAY['notMet'::text, gap.status])))))),
     COALESCE(min(run.visit_day) FILTER (WHERE (run.status = 'notMet'::text)), min(run.visit_day), ((gaps_past.at_time AT TIME ZONE '08:00:00'::interval))::date) AS "coalesce",
     COALESCE(min(run.deadline) FILTER (WHERE (run.status = 'notMet'::text)), min(run.deadline)) AS "coalesce"
    FROM (UNNEST(gaps_past.of_items, gaps_past.of_statuses) gap(item, status)
      LEFT JOIN run ON (((run.item = gap.item) AND ((run.status = 'notMet'::text) OR (run.status = gap.status)))))
   GROUP BY gap.item, gap.status;
END;
CREATE FUNCTION public.held_terms(of_county integer, links text[]) RETURNS TABLE(link text, site text, duty text, person text, term uuid)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT wanted.link, p.site, p.duty, p.person, p.id
    FROM (SELECT l AS link, split_part(l, '@', 1) AS duty, split_part(l, '@', 2) AS code, split_part(l, '@', 3) AS since
        FROM unnest(links) AS l) AS wanted
    JOIN public.site s ON s.county_id = of_county AND (s.code = wanted.code
        OR NOT s.is_twin AND upper(s.code COLLATE "C") = upper(wanted.code COLLATE "C")
            AND NOT EXISTS (SELECT FROM public.site o WHERE o.county_id = of_county AND o.code = wanted.code))
    JOIN public.posting p ON p.county_id = of_county AND p.site = s.code AND p.duty = wanted.duty
    WHERE p.replaced_at IS NULL AND (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date
        BETWEEN p.held_from AND coalesce(p.held_to, 'infinity')
        AND wanted.since IN ('', to_char(p.held_from, 'YYYY-MM-DD'))
$$;
CREATE FUNCTION public.hold_administrators(of_county integer, wanted text) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    in_use text[];
BEGIN
    PERFORM FROM public.account a WHERE a.county_id = of_county
        AND (a.name = wanted OR 'administrator' = ANY (a.roles) AND a.disabled_at IS NULL)
    ORDER BY a.name FOR NO KEY UPDATE;
    in_use := ARRAY(SELECT a.name FROM public.account a WHERE a.county_id = of_county
        AND 'administrator' = ANY (a.roles) AND a.disabled_at IS NULL);
    RETURN in_use = ARRAY[wanted];
END $$;
CREATE FUNCTION public.hold_count(of_county integer, one text) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    seconds integer;
BEGIN
    INSERT INTO public.login_failure (county_id, subject, failures, last_at)
    VALUES (of_county, one, 0, clock_timestamp()) ON CONFLICT DO NOTHING;
    SELECT public.login_wait(f.subject, f.failures, f.last_at, clock_timestamp()) INTO seconds
    FROM public.login_failure f WHERE f.county_id = of_county AND f.subject = one FOR UPDATE;
    RETURN coalesce(seconds, 1); -- the row was just forgotten, being of yesterday: the next try makes it anew
END $$;
CREATE FUNCTION public.hold_state(of_county integer, wanted text) RETURNS bytea
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    PERFORM FROM public.account a WHERE a.county_id = of_county AND a.name = wanted FOR NO KEY UPDATE;
    IF NOT FOUND THEN RETURN NULL; END IF;
    RETURN public.state_digest(public.state_now(of_county, wanted));
END $$;
CREATE FUNCTION public.holder_of(of_county integer, key bytea, from_address text) RETURNS public.holder
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder;
    wanted bytea := sha256(key);
    now_at timestamptz := clock_timestamp();
    held record;
    has record;
    duties text;
BEGIN
    SELECT s.account, s.seen_at AS used_at, NULL::text[] AS scope, s.means,
        'session:' || left(encode(wanted, 'hex'), 8) AS via
    INTO held FROM public.session s
    WHERE s.county_id = of_county AND s.digest = wanted AND s.ended_at IS NULL
        AND s.started_at BETWEEN now_at - INTERVAL '16 hours' AND now_at + INTERVAL '5 minutes'
        AND s.seen_at BETWEEN now_at - INTERVAL '4 hours' AND now_at + INTERVAL '5 minutes';
    IF NOT FOUND THEN
        SELECT t.account, t.used_at, t.scope, 'token' AS means, 'token:' || t.name AS via
        INTO held FROM public.api_token t
        WHERE t.county_id = of_county AND t.digest = wanted AND t.revoked_at IS NULL
            AND now_at BETWEEN t.made_at - INTERVAL '5 minutes' AND t.expires_at;
        IF NOT FOUND THEN RETURN NULL; END IF;
    END IF;
    SELECT a.display, a.roles, a.rights, a.must_change INTO has FROM public.account a
    WHERE a.county_id = of_county AND a.name = held.account AND a.disabled_at IS NULL;
    IF NOT FOUND THEN RETURN NULL; END IF;
    who.county_id := of_county;
    who.account := held.account;
    who.display := has.display;
    who.roles := has.roles;
    who.duty := array_to_string(has.roles, ', ');
    who.rights := has.rights;
    who.via := held.via;
    who.address := left(translate(from_address, E'\n\r', ''), 100);
    who.stale := coalesce(held.used_at < now_at - INTERVAL '5 minutes', true);
    -- Who came by the provider used no password, and a token is none.
    who.must_change := has.must_change AND held.means <> 'openid';
    IF who.must_change THEN
        who.rights := '{}';
    ELSIF held.scope IS NOT NULL THEN
        who.rights := ARRAY(SELECT r FROM unnest(who.rights) AS r WHERE r = ANY (held.scope));
    END IF;
    PERFORM FROM public.account_duty d WHERE d.county_id = of_county AND d.account = held.account;
    IF FOUND THEN
        SELECT array_agg(DISTINCT d.site ORDER BY d.site) FILTER (
                WHERE 'holder' = ANY (has.roles) OR d.duty = 'director'),
            string_agg(d.duty || ' ' || d.site, ', ' ORDER BY d.site, d.duty)
        INTO who.sites, duties
        FROM public.account_duty d
        JOIN public.posting p ON p.county_id = d.county_id AND p.site = d.site AND p.id = d.term AND p.duty = d.duty
        WHERE d.county_id = of_county AND d.account = held.account AND p.replaced_at IS NULL
            AND (now_at AT TIME ZONE INTERVAL '08:00')::date BETWEEN p.held_from AND coalesce(p.held_to, 'infinity');
        who.duty := concat_ws('; ', who.duty, duties);
    END IF;
    IF has.roles <@ ARRAY['director', 'holder'] THEN
        who.sites := coalesce(who.sites, ARRAY['!']); -- no site has that code: confined to none
    ELSE
        who.sites := NULL;
    END IF;
    RETURN who;
END $$;
CREATE FUNCTION public.import_register(of_county integer, key bytea, from_address text, on_edition bigint, townships public.register_township[], sites public.register_site[], why text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
    held_edition bigint;
    township public.register_township;
    site public.register_site;
BEGIN
    IF NOT coalesce(cardinality(townships) + cardinality(sites) > 0, false) THEN
        RAISE EXCEPTION 'nothing to take' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT pg_try_advisory_xact_lock(72538014, of_county) THEN RETURN 'outdated'; END IF;
    SELECT c.edition INTO held_edition FROM public.county c WHERE c.county_id = of_county;
    IF held_edition IS DISTINCT FROM on_edition THEN RETURN 'outdated'; END IF;
    FOREACH township IN ARRAY townships LOOP
        PERFORM public.write_township(who, township, why);
    END LOOP;
    FOREACH site IN ARRAY sites LOOP
        PERFORM public.write_site(who, site, why);
    END LOOP;
    UPDATE public.county c SET edition = c.edition + 1 WHERE c.county_id = of_county;
    RETURN 'written';
END $$;
CREATE TABLE public.accountability_case (
    county_id integer NOT NULL,
    id uuid NOT NULL,
    site text NOT NULL,
    found uuid,
    again uuid,
    items text[] NOT NULL,
    infection uuid,
    basis text NOT NULL,
    reason text NOT NULL,
    opened_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    opened_by text NOT NULL,
    entry bigint NOT NULL,
    CONSTRAINT accountability_case_lengths CHECK ((((octet_length(basis) >= 2) AND (octet_length(basis) <= 262144)) AND ((char_length(reason) >= 1) AND (char_length(reason) <= 2000)))),
    CONSTRAINT accountability_case_rests CHECK (((num_nonnulls(found, again) =
CASE
    WHEN (infection IS NULL) THEN 2
    ELSE 0
END) AND ((infection IS NULL) = ((cardinality(items) >= 1) AND (cardinality(items) <= 500)))))
);
CREATE TABLE public.case_act (
    county_id integer NOT NULL,
    entry bigint NOT NULL,
    id uuid NOT NULL,
    case_id uuid NOT NULL,
    site text NOT NULL,
    kind text NOT NULL,
    term uuid,
    words text NOT NULL,
    reason text,
    evidence bytea[] DEFAULT '{}'::bytea[] NOT NULL,
    on_paper boolean DEFAULT false NOT NULL,
    seen bigint,
    happened_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    recorded_by text NOT NULL,
    CONSTRAINT case_act_known CHECK (((kind = ANY (ARRAY['interviewHeld'::text, 'interviewRefused'::text, 'statementAsked'::text, 'statement'::text, 'decision'::text, 'withdrawn'::text, 'closed'::text])) AND ((term IS NOT NULL) = (kind = ANY (ARRAY['statementAsked'::text, 'statement'::text, 'decision'::text]))) AND (((reason IS NOT NULL) AND (seen IS NOT NULL)) = (kind = 'decision'::text)))),
    CONSTRAINT case_act_lengths CHECK ((((char_length(words) >= 1) AND (char_length(words) <= 20000)) AND ((char_length(reason) >= 1) AND (char_length(reason) <= 2000)) AND (cardinality(evidence) <= 50)))
);
CREATE FUNCTION public.is_open_case(of_county integer, wanted uuid) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    RETURN ((EXISTS (SELECT FROM public.accountability_case c WHERE ((c.county_id = is_open_case.of_county) AND (c.id = is_open_case.wanted)))) AND (NOT (EXISTS (SELECT FROM public.case_act a WHERE ((a.county_id = is_open_case.of_county) AND (a.case_id = is_open_case.wanted) AND (a.kind = ANY (ARRAY['withdrawn'::text, 'closed'::text])))))));
CREATE FUNCTION public.issue_token(of_county integer, key bytea, from_address text, of_account text, token_name text, token_key bytea, of_scope text[], days integer) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, NULL, true);
    made public.api_token;
BEGIN
    IF who.via <> 'shell' AND who.account IS DISTINCT FROM of_account OR who.must_change THEN
        RAISE EXCEPTION '% may not do that', who.account USING ERRCODE = 'insufficient_privilege';
    END IF;
    -- Whoever resets or disables the account meanwhile finds the token; a session ended meanwhile makes none.
    PERFORM FROM public.account a WHERE a.county_id = of_county AND a.name = of_account FOR SHARE;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    who := public.actor(of_county, key, from_address, NULL, true);
    INSERT INTO public.api_token (county_id, account, name, digest, scope, expires_at)
    VALUES (of_county, of_account, token_name, sha256(token_key),
        (SELECT array_agg(DISTINCT r ORDER BY r) FROM unnest(of_scope) AS r),
        clock_timestamp() + days * INTERVAL '1 day')
    ON CONFLICT (county_id, account, name) DO NOTHING
    RETURNING * INTO made;
    IF NOT FOUND THEN RETURN 'taken'; END IF;
    -- `Sources/Store/Accounts/TokenDigest.swift` says the same.
    PERFORM public.write_entry(who, 'issue', 'token/' || of_account || '/' || token_name, NULL,
        sha256(convert_to(concat_ws(E'\n', 'lazaret token v1', 'account ' || made.account, 'name ' || made.name,
            'scope ' || array_to_string(made.scope, ','),
            'expires ' || (extract(epoch FROM made.expires_at) * 1000000)::bigint, ''), 'UTF8')));
    RETURN 'done';
END $$;
CREATE FUNCTION public.keep_state(of_county integer, wanted text) RETURNS bytea
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    now_is public.account_state := public.state_now(of_county, wanted);
    last_was public.account_state;
BEGIN
    SELECT s.* INTO last_was FROM public.account_state s
    WHERE s.county_id = of_county AND s.account = wanted ORDER BY s.number DESC LIMIT 1;
    IF NOT FOUND THEN
        now_is.number := 1;
        now_is.since := (SELECT a.created_at FROM public.account a WHERE a.county_id = of_county AND a.name = wanted);
    ELSIF public.state_digest(last_was) <> public.state_digest(now_is) THEN
        now_is.number := last_was.number + 1;
        now_is.since := clock_timestamp();
    ELSE
        RETURN public.state_digest(last_was);
    END IF;
    INSERT INTO public.account_state VALUES (now_is.*);
    RETURN public.state_digest(now_is);
END $$;
CREATE FUNCTION public.key_follows(of_county integer, key text) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    id text := left(key, 16);
    last_key text;
BEGIN
    SELECT h.key_id INTO last_key FROM public.audit_head h
    WHERE h.county_id = of_county ORDER BY h.size DESC LIMIT 1;
    IF NOT FOUND THEN
        RETURN NOT EXISTS (
            SELECT FROM public.audit_head h WHERE h.key_id = id AND h.county_id <> of_county);
    ELSIF last_key = id THEN
        RETURN true;
    END IF;
    RETURN EXISTS (
        SELECT FROM public.audit_entry e
        JOIN public.audit_leaf l ON l.county_id = e.county_id AND l.number = e.number
        WHERE e.county_id = of_county AND e.verb = 'rotate' AND e.object = 'key/' || id
            AND starts_with(encode(e.after_digest, 'hex'), key)
            AND last_key = (SELECT h.key_id FROM public.audit_head h
                WHERE h.county_id = of_county AND h.size > l.position ORDER BY h.size LIMIT 1)
    ) OR EXISTS (
        SELECT FROM public.audit_entry e
        JOIN public.audit_queue q ON q.county_id = e.county_id AND q.number = e.number
        WHERE e.county_id = of_county AND e.verb = 'rotate' AND e.object = 'lost-key/' || id AND e.via = 'shell'
            AND starts_with(encode(e.after_digest, 'hex'), key));
END $$;
CREATE TABLE public.ladder_policy (
    county_id integer NOT NULL,
    entry bigint NOT NULL,
    circular integer NOT NULL,
    interview integer NOT NULL,
    proposal integer NOT NULL,
    statement integer NOT NULL,
    reason text NOT NULL,
    set_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    set_by text NOT NULL,
    CONSTRAINT ladder_policy_days CHECK (((LEAST(circular, interview, proposal, statement) >= 1) AND (GREATEST(circular, interview, proposal, statement) <= 90))),
    CONSTRAINT ladder_policy_reason_length CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 2000)))
);
CREATE FUNCTION public.ladder_days(of_county integer, OUT circular integer, OUT interview integer, OUT proposal integer, OUT statement integer) RETURNS record
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT COALESCE(p.circular, 1) AS "coalesce",
     COALESCE(p.interview, 1) AS "coalesce",
     COALESCE(p.proposal, 3) AS "coalesce",
     COALESCE(p.statement, 3) AS "coalesce"
    FROM (( SELECT) one
      LEFT JOIN LATERAL ( SELECT l.county_id,
             l.entry,
             l.circular,
             l.interview,
             l.proposal,
             l.statement,
             l.reason,
             l.set_at,
             l.set_by
            FROM public.ladder_policy l
           WHERE (l.county_id = ladder_days.of_county)
           ORDER BY l.entry DESC
          LIMIT 1) p ON (true));
END;
CREATE FUNCTION public.last_head(of_county integer) RETURNS TABLE(size bigint, head text, signature bytea, frontier bytea)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT h.size, h.head, h.signature, h.frontier FROM public.audit_head h
    WHERE h.county_id = of_county ORDER BY h.size DESC LIMIT 1
$$;
CREATE TABLE public.audit_entry (
    county_id integer NOT NULL,
    number bigint NOT NULL,
    happened_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    actor text DEFAULT ''::text NOT NULL,
    origin text DEFAULT current_setting('application_name'::text) NOT NULL,
    verb text NOT NULL,
    object text NOT NULL,
    before_digest bytea,
    after_digest bytea,
    reason text,
    duty text DEFAULT ''::text NOT NULL,
    via text DEFAULT ''::text NOT NULL,
    address text DEFAULT ''::text NOT NULL
);
CREATE FUNCTION public.leaf_hash(entry public.audit_entry) RETURNS bytea
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN sha256('\x00'::bytea || convert_to(public.framed(ARRAY[
        'lazaret entry v1', entry.county_id::text, entry.number::text,
        CASE WHEN entry.happened_at BETWEEN to_timestamp(-1e11) AND to_timestamp(1e11) THEN
            (extract(epoch FROM entry.happened_at - to_timestamp(0)) * 1000000)::bigint::text END,
        entry.actor, entry.duty, entry.via, entry.address, entry.origin, entry.verb, entry.object,
        encode(entry.before_digest, 'hex'), encode(entry.after_digest, 'hex'), entry.reason]), 'UTF8'));
END $$;
CREATE FUNCTION public.lift_wait(of_county integer, key bytea, from_address text, kind text, name text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage', true);
    of_kind text := CASE kind WHEN 'address' THEN 'address' ELSE 'account' END;
BEGIN
    IF NOT public.forget_tries_of(of_county, of_kind, name) THEN RETURN false; END IF;
    PERFORM public.write_entry(who, 'revoke', 'wait/' || of_kind || ' ' || left(name, 200));
    RETURN true;
END $$;
CREATE FUNCTION public.link_account(of_county integer, key bytea, from_address text, wanted text, subject text, issuer text, alone boolean, OUT outcome text, OUT ended text[]) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage', true);
    before_it bytea := public.hold_state(of_county, wanted);
    after_it bytea;
    had record;
    loses_password boolean;
    broken text;
BEGIN
    who := public.actor(of_county, key, from_address, 'manage', true); -- once more, after waiting
    ended := '{}';
    SELECT a.openid_subject, a.openid_issuer, a.has_password INTO had
    FROM public.account a WHERE a.county_id = of_county AND a.name = wanted;
    -- Without a link nobody is left to the provider alone.
    loses_password := coalesce(alone AND had.has_password AND subject IS NOT NULL, false);
    outcome := CASE
        WHEN before_it IS NULL THEN 'unknown'
        WHEN subject IS NULL AND had.openid_subject IS NULL THEN 'none'
        WHEN ROW(subject, issuer) IS NOT DISTINCT FROM ROW(had.openid_subject, had.openid_issuer)
            AND NOT loses_password THEN 'same'
        ELSE 'done' END;
    IF outcome <> 'done' THEN RETURN; END IF;
    BEGIN
        UPDATE public.account a SET openid_subject = subject,
            openid_issuer = CASE WHEN subject IS NOT NULL THEN issuer END
        WHERE a.county_id = of_county AND a.name = wanted;
    EXCEPTION WHEN check_violation OR not_null_violation THEN
        GET STACKED DIAGNOSTICS broken = CONSTRAINT_NAME;
        PERFORM public.refuse_account(SQLSTATE, broken);
    END;
    after_it := public.keep_state(of_county, wanted);
    PERFORM public.write_entry(who,
        CASE WHEN subject IS NULL THEN 'revoke' WHEN had.openid_subject IS NULL THEN 'add' ELSE 'change' END,
        'link/' || wanted, before_it, after_it, subject || coalesce(' at ' || issuer, ''));
    IF loses_password THEN
        UPDATE public.account a SET salt = NULL, cost = NULL, verifier = NULL, must_change = false
        WHERE a.county_id = of_county AND a.name = wanted;
        PERFORM public.write_entry(who, 'revoke', 'password/' || wanted, after_it,
            public.keep_state(of_county, wanted), 'the provider alone');
    END IF;
    IF had.openid_subject IS NOT NULL OR loses_password THEN
        ended := public.end_access(who, wanted, 'link');
    END IF;
END $$;
CREATE FUNCTION public.lock_ladder(of_county integer, of_site text) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    RETURN pg_advisory_xact_lock(of_county, hashtext(('ladder '::text || of_site)));
CREATE FUNCTION public.login_wait(subject text, failures integer, since timestamp with time zone, at timestamp with time zone) RETURNS integer
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT CASE
        WHEN subject LIKE 'address %' THEN greatest(0, ceil(180 * (failures - 49) - gone.seconds))
        WHEN failures <= 5 THEN 0
        ELSE greatest(0, ceil(least(900, 2 ^ least(failures - 5, 20)) - gone.seconds))
    END::integer
    FROM (SELECT greatest(0, extract(epoch FROM at - since)) AS seconds) AS gone
$$;
CREATE FUNCTION public.login_waits() RETURNS TABLE(kind text, name text, tries integer, wait integer)
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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
CREATE FUNCTION public.may_end(who public.holder, of_account text) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN who.account = of_account OR ARRAY['manage', 'read'] <@ who.rights;
END $$;
CREATE FUNCTION public.name_in_case(of_county integer, key bytea, from_address text, in_case uuid, of_term uuid, why text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'supervise', true);
    of_site text;
BEGIN
    SELECT c.site INTO of_site FROM public.accountability_case c WHERE c.county_id = of_county AND c.id = in_case;
    IF NOT FOUND THEN RETURN 'gone'; END IF;
    PERFORM public.lock_ladder(of_county, of_site);
    IF NOT public.is_open_case(of_county, in_case) THEN RETURN 'gone'; END IF;
    PERFORM FROM public.case_person p WHERE p.county_id = of_county AND p.case_id = in_case AND p.term = of_term;
    IF FOUND THEN RETURN 'already'; END IF;
    IF NOT coalesce(char_length(why) BETWEEN 1 AND 2000, false) THEN
        RAISE EXCEPTION 'naming somebody needs a reason' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM public.write_person(who, in_case, of_site, of_term, why);
    RETURN 'named';
END $$;
CREATE FUNCTION public.natural_key(code text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (regexp_replace(regexp_replace(upper((code COLLATE "C")), '(\d+)'::text, (repeat('0'::text, 32) || '\1'::text), 'g'::text), '\d*(\d{32})(?!\d)'::text, '\1'::text, 'g'::text) COLLATE "C");
CREATE FUNCTION public.note(of_county integer, key bytea, from_address text, did text, what text, after_it bytea, why text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, NULL);
BEGIN
    IF who.must_change OR NOT coalesce(did IN ('read', 'export') OR did IN ('rotate', 'backup') AND who.via = 'shell', false) THEN
        RAISE EXCEPTION '% may not note that', who.account USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM public.write_entry(who, did, what, NULL, after_it, why);
END $$;
CREATE FUNCTION public.open_case(of_county integer, key bytea, from_address text, new_case uuid, of_site text, found_by uuid, again_by uuid, items text[], terms uuid[], basis text, why text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'supervise', true);
    rests integer;
BEGIN
    PERFORM pg_advisory_xact_lock(of_county, least(hashtext(found_by::text), hashtext(again_by::text))),
        pg_advisory_xact_lock(of_county, greatest(hashtext(found_by::text), hashtext(again_by::text)));
    PERFORM public.lock_ladder(of_county, of_site);
    PERFORM FROM public.accountability_case c
    WHERE c.county_id = of_county AND (c.id = new_case OR c.found = found_by AND c.again = again_by);
    IF FOUND THEN RETURN 'already'; END IF;
    PERFORM FROM public.accountability_case c
    WHERE c.county_id = of_county AND c.site = of_site AND public.is_open_case(of_county, c.id);
    IF FOUND THEN RETURN 'open'; END IF;
    SELECT count(*) INTO rests
    FROM public.standing_inspection first
    JOIN public.standing_inspection later ON later.county_id = of_county AND later.id = again_by
        AND (later.finished_at, later.place) > (first.finished_at, first.place) AND later.below_minimum
    CROSS JOIN LATERAL unnest(items) AS one (item)
    JOIN public.gap was ON was.county_id = of_county AND was.inspection = first.id AND was.item = one.item
        AND was.status = 'notMet'
    JOIN public.gap still ON still.county_id = of_county AND still.inspection = later.id AND still.item = one.item
        AND still.status = 'notMet'
    WHERE first.county_id = of_county AND first.id = found_by AND first.below_minimum AND later.site = of_site
        AND later.site_kind = 'townshipIsolation';
    IF rests = 0 OR rests <> cardinality(items) THEN RETURN 'gone'; END IF;
    PERFORM public.write_case(who, new_case, of_site, found_by, again_by, items, NULL, terms, basis, why);
    RETURN 'opened';
END $$;
CREATE FUNCTION public.open_session(of_county integer, wanted text, key bytea, replaced bytea, address text, agent text, by_means text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder;
    now_at timestamptz := clock_timestamp();
BEGIN
    who.county_id := of_county;
    who.duty := '';
    who.address := left(address, 100);
    UPDATE public.session s SET ended_at = now_at
    WHERE s.county_id = of_county AND s.digest = sha256(replaced) AND s.ended_at IS NULL
    RETURNING s.account, 'session:' || left(encode(s.digest, 'hex'), 8) INTO who.account, who.via;
    IF FOUND THEN
        PERFORM public.write_entry(who, 'logout', replace(who.via, ':', '/'), why => 'another login');
    END IF;
    INSERT INTO public.session (county_id, digest, account, address, agent, means)
    VALUES (of_county, sha256(key), wanted, left(address, 100), left(agent, 200), by_means);
    who.account := wanted;
    who.via := 'session:' || left(encode(sha256(key), 'hex'), 8);
    PERFORM public.write_entry(who, 'login', 'account/' || wanted, why => by_means);
    DELETE FROM public.session WHERE ctid IN (
        SELECT ctid FROM public.session WHERE started_at < clock_timestamp() - INTERVAL '90 days'
        LIMIT 1000 FOR UPDATE SKIP LOCKED);
END $$;
CREATE FUNCTION public.openid_login(of_county integer, issuer text, subject text, nonce text, key bytea, replaced bytea, address text, agent text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    meant record;
    who public.holder;
    before_it bytea;
    broken text;
BEGIN
    INSERT INTO public.openid_answer (county_id, digest)
    VALUES (of_county, sha256(convert_to(nonce, 'UTF8'))) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN RETURN 'used'; END IF;
    SELECT a.name, a.openid_issuer INTO meant FROM public.account a
    WHERE a.county_id = of_county AND a.disabled_at IS NULL
        AND a.openid_subject = subject AND coalesce(a.openid_issuer, issuer) = issuer
    ORDER BY a.openid_issuer NULLS LAST LIMIT 1 FOR NO KEY UPDATE;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    IF meant.openid_issuer IS NULL THEN
        -- A link that names no provider does not open where an account, disabled now, is bound to this person.
        IF EXISTS (SELECT FROM public.account a WHERE a.county_id = of_county AND a.name <> meant.name
                AND a.openid_subject = subject AND a.openid_issuer = issuer) THEN RETURN 'unknown'; END IF;
        before_it := public.hold_state(of_county, meant.name);
        BEGIN
            UPDATE public.account a SET openid_issuer = issuer WHERE a.county_id = of_county AND a.name = meant.name;
        EXCEPTION WHEN check_violation OR not_null_violation THEN
            GET STACKED DIAGNOSTICS broken = CONSTRAINT_NAME;
            PERFORM public.refuse_account(SQLSTATE, broken);
        END;
        who.county_id := of_county;
        who.account := meant.name;
        who.duty := '';
        who.via := '';
        who.address := left(address, 100);
        PERFORM public.write_entry(who, 'change', 'link/' || meant.name, before_it,
            public.keep_state(of_county, meant.name), 'bound to ' || issuer);
    END IF;
    PERFORM public.open_session(of_county, meant.name, key, replaced, address, agent, 'openid');
    DELETE FROM public.openid_answer WHERE ctid IN (
        SELECT ctid FROM public.openid_answer WHERE used_at < clock_timestamp() - INTERVAL '90 days'
        LIMIT 1000 FOR UPDATE SKIP LOCKED);
    RETURN 'done';
END $$;
CREATE FUNCTION public.operator(of_county integer, name text) RETURNS public.holder
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder;
BEGIN
    who.county_id := of_county;
    who.account := name;
    who.display := name;
    who.roles := '{}';
    who.duty := 'operator';
    who.rights := ARRAY['read', 'county', 'file', 'manage', 'audit'];
    who.via := 'shell';
    who.address := '';
    who.must_change := false;
    who.stale := false;
    RETURN who;
END $$;
CREATE TABLE public.account_duty (
    county_id integer NOT NULL,
    account text NOT NULL,
    site text NOT NULL,
    duty text NOT NULL,
    person text NOT NULL,
    term uuid
);
CREATE TABLE public.posting (
    county_id integer NOT NULL,
    site text NOT NULL,
    duty text NOT NULL,
    person text NOT NULL,
    held_from date NOT NULL,
    held_to date,
    id uuid NOT NULL,
    entry bigint NOT NULL,
    replaced_by bigint,
    replaced_at timestamp with time zone,
    CONSTRAINT posting_duty_known CHECK ((duty = ANY (ARRAY['director'::text, 'partyHead'::text, 'governmentHead'::text, 'deputyInCharge'::text, 'countyLeader'::text, 'expert'::text, 'health'::text, 'finance'::text, 'police'::text, 'fire'::text, 'medical'::text]))),
    CONSTRAINT posting_held_in_order CHECK ((held_from <= held_to)),
    CONSTRAINT posting_person_length CHECK (((char_length(person) >= 1) AND (char_length(person) <= 100))),
    CONSTRAINT posting_replaced_whole CHECK (((num_nonnulls(replaced_by, replaced_at) = ANY (ARRAY[0, 2])) AND (replaced_by > entry)))
);
CREATE FUNCTION public.own_terms(of_county integer, of_account text) RETURNS TABLE(term uuid, site text, duty text, person text)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT p.id,
     p.site,
     p.duty,
     p.person
    FROM (public.account_duty d
      JOIN public.posting p ON (((p.county_id = d.county_id) AND (p.site = d.site) AND (p.id = d.term) AND (p.duty = d.duty))))
   WHERE ((d.county_id = own_terms.of_county) AND (d.account = own_terms.of_account) AND (p.replaced_at IS NULL) AND ((((now() AT TIME ZONE '08:00:00'::interval))::date >= p.held_from) AND (((now() AT TIME ZONE '08:00:00'::interval))::date <= COALESCE(p.held_to, 'infinity'::date))));
END;
CREATE FUNCTION public.password_holder(of_county integer, key bytea, from_address text) RETURNS public.holder
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, NULL, true);
BEGIN
    IF who.via NOT LIKE 'session:%' THEN
        RAISE EXCEPTION '% may not do that', who.account USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN who;
END $$;
CREATE FUNCTION public.publish(of_county integer, key bytea, from_address text, on_edition bigint, list text, brought public.published_version) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
    held_edition bigint;
    is_same boolean;
BEGIN
    IF brought.digest IS DISTINCT FROM sha256(convert_to(brought.document::text, 'UTF8')) THEN
        RAISE EXCEPTION 'the digest is not that of the document' USING ERRCODE = 'check_violation';
    END IF;
    -- One at a time, and no filing meanwhile.
    SELECT c.edition INTO held_edition FROM public.county c WHERE c.county_id = of_county FOR NO KEY UPDATE;
    IF list = 'checklist' THEN
        SELECT v.digest = brought.digest INTO is_same FROM public.checklist_version v
        WHERE v.county_id = of_county AND (v.digest = brought.digest OR v.code = brought.code AND v.version = brought.version)
        ORDER BY v.digest = brought.digest DESC LIMIT 1;
    ELSIF list = 'baseline' THEN
        SELECT v.digest = brought.digest INTO is_same FROM public.baseline_version v
        WHERE v.county_id = of_county AND (v.digest = brought.digest OR v.code = brought.code AND v.version = brought.version)
        ORDER BY v.digest = brought.digest DESC LIMIT 1;
    ELSE
        RAISE EXCEPTION 'neither checklist nor baseline' USING ERRCODE = 'check_violation';
    END IF;
    IF is_same THEN RETURN 'already'; END IF;
    IF NOT is_same THEN RETURN 'taken'; END IF;
    IF held_edition IS DISTINCT FROM on_edition THEN RETURN 'outdated'; END IF;
    IF list = 'checklist' THEN
        INSERT INTO public.checklist_version (county_id, digest, code, version, site_kind, baseline, effective_from,
            items, document, published_at, published_by)
        VALUES (of_county, brought.digest, brought.code, brought.version, brought.site_kind, brought.baseline, brought.effective_from,
            brought.items, brought.document, clock_timestamp(), who.account);
    ELSE
        INSERT INTO public.baseline_version (county_id, digest, code, version, effective_from, effective_to, document,
            published_at, published_by)
        VALUES (of_county, brought.digest, brought.code, brought.version, brought.effective_from, brought.effective_to, brought.document,
            clock_timestamp(), who.account);
    END IF;
    UPDATE public.county c SET edition = c.edition + 1 WHERE c.county_id = of_county;
    PERFORM public.write_entry(who, 'publish', concat_ws('/', list, brought.code, brought.version), NULL, brought.digest);
    RETURN 'published';
END $$;
CREATE FUNCTION public.refuse_account(state text, broken text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RAISE EXCEPTION 'that is no account' USING ERRCODE = state, CONSTRAINT = broken, TABLE = 'account';
END $$;
CREATE FUNCTION public.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RAISE EXCEPTION '% keeps evidence and is never changed', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'immutable', TABLE = TG_TABLE_NAME;
END $$;
CREATE FUNCTION public.report_infection(of_county integer, key bytea, from_address text, infected uuid, of_site text, on_day date, source text, new_case uuid, terms uuid[], basis text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, NULL, true);
    number bigint;
BEGIN
    IF NOT coalesce(who.rights && ARRAY['manage', 'supervise'], false) THEN
        RAISE EXCEPTION '% may not do that', who.account USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM public.lock_ladder(of_county, of_site);
    PERFORM FROM public.infection i WHERE i.county_id = of_county AND i.id = infected;
    IF FOUND THEN RETURN 'already'; END IF;
    PERFORM FROM public.site_in_time s WHERE s.county_id = of_county AND s.code = of_site
        AND s.kind IN ('countyIsolation', 'townshipIsolation') AND on_day BETWEEN s.since AND s.until;
    IF NOT FOUND OR on_day > (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date THEN RETURN 'gone'; END IF;
    number := public.write_entry(who, 'add', 'infection/' || infected, NULL,
        public.fact_digest('lazaret infection v1', infected::text, of_site, on_day::text, source), left(source, 2000));
    INSERT INTO public.infection (county_id, id, site, day, source, reported_by, entry)
    VALUES (of_county, infected, of_site, on_day, source, who.account, number);
    PERFORM public.write_case(who, new_case, of_site, NULL, NULL, '{}', infected, terms, basis, left(source, 2000));
    RETURN 'opened';
END $$;
CREATE FUNCTION public.reset_password(of_county integer, key bytea, from_address text, wanted text, new_salt bytea, new_cost integer, new_verifier bytea, given boolean, OUT outcome text, OUT ended text[]) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage', true);
    before_it bytea;
    had boolean;
    broken text;
BEGIN
    IF new_verifier IS NULL THEN
        RAISE EXCEPTION 'a reset gives a password' USING ERRCODE = 'null_value_not_allowed';
    END IF;
    SELECT a.has_password INTO had FROM public.account a WHERE a.county_id = of_county AND a.name = wanted;
    outcome := CASE WHEN NOT FOUND THEN 'unknown' WHEN coalesce(had OR given, false) THEN 'done' ELSE 'without' END;
    IF outcome <> 'done' THEN RETURN; END IF;
    -- The counts before the account, as in signing in.
    PERFORM public.forget_tries_of(of_county, 'account', wanted);
    before_it := public.hold_state(of_county, wanted);
    who := public.actor(of_county, key, from_address, 'manage', true); -- once more, after waiting
    BEGIN
        UPDATE public.account a SET salt = new_salt, cost = new_cost, verifier = new_verifier, must_change = true
        WHERE a.county_id = of_county AND a.name = wanted AND coalesce(a.has_password OR given, false);
    EXCEPTION WHEN check_violation OR not_null_violation THEN
        GET STACKED DIAGNOSTICS broken = CONSTRAINT_NAME;
        PERFORM public.refuse_account(SQLSTATE, broken);
    END;
    IF NOT FOUND THEN -- its password was taken away meanwhile
        outcome := 'without';
        RETURN;
    END IF;
    PERFORM public.write_entry(
        who, 'reset', 'account/' || wanted, before_it, public.keep_state(of_county, wanted));
    ended := public.end_access(who, wanted, 'reset');
END $$;
CREATE FUNCTION public.revoke_token(of_county integer, key bytea, from_address text, of_account text, token_name text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, NULL);
    now_at timestamptz := clock_timestamp();
BEGIN
    IF NOT public.may_end(who, of_account) THEN RETURN false; END IF;
    UPDATE public.api_token t SET revoked_at = now_at
    WHERE t.county_id = of_county AND t.account = of_account AND t.name = token_name AND t.revoked_at IS NULL;
    IF NOT FOUND THEN RETURN false; END IF;
    PERFORM public.write_entry(who, 'revoke', 'token/' || of_account || '/' || token_name);
    RETURN true;
END $$;
CREATE FUNCTION public.rights_of(roles text[]) RETURNS text[]
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT array_agg(DISTINCT may.right ORDER BY may.right)
    FROM (VALUES
        ('inspector', 'read'), ('inspector', 'county'), ('inspector', 'file'),
        ('administrator', 'read'), ('administrator', 'county'), ('administrator', 'file'),
        ('administrator', 'manage'), ('administrator', 'cases'),
        ('supervision', 'read'), ('supervision', 'county'), ('supervision', 'audit'), ('supervision', 'cases'),
        ('supervision', 'supervise'),
        ('director', 'read'), ('director', 'respond'), ('holder', 'read'), ('holder', 'respond'),
        ('leader', 'read'), ('leader', 'county'), ('leader', 'cases'),
        ('auditor', 'read'), ('auditor', 'county'), ('auditor', 'audit'), ('auditor', 'cases')) AS may (role, "right")
    WHERE may.role = ANY (roles)
$$;
CREATE FUNCTION public.said_why(of_county integer, of_entry bigint) RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN (
        SELECT e.reason FROM public.audit_entry e
        WHERE e.county_id = of_county AND e.number = of_entry AND of_county = public.acting('read')
            AND (e.object LIKE 'township/%' OR e.object LIKE 'site/%'
                AND coalesce(substr(e.object, 6) = ANY (public.acting_sites()), true)));
END $$;
CREATE FUNCTION public.save_draft(of_county integer, key bytea, from_address text, draft_id uuid, at_site text, new_fields json, new_saved_at timestamp with time zone, on_version integer, takes_over boolean, OUT outcome text, OUT version integer) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'file');
    most constant integer := 40;
    before public.draft;
BEGIN
    -- Whoever saves or files under this id, or saves for this account, goes first or waits.
    PERFORM pg_advisory_xact_lock(of_county, hashtext(draft_id::text));
    PERFORM pg_advisory_xact_lock(of_county, hashtext('drafts of ' || who.account));
    PERFORM FROM public.inspection i WHERE i.county_id = of_county AND i.id = draft_id;
    IF FOUND THEN outcome := 'filed'; RETURN; END IF;
    SELECT * INTO before FROM public.draft d WHERE d.county_id = of_county AND d.id = draft_id;
    version := coalesce(before.version, 0);
    IF before.owner <> who.account AND takes_over IS NOT TRUE THEN outcome := 'held'; RETURN; END IF;
    -- What is kept already is kept, whichever version was named: an answer that was lost can be asked for again.
    IF before.owner = who.account AND before.site = at_site AND before.fields::text = new_fields::text THEN
        outcome := 'kept';
        RETURN;
    END IF;
    IF on_version <> version THEN outcome := 'changed'; RETURN; END IF;
    IF before.owner IS DISTINCT FROM who.account
        AND (SELECT count(*) FROM public.draft d WHERE d.county_id = of_county AND d.owner = who.account) >= most
    THEN
        outcome := 'full';
        RETURN;
    END IF;
    version := version + 1;
    IF version = 1 THEN
        INSERT INTO public.draft (county_id, id, site, fields, saved_at, saved_by, owner)
        VALUES (of_county, draft_id, at_site, new_fields, new_saved_at, who.account, who.account);
    ELSE
        UPDATE public.draft d
        SET site = at_site, fields = new_fields, saved_at = new_saved_at, saved_by = who.account, owner = who.account,
            version = save_draft.version
        WHERE d.county_id = of_county AND d.id = draft_id;
    END IF;
    PERFORM public.write_entry(who, 'save', 'draft/' || draft_id, NULL, sha256(convert_to(new_fields::text, 'UTF8')),
        CASE WHEN before.owner <> who.account THEN 'taken over from ' || before.owner END);
    outcome := 'kept';
END $$;
CREATE FUNCTION public.seal(of_county integer, numbers bigint[], leaves bytea[], new_head text, new_signature bytea, new_frontier bytea) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
DECLARE
    amount bigint := cardinality(numbers);
    old_size bigint;
    old_head text;
    written bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(72538013, of_county);
    SELECT h.size, h.head INTO old_size, old_head FROM public.audit_head h
    WHERE h.county_id = of_county ORDER BY h.size DESC LIMIT 1;
    old_size := coalesce(old_size, 0);
    IF new_head !~ format(E'^lazaret record v1\ncounty %s\nsize %s\nroot [0-9a-f]{64}\nprevious %s\ntime [^\n]+\nkey [0-9a-f]{16}\n$',
        (SELECT c.code FROM public.county c WHERE c.county_id = of_county),
        old_size + amount,
        coalesce(encode(sha256(convert_to(old_head, 'UTF8')), 'hex'), repeat('0', 64)))
    THEN
        RETURN false;
    END IF;
    IF NOT public.key_follows(of_county, substring(new_head FROM E'\nkey ([0-9a-f]{16})\n$')) THEN
        RAISE EXCEPTION 'the key does not follow from that of the last head'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'key_follows', TABLE = 'audit_head';
    END IF;
    WITH gone AS (
        DELETE FROM public.audit_queue q USING unnest(numbers, leaves) AS taken (number, leaf)
        WHERE q.county_id = of_county AND q.number = taken.number AND q.leaf = taken.leaf
        RETURNING q.number
    )
    INSERT INTO public.audit_leaf (county_id, position, number, leaf)
    SELECT of_county, old_size + taken.place - 1, taken.number, taken.leaf
    FROM unnest(numbers, leaves) WITH ORDINALITY AS taken (number, leaf, place)
    JOIN gone ON gone.number = taken.number;
    GET DIAGNOSTICS written = ROW_COUNT;
    IF written <> amount THEN
        RAISE EXCEPTION 'what was to be sealed is not what waits to be sealed'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'sealed_as_queued', TABLE = 'audit_leaf';
    END IF;
    INSERT INTO public.audit_head (county_id, size, head, signature, frontier)
    VALUES (of_county, old_size + amount, new_head, new_signature, new_frontier);
    RETURN true;
END $_$;
CREATE FUNCTION public.seal_context(who public.holder) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    fields text := ARRAY[who.county_id::text, array_to_string(who.rights, ','), who.account, who.via, who.sites::text]::text;
    secret bytea;
BEGIN
    SELECT k.secret INTO secret FROM public.context_key k;
    PERFORM set_config('lazaret.context', encode(sha256(secret || int4send(pg_backend_pid())
        || timestamptz_send(transaction_timestamp()) || convert_to(fields, 'UTF8') || secret), 'hex') || fields, true);
END $$;
CREATE FUNCTION public.sealing_state(of_county integer) RETURNS TABLE(waits double precision, key text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT
        (SELECT extract(epoch FROM clock_timestamp() - q.queued_at)::double precision FROM public.audit_queue q
            WHERE q.county_id = of_county ORDER BY q.number LIMIT 1),
        (SELECT h.key_id FROM public.audit_head h
            WHERE h.county_id = of_county ORDER BY h.size DESC LIMIT 1)
$$;
CREATE FUNCTION public.search_text(value text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN lower((NORMALIZE(value, NFKC) COLLATE "C"));
CREATE FUNCTION public.set_ladder_days(of_county integer, key bytea, from_address text, for_circular integer, for_interview integer, for_proposal integer, for_statement integer, why text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage', true);
    days record;
    number bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(of_county, hashtext('ladder days'));
    SELECT * INTO days FROM public.ladder_days(of_county);
    IF (days.circular, days.interview, days.proposal, days.statement)
        = (for_circular, for_interview, for_proposal, for_statement)
    THEN
        RETURN 'same';
    END IF;
    number := public.write_entry(who, 'change', 'ladder',
        public.fact_digest('lazaret ladder v1', days.circular::text, days.interview::text, days.proposal::text, days.statement::text),
        public.fact_digest('lazaret ladder v1', for_circular::text, for_interview::text, for_proposal::text, for_statement::text), why);
    INSERT INTO public.ladder_policy (county_id, entry, circular, interview, proposal, statement, reason, set_by)
    VALUES (of_county, number, for_circular, for_interview, for_proposal, for_statement, why, who.account);
    RETURN 'set';
END $$;
CREATE FUNCTION public.shared_documents(of_county integer, digests bytea[]) RETURNS TABLE(digest bytea, document text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT c.digest, c.document::text FROM public.checklist_version c
    WHERE c.county_id = of_county AND of_county = public.acting_county() AND c.digest = ANY (digests)
    UNION ALL
    SELECT b.digest, b.document::text FROM public.baseline_version b
    WHERE b.county_id = of_county AND of_county = public.acting_county() AND b.digest = ANY (digests)
$$;
CREATE FUNCTION public.shared_site(of_county integer, wanted text) RETURNS TABLE(code text, kind text, name_zh text, name_en text, opened_on date, closed_on date, address text, capacity integer, township text, township_zh text, township_en text, since date, until date)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT s.code, s.kind, s.name_zh, s.name_en, o.opened_on, o.closed_on, s.address, s.capacity,
        s.township, s.township_zh, s.township_en, greatest(s.since, '0001-01-01'), least(s.until, '9999-12-31')
    FROM public.site_in_time s
    JOIN public.operation o ON o.county_id = s.county_id AND o.site = s.code AND o.replaced_at IS NULL
    WHERE s.county_id = of_county AND of_county = public.acting_county() AND s.code = (
        SELECT c.code FROM public.site c
        WHERE c.county_id = of_county AND (c.code = wanted
            OR NOT c.is_twin AND upper(c.code COLLATE "C") = upper(wanted COLLATE "C"))
        ORDER BY c.code <> wanted LIMIT 1)
    ORDER BY s.since, o.opened_on
$$;
CREATE FUNCTION public.shared_versions(of_county integer) RETURNS TABLE(list text, code text, version text, digest bytea, effective_from date, effective_to date, baseline text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT v.list, v.code, v.version, v.digest, v.effective_from, v.effective_to, v.baseline FROM (
        SELECT 'checklist' AS list, c.code, c.version, c.digest, c.effective_from, NULL::date AS effective_to,
            c.baseline, c.published_at
        FROM public.checklist_version c WHERE c.county_id = of_county
        UNION ALL
        SELECT 'baseline', b.code, b.version, b.digest, b.effective_from, b.effective_to, NULL, b.published_at
        FROM public.baseline_version b WHERE b.county_id = of_county) AS v
    WHERE of_county = public.acting_county()
    ORDER BY v.effective_from, v.published_at, v.digest
$$;
CREATE TABLE public.site_description (
    county_id integer NOT NULL,
    site text NOT NULL,
    since date NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    township text,
    address text NOT NULL,
    capacity integer,
    latitude numeric(8,6),
    longitude numeric(9,6),
    datum text,
    entry bigint NOT NULL,
    replaced_by bigint,
    replaced_at timestamp with time zone,
    words text GENERATED ALWAYS AS (public.search_text(((((name_zh || '
'::text) || name_en) || '
'::text) || address))) STORED NOT NULL,
    CONSTRAINT site_description_address_length CHECK ((char_length(address) <= 500)),
    CONSTRAINT site_description_capacity_range CHECK (((capacity >= 0) AND (capacity <= 1000000))),
    CONSTRAINT site_description_datum_known CHECK ((datum = ANY (ARRAY['WGS-84'::text, 'GCJ-02'::text]))),
    CONSTRAINT site_description_name_length CHECK ((((char_length(name_zh) >= 1) AND (char_length(name_zh) <= 200)) AND ((char_length(name_en) >= 1) AND (char_length(name_en) <= 200)))),
    CONSTRAINT site_description_place_range CHECK ((((latitude >= ('-90'::integer)::numeric) AND (latitude <= (90)::numeric)) AND ((longitude >= ('-180'::integer)::numeric) AND (longitude <= (180)::numeric)))),
    CONSTRAINT site_description_place_whole CHECK ((num_nonnulls(latitude, longitude, datum) = ANY (ARRAY[0, 3]))),
    CONSTRAINT site_description_replaced_whole CHECK (((num_nonnulls(replaced_by, replaced_at) = ANY (ARRAY[0, 2])) AND (replaced_by > entry)))
);
CREATE TABLE public.township_name (
    county_id integer NOT NULL,
    township text NOT NULL,
    since date NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    entry bigint NOT NULL,
    replaced_by bigint,
    replaced_at timestamp with time zone,
    words text GENERATED ALWAYS AS (public.search_text(((name_zh || '
'::text) || name_en))) STORED NOT NULL,
    CONSTRAINT township_name_length CHECK ((((char_length(name_zh) >= 1) AND (char_length(name_zh) <= 200)) AND ((char_length(name_en) >= 1) AND (char_length(name_en) <= 200)))),
    CONSTRAINT township_name_replaced_whole CHECK (((num_nonnulls(replaced_by, replaced_at) = ANY (ARRAY[0, 2])) AND (replaced_by > entry)))
);
CREATE FUNCTION public.site_on(county integer, of_site text, on_day date) RETURNS TABLE(name_zh text, name_en text, address text, capacity integer, township text, township_zh text, township_en text)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT d.name_zh,
     d.name_en,
     d.address,
     d.capacity,
     d.township,
     t.name_zh,
     t.name_en
    FROM (( SELECT d_1.county_id,
             d_1.site,
             d_1.since,
             d_1.name_zh,
             d_1.name_en,
             d_1.township,
             d_1.address,
             d_1.capacity,
             d_1.latitude,
             d_1.longitude,
             d_1.datum,
             d_1.entry,
             d_1.replaced_by,
             d_1.replaced_at
            FROM public.site_description d_1
           WHERE ((d_1.county_id = site_on.county) AND (d_1.site = site_on.of_site) AND (d_1.since <= site_on.on_day) AND (d_1.replaced_at IS NULL))
           ORDER BY d_1.since DESC
          LIMIT 1) d
      LEFT JOIN LATERAL ( SELECT t_1.county_id,
             t_1.township,
             t_1.since,
             t_1.name_zh,
             t_1.name_en,
             t_1.entry,
             t_1.replaced_by,
             t_1.replaced_at
            FROM public.township_name t_1
           WHERE ((t_1.county_id = site_on.county) AND (t_1.township = d.township) AND (t_1.since <= site_on.on_day) AND (t_1.replaced_at IS NULL))
           ORDER BY t_1.since DESC
          LIMIT 1) t ON (true));
END;
CREATE FUNCTION public.standing_tries(subject text, failures integer, since timestamp with time zone, at timestamp with time zone) RETURNS integer
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT CASE WHEN subject LIKE 'address %'
        THEN greatest(0, failures - least(1000000, floor(greatest(0, extract(epoch FROM at - since)) / 180))::integer)
        WHEN at - since > INTERVAL '1 day' THEN 0 ELSE failures END
$$;
CREATE TABLE public.account_state (
    county_id integer NOT NULL,
    account text NOT NULL,
    number integer NOT NULL,
    since timestamp with time zone NOT NULL,
    display text NOT NULL,
    roles text[] NOT NULL,
    duties text[] NOT NULL,
    message_address text,
    openid_subject text,
    openid_issuer text,
    has_password boolean NOT NULL,
    disabled boolean NOT NULL,
    carried_over boolean DEFAULT false NOT NULL,
    CONSTRAINT account_state_number_range CHECK ((number >= 1))
);
CREATE FUNCTION public.state_digest(one public.account_state) RETURNS bytea
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN sha256(convert_to(public.framed(ARRAY[
        'lazaret account v1', one.account, (extract(epoch FROM one.since) * 1000000)::bigint::text, one.display,
        array_to_string(one.roles, ','), one.message_address, one.openid_subject, one.openid_issuer,
        one.has_password::text, one.disabled::text] || one.duties), 'UTF8'));
END $$;
CREATE FUNCTION public.state_now(of_county integer, wanted text) RETURNS public.account_state
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    now_is public.account_state;
BEGIN
    SELECT a.county_id, a.name, NULL, NULL, a.display, a.roles, '{}', a.message_address, a.openid_subject,
        a.openid_issuer, a.has_password, a.disabled_at IS NOT NULL, false
    INTO now_is FROM public.account a WHERE a.county_id = of_county AND a.name = wanted;
    SELECT coalesce(array_agg(one.duty ORDER BY one.duty COLLATE "C"), '{}') INTO now_is.duties
    FROM (SELECT d.duty || '@' || d.site || ' ' || d.person AS duty FROM public.account_duty d
        WHERE d.county_id = of_county AND d.account = wanted) AS one;
    SELECT s.number, s.since INTO now_is.number, now_is.since FROM public.account_state s
    WHERE s.county_id = of_county AND s.account = wanted ORDER BY s.number DESC LIMIT 1;
    RETURN now_is;
END $$;
CREATE FUNCTION public.stretching(of_county integer, wanted text, OUT salt bytea, OUT cost integer) RETURNS record
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT coalesce(a.salt, substring(sha256(k.secret || convert_to(wanted, 'UTF8')) FROM 1 FOR 16)),
        coalesce(a.cost, 15)
    FROM public.context_key k LEFT JOIN public.account a ON a.county_id = of_county AND a.name = wanted
$$;
CREATE FUNCTION public.take_step(of_county integer, key bytea, from_address text, of_site text, in_case uuid, of_rung text, of_items text[], in_year integer, as_number integer, document text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address,
        CASE WHEN of_rung IN ('interview', 'proposal') THEN 'supervise' ELSE 'manage' END, true);
    days record;
    on_infection boolean := false;
    before bigint; -- the entry of what it follows
    before_at timestamptz;
    now_at timestamptz := clock_timestamp();
    number bigint;
BEGIN
    IF NOT coalesce(of_rung IN ('reminder', 'circular', 'interview', 'proposal')
        AND (in_case IS NOT NULL) = (of_rung IN ('interview', 'proposal'))
        AND array_position(of_items, NULL) IS NULL AND json_typeof(document::json) = 'object'
        AND in_year = extract(year FROM now_at AT TIME ZONE INTERVAL '08:00'), false)
    THEN
        RAISE EXCEPTION 'that is no step' USING ERRCODE = 'check_violation', TABLE = 'ladder_step';
    END IF;
    PERFORM public.lock_ladder(of_county, of_site);
    SELECT * INTO days FROM public.ladder_days(of_county);
    IF in_case IS NOT NULL THEN
        SELECT c.infection IS NOT NULL, c.items INTO on_infection, of_items FROM public.accountability_case c
        WHERE c.county_id = of_county AND c.id = in_case AND c.site = of_site AND public.is_open_case(of_county, c.id);
        IF NOT FOUND THEN RETURN 'missing'; END IF;
        PERFORM FROM public.ladder_step s WHERE s.county_id = of_county AND s.case_id = in_case AND s.rung = of_rung;
        IF FOUND THEN RETURN 'already'; END IF;
    ELSIF NOT coalesce(cardinality(of_items) BETWEEN 1 AND 500, false) THEN
        RAISE EXCEPTION 'a step is of gaps' USING ERRCODE = 'check_violation', TABLE = 'ladder_step';
    END IF;
    -- What it follows: the last step before it that speaks of one of the same gaps; in a case, the interview.
    IF of_rung = 'proposal' THEN
        SELECT a.entry, a.happened_at INTO before, before_at FROM public.case_act a
        WHERE a.county_id = of_county AND a.case_id = in_case AND a.kind IN ('interviewHeld', 'interviewRefused');
    ELSIF of_rung <> 'reminder' AND NOT on_infection THEN
        SELECT s.entry, s.taken_at INTO before, before_at FROM public.ladder_step s
        WHERE s.county_id = of_county AND s.site = of_site AND s.items && of_items
            AND s.rung = CASE of_rung WHEN 'circular' THEN 'reminder' ELSE 'circular' END
        ORDER BY s.entry DESC LIMIT 1;
    END IF;
    IF of_rung <> 'reminder' AND NOT (of_rung = 'interview' AND on_infection) THEN
        IF before IS NULL THEN RETURN 'missing'; END IF;
        IF before_at + make_interval(days => CASE of_rung
            WHEN 'circular' THEN days.circular WHEN 'interview' THEN days.interview ELSE days.proposal END) > now_at
        THEN
            RETURN 'early';
        END IF;
    END IF;
    IF of_rung = 'circular' THEN
        PERFORM FROM public.ladder_step s
        WHERE s.county_id = of_county AND s.site = of_site AND s.rung = 'circular' AND s.follows = before;
        IF FOUND THEN RETURN 'already'; END IF;
    ELSIF of_rung = 'proposal' THEN
        PERFORM FROM public.case_person p
        LEFT JOIN public.case_act a ON a.county_id = of_county AND a.case_id = in_case AND a.term = p.term
            AND a.kind = 'statementAsked'
        WHERE p.county_id = of_county AND p.case_id = in_case
            AND coalesce(a.happened_at + make_interval(days => days.statement) > now_at, true);
        IF FOUND THEN
            PERFORM FROM public.case_person p
            WHERE p.county_id = of_county AND p.case_id = in_case AND NOT EXISTS (
                SELECT FROM public.case_act a WHERE a.county_id = of_county AND a.case_id = in_case AND a.term = p.term
                    AND a.kind = 'statementAsked');
            RETURN CASE WHEN FOUND THEN 'missing' ELSE 'early' END;
        END IF;
        PERFORM FROM public.case_person p WHERE p.county_id = of_county AND p.case_id = in_case;
        IF NOT FOUND THEN RETURN 'missing'; END IF;
    END IF;
    PERFORM pg_advisory_xact_lock(of_county, hashtext('number of ' || of_rung));
    IF as_number IS DISTINCT FROM (
        SELECT coalesce(max(s.number), 0) + 1 FROM public.ladder_step s
        WHERE s.county_id = of_county AND s.rung = of_rung AND s.year = in_year)
    THEN
        RETURN 'taken';
    END IF;
    number := public.write_entry(who, 'add', of_rung || '/' || in_year || '-' || as_number, NULL, public.fact_digest('lazaret step v1',
        of_site, in_case::text, of_rung, in_year::text, as_number::text, array_to_string(of_items, ','), before::text, document));
    INSERT INTO public.ladder_step
        (county_id, entry, site, case_id, rung, year, number, items, follows, document, taken_at, taken_by)
    VALUES (of_county, number, of_site, in_case, of_rung, in_year, as_number, of_items, before, document, now_at, who.account);
    RETURN as_number::text;
END $$;
CREATE FUNCTION public.tie_duties(of_county integer, wanted text, links text[]) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    INSERT INTO public.account_duty (county_id, account, site, duty, person, term)
    SELECT DISTINCT of_county, wanted, t.site, t.duty, t.person, t.term FROM public.held_terms(of_county, links) AS t
$$;
CREATE FUNCTION public.touch(of_county integer, key bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    wanted bytea := sha256(key);
    now_at timestamptz := clock_timestamp();
BEGIN
    UPDATE public.session s SET seen_at = now_at
    WHERE s.county_id = of_county AND s.digest = wanted AND s.ended_at IS NULL
        AND s.seen_at BETWEEN now_at - INTERVAL '4 hours' AND now_at - INTERVAL '5 minutes';
    IF FOUND THEN RETURN; END IF;
    UPDATE public.api_token t SET used_at = now_at
    WHERE t.county_id = of_county AND t.digest = wanted AND t.revoked_at IS NULL AND t.expires_at > now_at
        AND coalesce(t.used_at < now_at - INTERVAL '5 minutes', true);
END $$;
CREATE FUNCTION public.try_writing(of_county integer) RETURNS timestamp with time zone
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    INSERT INTO public.readiness AS r (county_id, written_at) VALUES (of_county, clock_timestamp())
    ON CONFLICT (county_id) DO UPDATE SET written_at = excluded.written_at
    RETURNING r.written_at
$$;
CREATE FUNCTION public.unsealed(of_county integer, most integer) RETURNS TABLE(number bigint, leaf bytea)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT q.number, q.leaf FROM public.audit_queue q WHERE q.county_id = of_county ORDER BY q.number LIMIT most
$$;
CREATE FUNCTION public.unsealed_count(of_county integer, most integer) RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT count(*) FROM (SELECT FROM public.audit_queue q WHERE q.county_id = of_county LIMIT most) AS waiting
$$;
CREATE FUNCTION public.vacant_duties(of_county integer, links text[]) RETURNS text[]
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT array_agg(wanted.link ORDER BY wanted.place) FROM unnest(links) WITH ORDINALITY AS wanted (link, place)
    WHERE (SELECT count(*) FROM public.held_terms(of_county, ARRAY[wanted.link])) <> 1
$$;
CREATE FUNCTION public.withdraw(of_county integer, key bytea, from_address text, visit uuid, why text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
    at_site text;
BEGIN
    -- Whoever corrects it goes first or waits.
    PERFORM pg_advisory_xact_lock(of_county, hashtext(visit::text));
    PERFORM FROM public.inspection r WHERE r.county_id = of_county AND r.revises = visit;
    IF FOUND THEN RETURN 'revised'; END IF;
    SELECT i.site INTO at_site FROM public.inspection i WHERE i.county_id = of_county AND i.id = visit;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    INSERT INTO public.withdrawal (county_id, inspection, site, withdrawn_by, reason)
    VALUES (of_county, visit, at_site, who.account, why) ON CONFLICT (county_id, inspection) DO NOTHING;
    IF NOT FOUND THEN RETURN 'already'; END IF;
    PERFORM public.write_entry(who, 'withdraw', 'inspection/' || visit, NULL, NULL, why);
    RETURN 'withdrawn';
END $$;
CREATE FUNCTION public.write_case(who public.holder, new_case uuid, of_site text, found_by uuid, again_by uuid, items text[], infected uuid, terms uuid[], basis text, why text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    number bigint;
    one uuid;
BEGIN
    IF json_typeof(basis::json) IS DISTINCT FROM 'object' OR coalesce(cardinality(terms), 101) > 100
        OR array_position(terms, NULL) IS NOT NULL OR array_position(items, NULL) IS NOT NULL
    THEN
        RAISE EXCEPTION 'that is no case' USING ERRCODE = 'check_violation', TABLE = 'accountability_case';
    END IF;
    number := public.write_entry(who, 'add', 'case/' || new_case, NULL, public.fact_digest('lazaret case v1',
        new_case::text, of_site, found_by::text, again_by::text, array_to_string(items, ','), infected::text, basis, why), why);
    INSERT INTO public.accountability_case (county_id, id, site, found, again, items, infection, basis, reason, opened_by, entry)
    VALUES (who.county_id, new_case, of_site, found_by, again_by, items, infected, basis, why, who.account, number);
    FOR one IN SELECT DISTINCT t FROM unnest(terms) AS t ORDER BY t LOOP
        PERFORM public.write_person(who, new_case, of_site, one, why);
    END LOOP;
END $$;
CREATE FUNCTION public.write_entry(who public.holder, did text, what text, before_it bytea DEFAULT NULL::bytea, after_it bytea DEFAULT NULL::bytea, why text DEFAULT NULL::text) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    entry public.audit_entry;
BEGIN
    IF NOT coalesce(char_length(who.account) BETWEEN 1 AND 200 AND char_length(who.via) <= 200
        AND char_length(what) BETWEEN 1 AND 300 AND coalesce(char_length(why) <= 2000, true)
        AND coalesce(octet_length(before_it) = 32, true) AND coalesce(octet_length(after_it) = 32, true)
        AND did = ANY (ARRAY['found', 'add', 'change', 'publish', 'file', 'revise', 'withdraw', 'save', 'discard',
            'login', 'logout', 'password', 'reset', 'disable', 'enable', 'issue', 'revoke', 'read', 'export', 'rotate',
            'backup']), false)
    THEN
        RAISE EXCEPTION 'that is no entry' USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_bounds', TABLE = 'audit_entry';
    END IF;
    INSERT INTO public.audit_entry AS e
        (county_id, actor, duty, via, address, verb, object, before_digest, after_digest, reason)
    VALUES (who.county_id, who.account, left(who.duty, 1000), who.via, left(who.address, 100), did, what, before_it,
        after_it, why)
    RETURNING e.* INTO entry;
    INSERT INTO public.audit_queue (county_id, number, leaf)
    VALUES (entry.county_id, entry.number, public.leaf_hash(entry));
    RETURN entry.number;
END $$;
CREATE FUNCTION public.write_person(who public.holder, in_case uuid, of_site text, of_term uuid, why text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    holds record;
    number bigint;
BEGIN
    SELECT p.site, p.duty, p.person INTO holds FROM public.posting p
    WHERE p.county_id = who.county_id AND p.id = of_term AND p.replaced_at IS NULL
        AND (p.site = of_site OR p.site IN (
            SELECT o.predecessor FROM public.operation o
            WHERE o.county_id = who.county_id AND o.site = of_site AND o.replaced_at IS NULL));
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no such term of duty at the site' USING ERRCODE = 'foreign_key_violation';
    END IF;
    number := public.write_entry(who, 'add', 'case/' || in_case || '/person/' || of_term, NULL,
        public.fact_digest('lazaret case person v1', in_case::text, of_site, of_term::text, holds.duty, holds.person), why);
    INSERT INTO public.case_person (county_id, case_id, site, term, duty, person, entry)
    VALUES (who.county_id, in_case, of_site, of_term, holds.duty, holds.person, number);
END $$;
CREATE FUNCTION public.write_site(who public.holder, one public.register_site, why text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    AS $$
DECLARE
    now_at timestamptz := clock_timestamp();
    number bigint;
    is_new boolean;
BEGIN
    INSERT INTO public.site (county_id, code, kind) VALUES (who.county_id, one.code, one.kind)
    ON CONFLICT (county_id, code) DO NOTHING;
    is_new := FOUND;
    IF one.after_it IS NULL OR is_new <> (one.before_it IS NULL) OR one.terms IS NULL OR cardinality(one.periods) IS NULL
        OR cardinality(one.periods) = 0
        OR NOT EXISTS (SELECT FROM unnest(one.descriptions) AS n WHERE n.since = '-infinity')
        OR NOT EXISTS (SELECT FROM public.site s
            WHERE s.county_id = who.county_id AND s.code = one.code AND s.kind = one.kind)
    THEN
        RAISE EXCEPTION 'a site without period, description, terms or digest, or of another kind'
            USING ERRCODE = 'check_violation';
    END IF;
    -- A term ends, where it had no end, without a word; whatever else becomes of it corrects what was said of somebody.
    IF why IS NULL AND EXISTS (
        SELECT FROM public.posting p
        WHERE p.county_id = who.county_id AND p.site = one.code AND p.replaced_at IS NULL AND NOT EXISTS (
            SELECT FROM unnest(one.terms) AS n
            WHERE (n.id, n.duty, n.person, n.held_from) = (p.id, p.duty, p.person, p.held_from)
                AND (p.held_to IS NULL OR p.held_to IS NOT DISTINCT FROM n.held_to)))
    THEN
        RAISE EXCEPTION 'a term is corrected or withdrawn without a reason' USING ERRCODE = 'check_violation';
    END IF;
    number := public.write_entry(who, CASE WHEN is_new THEN 'add' ELSE 'change' END, 'site/' || one.code,
        one.before_it, one.after_it, why);
    IF NOT is_new THEN
        UPDATE public.operation o SET replaced_by = number, replaced_at = now_at
        WHERE o.county_id = who.county_id AND o.site = one.code AND o.replaced_at IS NULL AND NOT EXISTS (
            SELECT FROM unnest(one.periods) AS n
            WHERE n IS NOT DISTINCT FROM ROW(o.opened_on, o.closed_on, o.predecessor)::public.register_period);
        UPDATE public.site_description d SET replaced_by = number, replaced_at = now_at
        WHERE d.county_id = who.county_id AND d.site = one.code AND d.replaced_at IS NULL AND NOT EXISTS (
            SELECT FROM unnest(one.descriptions) AS n
            WHERE n IS NOT DISTINCT FROM ROW(d.since, d.name_zh, d.name_en, d.township, d.address, d.capacity,
                d.latitude, d.longitude, d.datum)::public.register_description);
        UPDATE public.posting p SET replaced_by = number, replaced_at = now_at
        WHERE p.county_id = who.county_id AND p.site = one.code AND p.replaced_at IS NULL AND NOT EXISTS (
            SELECT FROM unnest(one.terms) AS n
            WHERE n IS NOT DISTINCT FROM ROW(p.id, p.duty, p.person, p.held_from, p.held_to)::public.register_term);
    END IF;
    INSERT INTO public.operation (county_id, site, opened_on, closed_on, predecessor, entry)
    SELECT who.county_id, one.code, n.*, number FROM unnest(one.periods) AS n
    WHERE NOT EXISTS (
        SELECT FROM public.operation o WHERE o.county_id = who.county_id AND o.site = one.code
            AND o.opened_on = n.opened_on AND o.replaced_at IS NULL);
    INSERT INTO public.site_description (county_id, site, since, name_zh, name_en, township, address, capacity,
        latitude, longitude, datum, entry)
    SELECT who.county_id, one.code, n.*, number FROM unnest(one.descriptions) AS n
    WHERE NOT EXISTS (
        SELECT FROM public.site_description d WHERE d.county_id = who.county_id AND d.site = one.code
            AND d.since = n.since AND d.replaced_at IS NULL);
    INSERT INTO public.posting (county_id, site, id, duty, person, held_from, held_to, entry)
    SELECT who.county_id, one.code, n.*, number FROM unnest(one.terms) AS n
    WHERE NOT EXISTS (
        SELECT FROM public.posting p WHERE p.county_id = who.county_id AND p.site = one.code
            AND p.id = n.id AND p.replaced_at IS NULL);
END $$;
CREATE FUNCTION public.write_township(who public.holder, one public.register_township, why text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    AS $$
DECLARE
    number bigint;
    is_new boolean;
BEGIN
    INSERT INTO public.township (county_id, code) VALUES (who.county_id, one.code)
    ON CONFLICT (county_id, code) DO NOTHING;
    is_new := FOUND;
    IF one.after_it IS NULL OR is_new <> (one.before_it IS NULL)
        OR NOT EXISTS (SELECT FROM unnest(one.names) AS n WHERE n.since = '-infinity')
    THEN
        RAISE EXCEPTION 'a township without name or digest' USING ERRCODE = 'check_violation';
    END IF;
    number := public.write_entry(who, CASE WHEN is_new THEN 'add' ELSE 'change' END, 'township/' || one.code,
        one.before_it, one.after_it, why);
    UPDATE public.township_name t SET replaced_by = number, replaced_at = clock_timestamp()
    WHERE t.county_id = who.county_id AND t.township = one.code AND t.replaced_at IS NULL AND NOT EXISTS (
        SELECT FROM unnest(one.names) AS n WHERE (n.since, n.name_zh, n.name_en) = (t.since, t.name_zh, t.name_en));
    INSERT INTO public.township_name (county_id, township, since, name_zh, name_en, entry)
    SELECT who.county_id, one.code, n.since, n.name_zh, n.name_en, number FROM unnest(one.names) AS n
    WHERE NOT EXISTS (
        SELECT FROM public.township_name t
        WHERE t.county_id = who.county_id AND t.township = one.code AND t.since = n.since AND t.replaced_at IS NULL);
END $$;
CREATE TABLE public.account (
    county_id integer NOT NULL,
    name text NOT NULL,
    display text NOT NULL,
    roles text[] NOT NULL,
    salt bytea,
    cost smallint,
    verifier bytea,
    must_change boolean DEFAULT true NOT NULL,
    openid_subject text,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    disabled_at timestamp with time zone,
    openid_issuer text,
    has_password boolean GENERATED ALWAYS AS ((verifier IS NOT NULL)) STORED NOT NULL,
    rights text[] GENERATED ALWAYS AS (public.rights_of(roles)) STORED NOT NULL,
    message_address text,
    CONSTRAINT account_display_length CHECK (((char_length(display) >= 1) AND (char_length(display) <= 100))),
    CONSTRAINT account_message_address_shape CHECK ((((char_length(message_address) >= 1) AND (char_length(message_address) <= 254)) AND (message_address !~ '[[:cntrl:]]'::text))),
    CONSTRAINT account_name_shape CHECK ((name ~ '^[a-z0-9][a-z0-9._-]{1,39}$'::text)),
    CONSTRAINT account_openid_issuer_length CHECK (((char_length(openid_issuer) >= 1) AND (char_length(openid_issuer) <= 500))),
    CONSTRAINT account_openid_length CHECK (((char_length(openid_subject) >= 1) AND (char_length(openid_subject) <= 255))),
    CONSTRAINT account_openid_whole CHECK (((openid_issuer IS NULL) OR (openid_subject IS NOT NULL))),
    CONSTRAINT account_password_shape CHECK (((octet_length(salt) = 16) AND ((cost >= 10) AND (cost <= 20)) AND (octet_length(verifier) = 32))),
    CONSTRAINT account_password_whole CHECK ((num_nonnulls(salt, cost, verifier) = ANY (ARRAY[0, 3]))),
    CONSTRAINT account_roles_known CHECK ((((cardinality(roles) >= 1) AND (cardinality(roles) <= 7)) AND (roles <@ ARRAY['inspector'::text, 'administrator'::text, 'supervision'::text, 'director'::text, 'holder'::text, 'leader'::text, 'auditor'::text])))
);
CREATE TABLE public.api_token (
    county_id integer NOT NULL,
    account text NOT NULL,
    name text NOT NULL,
    digest bytea NOT NULL,
    scope text[] NOT NULL,
    made_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    CONSTRAINT api_token_digest_length CHECK ((octet_length(digest) = 32)),
    CONSTRAINT api_token_ends CHECK ((expires_at <= (made_at + '1 year 1 day'::interval))),
    CONSTRAINT api_token_name_shape CHECK ((((char_length(name) >= 1) AND (char_length(name) <= 60)) AND (name !~ '[[:cntrl:]]'::text))),
    CONSTRAINT api_token_scope_known CHECK ((((cardinality(scope) >= 1) AND (cardinality(scope) <= 5)) AND (scope <@ ARRAY['read'::text, 'county'::text, 'file'::text, 'manage'::text, 'audit'::text])))
);
ALTER TABLE public.audit_entry ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.audit_entry_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.audit_head (
    county_id integer NOT NULL,
    size bigint NOT NULL,
    head text NOT NULL,
    signature bytea NOT NULL,
    frontier bytea NOT NULL,
    key_id text GENERATED ALWAYS AS ("substring"(head, '
key ([0-9a-f]{16})
$'::text)) STORED,
    CONSTRAINT audit_head_frontier_length CHECK (((octet_length(frontier) % 32) = 0)),
    CONSTRAINT audit_head_length CHECK (((char_length(head) >= 1) AND (char_length(head) <= 1000))),
    CONSTRAINT audit_head_signature_length CHECK ((octet_length(signature) = 64)),
    CONSTRAINT audit_head_size_range CHECK ((size >= 1))
);
CREATE TABLE public.audit_leaf (
    county_id integer NOT NULL,
    "position" bigint NOT NULL,
    number bigint NOT NULL,
    leaf bytea NOT NULL,
    CONSTRAINT audit_leaf_length CHECK ((octet_length(leaf) = 32)),
    CONSTRAINT audit_leaf_position_range CHECK (("position" >= 0))
);
CREATE TABLE public.audit_queue (
    county_id integer NOT NULL,
    number bigint NOT NULL,
    leaf bytea NOT NULL,
    queued_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
)
WITH (autovacuum_vacuum_scale_factor='0', autovacuum_vacuum_threshold='1000');
CREATE TABLE public.baseline_version (
    county_id integer NOT NULL,
    digest bytea NOT NULL,
    code text NOT NULL,
    version text NOT NULL,
    effective_from date NOT NULL,
    effective_to date,
    document json NOT NULL,
    published_at timestamp with time zone NOT NULL,
    published_by text NOT NULL,
    CONSTRAINT baseline_version_by_length CHECK (((char_length(published_by) >= 1) AND (char_length(published_by) <= 200))),
    CONSTRAINT baseline_version_digest_length CHECK ((octet_length(digest) = 32)),
    CONSTRAINT baseline_version_in_order CHECK ((effective_from <= effective_to)),
    CONSTRAINT baseline_version_label_length CHECK ((((char_length(code) >= 1) AND (char_length(code) <= 100)) AND ((char_length(version) >= 1) AND (char_length(version) <= 100))))
);
CREATE TABLE public.case_person (
    county_id integer NOT NULL,
    case_id uuid NOT NULL,
    site text NOT NULL,
    term uuid NOT NULL,
    duty text NOT NULL,
    person text NOT NULL,
    named_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    entry bigint NOT NULL
);
CREATE TABLE public.context_key (
    one boolean DEFAULT true NOT NULL,
    secret bytea NOT NULL,
    CONSTRAINT context_key_one CHECK (one)
);
CREATE TABLE public.county (
    county_id integer NOT NULL,
    code text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    edition bigint DEFAULT 1 NOT NULL,
    CONSTRAINT county_code_shape CHECK ((code ~ '^[A-Za-z0-9-]{1,32}$'::text)),
    CONSTRAINT county_name_length CHECK ((((char_length(name_zh) >= 1) AND (char_length(name_zh) <= 200)) AND ((char_length(name_en) >= 1) AND (char_length(name_en) <= 200))))
);
ALTER TABLE public.county ALTER COLUMN county_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.county_county_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.draft (
    county_id integer NOT NULL,
    id uuid NOT NULL,
    site text NOT NULL,
    fields json NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    saved_by text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    owner text NOT NULL,
    checklist_digest bytea,
    CONSTRAINT draft_by_length CHECK (((char_length(saved_by) >= 1) AND (char_length(saved_by) <= 200))),
    CONSTRAINT draft_owner_length CHECK (((char_length(owner) >= 1) AND (char_length(owner) <= 200))),
    CONSTRAINT draft_version_range CHECK ((version >= 1))
);
CREATE TABLE public.infection (
    county_id integer NOT NULL,
    id uuid NOT NULL,
    site text NOT NULL,
    day date NOT NULL,
    source text NOT NULL,
    reported_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    reported_by text NOT NULL,
    entry bigint NOT NULL,
    CONSTRAINT infection_source_length CHECK (((char_length(source) >= 1) AND (char_length(source) <= 2000)))
);
CREATE TABLE public.ladder_step (
    county_id integer NOT NULL,
    entry bigint NOT NULL,
    site text NOT NULL,
    case_id uuid,
    rung text NOT NULL,
    year integer NOT NULL,
    number integer NOT NULL,
    items text[] NOT NULL,
    follows bigint,
    document text NOT NULL,
    taken_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    taken_by text NOT NULL,
    CONSTRAINT ladder_step_known CHECK (((rung = ANY (ARRAY['reminder'::text, 'circular'::text, 'interview'::text, 'proposal'::text])) AND ((case_id IS NOT NULL) = (rung = ANY (ARRAY['interview'::text, 'proposal'::text]))))),
    CONSTRAINT ladder_step_lengths CHECK ((((octet_length(document) >= 2) AND (octet_length(document) <= 262144)) AND (cardinality(items) <= 500)))
);
CREATE VIEW public.last_of_week WITH (security_invoker='true') AS
 SELECT DISTINCT ON (standing_inspection.county_id, standing_inspection.week, standing_inspection.site_kind, standing_inspection.site) standing_inspection.county_id,
    standing_inspection.id,
    standing_inspection.site,
    standing_inspection.site_kind,
    standing_inspection.kind,
    standing_inspection.started_at,
    standing_inspection.finished_at,
    standing_inspection.received_at,
    standing_inspection.visit_day,
    standing_inspection.week,
    standing_inspection.inspectors,
    standing_inspection.escort,
    standing_inspection.checklist_digest,
    standing_inspection.baseline_digest,
    standing_inspection.scoring_version,
    standing_inspection.score,
    standing_inspection.grade,
    standing_inspection.grade_rank,
    standing_inspection.floor_holds,
    standing_inspection.critical_gaps,
    standing_inspection.major_gaps,
    standing_inspection.minor_gaps,
    standing_inspection.not_asked,
    standing_inspection.revises,
    standing_inspection.revision_reason,
    standing_inspection.revised_by,
    standing_inspection.content_digest,
    standing_inspection.filing,
    standing_inspection.result,
    standing_inspection.below_minimum,
    standing_inspection.receipt,
    standing_inspection.circumstances,
    standing_inspection.exact_score,
    standing_inspection.place
   FROM public.standing_inspection
  ORDER BY standing_inspection.county_id, standing_inspection.week, standing_inspection.site_kind, standing_inspection.site, standing_inspection.finished_at DESC, standing_inspection.place DESC;
CREATE TABLE public.login_failure (
    county_id integer NOT NULL,
    subject text NOT NULL,
    failures integer NOT NULL,
    pending integer DEFAULT 0 NOT NULL,
    last_at timestamp with time zone NOT NULL,
    CONSTRAINT login_failure_subject_length CHECK ((char_length(subject) <= 200))
);
CREATE TABLE public.openid_answer (
    county_id integer NOT NULL,
    digest bytea NOT NULL,
    used_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT openid_answer_digest_length CHECK ((octet_length(digest) = 32))
);
CREATE TABLE public.readiness (
    county_id integer NOT NULL,
    written_at timestamp with time zone NOT NULL
)
WITH (fillfactor='10');
CREATE TABLE public.schema_act (
    name text NOT NULL,
    checksum bytea NOT NULL,
    applied_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT schema_act_checksum_length CHECK ((octet_length(checksum) = 32)),
    CONSTRAINT schema_act_name_shape CHECK ((name ~ '^[a-z_]{1,60}$'::text))
);
CREATE TABLE public.session (
    county_id integer NOT NULL,
    digest bytea NOT NULL,
    account text NOT NULL,
    started_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    seen_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    ended_at timestamp with time zone,
    address text NOT NULL,
    agent text NOT NULL,
    means text DEFAULT 'password'::text NOT NULL,
    CONSTRAINT session_address_length CHECK ((char_length(address) <= 100)),
    CONSTRAINT session_agent_length CHECK ((char_length(agent) <= 200)),
    CONSTRAINT session_digest_length CHECK ((octet_length(digest) = 32)),
    CONSTRAINT session_means_known CHECK ((means = ANY (ARRAY['password'::text, 'openid'::text])))
);
CREATE TABLE public.site (
    county_id integer NOT NULL,
    code text NOT NULL,
    kind text NOT NULL,
    sort_key text GENERATED ALWAYS AS (public.natural_key(code)) STORED NOT NULL COLLATE pg_catalog."C",
    is_twin boolean DEFAULT false NOT NULL,
    CONSTRAINT site_code_shape CHECK ((code ~ '^[A-Za-z0-9-]{1,32}$'::text)),
    CONSTRAINT site_kind_known CHECK ((kind = ANY (ARRAY['countyIsolation'::text, 'townshipIsolation'::text, 'homeIsolation'::text, 'checkpoint'::text, 'zone'::text])))
);
CREATE VIEW public.site_in_time WITH (security_invoker='true') AS
 SELECT s.county_id,
    s.code,
    s.kind,
    GREATEST(d.since, t.since) AS since,
    LEAST(d.until, t.until) AS until,
    d.name_zh,
    d.name_en,
    d.address,
    d.capacity,
    d.latitude,
    d.longitude,
    d.datum,
    d.township,
    t.name_zh AS township_zh,
    t.name_en AS township_en
   FROM ((public.site s
     JOIN ( SELECT site_description.county_id,
            site_description.site,
            site_description.since,
            site_description.name_zh,
            site_description.name_en,
            site_description.township,
            site_description.address,
            site_description.capacity,
            site_description.latitude,
            site_description.longitude,
            site_description.datum,
            site_description.entry,
            site_description.replaced_by,
            site_description.replaced_at,
            COALESCE((lead(site_description.since) OVER (PARTITION BY site_description.county_id, site_description.site ORDER BY site_description.since) - 1), 'infinity'::date) AS until
           FROM public.site_description
          WHERE (site_description.replaced_at IS NULL)) d ON (((d.county_id = s.county_id) AND (d.site = s.code))))
     LEFT JOIN ( SELECT township_name.county_id,
            township_name.township,
            township_name.since,
            township_name.name_zh,
            township_name.name_en,
            township_name.entry,
            township_name.replaced_by,
            township_name.replaced_at,
            COALESCE((lead(township_name.since) OVER (PARTITION BY township_name.county_id, township_name.township ORDER BY township_name.since) - 1), 'infinity'::date) AS until
           FROM public.township_name
          WHERE (township_name.replaced_at IS NULL)) t ON (((t.county_id = d.county_id) AND (t.township = d.township) AND (t.since <= d.until) AND (t.until >= d.since))));
CREATE VIEW public.site_today WITH (security_invoker='true') AS
 SELECT s.county_id,
    s.code,
    s.kind,
    s.since,
    s.until,
    s.name_zh,
    s.name_en,
    s.address,
    s.capacity,
    s.latitude,
    s.longitude,
    s.datum,
    s.township,
    s.township_zh,
    s.township_en,
    o.opened_on,
    o.closed_on
   FROM ((( SELECT ((now() AT TIME ZONE '08:00:00'::interval))::date AS today) clock
     JOIN public.site_in_time s ON (((clock.today >= s.since) AND (clock.today <= s.until))))
     CROSS JOIN LATERAL ( SELECT p.opened_on,
            p.closed_on
           FROM public.operation p
          WHERE ((p.county_id = s.county_id) AND (p.site = s.code) AND (p.replaced_at IS NULL))
          ORDER BY (p.opened_on > clock.today), p.opened_on DESC
         LIMIT 1) o);
CREATE TABLE public.township (
    county_id integer NOT NULL,
    code text NOT NULL,
    CONSTRAINT township_code_shape CHECK ((code ~ '^[A-Za-z0-9-]{1,32}$'::text))
);
ALTER TABLE ONLY public.account_duty
    ADD CONSTRAINT account_duty_key PRIMARY KEY (county_id, account, site, duty, person);
ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_key PRIMARY KEY (county_id, name);
ALTER TABLE ONLY public.account_state
    ADD CONSTRAINT account_state_key PRIMARY KEY (county_id, account, number);
ALTER TABLE ONLY public.accountability_case
    ADD CONSTRAINT accountability_case_infection_once UNIQUE (county_id, infection);
ALTER TABLE ONLY public.accountability_case
    ADD CONSTRAINT accountability_case_key PRIMARY KEY (county_id, id);
ALTER TABLE ONLY public.accountability_case
    ADD CONSTRAINT accountability_case_once UNIQUE (county_id, found, again);
ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_key PRIMARY KEY (county_id, account, name);
ALTER TABLE ONLY public.audit_entry
    ADD CONSTRAINT audit_entry_key PRIMARY KEY (county_id, number);
ALTER TABLE ONLY public.audit_head
    ADD CONSTRAINT audit_head_key PRIMARY KEY (county_id, size);
ALTER TABLE ONLY public.audit_leaf
    ADD CONSTRAINT audit_leaf_key PRIMARY KEY (county_id, "position");
ALTER TABLE ONLY public.audit_leaf
    ADD CONSTRAINT audit_leaf_once UNIQUE (county_id, number);
ALTER TABLE ONLY public.audit_queue
    ADD CONSTRAINT audit_queue_key PRIMARY KEY (county_id, number);
ALTER TABLE ONLY public.baseline_version
    ADD CONSTRAINT baseline_version_key PRIMARY KEY (county_id, digest);
ALTER TABLE ONLY public.baseline_version
    ADD CONSTRAINT baseline_version_label_once UNIQUE (county_id, code, version);
ALTER TABLE ONLY public.case_act
    ADD CONSTRAINT case_act_id UNIQUE (county_id, id);
ALTER TABLE ONLY public.case_act
    ADD CONSTRAINT case_act_key PRIMARY KEY (county_id, entry);
ALTER TABLE ONLY public.case_person
    ADD CONSTRAINT case_person_key PRIMARY KEY (county_id, case_id, term);
ALTER TABLE ONLY public.checklist_version
    ADD CONSTRAINT checklist_version_key PRIMARY KEY (county_id, digest);
ALTER TABLE ONLY public.checklist_version
    ADD CONSTRAINT checklist_version_label_once UNIQUE (county_id, code, version);
ALTER TABLE ONLY public.context_key
    ADD CONSTRAINT context_key_key PRIMARY KEY (one);
ALTER TABLE ONLY public.county
    ADD CONSTRAINT county_code_once UNIQUE (code);
ALTER TABLE ONLY public.county
    ADD CONSTRAINT county_key PRIMARY KEY (county_id);
ALTER TABLE ONLY public.draft
    ADD CONSTRAINT draft_key PRIMARY KEY (county_id, id);
ALTER TABLE public.draft
    ADD CONSTRAINT draft_size CHECK ((octet_length((fields)::text) <= 1048576)) NOT VALID;
ALTER TABLE ONLY public.gap
    ADD CONSTRAINT gap_key PRIMARY KEY (county_id, inspection, item);
ALTER TABLE ONLY public.infection
    ADD CONSTRAINT infection_key PRIMARY KEY (county_id, id);
ALTER TABLE ONLY public.inspection
    ADD CONSTRAINT inspection_key PRIMARY KEY (county_id, id);
ALTER TABLE ONLY public.ladder_policy
    ADD CONSTRAINT ladder_policy_key PRIMARY KEY (county_id, entry);
ALTER TABLE ONLY public.ladder_step
    ADD CONSTRAINT ladder_step_key PRIMARY KEY (county_id, entry);
ALTER TABLE ONLY public.ladder_step
    ADD CONSTRAINT ladder_step_number UNIQUE (county_id, rung, year, number);
ALTER TABLE ONLY public.ladder_step
    ADD CONSTRAINT ladder_step_once UNIQUE (county_id, case_id, rung);
ALTER TABLE ONLY public.login_failure
    ADD CONSTRAINT login_failure_key PRIMARY KEY (county_id, subject);
ALTER TABLE ONLY public.openid_answer
    ADD CONSTRAINT openid_answer_key PRIMARY KEY (county_id, digest);
ALTER TABLE ONLY public.operation
    ADD CONSTRAINT operation_apart EXCLUDE USING gist (county_id WITH =, site COLLATE "C" WITH =, daterange(opened_on, closed_on, '[]'::text) WITH &&) WHERE ((replaced_at IS NULL));
ALTER TABLE ONLY public.operation
    ADD CONSTRAINT operation_key PRIMARY KEY (county_id, site, opened_on, entry);
ALTER TABLE ONLY public.posting
    ADD CONSTRAINT posting_key PRIMARY KEY (county_id, site, duty, id, entry);
ALTER TABLE ONLY public.posting
    ADD CONSTRAINT posting_one_holder EXCLUDE USING gist (county_id WITH =, site COLLATE "C" WITH =, duty WITH =, daterange(held_from, held_to, '[]'::text) WITH &&) WHERE (((replaced_at IS NULL) AND (duty = ANY (ARRAY['director'::text, 'partyHead'::text, 'governmentHead'::text, 'deputyInCharge'::text]))));
ALTER TABLE ONLY public.posting
    ADD CONSTRAINT posting_person_once EXCLUDE USING gist (county_id WITH =, site COLLATE "C" WITH =, duty WITH =, person WITH =, daterange(held_from, held_to, '[]'::text) WITH &&) WHERE (((replaced_at IS NULL) AND (duty <> ALL (ARRAY['director'::text, 'partyHead'::text, 'governmentHead'::text, 'deputyInCharge'::text]))));
ALTER TABLE ONLY public.readiness
    ADD CONSTRAINT readiness_key PRIMARY KEY (county_id);
ALTER TABLE ONLY public.schema_act
    ADD CONSTRAINT schema_act_key PRIMARY KEY (name, checksum);
ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_key PRIMARY KEY (county_id, digest);
ALTER TABLE ONLY public.site_description
    ADD CONSTRAINT site_description_key PRIMARY KEY (county_id, site, since, entry);
ALTER TABLE ONLY public.site
    ADD CONSTRAINT site_key PRIMARY KEY (county_id, code);
ALTER TABLE ONLY public.township
    ADD CONSTRAINT township_key PRIMARY KEY (county_id, code);
ALTER TABLE ONLY public.township_name
    ADD CONSTRAINT township_name_key PRIMARY KEY (county_id, township, since, entry);
ALTER TABLE ONLY public.withdrawal
    ADD CONSTRAINT withdrawal_key PRIMARY KEY (county_id, inspection);
CREATE UNIQUE INDEX account_openid_once ON public.account USING btree (county_id, openid_subject, COALESCE(openid_issuer, ''::text)) WHERE ((disabled_at IS NULL) AND (openid_subject IS NOT NULL));
CREATE UNIQUE INDEX api_token_by_digest ON public.api_token USING btree (county_id, digest);
CREATE INDEX audit_entry_rotations ON public.audit_entry USING btree (county_id, object) WHERE (verb = 'rotate'::text);
CREATE INDEX audit_head_by_key ON public.audit_head USING btree (key_id, county_id);
CREATE UNIQUE INDEX case_act_asked ON public.case_act USING btree (county_id, case_id, term, kind) WHERE (kind = ANY (ARRAY['statementAsked'::text, 'decision'::text]));
CREATE INDEX case_act_by_case ON public.case_act USING btree (county_id, case_id, entry);
CREATE UNIQUE INDEX case_act_end ON public.case_act USING btree (county_id, case_id) WHERE (kind = ANY (ARRAY['withdrawn'::text, 'closed'::text]));
CREATE UNIQUE INDEX case_act_interview ON public.case_act USING btree (county_id, case_id) WHERE (kind = ANY (ARRAY['interviewHeld'::text, 'interviewRefused'::text]));
CREATE INDEX draft_by_owner ON public.draft USING btree (county_id, owner);
CREATE INDEX draft_by_site ON public.draft USING btree (county_id, site, saved_at);
CREATE INDEX gap_by_item ON public.gap USING btree (county_id, site, item, finished_at, receipt);
CREATE INDEX inspection_by_site ON public.inspection USING btree (county_id, site, finished_at, place) INCLUDE (id, below_minimum, visit_day);
CREATE INDEX inspection_by_week ON public.inspection USING btree (county_id, week, site_kind, site, finished_at DESC, place DESC);
CREATE UNIQUE INDEX inspection_revised_once ON public.inspection USING btree (county_id, revises) WHERE (revises IS NOT NULL);
CREATE INDEX ladder_step_by_site ON public.ladder_step USING btree (county_id, site, rung, entry);
CREATE INDEX login_failure_by_time ON public.login_failure USING btree (last_at);
CREATE INDEX openid_answer_by_time ON public.openid_answer USING btree (used_at);
CREATE INDEX operation_moved ON public.operation USING btree (county_id, site) WHERE ((replaced_at IS NULL) AND (predecessor IS NOT NULL));
CREATE INDEX posting_by_site ON public.posting USING btree (county_id, site, duty, held_from) WHERE (replaced_at IS NULL);
CREATE UNIQUE INDEX posting_once ON public.posting USING btree (county_id, site, id) WHERE (replaced_at IS NULL);
CREATE INDEX session_by_account ON public.session USING btree (county_id, account, started_at DESC);
CREATE INDEX site_by_kind ON public.site USING btree (county_id, kind, code);
CREATE UNIQUE INDEX site_code_once ON public.site USING btree (county_id, upper((code COLLATE "C"))) WHERE (NOT is_twin);
CREATE UNIQUE INDEX site_description_once ON public.site_description USING btree (county_id, site, since) WHERE (replaced_at IS NULL);
CREATE UNIQUE INDEX township_name_once ON public.township_name USING btree (county_id, township, since) WHERE (replaced_at IS NULL);
CREATE TRIGGER account_state_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.account_state FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER accountability_case_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.accountability_case FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER audit_entry_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_entry FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER audit_head_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_head FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER audit_leaf_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_leaf FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER baseline_version_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.baseline_version FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER case_act_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.case_act FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER case_person_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.case_person FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER checklist_version_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.checklist_version FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER gap_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.gap FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER infection_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.infection FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER inspection_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.inspection FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER ladder_policy_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ladder_policy FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER ladder_step_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ladder_step FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER schema_act_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.schema_act FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER withdrawal_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.withdrawal FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_county FOREIGN KEY (county_id) REFERENCES public.county(county_id);
ALTER TABLE ONLY public.account_duty
    ADD CONSTRAINT account_duty_account FOREIGN KEY (county_id, account) REFERENCES public.account(county_id, name);
ALTER TABLE ONLY public.account_duty
    ADD CONSTRAINT account_duty_site FOREIGN KEY (county_id, site) REFERENCES public.site(county_id, code);
ALTER TABLE ONLY public.account_state
    ADD CONSTRAINT account_state_account FOREIGN KEY (county_id, account) REFERENCES public.account(county_id, name);
ALTER TABLE ONLY public.accountability_case
    ADD CONSTRAINT accountability_case_site FOREIGN KEY (county_id, site) REFERENCES public.site(county_id, code);
ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_account FOREIGN KEY (county_id, account) REFERENCES public.account(county_id, name);
ALTER TABLE ONLY public.audit_head
    ADD CONSTRAINT audit_head_county FOREIGN KEY (county_id) REFERENCES public.county(county_id);
ALTER TABLE ONLY public.baseline_version
    ADD CONSTRAINT baseline_version_county FOREIGN KEY (county_id) REFERENCES public.county(county_id);
ALTER TABLE ONLY public.checklist_version
    ADD CONSTRAINT checklist_version_county FOREIGN KEY (county_id) REFERENCES public.county(county_id);
ALTER TABLE ONLY public.draft
    ADD CONSTRAINT draft_site FOREIGN KEY (county_id, site) REFERENCES public.site(county_id, code);
ALTER TABLE ONLY public.infection
    ADD CONSTRAINT infection_site FOREIGN KEY (county_id, site) REFERENCES public.site(county_id, code);
ALTER TABLE ONLY public.ladder_policy
    ADD CONSTRAINT ladder_policy_county FOREIGN KEY (county_id) REFERENCES public.county(county_id);
ALTER TABLE ONLY public.ladder_step
    ADD CONSTRAINT ladder_step_site FOREIGN KEY (county_id, site) REFERENCES public.site(county_id, code);
ALTER TABLE ONLY public.login_failure
    ADD CONSTRAINT login_failure_county FOREIGN KEY (county_id) REFERENCES public.county(county_id);
ALTER TABLE ONLY public.openid_answer
    ADD CONSTRAINT openid_answer_county FOREIGN KEY (county_id) REFERENCES public.county(county_id);
ALTER TABLE ONLY public.operation
    ADD CONSTRAINT operation_predecessor FOREIGN KEY (county_id, predecessor) REFERENCES public.site(county_id, code);
ALTER TABLE ONLY public.operation
    ADD CONSTRAINT operation_site FOREIGN KEY (county_id, site) REFERENCES public.site(county_id, code);
ALTER TABLE ONLY public.posting
    ADD CONSTRAINT posting_site FOREIGN KEY (county_id, site) REFERENCES public.site(county_id, code);
ALTER TABLE ONLY public.readiness
    ADD CONSTRAINT readiness_county FOREIGN KEY (county_id) REFERENCES public.county(county_id);
ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_account FOREIGN KEY (county_id, account) REFERENCES public.account(county_id, name);
ALTER TABLE ONLY public.site
    ADD CONSTRAINT site_county FOREIGN KEY (county_id) REFERENCES public.county(county_id);
ALTER TABLE ONLY public.site_description
    ADD CONSTRAINT site_description_site FOREIGN KEY (county_id, site) REFERENCES public.site(county_id, code);
ALTER TABLE ONLY public.site_description
    ADD CONSTRAINT site_description_township FOREIGN KEY (county_id, township) REFERENCES public.township(county_id, code);
ALTER TABLE ONLY public.township
    ADD CONSTRAINT township_county FOREIGN KEY (county_id) REFERENCES public.county(county_id);
ALTER TABLE ONLY public.township_name
    ADD CONSTRAINT township_name_township FOREIGN KEY (county_id, township) REFERENCES public.township(county_id, code);
ALTER TABLE ONLY public.withdrawal
    ADD CONSTRAINT withdrawal_inspection FOREIGN KEY (county_id, inspection) REFERENCES public.inspection(county_id, id);
ALTER TABLE public.account ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.account_duty ENABLE ROW LEVEL SECURITY;
CREATE POLICY account_duty_read ON public.account_duty FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting_county() AS acting_county)) AND COALESCE((account = ( SELECT public.acting_own(VARIADIC ARRAY['manage'::text, 'audit'::text]) AS acting_own)), true)));
CREATE POLICY account_read ON public.account FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting_county() AS acting_county)) AND COALESCE((name = ( SELECT public.acting_own(VARIADIC ARRAY['manage'::text, 'audit'::text]) AS acting_own)), true)));
ALTER TABLE public.account_state ENABLE ROW LEVEL SECURITY;
CREATE POLICY account_state_read ON public.account_state FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting_county() AS acting_county)) AND COALESCE((account = ( SELECT public.acting_own(VARIADIC ARRAY['manage'::text, 'audit'::text]) AS acting_own)), true)));
ALTER TABLE public.accountability_case ENABLE ROW LEVEL SECURITY;
CREATE POLICY accountability_case_read ON public.accountability_case FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting_any(VARIADIC ARRAY['cases'::text, 'respond'::text]) AS acting_any)) AND ((county_id = ( SELECT public.acting('cases'::text) AS acting)) OR (site = ANY (( SELECT public.acting_posts() AS acting_posts)::text[])))));
ALTER TABLE public.api_token ENABLE ROW LEVEL SECURITY;
CREATE POLICY api_token_read ON public.api_token FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting_county() AS acting_county)) AND COALESCE((account = ( SELECT public.acting_own(VARIADIC ARRAY['manage'::text, 'audit'::text]) AS acting_own)), true)));
ALTER TABLE public.audit_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY audit_entry_read ON public.audit_entry FOR SELECT TO lazaret_server USING ((county_id = ( SELECT public.acting('audit'::text) AS acting)));
ALTER TABLE public.audit_head ENABLE ROW LEVEL SECURITY;
CREATE POLICY audit_head_read ON public.audit_head FOR SELECT TO lazaret_server USING ((county_id = ( SELECT public.acting('audit'::text) AS acting)));
ALTER TABLE public.audit_leaf ENABLE ROW LEVEL SECURITY;
CREATE POLICY audit_leaf_read ON public.audit_leaf FOR SELECT TO lazaret_server USING ((county_id = ( SELECT public.acting('audit'::text) AS acting)));
ALTER TABLE public.audit_queue ENABLE ROW LEVEL SECURITY;
CREATE POLICY audit_queue_read ON public.audit_queue FOR SELECT TO lazaret_server USING ((county_id = ( SELECT public.acting('audit'::text) AS acting)));
ALTER TABLE public.baseline_version ENABLE ROW LEVEL SECURITY;
CREATE POLICY baseline_version_read ON public.baseline_version FOR SELECT TO lazaret_server USING ((county_id = ( SELECT public.acting('read'::text) AS acting)));
ALTER TABLE public.case_act ENABLE ROW LEVEL SECURITY;
CREATE POLICY case_act_read ON public.case_act FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting_any(VARIADIC ARRAY['cases'::text, 'respond'::text]) AS acting_any)) AND ((county_id = ( SELECT public.acting('cases'::text) AS acting)) OR ((site = ANY (( SELECT public.acting_posts() AS acting_posts)::text[])) AND COALESCE((term = ANY (( SELECT public.acting_terms() AS acting_terms)::uuid[])), true)))));
ALTER TABLE public.case_person ENABLE ROW LEVEL SECURITY;
CREATE POLICY case_person_read ON public.case_person FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting_any(VARIADIC ARRAY['cases'::text, 'respond'::text]) AS acting_any)) AND ((county_id = ( SELECT public.acting('cases'::text) AS acting)) OR (site = ANY (( SELECT public.acting_posts() AS acting_posts)::text[])))));
ALTER TABLE public.checklist_version ENABLE ROW LEVEL SECURITY;
CREATE POLICY checklist_version_read ON public.checklist_version FOR SELECT TO lazaret_server USING ((county_id = ( SELECT public.acting('read'::text) AS acting)));
ALTER TABLE public.context_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.county ENABLE ROW LEVEL SECURITY;
CREATE POLICY county_read ON public.county FOR SELECT TO lazaret_server USING ((county_id = ( SELECT public.acting_county() AS acting_county)));
ALTER TABLE public.draft ENABLE ROW LEVEL SECURITY;
CREATE POLICY draft_read ON public.draft FOR SELECT TO lazaret_server USING ((county_id = ( SELECT public.acting_any(VARIADIC ARRAY['file'::text, 'audit'::text]) AS acting_any)));
ALTER TABLE public.gap ENABLE ROW LEVEL SECURITY;
CREATE POLICY gap_read ON public.gap FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting('read'::text) AS acting)) AND (COALESCE((site = ANY (( SELECT public.acting_sites() AS acting_sites)::text[])), true) OR (((finished_at AT TIME ZONE '08:00:00'::interval))::date <= ((( SELECT public.acting_past() AS acting_past) ->> site))::date))));
ALTER TABLE public.infection ENABLE ROW LEVEL SECURITY;
CREATE POLICY infection_read ON public.infection FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting_any(VARIADIC ARRAY['cases'::text, 'respond'::text]) AS acting_any)) AND ((county_id = ( SELECT public.acting('cases'::text) AS acting)) OR (site = ANY (( SELECT public.acting_posts() AS acting_posts)::text[])))));
ALTER TABLE public.inspection ENABLE ROW LEVEL SECURITY;
CREATE POLICY inspection_read ON public.inspection FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting('read'::text) AS acting)) AND (COALESCE((site = ANY (( SELECT public.acting_sites() AS acting_sites)::text[])), true) OR (visit_day <= ((( SELECT public.acting_past() AS acting_past) ->> site))::date))));
ALTER TABLE public.ladder_policy ENABLE ROW LEVEL SECURITY;
CREATE POLICY ladder_policy_read ON public.ladder_policy FOR SELECT TO lazaret_server USING ((county_id = ( SELECT public.acting_any(VARIADIC ARRAY['cases'::text, 'respond'::text]) AS acting_any)));
ALTER TABLE public.ladder_step ENABLE ROW LEVEL SECURITY;
CREATE POLICY ladder_step_read ON public.ladder_step FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting_any(VARIADIC ARRAY['cases'::text, 'respond'::text]) AS acting_any)) AND ((county_id = ( SELECT public.acting('cases'::text) AS acting)) OR (site = ANY (( SELECT public.acting_posts() AS acting_posts)::text[])))));
ALTER TABLE public.login_failure ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.openid_answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.operation ENABLE ROW LEVEL SECURITY;
CREATE POLICY operation_read ON public.operation FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting('read'::text) AS acting)) AND (COALESCE((site = ANY (( SELECT public.acting_sites() AS acting_sites)::text[])), true) OR (opened_on <= ((( SELECT public.acting_past() AS acting_past) ->> site))::date))));
ALTER TABLE public.posting ENABLE ROW LEVEL SECURITY;
CREATE POLICY posting_read ON public.posting FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting('read'::text) AS acting)) AND (COALESCE((site = ANY (( SELECT public.acting_sites() AS acting_sites)::text[])), true) OR (held_from <= ((( SELECT public.acting_past() AS acting_past) ->> site))::date))));
ALTER TABLE public.readiness ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.schema_act ENABLE ROW LEVEL SECURITY;
CREATE POLICY schema_act_read ON public.schema_act FOR SELECT TO lazaret_server USING (true);
ALTER TABLE public.session ENABLE ROW LEVEL SECURITY;
CREATE POLICY session_read ON public.session FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting_county() AS acting_county)) AND COALESCE((account = ( SELECT public.acting_own(VARIADIC ARRAY['manage'::text]) AS acting_own)), true)));
ALTER TABLE public.site ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.site_description ENABLE ROW LEVEL SECURITY;
CREATE POLICY site_description_read ON public.site_description FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting('read'::text) AS acting)) AND (COALESCE((site = ANY (( SELECT public.acting_sites() AS acting_sites)::text[])), true) OR (since <= ((( SELECT public.acting_past() AS acting_past) ->> site))::date))));
CREATE POLICY site_read ON public.site FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting('read'::text) AS acting)) AND (COALESCE((code = ANY (( SELECT public.acting_sites() AS acting_sites)::text[])), true) OR (( SELECT public.acting_past() AS acting_past) ? code))));
ALTER TABLE public.township ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.township_name ENABLE ROW LEVEL SECURITY;
CREATE POLICY township_name_read ON public.township_name FOR SELECT TO lazaret_server USING ((county_id = ( SELECT public.acting('read'::text) AS acting)));
CREATE POLICY township_read ON public.township FOR SELECT TO lazaret_server USING ((county_id = ( SELECT public.acting('read'::text) AS acting)));
ALTER TABLE public.withdrawal ENABLE ROW LEVEL SECURITY;
CREATE POLICY withdrawal_read ON public.withdrawal FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting('read'::text) AS acting)) AND (COALESCE((site = ANY (( SELECT public.acting_sites() AS acting_sites)::text[])), true) OR (( SELECT public.acting_past() AS acting_past) ? site))));
GRANT USAGE ON SCHEMA public TO lazaret_server;
REVOKE ALL ON FUNCTION public.act_in_case(of_county integer, key bytea, from_address text, as_id uuid, in_case uuid, of_kind text, of_term uuid, words text, why text, evidence bytea[], at_time timestamp with time zone, seen bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.act_in_case(of_county integer, key bytea, from_address text, as_id uuid, in_case uuid, of_kind text, of_term uuid, words text, why text, evidence bytea[], at_time timestamp with time zone, seen bigint) TO lazaret_server;
REVOKE ALL ON FUNCTION public.context(VARIADIC needed text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.context(VARIADIC needed text[]) TO lazaret_server;
REVOKE ALL ON FUNCTION public.acting(needed text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.acting(needed text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.acting_account() FROM PUBLIC;
GRANT ALL ON FUNCTION public.acting_account() TO lazaret_server;
REVOKE ALL ON FUNCTION public.acting_any(VARIADIC needed text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.acting_any(VARIADIC needed text[]) TO lazaret_server;
REVOKE ALL ON FUNCTION public.acting_county() FROM PUBLIC;
GRANT ALL ON FUNCTION public.acting_county() TO lazaret_server;
REVOKE ALL ON FUNCTION public.acting_own(VARIADIC needed text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.acting_own(VARIADIC needed text[]) TO lazaret_server;
REVOKE ALL ON FUNCTION public.acting_past() FROM PUBLIC;
GRANT ALL ON FUNCTION public.acting_past() TO lazaret_server;
REVOKE ALL ON FUNCTION public.acting_posts() FROM PUBLIC;
GRANT ALL ON FUNCTION public.acting_posts() TO lazaret_server;
REVOKE ALL ON FUNCTION public.acting_sites() FROM PUBLIC;
GRANT ALL ON FUNCTION public.acting_sites() TO lazaret_server;
REVOKE ALL ON FUNCTION public.acting_terms() FROM PUBLIC;
GRANT ALL ON FUNCTION public.acting_terms() TO lazaret_server;
REVOKE ALL ON FUNCTION public.acting_via() FROM PUBLIC;
GRANT ALL ON FUNCTION public.acting_via() TO lazaret_server;
REVOKE ALL ON FUNCTION public.actor(of_county integer, key bytea, from_address text, needed text, in_person boolean) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.add_account(of_county integer, key bytea, from_address text, accounts public.new_account[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.add_account(of_county integer, key bytea, from_address text, accounts public.new_account[]) TO lazaret_server;
REVOKE ALL ON FUNCTION public.address_subject(address text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.begin_change(of_county integer, key bytea, from_address text, OUT wait integer, OUT salt bytea, OUT cost integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.begin_change(of_county integer, key bytea, from_address text, OUT wait integer, OUT salt bytea, OUT cost integer) TO lazaret_server;
REVOKE ALL ON FUNCTION public.begin_login(of_county integer, wanted text, address text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.begin_login(of_county integer, wanted text, address text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.change_account(of_county integer, key bytea, from_address text, wanted text, new_display text, new_roles text[], new_message_address text, new_duties text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.change_account(of_county integer, key bytea, from_address text, wanted text, new_display text, new_roles text[], new_message_address text, new_duties text[]) TO lazaret_server;
REVOKE ALL ON FUNCTION public.change_password(of_county integer, key bytea, from_address text, stretched bytea, new_salt bytea, new_cost integer, new_verifier bytea, kept text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.change_password(of_county integer, key bytea, from_address text, stretched bytea, new_salt bytea, new_cost integer, new_verifier bytea, kept text[]) TO lazaret_server;
REVOKE ALL ON FUNCTION public.count_try(of_county integer, one text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.county_named(wanted text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.county_named(wanted text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.disable_account(of_county integer, key bytea, from_address text, wanted text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.disable_account(of_county integer, key bytea, from_address text, wanted text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.discard_draft(of_county integer, key bytea, from_address text, draft_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.discard_draft(of_county integer, key bytea, from_address text, draft_id uuid) TO lazaret_server;
REVOKE ALL ON FUNCTION public.enable_account(of_county integer, key bytea, from_address text, wanted text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.enable_account(of_county integer, key bytea, from_address text, wanted text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.end_access(who public.holder, of_account text, why text, but_session bytea, kept text[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.end_all_access(operator text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.end_session(of_county integer, key bytea, from_address text, of_account text, session_id text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.end_session(of_county integer, key bytea, from_address text, of_account text, session_id text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.enter(of_county integer, key bytea, from_address text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.enter(of_county integer, key bytea, from_address text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.enter_operator(of_county integer, operator text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.framed(values_in_order text[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.fact_digest(VARIADIC values_in_order text[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.file(of_county integer, key bytea, from_address text, on_edition bigint, visit public.filed_inspection, found public.found_gaps, after_it bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.file(of_county integer, key bytea, from_address text, on_edition bigint, visit public.filed_inspection, found public.found_gaps, after_it bytea) TO lazaret_server;
REVOKE ALL ON FUNCTION public.filed_lately(of_county integer, key bytea, from_address text, at_site text, since timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.filed_lately(of_county integer, key bytea, from_address text, at_site text, since timestamp with time zone) TO lazaret_server;
REVOKE ALL ON FUNCTION public.finish_login(of_county integer, wanted text, stretched bytea, key bytea, replaced bytea, address text, agent text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.finish_login(of_county integer, wanted text, stretched bytea, key bytea, replaced bytea, address text, agent text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.forget_tries() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.forget_tries_of(of_county integer, kind text, name text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.found_county(new_code text, new_name_zh text, new_name_en text) FROM PUBLIC;
REVOKE ALL ON TABLE public.operation FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.operation TO lazaret;
GRANT SELECT ON TABLE public.operation TO lazaret_server;
GRANT UPDATE(replaced_by) ON TABLE public.operation TO lazaret;
GRANT UPDATE(replaced_at) ON TABLE public.operation TO lazaret;
REVOKE ALL ON FUNCTION public.site_past(county integer, of_site text, on_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.site_past(county integer, of_site text, on_day date) TO lazaret_server;
REVOKE ALL ON TABLE public.checklist_version FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.checklist_version TO lazaret;
GRANT SELECT ON TABLE public.checklist_version TO lazaret_server;
REVOKE ALL ON TABLE public.gap FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.gap TO lazaret;
GRANT SELECT ON TABLE public.gap TO lazaret_server;
REVOKE ALL ON TABLE public.inspection FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.inspection TO lazaret;
GRANT SELECT ON TABLE public.inspection TO lazaret_server;
GRANT UPDATE(week) ON TABLE public.inspection TO lazaret;
REVOKE ALL ON TABLE public.withdrawal FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.withdrawal TO lazaret;
GRANT SELECT ON TABLE public.withdrawal TO lazaret_server;
GRANT SELECT ON TABLE public.standing_inspection TO lazaret_server;
REVOKE ALL ON FUNCTION public.gaps_past(county integer, of_site text, of_items text[], of_statuses text[], at_time timestamp with time zone, at_place bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.gaps_past(county integer, of_site text, of_items text[], of_statuses text[], at_time timestamp with time zone, at_place bigint) TO lazaret_server;
REVOKE ALL ON FUNCTION public.held_terms(of_county integer, links text[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.hold_administrators(of_county integer, wanted text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.hold_count(of_county integer, one text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.hold_state(of_county integer, wanted text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.holder_of(of_county integer, key bytea, from_address text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.import_register(of_county integer, key bytea, from_address text, on_edition bigint, townships public.register_township[], sites public.register_site[], why text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.import_register(of_county integer, key bytea, from_address text, on_edition bigint, townships public.register_township[], sites public.register_site[], why text) TO lazaret_server;
REVOKE ALL ON TABLE public.accountability_case FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.accountability_case TO lazaret;
GRANT SELECT ON TABLE public.accountability_case TO lazaret_server;
REVOKE ALL ON TABLE public.case_act FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.case_act TO lazaret;
GRANT SELECT ON TABLE public.case_act TO lazaret_server;
REVOKE ALL ON FUNCTION public.is_open_case(of_county integer, wanted uuid) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.issue_token(of_county integer, key bytea, from_address text, of_account text, token_name text, token_key bytea, of_scope text[], days integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.issue_token(of_county integer, key bytea, from_address text, of_account text, token_name text, token_key bytea, of_scope text[], days integer) TO lazaret_server;
REVOKE ALL ON FUNCTION public.keep_state(of_county integer, wanted text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.key_follows(of_county integer, key text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.key_follows(of_county integer, key text) TO lazaret_server;
REVOKE ALL ON TABLE public.ladder_policy FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.ladder_policy TO lazaret;
GRANT SELECT ON TABLE public.ladder_policy TO lazaret_server;
REVOKE ALL ON FUNCTION public.ladder_days(of_county integer, OUT circular integer, OUT interview integer, OUT proposal integer, OUT statement integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.last_head(of_county integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.last_head(of_county integer) TO lazaret_server;
REVOKE ALL ON TABLE public.audit_entry FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.audit_entry TO lazaret;
GRANT SELECT ON TABLE public.audit_entry TO lazaret_server;
REVOKE ALL ON FUNCTION public.leaf_hash(entry public.audit_entry) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.lift_wait(of_county integer, key bytea, from_address text, kind text, name text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.lift_wait(of_county integer, key bytea, from_address text, kind text, name text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.link_account(of_county integer, key bytea, from_address text, wanted text, subject text, issuer text, alone boolean, OUT outcome text, OUT ended text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.link_account(of_county integer, key bytea, from_address text, wanted text, subject text, issuer text, alone boolean, OUT outcome text, OUT ended text[]) TO lazaret_server;
REVOKE ALL ON FUNCTION public.lock_ladder(of_county integer, of_site text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.login_wait(subject text, failures integer, since timestamp with time zone, at timestamp with time zone) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.login_waits() FROM PUBLIC;
GRANT ALL ON FUNCTION public.login_waits() TO lazaret_server;
REVOKE ALL ON FUNCTION public.may_end(who public.holder, of_account text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.name_in_case(of_county integer, key bytea, from_address text, in_case uuid, of_term uuid, why text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.name_in_case(of_county integer, key bytea, from_address text, in_case uuid, of_term uuid, why text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.natural_key(code text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.natural_key(code text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.note(of_county integer, key bytea, from_address text, did text, what text, after_it bytea, why text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.note(of_county integer, key bytea, from_address text, did text, what text, after_it bytea, why text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.open_case(of_county integer, key bytea, from_address text, new_case uuid, of_site text, found_by uuid, again_by uuid, items text[], terms uuid[], basis text, why text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.open_case(of_county integer, key bytea, from_address text, new_case uuid, of_site text, found_by uuid, again_by uuid, items text[], terms uuid[], basis text, why text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.open_session(of_county integer, wanted text, key bytea, replaced bytea, address text, agent text, by_means text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.openid_login(of_county integer, issuer text, subject text, nonce text, key bytea, replaced bytea, address text, agent text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.openid_login(of_county integer, issuer text, subject text, nonce text, key bytea, replaced bytea, address text, agent text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.operator(of_county integer, name text) FROM PUBLIC;
GRANT SELECT ON TABLE public.account_duty TO lazaret_server;
REVOKE ALL ON TABLE public.posting FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.posting TO lazaret;
GRANT SELECT ON TABLE public.posting TO lazaret_server;
GRANT UPDATE(replaced_by) ON TABLE public.posting TO lazaret;
GRANT UPDATE(replaced_at) ON TABLE public.posting TO lazaret;
REVOKE ALL ON FUNCTION public.own_terms(of_county integer, of_account text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.password_holder(of_county integer, key bytea, from_address text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.publish(of_county integer, key bytea, from_address text, on_edition bigint, list text, brought public.published_version) FROM PUBLIC;
GRANT ALL ON FUNCTION public.publish(of_county integer, key bytea, from_address text, on_edition bigint, list text, brought public.published_version) TO lazaret_server;
REVOKE ALL ON FUNCTION public.refuse_account(state text, broken text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.refuse_change() FROM PUBLIC;
GRANT ALL ON FUNCTION public.refuse_change() TO lazaret_server;
REVOKE ALL ON FUNCTION public.report_infection(of_county integer, key bytea, from_address text, infected uuid, of_site text, on_day date, source text, new_case uuid, terms uuid[], basis text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.report_infection(of_county integer, key bytea, from_address text, infected uuid, of_site text, on_day date, source text, new_case uuid, terms uuid[], basis text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.reset_password(of_county integer, key bytea, from_address text, wanted text, new_salt bytea, new_cost integer, new_verifier bytea, given boolean, OUT outcome text, OUT ended text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.reset_password(of_county integer, key bytea, from_address text, wanted text, new_salt bytea, new_cost integer, new_verifier bytea, given boolean, OUT outcome text, OUT ended text[]) TO lazaret_server;
REVOKE ALL ON FUNCTION public.revoke_token(of_county integer, key bytea, from_address text, of_account text, token_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.revoke_token(of_county integer, key bytea, from_address text, of_account text, token_name text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.rights_of(roles text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.rights_of(roles text[]) TO lazaret_server;
REVOKE ALL ON FUNCTION public.said_why(of_county integer, of_entry bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.said_why(of_county integer, of_entry bigint) TO lazaret_server;
REVOKE ALL ON FUNCTION public.save_draft(of_county integer, key bytea, from_address text, draft_id uuid, at_site text, new_fields json, new_saved_at timestamp with time zone, on_version integer, takes_over boolean, OUT outcome text, OUT version integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.save_draft(of_county integer, key bytea, from_address text, draft_id uuid, at_site text, new_fields json, new_saved_at timestamp with time zone, on_version integer, takes_over boolean, OUT outcome text, OUT version integer) TO lazaret_server;
REVOKE ALL ON FUNCTION public.seal(of_county integer, numbers bigint[], leaves bytea[], new_head text, new_signature bytea, new_frontier bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.seal(of_county integer, numbers bigint[], leaves bytea[], new_head text, new_signature bytea, new_frontier bytea) TO lazaret_server;
REVOKE ALL ON FUNCTION public.seal_context(who public.holder) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.sealing_state(of_county integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.sealing_state(of_county integer) TO lazaret_server;
REVOKE ALL ON FUNCTION public.search_text(value text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.search_text(value text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.set_ladder_days(of_county integer, key bytea, from_address text, for_circular integer, for_interview integer, for_proposal integer, for_statement integer, why text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.set_ladder_days(of_county integer, key bytea, from_address text, for_circular integer, for_interview integer, for_proposal integer, for_statement integer, why text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.shared_documents(of_county integer, digests bytea[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.shared_documents(of_county integer, digests bytea[]) TO lazaret_server;
REVOKE ALL ON FUNCTION public.shared_site(of_county integer, wanted text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.shared_site(of_county integer, wanted text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.shared_versions(of_county integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.shared_versions(of_county integer) TO lazaret_server;
REVOKE ALL ON TABLE public.site_description FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.site_description TO lazaret;
GRANT SELECT ON TABLE public.site_description TO lazaret_server;
GRANT UPDATE(replaced_by) ON TABLE public.site_description TO lazaret;
GRANT UPDATE(replaced_at) ON TABLE public.site_description TO lazaret;
REVOKE ALL ON TABLE public.township_name FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.township_name TO lazaret;
GRANT SELECT ON TABLE public.township_name TO lazaret_server;
GRANT UPDATE(replaced_by) ON TABLE public.township_name TO lazaret;
GRANT UPDATE(replaced_at) ON TABLE public.township_name TO lazaret;
REVOKE ALL ON FUNCTION public.site_on(county integer, of_site text, on_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.site_on(county integer, of_site text, on_day date) TO lazaret_server;
REVOKE ALL ON FUNCTION public.standing_tries(subject text, failures integer, since timestamp with time zone, at timestamp with time zone) FROM PUBLIC;
REVOKE ALL ON TABLE public.account_state FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.account_state TO lazaret;
GRANT SELECT ON TABLE public.account_state TO lazaret_server;
REVOKE ALL ON FUNCTION public.state_digest(one public.account_state) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.state_now(of_county integer, wanted text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.stretching(of_county integer, wanted text, OUT salt bytea, OUT cost integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.take_step(of_county integer, key bytea, from_address text, of_site text, in_case uuid, of_rung text, of_items text[], in_year integer, as_number integer, document text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.take_step(of_county integer, key bytea, from_address text, of_site text, in_case uuid, of_rung text, of_items text[], in_year integer, as_number integer, document text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.tie_duties(of_county integer, wanted text, links text[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.touch(of_county integer, key bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.touch(of_county integer, key bytea) TO lazaret_server;
REVOKE ALL ON FUNCTION public.try_writing(of_county integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.try_writing(of_county integer) TO lazaret_server;
REVOKE ALL ON FUNCTION public.unsealed(of_county integer, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.unsealed(of_county integer, most integer) TO lazaret_server;
REVOKE ALL ON FUNCTION public.unsealed_count(of_county integer, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.unsealed_count(of_county integer, most integer) TO lazaret_server;
REVOKE ALL ON FUNCTION public.vacant_duties(of_county integer, links text[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.withdraw(of_county integer, key bytea, from_address text, visit uuid, why text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.withdraw(of_county integer, key bytea, from_address text, visit uuid, why text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.write_case(who public.holder, new_case uuid, of_site text, found_by uuid, again_by uuid, items text[], infected uuid, terms uuid[], basis text, why text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.write_entry(who public.holder, did text, what text, before_it bytea, after_it bytea, why text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.write_person(who public.holder, in_case uuid, of_site text, of_term uuid, why text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.write_site(who public.holder, one public.register_site, why text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.write_township(who public.holder, one public.register_township, why text) FROM PUBLIC;
GRANT SELECT(county_id) ON TABLE public.account TO lazaret_server;
GRANT SELECT(name) ON TABLE public.account TO lazaret_server;
GRANT SELECT(display) ON TABLE public.account TO lazaret_server;
GRANT SELECT(roles) ON TABLE public.account TO lazaret_server;
GRANT SELECT(must_change) ON TABLE public.account TO lazaret_server;
GRANT SELECT(openid_subject) ON TABLE public.account TO lazaret_server;
GRANT SELECT(created_at) ON TABLE public.account TO lazaret_server;
GRANT SELECT(disabled_at) ON TABLE public.account TO lazaret_server;
GRANT SELECT(openid_issuer) ON TABLE public.account TO lazaret_server;
GRANT SELECT(has_password) ON TABLE public.account TO lazaret_server;
GRANT SELECT(message_address) ON TABLE public.account TO lazaret_server;
GRANT SELECT(county_id) ON TABLE public.api_token TO lazaret_server;
GRANT SELECT(account) ON TABLE public.api_token TO lazaret_server;
GRANT SELECT(name) ON TABLE public.api_token TO lazaret_server;
GRANT SELECT(scope) ON TABLE public.api_token TO lazaret_server;
GRANT SELECT(made_at) ON TABLE public.api_token TO lazaret_server;
GRANT SELECT(expires_at) ON TABLE public.api_token TO lazaret_server;
GRANT SELECT(used_at) ON TABLE public.api_token TO lazaret_server;
GRANT SELECT(revoked_at) ON TABLE public.api_token TO lazaret_server;
REVOKE ALL ON TABLE public.audit_head FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.audit_head TO lazaret;
GRANT SELECT ON TABLE public.audit_head TO lazaret_server;
REVOKE ALL ON TABLE public.audit_leaf FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.audit_leaf TO lazaret;
GRANT SELECT ON TABLE public.audit_leaf TO lazaret_server;
GRANT SELECT ON TABLE public.audit_queue TO lazaret_server;
REVOKE ALL ON TABLE public.baseline_version FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.baseline_version TO lazaret;
GRANT SELECT ON TABLE public.baseline_version TO lazaret_server;
REVOKE ALL ON TABLE public.case_person FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.case_person TO lazaret;
GRANT SELECT ON TABLE public.case_person TO lazaret_server;
GRANT SELECT ON TABLE public.county TO lazaret_server;
GRANT SELECT ON TABLE public.draft TO lazaret_server;
REVOKE ALL ON TABLE public.infection FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.infection TO lazaret;
GRANT SELECT ON TABLE public.infection TO lazaret_server;
REVOKE ALL ON TABLE public.ladder_step FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.ladder_step TO lazaret;
GRANT SELECT ON TABLE public.ladder_step TO lazaret_server;
GRANT SELECT ON TABLE public.last_of_week TO lazaret_server;
GRANT SELECT ON TABLE public.schema_act TO lazaret_server;
GRANT SELECT(county_id) ON TABLE public.session TO lazaret_server;
GRANT SELECT(digest) ON TABLE public.session TO lazaret_server;
GRANT SELECT(account) ON TABLE public.session TO lazaret_server;
GRANT SELECT(started_at) ON TABLE public.session TO lazaret_server;
GRANT SELECT(seen_at) ON TABLE public.session TO lazaret_server;
GRANT SELECT(ended_at) ON TABLE public.session TO lazaret_server;
GRANT SELECT(address) ON TABLE public.session TO lazaret_server;
GRANT SELECT(agent) ON TABLE public.session TO lazaret_server;
REVOKE ALL ON TABLE public.site FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.site TO lazaret;
GRANT SELECT ON TABLE public.site TO lazaret_server;
GRANT UPDATE(county_id) ON TABLE public.site TO lazaret;
GRANT SELECT ON TABLE public.site_in_time TO lazaret_server;
GRANT SELECT ON TABLE public.site_today TO lazaret_server;
REVOKE ALL ON TABLE public.township FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.township TO lazaret;
GRANT SELECT ON TABLE public.township TO lazaret_server;
GRANT UPDATE(county_id) ON TABLE public.township TO lazaret;
