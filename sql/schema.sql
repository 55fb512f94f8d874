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
	stale boolean,
	unread integer
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
CREATE TYPE public.new_message AS (
	cause text,
	thing text,
	stage text,
	recipient text,
	title_zh text,
	title_en text,
	lines_zh text[],
	lines_en text[],
	link text
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
CREATE FUNCTION public.acknowledge_notice(of_county integer, key bytea, from_address text, visit uuid) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'respond');
    stranger text;
    arrival public.notice_arrival;
BEGIN
    SELECT n.site, n.visit_day INTO arrival.site, arrival.visit_day FROM public.notice n
    WHERE n.county_id = of_county AND n.inspection = visit;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    stranger := public.arrival_stranger(who, arrival.site, arrival.visit_day);
    IF stranger IS NOT NULL THEN RETURN stranger; END IF;
    PERFORM pg_advisory_xact_lock(of_county, hashtext(visit::text));
    PERFORM FROM public.notice_arrival a WHERE a.county_id = of_county AND a.inspection = visit;
    IF FOUND THEN RETURN 'already'; END IF;
    arrival.county_id := of_county;
    arrival.inspection := visit;
    arrival.how := 'acknowledged';
    arrival.reached_at := clock_timestamp();
    arrival.received_by := who.account;
    arrival.recorded_at := arrival.reached_at;
    arrival.recorded_by := who.account;
    arrival.entry := public.write_entry(who, 'acknowledge', 'notice/' || visit, NULL, public.arrival_digest(arrival));
    INSERT INTO public.notice_arrival VALUES (arrival.*);
    RETURN 'acknowledged';
END $$;
CREATE FUNCTION public.acknowledge_order(of_county integer, key bytea, from_address text, order_id uuid) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'respond');
    stranger text;
    arrival public.order_arrival;
BEGIN
    SELECT o.site, o.issued_at INTO arrival.site, arrival.issued_at FROM public.supervision_order o
    WHERE o.county_id = of_county AND o.id = order_id;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    stranger := public.arrival_stranger(who, arrival.site, (arrival.issued_at AT TIME ZONE INTERVAL '08:00')::date);
    IF stranger IS NOT NULL THEN RETURN stranger; END IF;
    PERFORM pg_advisory_xact_lock(of_county, hashtext('order/' || order_id));
    PERFORM FROM public.order_arrival a WHERE a.county_id = of_county AND a.id = order_id;
    IF FOUND THEN RETURN 'already'; END IF;
    arrival.county_id := of_county;
    arrival.id := order_id;
    arrival.how := 'acknowledged';
    arrival.reached_at := clock_timestamp();
    arrival.received_by := who.account;
    arrival.recorded_at := arrival.reached_at;
    arrival.recorded_by := who.account;
    arrival.entry := public.write_entry(who, 'acknowledge', 'order/' || order_id, NULL, public.order_arrival_digest(arrival));
    INSERT INTO public.order_arrival VALUES (arrival.*);
    RETURN 'acknowledged';
END $$;
CREATE FUNCTION public.acknowledge_standard(of_county integer, key bytea, from_address text, issued bigint) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'respond');
    now_at timestamptz;
    at_site text;
    number bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(of_county, hashtext('issuance'));
    now_at := clock_timestamp();
    SELECT i.site INTO at_site FROM public.issuance i
    JOIN public.account_duty d ON d.county_id = i.county_id AND d.account = who.account AND d.site = i.site
        AND d.duty = 'director'
    JOIN public.posting p ON p.county_id = d.county_id AND p.site = d.site AND p.id = d.term AND p.duty = d.duty
        AND p.replaced_at IS NULL
        AND (now_at AT TIME ZONE INTERVAL '08:00')::date BETWEEN p.held_from AND coalesce(p.held_to, 'infinity')
    WHERE i.county_id = of_county AND i.entry = issued
    LIMIT 1;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    PERFORM FROM public.issuance_receipt r WHERE r.county_id = of_county AND r.issuance = issued;
    IF FOUND THEN RETURN 'already'; END IF;
    number := public.write_entry(who, 'acknowledge', 'issuance/' || at_site, NULL, sha256(convert_to(public.framed(ARRAY[
        'lazaret receipt v1', issued::text, at_site, (extract(epoch FROM now_at) * 1000000)::bigint::text, who.account,
        'director']), 'UTF8')));
    INSERT INTO public.issuance_receipt (county_id, issuance, site, received_at, received_by, duty, entry)
    VALUES (of_county, issued, at_site, now_at, who.account, 'director', number);
    RETURN 'acknowledged';
END $$;
CREATE FUNCTION public.act_in_case(of_county integer, key bytea, from_address text, as_id uuid, in_case uuid, of_kind text, of_term uuid, words text, why text, evidence bytea[], at_time timestamp with time zone, seen bigint) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, NULL, true);
    of_site text;
    begun timestamptz;
    now_at timestamptz;
    is_own boolean := coalesce(of_kind = 'statement' AND 'respond' = ANY (who.rights)
        AND of_term = ANY (public.answered_terms(of_county, who.account)), false);
    on_paper boolean := of_kind = 'statement' AND NOT is_own;
    is_same boolean;
    asked timestamptz;
    number bigint;
BEGIN
    IF NOT coalesce('supervise' = ANY (who.rights), false) AND NOT is_own THEN
        RAISE EXCEPTION '% may not do that', who.account USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT c.site, c.opened_at INTO of_site, begun FROM public.accountability_case c
    WHERE c.county_id = of_county AND c.id = in_case;
    IF NOT FOUND THEN RETURN 'gone'; END IF;
    PERFORM public.lock_ladder(of_county, of_site);
    now_at := clock_timestamp();
    IF NOT is_own THEN PERFORM public.refuse_own_matter(who, of_site, public.case_since(of_county, in_case)); END IF;
    SELECT a.case_id = in_case AND a.kind = of_kind AND a.term IS NOT DISTINCT FROM of_term AND a.words = act_in_case.words
        AND a.reason IS NOT DISTINCT FROM why AND a.evidence = act_in_case.evidence AND a.recorded_by = who.account
    INTO is_same
    FROM public.case_act a WHERE a.county_id = of_county AND a.id = as_id;
    IF FOUND THEN RETURN CASE WHEN is_same THEN 'already' ELSE 'taken' END; END IF;
    IF NOT public.is_open_case(of_county, in_case) THEN RETURN 'gone'; END IF;
    IF of_term IS NOT NULL THEN
        PERFORM FROM public.case_person p WHERE p.county_id = of_county AND p.case_id = in_case AND p.term = of_term;
        IF NOT FOUND THEN RETURN 'gone'; END IF;
        -- They all stand in the proposal.
        IF of_kind = 'statement' AND (
            SELECT count(*) FROM public.case_act a
            WHERE a.county_id = of_county AND a.case_id = in_case AND a.term = of_term AND a.kind = 'statement') >= 10
        THEN
            RETURN 'many';
        END IF;
    END IF;
    -- What somebody else writes down as theirs is seen on the paper that they signed, and so is that they refused.
    IF (on_paper OR of_kind = 'interviewRefused') AND (coalesce(cardinality(act_in_case.evidence), 0) = 0 OR EXISTS (
        SELECT FROM unnest(act_in_case.evidence) AS one (digest)
        WHERE NOT EXISTS (
            SELECT FROM public.evidence_receipt r
            WHERE r.county_id = of_county AND r.digest = one.digest AND r.account = who.account)))
    THEN
        RETURN 'bare';
    END IF;
    IF of_kind IN ('interviewHeld', 'interviewRefused') THEN
        SELECT s.taken_at INTO begun FROM public.ladder_step s
        WHERE s.county_id = of_county AND s.case_id = in_case AND s.rung = 'interview';
        IF NOT FOUND THEN RETURN 'missing'; END IF;
    ELSIF of_kind = 'closed' THEN
        -- Once all whom it names have been decided on; before that, or where it names nobody, it is withdrawn.
        PERFORM FROM public.case_person p WHERE p.county_id = of_county AND p.case_id = in_case;
        IF NOT FOUND THEN RETURN 'missing'; END IF;
        PERFORM FROM public.case_person p
        WHERE p.county_id = of_county AND p.case_id = in_case AND NOT EXISTS (
            SELECT FROM public.case_act a WHERE a.county_id = of_county AND a.case_id = in_case AND a.term = p.term
                AND a.kind = 'decision');
        IF FOUND THEN RETURN 'missing'; END IF;
    ELSIF of_kind = 'decision' THEN
        -- On what stands still; after the proposal, which spoke of whom it is about; its days after a statement was asked for;
        -- and with every statement before whoever decides.
        PERFORM public.seal_context(who);
        IF NOT public.case_stands(of_county, in_case) THEN RETURN 'gone'; END IF;
        PERFORM FROM public.ladder_step s
        JOIN public.case_person p ON p.county_id = of_county AND p.case_id = in_case AND p.term = of_term AND p.entry < s.entry
        WHERE s.county_id = of_county AND s.case_id = in_case AND s.rung = 'proposal';
        IF NOT FOUND THEN RETURN 'missing'; END IF;
        SELECT a.happened_at INTO asked FROM public.case_act a
        WHERE a.county_id = of_county AND a.case_id = in_case AND a.kind = 'statementAsked' AND a.term = of_term;
        IF NOT FOUND THEN RETURN 'missing'; END IF;
        IF asked + make_interval(days => (SELECT d.statement FROM public.ladder_days(of_county) AS d)) > now_at THEN
            RETURN 'early';
        END IF;
        PERFORM FROM public.case_act a
        WHERE a.county_id = of_county AND a.case_id = in_case AND a.kind = 'statement' AND a.entry > coalesce(act_in_case.seen, 0);
        IF FOUND OR act_in_case.seen > (SELECT max(e.number) FROM public.audit_entry e WHERE e.county_id = of_county) THEN
            RETURN 'unseen';
        END IF;
    END IF;
    PERFORM FROM public.case_act a
    WHERE a.county_id = of_county AND a.case_id = in_case AND (
        a.kind IN ('interviewHeld', 'interviewRefused') AND of_kind IN ('interviewHeld', 'interviewRefused')
        OR a.kind IN ('statementAsked', 'decision') AND a.kind = of_kind AND a.term = of_term);
    IF FOUND THEN RETURN 'already'; END IF;
    -- An interview and a paper have a time of their own; everything else happens when it is recorded.
    at_time := CASE WHEN of_kind IN ('interviewHeld', 'interviewRefused') OR on_paper THEN at_time ELSE now_at END;
    -- People state the minute.
    IF NOT coalesce(at_time BETWEEN date_trunc('minute', begun) AND now_at + INTERVAL '10 minutes', false) THEN
        RETURN 'untimely';
    END IF;
    IF NOT coalesce((SELECT bool_and(octet_length(digest) = 32) FROM unnest(evidence || '\x'::bytea) AS digest WHERE digest <> '\x')
            IS NOT FALSE AND array_position(evidence, NULL) IS NULL, false)
    THEN
        RAISE EXCEPTION 'that is no act of a case' USING ERRCODE = 'check_violation', TABLE = 'case_act';
    END IF;
    number := public.write_entry(who, 'add', 'case/' || in_case || '/' || of_kind, NULL, public.fact_digest('lazaret case act v1',
        as_id::text, in_case::text, of_site, of_kind, of_term::text, words, why,
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
CREATE FUNCTION public.acting_at_township() RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER COST 1000 PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM public.own_terms(public.acting('respond'), public.acting_account()) AS t
        JOIN public.site s ON s.county_id = public.acting('respond') AND s.code = t.site AND s.kind = 'townshipIsolation');
END $$;
CREATE FUNCTION public.acting_cases() RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER COST 1000 PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    own uuid[] := public.acting_terms();
BEGIN
    IF own = '{}' THEN RETURN own; END IF;
    RETURN ARRAY(
        SELECT unnest(ARRAY[c.id, c.infection])
        FROM public.accountability_case c
        JOIN public.case_person p ON p.county_id = c.county_id AND p.case_id = c.id
        WHERE c.county_id = public.acting('respond') AND p.term = ANY (own));
END $$;
CREATE FUNCTION public.acting_county() RETURNS integer
    LANGUAGE sql STABLE COST 1000 PARALLEL RESTRICTED
    RETURN ((public.context())[1])::integer;
CREATE FUNCTION public.acting_named() RETURNS uuid[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER COST 1000 PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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
CREATE FUNCTION public.acting_posts_past() RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER COST 1000 PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    own text[] := public.acting_posts();
BEGIN
    IF own = '{}' THEN RETURN NULL; END IF;
    RETURN (
        SELECT jsonb_object_agg(past.site, past.until) FROM (
            SELECT p.site, max(p.until) AS until
            FROM unnest(own) AS one
            CROSS JOIN LATERAL public.site_past(
                public.acting('respond'), one, (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date) AS p
            WHERE p.site <> ALL (own)
            GROUP BY p.site) AS past);
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
    RETURN public.answered_terms(public.acting('respond'), public.acting_account());
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
            AND (needed NOT IN ('county', 'file', 'manage', 'cases', 'supervise', 'respond')
                OR 'read' = ANY (who.rights)), false)
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
CREATE FUNCTION public.answer_copy_at(of_county integer, answer uuid, at_n integer, small boolean) RETURNS TABLE(digest bytea, refused text, bytes bytea)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN QUERY SELECT * FROM public.kept_copy(of_county, public.answer_file_at(of_county, answer, at_n), small);
END $$;
CREATE FUNCTION public.answer_file_at(of_county integer, answer uuid, at_n integer) RETURNS bytea
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF NOT public.reads_answer(of_county, answer) THEN RETURN NULL; END IF;
    RETURN (SELECT e.digest FROM public.answer_named(of_county, answer) AS e WHERE e.n = at_n AND e.entry IS NOT NULL);
END $$;
CREATE FUNCTION public.answer_missing(of_county integer, answer uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN EXISTS (SELECT FROM public.answer_named(of_county, answer) AS e WHERE e.entry IS NULL);
END $$;
CREATE FUNCTION public.answer_named(of_county integer, answer uuid) RETURNS TABLE(n integer, digest bytea, entry bigint)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN QUERY
    SELECT one.place::integer - 1, one.digest, r.entry
    FROM public.submission s
    CROSS JOIN LATERAL unnest(s.evidence) WITH ORDINALITY AS one (digest, place)
    LEFT JOIN public.evidence_receipt r ON r.county_id = of_county AND r.digest = one.digest AND r.account = s.submitted_by
    WHERE s.county_id = of_county AND s.id = answer
    ORDER BY one.place;
END $$;
CREATE FUNCTION public.answer_piece_at(of_county integer, answer uuid, at_n integer, at_place integer) RETURNS TABLE(digest bytea, size integer, kind text, bytes bytea)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN QUERY SELECT * FROM public.kept_piece(of_county, public.answer_file_at(of_county, answer, at_n), at_place);
END $$;
CREATE FUNCTION public.answered_terms(of_county integer, of_account text) RETURNS uuid[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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
CREATE FUNCTION public.answers_for(who public.holder, of_site text, since date) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN who.via <> 'shell' AND EXISTS (
        SELECT FROM public.duty_terms(who.county_id, ARRAY(
            SELECT past.site FROM public.site_past(who.county_id, of_site) AS past UNION SELECT of_site)) AS d
        WHERE d.account = who.account AND d.held_to >= since
            AND d.held_from <= (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date);
END $$;
CREATE FUNCTION public.answers_for_gap(who public.holder, of_site text, of_item text, since timestamp with time zone) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN public.answers_for(who, of_site, (since AT TIME ZONE INTERVAL '08:00')::date)
        OR who.via <> 'shell' AND EXISTS (
            SELECT FROM public.site_past(who.county_id, of_site) AS past
            JOIN public.submission s ON s.county_id = who.county_id AND s.site = past.site AND s.item = of_item
                AND s.submitted_by = who.account AND s.submitted_at >= since);
END $$;
CREATE FUNCTION public.append_evidence(of_county integer, key bytea, from_address text, upload uuid, at_place integer, piece bytea, OUT outcome text, OUT arrived integer, OUT head bytea, OUT digest bytea, OUT entry bigint) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.evidence_sender(of_county, key, from_address);
    own public.evidence_upload;
    content_kind text;
BEGIN
    IF NOT coalesce(octet_length(piece) BETWEEN 1 AND 1048576 AND at_place >= 0, false) THEN
        RAISE EXCEPTION 'that is no piece' USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_bounds', TABLE = 'evidence_piece';
    END IF;
    -- Two that go on with it at once: one waits, and is told that it goes on elsewhere by now.
    SELECT * INTO own FROM public.evidence_upload u
    WHERE u.county_id = of_county AND u.id = upload AND u.account = who.account FOR UPDATE;
    IF NOT FOUND THEN outcome := 'unknown'; RETURN; END IF;
    arrived := own.arrived;
    IF own.ended_at IS NOT NULL THEN outcome := 'ended'; RETURN; END IF;
    IF own.begun_at < clock_timestamp() - INTERVAL '24 hours' THEN outcome := 'expired'; RETURN; END IF;
    IF at_place <> own.arrived THEN outcome := 'elsewhere'; RETURN; END IF;
    IF own.arrived + octet_length(piece) > own.size THEN outcome := 'beyond'; RETURN; END IF;
    IF own.pieces >= 1000 THEN outcome := 'scattered'; RETURN; END IF;
    INSERT INTO public.evidence_piece (county_id, upload, place, bytes) VALUES (of_county, own.id, at_place, piece);
    arrived := own.arrived + octet_length(piece);
    IF arrived < own.size THEN
        UPDATE public.evidence_upload u SET arrived = append_evidence.arrived, pieces = own.pieces + 1
        WHERE u.county_id = of_county AND u.id = own.id;
        outcome := 'kept';
        RETURN;
    END IF;
    -- The whole is hashed here, so that nobody has to be believed; one at a time, since that takes its memory.
    PERFORM pg_advisory_xact_lock(of_county, hashtext('evidence is hashed'));
    SELECT sha256(string_agg(p.bytes, ''::bytea ORDER BY p.place)) INTO digest
    FROM public.evidence_piece p WHERE p.county_id = of_county AND p.upload = own.id;
    SELECT string_agg(p.start, ''::bytea ORDER BY p.place) INTO head FROM (
        SELECT o.place, substring(o.bytes FROM 1 FOR 64) AS start FROM public.evidence_piece o
        WHERE o.county_id = of_county AND o.upload = own.id AND o.place < 64) AS p;
    content_kind := public.evidence_kind(head);
    outcome := CASE WHEN own.promised <> digest THEN 'mismatch' WHEN content_kind IS NULL THEN 'unsupported' ELSE 'received' END;
    UPDATE public.evidence_upload u
    SET arrived = own.size, pieces = own.pieces + 1, ended_at = clock_timestamp(), outcome = append_evidence.outcome,
        digest = append_evidence.digest
    WHERE u.county_id = of_county AND u.id = own.id;
    IF outcome <> 'received' THEN -- nobody ever reads it
        DELETE FROM public.evidence_piece p WHERE p.county_id = of_county AND p.upload = own.id;
        RETURN;
    END IF;
    INSERT INTO public.evidence_file (county_id, digest, size, kind, body)
    VALUES (of_county, append_evidence.digest, own.size, content_kind, own.id)
    ON CONFLICT ON CONSTRAINT evidence_file_key DO NOTHING;
    SELECT r.entry INTO entry FROM public.evidence_receipt r
    WHERE r.county_id = of_county AND r.digest = append_evidence.digest AND r.account = who.account;
    IF FOUND THEN RETURN; END IF; -- it sent the same before
    entry := public.write_entry(who, 'receive', 'evidence/' || encode(append_evidence.digest, 'hex'), NULL,
        public.evidence_digest(append_evidence.digest, own.size, content_kind));
    INSERT INTO public.evidence_receipt (county_id, entry, digest, account)
    VALUES (of_county, append_evidence.entry, append_evidence.digest, who.account);
END $$;
CREATE TABLE public.notice_arrival (
    county_id integer NOT NULL,
    inspection uuid NOT NULL,
    site text NOT NULL,
    visit_day date NOT NULL,
    how text NOT NULL,
    reached_at timestamp with time zone NOT NULL,
    received_by text NOT NULL,
    witness text,
    photograph bytea,
    recorded_at timestamp with time zone NOT NULL,
    recorded_by text NOT NULL,
    entry bigint NOT NULL,
    CONSTRAINT notice_arrival_by_length CHECK ((((char_length(received_by) >= 1) AND (char_length(received_by) <= 200)) AND ((char_length(recorded_by) >= 1) AND (char_length(recorded_by) <= 200)))),
    CONSTRAINT notice_arrival_how_known CHECK ((how = ANY (ARRAY['acknowledged'::text, 'handedOver'::text]))),
    CONSTRAINT notice_arrival_photograph_size CHECK ((octet_length(photograph) = 32)),
    CONSTRAINT notice_arrival_whole CHECK ((num_nonnulls(witness, photograph) =
CASE how
    WHEN 'handedOver'::text THEN 2
    ELSE 0
END)),
    CONSTRAINT notice_arrival_witness_length CHECK (((char_length(witness) >= 1) AND (char_length(witness) <= 200)))
);
CREATE FUNCTION public.arrival_digest(arrival public.notice_arrival) RETURNS bytea
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN sha256(convert_to(public.framed(ARRAY['lazaret notice arrival v1', arrival.inspection::text, arrival.how,
        (extract(epoch FROM arrival.reached_at - to_timestamp(0)) * 1000000)::bigint::text, arrival.received_by,
        arrival.witness, encode(arrival.photograph, 'hex')]), 'UTF8'));
END $$;
CREATE FUNCTION public.arrival_refused(who public.holder, issued timestamp with time zone, reached timestamp with time zone, receiver text, witnessed_by text, photograph bytea) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF NOT coalesce(char_length(receiver) BETWEEN 1 AND 200 AND char_length(witnessed_by) BETWEEN 1 AND 200
        AND octet_length(photograph) = 32 AND isfinite(reached), false) THEN
        RAISE EXCEPTION 'that is no arrival' USING ERRCODE = 'check_violation';
    END IF;
    IF reached < date_trunc('minute', issued) THEN RETURN 'early'; END IF;
    IF reached > clock_timestamp() + INTERVAL '10 minutes' THEN RETURN 'future'; END IF;
    PERFORM FROM public.evidence_receipt r
    WHERE r.county_id = who.county_id AND r.digest = arrival_refused.photograph AND r.account = who.account;
    IF NOT FOUND THEN RETURN 'unsent'; END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION public.arrival_stranger(who public.holder, of_site text, since_day date) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    today date := (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date;
BEGIN
    PERFORM FROM public.account_duty d
    JOIN public.posting p ON p.county_id = d.county_id AND p.site = d.site AND p.id = d.term AND p.duty = d.duty
    CROSS JOIN LATERAL public.site_past(who.county_id, d.site, today) AS past
    WHERE d.county_id = who.county_id AND d.account = who.account AND d.duty = 'director' AND p.replaced_at IS NULL
        AND today BETWEEN p.held_from AND coalesce(p.held_to, 'infinity') AND past.site = of_site AND since_day <= past.until;
    IF FOUND THEN RETURN NULL; END IF;
    RETURN CASE WHEN coalesce(of_site = ANY (who.sites), true) THEN 'stranger' ELSE 'unknown' END;
END $$;
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
CREATE FUNCTION public.begin_evidence(of_county integer, key bytea, from_address text, upload uuid, of_size integer, promised_digest bytea, OUT outcome text, OUT expires timestamp with time zone, OUT most bigint) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.evidence_sender(of_county, key, from_address);
    now_at timestamptz := clock_timestamp();
    may record;
    sent record;
    kept bigint;
BEGIN
    IF NOT coalesce(of_size BETWEEN 1 AND 20971520 AND coalesce(octet_length(promised_digest) = 32, true), false) THEN
        RAISE EXCEPTION 'that is no file' USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_bounds', TABLE = 'evidence_upload';
    END IF;
    -- Whoever begins in this county goes first or waits: what may be sent is counted.
    PERFORM pg_advisory_xact_lock(of_county, hashtext('evidence begins'));
    -- What was begun more than a day ago nobody goes on with. What equals a file that was here goes only now, too, so that
    -- it shows in nothing; the pieces of a file stay.
    WITH old AS (
        DELETE FROM public.evidence_upload u
        WHERE u.county_id = of_county AND u.id IN (
            SELECT o.id FROM public.evidence_upload o
            WHERE o.county_id = of_county AND o.begun_at < now_at - INTERVAL '25 hours'
            ORDER BY o.begun_at LIMIT 10)
        RETURNING u.id)
    DELETE FROM public.evidence_piece p USING old
    WHERE p.county_id = of_county AND p.upload = old.id AND NOT EXISTS (
        SELECT FROM public.evidence_file f WHERE f.county_id = of_county AND f.body = old.id);
    SELECT coalesce(max(l.a_day), 2147483648) AS a_day, coalesce(max(l.in_all), 107374182400) AS in_all
    INTO may FROM public.evidence_limit l WHERE l.county_id = of_county;
    SELECT coalesce(sum(CASE WHEN u.ended_at IS NULL THEN u.size ELSE u.arrived END), 0) AS a_day,
        count(*) FILTER (WHERE u.ended_at IS NULL) AS at_once, count(*) AS begun
    INTO sent FROM public.evidence_upload u
    WHERE u.county_id = of_county AND u.account = who.account AND u.begun_at > now_at - INTERVAL '24 hours';
    IF sent.at_once >= 100 THEN outcome := 'many'; most := 100; RETURN; END IF;
    -- Those given up count too: each is a row for a day.
    IF sent.begun >= 5000 THEN outcome := 'often'; most := 5000; RETURN; END IF;
    IF sent.a_day + of_size > may.a_day THEN outcome := 'day'; most := may.a_day; RETURN; END IF;
    SELECT coalesce(sum(f.size), 0) INTO kept FROM public.evidence_file f WHERE f.county_id = of_county;
    -- Besides: what is to come of uploads that go on, and what lies here of others for a day, be it broken off or equal to a
    -- file that was here; so that whoever reaches the limit learns by it of no file whether it was.
    SELECT kept + coalesce(sum(CASE WHEN u.ended_at IS NULL AND u.begun_at > now_at - INTERVAL '24 hours' THEN u.size
        ELSE u.arrived END), 0) INTO kept FROM public.evidence_upload u
    WHERE u.county_id = of_county AND (u.ended_at IS NULL OR u.outcome = 'received' AND NOT EXISTS (
        SELECT FROM public.evidence_file f WHERE f.county_id = of_county AND f.body = u.id));
    IF kept + of_size > may.in_all THEN outcome := 'total'; most := may.in_all; RETURN; END IF;
    INSERT INTO public.evidence_upload (county_id, id, account, size, promised, begun_at)
    VALUES (of_county, upload, who.account, of_size, promised_digest, now_at);
    outcome := 'begun';
    expires := now_at + INTERVAL '24 hours';
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
CREATE FUNCTION public.case_act_named(of_county integer, of_act uuid) RETURNS TABLE(n integer, digest bytea, entry bigint)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN QUERY
    SELECT one.place::integer - 1, one.digest, r.entry
    FROM public.case_act a
    CROSS JOIN LATERAL unnest(a.evidence) WITH ORDINALITY AS one (digest, place)
    LEFT JOIN public.evidence_receipt r ON r.county_id = of_county AND r.digest = one.digest AND r.account = a.recorded_by
    WHERE a.county_id = of_county AND a.id = of_act
    ORDER BY one.place;
END $$;
CREATE FUNCTION public.case_copy_at(of_county integer, of_act uuid, at_n integer, small boolean) RETURNS TABLE(digest bytea, refused text, bytes bytea)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN QUERY SELECT * FROM public.kept_copy(of_county, public.case_file_at(of_county, of_act, at_n), small);
END $$;
CREATE FUNCTION public.case_file_at(of_county integer, of_act uuid, at_n integer) RETURNS bytea
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF NOT public.reads_case_act(of_county, of_act) THEN RETURN NULL; END IF;
    RETURN (SELECT e.digest FROM public.case_act_named(of_county, of_act) AS e WHERE e.n = at_n AND e.entry IS NOT NULL);
END $$;
CREATE FUNCTION public.case_items(of_county integer, of_site text, found_by uuid, again_by uuid) RETURNS text[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    seen record;
    later record;
BEGIN
    SELECT v.* INTO seen
    FROM public.site_life(of_county, of_site) AS past
    JOIN public.standing_inspection v ON v.county_id = of_county AND v.site = past.site AND v.visit_day <= past.until AND v.visit_day > past.after
    WHERE v.id = found_by AND v.below_minimum;
    IF NOT FOUND THEN RETURN '{}'; END IF;
    SELECT v.* INTO later
    FROM public.site_life(of_county, of_site) AS past
    JOIN public.standing_inspection v ON v.county_id = of_county AND v.site = past.site AND v.visit_day <= past.until AND v.visit_day > past.after
    WHERE v.id = again_by AND v.below_minimum AND v.site_kind = 'townshipIsolation'
        AND (v.finished_at, v.place) > (seen.finished_at, seen.place)
        AND EXISTS (
            SELECT FROM public.gap g
            WHERE g.county_id = of_county AND g.inspection = v.id AND g.status = 'notMet'
                AND (NOT g.fixed_on_spot OR coalesce(public.evidence_pending(of_county, v.id, g.item), true)));
    IF NOT FOUND OR NOT public.handed_down(of_county, of_site, seen.checklist_digest, seen.baseline_digest, seen.started_at)
        OR (seen.checklist_digest, seen.baseline_digest) <> (later.checklist_digest, later.baseline_digest)
            AND NOT public.handed_down(of_county, of_site, later.checklist_digest, later.baseline_digest, later.started_at)
    THEN
        RETURN '{}';
    END IF;
    RETURN ARRAY(
        SELECT was.item
        FROM public.gap was
        JOIN public.gap still ON still.county_id = of_county AND still.inspection = again_by AND still.item = was.item
            AND still.status = 'notMet'
        WHERE was.county_id = of_county AND was.inspection = found_by AND was.status = 'notMet'
            AND (NOT was.fixed_on_spot OR coalesce(public.evidence_pending(of_county, found_by, was.item), true))
            AND public.notice_deadline(of_county, of_site, found_by, was.item, later.started_at) < later.started_at
            AND NOT EXISTS ( -- what is found after that is not the same still
                SELECT FROM public.seen_mended(of_county, of_site, was.item) AS mended
                WHERE (mended.at, mended.place) > (seen.finished_at, seen.place)
                    AND (mended.at, mended.place) < (later.finished_at, later.place))
        ORDER BY was.item COLLATE "C");
END $$;
CREATE FUNCTION public.case_piece_at(of_county integer, of_act uuid, at_n integer, at_place integer) RETURNS TABLE(digest bytea, size integer, kind text, bytes bytea)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN QUERY SELECT * FROM public.kept_piece(of_county, public.case_file_at(of_county, of_act, at_n), at_place);
END $$;
CREATE FUNCTION public.case_since(of_county integer, in_case uuid) RETURNS date
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN (
        SELECT coalesce(i.day, v.visit_day) FROM public.accountability_case c
        LEFT JOIN public.infection i ON i.county_id = c.county_id AND i.id = c.infection
        LEFT JOIN public.inspection v ON v.county_id = c.county_id AND v.id = c.found
        WHERE c.county_id = of_county AND c.id = in_case);
END $$;
CREATE FUNCTION public.case_stands(of_county integer, in_case uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM public.accountability_case c
        WHERE c.county_id = of_county AND c.id = in_case
            AND (c.infection IS NOT NULL OR public.visits_hold(of_county, c.site, c.found, c.again, c.items)));
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
    reached_at text;
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
    -- What somebody answers for today is for another to take off the account.
    PERFORM FROM public.account_duty d
    JOIN public.posting p ON p.county_id = of_county AND p.site = d.site AND p.id = d.term AND p.replaced_at IS NULL
        AND (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date BETWEEN p.held_from AND coalesce(p.held_to, 'infinity')
    WHERE d.county_id = of_county AND d.account = wanted AND who.account = wanted AND who.via <> 'shell'
        AND new_duties IS NOT NULL AND d.term NOT IN (SELECT t.term FROM public.held_terms(of_county, new_duties) AS t);
    IF FOUND THEN RETURN 'own'; END IF;
    SELECT a.message_address INTO reached_at FROM public.account a WHERE a.county_id = of_county AND a.name = wanted;
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
    -- Another address begins with what is told from now on, but for whoever named an own one.
    IF reached_at IS DISTINCT FROM (SELECT a.message_address FROM public.account a WHERE a.county_id = of_county AND a.name = wanted)
        AND (SELECT r.address FROM public.message_route r WHERE r.county_id = of_county AND r.account = wanted
            ORDER BY r.entry DESC LIMIT 1) IS NULL
    THEN
        PERFORM public.keep_waiting_back(of_county, wanted);
    END IF;
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
CREATE FUNCTION public.channel_ended(of_county integer, of_recipient text) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN of_recipient LIKE 'webhook/%' AND NOT EXISTS (
        SELECT FROM public.clock_webhooks(of_county) AS w WHERE 'webhook/' || w.id = of_recipient);
END $$;
CREATE FUNCTION public.clock_holder(of_county integer) RETURNS public.holder
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder;
BEGIN
    who.county_id := of_county;
    who.account := 'system:clock';
    who.display := who.account;
    who.roles := '{}';
    who.duty := 'clock';
    who.rights := ARRAY['read', 'county', 'cases'];
    who.via := 'clock';
    who.address := '';
    who.must_change := false;
    who.stale := false;
    RETURN who;
END $$;
CREATE FUNCTION public.clock_recipients(of_county integer, on_day date) RETURNS TABLE(account text, rights text[], duties text[], held text[])
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN QUERY
    SELECT a.name, a.rights,
        coalesce(array_agg(DISTINCT d.duty || '@' || d.site) FILTER (
            WHERE on_day BETWEEN p.held_from AND coalesce(p.held_to, 'infinity')), '{}'),
        coalesce(array_agg(DISTINCT d.site) FILTER (WHERE p.id IS NOT NULL), '{}')
    FROM public.account a
    LEFT JOIN public.account_duty d ON d.county_id = a.county_id AND d.account = a.name
    LEFT JOIN public.posting p ON p.county_id = d.county_id AND p.site = d.site AND p.id = d.term AND p.duty = d.duty
        AND p.replaced_at IS NULL AND p.held_from <= on_day
    WHERE a.county_id = of_county AND a.disabled_at IS NULL
    GROUP BY a.name, a.rights ORDER BY a.name;
END $$;
CREATE FUNCTION public.clock_webhooks(of_county integer) RETURNS TABLE(id uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN QUERY
    SELECT last.id FROM (
        SELECT DISTINCT ON (w.id) w.id, w.is_used FROM public.message_webhook w
        WHERE w.county_id = of_county ORDER BY w.id, w.entry DESC) AS last
    WHERE last.is_used ORDER BY last.id;
END $$;
CREATE FUNCTION public.close_by_order(of_county integer, as_of timestamp with time zone, of_week date, sealed text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    by_order public.closing_order := public.hold_closing_order(of_county);
    who public.holder := public.clock_holder(of_county);
BEGIN
    IF by_order.number IS NULL
        OR public.closing_week(by_order, least(as_of, clock_timestamp())) IS DISTINCT FROM of_week THEN RETURN 'idle'; END IF;
    IF (sealed::json ->> 'revision')::integer IS DISTINCT FROM 1 THEN
        RAISE EXCEPTION 'that is no first report' USING ERRCODE = 'check_violation', CONSTRAINT = 'report_bounds',
            TABLE = 'week_report';
    END IF;
    -- By what the clock closes, as sessions and tokens are named.
    who.via := 'closing-order:' || by_order.number || ' ' || by_order.given_by;
    RETURN public.keep_week(who, of_week, sealed, by_order);
END $$;
CREATE FUNCTION public.close_week(of_county integer, key bytea, from_address text, of_week date, sealed text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
BEGIN
    IF (sealed::json ->> 'revision')::integer IS DISTINCT FROM 1 THEN
        RAISE EXCEPTION 'that is no first report' USING ERRCODE = 'check_violation', CONSTRAINT = 'report_bounds',
            TABLE = 'week_report';
    END IF;
    RETURN public.keep_week(who, of_week, sealed);
END $$;
CREATE TABLE public.closing_order (
    county_id integer NOT NULL,
    number integer NOT NULL,
    entry bigint NOT NULL,
    weekday integer NOT NULL,
    minute integer NOT NULL,
    accounts text[] NOT NULL,
    given_at timestamp with time zone NOT NULL,
    given_by text NOT NULL,
    CONSTRAINT closing_order_accounts CHECK (((cardinality(accounts) <= 200) AND (array_position(accounts, NULL::text) IS NULL))),
    CONSTRAINT closing_order_by_length CHECK (((char_length(given_by) >= 1) AND (char_length(given_by) <= 200))),
    CONSTRAINT closing_order_hour CHECK ((((weekday >= 1) AND (weekday <= 7)) AND ((minute >= 0) AND (minute <= 1439))))
);
CREATE FUNCTION public.closing_order_in_force(of_county integer) RETURNS public.closing_order
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    one public.closing_order;
BEGIN
    SELECT o.* INTO one FROM public.closing_order o WHERE o.county_id = of_county ORDER BY o.number DESC LIMIT 1;
    PERFORM FROM public.closing_order_end e WHERE e.county_id = of_county AND e.number = one.number;
    IF FOUND THEN RETURN NULL; END IF;
    RETURN one;
END $$;
CREATE FUNCTION public.closing_order_lapsed(one public.closing_order) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN coalesce((
        SELECT min(s.since) FROM public.account_state s
        WHERE s.county_id = one.county_id AND s.account = one.given_by AND s.since > one.given_at
            AND (s.disabled OR 'administrator' <> ALL (s.roles))), (
        -- Whatever the states say, an account has to be there and to be one.
        SELECT one.given_at WHERE NOT EXISTS (
            SELECT FROM public.account a WHERE a.county_id = one.county_id AND a.name = one.given_by
                AND a.disabled_at IS NULL AND 'administrator' = ANY (a.roles))));
END $$;
CREATE FUNCTION public.closing_orders(of_county integer) RETURNS TABLE(number integer, weekday integer, minute integer, accounts text[], given_at timestamp with time zone, given_by text, ended_at timestamp with time zone, ended_by text, lapsed_at timestamp with time zone)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF public.acting('county') IS DISTINCT FROM of_county THEN RETURN; END IF;
    RETURN QUERY
    SELECT o.number, o.weekday, o.minute, o.accounts, o.given_at, o.given_by, e.ended_at, e.ended_by,
        public.closing_order_lapsed(o)
    FROM public.closing_order o
    LEFT JOIN public.closing_order_end e ON e.county_id = o.county_id AND e.number = o.number
    WHERE o.county_id = of_county ORDER BY o.number DESC LIMIT 1000;
END $$;
CREATE FUNCTION public.closing_week(one public.closing_order, as_of timestamp with time zone) RETURNS date
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    after_monday interval := make_interval(days => one.weekday - 1, mins => one.minute);
    began timestamp; -- the Monday after the week that is closed
BEGIN
    IF NOT coalesce(isfinite(as_of), false) THEN RETURN NULL; END IF;
    began := date_trunc('week', (as_of AT TIME ZONE INTERVAL '08:00') - after_monday);
    IF (began + after_monday) AT TIME ZONE INTERVAL '08:00' > one.given_at THEN RETURN began::date - 7; END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION public.commit_draw(of_county integer, key bytea, from_address text, draw_id uuid, kinds text[], visits integer, team integer, first_day date, last_day date) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
    known text[] := ARRAY['countyIsolation', 'townshipIsolation', 'homeIsolation', 'checkpoint', 'zone'];
    today date := (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date;
    wanted text[];
    head text;
    sites text[];
    inspectors text[];
    barred text[][];
    made public.draw;
    held public.draw;
    seed bytea := sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
BEGIN
    wanted := ARRAY(SELECT one FROM unnest(known) AS one WHERE one = ANY (kinds)); -- in that order, each once
    IF NOT coalesce(draw_id IS NOT NULL AND kinds <@ known AND cardinality(kinds) BETWEEN 1 AND 5
        AND cardinality(wanted) = cardinality(kinds) AND visits BETWEEN 1 AND 500 AND team BETWEEN 1 AND 2
        AND last_day BETWEEN first_day AND first_day + 30 AND first_day <= today + 92, false)
    THEN
        RAISE EXCEPTION 'that is no draw' USING ERRCODE = 'check_violation', CONSTRAINT = 'draw_bounds', TABLE = 'draw';
    END IF;
    PERFORM pg_advisory_xact_lock(of_county, hashtext('draw'));
    head := '{"form":"lazaret draw frame v1","draw":"' || draw_id || '","kinds":' || public.draw_list(wanted)
        || ',"visits":' || visits || ',"team":' || team || ',"from":"' || to_char(first_day, 'YYYY-MM-DD')
        || '","to":"' || to_char(last_day, 'YYYY-MM-DD') || '"';
    SELECT * INTO held FROM public.draw d WHERE d.county_id = of_county AND d.id = draw_id;
    IF FOUND THEN
        RETURN CASE WHEN held.drawn_by = who.account AND starts_with(held.frame, head || ',') THEN 'already' ELSE 'taken' END;
    END IF;
    IF first_day < today THEN RETURN 'past'; END IF;
    sites := ARRAY(
        SELECT s.code FROM public.site s
        JOIN public.operation p ON p.county_id = of_county AND p.site = s.code AND p.replaced_at IS NULL
            AND p.opened_on <= first_day AND coalesce(p.closed_on, 'infinity') >= last_day
        WHERE s.county_id = of_county AND s.kind = ANY (wanted)
        ORDER BY s.code COLLATE "C");
    IF cardinality(sites) < visits THEN RETURN 'few'; END IF;
    -- A site that is drawn for certain knows its day at the latest when all others have passed.
    IF cardinality(sites) = visits THEN RETURN 'sure'; END IF;
    inspectors := ARRAY(
        SELECT a.name FROM public.account a
        WHERE a.county_id = of_county AND a.disabled_at IS NULL AND 'inspector' = ANY (a.roles)
        ORDER BY a.name COLLATE "C");
    -- Whoever ever held a duty at a site, or at one that it goes on from, is not drawn for it, whatever was changed since.
    SELECT array_agg(ARRAY[pair.code, pair.account] ORDER BY pair.code COLLATE "C", pair.account COLLATE "C") INTO barred
    FROM (
        SELECT DISTINCT one.code, d.account
        FROM unnest(sites) AS one (code)
        CROSS JOIN LATERAL public.site_past(of_county, one.code) AS past
        JOIN public.duty_terms(of_county, ARRAY(
            SELECT DISTINCT old.site FROM unnest(sites) AS code CROSS JOIN LATERAL public.site_past(of_county, code) AS old)) AS d
            ON d.site = past.site
        WHERE d.account = ANY (inspectors)) AS pair;
    PERFORM FROM unnest(sites) AS one (code)
    WHERE cardinality(inspectors) < team + (
        SELECT count(*) FROM generate_subscripts(barred, 1) AS i WHERE barred[i][1] = one.code);
    IF FOUND THEN RETURN 'unmanned'; END IF;
    made.county_id := of_county;
    made.id := draw_id;
    made.first_day := commit_draw.first_day;
    made.last_day := commit_draw.last_day;
    made.frame := head || ',"sites":' || public.draw_list(sites) || ',"inspectors":' || public.draw_list(inspectors)
        || ',"barred":[' || coalesce((
            SELECT string_agg(public.draw_list(ARRAY[barred[i][1], barred[i][2]]), ',' ORDER BY i)
            FROM generate_subscripts(barred, 1) AS i), '') || ']}';
    made.frame_digest := sha256(convert_to(made.frame, 'UTF8'));
    made.seed_digest := sha256(seed);
    made.drawn_at := clock_timestamp();
    made.drawn_by := who.account;
    made.entry := public.write_entry(who, 'draw', 'draw/' || draw_id, NULL, sha256(convert_to(public.framed(ARRAY[
        'lazaret draw v1', made.id::text, to_char(made.first_day, 'YYYY-MM-DD'), to_char(made.last_day, 'YYYY-MM-DD'),
        encode(made.frame_digest, 'hex'), encode(made.seed_digest, 'hex'),
        (extract(epoch FROM made.drawn_at - to_timestamp(0)) * 1000000)::bigint::text, made.drawn_by]), 'UTF8')));
    INSERT INTO public.draw SELECT made.*;
    INSERT INTO public.draw_seed (county_id, draw, seed) VALUES (of_county, draw_id, seed);
    RETURN 'drawn';
END $$;
CREATE FUNCTION public.copy_maker() RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    RETURN 2;
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
CREATE FUNCTION public.dead_letters(of_county integer, most integer) RETURNS TABLE(id uuid, cause text, recipient text, composed_at timestamp with time zone, tries integer, last_at timestamp with time zone, words_zh text, words_en text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF of_county IS DISTINCT FROM public.acting('manage') THEN RETURN; END IF;
    RETURN QUERY
    SELECT m.id, m.cause, m.recipient, m.composed_at, stands.tries, stands.last_at, stands.words_zh, stands.words_en
    FROM (SELECT DISTINCT a.message FROM public.delivery_attempt a WHERE a.county_id = of_county AND a.outcome <> 'delivered') AS tried
    JOIN public.message m ON m.county_id = of_county AND m.id = tried.message AND NOT m.waits
    CROSS JOIN LATERAL public.delivery_state(of_county, m.id) AS stands
    WHERE stands.state = 'dead' ORDER BY stands.last_at DESC, m.entry DESC, m.place DESC LIMIT least(most, 200);
END $$;
CREATE FUNCTION public.delivery_state(of_county integer, of_message uuid) RETURNS TABLE(state text, next_at timestamp with time zone, tries integer, last_at timestamp with time zone, words_zh text, words_en text)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    begun integer;
    since timestamptz;
    last public.delivery_attempt;
    pause integer;
BEGIN
    SELECT a.number, a.happened_at INTO begun, since FROM public.delivery_attempt a
    WHERE a.county_id = of_county AND a.message = of_message AND a.outcome = 'again' ORDER BY a.number DESC LIMIT 1;
    IF NOT FOUND THEN
        begun := 0;
        SELECT m.composed_at INTO since FROM public.message m WHERE m.county_id = of_county AND m.id = of_message;
    END IF;
    SELECT a.* INTO last FROM public.delivery_attempt a
    WHERE a.county_id = of_county AND a.message = of_message AND a.number > begun ORDER BY a.number DESC LIMIT 1;
    IF NOT FOUND THEN
        RETURN QUERY SELECT 'waiting', NULL::timestamptz, 0, NULL::timestamptz, NULL::text, NULL::text;
        RETURN;
    END IF;
    tries := last.number - begun;
    -- A minute, two, four … six hours, and from three quarters to five quarters of that by the message's id, so that not all come
    -- at once; or what the receiver asked for.
    pause := least(60 * 2 ^ least(tries - 1, 20), 21600)::integer;
    pause := greatest(pause * 3 / 4 + pause / 2 * get_byte(uuid_send(of_message), 15) / 256, coalesce(last.wait, 0));
    RETURN QUERY SELECT
        CASE WHEN last.outcome IN ('delivered', 'aside') THEN last.outcome
            WHEN last.outcome = 'refused' OR tries >= 20 OR last.happened_at >= since + INTERVAL '3 days' THEN 'dead'
            ELSE 'retrying' END,
        last.happened_at + pause * INTERVAL '1 second', tries, last.happened_at, last.words_zh, last.words_en;
END $$;
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
CREATE FUNCTION public.discard_draw(of_county integer, key bytea, from_address text, of_draw uuid, why text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
    held public.draw;
    made public.draw_discard;
BEGIN
    IF NOT coalesce(char_length(why) BETWEEN 1 AND 2000, false) THEN
        RAISE EXCEPTION 'that is no reason' USING ERRCODE = 'check_violation', CONSTRAINT = 'draw_discard_bounds',
            TABLE = 'draw_discard';
    END IF;
    PERFORM pg_advisory_xact_lock(of_county, hashtext('draw'));
    SELECT * INTO held FROM public.draw d WHERE d.county_id = of_county AND d.id = of_draw;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    PERFORM FROM public.draw_discard x WHERE x.county_id = of_county AND x.draw = of_draw;
    IF FOUND THEN RETURN 'already'; END IF;
    IF held.last_day < (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date THEN RETURN 'over'; END IF;
    made := ROW(of_county, of_draw, why, clock_timestamp(), who.account, NULL);
    made.entry := public.write_entry(who, 'discard', 'draw/' || of_draw, NULL, sha256(convert_to(public.framed(ARRAY[
        'lazaret draw discard v1', made.draw::text, made.reason,
        (extract(epoch FROM made.discarded_at - to_timestamp(0)) * 1000000)::bigint::text, made.discarded_by]), 'UTF8')), why);
    INSERT INTO public.draw_discard SELECT made.*;
    RETURN 'discarded';
END $$;
CREATE FUNCTION public.discard_evidence(of_county integer, key bytea, from_address text, upload uuid) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.evidence_sender(of_county, key, from_address);
    own public.evidence_upload;
BEGIN
    SELECT * INTO own FROM public.evidence_upload u
    WHERE u.county_id = of_county AND u.id = upload AND u.account = who.account FOR UPDATE;
    IF NOT FOUND OR own.outcome = 'discarded' THEN RETURN 'unknown'; END IF;
    IF own.ended_at IS NOT NULL THEN RETURN 'ended'; END IF;
    UPDATE public.evidence_upload u SET ended_at = clock_timestamp(), outcome = 'discarded'
    WHERE u.county_id = of_county AND u.id = own.id;
    DELETE FROM public.evidence_piece p WHERE p.county_id = of_county AND p.upload = own.id;
    RETURN 'discarded';
END $$;
CREATE FUNCTION public.document_moment(at timestamp with time zone) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS')
        || CASE WHEN date_trunc('second', at) = at THEN '' ELSE to_char(at AT TIME ZONE 'UTC', '.US') END || 'Z';
END $$;
CREATE FUNCTION public.draw_given(of_county integer, of_draw uuid) RETURNS TABLE(place integer, site text, day date, inspectors text[])
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN QUERY
    SELECT lot.*
    FROM public.draw_opened(of_county, of_draw) AS opened
    JOIN public.draw d ON d.county_id = of_county AND d.id = of_draw
    CROSS JOIN LATERAL public.draw_lots(d.frame, opened.seed, opened.root) AS lot
    WHERE opened.root IS NOT NULL;
END $$;
CREATE TABLE public.draw (
    county_id integer NOT NULL,
    id uuid NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    frame text NOT NULL,
    frame_digest bytea NOT NULL,
    seed_digest bytea NOT NULL,
    drawn_at timestamp with time zone NOT NULL,
    drawn_by text NOT NULL,
    entry bigint NOT NULL,
    CONSTRAINT draw_by_length CHECK (((char_length(drawn_by) >= 1) AND (char_length(drawn_by) <= 200))),
    CONSTRAINT draw_days CHECK ((first_day <= last_day)),
    CONSTRAINT draw_digest_size CHECK (((octet_length(frame_digest) = 32) AND (octet_length(seed_digest) = 32))),
    CONSTRAINT draw_frame_size CHECK (((octet_length(frame) >= 2) AND (octet_length(frame) <= 1048576)))
);
CREATE TABLE public.draw_discard (
    county_id integer NOT NULL,
    draw uuid NOT NULL,
    reason text NOT NULL,
    discarded_at timestamp with time zone NOT NULL,
    discarded_by text NOT NULL,
    entry bigint NOT NULL,
    CONSTRAINT draw_discard_by_length CHECK (((char_length(discarded_by) >= 1) AND (char_length(discarded_by) <= 200))),
    CONSTRAINT draw_discard_reason_length CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 2000)))
);
CREATE FUNCTION public.draw_is_open(held public.draw) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    RETURN (((held).last_day < ((clock_timestamp() AT TIME ZONE '08:00:00'::interval))::date) OR (EXISTS (SELECT FROM public.draw_discard x WHERE ((x.county_id = (draw_is_open.held).county_id) AND (x.draw = (draw_is_open.held).id)))));
CREATE FUNCTION public.draw_list(words text[]) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    RETURN (('['::text || COALESCE((SELECT string_agg((('"'::text || w.one) || '"'::text), ','::text ORDER BY w.place) AS string_agg FROM unnest(draw_list.words) WITH ORDINALITY w(one, place)), ''::text)) || ']'::text);
CREATE FUNCTION public.draw_lots(frame text, seed bytea, root bytea) RETURNS TABLE(place integer, site text, day date, inspectors text[])
    LANGUAGE plpgsql IMMUTABLE STRICT
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    said json := frame::json;
    key bytea := sha256('lazaret draw v1'::bytea || sha256(convert_to(frame, 'UTF8')) || seed || root);
    sites text[] := ARRAY(SELECT json_array_elements_text(said->'sites'));
    all_inspectors text[] := ARRAY(SELECT json_array_elements_text(said->'inspectors'));
    first_day date := (said->>'from')::date;
    days integer := (said->>'to')::date - first_day + 1;
    team integer := said->>'team';
    barred_at text[] := ARRAY(SELECT pair->>0 FROM json_array_elements(said->'barred') AS pair);
    barred text[] := ARRAY(SELECT pair->>1 FROM json_array_elements(said->'barred') AS pair);
    free text[];
    taken text;
    used integer := 0;
    other integer;
BEGIN
    FOR i IN 1..(said->>'visits')::integer LOOP
        SELECT n.used, n.number INTO used, other FROM public.draw_number(key, cardinality(sites) - i + 1, used) AS n;
        taken := sites[i + other];
        sites[i + other] := sites[i];
        sites[i] := taken;
    END LOOP;
    FOR i IN 1..(said->>'visits')::integer LOOP
        place := i;
        site := sites[i];
        SELECT n.used, n.number INTO used, other FROM public.draw_number(key, days, used) AS n;
        day := first_day + other;
        free := ARRAY(
            SELECT one.name FROM unnest(all_inspectors) WITH ORDINALITY AS one (name, at)
            WHERE one.name <> ALL (ARRAY(
                SELECT pair.name FROM unnest(barred_at, barred) AS pair (site, name) WHERE pair.site = sites[i]))
            ORDER BY one.at);
        FOR j IN 1..team LOOP
            SELECT n.used, n.number INTO used, other FROM public.draw_number(key, cardinality(free) - j + 1, used) AS n;
            taken := free[j + other];
            free[j + other] := free[j];
            free[j] := taken;
        END LOOP;
        inspectors := free[1:team];
        RETURN NEXT;
    END LOOP;
END $$;
CREATE FUNCTION public.draw_number(key bytea, below integer, INOUT used integer, OUT number integer) RETURNS record
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    block bytea;
    word bigint;
    fair CONSTANT bigint := 4294967296 - 4294967296 % below;
BEGIN
    LOOP
        block := sha256(key || int8send((used / 8)::bigint));
        word := 0;
        FOR place IN 0..3 LOOP
            word := word * 256 + get_byte(block, used % 8 * 4 + place);
        END LOOP;
        used := used + 1;
        EXIT WHEN word < fair;
    END LOOP;
    number := word % below;
END $$;
CREATE FUNCTION public.draw_opened(of_county integer, of_draw uuid) RETURNS TABLE(seed bytea, root bytea)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF of_county IS DISTINCT FROM public.acting('county') THEN RETURN; END IF;
    RETURN QUERY
    SELECT s.seed, public.draw_root(of_county, d.entry)
    FROM public.draw d
    JOIN public.draw_seed s ON s.county_id = of_county AND s.draw = d.id
    WHERE d.county_id = of_county AND d.id = of_draw AND public.draw_is_open(d);
END $$;
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
CREATE FUNCTION public.draw_root(of_county integer, of_entry bigint) RETURNS bytea
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    RETURN (SELECT decode("substring"(h.head, '
root ([0-9a-f]{64})
'::text), 'hex'::text) AS decode FROM (public.audit_leaf l JOIN public.audit_head h ON (((h.county_id = draw_root.of_county) AND (h.size > l."position")))) WHERE ((l.county_id = draw_root.of_county) AND (l.number = draw_root.of_entry)) ORDER BY h.size LIMIT 1);
CREATE FUNCTION public.draw_seeds_unfit(of_county integer) RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF of_county IS DISTINCT FROM public.acting('county') THEN RETURN; END IF;
    RETURN QUERY
    SELECT coalesce(d.id, s.draw)
    FROM (SELECT * FROM public.draw WHERE county_id = of_county) AS d
    FULL JOIN (SELECT * FROM public.draw_seed WHERE county_id = of_county) AS s ON s.draw = d.id
    WHERE d.seed_digest IS DISTINCT FROM sha256(s.seed)
    ORDER BY 1;
END $$;
CREATE FUNCTION public.drawn_today(of_county integer) RETURNS TABLE(draw uuid, site text, inspectors text[], absent text[])
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    today date := (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date;
    me text := public.acting_account();
BEGIN
    IF of_county IS DISTINCT FROM public.acting('file') OR coalesce(public.acting_via(), 'shell') = 'shell' THEN RETURN; END IF;
    RETURN QUERY
    SELECT d.id, lot.site, team.going, team.absent
    FROM public.draw d
    JOIN public.draw_seed s ON s.county_id = of_county AND s.draw = d.id
    CROSS JOIN LATERAL public.draw_root(of_county, d.entry) AS root
    CROSS JOIN LATERAL public.draw_lots(d.frame, s.seed, root) AS lot
    CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(one.name ORDER BY one.place) FILTER (WHERE may.go), '{}') AS going,
            coalesce(array_agg(one.name ORDER BY one.place) FILTER (WHERE NOT may.go), '{}') AS absent
        FROM unnest(lot.inspectors) WITH ORDINALITY AS one (name, place)
        CROSS JOIN LATERAL (
            SELECT EXISTS (
                    SELECT FROM public.account a
                    WHERE a.county_id = of_county AND a.name = one.name AND a.disabled_at IS NULL AND 'inspector' = ANY (a.roles))
                AND NOT EXISTS (
                    SELECT FROM public.duty_terms(of_county, ARRAY(
                        SELECT past.site FROM public.site_past(of_county, lot.site) AS past)) AS held
                    WHERE held.account = one.name AND held.held_from <= today) AS go) AS may) AS team
    WHERE d.county_id = of_county AND today BETWEEN d.first_day AND d.last_day AND root IS NOT NULL
        AND strpos(d.frame, '"' || me || '"') > 0 AND lot.day = today AND me = ANY (lot.inspectors) AND me = ANY (team.going)
        AND NOT EXISTS (SELECT FROM public.draw_discard x WHERE x.county_id = of_county AND x.draw = d.id)
    ORDER BY lot.site COLLATE "C", d.entry;
END $$;
CREATE FUNCTION public.natural_key(code text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (regexp_replace(regexp_replace(upper((code COLLATE "C")), '(\d+)'::text, (repeat('0'::text, 32) || '\1'::text), 'g'::text), '\d*(\d{32})(?!\d)'::text, '\1'::text, 'g'::text) COLLATE "C");
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
CREATE TABLE public.cadence (
    county_id integer NOT NULL,
    entry bigint NOT NULL,
    site_kind text NOT NULL,
    days integer NOT NULL,
    days_below integer NOT NULL,
    valid_from date NOT NULL,
    reason text NOT NULL,
    set_at timestamp with time zone NOT NULL,
    set_by text NOT NULL,
    CONSTRAINT cadence_by_length CHECK (((char_length(set_by) >= 1) AND (char_length(set_by) <= 200))),
    CONSTRAINT cadence_days CHECK ((((days_below >= 1) AND (days_below <= days)) AND (days <= 366))),
    CONSTRAINT cadence_kind_known CHECK ((site_kind = ANY (ARRAY['countyIsolation'::text, 'townshipIsolation'::text, 'homeIsolation'::text, 'checkpoint'::text, 'zone'::text]))),
    CONSTRAINT cadence_reason_length CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 2000)))
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
    place bigint NOT NULL,
    filed_by text
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
COMMENT ON COLUMN public.inspection.filed_by IS 'the account that filed it; NULL for the operator at the shell';
CREATE TABLE public.site (
    county_id integer NOT NULL,
    code text NOT NULL,
    kind text NOT NULL,
    sort_key text GENERATED ALWAYS AS (public.natural_key(code)) STORED NOT NULL COLLATE pg_catalog."C",
    is_twin boolean DEFAULT false NOT NULL,
    CONSTRAINT site_code_shape CHECK ((code ~ '^[A-Za-z0-9-]{1,32}$'::text)),
    CONSTRAINT site_kind_known CHECK ((kind = ANY (ARRAY['countyIsolation'::text, 'townshipIsolation'::text, 'homeIsolation'::text, 'checkpoint'::text, 'zone'::text])))
);
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
    i.place,
    i.filed_by
   FROM public.inspection i
  WHERE ((NOT (EXISTS ( SELECT
           FROM public.inspection r
          WHERE ((r.county_id = i.county_id) AND (r.revises = i.id))))) AND (NOT (EXISTS ( SELECT
           FROM public.withdrawal w
          WHERE ((w.county_id = i.county_id) AND (w.inspection = i.id))))));
CREATE FUNCTION public.due_visits(county integer, on_day date) RETURNS TABLE(site text, kind text, sort_key text, opened_on date, days integer, days_below integer, last_visit date, inspection uuid, is_below boolean, due_on date)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 WITH cadences AS MATERIALIZED (
          SELECT every.kind,
             COALESCE(standing.days, every.days) AS days,
             COALESCE(standing.days_below, every.days_below) AS days_below
            FROM (( VALUES ('countyIsolation'::text,7,3), ('townshipIsolation'::text,7,3), ('homeIsolation'::text,NULL::integer,NULL::integer), ('checkpoint'::text,NULL::integer,NULL::integer), ('zone'::text,NULL::integer,NULL::integer)) every(kind, days, days_below)
              LEFT JOIN LATERAL ( SELECT c.days,
                     c.days_below
                    FROM public.cadence c
                   WHERE ((c.county_id = due_visits.county) AND (c.site_kind = every.kind) AND (c.valid_from <= due_visits.on_day))
                   ORDER BY c.valid_from DESC, c.entry DESC
                  LIMIT 1) standing ON (true))
         )
  SELECT s.code,
     s.kind,
     s.sort_key,
     p.opened_on,
     k.days,
     k.days_below,
     last.visit_day,
     last.id,
     COALESCE(graded.below_minimum, false) AS "coalesce",
     (COALESCE(last.visit_day, p.opened_on) +
         CASE
             WHEN graded.below_minimum THEN k.days_below
             ELSE k.days
         END)
    FROM ((((public.site s
      JOIN public.operation p ON (((p.county_id = s.county_id) AND (p.site = s.code) AND (p.replaced_at IS NULL) AND (p.opened_on <= due_visits.on_day) AND ((p.closed_on IS NULL) OR (p.closed_on >= due_visits.on_day)))))
      JOIN cadences k ON ((k.kind = s.kind)))
      LEFT JOIN LATERAL ( SELECT one.visit_day,
             one.id
            FROM (public.site_past(due_visits.county, s.code, due_visits.on_day) past(site, until)
              CROSS JOIN LATERAL ( SELECT v.visit_day,
                     v.id,
                     v.finished_at,
                     v.place
                    FROM public.standing_inspection v
                   WHERE ((v.county_id = due_visits.county) AND (v.site = past.site) AND (v.visit_day <= past.until) AND (v.visit_day <= due_visits.on_day) AND ((p.predecessor IS NOT NULL) OR (v.visit_day >= p.opened_on)))
                   ORDER BY v.finished_at DESC, v.place DESC
                  LIMIT 1) one)
           ORDER BY one.finished_at DESC, one.place DESC
          LIMIT 1) last ON (true))
      LEFT JOIN LATERAL ( SELECT one.below_minimum
            FROM (public.site_past(due_visits.county, s.code, due_visits.on_day) past(site, until)
              CROSS JOIN LATERAL ( SELECT v.below_minimum,
                     v.finished_at,
                     v.place
                    FROM public.standing_inspection v
                   WHERE ((v.county_id = due_visits.county) AND (v.site = past.site) AND (v.visit_day <= past.until) AND (v.visit_day <= due_visits.on_day) AND ((p.predecessor IS NOT NULL) OR (v.visit_day >= p.opened_on)) AND (v.below_minimum IS NOT NULL))
                   ORDER BY v.finished_at DESC, v.place DESC
                  LIMIT 1) one)
           ORDER BY one.finished_at DESC, one.place DESC
          LIMIT 1) graded ON (true))
   WHERE (s.county_id = due_visits.county);
END;
CREATE FUNCTION public.duty_accounts(of_county integer, of_sites text[]) RETURNS TABLE(account text, site text, held_from date, held_to date)
    LANGUAGE plpgsql STABLE SECURITY DEFINER COST 1000 ROWS 10 PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    own text[] := public.acting_sites();
    former jsonb := public.acting_past();
BEGIN
    IF of_county IS DISTINCT FROM public.acting('read') THEN RETURN; END IF;
    RETURN QUERY SELECT d.* FROM public.duty_terms(of_county, ARRAY(
        SELECT one FROM unnest(of_sites) AS one WHERE coalesce(one = ANY (own), true) OR former ? one)) AS d;
END $$;
CREATE FUNCTION public.duty_terms(of_county integer, of_sites text[]) RETURNS TABLE(account text, site text, held_from date, held_to date)
    LANGUAGE plpgsql STABLE COST 1000 ROWS 10
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN QUERY
    WITH tie AS ( -- to which terms, and while they lasted
        SELECT d.account, d.site, d.term AS id, '-infinity'::date AS since, 'infinity'::date AS until
        FROM public.account_duty d WHERE d.county_id = of_county
        UNION
        SELECT was.account, was.site, named.id, was.since, was.until
        FROM (
            SELECT s.account, split_part(split_part(one, ' ', 1), '@', 2) AS site, split_part(one, '@', 1) AS duty,
                substr(one, strpos(one, ' ') + 1) AS person, (s.since AT TIME ZONE INTERVAL '08:00')::date AS since,
                coalesce((n.since AT TIME ZONE INTERVAL '08:00')::date, 'infinity') AS until
            FROM public.account_state s
            LEFT JOIN public.account_state n ON n.county_id = of_county AND n.account = s.account AND n.number = s.number + 1
            CROSS JOIN LATERAL unnest(s.duties) AS one
            WHERE s.county_id = of_county AND s.duties <> '{}') AS was
        JOIN public.posting named ON named.county_id = of_county AND named.site = was.site AND named.duty = was.duty
            AND named.person = was.person),
    person AS ( -- as whom
        SELECT DISTINCT tie.account, p.person, tie.since, tie.until
        FROM tie JOIN public.posting p ON p.county_id = of_county AND p.site = tie.site AND p.id = tie.id),
    term AS (
        SELECT DISTINCT person.account, p.site, greatest(p.held_from, person.since) AS held_from,
            least(coalesce(p.held_to, 'infinity'), person.until,
                coalesce((p.replaced_at AT TIME ZONE INTERVAL '08:00')::date, 'infinity')) AS held_to
        FROM public.posting p
        JOIN person ON person.person = p.person
        WHERE p.county_id = of_county AND p.site = ANY (of_sites))
    SELECT term.* FROM term WHERE term.held_from <= term.held_to;
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
CREATE FUNCTION public.end_closing_order(of_county integer, key bytea, from_address text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
    one public.closing_order;
    ended timestamptz;
    written bigint;
BEGIN
    -- None while the clock closes a week by it.
    PERFORM pg_advisory_xact_lock(of_county, hashtext('closing_order'));
    one := public.closing_order_in_force(of_county);
    IF one.number IS NULL THEN RETURN 'none'; END IF;
    ended := clock_timestamp();
    written := public.write_entry(who, 'revoke', 'closing-order/' || one.number, NULL, public.fact_digest(
        'lazaret closing order end v1', one.number::text, (extract(epoch FROM ended) * 1000000)::bigint::text, who.account));
    INSERT INTO public.closing_order_end VALUES (of_county, one.number, written, ended, who.account);
    RETURN 'ended';
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
    -- For the frame of every page, which so asks nothing more; a hundred are many.
    who.unread := (SELECT count(*) FROM (
        SELECT FROM public.message m
        WHERE m.county_id = of_county AND m.recipient = who.account AND m.read_at IS NULL LIMIT 100) AS unread);
    RETURN NEXT who;
END $$;
CREATE FUNCTION public.enter_clock(of_county integer) RETURNS timestamp with time zone
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    PERFORM public.seal_context(public.clock_holder(of_county));
    RETURN clock_timestamp();
END $$;
CREATE FUNCTION public.enter_operator(of_county integer, operator text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    PERFORM public.seal_context(public.operator(of_county, operator));
END $$;
CREATE FUNCTION public.evidence_at(of_county integer, visit uuid, of_item text, at_n integer) RETURNS bytea
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF NOT public.reads_visit(of_county, visit) THEN RETURN NULL; END IF;
    RETURN (SELECT e.digest FROM public.evidence_named(of_county, visit, of_item) AS e
        WHERE e.n = at_n AND e.entry IS NOT NULL);
END $$;
CREATE FUNCTION public.evidence_copy_at(of_county integer, visit uuid, of_item text, at_n integer, small boolean) RETURNS TABLE(digest bytea, refused text, bytes bytea)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN QUERY SELECT * FROM public.kept_copy(of_county, public.evidence_at(of_county, visit, of_item, at_n), small);
END $$;
CREATE FUNCTION public.evidence_digest(digest bytea, size integer, kind text) RETURNS bytea
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN sha256(convert_to(concat(E'lazaret evidence v1\nsha256 ', encode(digest, 'hex'), E'\nsize ', size,
        E'\nkind ', kind, E'\n'), 'UTF8'));
END $$;
CREATE FUNCTION public.evidence_kind(head bytea) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN CASE
        WHEN substring(head FROM 1 FOR 3) = '\xFFD8FF'::bytea THEN 'image/jpeg'
        WHEN substring(head FROM 1 FOR 8) = '\x89504E470D0A1A0A'::bytea THEN 'image/png'
        WHEN substring(head FROM 1 FOR 4) = 'RIFF'::bytea AND substring(head FROM 9 FOR 4) = 'WEBP'::bytea THEN 'image/webp'
        WHEN substring(head FROM 1 FOR 5) = '%PDF-'::bytea THEN 'application/pdf'
        WHEN substring(head FROM 5 FOR 4) = 'ftyp'::bytea AND substring(head FROM 9 FOR 4) = ANY (ARRAY[
            'heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']::bytea[]) THEN 'image/heic'
    END;
END $$;
CREATE FUNCTION public.evidence_missing(of_county integer, visit uuid, of_item text DEFAULT NULL::text) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM public.evidence_named(of_county, visit, of_item) AS e WHERE e.digest IS NOT NULL AND e.entry IS NULL);
END $$;
CREATE FUNCTION public.evidence_named(of_county integer, visit uuid, of_item text DEFAULT NULL::text) RETURNS TABLE(item text, n integer, reference text, digest bytea, entry bigint)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
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
END $_$;
CREATE FUNCTION public.evidence_of(of_county integer, visit uuid) RETURNS TABLE(item text, n integer, reference text, digest bytea, entry bigint, received_at timestamp with time zone, size integer, kind text, copied boolean, refused text, width integer, height integer, beyond integer, is_filer boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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
CREATE FUNCTION public.evidence_own(of_county integer, digests bytea[]) RETURNS TABLE(digest bytea, size integer, kind text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF of_county IS DISTINCT FROM public.acting('read') THEN RETURN; END IF;
    RETURN QUERY
    SELECT f.digest, f.size, f.kind FROM public.evidence_receipt r
    JOIN public.evidence_file f ON f.county_id = of_county AND f.digest = r.digest
    WHERE r.county_id = of_county AND r.digest = ANY (digests) AND r.account = public.acting_account();
END $$;
CREATE FUNCTION public.evidence_pending(of_county integer, visit uuid, of_item text) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF public.reads_visit(of_county, visit) THEN RETURN public.evidence_missing(of_county, visit, of_item); END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION public.evidence_piece_at(of_county integer, visit uuid, of_item text, at_n integer, at_place integer) RETURNS TABLE(digest bytea, size integer, kind text, bytes bytea)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN QUERY SELECT * FROM public.kept_piece(of_county, public.evidence_at(of_county, visit, of_item, at_n), at_place);
END $$;
CREATE FUNCTION public.evidence_sender(of_county integer, key bytea, from_address text) RETURNS public.holder
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, NULL);
BEGIN
    IF NOT coalesce('read' = ANY (who.rights) AND who.rights && ARRAY['file', 'respond', 'supervise'], false) THEN
        RAISE EXCEPTION '% may not do that', who.account USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN who;
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
CREATE FUNCTION public.file(of_county integer, key bytea, from_address text, on_edition bigint, visit public.filed_inspection, found public.found_gaps, after_it bytea, on_draft integer) RETURNS text
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
        (SELECT d.version FROM public.draft d
            WHERE d.county_id = of_county AND d.id = visit.id AND d.owner = who.account) AS draft
    INTO look FROM public.county c WHERE c.county_id = of_county FOR SHARE;
    IF look.is_current IS NOT TRUE THEN RETURN 'outdated'; END IF;
    IF look.is_known THEN RETURN 'known'; END IF;
    IF on_draft IS NOT NULL AND look.draft IS DISTINCT FROM on_draft THEN RETURN 'redrafted'; END IF;
    IF NOT look.is_founded THEN
        RAISE EXCEPTION 'it is of a site, or held against versions, that are not there' USING ERRCODE = 'foreign_key_violation';
    END IF;
    IF visit.revises IS NOT NULL THEN
        SELECT i.content_digest, i.place INTO before_it, place FROM public.inspection i
        WHERE i.county_id = of_county AND i.id = visit.revises AND i.site = visit.site;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'it corrects no visit of that site' USING ERRCODE = 'foreign_key_violation';
        END IF;
        -- Nobody takes away what was found of them (domain §6): no correction by whoever held a duty there since.
        PERFORM public.refuse_own_matter(who, visit.site, (SELECT i.visit_day FROM public.inspection i
            WHERE i.county_id = of_county AND i.id = visit.revises));
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
        content_digest, filing, circumstances, result, exact_score, place, filed_by)
    VALUES (of_county, visit.id, visit.site, visit.site_kind, visit.kind, visit.started_at, visit.finished_at,
        visit.received_at, received, visit.inspectors, visit.escort, visit.checklist_digest, visit.baseline_digest,
        visit.scoring_version, visit.score, visit.grade, visit.grade_rank, visit.below_minimum, visit.floor_holds,
        visit.critical_gaps, visit.major_gaps, visit.minor_gaps, visit.not_asked, visit.revises, visit.revision_reason,
        visit.revised_by, visit.content_digest, visit.filing, visit.circumstances, visit.result,
        visit.exact_score, coalesce(place, received), CASE WHEN who.via <> 'shell' THEN who.account END);
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
    IF look.draft IS NOT NULL THEN
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
CREATE FUNCTION public.files_of_answers(of_county integer, answers uuid[]) RETURNS TABLE(answer uuid, n integer, digest bytea, entry bigint, received_at timestamp with time zone, size integer, kind text, copied boolean, refused text, width integer, height integer, beyond integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN QUERY
    SELECT one, e.n, e.digest, e.entry, k.received_at, k.size, k.kind, coalesce(k.copied, false), k.refused, k.width, k.height, k.beyond
    FROM unnest(answers) AS one
    CROSS JOIN LATERAL public.answer_named(of_county, one) AS e
    LEFT JOIN LATERAL public.kept_file(of_county, e.entry) AS k ON true
    WHERE public.reads_answer(of_county, one)
    ORDER BY one, e.n;
END $$;
CREATE FUNCTION public.files_of_case(of_county integer, of_case uuid) RETURNS TABLE(act uuid, n integer, digest bytea, entry bigint, received_at timestamp with time zone, size integer, kind text, copied boolean, refused text, width integer, height integer, beyond integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN QUERY
    SELECT a.id, e.n, e.digest, e.entry, k.received_at, k.size, k.kind, coalesce(k.copied, false), k.refused, k.width, k.height, k.beyond
    FROM public.case_act a
    CROSS JOIN LATERAL public.case_act_named(of_county, a.id) AS e
    LEFT JOIN LATERAL public.kept_file(of_county, e.entry) AS k ON true
    WHERE a.county_id = of_county AND a.case_id = of_case AND a.evidence <> '{}' AND public.reads_case_act(of_county, a.id)
    ORDER BY a.entry, e.n;
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
CREATE FUNCTION public.found_since(of_county integer, of_site text, of_item text, at_time timestamp with time zone, at_place bigint) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    mended_at timestamptz := '-infinity';
    mended_place bigint := 0;
BEGIN
    SELECT m.at, m.place INTO mended_at, mended_place FROM (
        SELECT '-infinity'::timestamptz AS at, 0::bigint AS place
        UNION ALL SELECT s.at, s.place FROM public.seen_mended(of_county, of_site, of_item) AS s) AS m
    WHERE (m.at, m.place) < (at_time, at_place) ORDER BY m.at DESC, m.place DESC LIMIT 1;
    RETURN (
        SELECT min(v.finished_at)
        FROM public.site_life(of_county, of_site) AS past
        JOIN public.gap g ON g.county_id = of_county AND g.site = past.site AND g.item = of_item AND g.status = 'notMet'
        JOIN public.standing_inspection v ON v.county_id = of_county AND v.id = g.inspection AND v.visit_day <= past.until AND v.visit_day > past.after
        WHERE (v.finished_at, v.place) > (mended_at, mended_place) AND (v.finished_at, v.place) <= (at_time, at_place)
            AND (NOT g.fixed_on_spot OR coalesce(public.evidence_pending(of_county, v.id, of_item), true)));
END $$;
CREATE FUNCTION public.site_left(of_county integer, of_site text, own text[], up_to date) RETURNS date
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF of_county IS DISTINCT FROM public.acting('read') THEN RETURN NULL; END IF;
    RETURN (
        SELECT max(p.opened_on) FROM public.operation p
        WHERE p.county_id = of_county AND p.predecessor = of_site AND p.replaced_at IS NULL AND p.site <> ALL (own)
            AND EXISTS (
                SELECT FROM public.operation again
                WHERE again.county_id = of_county AND again.site = of_site AND again.replaced_at IS NULL
                    AND again.opened_on > p.opened_on AND again.opened_on <= up_to));
END $$;
CREATE FUNCTION public.site_life(county integer, of_site text, on_day date DEFAULT 'infinity'::date) RETURNS TABLE(site text, after date, until date)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 WITH past AS MATERIALIZED (
          SELECT p.site,
             p.until
            FROM public.site_past(site_life.county, site_life.of_site, site_life.on_day) p(site, until)
         )
  SELECT past.site,
     COALESCE(public.site_left(site_life.county, past.site, ARRAY( SELECT own.site
            FROM past own), LEAST(past.until, site_life.on_day)), '-infinity'::date) AS "coalesce",
     past.until
    FROM past;
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
CREATE TABLE public.deadline_change (
    county_id integer NOT NULL,
    entry bigint NOT NULL,
    site text NOT NULL,
    item text NOT NULL,
    inspection uuid NOT NULL,
    was timestamp with time zone NOT NULL,
    deadline timestamp with time zone NOT NULL,
    reason text NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    changed_by text NOT NULL,
    CONSTRAINT deadline_change_reason_length CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 2000)))
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
CREATE TABLE public.submission (
    county_id integer NOT NULL,
    id uuid NOT NULL,
    site text NOT NULL,
    item text NOT NULL,
    inspection uuid NOT NULL,
    words text NOT NULL,
    evidence bytea[] NOT NULL,
    submitted_at timestamp with time zone NOT NULL,
    submitted_by text NOT NULL,
    duty text NOT NULL,
    entry bigint NOT NULL,
    CONSTRAINT submission_evidence_count CHECK ((cardinality(evidence) <= 20)),
    CONSTRAINT submission_item_length CHECK (((char_length(item) >= 1) AND (char_length(item) <= 100))),
    CONSTRAINT submission_words_length CHECK (((char_length(words) >= 1) AND (char_length(words) <= 4000)))
);
CREATE TABLE public.verification (
    county_id integer NOT NULL,
    entry bigint NOT NULL,
    site text NOT NULL,
    item text NOT NULL,
    submission uuid,
    inspection uuid,
    verdict text NOT NULL,
    reason text,
    verified_at timestamp with time zone NOT NULL,
    verified_by text NOT NULL,
    CONSTRAINT verification_of_one CHECK ((num_nonnulls(submission, inspection) = 1)),
    CONSTRAINT verification_reason CHECK (
CASE
    WHEN (reason IS NULL) THEN (verdict = 'verified'::text)
    ELSE ((char_length(reason) >= 1) AND (char_length(reason) <= 2000))
END),
    CONSTRAINT verification_verdict_known CHECK ((verdict = ANY (ARRAY['verified'::text, 'returned'::text])))
);
CREATE FUNCTION public.gap_runs(county integer, of_site text, of_item text, of_current boolean DEFAULT false, of_since timestamp with time zone DEFAULT 'infinity'::timestamp with time zone) RETURNS TABLE(site text, item text, number bigint, first_inspection uuid, last_inspection uuid, since timestamp with time zone, last_found timestamp with time zone, findings bigint, severity text, responsible text, due_from timestamp with time zone, bound timestamp with time zone, deadline timestamp with time zone, state text, submission uuid, waiting uuid, answered_at timestamp with time zone, seen_mended boolean, ended_at timestamp with time zone, closing_visit uuid, closing_entry bigint)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 WITH seen AS MATERIALIZED (
          SELECT s_1.code
            FROM public.site s_1
           WHERE ((s_1.county_id = gap_runs.county) AND ((gap_runs.of_site IS NULL) OR (s_1.code = gap_runs.of_site)) AND ((gap_runs.of_site IS NOT NULL) OR (NOT (EXISTS ( SELECT
                    FROM public.operation p
                   WHERE ((p.county_id = gap_runs.county) AND (p.predecessor = s_1.code) AND (p.replaced_at IS NULL) AND (NOT (EXISTS ( SELECT
                            FROM public.operation again
                           WHERE ((again.county_id = gap_runs.county) AND (again.site = s_1.code) AND (again.replaced_at IS NULL) AND (again.opened_on > p.opened_on)))))))))))
         ), past AS MATERIALIZED (
          SELECT seen.code,
             p.site,
             p.after,
             p.until
            FROM (seen
              CROSS JOIN LATERAL public.site_life(gap_runs.county, seen.code) p(site, after, until))
         ), owed AS MATERIALIZED (
          SELECT past.code,
             g.inspection,
             g.item
            FROM (past
              JOIN public.gap g ON (((g.county_id = gap_runs.county) AND (g.site = past.site) AND (g.status = 'notMet'::text) AND g.fixed_on_spot AND ((gap_runs.of_item IS NULL) OR (g.item = gap_runs.of_item)) AND public.evidence_pending(gap_runs.county, g.inspection, g.item))))
         ), kept AS MATERIALIZED (
          SELECT row_number() OVER () AS pair,
             one.code,
             one.item
            FROM ( SELECT past.code,
                     g.item
                    FROM (past
                      JOIN public.gap g ON (((g.county_id = gap_runs.county) AND (g.site = past.site) AND (g.status = 'notMet'::text) AND (NOT g.fixed_on_spot) AND ((gap_runs.of_item IS NULL) OR (g.item = gap_runs.of_item)))))
                 UNION
                  SELECT owed.code,
                     owed.item
                    FROM owed) one
         ), asked AS MATERIALIZED (
          SELECT c.digest,
             array_agg(one.item) AS items
            FROM (public.checklist_version c
              CROSS JOIN LATERAL unnest(c.items) one(item))
           WHERE ((c.county_id = gap_runs.county) AND (one.item IN ( SELECT kept.item
                    FROM kept)))
           GROUP BY c.digest
         ), held AS MATERIALIZED (
          SELECT past.code,
             d.account,
             d.held_from,
             d.held_to
            FROM (public.duty_accounts(gap_runs.county, ARRAY( SELECT DISTINCT past_1.site
                    FROM past past_1)) d(account, site, held_from, held_to)
              JOIN past ON ((past.site = d.site)))
         ), sent AS MATERIALIZED (
          SELECT past.code,
             s_1.county_id,
             s_1.id,
             s_1.site,
             s_1.item,
             s_1.inspection,
             s_1.words,
             s_1.evidence,
             s_1.submitted_at,
             s_1.submitted_by,
             s_1.duty,
             s_1.entry
            FROM (past
              JOIN public.submission s_1 ON (((s_1.county_id = gap_runs.county) AND (s_1.site = past.site) AND ((gap_runs.of_item IS NULL) OR (s_1.item = gap_runs.of_item)) AND (((s_1.submitted_at AT TIME ZONE '08:00:00'::interval))::date <= past.until) AND (((s_1.submitted_at AT TIME ZONE '08:00:00'::interval))::date > past.after))))
         ), said AS MATERIALIZED (
          SELECT past.code,
             y.county_id,
             y.entry,
             y.site,
             y.item,
             y.submission,
             y.inspection,
             y.verdict,
             y.reason,
             y.verified_at,
             y.verified_by
            FROM (past
              JOIN public.verification y ON (((y.county_id = gap_runs.county) AND (y.site = past.site) AND ((gap_runs.of_item IS NULL) OR (y.item = gap_runs.of_item)) AND (((y.verified_at AT TIME ZONE '08:00:00'::interval))::date <= past.until) AND (((y.verified_at AT TIME ZONE '08:00:00'::interval))::date > past.after))))
         ), barred AS MATERIALIZED (
          SELECT kept.pair,
             kept.code,
             kept.item,
             (COALESCE(own.accounts, '{}'::text[]) || COALESCE(sender.accounts, '{}'::text[])) AS accounts,
             COALESCE(back.visits, '{}'::uuid[]) AS sent_back
            FROM (((kept
              LEFT JOIN ( SELECT held.code,
                     array_agg(DISTINCT held.account) AS accounts
                    FROM held
                   GROUP BY held.code) own ON ((own.code = kept.code)))
              LEFT JOIN ( SELECT sent.code,
                     sent.item,
                     array_agg(DISTINCT sent.submitted_by) AS accounts
                    FROM sent
                   GROUP BY sent.code, sent.item) sender ON (((sender.code = kept.code) AND (sender.item = kept.item))))
              LEFT JOIN ( SELECT said.code,
                     said.item,
                     array_agg(said.inspection) AS visits
                    FROM said
                   WHERE ((said.verdict = 'returned'::text) AND (said.inspection IS NOT NULL))
                   GROUP BY said.code, said.item) back ON (((back.code = kept.code) AND (back.item = kept.item))))
         ), corrected AS MATERIALIZED (
          WITH RECURSIVE line(id, revises, filer) AS (
                  SELECT v.id,
                     v.revises,
                     v.filed_by
                    FROM (( SELECT DISTINCT past.site
                            FROM past) here
                      JOIN public.standing_inspection v ON (((v.county_id = gap_runs.county) AND (v.site = here.site) AND (v.revises IS NOT NULL))))
                 UNION ALL
                  SELECT line_1.id,
                     i.revises,
                     i.filed_by
                    FROM (line line_1
                      JOIN public.inspection i ON (((i.county_id = gap_runs.county) AND (i.id = line_1.revises))))
                 )
          SELECT line.id,
                 CASE
                     WHEN bool_and((line.filer IS NOT NULL)) THEN array_agg(line.filer)
                     ELSE NULL::text[]
                 END AS filers
            FROM line
           GROUP BY line.id
         ), latest AS MATERIALIZED (
          SELECT DISTINCT ON (past.code) past.code,
             v.finished_at,
             v.place,
             v.not_asked,
             asked.items AS asked,
                 CASE
                     WHEN (v.revises IS NOT NULL) THEN corrected.filers
                     WHEN (v.filed_by IS NOT NULL) THEN ARRAY[v.filed_by]
                     ELSE NULL::text[]
                 END AS filers,
             v.id,
             ARRAY( SELECT g.item
                    FROM public.gap g
                   WHERE ((g.county_id = gap_runs.county) AND (g.inspection = v.id))) AS gaps
            FROM (((past
              CROSS JOIN LATERAL ( SELECT v_1.county_id,
                     v_1.id,
                     v_1.site,
                     v_1.site_kind,
                     v_1.kind,
                     v_1.started_at,
                     v_1.finished_at,
                     v_1.received_at,
                     v_1.visit_day,
                     v_1.week,
                     v_1.inspectors,
                     v_1.escort,
                     v_1.checklist_digest,
                     v_1.baseline_digest,
                     v_1.scoring_version,
                     v_1.score,
                     v_1.grade,
                     v_1.grade_rank,
                     v_1.floor_holds,
                     v_1.critical_gaps,
                     v_1.major_gaps,
                     v_1.minor_gaps,
                     v_1.not_asked,
                     v_1.revises,
                     v_1.revision_reason,
                     v_1.revised_by,
                     v_1.content_digest,
                     v_1.filing,
                     v_1.result,
                     v_1.below_minimum,
                     v_1.receipt,
                     v_1.circumstances,
                     v_1.exact_score,
                     v_1.place,
                     v_1.filed_by
                    FROM public.standing_inspection v_1
                   WHERE (gap_runs.of_current AND (v_1.county_id = gap_runs.county) AND (v_1.site = past.site) AND (v_1.visit_day <= past.until) AND (v_1.visit_day > past.after) AND (v_1.finished_at < gap_runs.of_since))
                   ORDER BY v_1.finished_at DESC, v_1.place DESC
                  LIMIT 1) v)
              LEFT JOIN asked ON ((asked.digest = v.checklist_digest)))
              LEFT JOIN corrected ON ((corrected.id = v.id)))
           ORDER BY past.code, v.finished_at DESC, v.place DESC
         ), ended AS MATERIALIZED (
          SELECT barred.pair,
             barred.code,
             barred.item,
             barred.accounts,
             COALESCE(latest.finished_at, last.finished_at, '-infinity'::timestamp with time zone) AS at,
             COALESCE(latest.place, last.place, (0)::bigint) AS place
            FROM ((barred
              LEFT JOIN latest ON (((latest.code = barred.code) AND (barred.item = ANY (latest.asked)) AND (barred.item <> ALL (latest.not_asked)) AND (barred.item <> ALL (latest.gaps)) AND (latest.id <> ALL (barred.sent_back)) AND (NOT (latest.filers && barred.accounts)))))
              LEFT JOIN LATERAL ( SELECT one.finished_at,
                     one.place
                    FROM (past
                      CROSS JOIN LATERAL ( SELECT v.finished_at,
                             v.place
                            FROM public.standing_inspection v
                           WHERE (gap_runs.of_current AND (latest.code IS NULL) AND (v.county_id = gap_runs.county) AND (v.site = past.site) AND (v.visit_day <= past.until) AND (v.visit_day > past.after) AND (v.finished_at < gap_runs.of_since) AND (barred.item <> ALL (v.not_asked)) AND (barred.item = ANY (( SELECT asked.items
                                    FROM asked
                                   WHERE (asked.digest = v.checklist_digest))::text[])) AND (NOT (EXISTS ( SELECT
                                    FROM public.gap g
                                   WHERE ((g.county_id = gap_runs.county) AND (g.inspection = v.id) AND (g.item = barred.item))))) AND (v.id <> ALL (barred.sent_back)) AND
                                 CASE
                                     WHEN (v.revises IS NULL) THEN ((v.filed_by IS NOT NULL) AND (v.filed_by <> ALL (barred.accounts)))
                                     ELSE (NOT (( SELECT corrected.filers
                                        FROM corrected
                                       WHERE (corrected.id = v.id)) && barred.accounts))
                                 END)
                           ORDER BY v.finished_at DESC, v.place DESC
                          LIMIT 1) one)
                   WHERE (past.code = barred.code)
                   ORDER BY one.finished_at DESC, one.place DESC
                  LIMIT 1) last ON (gap_runs.of_current))
           WHERE ((latest.code IS NULL) OR (gap_runs.of_since < 'infinity'::timestamp with time zone))
         ), happened AS MATERIALIZED (
          SELECT kept.pair,
             kept.code,
             kept.item,
             v.finished_at AS at,
             false AS is_act,
             v.place AS seq,
             v.id,
             NULL::uuid AS target,
             one.kind,
             filed.by,
             v.received_at,
             g.deadline,
             g.severity,
             g.responsible,
             ((one.kind <> 'found'::text) AND (NOT ((v.id, kept.item) IN ( SELECT back.inspection,
                     back.item
                    FROM said back
                   WHERE ((back.verdict = 'returned'::text) AND (back.inspection IS NOT NULL)))))) AS is_mended,
             COALESCE((NOT (filed.by && kept.accounts)), false) AS is_sure
            FROM ((((((((past
              JOIN ( SELECT ended.code,
                     min(ended.at) AS at
                    FROM ended
                   GROUP BY ended.code) begin ON ((begin.code = past.code)))
              CROSS JOIN LATERAL ( SELECT v_1.id,
                     v_1.finished_at,
                     v_1.place,
                     v_1.received_at,
                     v_1.checklist_digest,
                     v_1.not_asked,
                     v_1.revises,
                     v_1.filed_by
                    FROM public.standing_inspection v_1
                   WHERE ((v_1.county_id = gap_runs.county) AND (v_1.site = past.site) AND (v_1.visit_day <= past.until) AND (v_1.visit_day > past.after) AND (v_1.finished_at >= begin.at))
                  OFFSET 0) v)
              JOIN ended kept ON (((kept.code = past.code) AND (ROW(v.finished_at, v.place) > ROW(kept.at, kept.place)))))
              LEFT JOIN public.gap g ON (((g.county_id = gap_runs.county) AND (g.inspection = v.id) AND (g.item = kept.item))))
              LEFT JOIN asked ON ((asked.digest = v.checklist_digest)))
              LEFT JOIN corrected ON ((corrected.id = v.id)))
              CROSS JOIN LATERAL ( SELECT
                         CASE
                             WHEN (v.revises IS NOT NULL) THEN corrected.filers
                             WHEN (v.filed_by IS NOT NULL) THEN ARRAY[v.filed_by]
                             ELSE NULL::text[]
                         END AS by) filed)
              CROSS JOIN LATERAL ( SELECT
                         CASE
                             WHEN (g.item IS NULL) THEN 'met'::text
                             WHEN (NOT g.fixed_on_spot) THEN 'found'::text
                             WHEN ((v.id, kept.item) IN ( SELECT owed.inspection,
                                 owed.item
                                FROM owed)) THEN 'found'::text
                             ELSE 'fixed'::text
                         END AS kind) one)
           WHERE (((g.status = 'notMet'::text) AND (NOT g.fixed_on_spot)) OR (((g.item IS NULL) OR (g.status = 'notMet'::text)) AND (kept.item = ANY (asked.items)) AND (kept.item <> ALL (v.not_asked))))
         UNION ALL
          SELECT kept.pair,
             sent.code,
             sent.item,
             sent.submitted_at,
             true,
             sent.entry,
             sent.id,
             NULL::uuid,
             'submitted'::text,
             ARRAY[sent.submitted_by] AS "array",
             NULL::timestamp with time zone,
             NULL::timestamp with time zone,
             NULL::text,
             NULL::text,
             false,
             NULL::boolean
            FROM (sent
              JOIN ended kept ON (((kept.code = sent.code) AND (kept.item = sent.item) AND (sent.submitted_at >= kept.at))))
         UNION ALL
          SELECT kept.pair,
             y.code,
             y.item,
             y.verified_at,
             true,
             y.entry,
             NULL::uuid,
             COALESCE(y.submission, y.inspection) AS "coalesce",
             y.verdict,
             ARRAY[y.verified_by] AS "array",
             NULL::timestamp with time zone,
             NULL::timestamp with time zone,
             NULL::text,
             NULL::text,
             (y.verdict = 'verified'::text),
             (y.verdict = 'verified'::text)
            FROM (said y
              JOIN ended kept ON (((kept.code = y.code) AND (kept.item = y.item) AND (y.verified_at >= kept.at))))
           WHERE ((y.submission IS NOT NULL) OR (EXISTS ( SELECT
                    FROM public.standing_inspection v
                   WHERE ((v.county_id = gap_runs.county) AND (v.id = y.inspection)))))
         UNION ALL
          SELECT kept.pair,
             past.code,
             d.item,
             d.changed_at,
             true,
             d.entry,
             NULL::uuid,
             NULL::uuid,
             'moved'::text,
             ARRAY[d.changed_by] AS "array",
             NULL::timestamp with time zone,
             d.deadline,
             NULL::text,
             NULL::text,
             false,
             NULL::boolean
            FROM ((past
              JOIN public.deadline_change d ON (((d.county_id = gap_runs.county) AND (d.site = past.site) AND ((gap_runs.of_item IS NULL) OR (d.item = gap_runs.of_item)) AND (((d.changed_at AT TIME ZONE '08:00:00'::interval))::date <= past.until) AND (((d.changed_at AT TIME ZONE '08:00:00'::interval))::date > past.after))))
              JOIN ended kept ON (((kept.code = past.code) AND (kept.item = d.item) AND (d.changed_at >= kept.at))))
         ), event AS MATERIALIZED (
          SELECT last.pair,
             last.code,
             last.item,
             last.at,
             last.is_act,
             last.seq,
             last.id,
             last.target,
             last.kind,
             last.by,
             last.received_at,
             last.deadline,
             last.severity,
             last.responsible,
             last.is_mended,
             last.is_sure,
             last.was_ended
            FROM ( SELECT happened.pair,
                     happened.code,
                     happened.item,
                     happened.at,
                     happened.is_act,
                     happened.seq,
                     happened.id,
                     happened.target,
                     happened.kind,
                     happened.by,
                     happened.received_at,
                     happened.deadline,
                     happened.severity,
                     happened.responsible,
                     happened.is_mended,
                     happened.is_sure,
                     lag((happened.is_mended AND happened.is_sure AND (NOT happened.is_act))) OVER (PARTITION BY happened.pair ORDER BY happened.at, happened.is_act, happened.seq) AS was_ended
                    FROM happened) last
           WHERE (NOT COALESCE((last.is_mended AND last.is_sure AND (NOT last.is_act) AND last.was_ended), false))
         ), placed AS MATERIALIZED (
          SELECT event.pair,
             event.code,
             event.item,
             event.at,
             event.is_act,
             event.seq,
             event.id,
             event.target,
             event.kind,
             event.by,
             event.received_at,
             event.deadline,
             event.severity,
             event.responsible,
             event.is_mended,
             event.is_sure,
             event.was_ended,
             count(*) FILTER (WHERE (event.kind = 'found'::text)) OVER (PARTITION BY event.pair ORDER BY event.at, event.is_act, event.seq) AS finds
            FROM event
         ), known AS MATERIALIZED (
          SELECT placed.pair,
             placed.code,
             placed.item,
             placed.at,
             placed.is_act,
             placed.seq,
             placed.id,
             placed.target,
             placed.kind,
             placed.by,
             placed.received_at,
             placed.deadline,
             placed.severity,
             placed.responsible,
             (placed.is_mended AND ((placed.kind <> 'verified'::text) OR (subject.id IS NOT NULL))) AS is_mended,
             (placed.is_sure AND ((placed.kind <> 'verified'::text) OR (subject.id IS NOT NULL))) AS is_sure
            FROM (placed
              LEFT JOIN placed subject ON (((placed.kind = 'verified'::text) AND (subject.pair = placed.pair) AND (subject.id = placed.target) AND (subject.kind <> 'found'::text) AND (subject.finds = placed.finds) AND (ROW(subject.at, subject.is_act, subject.seq) < ROW(placed.at, placed.is_act, placed.seq)))))
         ), counted AS MATERIALIZED (
          SELECT known.pair,
             known.code,
             known.item,
             known.at,
             known.is_act,
             known.seq,
             known.id,
             known.target,
             known.kind,
             known.by,
             known.received_at,
             known.deadline,
             known.severity,
             known.responsible,
             known.is_mended,
             known.is_sure,
             count(*) FILTER (WHERE known.is_mended) OVER before AS stretch,
             count(*) FILTER (WHERE (known.is_mended AND known.is_sure)) OVER before AS sure,
             count(*) FILTER (WHERE (known.kind = ANY (ARRAY['found'::text, 'returned'::text]))) OVER before AS turn
            FROM known
           WINDOW before AS (PARTITION BY known.pair ORDER BY known.at, known.is_act, known.seq ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
         ), dated AS MATERIALIZED (
          SELECT counted.pair,
             counted.code,
             counted.item,
             counted.at,
             counted.is_act,
             counted.seq,
             counted.id,
             counted.target,
             counted.kind,
             counted.by,
             counted.received_at,
             counted.deadline,
             counted.severity,
             counted.responsible,
             counted.is_mended,
             counted.is_sure,
             counted.stretch,
             counted.sure,
             counted.turn,
             min(counted.at) FILTER (WHERE (counted.kind = 'found'::text)) OVER (PARTITION BY counted.pair, counted.sure) AS sure_since
            FROM counted
         ), judged AS MATERIALIZED (
          SELECT dated.pair,
             dated.code,
             dated.item,
             dated.at,
             dated.is_act,
             dated.seq,
             dated.id,
             dated.target,
             dated.kind,
             dated.by,
             dated.received_at,
             dated.deadline,
             dated.severity,
             dated.responsible,
             dated.is_mended,
             dated.is_sure,
             dated.stretch,
             dated.sure,
             dated.turn,
             dated.sure_since,
                 CASE
                     WHEN ((NOT dated.is_mended) OR (dated.by IS NULL)) THEN false
                     WHEN dated.is_sure THEN true
                     ELSE ((NOT (EXISTS ( SELECT
                        FROM held
                       WHERE ((held.code = dated.code) AND (held.account = ANY (dated.by)) AND (held.held_from <= ((dated.received_at AT TIME ZONE '08:00:00'::interval))::date) AND (held.held_to >= ((dated.sure_since AT TIME ZONE '08:00:00'::interval))::date))))) AND (NOT (EXISTS ( SELECT
                        FROM sent
                       WHERE ((sent.code = dated.code) AND (sent.item = dated.item) AND (sent.submitted_by = ANY (dated.by)) AND ((sent.submitted_at >= dated.sure_since) AND (sent.submitted_at <= dated.received_at)))))))
                 END AS is_end
            FROM dated
         ), numbered AS MATERIALIZED (
          SELECT judged.pair,
             judged.code,
             judged.item,
             judged.at,
             judged.is_act,
             judged.seq,
             judged.id,
             judged.target,
             judged.kind,
             judged.by,
             judged.received_at,
             judged.deadline,
             judged.severity,
             judged.responsible,
             judged.is_mended,
             judged.is_sure,
             judged.stretch,
             judged.sure,
             judged.turn,
             judged.sure_since,
             judged.is_end,
             count(*) FILTER (WHERE judged.is_end) OVER (PARTITION BY judged.pair ORDER BY judged.at, judged.is_act, judged.seq ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS run
            FROM judged
         ), begun AS MATERIALIZED (
          SELECT numbered.pair,
             numbered.code,
             numbered.item,
             numbered.at,
             numbered.is_act,
             numbered.seq,
             numbered.id,
             numbered.target,
             numbered.kind,
             numbered.by,
             numbered.received_at,
             numbered.deadline,
             numbered.severity,
             numbered.responsible,
             numbered.is_mended,
             numbered.is_sure,
             numbered.stretch,
             numbered.sure,
             numbered.turn,
             numbered.sure_since,
             numbered.is_end,
             numbered.run,
             min(numbered.at) FILTER (WHERE (numbered.kind = 'found'::text)) OVER (PARTITION BY numbered.pair, numbered.run) AS run_since,
             max(numbered.stretch) FILTER (WHERE (numbered.kind = 'found'::text)) OVER (PARTITION BY numbered.pair, numbered.run) AS last_stretch,
             max((numbered.turn + ((numbered.kind = ANY (ARRAY['found'::text, 'returned'::text])))::integer)) OVER (PARTITION BY numbered.pair, numbered.run) AS last_turn,
             min(numbered.at) FILTER (WHERE (numbered.kind = 'found'::text)) OVER (PARTITION BY numbered.pair, numbered.stretch) AS stretch_since
            FROM numbered
         ), summed AS MATERIALIZED (
          SELECT b.code,
             b.item,
             row_number() OVER (PARTITION BY b.pair ORDER BY b.run) AS number,
             (array_agg(b.id ORDER BY b.at, b.seq) FILTER (WHERE (b.kind = 'found'::text)))[1] AS first_inspection,
             (array_agg(b.id ORDER BY b.at DESC, b.seq DESC) FILTER (WHERE (b.kind = 'found'::text)))[1] AS last_inspection,
             min(b.run_since) AS since,
             max(b.at) FILTER (WHERE (b.kind = 'found'::text)) AS last_found,
             count(*) FILTER (WHERE (b.kind = 'found'::text)) AS findings,
             (array_agg(b.severity ORDER BY b.at DESC, b.seq DESC) FILTER (WHERE (b.kind = 'found'::text)))[1] AS severity,
             (array_agg(b.responsible ORDER BY b.at DESC, b.seq DESC) FILTER (WHERE (b.kind = 'found'::text)))[1] AS responsible,
             min(b.at) FILTER (WHERE ((b.kind = 'found'::text) AND (b.stretch = b.last_stretch))) AS due_from,
             min(b.deadline) FILTER (WHERE ((b.kind = 'found'::text) AND (b.stretch = b.last_stretch))) AS bound,
             (array_agg(b.deadline ORDER BY b.at DESC, b.seq DESC) FILTER (WHERE ((b.kind = 'moved'::text) AND (b.stretch = b.last_stretch) AND (b.at >= b.stretch_since))))[1] AS moved,
             (array_agg(b.kind ORDER BY b.at DESC, b.is_act DESC, b.seq DESC) FILTER (WHERE (b.kind <> ALL (ARRAY['verified'::text, 'returned'::text, 'moved'::text]))))[1] AS last_kind,
             (array_agg(b.id ORDER BY b.at DESC, b.is_act DESC, b.seq DESC) FILTER (WHERE (b.kind <> ALL (ARRAY['verified'::text, 'returned'::text, 'moved'::text]))))[1] AS last_id,
             min(b.at) FILTER (WHERE ((b.kind = 'submitted'::text) AND (b.turn = b.last_turn))) AS answered_at,
             bool_or((b.is_mended AND (b.stretch >= b.last_stretch))) AS seen_mended,
             COALESCE(array_agg(b.target) FILTER (WHERE (b.kind = 'returned'::text)), '{}'::uuid[]) AS returned,
             max(b.kind) FILTER (WHERE b.is_end) AS end_kind,
             max(b.at) FILTER (WHERE b.is_end) AS ended_at,
             (array_agg(b.id) FILTER (WHERE (b.is_end AND (NOT b.is_act))))[1] AS closing_visit,
             max(b.seq) FILTER (WHERE (b.is_end AND b.is_act)) AS closing_entry
            FROM begun b
           GROUP BY b.pair, b.code, b.item, b.run
          HAVING (count(*) FILTER (WHERE (b.kind = 'found'::text)) > 0)
         )
  SELECT s.code,
     s.item,
     s.number,
     s.first_inspection,
     s.last_inspection,
     s.since,
     s.last_found,
     s.findings,
     s.severity,
     s.responsible,
     s.due_from,
     s.bound,
     COALESCE(s.moved, s.bound) AS "coalesce",
         CASE
             WHEN (s.end_kind = 'verified'::text) THEN 'verified'::text
             WHEN (s.end_kind = 'met'::text) THEN 'mended'::text
             WHEN (s.end_kind = 'fixed'::text) THEN 'fixedOnSpot'::text
             WHEN (s.last_kind = 'found'::text) THEN 'open'::text
             WHEN (s.last_id = ANY (s.returned)) THEN 'returned'::text
             WHEN (s.last_kind = 'submitted'::text) THEN 'submitted'::text
             ELSE 'waiting'::text
         END AS "case",
         CASE
             WHEN (s.last_kind = 'submitted'::text) THEN s.last_id
             ELSE NULL::uuid
         END AS "case",
         CASE
             WHEN ((s.last_kind = ANY (ARRAY['met'::text, 'fixed'::text])) AND (s.end_kind IS NULL)) THEN s.last_id
             ELSE NULL::uuid
         END AS "case",
     s.answered_at,
     (s.seen_mended AND (s.end_kind IS NULL)),
     s.ended_at,
     s.closing_visit,
     s.closing_entry
    FROM summed s;
END;
CREATE FUNCTION public.gaps_closed(of_county integer, of_visit uuid) RETURNS TABLE(item text, ended_at timestamp with time zone)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    seen record;
BEGIN
    SELECT i.finished_at, public.site_goes_on(of_county, i.site, i.visit_day) AS code INTO seen
    FROM public.inspection i WHERE i.county_id = of_county AND i.id = of_visit;
    RETURN QUERY
    SELECT g.item, r.ended_at
    FROM public.gap g
    JOIN public.gap_runs(of_county, seen.code, NULL) AS r ON r.item = g.item
    WHERE g.county_id = of_county AND g.inspection = of_visit AND g.status = 'notMet'
        AND r.since <= seen.finished_at AND seen.finished_at <= r.last_found AND r.ended_at IS NOT NULL;
END $$;
CREATE FUNCTION public.gaps_past(county integer, of_site text, of_items text[], of_statuses text[], at_time timestamp with time zone, at_place bigint) RETURNS TABLE(item text, in_previous boolean, ever_before boolean, since date, deadline timestamp with time zone, moved timestamp with time zone)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 WITH past AS MATERIALIZED (
          SELECT site_life.site,
             site_life.after,
             site_life.until
            FROM public.site_life(gaps_past.county, gaps_past.of_site, ((gaps_past.at_time AT TIME ZONE '08:00:00'::interval))::date) site_life(site, after, until)
         ), sent_back AS MATERIALIZED (
          SELECT y.item,
             y.inspection
            FROM (past
              JOIN public.verification y ON (((y.county_id = gaps_past.county) AND (y.site = past.site) AND (y.verdict = 'returned'::text) AND (y.item = ANY (gaps_past.of_items)) AND (y.inspection IS NOT NULL) AND (((y.verified_at AT TIME ZONE '08:00:00'::interval))::date <= past.until) AND (((y.verified_at AT TIME ZONE '08:00:00'::interval))::date > past.after))))
         ), visit AS MATERIALIZED (
          SELECT back.id,
             back.finished_at,
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
              CROSS JOIN LATERAL ( SELECT v.id,
                     v.finished_at,
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
                             COALESCE(array_agg(g.item) FILTER (WHERE g.is_open), '{}'::text[]) AS left_open,
                             (COALESCE(bool_and((NOT g.is_open)), true) AND (NOT (v.not_asked && gaps_past.of_items)) AND (EXISTS ( SELECT
                                    FROM public.checklist_version c
                                   WHERE ((c.county_id = gaps_past.county) AND (c.digest = v.checklist_digest) AND (gaps_past.of_items <@ c.items)))) AND (NOT (v.id IN ( SELECT sent_back.inspection
                                    FROM sent_back)))) AS is_clear
                            FROM ( SELECT g_1.item,
                                     g_1.status,
                                     g_1.deadline,
                                     ((NOT g_1.fixed_on_spot) OR COALESCE(public.evidence_pending(gaps_past.county, v.id, g_1.item), true)) AS is_open
                                    FROM public.gap g_1
                                   WHERE ((g_1.county_id = gaps_past.county) AND (g_1.inspection = v.id) AND (g_1.item = ANY (gaps_past.of_items)))
                                  OFFSET 0) g) found)
                   WHERE ((v.county_id = gaps_past.county) AND (v.site = past.site) AND (v.visit_day <= past.until) AND (v.visit_day > past.after) AND (v.finished_at <= gaps_past.at_time) AND (ROW(v.finished_at, v.place) < ROW(gaps_past.at_time, gaps_past.at_place)) AND (v.place <> gaps_past.at_place))) back)
           WHERE (back.clear_after = 0)
         ), asked AS MATERIALIZED (
          SELECT c.digest,
             one.item
            FROM ((( SELECT DISTINCT visit.checklist_digest
                    FROM visit) used
              JOIN public.checklist_version c ON (((c.county_id = gaps_past.county) AND (c.digest = used.checklist_digest))))
              CROSS JOIN LATERAL unnest(c.items) one(item))
           WHERE (one.item = ANY (gaps_past.of_items))
         ), verified AS MATERIALIZED (
          SELECT y.item,
             y.verified_at
            FROM ((past
              JOIN public.verification y ON (((y.county_id = gaps_past.county) AND (y.site = past.site) AND (y.verdict = 'verified'::text) AND (y.item = ANY (gaps_past.of_items)) AND (((y.verified_at AT TIME ZONE '08:00:00'::interval))::date <= past.until) AND (((y.verified_at AT TIME ZONE '08:00:00'::interval))::date > past.after))))
              CROSS JOIN LATERAL ( SELECT s.submitted_at AS at,
                     '9223372036854775807'::bigint AS place
                    FROM public.submission s
                   WHERE ((s.county_id = gaps_past.county) AND (s.id = y.submission))
                 UNION ALL
                  SELECT v.finished_at,
                     v.place
                    FROM public.standing_inspection v
                   WHERE ((v.county_id = gaps_past.county) AND (v.id = y.inspection))) subject)
           WHERE (NOT (EXISTS ( SELECT
                    FROM ((past late
                      JOIN public.gap g ON (((g.county_id = gaps_past.county) AND (g.site = late.site) AND (g.item = y.item) AND (g.status = 'notMet'::text) AND ((g.finished_at >= subject.at) AND (g.finished_at <= y.verified_at)))))
                      JOIN public.standing_inspection v ON (((v.county_id = gaps_past.county) AND (v.id = g.inspection) AND (v.visit_day <= late.until) AND (v.visit_day > late.after))))
                   WHERE ((ROW(v.finished_at, v.place) > ROW(subject.at, subject.place)) AND ((NOT g.fixed_on_spot) OR public.evidence_pending(gaps_past.county, g.inspection, g.item))))))
         ), mended AS MATERIALIZED (
          SELECT DISTINCT ON (closed.item) closed.item,
             closed.finished_at,
             closed.place
            FROM ( SELECT asked.item,
                     visit.finished_at,
                     visit.place
                    FROM (visit
                      JOIN asked ON ((asked.digest = visit.checklist_digest)))
                   WHERE ((asked.item <> ALL (visit.not_asked)) AND (asked.item <> ALL (visit.left_open)) AND (NOT ((visit.id, asked.item) IN ( SELECT sent_back.inspection,
                             sent_back.item
                            FROM sent_back))))
                 UNION ALL
                  SELECT verified.item,
                     verified.verified_at,
                     '9223372036854775807'::bigint
                    FROM verified
                   WHERE (verified.verified_at < gaps_past.at_time)) closed
           ORDER BY closed.item, closed.finished_at DESC, closed.place DESC
         ), run AS MATERIALIZED (
          SELECT found.item,
             found.status,
             found.deadline,
             visit.visit_day,
             visit.finished_at
            FROM ((visit
              CROSS JOIN LATERAL UNNEST(visit.items, visit.statuses, visit.deadlines) found(item, status, deadline))
              LEFT JOIN mended ON ((mended.item = found.item)))
           WHERE ((mended.place IS NULL) OR (ROW(visit.finished_at, visit.place) > ROW(mended.finished_at, mended.place)))
         ), moved AS MATERIALIZED (
          SELECT DISTINCT ON (d.item) d.item,
             d.deadline
            FROM (past
              JOIN public.deadline_change d ON (((d.county_id = gaps_past.county) AND (d.site = past.site) AND (d.item = ANY (gaps_past.of_items)) AND (((d.changed_at AT TIME ZONE '08:00:00'::interval))::date <= past.until) AND (((d.changed_at AT TIME ZONE '08:00:00'::interval))::date > past.after))))
           WHERE ((d.changed_at >= COALESCE(( SELECT min(run_1.finished_at) AS min
                    FROM run run_1
                   WHERE ((run_1.item = d.item) AND (run_1.status = 'notMet'::text))), gaps_past.at_time)) AND (NOT (EXISTS ( SELECT
                    FROM verified
                   WHERE ((verified.item = d.item) AND (verified.verified_at >= gaps_past.at_time) AND (verified.verified_at < d.changed_at))))) AND (NOT (EXISTS ( SELECT
                    FROM ((past later
                      JOIN public.standing_inspection v ON (((v.county_id = gaps_past.county) AND (v.site = later.site) AND (v.visit_day <= later.until) AND (v.visit_day > later.after) AND (ROW(v.finished_at, v.place) > ROW(gaps_past.at_time, gaps_past.at_place)) AND (v.finished_at <= d.changed_at) AND (d.item <> ALL (v.not_asked)))))
                      JOIN public.checklist_version c ON (((c.county_id = gaps_past.county) AND (c.digest = v.checklist_digest) AND (d.item = ANY (c.items)))))
                   WHERE ((NOT ((v.id, d.item) IN ( SELECT sent_back.inspection,
                             sent_back.item
                            FROM sent_back))) AND (NOT (EXISTS ( SELECT
                            FROM public.gap g
                           WHERE ((g.county_id = gaps_past.county) AND (g.inspection = v.id) AND (g.item = d.item) AND ((NOT g.fixed_on_spot) OR public.evidence_pending(gaps_past.county, g.inspection, g.item)))))))))))
           ORDER BY d.item, d.changed_at DESC, d.entry DESC
         )
  SELECT gap.item,
     (count(run.item) > 0),
     ((count(run.item) > 0) OR (EXISTS ( SELECT
            FROM ((past
              JOIN public.gap g ON (((g.county_id = gaps_past.county) AND (g.site = past.site) AND (g.item = gap.item) AND (g.finished_at <= gaps_past.at_time))))
              JOIN public.standing_inspection v ON (((v.county_id = gaps_past.county) AND (v.id = g.inspection) AND (v.visit_day <= past.until) AND (v.visit_day > past.after))))
           WHERE ((ROW(v.finished_at, v.place) < ROW(gaps_past.at_time, gaps_past.at_place)) AND (v.place <> gaps_past.at_place) AND (g.status = ANY (ARRAY['notMet'::text, gap.status])))))),
     COALESCE(min(run.visit_day) FILTER (WHERE (run.status = 'notMet'::text)), min(run.visit_day), ((gaps_past.at_time AT TIME ZONE '08:00:00'::interval))::date) AS "coalesce",
     COALESCE(min(run.deadline) FILTER (WHERE (run.status = 'notMet'::text)), min(run.deadline)) AS "coalesce",
     max(moved.deadline) AS max
    FROM ((UNNEST(gaps_past.of_items, gaps_past.of_statuses) gap(item, status)
      LEFT JOIN run ON (((run.item = gap.item) AND ((run.status = 'notMet'::text) OR (run.status = gap.status)))))
      LEFT JOIN moved ON (((moved.item = gap.item) AND (gap.status = 'notMet'::text))))
   GROUP BY gap.item, gap.status;
END;
CREATE FUNCTION public.give_closing_order(of_county integer, key bytea, from_address text, on_weekday integer, at_minute integer, to_accounts text[]) RETURNS TABLE(outcome text, number integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
    one public.closing_order;
    wanted text[] := ARRAY(SELECT DISTINCT t.one FROM unnest(to_accounts) AS t (one) ORDER BY t.one);
BEGIN
    -- An order is somebody's: the operator at the shell is none whom the county could ask.
    IF who.via = 'shell' OR 'administrator' <> ALL (who.roles) THEN
        RAISE EXCEPTION '% may not do that', who.account USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NOT coalesce(on_weekday BETWEEN 1 AND 7 AND at_minute BETWEEN 0 AND 1439 AND cardinality(to_accounts) <= 200, false) THEN
        RAISE EXCEPTION 'that is no order' USING ERRCODE = 'check_violation', CONSTRAINT = 'closing_order_hour',
            TABLE = 'closing_order';
    END IF;
    IF cardinality(wanted) <> (
        SELECT count(*) FROM public.account a
        WHERE a.county_id = of_county AND a.name = ANY (wanted) AND a.disabled_at IS NULL AND 'county' = ANY (a.rights))
    THEN
        RETURN QUERY SELECT 'unfit', NULL::integer;
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(of_county, hashtext('closing_order'));
    one := public.closing_order_in_force(of_county);
    IF (one.weekday, one.minute, one.accounts, one.given_by) = (on_weekday, at_minute, wanted, who.account)
        AND public.closing_order_lapsed(one) IS NULL
    THEN
        RETURN QUERY SELECT 'already', one.number;
        RETURN;
    END IF;
    one := ROW(of_county, (SELECT coalesce(max(o.number), 0) + 1 FROM public.closing_order o WHERE o.county_id = of_county),
        NULL, on_weekday, at_minute, wanted, clock_timestamp(), who.account);
    one.entry := public.write_entry(who, 'issue', 'closing-order/' || one.number, NULL, public.fact_digest(
        'lazaret closing order v1', one.number::text, one.weekday::text, one.minute::text, one.accounts::text,
        (extract(epoch FROM one.given_at) * 1000000)::bigint::text, one.given_by));
    INSERT INTO public.closing_order SELECT one.*;
    RETURN QUERY SELECT 'given', one.number;
END $$;
CREATE FUNCTION public.hand_over_notice(of_county integer, key bytea, from_address text, visit uuid, reached timestamp with time zone, receiver text, witnessed_by text, photograph bytea) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'file');
    refused text;
    issued timestamptz;
    arrival public.notice_arrival;
BEGIN
    SELECT n.site, n.visit_day, n.issued_at INTO arrival.site, arrival.visit_day, issued FROM public.notice n
    WHERE n.county_id = of_county AND n.inspection = visit;
    IF NOT FOUND OR NOT coalesce(arrival.site = ANY (who.sites), true) THEN RETURN 'unknown'; END IF;
    refused := public.arrival_refused(who, issued, reached, receiver, witnessed_by, photograph);
    PERFORM pg_advisory_xact_lock(of_county, hashtext(visit::text));
    PERFORM FROM public.notice_arrival a WHERE a.county_id = of_county AND a.inspection = visit;
    IF FOUND THEN RETURN 'already'; END IF;
    IF refused IS NOT NULL THEN RETURN refused; END IF;
    arrival.county_id := of_county;
    arrival.inspection := visit;
    arrival.how := 'handedOver';
    arrival.reached_at := reached;
    arrival.received_by := receiver;
    arrival.witness := witnessed_by;
    arrival.photograph := photograph;
    arrival.recorded_at := clock_timestamp();
    arrival.recorded_by := who.account;
    arrival.entry := public.write_entry(who, 'deliver', 'notice/' || visit, NULL, public.arrival_digest(arrival));
    INSERT INTO public.notice_arrival VALUES (arrival.*);
    RETURN 'delivered';
END $$;
CREATE FUNCTION public.hand_over_order(of_county integer, key bytea, from_address text, order_id uuid, reached timestamp with time zone, receiver text, witnessed_by text, photograph bytea) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'file');
    refused text;
    arrival public.order_arrival;
BEGIN
    SELECT o.site, o.issued_at INTO arrival.site, arrival.issued_at FROM public.supervision_order o
    WHERE o.county_id = of_county AND o.id = order_id;
    IF NOT FOUND OR NOT coalesce(arrival.site = ANY (who.sites), true) THEN RETURN 'unknown'; END IF;
    refused := public.arrival_refused(who, arrival.issued_at, reached, receiver, witnessed_by, photograph);
    PERFORM pg_advisory_xact_lock(of_county, hashtext('order/' || order_id));
    PERFORM FROM public.order_arrival a WHERE a.county_id = of_county AND a.id = order_id;
    IF FOUND THEN RETURN 'already'; END IF;
    IF refused IS NOT NULL THEN RETURN refused; END IF;
    arrival.county_id := of_county;
    arrival.id := order_id;
    arrival.how := 'handedOver';
    arrival.reached_at := reached;
    arrival.received_by := receiver;
    arrival.witness := witnessed_by;
    arrival.photograph := photograph;
    arrival.recorded_at := clock_timestamp();
    arrival.recorded_by := who.account;
    arrival.entry := public.write_entry(who, 'deliver', 'order/' || order_id, NULL, public.order_arrival_digest(arrival));
    INSERT INTO public.order_arrival VALUES (arrival.*);
    RETURN 'delivered';
END $$;
CREATE FUNCTION public.handed_down(of_county integer, of_site text, of_checklist bytea, of_baseline bytea, at_time timestamp with time zone) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    issued timestamptz;
    received timestamptz;
BEGIN
    SELECT min(i.issued_at), min(r.received_at) INTO issued, received
    FROM public.site_life(of_county, of_site) AS past
    JOIN public.issuance i ON i.county_id = of_county AND i.site = past.site AND i.checklist_digest = of_checklist
        AND i.baseline_digest = of_baseline AND (i.issued_at AT TIME ZONE INTERVAL '08:00')::date <= past.until AND (i.issued_at AT TIME ZONE INTERVAL '08:00')::date > past.after
        AND i.issued_at < at_time
    LEFT JOIN public.issuance_receipt r ON r.county_id = of_county AND r.issuance = i.entry;
    RETURN (coalesce(received <= at_time, false) OR coalesce(issued + INTERVAL '24 hours' <= at_time, false)) AND EXISTS (
        SELECT FROM public.site_life(of_county, of_site) AS past
        JOIN public.standing_guidance g ON g.county_id = of_county AND g.site = past.site
            AND g.checklist_digest = of_checklist AND g.baseline_digest = of_baseline
            AND (g.given_at AT TIME ZONE INTERVAL '08:00')::date <= past.until AND (g.given_at AT TIME ZONE INTERVAL '08:00')::date > past.after
        WHERE g.given_at > issued AND g.given_at < at_time);
END $$;
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
CREATE FUNCTION public.hold_closing_order(of_county integer) RETURNS public.closing_order
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    one public.closing_order;
BEGIN
    PERFORM pg_advisory_xact_lock(of_county, hashtext('closing_order'));
    one := public.closing_order_in_force(of_county);
    PERFORM FROM public.account a WHERE a.county_id = of_county AND a.name = one.given_by FOR SHARE;
    IF public.closing_order_lapsed(one) IS NOT NULL THEN RETURN NULL; END IF;
    RETURN one;
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
    own text[];
BEGIN
    IF NOT coalesce(cardinality(townships) + cardinality(sites) > 0, false) THEN
        RAISE EXCEPTION 'nothing to take' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT pg_try_advisory_xact_lock(72538014, of_county) THEN RETURN 'outdated'; END IF;
    SELECT c.edition INTO held_edition FROM public.county c WHERE c.county_id = of_county;
    IF held_edition IS DISTINCT FROM on_edition THEN RETURN 'outdated'; END IF;
    own := public.own_terms_changed(who, sites);
    IF own <> '{}' THEN RETURN 'own ' || array_to_string(own, ' '); END IF;
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
    CONSTRAINT case_act_lengths CHECK ((((char_length(words) >= 1) AND (char_length(words) <= 10000)) AND ((char_length(reason) >= 1) AND (char_length(reason) <= 2000)) AND (cardinality(evidence) <= 50)))
);
CREATE FUNCTION public.is_open_case(of_county integer, wanted uuid) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    RETURN ((EXISTS (SELECT FROM public.accountability_case c WHERE ((c.county_id = is_open_case.of_county) AND (c.id = is_open_case.wanted)))) AND (NOT (EXISTS (SELECT FROM public.case_act a WHERE ((a.county_id = is_open_case.of_county) AND (a.case_id = is_open_case.wanted) AND (a.kind = ANY (ARRAY['withdrawn'::text, 'closed'::text])))))));
CREATE FUNCTION public.is_quiet(of_county integer, as_of timestamp with time zone) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    hours record;
    minute integer := extract(hour FROM as_of AT TIME ZONE INTERVAL '08:00') * 60
        + extract(minute FROM as_of AT TIME ZONE INTERVAL '08:00');
BEGIN
    SELECT q.quiet_from, q.quiet_to INTO hours FROM public.quiet_hours q
    WHERE q.county_id = of_county ORDER BY q.entry DESC LIMIT 1;
    IF NOT FOUND THEN SELECT 1260 AS quiet_from, 480 AS quiet_to INTO hours; END IF;
    RETURN CASE WHEN hours.quiet_from <= hours.quiet_to THEN minute >= hours.quiet_from AND minute < hours.quiet_to
        ELSE minute >= hours.quiet_from OR minute < hours.quiet_to END;
END $$;
CREATE FUNCTION public.issue_notice(of_county integer, key bytea, from_address text, visit uuid, content json) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
    seen public.inspection;
    head public.letterhead;
    open_gaps text[]; -- each with its deadline
    said text[];
    now_at timestamptz;
    in_year integer;
    next_number integer;
    whole text;
    of_whole bytea;
    written bigint;
BEGIN
    -- Whoever corrects or withdraws the visit goes first or waits.
    PERFORM pg_advisory_xact_lock(of_county, hashtext(visit::text));
    SELECT i.* INTO seen FROM public.inspection i WHERE i.county_id = of_county AND i.id = visit;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    PERFORM FROM public.notice n WHERE n.county_id = of_county AND n.inspection = visit;
    IF FOUND THEN RETURN 'already'; END IF;
    PERFORM FROM public.withdrawal w WHERE w.county_id = of_county AND w.inspection = visit;
    IF FOUND THEN RETURN 'withdrawn'; END IF;
    PERFORM FROM public.inspection r WHERE r.county_id = of_county AND r.revises = visit;
    IF FOUND THEN RETURN 'revised'; END IF;
    -- What was mended on the spot has to be mended as long as its evidence has not come (sql/acts/gap_runs.sql), and
    -- what was closed since is ordered no more. The deadline of a gap that was found before and not seen mended since is
    -- that of whoever found it first, unless one was given in its place.
    PERFORM public.seal_context(who);
    SELECT array_agg(g.item || ' ' || public.document_moment(coalesce(past.moved, least(g.deadline, past.deadline))) ORDER BY g.item COLLATE "C")
    INTO open_gaps
    FROM public.gap g
    JOIN LATERAL public.gaps_past(
        of_county, seen.site, ARRAY[g.item], ARRAY[g.status], seen.finished_at, seen.place) AS past ON true
    WHERE g.county_id = of_county AND g.inspection = visit AND g.status = 'notMet'
        AND (NOT g.fixed_on_spot OR public.evidence_pending(of_county, visit, g.item))
        AND g.item NOT IN (SELECT closed.item FROM public.gaps_closed(of_county, visit) AS closed);
    IF open_gaps IS NULL THEN RETURN 'settled'; END IF;
    SELECT l.* INTO head FROM public.letterhead l WHERE l.county_id = of_county ORDER BY l.entry DESC LIMIT 1;
    IF NOT FOUND THEN RETURN 'headless'; END IF;
    IF content IS NULL OR octet_length(content::text) > 1000000 OR json_typeof(content) <> 'object'
        OR json_typeof(content -> 'items') IS DISTINCT FROM 'array' THEN
        RAISE EXCEPTION 'that is no notice' USING ERRCODE = 'check_violation';
    END IF;
    IF left(content::text, 2) <> '{"' OR content #>> '{visit,id}' IS DISTINCT FROM visit::text
        OR EXISTS (SELECT FROM json_object_keys(content) AS member
            WHERE member IN ('form', 'number', 'year', 'serial', 'issuedAt', 'office', 'redHead')) THEN
        RAISE EXCEPTION 'that is no notice of the visit' USING ERRCODE = 'check_violation';
    END IF;
    SELECT array_agg((one ->> 'item') || ' ' || (one ->> 'deadline') ORDER BY one ->> 'item' COLLATE "C") INTO said
    FROM json_array_elements(content -> 'items') AS one;
    IF said IS DISTINCT FROM open_gaps THEN RETURN 'outdated'; END IF;
    -- One at a time gets the next number of the year: none is left out, and none given twice.
    in_year := extract(year FROM clock_timestamp() AT TIME ZONE INTERVAL '08:00');
    INSERT INTO public.document_series (county_id, kind, year) VALUES (of_county, 'notice', in_year) ON CONFLICT DO NOTHING;
    PERFORM FROM public.document_series s
    WHERE s.county_id = of_county AND s.kind = 'notice' AND s.year = in_year FOR NO KEY UPDATE;
    SELECT coalesce(max(n.number), 0) + 1 INTO next_number FROM public.notice n
    WHERE n.county_id = of_county AND n.year = in_year;
    now_at := date_trunc('second', clock_timestamp());
    whole := '{"form":"lazaret notice v1","number":' || to_json(head.short || '整〔' || in_year || '〕' || next_number || '号')::text
        || ',"year":' || in_year || ',"serial":' || next_number
        || ',"issuedAt":"' || public.document_moment(now_at) || '","office":{"zh":' || to_json(head.office_zh)::text
        || ',"en":' || to_json(head.office_en)::text || '}'
        || coalesce(',"redHead":' || to_json(head.red_head)::text, '') || ',' || substr(content::text, 2);
    of_whole := sha256(convert_to(whole, 'UTF8'));
    written := public.write_entry(who, 'issue', 'notice/' || visit, NULL, of_whole);
    INSERT INTO public.notice (county_id, inspection, site, visit_day, year, number, issued_at, issued_by, document, digest, entry)
    VALUES (of_county, visit, seen.site, seen.visit_day, in_year, next_number, now_at, who.account, whole::json, of_whole, written);
    RETURN 'issued';
END $$;
CREATE FUNCTION public.issue_order(of_county integer, key bytea, from_address text, order_id uuid, at_site text, of_item text, content json) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
    now_at timestamptz := clock_timestamp();
    held public.supervision_order;
    run record;
    is_of text;
    head public.letterhead;
    in_year integer;
    next_number integer;
    whole text;
    of_whole bytea;
    written bigint;
BEGIN
    IF NOT coalesce(char_length(at_site) BETWEEN 1 AND 32 AND char_length(of_item) BETWEEN 1 AND 100 AND order_id IS NOT NULL, false) THEN
        RAISE EXCEPTION 'that is no order' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM pg_advisory_xact_lock(of_county, hashtext('gap/' || at_site || '/' || of_item));
    SELECT o.* INTO held FROM public.supervision_order o WHERE o.county_id = of_county AND o.id = order_id;
    IF FOUND THEN
        RETURN CASE WHEN held.site = at_site AND held.item = of_item THEN 'already' ELSE 'taken' END;
    END IF;
    PERFORM public.seal_context(who);
    IF public.site_goes_on(of_county, at_site, (SELECT max(o.opened_on) FROM public.operation o
        WHERE o.county_id = of_county AND o.site = at_site AND o.replaced_at IS NULL)) <> at_site THEN RETURN 'moved'; END IF;
    SELECT r.* INTO run FROM public.gap_runs(of_county, at_site, of_item) AS r ORDER BY r.number DESC LIMIT 1;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    IF run.ended_at IS NOT NULL THEN RETURN 'closed'; END IF;
    is_of := CASE
        WHEN run.state IN ('open', 'returned') AND run.deadline < now_at
            OR run.state = 'submitted' AND run.deadline < run.answered_at THEN 'red'
        WHEN run.state = 'returned' OR run.state = 'open' AND run.findings > 1 THEN 'yellow'
        WHEN run.state = 'open' AND 3 * (run.deadline - now_at) <= run.deadline - run.due_from THEN 'blue' END;
    IF is_of IS NULL THEN RETURN 'calm'; END IF;
    -- One of each colour for what stands: another finding, deadline or return is another.
    PERFORM FROM public.supervision_order o
    WHERE o.county_id = of_county AND o.site = at_site AND o.item = of_item AND o.colour = is_of
        AND o.inspection = run.last_inspection AND o.deadline = run.deadline AND NOT EXISTS (
            SELECT FROM public.verification y
            WHERE y.county_id = of_county AND y.site = at_site AND y.item = of_item AND y.verdict = 'returned'
                AND y.verified_at > o.issued_at);
    IF FOUND THEN RETURN 'stands'; END IF;
    SELECT l.* INTO head FROM public.letterhead l WHERE l.county_id = of_county ORDER BY l.entry DESC LIMIT 1;
    IF NOT FOUND THEN RETURN 'headless'; END IF;
    IF content IS NULL THEN RETURN 'outdated'; END IF;
    IF octet_length(content::text) > 1000000 OR json_typeof(content) <> 'object' OR left(content::text, 2) <> '{"'
        OR content #>> '{site,code}' IS DISTINCT FROM at_site OR content #>> '{gap,item}' IS DISTINCT FROM of_item
        OR EXISTS (SELECT FROM json_object_keys(content) AS member
            WHERE member IN ('form', 'number', 'year', 'serial', 'issuedAt', 'office', 'redHead')) THEN
        RAISE EXCEPTION 'that is no order about the gap' USING ERRCODE = 'check_violation';
    END IF;
    IF (content ->> 'colour', content ->> 'inspection', content #>> '{gap,deadline}')
        IS DISTINCT FROM (is_of, run.last_inspection::text, public.document_moment(run.deadline)) THEN RETURN 'outdated'; END IF;
    -- One at a time gets the next number of the year: none is left out, and none given twice.
    in_year := extract(year FROM now_at AT TIME ZONE INTERVAL '08:00');
    INSERT INTO public.document_series (county_id, kind, year) VALUES (of_county, 'order', in_year) ON CONFLICT DO NOTHING;
    PERFORM FROM public.document_series s
    WHERE s.county_id = of_county AND s.kind = 'order' AND s.year = in_year FOR NO KEY UPDATE;
    SELECT coalesce(max(o.number), 0) + 1 INTO next_number FROM public.supervision_order o
    WHERE o.county_id = of_county AND o.year = in_year;
    now_at := date_trunc('second', now_at);
    whole := '{"form":"lazaret order v1","number":' || to_json(head.short || '督〔' || in_year || '〕' || next_number || '号')::text
        || ',"year":' || in_year || ',"serial":' || next_number
        || ',"issuedAt":"' || public.document_moment(now_at) || '","office":{"zh":' || to_json(head.office_zh)::text
        || ',"en":' || to_json(head.office_en)::text || '}'
        || coalesce(',"redHead":' || to_json(head.red_head)::text, '') || ',' || substr(content::text, 2);
    of_whole := sha256(convert_to(whole, 'UTF8'));
    written := public.write_entry(who, 'issue', 'order/' || order_id, NULL, of_whole);
    INSERT INTO public.supervision_order (county_id, id, site, item, inspection, colour, deadline, year, number, issued_at, issued_by,
        document, digest, entry)
    VALUES (of_county, order_id, at_site, of_item, run.last_inspection, is_of, run.deadline, in_year, next_number, now_at, who.account,
        whole::json, of_whole, written);
    RETURN 'issued';
END $$;
CREATE FUNCTION public.issue_standard(of_county integer, key bytea, from_address text, on_edition bigint, sites text[], checklist bytea, baseline bytea) RETURNS TABLE(to_site text, outcome text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
    of_kind text;
    now_at timestamptz;
    number bigint;
BEGIN
    IF cardinality(sites) > 10000 THEN
        RAISE EXCEPTION 'more sites than a county has' USING ERRCODE = 'program_limit_exceeded';
    END IF;
    -- One at a time, and nothing is published or imported meanwhile.
    PERFORM pg_advisory_xact_lock(of_county, hashtext('issuance'));
    PERFORM FROM public.county c WHERE c.county_id = of_county AND c.edition = on_edition FOR SHARE;
    IF NOT FOUND THEN
        outcome := 'outdated';
        RETURN NEXT;
        RETURN;
    END IF;
    SELECT c.site_kind INTO of_kind FROM public.checklist_version c
    JOIN public.baseline_version b ON b.county_id = c.county_id AND b.code = c.baseline AND b.digest = issue_standard.baseline
    WHERE c.county_id = of_county AND c.digest = checklist;
    IF NOT FOUND OR EXISTS (
        SELECT FROM unnest(sites) AS wanted WHERE NOT EXISTS (
            SELECT FROM public.site s
            JOIN public.operation o ON o.county_id = s.county_id AND o.site = s.code AND o.replaced_at IS NULL
                AND coalesce(o.closed_on >= (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date, true)
            WHERE s.county_id = of_county AND s.code = wanted AND s.kind = of_kind))
    THEN
        RAISE EXCEPTION 'no version of the standard for those sites' USING ERRCODE = 'check_violation';
    END IF;
    FOR to_site IN SELECT DISTINCT wanted FROM unnest(sites) AS wanted ORDER BY wanted LOOP
        PERFORM FROM public.issuance i
        WHERE i.county_id = of_county AND i.site = to_site AND i.checklist_digest = checklist
            AND i.baseline_digest = issue_standard.baseline;
        IF FOUND THEN
            outcome := 'already';
        ELSE
            now_at := clock_timestamp();
            number := public.write_entry(who, 'issue', 'issuance/' || to_site, NULL, sha256(convert_to(public.framed(ARRAY[
                'lazaret issuance v1', to_site, encode(checklist, 'hex'), encode(issue_standard.baseline, 'hex'),
                (extract(epoch FROM now_at) * 1000000)::bigint::text, who.account]), 'UTF8')));
            INSERT INTO public.issuance (county_id, entry, site, checklist_digest, baseline_digest, issued_at, issued_by)
            VALUES (of_county, number, to_site, checklist, issue_standard.baseline, now_at, who.account);
            outcome := 'issued';
        END IF;
        RETURN NEXT;
    END LOOP;
END $$;
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
CREATE FUNCTION public.keep_closed_paper(of_county integer, of_week date, paper bytea) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    PERFORM FROM public.week_report r
    WHERE r.county_id = of_county AND r.week = of_week AND r.revision = 1 AND r.closing_order IS NOT NULL;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    RETURN public.keep_paper(public.clock_holder(of_county), of_week, 1, paper);
END $$;
CREATE FUNCTION public.keep_copy(of_county integer, key bytea, from_address text, of_digest bytea, not_made text, of_width integer, of_height integer, bytes_beyond integer, of_page bytea, of_thumbnail bytea) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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
CREATE FUNCTION public.keep_paper(who public.holder, of_week date, of_revision integer, paper bytea) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    report bytea;
    number bigint;
BEGIN
    -- One at a time, and none while a report is sealed.
    PERFORM pg_advisory_xact_lock(who.county_id, hashtext('week_report'));
    SELECT r.digest INTO report FROM public.week_report r
    WHERE r.county_id = who.county_id AND r.week = of_week AND r.revision = of_revision;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    PERFORM FROM public.week_paper p
    WHERE p.county_id = who.county_id AND p.week = of_week AND p.revision = of_revision;
    IF FOUND THEN RETURN 'already'; END IF;
    -- From which report, to which file.
    number := public.write_entry(who, 'save', 'paper/' || to_char(of_week, 'IYYY"-W"IW') || '/' || of_revision, report,
        sha256(paper));
    INSERT INTO public.week_paper (county_id, week, revision, bytes, digest, kept_by, entry)
    VALUES (who.county_id, of_week, of_revision, paper, sha256(paper), who.account, number);
    RETURN 'kept';
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
CREATE FUNCTION public.keep_waiting_back(of_county integer, of_recipient text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    UPDATE public.message m SET waits = false WHERE m.county_id = of_county AND m.recipient = of_recipient AND m.waits;
END $$;
CREATE FUNCTION public.keep_week(who public.holder, of_week date, sealed text, by_order public.closing_order DEFAULT NULL::public.closing_order) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    said json := sealed;
    of_revision integer := said ->> 'revision';
    cut timestamptz := said ->> 'cutOff';
    digest bytea := sha256(convert_to(sealed, 'UTF8'));
    last record;
    earlier bytea;
    number bigint;
BEGIN
    -- Reports of a county come one after the other.
    PERFORM pg_advisory_xact_lock(who.county_id, hashtext('week_report'));
    IF clock_timestamp() < (of_week + 7)::timestamp AT TIME ZONE INTERVAL '08:00' THEN RETURN 'open'; END IF;
    SELECT r.revision, r.digest INTO last FROM public.week_report r
    WHERE r.county_id = who.county_id AND r.week = of_week ORDER BY r.revision DESC LIMIT 1;
    IF of_revision = 1 AND last.revision IS NOT NULL THEN RETURN 'already'; END IF;
    IF of_revision > 1 AND last.revision IS NULL THEN RETURN 'unknown'; END IF;
    SELECT r.digest INTO earlier FROM public.week_report r
    WHERE r.county_id = who.county_id AND r.week < of_week ORDER BY r.week DESC, r.revision DESC LIMIT 1;
    IF of_revision <> coalesce(last.revision, 0) + 1 OR earlier IS DISTINCT FROM decode(said #>> '{previous,digest}', 'hex') THEN
        RETURN 'outdated';
    END IF;
    IF NOT coalesce(said ->> 'week' = to_char(of_week, 'IYYY"-W"IW') AND of_revision >= 1
        AND cut BETWEEN clock_timestamp() - INTERVAL '1 hour' AND clock_timestamp(), false)
    THEN
        RAISE EXCEPTION 'that is no report of the week' USING ERRCODE = 'check_violation', CONSTRAINT = 'report_bounds',
            TABLE = 'week_report';
    END IF;
    number := public.write_entry(who, CASE WHEN of_revision = 1 THEN 'close' ELSE 'revise' END,
        'week/' || (said ->> 'week'), last.digest, digest, said ->> 'reason');
    INSERT INTO public.week_report (county_id, week, revision, document, digest, previous, cut_off, closed_by, reason, entry,
        closing_order)
    VALUES (who.county_id, of_week, of_revision, sealed, digest, earlier, cut, coalesce(by_order.given_by, who.account),
        said ->> 'reason', number, by_order.number);
    RETURN 'closed';
END $$;
CREATE FUNCTION public.keep_week_paper(of_county integer, key bytea, from_address text, of_week date, of_revision integer, paper bytea) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN public.keep_paper(public.actor(of_county, key, from_address, 'manage'), of_week, of_revision, paper);
END $$;
CREATE FUNCTION public.kept_copy(of_county integer, of_digest bytea, small boolean) RETURNS TABLE(digest bytea, refused text, bytes bytea)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN QUERY
    SELECT c.digest, c.refused, CASE WHEN small THEN c.thumbnail ELSE c.page END
    FROM public.evidence_copy c
    WHERE c.county_id = of_county AND c.digest = of_digest AND (c.refused IS NULL OR c.maker >= public.copy_maker());
END $$;
CREATE FUNCTION public.kept_file(of_county integer, of_entry bigint) RETURNS TABLE(received_at timestamp with time zone, size integer, kind text, copied boolean, refused text, width integer, height integer, beyond integer)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN QUERY
    SELECT r.received_at, f.size, f.kind, c.digest IS NOT NULL, c.refused, c.width, c.height, c.beyond
    FROM public.evidence_receipt r
    LEFT JOIN public.evidence_file f ON f.county_id = of_county AND f.digest = r.digest
    LEFT JOIN public.evidence_copy c ON c.county_id = of_county AND c.digest = r.digest
        AND (c.refused IS NULL OR c.maker >= public.copy_maker())
    WHERE r.county_id = of_county AND r.entry = of_entry;
END $$;
CREATE FUNCTION public.kept_piece(of_county integer, of_digest bytea, at_place integer) RETURNS TABLE(digest bytea, size integer, kind text, bytes bytea)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN QUERY
    SELECT f.digest, f.size, f.kind, p.bytes
    FROM public.evidence_file f
    LEFT JOIN public.evidence_piece p ON p.county_id = of_county AND p.upload = f.body AND p.place = at_place
    WHERE f.county_id = of_county AND f.digest = of_digest;
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
CREATE FUNCTION public.limit_digest(bytes_a_day bigint, bytes_in_all bigint) RETURNS bytea
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN sha256(convert_to(public.framed(ARRAY[
        'lazaret evidence limit v1', bytes_a_day::text, bytes_in_all::text]), 'UTF8'));
END $$;
CREATE FUNCTION public.limit_evidence(of_county integer, key bytea, from_address text, bytes_a_day bigint, bytes_in_all bigint) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
    before public.evidence_limit;
BEGIN
    -- A tebibyte a day and a pebibyte in all are more than anybody has.
    IF NOT coalesce(bytes_a_day BETWEEN 0 AND 1099511627776 AND bytes_in_all BETWEEN 0 AND 1125899906842624, false) THEN
        RAISE EXCEPTION 'that is no limit' USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_limit_range', TABLE = 'evidence_limit';
    END IF;
    PERFORM pg_advisory_xact_lock(of_county, hashtext('evidence begins'));
    SELECT * INTO before FROM public.evidence_limit l WHERE l.county_id = of_county;
    IF before.a_day = bytes_a_day AND before.in_all = bytes_in_all THEN RETURN 'same'; END IF;
    INSERT INTO public.evidence_limit AS l (county_id, a_day, in_all) VALUES (of_county, bytes_a_day, bytes_in_all)
    ON CONFLICT (county_id) DO UPDATE SET a_day = excluded.a_day, in_all = excluded.in_all;
    -- `Sources/Store/Audit/EvidenceCheck+Limit.swift` says the same.
    PERFORM public.write_entry(who, 'change', 'evidence-limit',
        CASE WHEN before IS NOT NULL THEN public.limit_digest(before.a_day, before.in_all) END,
        public.limit_digest(bytes_a_day, bytes_in_all),
        concat('≤ ', bytes_a_day, ' B / 24 h, ≤ ', bytes_in_all, ' B'));
    RETURN 'done';
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
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(of_county, hashtext('ladder ' || public.present_code(of_county, of_site)));
END $$;
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
CREATE FUNCTION public.mail_of(of_county integer, of_account text) RETURNS TABLE(address text, language text)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN QUERY
    SELECT coalesce(said.address, a.message_address), coalesce(said.language, 'zh')
    FROM public.account a
    LEFT JOIN LATERAL (
        SELECT r.address, r.language, r.wants_mail FROM public.message_route r
        WHERE r.county_id = of_county AND r.account = of_account ORDER BY r.entry DESC LIMIT 1) AS said ON true
    WHERE a.county_id = of_county AND a.name = of_account AND a.disabled_at IS NULL AND coalesce(said.wants_mail, true)
        AND strpos(coalesce(said.address, a.message_address), '@') > 0;
END $$;
CREATE FUNCTION public.mark_week_read(of_county integer, key bytea, from_address text, of_week date, of_revision integer) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'county', true);
    mark public.week_mark;
BEGIN
    IF who.via = 'shell' THEN
        RAISE EXCEPTION '% may not do that', who.account USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM pg_advisory_xact_lock(of_county, hashtext('week_mark/' || who.account));
    SELECT r.county_id, r.week, r.revision, who.account, r.digest, clock_timestamp(), NULL INTO mark
    FROM public.week_report r WHERE r.county_id = of_county AND r.week = of_week AND r.revision = of_revision;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    PERFORM FROM public.week_mark m WHERE m.county_id = of_county AND m.week = of_week AND m.revision = of_revision
        AND m.account = who.account;
    IF FOUND THEN RETURN 'already'; END IF;
    mark.entry := public.write_entry(who, 'acknowledge', 'week/' || to_char(of_week, 'IYYY"-W"IW') || '/' || of_revision, NULL,
        public.fact_digest('lazaret week mark v1', to_char(of_week, 'IYYY"-W"IW'), of_revision::text,
            encode(mark.report_digest, 'hex'), (extract(epoch FROM mark.read_at) * 1000000)::bigint::text, mark.account));
    INSERT INTO public.week_mark SELECT mark.*;
    RETURN 'marked';
END $$;
CREATE FUNCTION public.may_end(who public.holder, of_account text) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN who.account = of_account OR ARRAY['manage', 'read'] <@ who.rights;
END $$;
CREATE FUNCTION public.message_evidence(of_county integer) RETURNS TABLE(table_name text, entry bigint, said text, digest bytea, done_at timestamp with time zone, done_by text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF of_county IS DISTINCT FROM public.acting('audit') THEN RETURN; END IF;
    RETURN QUERY
    SELECT 'message', m.entry, 'issue messages/told',
        CASE WHEN bool_and(m.day = (m.composed_at AT TIME ZONE INTERVAL '08:00')::date) THEN
            sha256(convert_to(string_agg(public.message_framed(m), '' ORDER BY m.place), 'UTF8')) END,
        NULL::timestamptz, 'system:clock'
    FROM public.message m WHERE m.county_id = of_county GROUP BY m.entry
    UNION ALL
    SELECT 'message_route', r.entry, 'change messages/route/' || r.account,
        public.fact_digest('lazaret message route v1', r.wants_mail::text, r.address, r.language), r.set_at, r.account
    FROM public.message_route r WHERE r.county_id = of_county
    UNION ALL
    SELECT 'message_webhook', w.entry, 'change messages/webhook/' || w.id,
        public.fact_digest('lazaret webhook v1', w.name, w.shape, w.shown, w.is_used::text), w.set_at, w.set_by
    FROM public.message_webhook w WHERE w.county_id = of_county
    UNION ALL
    SELECT 'quiet_hours', q.entry, 'change messages/quiet-hours',
        public.fact_digest('lazaret quiet hours v1', q.quiet_from::text, q.quiet_to::text), q.set_at, q.set_by
    FROM public.quiet_hours q WHERE q.county_id = of_county
    UNION ALL
    SELECT 'delivery_attempt', a.entry,
        CASE a.outcome WHEN 'again' THEN 'issue messages/again/' ELSE 'discard messages/aside/' END || a.message,
        NULL, a.happened_at, NULL
    FROM public.delivery_attempt a WHERE a.county_id = of_county AND a.entry IS NOT NULL;
END $$;
CREATE TABLE public.message (
    county_id integer NOT NULL,
    id uuid NOT NULL,
    entry bigint NOT NULL,
    place integer NOT NULL,
    cause text NOT NULL,
    thing text NOT NULL,
    stage text NOT NULL,
    recipient text NOT NULL,
    day date NOT NULL,
    composed_at timestamp with time zone NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    lines_zh text[] NOT NULL,
    lines_en text[] NOT NULL,
    link text NOT NULL,
    read_at timestamp with time zone,
    waits boolean NOT NULL,
    CONSTRAINT message_cause_length CHECK (((char_length(cause) >= 1) AND (char_length(cause) <= 40))),
    CONSTRAINT message_link CHECK (((link ~ '^/($|[^/\\])'::text) AND (char_length(link) <= 300))),
    CONSTRAINT message_recipient_length CHECK (((char_length(recipient) >= 1) AND (char_length(recipient) <= 200))),
    CONSTRAINT message_thing_length CHECK ((((char_length(thing) >= 1) AND (char_length(thing) <= 200)) AND (char_length(stage) <= 200))),
    CONSTRAINT message_words CHECK ((((char_length(title_zh) >= 1) AND (char_length(title_zh) <= 300)) AND ((char_length(title_en) >= 1) AND (char_length(title_en) <= 300)) AND (cardinality(lines_zh) <= 30) AND (cardinality(lines_zh) = cardinality(lines_en)) AND (octet_length(array_to_string(lines_zh, ''::text)) <= 16384) AND (octet_length(array_to_string(lines_en, ''::text)) <= 16384)))
);
CREATE FUNCTION public.message_framed(one public.message) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN public.framed(ARRAY['lazaret message v1', one.id::text, one.cause, one.thing, one.stage, one.recipient,
        (extract(epoch FROM one.composed_at) * 1000000)::bigint::text, one.title_zh, one.title_en,
        public.framed(one.lines_zh), public.framed(one.lines_en), one.link]);
END $$;
CREATE FUNCTION public.messages_to_send(of_county integer, as_of timestamp with time zone, most integer) RETURNS TABLE(id uuid, cause text, composed_at timestamp with time zone, title_zh text, title_en text, lines_zh text[], lines_en text[], link text, address text, language text, shape text, secret text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF public.is_quiet(of_county, as_of) THEN RETURN; END IF;
    RETURN QUERY
    WITH first AS MATERIALIZED (
        SELECT DISTINCT ON (m.recipient) m.* FROM public.message m
        WHERE m.county_id = of_county AND m.waits ORDER BY m.recipient, m.entry, m.place)
    SELECT first.id, first.cause, first.composed_at, first.title_zh, first.title_en, first.lines_zh, first.lines_en, first.link,
        coalesce(hook.address, mail.address), coalesce(mail.language, 'zh'), hook.shape, hook.secret
    FROM first
    CROSS JOIN LATERAL public.delivery_state(of_county, first.id) AS stands
    LEFT JOIN LATERAL (
        SELECT last.* FROM public.message_webhook last
        WHERE last.county_id = of_county AND first.recipient LIKE 'webhook/%' AND last.id = substr(first.recipient, 9)::uuid
        ORDER BY last.entry DESC LIMIT 1) AS hook ON hook.is_used
    LEFT JOIN LATERAL public.mail_of(of_county, first.recipient) AS mail ON first.recipient NOT LIKE 'webhook/%'
    -- Where the clock was put back since the last attempt, nothing waits for it to come round again.
    WHERE (stands.state = 'waiting' OR stands.state = 'retrying' AND (stands.next_at <= as_of OR stands.last_at > as_of))
        AND coalesce(hook.address, mail.address) IS NOT NULL
    ORDER BY first.entry, first.place LIMIT most;
END $$;
CREATE FUNCTION public.move_deadline(of_county integer, key bytea, from_address text, of_site text, of_item text, was timestamp with time zone, deadline timestamp with time zone, why text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
    today date := (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date;
    change public.deadline_change;
    run record;
BEGIN
    IF NOT coalesce(char_length(of_site) BETWEEN 1 AND 32 AND char_length(of_item) BETWEEN 1 AND 100
        AND isfinite(was) AND deadline BETWEEN '2000-01-01' AND clock_timestamp() + INTERVAL '366 days'
        AND char_length(why) BETWEEN 1 AND 2000, false)
    THEN
        RAISE EXCEPTION 'that is no deadline' USING ERRCODE = 'check_violation', CONSTRAINT = 'deadline_bounds',
            TABLE = 'deadline_change';
    END IF;
    PERFORM pg_advisory_xact_lock(of_county, hashtext('gap/' || of_site || '/' || of_item));
    PERFORM FROM public.operation p
    WHERE p.county_id = of_county AND p.predecessor = of_site AND p.replaced_at IS NULL AND NOT EXISTS (
        SELECT FROM public.operation o WHERE o.county_id = of_county AND o.site = of_site AND o.replaced_at IS NULL
            AND coalesce(o.closed_on, 'infinity') >= today);
    IF FOUND THEN RETURN 'gone'; END IF;
    PERFORM public.seal_context(who);
    SELECT * INTO run FROM public.gap_runs(of_county, of_site, of_item) AS r ORDER BY r.number DESC LIMIT 1;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    IF run.ended_at IS NOT NULL OR run.seen_mended THEN RETURN 'closed'; END IF;
    -- Nobody gives themselves more time (domain §6).
    IF public.answers_for_gap(who, of_site, of_item, run.since) THEN RETURN 'barred'; END IF;
    IF run.deadline = move_deadline.deadline THEN RETURN 'already'; END IF;
    IF run.deadline <> was THEN RETURN 'changed'; END IF;
    IF move_deadline.deadline <= run.since THEN RETURN 'before'; END IF;
    change := ROW(of_county, NULL, of_site, of_item, run.first_inspection, was, deadline, why, clock_timestamp(), who.account);
    change.entry := public.write_entry(who, 'move', 'gap/' || of_site || '/' || of_item, NULL, sha256(convert_to(public.framed(ARRAY[
        'lazaret deadline v1', change.site, change.item, change.inspection::text,
        (extract(epoch FROM change.was) * 1000000)::bigint::text, (extract(epoch FROM change.deadline) * 1000000)::bigint::text,
        change.reason, (extract(epoch FROM change.changed_at) * 1000000)::bigint::text, change.changed_by]), 'UTF8')), why);
    INSERT INTO public.deadline_change SELECT change.*;
    RETURN 'moved';
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
    PERFORM public.refuse_own_matter(who, of_site, public.case_since(of_county, in_case));
    PERFORM FROM public.case_person p WHERE p.county_id = of_county AND p.case_id = in_case AND p.term = of_term;
    IF FOUND THEN RETURN 'already'; END IF;
    -- Whom the proposal does not speak of has not been through the steps before it.
    PERFORM FROM public.ladder_step s WHERE s.county_id = of_county AND s.case_id = in_case AND s.rung = 'proposal';
    IF FOUND THEN RETURN 'late'; END IF;
    IF NOT coalesce(char_length(why) BETWEEN 1 AND 2000, false) THEN
        RAISE EXCEPTION 'naming somebody needs a reason' USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN public.write_person(who, in_case, of_site, of_term, why) THEN 'named' ELSE 'already' END;
END $$;
CREATE FUNCTION public.named_why(of_county integer, of_case uuid) RETURNS TABLE(term uuid, reason text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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
CREATE FUNCTION public.note_clock(of_county integer, told integer, delivered integer, failed integer, trouble_zh text, trouble_en text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    INSERT INTO public.clock_run AS c VALUES (of_county, clock_timestamp(), told, delivered, failed, left(trouble_zh, 500),
        left(trouble_en, 500))
    ON CONFLICT (county_id) DO UPDATE SET ran_at = excluded.ran_at, told = excluded.told, delivered = excluded.delivered,
        failed = excluded.failed, trouble_zh = excluded.trouble_zh, trouble_en = excluded.trouble_en;
END $$;
CREATE FUNCTION public.note_delivery(of_county integer, of_message uuid, as_of timestamp with time zone, came text, asked integer, words_zh text, words_en text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    now_is text;
BEGIN
    PERFORM FROM public.message m WHERE m.county_id = of_county AND m.id = of_message AND m.waits FOR NO KEY UPDATE;
    IF NOT FOUND OR came IN ('again', 'aside') THEN RETURN 'settled'; END IF;
    INSERT INTO public.delivery_attempt
    SELECT of_county, of_message, coalesce(max(a.number), 0) + 1, came,
        CASE WHEN asked >= 0 THEN least(asked, 86400) END, left(note_delivery.words_zh, 500),
        left(note_delivery.words_en, 500), as_of
    FROM public.delivery_attempt a WHERE a.county_id = of_county AND a.message = of_message;
    SELECT s.state INTO now_is FROM public.delivery_state(of_county, of_message) AS s;
    IF now_is <> 'retrying' THEN
        UPDATE public.message m SET waits = false WHERE m.county_id = of_county AND m.id = of_message;
    END IF;
    RETURN now_is;
END $$;
CREATE FUNCTION public.notice_deadline(of_county integer, of_site text, visit uuid, of_item text, known_before timestamp with time zone) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN (
        SELECT greatest(
            coalesce((
                SELECT d.deadline
                FROM public.site_life(of_county, of_site) AS past
                JOIN public.deadline_change d ON d.county_id = of_county AND d.site = past.site AND d.item = of_item
                    AND (d.changed_at AT TIME ZONE INTERVAL '08:00')::date <= past.until AND (d.changed_at AT TIME ZONE INTERVAL '08:00')::date > past.after
                WHERE d.changed_at >= n.issued_at AND d.changed_at < known_before
                ORDER BY d.entry DESC LIMIT 1), (line.one ->> 'deadline')::timestamptz),
            -- Hours are written exactly: `24`, `1.5`, `1/3`.
            a.reached_at + INTERVAL '1 second' * ceil(split_part(line.one ->> 'hours', '/', 1)::numeric * 3600
                / coalesce(nullif(split_part(line.one ->> 'hours', '/', 2), '')::numeric, 1))::double precision)
        FROM public.notice n
        JOIN public.notice_arrival a ON a.county_id = of_county AND a.inspection = visit
        CROSS JOIN LATERAL json_array_elements(n.document -> 'items') AS line (one)
        WHERE n.county_id = of_county AND n.inspection = visit AND line.one ->> 'item' = of_item
            AND (a.photograph IS NULL OR EXISTS (
                SELECT FROM public.photograph_of(of_county, visit, NULL) AS p WHERE p.entry IS NOT NULL))
        LIMIT 1);
END $$;
CREATE FUNCTION public.open_case(of_county integer, key bytea, from_address text, new_case uuid, of_site text, found_by uuid, again_by uuid, items text[], terms uuid[], basis text, why text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'supervise', true);
    answer text;
BEGIN
    PERFORM pg_advisory_xact_lock(of_county, least(hashtext(found_by::text), hashtext(again_by::text))),
        pg_advisory_xact_lock(of_county, greatest(hashtext(found_by::text), hashtext(again_by::text)));
    of_site := public.present_code(of_county, of_site);
    PERFORM public.lock_ladder(of_county, of_site);
    SELECT 'already ' || c.id INTO answer FROM public.accountability_case c
    WHERE c.county_id = of_county AND c.found = found_by AND c.again = again_by;
    IF FOUND THEN RETURN answer; END IF;
    PERFORM FROM public.accountability_case c WHERE c.county_id = of_county AND c.id = new_case;
    IF FOUND THEN RETURN 'taken'; END IF;
    SELECT 'open ' || c.id INTO answer FROM public.accountability_case c
    WHERE c.county_id = of_county AND public.is_open_case(of_county, c.id)
        AND c.site IN (SELECT line.site FROM public.site_line(of_county, of_site) AS line)
    ORDER BY c.entry DESC LIMIT 1;
    IF FOUND THEN RETURN answer; END IF;
    PERFORM public.seal_context(who);
    IF NOT public.visits_hold(of_county, of_site, found_by, again_by, items) THEN RETURN 'gone'; END IF;
    PERFORM public.refuse_own_matter(who, of_site, (
        SELECT v.visit_day FROM public.inspection v WHERE v.county_id = of_county AND v.id = found_by));
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
    who.rights := ARRAY['read', 'county', 'file', 'manage', 'audit', 'cases'];
    who.via := 'shell';
    who.address := '';
    who.must_change := false;
    who.stale := false;
    RETURN who;
END $$;
CREATE TABLE public.order_arrival (
    county_id integer NOT NULL,
    id uuid NOT NULL,
    site text NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    how text NOT NULL,
    reached_at timestamp with time zone NOT NULL,
    received_by text NOT NULL,
    witness text,
    photograph bytea,
    recorded_at timestamp with time zone NOT NULL,
    recorded_by text NOT NULL,
    entry bigint NOT NULL,
    CONSTRAINT order_arrival_by_length CHECK ((((char_length(received_by) >= 1) AND (char_length(received_by) <= 200)) AND ((char_length(recorded_by) >= 1) AND (char_length(recorded_by) <= 200)))),
    CONSTRAINT order_arrival_how_known CHECK ((how = ANY (ARRAY['acknowledged'::text, 'handedOver'::text]))),
    CONSTRAINT order_arrival_photograph_size CHECK ((octet_length(photograph) = 32)),
    CONSTRAINT order_arrival_whole CHECK ((num_nonnulls(witness, photograph) =
CASE how
    WHEN 'handedOver'::text THEN 2
    ELSE 0
END)),
    CONSTRAINT order_arrival_witness_length CHECK (((char_length(witness) >= 1) AND (char_length(witness) <= 200)))
);
CREATE FUNCTION public.order_arrival_digest(arrival public.order_arrival) RETURNS bytea
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN sha256(convert_to(public.framed(ARRAY['lazaret order arrival v1', arrival.id::text, arrival.how,
        (extract(epoch FROM arrival.reached_at - to_timestamp(0)) * 1000000)::bigint::text, arrival.received_by,
        arrival.witness, encode(arrival.photograph, 'hex')]), 'UTF8'));
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
    FROM ((public.account_duty d
      JOIN public.account a ON (((a.county_id = d.county_id) AND (a.name = d.account))))
      JOIN public.posting p ON (((p.county_id = d.county_id) AND (p.site = d.site) AND (p.id = d.term) AND (p.duty = d.duty))))
   WHERE ((d.county_id = own_terms.of_county) AND (d.account = own_terms.of_account) AND (p.replaced_at IS NULL) AND (('holder'::text = ANY (a.roles)) OR ((d.duty = 'director'::text) AND ('director'::text = ANY (a.roles)))) AND ((((now() AT TIME ZONE '08:00:00'::interval))::date >= p.held_from) AND (((now() AT TIME ZONE '08:00:00'::interval))::date <= COALESCE(p.held_to, 'infinity'::date))));
END;
CREATE FUNCTION public.own_terms_changed(who public.holder, sites public.register_site[]) RETURNS text[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF who.via = 'shell' THEN RETURN '{}'; END IF;
    RETURN ARRAY(
        WITH tie AS MATERIALIZED (
            SELECT p.person FROM public.account_duty d
            JOIN public.posting p ON p.county_id = d.county_id AND p.site = d.site AND p.id = d.term
            WHERE d.county_id = who.county_id AND d.account = who.account
            UNION
            SELECT substr(one, strpos(one, ' ') + 1)
            FROM public.account_state s CROSS JOIN LATERAL unnest(s.duties) AS one
            WHERE s.county_id = who.county_id AND s.account = who.account)
        SELECT DISTINCT p.site
        FROM unnest(sites) AS one
        JOIN public.posting p ON p.county_id = who.county_id AND p.site = one.code AND p.replaced_at IS NULL
            AND p.person IN (SELECT tie.person FROM tie)
        WHERE NOT EXISTS (
            SELECT FROM unnest(one.terms) AS n
            WHERE n IS NOT DISTINCT FROM ROW(p.id, p.duty, p.person, p.held_from, p.held_to)::public.register_term)
        ORDER BY p.site);
END $$;
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
CREATE FUNCTION public.photograph_copy_at(of_county integer, visit uuid, order_id uuid, small boolean) RETURNS TABLE(digest bytea, refused text, bytes bytea)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN QUERY
    SELECT k.* FROM public.photograph_named(of_county, visit, order_id) AS named
    CROSS JOIN LATERAL public.kept_copy(of_county, named.digest, small) AS k
    WHERE named.entry IS NOT NULL;
END $$;
CREATE FUNCTION public.photograph_named(of_county integer, visit uuid, order_id uuid) RETURNS TABLE(digest bytea, sender text, entry bigint)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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
CREATE FUNCTION public.photograph_of(of_county integer, visit uuid, order_id uuid) RETURNS TABLE(digest bytea, entry bigint, received_at timestamp with time zone, size integer, kind text, copied boolean, refused text, width integer, height integer, beyond integer, is_own boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN QUERY
    SELECT p.digest, p.entry, k.received_at, k.size, k.kind, coalesce(k.copied, false), k.refused, k.width, k.height, k.beyond,
        coalesce(p.sender = public.acting_account(), false)
    FROM public.photograph_named(of_county, visit, order_id) AS p
    LEFT JOIN LATERAL public.kept_file(of_county, p.entry) AS k ON true;
END $$;
CREATE FUNCTION public.photograph_piece_at(of_county integer, visit uuid, order_id uuid, at_place integer) RETURNS TABLE(digest bytea, size integer, kind text, bytes bytea)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN QUERY
    SELECT k.* FROM public.photograph_named(of_county, visit, order_id) AS named
    CROSS JOIN LATERAL public.kept_piece(of_county, named.digest, at_place) AS k
    WHERE named.entry IS NOT NULL;
END $$;
CREATE FUNCTION public.photographs_pending(of_county integer) RETURNS TABLE(visit uuid, order_id uuid, site text, recorded_at timestamp with time zone)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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
CREATE FUNCTION public.present_code(of_county integer, of_site text) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN (SELECT line.site FROM public.site_line(of_county, of_site) AS line WHERE line.until = 'infinity');
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
CREATE FUNCTION public.put_aside(of_county integer, key bytea, from_address text, of_message uuid) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
    stands text;
BEGIN
    PERFORM FROM public.message m WHERE m.county_id = of_county AND m.id = of_message FOR NO KEY UPDATE;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    SELECT s.state INTO stands FROM public.delivery_state(of_county, of_message) AS s;
    IF stands <> 'dead' THEN RETURN 'alive'; END IF;
    INSERT INTO public.delivery_attempt
    SELECT of_county, of_message, max(a.number) + 1, 'aside', NULL, '', '', clock_timestamp(),
        public.write_entry(who, 'discard', 'messages/aside/' || of_message)
    FROM public.delivery_attempt a WHERE a.county_id = of_county AND a.message = of_message;
    RETURN 'done';
END $$;
CREATE FUNCTION public.read_messages(of_county integer, key bytea, from_address text, of_message uuid) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'read');
    amount integer;
BEGIN
    UPDATE public.message m SET read_at = clock_timestamp()
    WHERE m.county_id = of_county AND m.recipient = who.account AND m.read_at IS NULL AND coalesce(m.id = of_message, true);
    GET DIAGNOSTICS amount = ROW_COUNT;
    RETURN amount;
END $$;
CREATE FUNCTION public.reads_answer(of_county integer, answer uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM public.submission s
        WHERE s.county_id = of_county AND s.id = answer AND of_county = public.acting('read')
            AND (coalesce(s.site = ANY (public.acting_sites()), true)
                OR (s.submitted_at AT TIME ZONE INTERVAL '08:00')::date <= (public.acting_past() ->> s.site)::date));
END $$;
CREATE FUNCTION public.reads_case_act(of_county integer, of_act uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM public.case_act a
        WHERE a.county_id = of_county AND a.id = of_act AND of_county = public.acting_any('cases', 'respond')
            AND (coalesce(of_county = public.acting('cases'), false) AND a.case_id <> ALL (public.acting_named())
                OR a.case_id = ANY (public.acting_cases()) AND coalesce(a.term = ANY (public.acting_terms()), true)));
END $$;
CREATE FUNCTION public.reads_visit(of_county integer, visit uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM public.inspection i
        WHERE i.county_id = of_county AND i.id = visit AND of_county = public.acting('read')
            AND (coalesce(i.site = ANY (public.acting_sites()), true)
                OR i.visit_day <= (public.acting_past() ->> i.site)::date));
END $$;
CREATE FUNCTION public.record_guidance(of_county integer, key bytea, from_address text, on_edition bigint, guidance_id uuid, at_site text, checklist bytea, baseline bytea, given timestamp with time zone, by_account text, what text, to_whom text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'read');
    now_at timestamptz;
    held public.guidance;
    given_by text := coalesce(by_account, who.account);
    number bigint;
BEGIN
    IF NOT who.rights && ARRAY['file', 'manage'] OR given_by <> who.account AND 'manage' <> ALL (who.rights) THEN
        RAISE EXCEPTION '% may not do that', who.account USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM pg_advisory_xact_lock(of_county, hashtext(guidance_id::text));
    now_at := clock_timestamp();
    SELECT g.* INTO held FROM public.guidance g WHERE g.county_id = of_county AND g.id = guidance_id;
    IF FOUND THEN
        RETURN CASE WHEN (held.site, held.checklist_digest, held.baseline_digest, held.given_at, held.given_by, held.shown,
                held.attended)
            IS NOT DISTINCT FROM (at_site, checklist, baseline, least(given, held.recorded_at), given_by, what, to_whom)
            THEN 'already' ELSE 'taken' END;
    END IF;
    PERFORM FROM public.county c WHERE c.county_id = of_county AND c.edition = on_edition FOR SHARE;
    IF NOT FOUND THEN RETURN 'outdated'; END IF;
    IF NOT coalesce(given <= now_at + INTERVAL '10 minutes', false)
        OR given_by <> who.account AND NOT EXISTS (
            SELECT FROM public.account a WHERE a.county_id = of_county AND a.name = given_by)
        OR NOT EXISTS (
            SELECT FROM public.checklist_version c
            JOIN public.baseline_version b ON b.county_id = c.county_id AND b.code = c.baseline
                AND b.digest = record_guidance.baseline
            JOIN public.site s ON s.county_id = c.county_id AND s.kind = c.site_kind AND s.code = at_site
            JOIN public.operation o ON o.county_id = s.county_id AND o.site = s.code AND o.replaced_at IS NULL
                AND (given AT TIME ZONE INTERVAL '08:00')::date BETWEEN o.opened_on AND coalesce(o.closed_on, 'infinity')
            WHERE c.county_id = of_county AND c.digest = checklist)
    THEN
        RAISE EXCEPTION 'no guidance on a version for that site, or not then' USING ERRCODE = 'check_violation';
    END IF;
    -- Lists show them all. Whoever records at the site goes first or waits.
    PERFORM pg_advisory_xact_lock(of_county, hashtext('guidance at ' || public.present_code(of_county, at_site)));
    IF (SELECT count(*) FROM public.guidance g
        WHERE g.county_id = of_county AND g.site IN (SELECT line.site FROM public.site_line(of_county, at_site) AS line)) >= 500
    THEN
        RETURN 'full';
    END IF;
    given := least(given, now_at);
    number := public.write_entry(who, 'guide', 'guidance/' || guidance_id, NULL, sha256(convert_to(public.framed(ARRAY[
        'lazaret guidance v1', guidance_id::text, at_site, encode(checklist, 'hex'), encode(baseline, 'hex'),
        (extract(epoch FROM given) * 1000000)::bigint::text, (extract(epoch FROM now_at) * 1000000)::bigint::text, given_by,
        what, to_whom]), 'UTF8')));
    INSERT INTO public.guidance (county_id, id, site, checklist_digest, baseline_digest, given_at, recorded_at, given_by,
        shown, attended, entry)
    VALUES (of_county, guidance_id, at_site, checklist, baseline, given, now_at, given_by, what, to_whom, number);
    RETURN 'recorded';
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
CREATE FUNCTION public.refuse_own_matter(who public.holder, of_site text, since date) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF public.answers_for(who, public.present_code(who.county_id, of_site), since) THEN
        RAISE EXCEPTION '% held a duty at the site', who.account USING ERRCODE = 'insufficient_privilege';
    END IF;
END $$;
CREATE FUNCTION public.report_infection(of_county integer, key bytea, from_address text, infected uuid, of_site text, on_day date, source text, new_case uuid, terms uuid[], basis text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, NULL, true);
    number bigint;
    answer text;
BEGIN
    IF NOT coalesce(who.rights && ARRAY['manage', 'supervise'], false) THEN
        RAISE EXCEPTION '% may not do that', who.account USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM public.lock_ladder(of_county, of_site);
    SELECT 'already ' || c.id INTO answer FROM public.accountability_case c
    WHERE c.county_id = of_county AND c.infection = infected;
    IF FOUND THEN RETURN answer; END IF;
    PERFORM FROM public.accountability_case c WHERE c.county_id = of_county AND c.id = new_case;
    IF FOUND THEN RETURN 'taken'; END IF;
    -- Two who report the same have one case.
    SELECT 'open ' || c.id INTO answer
    FROM public.infection i
    JOIN public.accountability_case c ON c.county_id = of_county AND c.infection = i.id
    WHERE i.county_id = of_county AND i.day = on_day AND public.is_open_case(of_county, c.id)
        AND i.site IN (SELECT line.site FROM public.site_line(of_county, of_site) AS line);
    IF FOUND THEN RETURN answer; END IF;
    PERFORM FROM public.site_past(of_county, of_site) AS past
    JOIN public.site_in_time s ON s.county_id = of_county AND s.code = past.site
        AND s.kind IN ('countyIsolation', 'townshipIsolation') AND on_day BETWEEN s.since AND least(s.until, past.until);
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
CREATE FUNCTION public.revise_week(of_county integer, key bytea, from_address text, of_week date, sealed text, why text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
BEGIN
    IF why IS NULL OR (sealed::json ->> 'reason') IS DISTINCT FROM why OR NOT coalesce((sealed::json ->> 'revision')::integer > 1, false)
    THEN
        RAISE EXCEPTION 'that is no revision' USING ERRCODE = 'check_violation', CONSTRAINT = 'report_bounds',
            TABLE = 'week_report';
    END IF;
    RETURN public.keep_week(who, of_week, sealed);
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
    outcome := 'kept';
    PERFORM public.write_entry(who, 'save', 'draft/' || draft_id,
        CASE WHEN before.owner <> who.account THEN sha256(convert_to(before.fields::text, 'UTF8')) END,
        sha256(convert_to(new_fields::text, 'UTF8')),
        CASE WHEN before.owner <> who.account THEN 'taken over from ' || before.owner END);
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
CREATE FUNCTION public.seen_mended(county integer, of_site text, of_item text, from_moment timestamp with time zone DEFAULT '-infinity'::timestamp with time zone) RETURNS TABLE(item text, at timestamp with time zone, place bigint, visit uuid, known_at timestamp with time zone)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT r.item,
     r.ended_at,
     COALESCE(v.place, '9223372036854775807'::bigint) AS "coalesce",
     v.id,
     r.ended_at
    FROM (public.gap_runs(seen_mended.county, seen_mended.of_site, seen_mended.of_item, (seen_mended.from_moment > '-infinity'::timestamp with time zone), seen_mended.from_moment) r(site, item, number, first_inspection, last_inspection, since, last_found, findings, severity, responsible, due_from, bound, deadline, state, submission, waiting, answered_at, seen_mended, ended_at, closing_visit, closing_entry)
      LEFT JOIN public.inspection v ON (((v.county_id = seen_mended.county) AND (v.id = r.closing_visit))))
   WHERE (r.ended_at IS NOT NULL)
 UNION ALL
  SELECT y.item,
     v.finished_at,
     v.place,
     v.id,
     y.verified_at
    FROM (((public.site_life(seen_mended.county, seen_mended.of_site) past(site, after, until)
      JOIN public.standing_inspection v ON (((v.county_id = seen_mended.county) AND (v.site = past.site) AND (v.visit_day <= past.until) AND (v.visit_day > past.after) AND (v.finished_at >= seen_mended.from_moment))))
      JOIN public.verification y ON (((y.county_id = seen_mended.county) AND (y.inspection = v.id) AND (y.verdict = 'verified'::text) AND ((seen_mended.of_item IS NULL) OR (y.item = seen_mended.of_item)) AND (y.item <> ALL (v.not_asked)))))
      JOIN public.site_life(seen_mended.county, seen_mended.of_site) said(site, after, until) ON (((said.site = y.site) AND (((y.verified_at AT TIME ZONE '08:00:00'::interval))::date <= said.until) AND (((y.verified_at AT TIME ZONE '08:00:00'::interval))::date > said.after))))
   WHERE (NOT (EXISTS ( SELECT
            FROM public.gap g
           WHERE ((g.county_id = seen_mended.county) AND (g.inspection = v.id) AND (g.item = y.item) AND ((NOT g.fixed_on_spot) OR COALESCE(public.evidence_pending(seen_mended.county, v.id, y.item), true))))));
END;
CREATE FUNCTION public.send_again(of_county integer, key bytea, from_address text, of_message uuid) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
    stands text;
    to_whom text;
BEGIN
    SELECT m.recipient INTO to_whom FROM public.message m WHERE m.county_id = of_county AND m.id = of_message FOR NO KEY UPDATE;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    SELECT s.state INTO stands FROM public.delivery_state(of_county, of_message) AS s;
    IF stands <> 'dead' THEN RETURN 'alive'; END IF;
    -- Nothing would ever try it.
    IF public.channel_ended(of_county, to_whom) THEN RETURN 'ended'; END IF;
    INSERT INTO public.delivery_attempt
    SELECT of_county, of_message, max(a.number) + 1, 'again', NULL, '', '', clock_timestamp(),
        public.write_entry(who, 'issue', 'messages/again/' || of_message)
    FROM public.delivery_attempt a WHERE a.county_id = of_county AND a.message = of_message;
    UPDATE public.message m SET waits = true WHERE m.county_id = of_county AND m.id = of_message;
    RETURN 'done';
END $$;
CREATE FUNCTION public.set_cadence(of_county integer, key bytea, from_address text, of_kind text, new_days integer, new_days_below integer, valid_from date, why text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
    today date := (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date;
    cadence public.cadence;
BEGIN
    IF NOT coalesce(of_kind = ANY (ARRAY['countyIsolation', 'townshipIsolation', 'homeIsolation', 'checkpoint', 'zone'])
        AND new_days_below BETWEEN 1 AND new_days AND new_days <= 366 AND valid_from <= today + 366
        AND char_length(why) BETWEEN 1 AND 2000, false)
    THEN
        RAISE EXCEPTION 'that is no cadence' USING ERRCODE = 'check_violation', CONSTRAINT = 'cadence_bounds', TABLE = 'cadence';
    END IF;
    -- What was owed is never put otherwise afterwards.
    IF valid_from < today THEN RETURN 'past'; END IF;
    PERFORM pg_advisory_xact_lock(of_county, hashtext('cadence'));
    PERFORM FROM (
        SELECT c.days, c.days_below FROM public.cadence c
        WHERE c.county_id = of_county AND c.site_kind = of_kind AND c.valid_from <= set_cadence.valid_from
        ORDER BY c.valid_from DESC, c.entry DESC LIMIT 1) AS standing
    WHERE standing.days = new_days AND standing.days_below = new_days_below;
    IF FOUND THEN RETURN 'already'; END IF;
    cadence := ROW(of_county, NULL, of_kind, new_days, new_days_below, valid_from, why, clock_timestamp(), who.account);
    cadence.entry := public.write_entry(who, 'change', 'cadence/' || of_kind, NULL, sha256(convert_to(public.framed(ARRAY[
        'lazaret cadence v1', cadence.site_kind, cadence.days::text, cadence.days_below::text,
        to_char(cadence.valid_from, 'YYYY-MM-DD'), cadence.reason,
        (extract(epoch FROM cadence.set_at - to_timestamp(0)) * 1000000)::bigint::text, cadence.set_by]), 'UTF8')), why);
    INSERT INTO public.cadence SELECT cadence.*;
    RETURN 'set';
END $$;
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
    -- How long a case waits is no business of whoever answers for what it is about.
    PERFORM FROM public.accountability_case c
    WHERE c.county_id = of_county AND public.is_open_case(of_county, c.id)
        AND public.answers_for(who, public.present_code(of_county, c.site), public.case_since(of_county, c.id));
    IF FOUND THEN RETURN 'own'; END IF;
    SELECT * INTO days FROM public.ladder_days(of_county);
    IF (days.circular, days.interview, days.proposal, days.statement)
        = (for_circular, for_interview, for_proposal, for_statement)
    THEN
        RETURN 'same';
    END IF;
    number := public.write_entry(who, 'change', 'ladder',
        public.fact_digest('lazaret ladder v1', days.circular::text, days.interview::text, days.proposal::text, days.statement::text),
        public.fact_digest('lazaret ladder v1', for_circular::text, for_interview::text, for_proposal::text, for_statement::text, why), why);
    INSERT INTO public.ladder_policy (county_id, entry, circular, interview, proposal, statement, reason, set_by)
    VALUES (of_county, number, for_circular, for_interview, for_proposal, for_statement, why, who.account);
    RETURN 'set';
END $$;
CREATE FUNCTION public.set_letterhead(of_county integer, key bytea, from_address text, new_short text, new_office_zh text, new_office_en text, new_red_head text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
    held record;
    written bigint;
BEGIN
    -- One at a time.
    PERFORM FROM public.county c WHERE c.county_id = of_county FOR NO KEY UPDATE;
    SELECT l.short, l.office_zh, l.office_en, l.red_head INTO held FROM public.letterhead l
    WHERE l.county_id = of_county ORDER BY l.entry DESC LIMIT 1;
    IF FOUND AND (held.short, held.office_zh, held.office_en) = (new_short, new_office_zh, new_office_en)
        AND held.red_head IS NOT DISTINCT FROM new_red_head THEN RETURN 'already'; END IF;
    IF char_length(new_short) > 20 OR char_length(new_office_zh) > 100 OR char_length(new_office_en) > 100
        OR char_length(new_red_head) > 60 THEN
        RAISE EXCEPTION 'that is no letterhead' USING ERRCODE = 'check_violation';
    END IF;
    -- `Sources/Store/Audit/ActRows+Gaps.swift` says the same.
    written := public.write_entry(who, 'change', 'letterhead', NULL, sha256(convert_to(public.framed(ARRAY[
        'lazaret letterhead v1', new_short, new_office_zh, new_office_en, new_red_head]), 'UTF8')));
    INSERT INTO public.letterhead (county_id, entry, short, office_zh, office_en, red_head, set_at, set_by)
    VALUES (of_county, written, new_short, new_office_zh, new_office_en, new_red_head, clock_timestamp(), who.account);
    RETURN 'set';
END $$;
CREATE FUNCTION public.set_message_route(of_county integer, key bytea, from_address text, new_wants boolean, new_address text, new_language text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'read', true);
    held record;
    written bigint;
BEGIN
    IF NOT coalesce(new_wants IS NOT NULL AND new_language IN ('zh', 'en') AND (new_address IS NULL
        OR char_length(new_address) BETWEEN 3 AND 254 AND new_address !~ '[[:cntrl:][:space:]]' AND strpos(new_address, '@') > 1), false)
    THEN
        RAISE EXCEPTION 'that is no way' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM pg_advisory_xact_lock(of_county, hashtext('message_route/' || who.account));
    SELECT r.wants_mail, r.address, r.language INTO held FROM public.message_route r
    WHERE r.county_id = of_county AND r.account = who.account ORDER BY r.entry DESC LIMIT 1;
    IF FOUND AND held.wants_mail = new_wants AND held.address IS NOT DISTINCT FROM new_address AND held.language = new_language
    THEN RETURN 'already'; END IF;
    written := public.write_entry(who, 'change', 'messages/route/' || who.account, NULL,
        public.fact_digest('lazaret message route v1', new_wants::text, new_address, new_language));
    INSERT INTO public.message_route VALUES (of_county, written, who.account, new_wants, new_address, new_language, clock_timestamp());
    -- What waits was told before there was this way, and is in the inbox.
    IF NOT new_wants OR held.address IS DISTINCT FROM new_address THEN
        PERFORM public.keep_waiting_back(of_county, who.account);
    END IF;
    RETURN 'set';
END $$;
CREATE FUNCTION public.set_quiet_hours(of_county integer, key bytea, from_address text, new_from integer, new_to integer) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage', true);
    held record;
    written bigint;
BEGIN
    IF NOT coalesce(new_from BETWEEN 0 AND 1439 AND new_to BETWEEN 0 AND 1439, false) THEN
        RAISE EXCEPTION 'those are no hours' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM pg_advisory_xact_lock(of_county, hashtext('quiet_hours'));
    SELECT q.quiet_from, q.quiet_to INTO held FROM public.quiet_hours q
    WHERE q.county_id = of_county ORDER BY q.entry DESC LIMIT 1;
    IF FOUND AND (held.quiet_from, held.quiet_to) = (new_from, new_to) THEN RETURN 'already'; END IF;
    written := public.write_entry(who, 'change', 'messages/quiet-hours', NULL,
        public.fact_digest('lazaret quiet hours v1', new_from::text, new_to::text));
    INSERT INTO public.quiet_hours VALUES (of_county, written, new_from, new_to, clock_timestamp(), who.account);
    RETURN 'set';
END $$;
CREATE FUNCTION public.set_webhook(of_county integer, key bytea, from_address text, of_webhook uuid, new_name text, new_shape text, new_shown text, new_address text, new_secret text, new_used boolean) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage', true);
    held public.message_webhook;
    written bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(of_county, hashtext('message_webhook'));
    SELECT w.* INTO held FROM public.message_webhook w
    WHERE w.county_id = of_county AND w.id = of_webhook ORDER BY w.entry DESC LIMIT 1;
    IF NOT FOUND AND NOT coalesce(new_used, false) THEN RETURN 'unknown'; END IF;
    new_name := coalesce(new_name, held.name);
    new_shape := coalesce(new_shape, held.shape);
    new_shown := coalesce(new_shown, held.shown);
    new_secret := coalesce(new_secret, CASE WHEN new_address IS NULL THEN held.secret END);
    new_address := coalesce(new_address, held.address);
    IF NOT coalesce(of_webhook IS NOT NULL AND new_used IS NOT NULL AND char_length(new_name) BETWEEN 1 AND 100
        AND new_shape IN ('standard', 'wecom', 'dingtalk') AND char_length(new_shown) BETWEEN 1 AND 300
        AND char_length(new_address) BETWEEN 10 AND 2000 AND new_address ~ '^https?://' AND coalesce(char_length(new_secret) BETWEEN 1 AND 500, true),
        false)
    THEN
        RAISE EXCEPTION 'that is no webhook' USING ERRCODE = 'check_violation';
    END IF;
    IF (held.name, held.shape, held.shown, held.address, held.is_used) = (new_name, new_shape, new_shown, new_address, new_used)
        AND held.secret IS NOT DISTINCT FROM new_secret THEN RETURN 'already'; END IF;
    -- Ten at most are used.
    IF new_used AND NOT coalesce(held.is_used, false) AND (SELECT count(*) FROM public.clock_webhooks(of_county)) >= 10 THEN
        RETURN 'many';
    END IF;
    -- What is secret is in no digest that somebody could try values against.
    written := public.write_entry(who, 'change', 'messages/webhook/' || of_webhook, NULL,
        public.fact_digest('lazaret webhook v1', new_name, new_shape, new_shown, new_used::text));
    INSERT INTO public.message_webhook VALUES (of_county, written, of_webhook, new_name, new_shape, new_shown, new_address,
        new_secret, new_used, clock_timestamp(), who.account);
    IF NOT new_used OR held.address <> new_address THEN
        PERFORM public.keep_waiting_back(of_county, 'webhook/' || of_webhook);
    END IF;
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
CREATE FUNCTION public.site_goes_on(of_county integer, of_site text, since date) RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    today date := (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date;
    code text := of_site;
    from_day date := since;
    next record;
BEGIN
    LOOP
        SELECT p.site, p.opened_on INTO next FROM public.operation p
        WHERE p.county_id = of_county AND p.predecessor = code AND p.replaced_at IS NULL
            AND p.opened_on BETWEEN from_day AND today
        ORDER BY p.opened_on, p.site LIMIT 1;
        IF NOT FOUND THEN RETURN code; END IF;
        code := next.site;
        from_day := next.opened_on + 1; -- on one day a site moves once
    END LOOP;
END $$;
CREATE FUNCTION public.site_line(of_county integer, of_site text) RETURNS TABLE(site text, until date)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN QUERY
    SELECT past.site, past.until
    FROM public.site_past(of_county, public.site_goes_on(of_county, of_site, (
        SELECT max(o.opened_on) FROM public.operation o
        WHERE o.county_id = of_county AND o.site = of_site AND o.replaced_at IS NULL))) AS past;
END $$;
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
CREATE FUNCTION public.submit_rectification(of_county integer, key bytea, from_address text, submission_id uuid, of_site text, of_item text, visit uuid, words text, evidence bytea[], on_behalf text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, NULL);
    today date := (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date;
    duties text[];
    sent public.submission;
    run record;
BEGIN
    IF who.via <> 'shell' THEN
        SELECT array_agg(d.duty) INTO duties
        FROM public.account_duty d
        JOIN public.posting p ON p.county_id = of_county AND p.site = d.site AND p.id = d.term AND p.replaced_at IS NULL
            AND today BETWEEN p.held_from AND coalesce(p.held_to, 'infinity')
        WHERE d.county_id = of_county AND d.account = who.account AND d.site = of_site
            AND ('holder' = ANY (who.roles) OR d.duty = 'director');
        IF NOT who.rights @> ARRAY['read', 'respond'] OR duties IS NULL THEN
            RAISE EXCEPTION '% may not do that', who.account USING ERRCODE = 'insufficient_privilege';
        END IF;
    END IF;
    IF NOT coalesce(submission_id IS NOT NULL AND visit IS NOT NULL AND char_length(of_site) BETWEEN 1 AND 32
        AND char_length(of_item) BETWEEN 1 AND 100 AND char_length(words) BETWEEN 1 AND 4000
        AND cardinality(evidence) <= 20 AND coalesce(array_ndims(evidence), 1) = 1
        AND NOT EXISTS (SELECT FROM unnest(evidence) AS one WHERE octet_length(one) IS DISTINCT FROM 32)
        AND CASE WHEN who.via = 'shell' THEN char_length(on_behalf) BETWEEN 1 AND 2000 ELSE on_behalf IS NULL END, false)
    THEN
        RAISE EXCEPTION 'that is no submission' USING ERRCODE = 'check_violation', CONSTRAINT = 'submission_bounds',
            TABLE = 'submission';
    END IF;
    -- Whoever sends, judges or moves anything of this gap goes first or waits; so does whoever sends this once more.
    PERFORM pg_advisory_xact_lock(of_county, hashtext('gap/' || of_site || '/' || of_item));
    PERFORM pg_advisory_xact_lock(of_county, hashtext(submission_id::text));
    SELECT * INTO sent FROM public.submission s WHERE s.county_id = of_county AND s.id = submission_id;
    IF FOUND THEN
        RETURN CASE WHEN (sent.site, sent.item, sent.inspection, sent.words, sent.evidence, sent.submitted_by)
            = (of_site, of_item, visit, words, evidence, who.account) THEN 'already' ELSE 'taken' END;
    END IF;
    PERFORM FROM public.operation p
    WHERE p.county_id = of_county AND p.predecessor = of_site AND p.replaced_at IS NULL AND NOT EXISTS (
        SELECT FROM public.operation o WHERE o.county_id = of_county AND o.site = of_site AND o.replaced_at IS NULL
            AND coalesce(o.closed_on, 'infinity') >= today);
    IF FOUND THEN RETURN 'moved'; END IF;
    PERFORM public.seal_context(who);
    SELECT * INTO run FROM public.gap_runs(of_county, of_site, of_item) AS r ORDER BY r.number DESC LIMIT 1;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    IF run.ended_at IS NOT NULL THEN RETURN 'closed'; END IF;
    IF run.last_inspection <> visit THEN RETURN 'outdated'; END IF;
    IF who.via <> 'shell' AND NOT duties && ARRAY['director', run.responsible] THEN RETURN 'others'; END IF;
    IF (SELECT count(*) FROM public.submission s
        WHERE s.county_id = of_county AND s.site = of_site AND s.item = of_item AND s.submitted_at >= run.since) >= 100
    THEN
        RETURN 'many';
    END IF;
    sent := ROW(of_county, submission_id, of_site, of_item, visit, words, evidence, clock_timestamp(), who.account,
        left(who.duty, 1000), NULL);
    sent.entry := public.write_entry(who, 'submit', 'gap/' || of_site || '/' || of_item, NULL, sha256(convert_to(public.framed(ARRAY[
        'lazaret submission v1', sent.id::text, sent.site, sent.item, sent.inspection::text, sent.words,
        (SELECT string_agg(encode(one, 'hex'), ',' ORDER BY place) FROM unnest(evidence) WITH ORDINALITY AS e (one, place)),
        (extract(epoch FROM sent.submitted_at) * 1000000)::bigint::text, sent.submitted_by, sent.duty]), 'UTF8')), on_behalf);
    INSERT INTO public.submission SELECT sent.*;
    RETURN 'submitted';
END $$;
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
    open_since timestamptz; -- since when all of the gaps are found, and were not seen mended
    begun date; -- the day on which the first of them was found
    line text[]; -- the codes of the site
    open_items bigint;
    is_overdue boolean; -- all of them
    next_number integer;
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
    PERFORM public.seal_context(who);
    line := ARRAY(SELECT l.site FROM public.site_line(of_county, of_site) AS l);
    SELECT * INTO days FROM public.ladder_days(of_county);
    IF in_case IS NOT NULL THEN
        SELECT c.infection IS NOT NULL, c.items INTO on_infection, of_items FROM public.accountability_case c
        WHERE c.county_id = of_county AND c.id = in_case AND c.site = of_site AND public.is_open_case(of_county, c.id);
        IF NOT FOUND THEN RETURN 'missing'; END IF;
        PERFORM public.refuse_own_matter(who, of_site, public.case_since(of_county, in_case));
        PERFORM FROM public.ladder_step s WHERE s.county_id = of_county AND s.case_id = in_case AND s.rung = of_rung;
        IF FOUND THEN RETURN 'already'; END IF;
        IF NOT public.case_stands(of_county, in_case) THEN RETURN 'gone'; END IF;
    ELSE
        IF NOT coalesce(cardinality(of_items) BETWEEN 1 AND 500, false) THEN
            RAISE EXCEPTION 'a step is of gaps' USING ERRCODE = 'check_violation', TABLE = 'ladder_step';
        END IF;
        of_site := public.present_code(of_county, of_site);
        -- What a site answered waits for the inspectors, and is not held against it.
        SELECT max(r.due_from), min((r.since AT TIME ZONE INTERVAL '08:00')::date), count(*), bool_and(r.deadline < now_at)
        INTO open_since, begun, open_items, is_overdue
        FROM public.gap_runs(of_county, of_site, NULL, true) AS r
        WHERE r.item = ANY (of_items) AND r.state IN ('open', 'returned');
        IF open_items <> (SELECT count(DISTINCT one) FROM unnest(of_items) AS one) THEN RETURN 'gone'; END IF;
        PERFORM public.refuse_own_matter(who, of_site, begun);
    END IF;
    -- What it follows: the first step before it that speaks of the same gaps as they are open now; of a case, that speaks of one
    -- of them since that was found and not seen mended before its first visit; and in a case, the interview.
    IF of_rung = 'proposal' THEN
        SELECT a.entry, a.happened_at INTO before, before_at FROM public.case_act a
        WHERE a.county_id = of_county AND a.case_id = in_case AND a.kind IN ('interviewHeld', 'interviewRefused');
    ELSIF of_rung = 'circular' THEN
        SELECT s.entry, s.taken_at INTO before, before_at FROM public.ladder_step s
        WHERE s.county_id = of_county AND s.site = ANY (line) AND s.rung = 'reminder' AND s.items @> of_items
            AND s.taken_at >= open_since
        ORDER BY s.entry LIMIT 1;
    ELSIF of_rung = 'interview' AND NOT on_infection THEN
        SELECT s.entry, s.taken_at INTO before, before_at
        FROM public.accountability_case c
        JOIN public.inspection v ON v.county_id = of_county AND v.id = c.found
        CROSS JOIN LATERAL unnest(c.items) AS one (item)
        CROSS JOIN LATERAL (
            SELECT public.found_since(of_county, of_site, one.item, v.finished_at, v.place) AS since OFFSET 0) AS run
        JOIN public.ladder_step s ON s.county_id = of_county AND s.site = ANY (line) AND s.rung = 'circular'
            AND one.item = ANY (s.items) AND s.taken_at >= run.since
        JOIN public.ladder_step t ON t.county_id = of_county AND t.entry = s.follows AND t.taken_at >= run.since
        WHERE c.county_id = of_county AND c.id = in_case
        ORDER BY s.entry LIMIT 1;
    ELSIF of_rung = 'reminder' THEN
        PERFORM FROM public.ladder_step s
        WHERE s.county_id = of_county AND s.site = ANY (line) AND s.rung = 'reminder' AND s.items @> of_items
            AND s.taken_at >= open_since;
        IF FOUND THEN RETURN 'already'; END IF;
        -- Where the last visit that could say so did not find the site below the minimum, of what is overdue alone.
        IF NOT is_overdue AND NOT coalesce((
            SELECT v.below_minimum
            FROM public.site_life(of_county, of_site) AS past
            JOIN public.standing_inspection v ON v.county_id = of_county AND v.site = past.site AND v.visit_day <= past.until
                AND v.visit_day > past.after
                AND v.below_minimum IS NOT NULL
            ORDER BY v.finished_at DESC, v.place DESC LIMIT 1), false)
        THEN
            RETURN 'early';
        END IF;
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
        WHERE s.county_id = of_county AND s.site = ANY (line) AND s.rung = 'circular' AND s.items @> of_items
            AND s.taken_at >= open_since;
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
    SELECT coalesce(max(s.number), 0) + 1 INTO next_number FROM public.ladder_step s
    WHERE s.county_id = of_county AND s.rung = of_rung AND s.year = in_year;
    IF as_number IS DISTINCT FROM next_number THEN RETURN 'taken ' || next_number; END IF;
    number := public.write_entry(who, 'add', of_rung || '/' || in_year || '-' || as_number, NULL, public.fact_digest('lazaret step v1',
        of_site, in_case::text, of_rung, in_year::text, as_number::text, array_to_string(of_items, ','), before::text, document));
    INSERT INTO public.ladder_step
        (county_id, entry, site, case_id, rung, year, number, items, follows, document, taken_at, taken_by)
    VALUES (of_county, number, of_site, in_case, of_rung, in_year, as_number, of_items, before, document, now_at, who.account);
    RETURN as_number::text;
END $$;
CREATE FUNCTION public.tell_messages(of_county integer, as_of timestamp with time zone, told public.new_message[]) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    today date := (as_of AT TIME ZONE INTERVAL '08:00')::date;
    fresh public.message[];
    digest bytea;
    number bigint;
BEGIN
    IF NOT coalesce(isfinite(as_of) AND cardinality(told) <= 1000, false) THEN
        RAISE EXCEPTION 'that is not to be told' USING ERRCODE = 'check_violation';
    END IF;
    -- One teller at a time: whoever waited sees what the other told.
    PERFORM pg_advisory_xact_lock(of_county, hashtext('message'));
    fresh := ARRAY(
        SELECT ROW(of_county, gen_random_uuid(), 0, row_number() OVER (ORDER BY one.place), one.cause, one.thing, one.stage,
            one.recipient, today, as_of, one.title_zh, one.title_en, one.lines_zh, one.lines_en, one.link, NULL,
            one.recipient LIKE 'webhook/%' OR EXISTS (SELECT FROM public.mail_of(of_county, one.recipient)))::public.message
        FROM (
            SELECT DISTINCT ON (t.recipient, t.thing) t.* FROM unnest(told) WITH ORDINALITY AS t (
                cause, thing, stage, recipient, title_zh, title_en, lines_zh, lines_en, link, place)
            ORDER BY t.recipient, t.thing, t.place) AS one
        WHERE NOT EXISTS (
            SELECT FROM public.message m
            WHERE m.county_id = of_county AND m.recipient = one.recipient AND m.thing = one.thing
                AND (m.day = today OR m.day > today - 7 AND m.stage = one.stage))
            AND NOT EXISTS (
                SELECT FROM public.message m
                WHERE one.recipient LIKE 'webhook/%' AND m.county_id = of_county AND m.thing = one.thing
                    AND m.day > today - 7 AND m.stage = one.stage AND m.entry < (
                        SELECT min(w.entry) FROM public.message_webhook w
                        WHERE w.county_id = of_county AND 'webhook/' || w.id = one.recipient)));
    IF cardinality(fresh) = 0 THEN RETURN 0; END IF;
    SELECT sha256(convert_to(string_agg(public.message_framed(one), '' ORDER BY one.place), 'UTF8'))
    INTO digest FROM unnest(fresh) AS one;
    number := public.write_entry(public.clock_holder(of_county), 'issue', 'messages/told', NULL, digest);
    INSERT INTO public.message
    SELECT one.county_id, one.id, number, one.place, one.cause, one.thing, one.stage, one.recipient, one.day, one.composed_at,
        one.title_zh, one.title_en, one.lines_zh, one.lines_en, one.link, NULL, one.waits
    FROM unnest(fresh) AS one;
    RETURN cardinality(fresh);
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
CREATE FUNCTION public.verify_rectification(of_county integer, key bytea, from_address text, of_site text, of_item text, of_submission uuid, of_visit uuid, verdict text, why text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'file');
    today date := (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date;
    known public.verification;
    judged public.verification;
    run record;
    found_at timestamptz;
BEGIN
    IF who.via = 'shell' THEN
        RAISE EXCEPTION 'the operator verifies nothing' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NOT coalesce(char_length(of_site) BETWEEN 1 AND 32 AND char_length(of_item) BETWEEN 1 AND 100
        AND num_nonnulls(of_submission, of_visit) = 1 AND verdict = ANY (ARRAY['verified', 'returned'])
        AND CASE WHEN why IS NULL THEN verdict = 'verified' ELSE char_length(why) BETWEEN 1 AND 2000 END, false)
    THEN
        RAISE EXCEPTION 'that is no verification' USING ERRCODE = 'check_violation', CONSTRAINT = 'verification_bounds',
            TABLE = 'verification';
    END IF;
    PERFORM pg_advisory_xact_lock(of_county, hashtext('gap/' || of_site || '/' || of_item));
    SELECT * INTO known FROM public.verification y
    WHERE y.county_id = of_county AND y.item = of_item AND (y.submission = of_submission OR y.inspection = of_visit);
    IF FOUND THEN
        RETURN CASE WHEN known.verified_by = who.account AND known.verdict = verify_rectification.verdict THEN 'already' ELSE 'decided' END;
    END IF;
    PERFORM FROM public.operation p
    WHERE p.county_id = of_county AND p.predecessor = of_site AND p.replaced_at IS NULL AND NOT EXISTS (
        SELECT FROM public.operation o WHERE o.county_id = of_county AND o.site = of_site AND o.replaced_at IS NULL
            AND coalesce(o.closed_on, 'infinity') >= today);
    IF FOUND THEN RETURN 'moved'; END IF;
    PERFORM public.seal_context(who);
    SELECT * INTO run FROM public.gap_runs(of_county, of_site, of_item) AS r ORDER BY r.number DESC LIMIT 1;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    found_at := run.since;
    IF run.ended_at IS NOT NULL OR coalesce(run.submission <> of_submission, run.waiting <> of_visit, true) THEN
        found_at := public.waited_in_vain(of_county, of_site, of_item, of_visit);
        IF found_at IS NULL AND run.ended_at IS NOT NULL THEN RETURN 'closed'; END IF;
        -- What is sent back has to be answered anew: not where an answer came since, which is judged itself.
        IF found_at IS NULL OR verdict = 'returned' AND run.ended_at IS NULL AND run.answered_at IS NOT NULL THEN
            RETURN 'outdated';
        END IF;
    END IF;
    -- The inspected never close what was found of them (domain §6).
    IF public.answers_for_gap(who, of_site, of_item, found_at) THEN RETURN 'barred'; END IF;
    -- What nobody can look at shows nothing.
    IF verdict = 'verified' AND public.answer_missing(of_county, of_submission) THEN RETURN 'pending'; END IF;
    judged := ROW(of_county, NULL, of_site, of_item, of_submission, of_visit, verdict, why, clock_timestamp(), who.account);
    judged.entry := public.write_entry(who, CASE verdict WHEN 'verified' THEN 'verify' ELSE 'return' END,
        'gap/' || of_site || '/' || of_item, NULL, sha256(convert_to(public.framed(ARRAY[
        'lazaret verification v1', judged.site, judged.item, judged.submission::text, judged.inspection::text, judged.verdict,
        judged.reason, (extract(epoch FROM judged.verified_at) * 1000000)::bigint::text, judged.verified_by]), 'UTF8')), why);
    INSERT INTO public.verification SELECT judged.*;
    RETURN 'done';
END $$;
CREATE FUNCTION public.visits_hold(of_county integer, of_site text, found_by uuid, again_by uuid, items text[]) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN coalesce(cardinality(items) > 0 AND items <@ public.case_items(of_county, of_site, found_by, again_by), false);
END $$;
CREATE FUNCTION public.waited_in_vain(of_county integer, of_site text, of_item text, of_visit uuid) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN (
        SELECT r.since
        FROM public.site_life(of_county, of_site) AS past
        JOIN public.standing_inspection v ON v.county_id = of_county AND v.id = of_visit AND v.site = past.site
            AND v.visit_day <= past.until AND v.visit_day > past.after AND of_item <> ALL (v.not_asked)
        JOIN public.checklist_version c ON c.county_id = of_county AND c.digest = v.checklist_digest AND of_item = ANY (c.items)
        CROSS JOIN public.gap_runs(of_county, of_site, of_item) AS r
        JOIN public.inspection first ON first.county_id = of_county AND first.id = r.first_inspection
        JOIN public.inspection last ON last.county_id = of_county AND last.id = r.last_inspection
        WHERE (v.finished_at, v.place) > (first.finished_at, first.place)
            AND (v.finished_at, v.place) < (last.finished_at, last.place)
            AND NOT EXISTS (
                SELECT FROM public.gap g WHERE g.county_id = of_county AND g.inspection = of_visit AND g.item = of_item
                    AND (NOT g.fixed_on_spot OR public.evidence_missing(of_county, of_visit, of_item)))
        LIMIT 1);
END $$;
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
CREATE FUNCTION public.week_cases(of_county integer, from_time timestamp with time zone, until_time timestamp with time zone) RETURNS TABLE(id uuid, site text, opened_at timestamp with time zone, found uuid, again uuid, items text[], infection date, duties text[], end_kind text, ended_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT c.id,
     c.site,
     c.opened_at,
     c.found,
     c.again,
     c.items,
     i.day,
     ARRAY( SELECT DISTINCT p.duty
            FROM public.case_person p
           WHERE ((p.county_id = c.county_id) AND (p.case_id = c.id) AND (p.named_at < week_cases.until_time))
           ORDER BY p.duty) AS "array",
     ending.kind,
     ending.recorded_at
    FROM ((public.accountability_case c
      LEFT JOIN public.infection i ON (((i.county_id = c.county_id) AND (i.id = c.infection))))
      LEFT JOIN public.case_act ending ON (((ending.county_id = c.county_id) AND (ending.case_id = c.id) AND (ending.kind = ANY (ARRAY['withdrawn'::text, 'closed'::text])) AND (ending.recorded_at < week_cases.until_time))))
   WHERE ((c.county_id = week_cases.of_county) AND (week_cases.of_county = public.acting('county'::text)) AND (c.opened_at < week_cases.until_time) AND COALESCE((ending.recorded_at >= week_cases.from_time), true))
   ORDER BY c.entry;
END;
CREATE FUNCTION public.week_cut_off(of_county integer, key bytea, from_address text) RETURNS TABLE(cut_off timestamp with time zone, head text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    PERFORM public.actor(of_county, key, from_address, 'manage');
    PERFORM FROM public.county c WHERE c.county_id = of_county FOR NO KEY UPDATE;
    RETURN QUERY SELECT clock_timestamp(), (
        SELECT h.head FROM public.audit_head h WHERE h.county_id = of_county ORDER BY h.size DESC LIMIT 1);
END $$;
CREATE FUNCTION public.week_readers(of_county integer, of_week date, of_revision integer) RETURNS TABLE(account text, display text, reads boolean, read_at timestamp with time zone)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF public.acting('county') IS DISTINCT FROM of_county THEN RETURN; END IF;
    RETURN QUERY
    SELECT a.name, a.display, a.disabled_at IS NULL AND 'county' = ANY (a.rights), m.read_at
    FROM public.account a
    LEFT JOIN public.week_mark m ON m.county_id = a.county_id AND m.week = of_week AND m.revision = of_revision
        AND m.account = a.name
    WHERE a.county_id = of_county AND (a.disabled_at IS NULL AND 'county' = ANY (a.rights) OR m.account IS NOT NULL
        OR EXISTS (SELECT FROM public.closing_order o WHERE o.county_id = of_county AND a.name = ANY (o.accounts)))
    ORDER BY a.name;
END $$;
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
    CONSTRAINT ladder_step_lengths CHECK ((((octet_length(document) >= 2) AND (octet_length(document) <= 4194304)) AND (cardinality(items) <= 500)))
);
CREATE FUNCTION public.week_steps(of_county integer, from_time timestamp with time zone, until_time timestamp with time zone) RETURNS TABLE(entry bigint, site text, case_id uuid, rung text, short text, year integer, number integer, items text[], taken_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 SELECT s.entry,
     s.site,
     s.case_id,
     s.rung,
     ((s.document)::json ->> 'short'::text),
     s.year,
     s.number,
     s.items,
     s.taken_at
    FROM public.ladder_step s
   WHERE ((s.county_id = week_steps.of_county) AND (week_steps.of_county = public.acting('county'::text)) AND (s.taken_at < week_steps.until_time) AND
         CASE
             WHEN (s.case_id IS NULL) THEN (s.taken_at >= week_steps.from_time)
             ELSE (s.case_id IN ( SELECT c.id
                FROM public.week_cases(week_steps.of_county, week_steps.from_time, week_steps.until_time) c(id, site, opened_at, found, again, items, infection, duties, end_kind, ended_at)))
         END)
   ORDER BY s.entry;
END;
CREATE FUNCTION public.week_to_close(of_county integer, as_of timestamp with time zone) RETURNS TABLE(week date, cut_off timestamp with time zone, head text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    due date := public.closing_week(public.closing_order_in_force(of_county), least(as_of, clock_timestamp()));
BEGIN
    -- Asked every minute: nothing is held where nothing is to be done.
    IF due IS NULL OR EXISTS (SELECT FROM public.week_report r WHERE r.county_id = of_county AND r.week = due) THEN RETURN; END IF;
    IF (public.hold_closing_order(of_county)).number IS NULL THEN RETURN; END IF;
    PERFORM FROM public.county c WHERE c.county_id = of_county FOR NO KEY UPDATE;
    RETURN QUERY SELECT due, clock_timestamp(), (
        SELECT h.head FROM public.audit_head h WHERE h.county_id = of_county ORDER BY h.size DESC LIMIT 1);
END $$;
CREATE FUNCTION public.withdraw(of_county integer, key bytea, from_address text, visit uuid, why text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
    at_site text;
    seen_on date;
BEGIN
    -- Whoever corrects it goes first or waits.
    PERFORM pg_advisory_xact_lock(of_county, hashtext(visit::text));
    PERFORM FROM public.inspection r WHERE r.county_id = of_county AND r.revises = visit;
    IF FOUND THEN RETURN 'revised'; END IF;
    SELECT i.site, i.visit_day INTO at_site, seen_on FROM public.inspection i WHERE i.county_id = of_county AND i.id = visit;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    PERFORM public.refuse_own_matter(who, at_site, seen_on);
    INSERT INTO public.withdrawal (county_id, inspection, site, withdrawn_by, reason)
    VALUES (of_county, visit, at_site, who.account, why) ON CONFLICT (county_id, inspection) DO NOTHING;
    IF NOT FOUND THEN RETURN 'already'; END IF;
    PERFORM public.write_entry(who, 'withdraw', 'inspection/' || visit, NULL, NULL, why);
    RETURN 'withdrawn';
END $$;
CREATE FUNCTION public.withdraw_guidance(of_county integer, key bytea, from_address text, guidance_id uuid, why text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
    now_at timestamptz;
    at_site text;
    given timestamptz;
    number bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(of_county, hashtext(guidance_id::text));
    now_at := clock_timestamp();
    SELECT g.site, g.given_at INTO at_site, given FROM public.guidance g WHERE g.county_id = of_county AND g.id = guidance_id;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    -- A case may rest on it: nobody takes that away in their own matter.
    PERFORM public.refuse_own_matter(who, at_site, (given AT TIME ZONE INTERVAL '08:00')::date);
    PERFORM FROM public.guidance_withdrawal w WHERE w.county_id = of_county AND w.guidance = guidance_id;
    IF FOUND THEN RETURN 'already'; END IF;
    number := public.write_entry(who, 'withdraw', 'guidance/' || guidance_id, NULL, sha256(convert_to(public.framed(ARRAY[
        'lazaret guidance withdrawal v1', guidance_id::text, at_site,
        (extract(epoch FROM now_at) * 1000000)::bigint::text, who.account, why]), 'UTF8')), why);
    INSERT INTO public.guidance_withdrawal (county_id, guidance, site, withdrawn_at, withdrawn_by, reason, entry)
    VALUES (of_county, guidance_id, at_site, now_at, who.account, why, number);
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
            'backup', 'acknowledge', 'guide', 'deliver', 'close', 'receive', 'submit', 'verify', 'return', 'move',
            'draw']), false)
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
CREATE FUNCTION public.write_person(who public.holder, in_case uuid, of_site text, of_term uuid, why text) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    holds record;
    number bigint;
BEGIN
    SELECT p.duty, p.person INTO holds
    FROM public.accountability_case c
    JOIN public.site s ON s.county_id = who.county_id AND s.code = of_site
    LEFT JOIN public.infection i ON i.county_id = who.county_id AND i.id = c.infection
    LEFT JOIN public.inspection first ON first.county_id = who.county_id AND first.id = c.found
    LEFT JOIN public.inspection later ON later.county_id = who.county_id AND later.id = c.again
    CROSS JOIN LATERAL public.site_past(who.county_id, of_site) AS past
    JOIN public.posting p ON p.county_id = who.county_id AND p.site = past.site AND p.id = of_term AND p.replaced_at IS NULL
        AND p.held_from <= least(past.until, coalesce(i.day, (later.started_at AT TIME ZONE INTERVAL '08:00')::date))
        AND least(past.until, coalesce(p.held_to, 'infinity'))
            >= coalesce(i.day, (first.started_at AT TIME ZONE INTERVAL '08:00')::date)
    WHERE c.county_id = who.county_id AND c.id = in_case
        AND p.duty = ANY (CASE s.kind WHEN 'countyIsolation' THEN ARRAY['health', 'finance', 'police', 'fire', 'medical']
            ELSE ARRAY['director', 'partyHead', 'governmentHead', 'deputyInCharge'] END);
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no term of duty at the site that the case may name' USING ERRCODE = 'foreign_key_violation';
    END IF;
    PERFORM FROM public.case_person n
    WHERE n.county_id = who.county_id AND n.case_id = in_case AND n.duty = holds.duty AND n.person = holds.person;
    IF FOUND THEN RETURN false; END IF;
    number := public.write_entry(who, 'add', 'case/' || in_case || '/person/' || of_term, NULL,
        public.fact_digest('lazaret case person v1', in_case::text, of_site, of_term::text, holds.duty, holds.person), why);
    INSERT INTO public.case_person (county_id, case_id, site, term, duty, person, entry)
    VALUES (who.county_id, in_case, of_site, of_term, holds.duty, holds.person, number);
    RETURN true;
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
    CONSTRAINT api_token_scope_known CHECK ((((cardinality(scope) >= 1) AND (cardinality(scope) <= 7)) AND (scope <@ ARRAY['read'::text, 'county'::text, 'file'::text, 'manage'::text, 'audit'::text, 'respond'::text, 'cases'::text])))
);
ALTER TABLE public.audit_entry ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.audit_entry_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
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
CREATE TABLE public.clock_run (
    county_id integer NOT NULL,
    ran_at timestamp with time zone NOT NULL,
    told integer NOT NULL,
    delivered integer NOT NULL,
    failed integer NOT NULL,
    trouble_zh text,
    trouble_en text
);
CREATE TABLE public.closing_order_end (
    county_id integer NOT NULL,
    number integer NOT NULL,
    entry bigint NOT NULL,
    ended_at timestamp with time zone NOT NULL,
    ended_by text NOT NULL,
    CONSTRAINT closing_order_end_by_length CHECK (((char_length(ended_by) >= 1) AND (char_length(ended_by) <= 200)))
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
CREATE TABLE public.delivery_attempt (
    county_id integer NOT NULL,
    message uuid NOT NULL,
    number integer NOT NULL,
    outcome text NOT NULL,
    wait integer,
    words_zh text NOT NULL,
    words_en text NOT NULL,
    happened_at timestamp with time zone NOT NULL,
    entry bigint,
    CONSTRAINT delivery_attempt_entry CHECK (((entry IS NOT NULL) = (outcome = ANY (ARRAY['again'::text, 'aside'::text])))),
    CONSTRAINT delivery_attempt_outcome_known CHECK ((outcome = ANY (ARRAY['delivered'::text, 'later'::text, 'refused'::text, 'again'::text, 'aside'::text]))),
    CONSTRAINT delivery_attempt_wait CHECK (((wait >= 0) AND (wait <= 86400))),
    CONSTRAINT delivery_attempt_words CHECK (((char_length(words_zh) <= 500) AND (char_length(words_en) <= 500)))
);
CREATE TABLE public.document_series (
    county_id integer NOT NULL,
    kind text NOT NULL,
    year smallint NOT NULL,
    CONSTRAINT document_series_kind_known CHECK ((kind = ANY (ARRAY['notice'::text, 'order'::text])))
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
CREATE TABLE public.draw_seed (
    county_id integer NOT NULL,
    draw uuid NOT NULL,
    seed bytea NOT NULL,
    CONSTRAINT draw_seed_size CHECK ((octet_length(seed) = 32))
);
CREATE TABLE public.evidence_copy (
    county_id integer NOT NULL,
    digest bytea NOT NULL,
    refused text,
    width integer,
    height integer,
    beyond integer NOT NULL,
    page bytea,
    thumbnail bytea,
    made_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    maker integer DEFAULT 1 NOT NULL,
    CONSTRAINT evidence_copy_bounds CHECK (((beyond >= 0) AND (octet_length(page) <= 2097152) AND (octet_length(thumbnail) <= 131072) AND ((char_length(refused) >= 1) AND (char_length(refused) <= 40)))),
    CONSTRAINT evidence_copy_whole CHECK ((num_nonnulls(width, height, page, thumbnail) =
CASE
    WHEN (refused IS NULL) THEN 4
    ELSE 0
END))
);
ALTER TABLE ONLY public.evidence_copy ALTER COLUMN page SET STORAGE EXTERNAL;
ALTER TABLE ONLY public.evidence_copy ALTER COLUMN thumbnail SET STORAGE EXTERNAL;
CREATE TABLE public.evidence_file (
    county_id integer NOT NULL,
    digest bytea NOT NULL,
    size integer NOT NULL,
    kind text NOT NULL,
    body uuid NOT NULL,
    CONSTRAINT evidence_file_kind_known CHECK ((kind = ANY (ARRAY['image/jpeg'::text, 'image/png'::text, 'image/webp'::text, 'image/heic'::text, 'application/pdf'::text])))
);
CREATE TABLE public.evidence_limit (
    county_id integer NOT NULL,
    a_day bigint NOT NULL,
    in_all bigint NOT NULL,
    CONSTRAINT evidence_limit_range CHECK ((LEAST(a_day, in_all) >= 0))
);
CREATE TABLE public.evidence_piece (
    county_id integer NOT NULL,
    upload uuid NOT NULL,
    place integer NOT NULL,
    bytes bytea NOT NULL
);
ALTER TABLE ONLY public.evidence_piece ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE TABLE public.evidence_receipt (
    county_id integer NOT NULL,
    entry bigint NOT NULL,
    digest bytea NOT NULL,
    account text NOT NULL,
    received_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
CREATE TABLE public.evidence_upload (
    county_id integer NOT NULL,
    id uuid NOT NULL,
    account text NOT NULL,
    size integer NOT NULL,
    promised bytea,
    arrived integer DEFAULT 0 NOT NULL,
    pieces integer DEFAULT 0 NOT NULL,
    begun_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    ended_at timestamp with time zone,
    outcome text,
    digest bytea,
    CONSTRAINT evidence_upload_ended_whole CHECK (((ended_at IS NULL) = (outcome IS NULL))),
    CONSTRAINT evidence_upload_outcome_known CHECK ((outcome = ANY (ARRAY['received'::text, 'mismatch'::text, 'unsupported'::text, 'discarded'::text]))),
    CONSTRAINT evidence_upload_size CHECK ((((size >= 1) AND (size <= 20971520)) AND ((arrived >= 0) AND (arrived <= size))))
);
CREATE TABLE public.guidance (
    county_id integer NOT NULL,
    id uuid NOT NULL,
    site text NOT NULL,
    checklist_digest bytea NOT NULL,
    baseline_digest bytea NOT NULL,
    given_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    given_by text NOT NULL,
    shown text NOT NULL,
    attended text NOT NULL,
    entry bigint NOT NULL,
    CONSTRAINT guidance_attended_length CHECK (((char_length(attended) >= 1) AND (char_length(attended) <= 500))),
    CONSTRAINT guidance_in_order CHECK ((given_at <= recorded_at)),
    CONSTRAINT guidance_shown_length CHECK (((char_length(shown) >= 1) AND (char_length(shown) <= 2000)))
);
CREATE TABLE public.guidance_withdrawal (
    county_id integer NOT NULL,
    guidance uuid NOT NULL,
    site text NOT NULL,
    withdrawn_at timestamp with time zone NOT NULL,
    withdrawn_by text NOT NULL,
    reason text NOT NULL,
    entry bigint NOT NULL,
    CONSTRAINT guidance_withdrawal_reason_length CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 2000)))
);
CREATE TABLE public.issuance (
    county_id integer NOT NULL,
    entry bigint NOT NULL,
    site text NOT NULL,
    checklist_digest bytea NOT NULL,
    baseline_digest bytea NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    issued_by text NOT NULL
);
CREATE TABLE public.issuance_receipt (
    county_id integer NOT NULL,
    issuance bigint NOT NULL,
    site text NOT NULL,
    received_at timestamp with time zone NOT NULL,
    received_by text NOT NULL,
    duty text NOT NULL,
    entry bigint NOT NULL
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
CREATE TABLE public.letterhead (
    county_id integer NOT NULL,
    entry bigint NOT NULL,
    short text NOT NULL,
    office_zh text NOT NULL,
    office_en text NOT NULL,
    red_head text,
    set_at timestamp with time zone NOT NULL,
    set_by text NOT NULL,
    CONSTRAINT letterhead_by_length CHECK (((char_length(set_by) >= 1) AND (char_length(set_by) <= 200))),
    CONSTRAINT letterhead_office_length CHECK ((((char_length(office_zh) >= 1) AND (char_length(office_zh) <= 100)) AND ((char_length(office_en) >= 1) AND (char_length(office_en) <= 100)))),
    CONSTRAINT letterhead_plain CHECK ((concat(short, office_zh, office_en, red_head) !~ '[[:cntrl:]"\\]'::text)),
    CONSTRAINT letterhead_red_head_length CHECK (((char_length(red_head) >= 1) AND (char_length(red_head) <= 60))),
    CONSTRAINT letterhead_short_length CHECK (((char_length(short) >= 1) AND (char_length(short) <= 20)))
);
CREATE TABLE public.login_failure (
    county_id integer NOT NULL,
    subject text NOT NULL,
    failures integer NOT NULL,
    pending integer DEFAULT 0 NOT NULL,
    last_at timestamp with time zone NOT NULL,
    CONSTRAINT login_failure_subject_length CHECK ((char_length(subject) <= 200))
);
CREATE TABLE public.message_route (
    county_id integer NOT NULL,
    entry bigint NOT NULL,
    account text NOT NULL,
    wants_mail boolean NOT NULL,
    address text,
    language text NOT NULL,
    set_at timestamp with time zone NOT NULL,
    CONSTRAINT message_route_address CHECK (((char_length(address) >= 3) AND (char_length(address) <= 254))),
    CONSTRAINT message_route_language CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text])))
);
CREATE TABLE public.message_webhook (
    county_id integer NOT NULL,
    entry bigint NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    shape text NOT NULL,
    shown text NOT NULL,
    address text NOT NULL,
    secret text,
    is_used boolean NOT NULL,
    set_at timestamp with time zone NOT NULL,
    set_by text NOT NULL,
    CONSTRAINT message_webhook_address CHECK (((char_length(address) >= 10) AND (char_length(address) <= 2000))),
    CONSTRAINT message_webhook_name_length CHECK ((((char_length(name) >= 1) AND (char_length(name) <= 100)) AND ((char_length(shown) >= 1) AND (char_length(shown) <= 300)))),
    CONSTRAINT message_webhook_secret CHECK (((char_length(secret) >= 1) AND (char_length(secret) <= 500))),
    CONSTRAINT message_webhook_shape_known CHECK ((shape = ANY (ARRAY['standard'::text, 'wecom'::text, 'dingtalk'::text])))
);
CREATE TABLE public.notice (
    county_id integer NOT NULL,
    inspection uuid NOT NULL,
    site text NOT NULL,
    visit_day date NOT NULL,
    year smallint NOT NULL,
    number integer NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    issued_by text NOT NULL,
    document json NOT NULL,
    digest bytea NOT NULL,
    entry bigint NOT NULL,
    CONSTRAINT notice_by_length CHECK (((char_length(issued_by) >= 1) AND (char_length(issued_by) <= 200))),
    CONSTRAINT notice_digest_size CHECK ((octet_length(digest) = 32)),
    CONSTRAINT notice_document_size CHECK ((octet_length((document)::text) <= 1048576)),
    CONSTRAINT notice_number_range CHECK (((number >= 1) AND ((year >= 2000) AND (year <= 9999))))
);
CREATE TABLE public.openid_answer (
    county_id integer NOT NULL,
    digest bytea NOT NULL,
    used_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT openid_answer_digest_length CHECK ((octet_length(digest) = 32))
);
CREATE TABLE public.quiet_hours (
    county_id integer NOT NULL,
    entry bigint NOT NULL,
    quiet_from integer NOT NULL,
    quiet_to integer NOT NULL,
    set_at timestamp with time zone NOT NULL,
    set_by text NOT NULL,
    CONSTRAINT quiet_hours_minutes CHECK ((((quiet_from >= 0) AND (quiet_from <= 1439)) AND ((quiet_to >= 0) AND (quiet_to <= 1439))))
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
CREATE VIEW public.standing_guidance WITH (security_invoker='true') AS
 SELECT g.county_id,
    g.site,
    g.checklist_digest,
    g.baseline_digest,
    g.given_at,
    g.id AS guidance,
    NULL::uuid AS inspection
   FROM public.guidance g
  WHERE (NOT (EXISTS ( SELECT
           FROM public.guidance_withdrawal w
          WHERE ((w.county_id = g.county_id) AND (w.guidance = g.id)))))
UNION ALL
 SELECT i.county_id,
    i.site,
    i.checklist_digest,
    i.baseline_digest,
    i.finished_at AS given_at,
    NULL::uuid AS guidance,
    i.id AS inspection
   FROM public.standing_inspection i
  WHERE (i.kind = 'guidance'::text);
CREATE TABLE public.supervision_order (
    county_id integer NOT NULL,
    id uuid NOT NULL,
    site text NOT NULL,
    item text NOT NULL,
    inspection uuid NOT NULL,
    colour text NOT NULL,
    deadline timestamp with time zone NOT NULL,
    year smallint NOT NULL,
    number integer NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    issued_by text NOT NULL,
    document json NOT NULL,
    digest bytea NOT NULL,
    entry bigint NOT NULL,
    CONSTRAINT supervision_order_by_length CHECK (((char_length(issued_by) >= 1) AND (char_length(issued_by) <= 200))),
    CONSTRAINT supervision_order_colour_known CHECK ((colour = ANY (ARRAY['blue'::text, 'yellow'::text, 'red'::text]))),
    CONSTRAINT supervision_order_digest_size CHECK ((octet_length(digest) = 32)),
    CONSTRAINT supervision_order_document_size CHECK ((octet_length((document)::text) <= 1048576)),
    CONSTRAINT supervision_order_item_length CHECK (((char_length(item) >= 1) AND (char_length(item) <= 100))),
    CONSTRAINT supervision_order_number_range CHECK (((number >= 1) AND ((year >= 2000) AND (year <= 9999))))
);
CREATE TABLE public.township (
    county_id integer NOT NULL,
    code text NOT NULL,
    CONSTRAINT township_code_shape CHECK ((code ~ '^[A-Za-z0-9-]{1,32}$'::text))
);
CREATE TABLE public.week_mark (
    county_id integer NOT NULL,
    week date NOT NULL,
    revision integer NOT NULL,
    account text NOT NULL,
    report_digest bytea NOT NULL,
    read_at timestamp with time zone NOT NULL,
    entry bigint NOT NULL,
    CONSTRAINT week_mark_account_length CHECK (((char_length(account) >= 1) AND (char_length(account) <= 200))),
    CONSTRAINT week_mark_digest CHECK ((octet_length(report_digest) = 32))
);
CREATE TABLE public.week_paper (
    county_id integer NOT NULL,
    week date NOT NULL,
    revision integer NOT NULL,
    bytes bytea NOT NULL,
    digest bytea NOT NULL,
    kept_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    kept_by text NOT NULL,
    entry bigint NOT NULL,
    CONSTRAINT week_paper_by_length CHECK (((char_length(kept_by) >= 1) AND (char_length(kept_by) <= 200))),
    CONSTRAINT week_paper_digest CHECK ((octet_length(digest) = 32)),
    CONSTRAINT week_paper_kind CHECK ((substr(bytes, 1, 5) = '\x255044462d'::bytea)),
    CONSTRAINT week_paper_size CHECK (((octet_length(bytes) >= 5) AND (octet_length(bytes) <= 16777216)))
);
ALTER TABLE ONLY public.week_paper ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE TABLE public.week_report (
    county_id integer NOT NULL,
    week date NOT NULL,
    revision integer NOT NULL,
    document text NOT NULL,
    digest bytea NOT NULL,
    previous bytea,
    cut_off timestamp with time zone NOT NULL,
    closed_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    closed_by text NOT NULL,
    reason text,
    entry bigint NOT NULL,
    closing_order integer,
    CONSTRAINT week_report_by_length CHECK (((char_length(closed_by) >= 1) AND (char_length(closed_by) <= 200))),
    CONSTRAINT week_report_digest CHECK (((octet_length(digest) = 32) AND (octet_length(previous) = 32))),
    CONSTRAINT week_report_length CHECK (((octet_length(document) >= 2) AND (octet_length(document) <= 16777216))),
    CONSTRAINT week_report_monday CHECK ((EXTRACT(isodow FROM week) = (1)::numeric)),
    CONSTRAINT week_report_order_first CHECK (((closing_order IS NULL) OR (revision = 1))),
    CONSTRAINT week_report_over CHECK ((cut_off >= (((week + 7))::timestamp without time zone AT TIME ZONE '08:00:00'::interval))),
    CONSTRAINT week_report_reason_length CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 2000))),
    CONSTRAINT week_report_revision CHECK (((revision >= 1) AND ((revision = 1) = (reason IS NULL))))
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
ALTER TABLE ONLY public.cadence
    ADD CONSTRAINT cadence_key PRIMARY KEY (county_id, entry);
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
ALTER TABLE ONLY public.clock_run
    ADD CONSTRAINT clock_run_key PRIMARY KEY (county_id);
ALTER TABLE ONLY public.closing_order_end
    ADD CONSTRAINT closing_order_end_key PRIMARY KEY (county_id, number);
ALTER TABLE ONLY public.closing_order
    ADD CONSTRAINT closing_order_key PRIMARY KEY (county_id, number);
ALTER TABLE ONLY public.context_key
    ADD CONSTRAINT context_key_key PRIMARY KEY (one);
ALTER TABLE ONLY public.county
    ADD CONSTRAINT county_code_once UNIQUE (code);
ALTER TABLE ONLY public.county
    ADD CONSTRAINT county_key PRIMARY KEY (county_id);
ALTER TABLE ONLY public.deadline_change
    ADD CONSTRAINT deadline_change_key PRIMARY KEY (county_id, entry);
ALTER TABLE ONLY public.delivery_attempt
    ADD CONSTRAINT delivery_attempt_key PRIMARY KEY (county_id, message, number);
ALTER TABLE ONLY public.document_series
    ADD CONSTRAINT document_series_key PRIMARY KEY (county_id, kind, year);
ALTER TABLE ONLY public.draft
    ADD CONSTRAINT draft_key PRIMARY KEY (county_id, id);
ALTER TABLE public.draft
    ADD CONSTRAINT draft_size CHECK ((octet_length((fields)::text) <= 1048576)) NOT VALID;
ALTER TABLE ONLY public.draw_discard
    ADD CONSTRAINT draw_discard_key PRIMARY KEY (county_id, draw);
ALTER TABLE ONLY public.draw
    ADD CONSTRAINT draw_key PRIMARY KEY (county_id, id);
ALTER TABLE ONLY public.draw_seed
    ADD CONSTRAINT draw_seed_key PRIMARY KEY (county_id, draw);
ALTER TABLE ONLY public.evidence_copy
    ADD CONSTRAINT evidence_copy_key PRIMARY KEY (county_id, digest);
ALTER TABLE ONLY public.evidence_file
    ADD CONSTRAINT evidence_file_body_once UNIQUE (county_id, body);
ALTER TABLE ONLY public.evidence_file
    ADD CONSTRAINT evidence_file_key PRIMARY KEY (county_id, digest);
ALTER TABLE ONLY public.evidence_limit
    ADD CONSTRAINT evidence_limit_key PRIMARY KEY (county_id);
ALTER TABLE ONLY public.evidence_piece
    ADD CONSTRAINT evidence_piece_key PRIMARY KEY (county_id, upload, place);
ALTER TABLE ONLY public.evidence_receipt
    ADD CONSTRAINT evidence_receipt_key PRIMARY KEY (county_id, entry);
ALTER TABLE ONLY public.evidence_receipt
    ADD CONSTRAINT evidence_receipt_once UNIQUE (county_id, digest, account);
ALTER TABLE ONLY public.evidence_upload
    ADD CONSTRAINT evidence_upload_key PRIMARY KEY (county_id, id);
ALTER TABLE ONLY public.gap
    ADD CONSTRAINT gap_key PRIMARY KEY (county_id, inspection, item);
ALTER TABLE ONLY public.guidance
    ADD CONSTRAINT guidance_key PRIMARY KEY (county_id, id);
ALTER TABLE ONLY public.guidance_withdrawal
    ADD CONSTRAINT guidance_withdrawal_key PRIMARY KEY (county_id, guidance);
ALTER TABLE ONLY public.infection
    ADD CONSTRAINT infection_key PRIMARY KEY (county_id, id);
ALTER TABLE ONLY public.inspection
    ADD CONSTRAINT inspection_key PRIMARY KEY (county_id, id);
ALTER TABLE ONLY public.issuance
    ADD CONSTRAINT issuance_key PRIMARY KEY (county_id, entry);
ALTER TABLE ONLY public.issuance
    ADD CONSTRAINT issuance_once UNIQUE (county_id, site, checklist_digest, baseline_digest);
ALTER TABLE ONLY public.issuance_receipt
    ADD CONSTRAINT issuance_receipt_key PRIMARY KEY (county_id, issuance);
ALTER TABLE ONLY public.ladder_policy
    ADD CONSTRAINT ladder_policy_key PRIMARY KEY (county_id, entry);
ALTER TABLE ONLY public.ladder_step
    ADD CONSTRAINT ladder_step_key PRIMARY KEY (county_id, entry);
ALTER TABLE ONLY public.ladder_step
    ADD CONSTRAINT ladder_step_number UNIQUE (county_id, rung, year, number);
ALTER TABLE ONLY public.ladder_step
    ADD CONSTRAINT ladder_step_once UNIQUE (county_id, case_id, rung);
ALTER TABLE ONLY public.letterhead
    ADD CONSTRAINT letterhead_key PRIMARY KEY (county_id, entry);
ALTER TABLE ONLY public.login_failure
    ADD CONSTRAINT login_failure_key PRIMARY KEY (county_id, subject);
ALTER TABLE ONLY public.message
    ADD CONSTRAINT message_key PRIMARY KEY (county_id, id);
ALTER TABLE ONLY public.message
    ADD CONSTRAINT message_once_a_day UNIQUE (county_id, recipient, thing, day);
ALTER TABLE ONLY public.message
    ADD CONSTRAINT message_order UNIQUE (county_id, entry, place);
ALTER TABLE ONLY public.message_route
    ADD CONSTRAINT message_route_key PRIMARY KEY (county_id, entry);
ALTER TABLE ONLY public.message_webhook
    ADD CONSTRAINT message_webhook_key PRIMARY KEY (county_id, entry);
ALTER TABLE ONLY public.notice_arrival
    ADD CONSTRAINT notice_arrival_key PRIMARY KEY (county_id, inspection);
ALTER TABLE ONLY public.notice
    ADD CONSTRAINT notice_key PRIMARY KEY (county_id, inspection);
ALTER TABLE ONLY public.notice
    ADD CONSTRAINT notice_number_once UNIQUE (county_id, year, number);
ALTER TABLE ONLY public.openid_answer
    ADD CONSTRAINT openid_answer_key PRIMARY KEY (county_id, digest);
ALTER TABLE ONLY public.operation
    ADD CONSTRAINT operation_apart EXCLUDE USING gist (county_id WITH =, site COLLATE "C" WITH =, daterange(opened_on, closed_on, '[]'::text) WITH &&) WHERE ((replaced_at IS NULL));
ALTER TABLE ONLY public.operation
    ADD CONSTRAINT operation_key PRIMARY KEY (county_id, site, opened_on, entry);
ALTER TABLE ONLY public.order_arrival
    ADD CONSTRAINT order_arrival_key PRIMARY KEY (county_id, id);
ALTER TABLE ONLY public.posting
    ADD CONSTRAINT posting_key PRIMARY KEY (county_id, site, duty, id, entry);
ALTER TABLE ONLY public.posting
    ADD CONSTRAINT posting_one_holder EXCLUDE USING gist (county_id WITH =, site COLLATE "C" WITH =, duty WITH =, daterange(held_from, held_to, '[]'::text) WITH &&) WHERE (((replaced_at IS NULL) AND (duty = ANY (ARRAY['director'::text, 'partyHead'::text, 'governmentHead'::text, 'deputyInCharge'::text]))));
ALTER TABLE ONLY public.posting
    ADD CONSTRAINT posting_person_once EXCLUDE USING gist (county_id WITH =, site COLLATE "C" WITH =, duty WITH =, person WITH =, daterange(held_from, held_to, '[]'::text) WITH &&) WHERE (((replaced_at IS NULL) AND (duty <> ALL (ARRAY['director'::text, 'partyHead'::text, 'governmentHead'::text, 'deputyInCharge'::text]))));
ALTER TABLE ONLY public.quiet_hours
    ADD CONSTRAINT quiet_hours_key PRIMARY KEY (county_id, entry);
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
ALTER TABLE ONLY public.submission
    ADD CONSTRAINT submission_key PRIMARY KEY (county_id, id);
ALTER TABLE ONLY public.supervision_order
    ADD CONSTRAINT supervision_order_key PRIMARY KEY (county_id, id);
ALTER TABLE ONLY public.supervision_order
    ADD CONSTRAINT supervision_order_number_once UNIQUE (county_id, year, number);
ALTER TABLE ONLY public.township
    ADD CONSTRAINT township_key PRIMARY KEY (county_id, code);
ALTER TABLE ONLY public.township_name
    ADD CONSTRAINT township_name_key PRIMARY KEY (county_id, township, since, entry);
ALTER TABLE ONLY public.verification
    ADD CONSTRAINT verification_key PRIMARY KEY (county_id, entry);
ALTER TABLE ONLY public.week_mark
    ADD CONSTRAINT week_mark_key PRIMARY KEY (county_id, week, revision, account);
ALTER TABLE ONLY public.week_paper
    ADD CONSTRAINT week_paper_key PRIMARY KEY (county_id, week, revision);
ALTER TABLE ONLY public.week_report
    ADD CONSTRAINT week_report_key PRIMARY KEY (county_id, week, revision);
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
CREATE INDEX deadline_change_by_gap ON public.deadline_change USING btree (county_id, site, item, changed_at) INCLUDE (deadline);
CREATE INDEX draft_by_owner ON public.draft USING btree (county_id, owner);
CREATE INDEX draft_by_site ON public.draft USING btree (county_id, site, saved_at);
CREATE INDEX evidence_upload_by_account ON public.evidence_upload USING btree (county_id, account, begun_at);
CREATE INDEX evidence_upload_by_time ON public.evidence_upload USING btree (county_id, begun_at);
CREATE INDEX gap_by_item ON public.gap USING btree (county_id, site, item, finished_at, receipt);
CREATE INDEX guidance_by_site ON public.guidance USING btree (county_id, site, given_at);
CREATE INDEX inspection_by_received ON public.inspection USING btree (county_id, received_at);
CREATE INDEX inspection_by_site ON public.inspection USING btree (county_id, site, finished_at, place) INCLUDE (id, below_minimum, visit_day);
CREATE INDEX inspection_by_week ON public.inspection USING btree (county_id, week, site_kind, site, finished_at DESC, place DESC);
CREATE UNIQUE INDEX inspection_revised_once ON public.inspection USING btree (county_id, revises) WHERE (revises IS NOT NULL);
CREATE INDEX ladder_step_by_site ON public.ladder_step USING btree (county_id, site, rung, entry);
CREATE INDEX login_failure_by_time ON public.login_failure USING btree (last_at);
CREATE INDEX message_by_thing ON public.message USING btree (county_id, thing, day);
CREATE INDEX message_inbox ON public.message USING btree (county_id, recipient, entry DESC, place DESC);
CREATE INDEX message_route_by_account ON public.message_route USING btree (county_id, account, entry DESC);
CREATE INDEX message_unread ON public.message USING btree (county_id, recipient) WHERE (read_at IS NULL);
CREATE INDEX message_waits ON public.message USING btree (county_id, recipient, entry, place) WHERE waits;
CREATE INDEX message_webhook_by_id ON public.message_webhook USING btree (county_id, id, entry DESC);
CREATE INDEX notice_by_site ON public.notice USING btree (county_id, site, issued_at);
CREATE INDEX openid_answer_by_time ON public.openid_answer USING btree (used_at);
CREATE INDEX operation_moved ON public.operation USING btree (county_id, site) WHERE ((replaced_at IS NULL) AND (predecessor IS NOT NULL));
CREATE INDEX posting_by_site ON public.posting USING btree (county_id, site, duty, held_from) WHERE (replaced_at IS NULL);
CREATE UNIQUE INDEX posting_once ON public.posting USING btree (county_id, site, id) WHERE (replaced_at IS NULL);
CREATE INDEX session_by_account ON public.session USING btree (county_id, account, started_at DESC);
CREATE INDEX site_by_kind ON public.site USING btree (county_id, kind, code);
CREATE UNIQUE INDEX site_code_once ON public.site USING btree (county_id, upper((code COLLATE "C"))) WHERE (NOT is_twin);
CREATE UNIQUE INDEX site_description_once ON public.site_description USING btree (county_id, site, since) WHERE (replaced_at IS NULL);
CREATE INDEX submission_by_gap ON public.submission USING btree (county_id, site, item, submitted_at);
CREATE INDEX supervision_order_by_gap ON public.supervision_order USING btree (county_id, site, item, issued_at);
CREATE UNIQUE INDEX township_name_once ON public.township_name USING btree (county_id, township, since) WHERE (replaced_at IS NULL);
CREATE INDEX verification_by_gap ON public.verification USING btree (county_id, site, item, verified_at) INCLUDE (verdict, submission, inspection);
CREATE UNIQUE INDEX verification_of_submission ON public.verification USING btree (county_id, submission) WHERE (submission IS NOT NULL);
CREATE UNIQUE INDEX verification_of_visit ON public.verification USING btree (county_id, inspection, item) WHERE (inspection IS NOT NULL);
CREATE TRIGGER account_state_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.account_state FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER accountability_case_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.accountability_case FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER audit_entry_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_entry FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER audit_head_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_head FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER audit_leaf_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_leaf FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER baseline_version_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.baseline_version FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER cadence_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.cadence FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER case_act_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.case_act FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER case_person_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.case_person FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER checklist_version_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.checklist_version FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER closing_order_end_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.closing_order_end FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER closing_order_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.closing_order FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER deadline_change_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.deadline_change FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER delivery_attempt_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.delivery_attempt FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER draw_discard_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.draw_discard FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER draw_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.draw FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER draw_seed_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.draw_seed FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER evidence_file_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.evidence_file FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER evidence_receipt_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.evidence_receipt FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER gap_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.gap FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER guidance_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.guidance FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER guidance_withdrawal_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.guidance_withdrawal FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER infection_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.infection FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER inspection_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.inspection FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER issuance_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.issuance FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER issuance_receipt_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.issuance_receipt FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER ladder_policy_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ladder_policy FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER ladder_step_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ladder_step FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER letterhead_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.letterhead FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER message_route_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.message_route FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER message_webhook_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.message_webhook FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER notice_arrival_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.notice_arrival FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER notice_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.notice FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER order_arrival_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.order_arrival FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER quiet_hours_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.quiet_hours FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER schema_act_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.schema_act FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER submission_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.submission FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER supervision_order_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.supervision_order FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER verification_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.verification FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER week_mark_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.week_mark FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER week_paper_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.week_paper FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER week_report_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.week_report FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
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
ALTER TABLE ONLY public.delivery_attempt
    ADD CONSTRAINT delivery_attempt_message FOREIGN KEY (county_id, message) REFERENCES public.message(county_id, id);
ALTER TABLE ONLY public.draft
    ADD CONSTRAINT draft_site FOREIGN KEY (county_id, site) REFERENCES public.site(county_id, code);
ALTER TABLE ONLY public.infection
    ADD CONSTRAINT infection_site FOREIGN KEY (county_id, site) REFERENCES public.site(county_id, code);
ALTER TABLE ONLY public.ladder_policy
    ADD CONSTRAINT ladder_policy_county FOREIGN KEY (county_id) REFERENCES public.county(county_id);
ALTER TABLE ONLY public.ladder_step
    ADD CONSTRAINT ladder_step_site FOREIGN KEY (county_id, site) REFERENCES public.site(county_id, code);
ALTER TABLE ONLY public.letterhead
    ADD CONSTRAINT letterhead_county FOREIGN KEY (county_id) REFERENCES public.county(county_id);
ALTER TABLE ONLY public.login_failure
    ADD CONSTRAINT login_failure_county FOREIGN KEY (county_id) REFERENCES public.county(county_id);
ALTER TABLE ONLY public.notice_arrival
    ADD CONSTRAINT notice_arrival_inspection FOREIGN KEY (county_id, inspection) REFERENCES public.inspection(county_id, id);
ALTER TABLE ONLY public.notice
    ADD CONSTRAINT notice_inspection FOREIGN KEY (county_id, inspection) REFERENCES public.inspection(county_id, id);
ALTER TABLE ONLY public.openid_answer
    ADD CONSTRAINT openid_answer_county FOREIGN KEY (county_id) REFERENCES public.county(county_id);
ALTER TABLE ONLY public.operation
    ADD CONSTRAINT operation_predecessor FOREIGN KEY (county_id, predecessor) REFERENCES public.site(county_id, code);
ALTER TABLE ONLY public.operation
    ADD CONSTRAINT operation_site FOREIGN KEY (county_id, site) REFERENCES public.site(county_id, code);
ALTER TABLE ONLY public.order_arrival
    ADD CONSTRAINT order_arrival_order FOREIGN KEY (county_id, id) REFERENCES public.supervision_order(county_id, id);
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
ALTER TABLE ONLY public.supervision_order
    ADD CONSTRAINT supervision_order_inspection FOREIGN KEY (county_id, inspection) REFERENCES public.inspection(county_id, id);
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
CREATE POLICY accountability_case_read ON public.accountability_case FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting_any(VARIADIC ARRAY['cases'::text, 'respond'::text]) AS acting_any)) AND ((county_id = ( SELECT public.acting('cases'::text) AS acting)) OR (id = ANY (( SELECT public.acting_cases() AS acting_cases)::uuid[])))));
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
ALTER TABLE public.cadence ENABLE ROW LEVEL SECURITY;
CREATE POLICY cadence_read ON public.cadence FOR SELECT TO lazaret_server USING ((county_id = ( SELECT public.acting('county'::text) AS acting)));
ALTER TABLE public.case_act ENABLE ROW LEVEL SECURITY;
CREATE POLICY case_act_read ON public.case_act FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting_any(VARIADIC ARRAY['cases'::text, 'respond'::text]) AS acting_any)) AND (((county_id = ( SELECT public.acting('cases'::text) AS acting)) AND (case_id <> ALL (( SELECT public.acting_named() AS acting_named)::uuid[]))) OR ((case_id = ANY (( SELECT public.acting_cases() AS acting_cases)::uuid[])) AND COALESCE((term = ANY (( SELECT public.acting_terms() AS acting_terms)::uuid[])), true)))));
ALTER TABLE public.case_person ENABLE ROW LEVEL SECURITY;
CREATE POLICY case_person_read ON public.case_person FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting_any(VARIADIC ARRAY['cases'::text, 'respond'::text]) AS acting_any)) AND ((county_id = ( SELECT public.acting('cases'::text) AS acting)) OR (term = ANY (( SELECT public.acting_terms() AS acting_terms)::uuid[])))));
ALTER TABLE public.checklist_version ENABLE ROW LEVEL SECURITY;
CREATE POLICY checklist_version_read ON public.checklist_version FOR SELECT TO lazaret_server USING ((county_id = ( SELECT public.acting('read'::text) AS acting)));
ALTER TABLE public.clock_run ENABLE ROW LEVEL SECURITY;
CREATE POLICY clock_run_read ON public.clock_run FOR SELECT TO lazaret_server USING ((county_id = ( SELECT public.acting('manage'::text) AS acting)));
ALTER TABLE public.closing_order ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.closing_order_end ENABLE ROW LEVEL SECURITY;
CREATE POLICY closing_order_end_read ON public.closing_order_end FOR SELECT TO lazaret_server USING ((county_id = ( SELECT public.acting('county'::text) AS acting)));
CREATE POLICY closing_order_read ON public.closing_order FOR SELECT TO lazaret_server USING ((county_id = ( SELECT public.acting('county'::text) AS acting)));
ALTER TABLE public.context_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.county ENABLE ROW LEVEL SECURITY;
CREATE POLICY county_read ON public.county FOR SELECT TO lazaret_server USING ((county_id = ( SELECT public.acting_county() AS acting_county)));
ALTER TABLE public.deadline_change ENABLE ROW LEVEL SECURITY;
CREATE POLICY deadline_change_read ON public.deadline_change FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting('read'::text) AS acting)) AND (COALESCE((site = ANY (( SELECT public.acting_sites() AS acting_sites)::text[])), true) OR (((changed_at AT TIME ZONE '08:00:00'::interval))::date <= ((( SELECT public.acting_past() AS acting_past) ->> site))::date))));
ALTER TABLE public.delivery_attempt ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.document_series ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.draft ENABLE ROW LEVEL SECURITY;
CREATE POLICY draft_read ON public.draft FOR SELECT TO lazaret_server USING ((county_id = ( SELECT public.acting_any(VARIADIC ARRAY['file'::text, 'audit'::text]) AS acting_any)));
ALTER TABLE public.draw ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.draw_discard ENABLE ROW LEVEL SECURITY;
CREATE POLICY draw_discard_read ON public.draw_discard FOR SELECT TO lazaret_server USING ((county_id = ( SELECT public.acting('county'::text) AS acting)));
CREATE POLICY draw_read ON public.draw FOR SELECT TO lazaret_server USING ((county_id = ( SELECT public.acting('county'::text) AS acting)));
ALTER TABLE public.draw_seed ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.evidence_copy ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.evidence_file ENABLE ROW LEVEL SECURITY;
CREATE POLICY evidence_file_read ON public.evidence_file FOR SELECT TO lazaret_server USING ((county_id = ( SELECT public.acting('audit'::text) AS acting)));
ALTER TABLE public.evidence_limit ENABLE ROW LEVEL SECURITY;
CREATE POLICY evidence_limit_read ON public.evidence_limit FOR SELECT TO lazaret_server USING ((county_id = ( SELECT public.acting('read'::text) AS acting)));
ALTER TABLE public.evidence_piece ENABLE ROW LEVEL SECURITY;
CREATE POLICY evidence_piece_read ON public.evidence_piece FOR SELECT TO lazaret_server USING ((county_id = ( SELECT public.acting('audit'::text) AS acting)));
ALTER TABLE public.evidence_receipt ENABLE ROW LEVEL SECURITY;
CREATE POLICY evidence_receipt_read ON public.evidence_receipt FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting('read'::text) AS acting)) AND (account = COALESCE(( SELECT public.acting_own(VARIADIC ARRAY['audit'::text]) AS acting_own), account))));
ALTER TABLE public.evidence_upload ENABLE ROW LEVEL SECURITY;
CREATE POLICY evidence_upload_read ON public.evidence_upload FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting('read'::text) AS acting)) AND (account = ( SELECT public.acting_account() AS acting_account))));
ALTER TABLE public.gap ENABLE ROW LEVEL SECURITY;
CREATE POLICY gap_read ON public.gap FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting('read'::text) AS acting)) AND (COALESCE((site = ANY (( SELECT public.acting_sites() AS acting_sites)::text[])), true) OR (((finished_at AT TIME ZONE '08:00:00'::interval))::date <= ((( SELECT public.acting_past() AS acting_past) ->> site))::date))));
ALTER TABLE public.guidance ENABLE ROW LEVEL SECURITY;
CREATE POLICY guidance_read ON public.guidance FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting('read'::text) AS acting)) AND (COALESCE((site = ANY (( SELECT public.acting_sites() AS acting_sites)::text[])), true) OR (((given_at AT TIME ZONE '08:00:00'::interval))::date <= ((( SELECT public.acting_past() AS acting_past) ->> site))::date))));
ALTER TABLE public.guidance_withdrawal ENABLE ROW LEVEL SECURITY;
CREATE POLICY guidance_withdrawal_read ON public.guidance_withdrawal FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting('read'::text) AS acting)) AND (COALESCE((site = ANY (( SELECT public.acting_sites() AS acting_sites)::text[])), true) OR (( SELECT public.acting_past() AS acting_past) ? site))));
ALTER TABLE public.infection ENABLE ROW LEVEL SECURITY;
CREATE POLICY infection_read ON public.infection FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting_any(VARIADIC ARRAY['cases'::text, 'respond'::text]) AS acting_any)) AND ((county_id = ( SELECT public.acting('cases'::text) AS acting)) OR (id = ANY (( SELECT public.acting_cases() AS acting_cases)::uuid[])))));
ALTER TABLE public.inspection ENABLE ROW LEVEL SECURITY;
CREATE POLICY inspection_read ON public.inspection FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting('read'::text) AS acting)) AND (COALESCE((site = ANY (( SELECT public.acting_sites() AS acting_sites)::text[])), true) OR (visit_day <= ((( SELECT public.acting_past() AS acting_past) ->> site))::date))));
ALTER TABLE public.issuance ENABLE ROW LEVEL SECURITY;
CREATE POLICY issuance_read ON public.issuance FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting('read'::text) AS acting)) AND (COALESCE((site = ANY (( SELECT public.acting_sites() AS acting_sites)::text[])), true) OR (((issued_at AT TIME ZONE '08:00:00'::interval))::date <= ((( SELECT public.acting_past() AS acting_past) ->> site))::date))));
ALTER TABLE public.issuance_receipt ENABLE ROW LEVEL SECURITY;
CREATE POLICY issuance_receipt_read ON public.issuance_receipt FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting('read'::text) AS acting)) AND (COALESCE((site = ANY (( SELECT public.acting_sites() AS acting_sites)::text[])), true) OR (((received_at AT TIME ZONE '08:00:00'::interval))::date <= ((( SELECT public.acting_past() AS acting_past) ->> site))::date))));
ALTER TABLE public.ladder_policy ENABLE ROW LEVEL SECURITY;
CREATE POLICY ladder_policy_read ON public.ladder_policy FOR SELECT TO lazaret_server USING ((county_id = ( SELECT public.acting_any(VARIADIC ARRAY['cases'::text, 'respond'::text]) AS acting_any)));
ALTER TABLE public.ladder_step ENABLE ROW LEVEL SECURITY;
CREATE POLICY ladder_step_read ON public.ladder_step FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting_any(VARIADIC ARRAY['cases'::text, 'respond'::text]) AS acting_any)) AND (((county_id = ( SELECT public.acting('cases'::text) AS acting)) AND COALESCE((case_id <> ALL (( SELECT public.acting_named() AS acting_named)::uuid[])), true)) OR ((case_id IS NULL) AND ((site = ANY (( SELECT public.acting_posts() AS acting_posts)::text[])) OR (((taken_at AT TIME ZONE '08:00:00'::interval))::date <= ((( SELECT public.acting_posts_past() AS acting_posts_past) ->> site))::date))) OR ((rung = 'circular'::text) AND ( SELECT public.acting_at_township() AS acting_at_township)) OR ((rung = 'interview'::text) AND (case_id = ANY (( SELECT public.acting_cases() AS acting_cases)::uuid[]))))));
ALTER TABLE public.letterhead ENABLE ROW LEVEL SECURITY;
CREATE POLICY letterhead_read ON public.letterhead FOR SELECT TO lazaret_server USING ((county_id = ( SELECT public.acting('read'::text) AS acting)));
ALTER TABLE public.login_failure ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.message ENABLE ROW LEVEL SECURITY;
CREATE POLICY message_read ON public.message FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting('read'::text) AS acting)) AND (recipient = ( SELECT public.acting_account() AS acting_account))));
ALTER TABLE public.message_route ENABLE ROW LEVEL SECURITY;
CREATE POLICY message_route_read ON public.message_route FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting('read'::text) AS acting)) AND (account = ( SELECT public.acting_account() AS acting_account))));
ALTER TABLE public.message_webhook ENABLE ROW LEVEL SECURITY;
CREATE POLICY message_webhook_read ON public.message_webhook FOR SELECT TO lazaret_server USING ((county_id = ( SELECT public.acting('manage'::text) AS acting)));
ALTER TABLE public.notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.notice_arrival ENABLE ROW LEVEL SECURITY;
CREATE POLICY notice_arrival_read ON public.notice_arrival FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting('read'::text) AS acting)) AND (COALESCE((site = ANY (( SELECT public.acting_sites() AS acting_sites)::text[])), true) OR (visit_day <= ((( SELECT public.acting_past() AS acting_past) ->> site))::date))));
CREATE POLICY notice_read ON public.notice FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting('read'::text) AS acting)) AND (COALESCE((site = ANY (( SELECT public.acting_sites() AS acting_sites)::text[])), true) OR (visit_day <= ((( SELECT public.acting_past() AS acting_past) ->> site))::date))));
ALTER TABLE public.openid_answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.operation ENABLE ROW LEVEL SECURITY;
CREATE POLICY operation_read ON public.operation FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting('read'::text) AS acting)) AND (COALESCE((site = ANY (( SELECT public.acting_sites() AS acting_sites)::text[])), true) OR (opened_on <= ((( SELECT public.acting_past() AS acting_past) ->> site))::date))));
ALTER TABLE public.order_arrival ENABLE ROW LEVEL SECURITY;
CREATE POLICY order_arrival_read ON public.order_arrival FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting('read'::text) AS acting)) AND (COALESCE((site = ANY (( SELECT public.acting_sites() AS acting_sites)::text[])), true) OR (((issued_at AT TIME ZONE '08:00:00'::interval))::date <= ((( SELECT public.acting_past() AS acting_past) ->> site))::date))));
ALTER TABLE public.posting ENABLE ROW LEVEL SECURITY;
CREATE POLICY posting_read ON public.posting FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting('read'::text) AS acting)) AND (COALESCE((site = ANY (( SELECT public.acting_sites() AS acting_sites)::text[])), true) OR (held_from <= ((( SELECT public.acting_past() AS acting_past) ->> site))::date))));
ALTER TABLE public.quiet_hours ENABLE ROW LEVEL SECURITY;
CREATE POLICY quiet_hours_read ON public.quiet_hours FOR SELECT TO lazaret_server USING ((county_id = ( SELECT public.acting('read'::text) AS acting)));
ALTER TABLE public.readiness ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.schema_act ENABLE ROW LEVEL SECURITY;
CREATE POLICY schema_act_read ON public.schema_act FOR SELECT TO lazaret_server USING (true);
ALTER TABLE public.session ENABLE ROW LEVEL SECURITY;
CREATE POLICY session_read ON public.session FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting_county() AS acting_county)) AND COALESCE((account = ( SELECT public.acting_own(VARIADIC ARRAY['manage'::text]) AS acting_own)), true)));
ALTER TABLE public.site ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.site_description ENABLE ROW LEVEL SECURITY;
CREATE POLICY site_description_read ON public.site_description FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting('read'::text) AS acting)) AND (COALESCE((site = ANY (( SELECT public.acting_sites() AS acting_sites)::text[])), true) OR (since <= ((( SELECT public.acting_past() AS acting_past) ->> site))::date))));
CREATE POLICY site_read ON public.site FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting('read'::text) AS acting)) AND (COALESCE((code = ANY (( SELECT public.acting_sites() AS acting_sites)::text[])), true) OR (( SELECT public.acting_past() AS acting_past) ? code))));
ALTER TABLE public.submission ENABLE ROW LEVEL SECURITY;
CREATE POLICY submission_read ON public.submission FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting('read'::text) AS acting)) AND (COALESCE((site = ANY (( SELECT public.acting_sites() AS acting_sites)::text[])), true) OR (((submitted_at AT TIME ZONE '08:00:00'::interval))::date <= ((( SELECT public.acting_past() AS acting_past) ->> site))::date))));
ALTER TABLE public.supervision_order ENABLE ROW LEVEL SECURITY;
CREATE POLICY supervision_order_read ON public.supervision_order FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting('read'::text) AS acting)) AND (COALESCE((site = ANY (( SELECT public.acting_sites() AS acting_sites)::text[])), true) OR (((issued_at AT TIME ZONE '08:00:00'::interval))::date <= ((( SELECT public.acting_past() AS acting_past) ->> site))::date))));
ALTER TABLE public.township ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.township_name ENABLE ROW LEVEL SECURITY;
CREATE POLICY township_name_read ON public.township_name FOR SELECT TO lazaret_server USING ((county_id = ( SELECT public.acting('read'::text) AS acting)));
CREATE POLICY township_read ON public.township FOR SELECT TO lazaret_server USING ((county_id = ( SELECT public.acting('read'::text) AS acting)));
ALTER TABLE public.verification ENABLE ROW LEVEL SECURITY;
CREATE POLICY verification_read ON public.verification FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting('read'::text) AS acting)) AND (COALESCE((site = ANY (( SELECT public.acting_sites() AS acting_sites)::text[])), true) OR (((verified_at AT TIME ZONE '08:00:00'::interval))::date <= ((( SELECT public.acting_past() AS acting_past) ->> site))::date))));
ALTER TABLE public.week_mark ENABLE ROW LEVEL SECURITY;
CREATE POLICY week_mark_read ON public.week_mark FOR SELECT TO lazaret_server USING ((county_id = ( SELECT public.acting('county'::text) AS acting)));
ALTER TABLE public.week_paper ENABLE ROW LEVEL SECURITY;
CREATE POLICY week_paper_read ON public.week_paper FOR SELECT TO lazaret_server USING ((county_id = ( SELECT public.acting('county'::text) AS acting)));
ALTER TABLE public.week_report ENABLE ROW LEVEL SECURITY;
CREATE POLICY week_report_read ON public.week_report FOR SELECT TO lazaret_server USING ((county_id = ( SELECT public.acting('county'::text) AS acting)));
ALTER TABLE public.withdrawal ENABLE ROW LEVEL SECURITY;
CREATE POLICY withdrawal_read ON public.withdrawal FOR SELECT TO lazaret_server USING (((county_id = ( SELECT public.acting('read'::text) AS acting)) AND (COALESCE((site = ANY (( SELECT public.acting_sites() AS acting_sites)::text[])), true) OR (( SELECT public.acting_past() AS acting_past) ? site))));
GRANT USAGE ON SCHEMA public TO lazaret_server;
REVOKE ALL ON FUNCTION public.acknowledge_notice(of_county integer, key bytea, from_address text, visit uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.acknowledge_notice(of_county integer, key bytea, from_address text, visit uuid) TO lazaret_server;
REVOKE ALL ON FUNCTION public.acknowledge_order(of_county integer, key bytea, from_address text, order_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.acknowledge_order(of_county integer, key bytea, from_address text, order_id uuid) TO lazaret_server;
REVOKE ALL ON FUNCTION public.acknowledge_standard(of_county integer, key bytea, from_address text, issued bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.acknowledge_standard(of_county integer, key bytea, from_address text, issued bigint) TO lazaret_server;
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
REVOKE ALL ON FUNCTION public.acting_at_township() FROM PUBLIC;
GRANT ALL ON FUNCTION public.acting_at_township() TO lazaret_server;
REVOKE ALL ON FUNCTION public.acting_cases() FROM PUBLIC;
GRANT ALL ON FUNCTION public.acting_cases() TO lazaret_server;
REVOKE ALL ON FUNCTION public.acting_county() FROM PUBLIC;
GRANT ALL ON FUNCTION public.acting_county() TO lazaret_server;
REVOKE ALL ON FUNCTION public.acting_named() FROM PUBLIC;
GRANT ALL ON FUNCTION public.acting_named() TO lazaret_server;
REVOKE ALL ON FUNCTION public.acting_own(VARIADIC needed text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.acting_own(VARIADIC needed text[]) TO lazaret_server;
REVOKE ALL ON FUNCTION public.acting_past() FROM PUBLIC;
GRANT ALL ON FUNCTION public.acting_past() TO lazaret_server;
REVOKE ALL ON FUNCTION public.acting_posts() FROM PUBLIC;
GRANT ALL ON FUNCTION public.acting_posts() TO lazaret_server;
REVOKE ALL ON FUNCTION public.acting_posts_past() FROM PUBLIC;
GRANT ALL ON FUNCTION public.acting_posts_past() TO lazaret_server;
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
REVOKE ALL ON FUNCTION public.answer_copy_at(of_county integer, answer uuid, at_n integer, small boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION public.answer_copy_at(of_county integer, answer uuid, at_n integer, small boolean) TO lazaret_server;
REVOKE ALL ON FUNCTION public.answer_file_at(of_county integer, answer uuid, at_n integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.answer_missing(of_county integer, answer uuid) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.answer_named(of_county integer, answer uuid) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.answer_piece_at(of_county integer, answer uuid, at_n integer, at_place integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.answer_piece_at(of_county integer, answer uuid, at_n integer, at_place integer) TO lazaret_server;
REVOKE ALL ON FUNCTION public.answered_terms(of_county integer, of_account text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.answers_for(who public.holder, of_site text, since date) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.answers_for_gap(who public.holder, of_site text, of_item text, since timestamp with time zone) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.append_evidence(of_county integer, key bytea, from_address text, upload uuid, at_place integer, piece bytea, OUT outcome text, OUT arrived integer, OUT head bytea, OUT digest bytea, OUT entry bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.append_evidence(of_county integer, key bytea, from_address text, upload uuid, at_place integer, piece bytea, OUT outcome text, OUT arrived integer, OUT head bytea, OUT digest bytea, OUT entry bigint) TO lazaret_server;
REVOKE ALL ON TABLE public.notice_arrival FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.notice_arrival TO lazaret;
GRANT SELECT ON TABLE public.notice_arrival TO lazaret_server;
REVOKE ALL ON FUNCTION public.arrival_digest(arrival public.notice_arrival) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.arrival_refused(who public.holder, issued timestamp with time zone, reached timestamp with time zone, receiver text, witnessed_by text, photograph bytea) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.arrival_stranger(who public.holder, of_site text, since_day date) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.begin_change(of_county integer, key bytea, from_address text, OUT wait integer, OUT salt bytea, OUT cost integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.begin_change(of_county integer, key bytea, from_address text, OUT wait integer, OUT salt bytea, OUT cost integer) TO lazaret_server;
REVOKE ALL ON FUNCTION public.begin_evidence(of_county integer, key bytea, from_address text, upload uuid, of_size integer, promised_digest bytea, OUT outcome text, OUT expires timestamp with time zone, OUT most bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.begin_evidence(of_county integer, key bytea, from_address text, upload uuid, of_size integer, promised_digest bytea, OUT outcome text, OUT expires timestamp with time zone, OUT most bigint) TO lazaret_server;
REVOKE ALL ON FUNCTION public.begin_login(of_county integer, wanted text, address text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.begin_login(of_county integer, wanted text, address text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.case_act_named(of_county integer, of_act uuid) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.case_copy_at(of_county integer, of_act uuid, at_n integer, small boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION public.case_copy_at(of_county integer, of_act uuid, at_n integer, small boolean) TO lazaret_server;
REVOKE ALL ON FUNCTION public.case_file_at(of_county integer, of_act uuid, at_n integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.case_items(of_county integer, of_site text, found_by uuid, again_by uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.case_items(of_county integer, of_site text, found_by uuid, again_by uuid) TO lazaret_server;
REVOKE ALL ON FUNCTION public.case_piece_at(of_county integer, of_act uuid, at_n integer, at_place integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.case_piece_at(of_county integer, of_act uuid, at_n integer, at_place integer) TO lazaret_server;
REVOKE ALL ON FUNCTION public.case_since(of_county integer, in_case uuid) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.case_stands(of_county integer, in_case uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.case_stands(of_county integer, in_case uuid) TO lazaret_server;
REVOKE ALL ON FUNCTION public.change_account(of_county integer, key bytea, from_address text, wanted text, new_display text, new_roles text[], new_message_address text, new_duties text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.change_account(of_county integer, key bytea, from_address text, wanted text, new_display text, new_roles text[], new_message_address text, new_duties text[]) TO lazaret_server;
REVOKE ALL ON FUNCTION public.change_password(of_county integer, key bytea, from_address text, stretched bytea, new_salt bytea, new_cost integer, new_verifier bytea, kept text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.change_password(of_county integer, key bytea, from_address text, stretched bytea, new_salt bytea, new_cost integer, new_verifier bytea, kept text[]) TO lazaret_server;
REVOKE ALL ON FUNCTION public.channel_ended(of_county integer, of_recipient text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.clock_holder(of_county integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.clock_recipients(of_county integer, on_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.clock_recipients(of_county integer, on_day date) TO lazaret_clock;
REVOKE ALL ON FUNCTION public.clock_webhooks(of_county integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.clock_webhooks(of_county integer) TO lazaret_clock;
REVOKE ALL ON FUNCTION public.close_by_order(of_county integer, as_of timestamp with time zone, of_week date, sealed text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.close_by_order(of_county integer, as_of timestamp with time zone, of_week date, sealed text) TO lazaret_clock;
REVOKE ALL ON FUNCTION public.close_week(of_county integer, key bytea, from_address text, of_week date, sealed text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.close_week(of_county integer, key bytea, from_address text, of_week date, sealed text) TO lazaret_server;
REVOKE ALL ON TABLE public.closing_order FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.closing_order TO lazaret;
GRANT SELECT ON TABLE public.closing_order TO lazaret_server;
REVOKE ALL ON FUNCTION public.closing_order_in_force(of_county integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.closing_order_lapsed(one public.closing_order) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.closing_orders(of_county integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.closing_orders(of_county integer) TO lazaret_server;
REVOKE ALL ON FUNCTION public.closing_week(one public.closing_order, as_of timestamp with time zone) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.commit_draw(of_county integer, key bytea, from_address text, draw_id uuid, kinds text[], visits integer, team integer, first_day date, last_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.commit_draw(of_county integer, key bytea, from_address text, draw_id uuid, kinds text[], visits integer, team integer, first_day date, last_day date) TO lazaret_server;
REVOKE ALL ON FUNCTION public.copy_maker() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.count_try(of_county integer, one text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.county_named(wanted text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.county_named(wanted text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.dead_letters(of_county integer, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.dead_letters(of_county integer, most integer) TO lazaret_server;
REVOKE ALL ON FUNCTION public.delivery_state(of_county integer, of_message uuid) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.disable_account(of_county integer, key bytea, from_address text, wanted text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.disable_account(of_county integer, key bytea, from_address text, wanted text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.discard_draft(of_county integer, key bytea, from_address text, draft_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.discard_draft(of_county integer, key bytea, from_address text, draft_id uuid) TO lazaret_server;
REVOKE ALL ON FUNCTION public.discard_draw(of_county integer, key bytea, from_address text, of_draw uuid, why text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.discard_draw(of_county integer, key bytea, from_address text, of_draw uuid, why text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.discard_evidence(of_county integer, key bytea, from_address text, upload uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.discard_evidence(of_county integer, key bytea, from_address text, upload uuid) TO lazaret_server;
REVOKE ALL ON FUNCTION public.document_moment(at timestamp with time zone) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.draw_given(of_county integer, of_draw uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.draw_given(of_county integer, of_draw uuid) TO lazaret_server;
REVOKE ALL ON TABLE public.draw FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.draw TO lazaret;
GRANT SELECT ON TABLE public.draw TO lazaret_server;
REVOKE ALL ON TABLE public.draw_discard FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.draw_discard TO lazaret;
GRANT SELECT ON TABLE public.draw_discard TO lazaret_server;
REVOKE ALL ON FUNCTION public.draw_is_open(held public.draw) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.draw_list(words text[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.draw_lots(frame text, seed bytea, root bytea) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.draw_number(key bytea, below integer, INOUT used integer, OUT number integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.draw_opened(of_county integer, of_draw uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.draw_opened(of_county integer, of_draw uuid) TO lazaret_server;
REVOKE ALL ON TABLE public.audit_head FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.audit_head TO lazaret;
GRANT SELECT ON TABLE public.audit_head TO lazaret_server;
REVOKE ALL ON TABLE public.audit_leaf FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.audit_leaf TO lazaret;
GRANT SELECT ON TABLE public.audit_leaf TO lazaret_server;
REVOKE ALL ON FUNCTION public.draw_root(of_county integer, of_entry bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.draw_seeds_unfit(of_county integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.draw_seeds_unfit(of_county integer) TO lazaret_server;
REVOKE ALL ON FUNCTION public.drawn_today(of_county integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.drawn_today(of_county integer) TO lazaret_server;
REVOKE ALL ON FUNCTION public.natural_key(code text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.natural_key(code text) TO lazaret_server;
REVOKE ALL ON TABLE public.operation FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.operation TO lazaret;
GRANT SELECT ON TABLE public.operation TO lazaret_server;
GRANT UPDATE(replaced_by) ON TABLE public.operation TO lazaret;
GRANT UPDATE(replaced_at) ON TABLE public.operation TO lazaret;
REVOKE ALL ON FUNCTION public.site_past(county integer, of_site text, on_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.site_past(county integer, of_site text, on_day date) TO lazaret_server;
REVOKE ALL ON TABLE public.cadence FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.cadence TO lazaret;
GRANT SELECT ON TABLE public.cadence TO lazaret_server;
REVOKE ALL ON TABLE public.inspection FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.inspection TO lazaret;
GRANT SELECT ON TABLE public.inspection TO lazaret_server;
GRANT UPDATE(week) ON TABLE public.inspection TO lazaret;
REVOKE ALL ON TABLE public.site FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.site TO lazaret;
GRANT SELECT ON TABLE public.site TO lazaret_server;
GRANT UPDATE(county_id) ON TABLE public.site TO lazaret;
REVOKE ALL ON TABLE public.withdrawal FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.withdrawal TO lazaret;
GRANT SELECT ON TABLE public.withdrawal TO lazaret_server;
GRANT SELECT ON TABLE public.standing_inspection TO lazaret_server;
REVOKE ALL ON FUNCTION public.due_visits(county integer, on_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.due_visits(county integer, on_day date) TO lazaret_server;
REVOKE ALL ON FUNCTION public.duty_accounts(of_county integer, of_sites text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.duty_accounts(of_county integer, of_sites text[]) TO lazaret_server;
REVOKE ALL ON FUNCTION public.duty_terms(of_county integer, of_sites text[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.enable_account(of_county integer, key bytea, from_address text, wanted text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.enable_account(of_county integer, key bytea, from_address text, wanted text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.end_access(who public.holder, of_account text, why text, but_session bytea, kept text[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.end_all_access(operator text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.end_closing_order(of_county integer, key bytea, from_address text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.end_closing_order(of_county integer, key bytea, from_address text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.end_session(of_county integer, key bytea, from_address text, of_account text, session_id text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.end_session(of_county integer, key bytea, from_address text, of_account text, session_id text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.enter(of_county integer, key bytea, from_address text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.enter(of_county integer, key bytea, from_address text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.enter_clock(of_county integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.enter_clock(of_county integer) TO lazaret_clock;
REVOKE ALL ON FUNCTION public.enter_operator(of_county integer, operator text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.evidence_at(of_county integer, visit uuid, of_item text, at_n integer) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.evidence_copy_at(of_county integer, visit uuid, of_item text, at_n integer, small boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION public.evidence_copy_at(of_county integer, visit uuid, of_item text, at_n integer, small boolean) TO lazaret_server;
REVOKE ALL ON FUNCTION public.evidence_digest(digest bytea, size integer, kind text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.evidence_kind(head bytea) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.evidence_missing(of_county integer, visit uuid, of_item text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.evidence_named(of_county integer, visit uuid, of_item text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.evidence_of(of_county integer, visit uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.evidence_of(of_county integer, visit uuid) TO lazaret_server;
REVOKE ALL ON FUNCTION public.evidence_own(of_county integer, digests bytea[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.evidence_own(of_county integer, digests bytea[]) TO lazaret_server;
REVOKE ALL ON FUNCTION public.evidence_pending(of_county integer, visit uuid, of_item text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.evidence_pending(of_county integer, visit uuid, of_item text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.evidence_piece_at(of_county integer, visit uuid, of_item text, at_n integer, at_place integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.evidence_piece_at(of_county integer, visit uuid, of_item text, at_n integer, at_place integer) TO lazaret_server;
REVOKE ALL ON FUNCTION public.evidence_sender(of_county integer, key bytea, from_address text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.framed(values_in_order text[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.fact_digest(VARIADIC values_in_order text[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.file(of_county integer, key bytea, from_address text, on_edition bigint, visit public.filed_inspection, found public.found_gaps, after_it bytea, on_draft integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.file(of_county integer, key bytea, from_address text, on_edition bigint, visit public.filed_inspection, found public.found_gaps, after_it bytea, on_draft integer) TO lazaret_server;
REVOKE ALL ON FUNCTION public.filed_lately(of_county integer, key bytea, from_address text, at_site text, since timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.filed_lately(of_county integer, key bytea, from_address text, at_site text, since timestamp with time zone) TO lazaret_server;
REVOKE ALL ON FUNCTION public.files_of_answers(of_county integer, answers uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.files_of_answers(of_county integer, answers uuid[]) TO lazaret_server;
REVOKE ALL ON FUNCTION public.files_of_case(of_county integer, of_case uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.files_of_case(of_county integer, of_case uuid) TO lazaret_server;
REVOKE ALL ON FUNCTION public.finish_login(of_county integer, wanted text, stretched bytea, key bytea, replaced bytea, address text, agent text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.finish_login(of_county integer, wanted text, stretched bytea, key bytea, replaced bytea, address text, agent text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.forget_tries() FROM PUBLIC;
REVOKE ALL ON FUNCTION public.forget_tries_of(of_county integer, kind text, name text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.found_county(new_code text, new_name_zh text, new_name_en text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.found_since(of_county integer, of_site text, of_item text, at_time timestamp with time zone, at_place bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.found_since(of_county integer, of_site text, of_item text, at_time timestamp with time zone, at_place bigint) TO lazaret_server;
REVOKE ALL ON FUNCTION public.site_left(of_county integer, of_site text, own text[], up_to date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.site_left(of_county integer, of_site text, own text[], up_to date) TO lazaret_server;
REVOKE ALL ON FUNCTION public.site_life(county integer, of_site text, on_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.site_life(county integer, of_site text, on_day date) TO lazaret_server;
REVOKE ALL ON TABLE public.checklist_version FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.checklist_version TO lazaret;
GRANT SELECT ON TABLE public.checklist_version TO lazaret_server;
REVOKE ALL ON TABLE public.deadline_change FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.deadline_change TO lazaret;
GRANT SELECT ON TABLE public.deadline_change TO lazaret_server;
REVOKE ALL ON TABLE public.gap FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.gap TO lazaret;
GRANT SELECT ON TABLE public.gap TO lazaret_server;
REVOKE ALL ON TABLE public.submission FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.submission TO lazaret;
GRANT SELECT ON TABLE public.submission TO lazaret_server;
REVOKE ALL ON TABLE public.verification FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.verification TO lazaret;
GRANT SELECT ON TABLE public.verification TO lazaret_server;
REVOKE ALL ON FUNCTION public.gap_runs(county integer, of_site text, of_item text, of_current boolean, of_since timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.gap_runs(county integer, of_site text, of_item text, of_current boolean, of_since timestamp with time zone) TO lazaret_server;
REVOKE ALL ON FUNCTION public.gaps_closed(of_county integer, of_visit uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.gaps_closed(of_county integer, of_visit uuid) TO lazaret_server;
REVOKE ALL ON FUNCTION public.gaps_past(county integer, of_site text, of_items text[], of_statuses text[], at_time timestamp with time zone, at_place bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.gaps_past(county integer, of_site text, of_items text[], of_statuses text[], at_time timestamp with time zone, at_place bigint) TO lazaret_server;
REVOKE ALL ON FUNCTION public.give_closing_order(of_county integer, key bytea, from_address text, on_weekday integer, at_minute integer, to_accounts text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.give_closing_order(of_county integer, key bytea, from_address text, on_weekday integer, at_minute integer, to_accounts text[]) TO lazaret_server;
REVOKE ALL ON FUNCTION public.hand_over_notice(of_county integer, key bytea, from_address text, visit uuid, reached timestamp with time zone, receiver text, witnessed_by text, photograph bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.hand_over_notice(of_county integer, key bytea, from_address text, visit uuid, reached timestamp with time zone, receiver text, witnessed_by text, photograph bytea) TO lazaret_server;
REVOKE ALL ON FUNCTION public.hand_over_order(of_county integer, key bytea, from_address text, order_id uuid, reached timestamp with time zone, receiver text, witnessed_by text, photograph bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.hand_over_order(of_county integer, key bytea, from_address text, order_id uuid, reached timestamp with time zone, receiver text, witnessed_by text, photograph bytea) TO lazaret_server;
REVOKE ALL ON FUNCTION public.handed_down(of_county integer, of_site text, of_checklist bytea, of_baseline bytea, at_time timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.handed_down(of_county integer, of_site text, of_checklist bytea, of_baseline bytea, at_time timestamp with time zone) TO lazaret_server;
REVOKE ALL ON FUNCTION public.held_terms(of_county integer, links text[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.hold_administrators(of_county integer, wanted text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.hold_closing_order(of_county integer) FROM PUBLIC;
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
REVOKE ALL ON FUNCTION public.is_quiet(of_county integer, as_of timestamp with time zone) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.issue_notice(of_county integer, key bytea, from_address text, visit uuid, content json) FROM PUBLIC;
GRANT ALL ON FUNCTION public.issue_notice(of_county integer, key bytea, from_address text, visit uuid, content json) TO lazaret_server;
REVOKE ALL ON FUNCTION public.issue_order(of_county integer, key bytea, from_address text, order_id uuid, at_site text, of_item text, content json) FROM PUBLIC;
GRANT ALL ON FUNCTION public.issue_order(of_county integer, key bytea, from_address text, order_id uuid, at_site text, of_item text, content json) TO lazaret_server;
REVOKE ALL ON FUNCTION public.issue_standard(of_county integer, key bytea, from_address text, on_edition bigint, sites text[], checklist bytea, baseline bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.issue_standard(of_county integer, key bytea, from_address text, on_edition bigint, sites text[], checklist bytea, baseline bytea) TO lazaret_server;
REVOKE ALL ON FUNCTION public.issue_token(of_county integer, key bytea, from_address text, of_account text, token_name text, token_key bytea, of_scope text[], days integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.issue_token(of_county integer, key bytea, from_address text, of_account text, token_name text, token_key bytea, of_scope text[], days integer) TO lazaret_server;
REVOKE ALL ON FUNCTION public.keep_closed_paper(of_county integer, of_week date, paper bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.keep_closed_paper(of_county integer, of_week date, paper bytea) TO lazaret_clock;
REVOKE ALL ON FUNCTION public.keep_copy(of_county integer, key bytea, from_address text, of_digest bytea, not_made text, of_width integer, of_height integer, bytes_beyond integer, of_page bytea, of_thumbnail bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.keep_copy(of_county integer, key bytea, from_address text, of_digest bytea, not_made text, of_width integer, of_height integer, bytes_beyond integer, of_page bytea, of_thumbnail bytea) TO lazaret_server;
REVOKE ALL ON FUNCTION public.keep_paper(who public.holder, of_week date, of_revision integer, paper bytea) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.keep_state(of_county integer, wanted text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.keep_waiting_back(of_county integer, of_recipient text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.keep_week(who public.holder, of_week date, sealed text, by_order public.closing_order) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.keep_week_paper(of_county integer, key bytea, from_address text, of_week date, of_revision integer, paper bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.keep_week_paper(of_county integer, key bytea, from_address text, of_week date, of_revision integer, paper bytea) TO lazaret_server;
REVOKE ALL ON FUNCTION public.kept_copy(of_county integer, of_digest bytea, small boolean) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.kept_file(of_county integer, of_entry bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.kept_piece(of_county integer, of_digest bytea, at_place integer) FROM PUBLIC;
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
REVOKE ALL ON FUNCTION public.limit_digest(bytes_a_day bigint, bytes_in_all bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.limit_evidence(of_county integer, key bytea, from_address text, bytes_a_day bigint, bytes_in_all bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.limit_evidence(of_county integer, key bytea, from_address text, bytes_a_day bigint, bytes_in_all bigint) TO lazaret_server;
REVOKE ALL ON FUNCTION public.link_account(of_county integer, key bytea, from_address text, wanted text, subject text, issuer text, alone boolean, OUT outcome text, OUT ended text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.link_account(of_county integer, key bytea, from_address text, wanted text, subject text, issuer text, alone boolean, OUT outcome text, OUT ended text[]) TO lazaret_server;
REVOKE ALL ON FUNCTION public.lock_ladder(of_county integer, of_site text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.login_wait(subject text, failures integer, since timestamp with time zone, at timestamp with time zone) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.login_waits() FROM PUBLIC;
GRANT ALL ON FUNCTION public.login_waits() TO lazaret_server;
REVOKE ALL ON FUNCTION public.mail_of(of_county integer, of_account text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.mark_week_read(of_county integer, key bytea, from_address text, of_week date, of_revision integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.mark_week_read(of_county integer, key bytea, from_address text, of_week date, of_revision integer) TO lazaret_server;
REVOKE ALL ON FUNCTION public.may_end(who public.holder, of_account text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.message_evidence(of_county integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.message_evidence(of_county integer) TO lazaret_server;
REVOKE ALL ON TABLE public.message FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.message TO lazaret;
GRANT SELECT ON TABLE public.message TO lazaret_server;
GRANT UPDATE(read_at) ON TABLE public.message TO lazaret;
GRANT UPDATE(waits) ON TABLE public.message TO lazaret;
REVOKE ALL ON FUNCTION public.message_framed(one public.message) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.messages_to_send(of_county integer, as_of timestamp with time zone, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.messages_to_send(of_county integer, as_of timestamp with time zone, most integer) TO lazaret_clock;
REVOKE ALL ON FUNCTION public.move_deadline(of_county integer, key bytea, from_address text, of_site text, of_item text, was timestamp with time zone, deadline timestamp with time zone, why text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.move_deadline(of_county integer, key bytea, from_address text, of_site text, of_item text, was timestamp with time zone, deadline timestamp with time zone, why text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.name_in_case(of_county integer, key bytea, from_address text, in_case uuid, of_term uuid, why text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.name_in_case(of_county integer, key bytea, from_address text, in_case uuid, of_term uuid, why text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.named_why(of_county integer, of_case uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.named_why(of_county integer, of_case uuid) TO lazaret_server;
REVOKE ALL ON FUNCTION public.note(of_county integer, key bytea, from_address text, did text, what text, after_it bytea, why text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.note(of_county integer, key bytea, from_address text, did text, what text, after_it bytea, why text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.note_clock(of_county integer, told integer, delivered integer, failed integer, trouble_zh text, trouble_en text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.note_clock(of_county integer, told integer, delivered integer, failed integer, trouble_zh text, trouble_en text) TO lazaret_clock;
REVOKE ALL ON FUNCTION public.note_delivery(of_county integer, of_message uuid, as_of timestamp with time zone, came text, asked integer, words_zh text, words_en text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.note_delivery(of_county integer, of_message uuid, as_of timestamp with time zone, came text, asked integer, words_zh text, words_en text) TO lazaret_clock;
REVOKE ALL ON FUNCTION public.notice_deadline(of_county integer, of_site text, visit uuid, of_item text, known_before timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.notice_deadline(of_county integer, of_site text, visit uuid, of_item text, known_before timestamp with time zone) TO lazaret_server;
REVOKE ALL ON FUNCTION public.open_case(of_county integer, key bytea, from_address text, new_case uuid, of_site text, found_by uuid, again_by uuid, items text[], terms uuid[], basis text, why text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.open_case(of_county integer, key bytea, from_address text, new_case uuid, of_site text, found_by uuid, again_by uuid, items text[], terms uuid[], basis text, why text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.open_session(of_county integer, wanted text, key bytea, replaced bytea, address text, agent text, by_means text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.openid_login(of_county integer, issuer text, subject text, nonce text, key bytea, replaced bytea, address text, agent text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.openid_login(of_county integer, issuer text, subject text, nonce text, key bytea, replaced bytea, address text, agent text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.operator(of_county integer, name text) FROM PUBLIC;
REVOKE ALL ON TABLE public.order_arrival FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.order_arrival TO lazaret;
GRANT SELECT ON TABLE public.order_arrival TO lazaret_server;
REVOKE ALL ON FUNCTION public.order_arrival_digest(arrival public.order_arrival) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.rights_of(roles text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.rights_of(roles text[]) TO lazaret_server;
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
GRANT SELECT ON TABLE public.account_duty TO lazaret_server;
REVOKE ALL ON TABLE public.posting FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.posting TO lazaret;
GRANT SELECT ON TABLE public.posting TO lazaret_server;
GRANT UPDATE(replaced_by) ON TABLE public.posting TO lazaret;
GRANT UPDATE(replaced_at) ON TABLE public.posting TO lazaret;
REVOKE ALL ON FUNCTION public.own_terms(of_county integer, of_account text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.own_terms_changed(who public.holder, sites public.register_site[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.password_holder(of_county integer, key bytea, from_address text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.photograph_copy_at(of_county integer, visit uuid, order_id uuid, small boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION public.photograph_copy_at(of_county integer, visit uuid, order_id uuid, small boolean) TO lazaret_server;
REVOKE ALL ON FUNCTION public.photograph_named(of_county integer, visit uuid, order_id uuid) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.photograph_of(of_county integer, visit uuid, order_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.photograph_of(of_county integer, visit uuid, order_id uuid) TO lazaret_server;
REVOKE ALL ON FUNCTION public.photograph_piece_at(of_county integer, visit uuid, order_id uuid, at_place integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.photograph_piece_at(of_county integer, visit uuid, order_id uuid, at_place integer) TO lazaret_server;
REVOKE ALL ON FUNCTION public.photographs_pending(of_county integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.photographs_pending(of_county integer) TO lazaret_server;
REVOKE ALL ON FUNCTION public.present_code(of_county integer, of_site text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.present_code(of_county integer, of_site text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.publish(of_county integer, key bytea, from_address text, on_edition bigint, list text, brought public.published_version) FROM PUBLIC;
GRANT ALL ON FUNCTION public.publish(of_county integer, key bytea, from_address text, on_edition bigint, list text, brought public.published_version) TO lazaret_server;
REVOKE ALL ON FUNCTION public.put_aside(of_county integer, key bytea, from_address text, of_message uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.put_aside(of_county integer, key bytea, from_address text, of_message uuid) TO lazaret_server;
REVOKE ALL ON FUNCTION public.read_messages(of_county integer, key bytea, from_address text, of_message uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.read_messages(of_county integer, key bytea, from_address text, of_message uuid) TO lazaret_server;
REVOKE ALL ON FUNCTION public.reads_answer(of_county integer, answer uuid) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.reads_case_act(of_county integer, of_act uuid) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.reads_visit(of_county integer, visit uuid) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.record_guidance(of_county integer, key bytea, from_address text, on_edition bigint, guidance_id uuid, at_site text, checklist bytea, baseline bytea, given timestamp with time zone, by_account text, what text, to_whom text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.record_guidance(of_county integer, key bytea, from_address text, on_edition bigint, guidance_id uuid, at_site text, checklist bytea, baseline bytea, given timestamp with time zone, by_account text, what text, to_whom text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.refuse_account(state text, broken text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.refuse_change() FROM PUBLIC;
GRANT ALL ON FUNCTION public.refuse_change() TO lazaret_server;
REVOKE ALL ON FUNCTION public.refuse_own_matter(who public.holder, of_site text, since date) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.report_infection(of_county integer, key bytea, from_address text, infected uuid, of_site text, on_day date, source text, new_case uuid, terms uuid[], basis text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.report_infection(of_county integer, key bytea, from_address text, infected uuid, of_site text, on_day date, source text, new_case uuid, terms uuid[], basis text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.reset_password(of_county integer, key bytea, from_address text, wanted text, new_salt bytea, new_cost integer, new_verifier bytea, given boolean, OUT outcome text, OUT ended text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.reset_password(of_county integer, key bytea, from_address text, wanted text, new_salt bytea, new_cost integer, new_verifier bytea, given boolean, OUT outcome text, OUT ended text[]) TO lazaret_server;
REVOKE ALL ON FUNCTION public.revise_week(of_county integer, key bytea, from_address text, of_week date, sealed text, why text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.revise_week(of_county integer, key bytea, from_address text, of_week date, sealed text, why text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.revoke_token(of_county integer, key bytea, from_address text, of_account text, token_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.revoke_token(of_county integer, key bytea, from_address text, of_account text, token_name text) TO lazaret_server;
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
REVOKE ALL ON FUNCTION public.seen_mended(county integer, of_site text, of_item text, from_moment timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.seen_mended(county integer, of_site text, of_item text, from_moment timestamp with time zone) TO lazaret_server;
REVOKE ALL ON FUNCTION public.send_again(of_county integer, key bytea, from_address text, of_message uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.send_again(of_county integer, key bytea, from_address text, of_message uuid) TO lazaret_server;
REVOKE ALL ON FUNCTION public.set_cadence(of_county integer, key bytea, from_address text, of_kind text, new_days integer, new_days_below integer, valid_from date, why text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.set_cadence(of_county integer, key bytea, from_address text, of_kind text, new_days integer, new_days_below integer, valid_from date, why text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.set_ladder_days(of_county integer, key bytea, from_address text, for_circular integer, for_interview integer, for_proposal integer, for_statement integer, why text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.set_ladder_days(of_county integer, key bytea, from_address text, for_circular integer, for_interview integer, for_proposal integer, for_statement integer, why text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.set_letterhead(of_county integer, key bytea, from_address text, new_short text, new_office_zh text, new_office_en text, new_red_head text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.set_letterhead(of_county integer, key bytea, from_address text, new_short text, new_office_zh text, new_office_en text, new_red_head text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.set_message_route(of_county integer, key bytea, from_address text, new_wants boolean, new_address text, new_language text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.set_message_route(of_county integer, key bytea, from_address text, new_wants boolean, new_address text, new_language text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.set_quiet_hours(of_county integer, key bytea, from_address text, new_from integer, new_to integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.set_quiet_hours(of_county integer, key bytea, from_address text, new_from integer, new_to integer) TO lazaret_server;
REVOKE ALL ON FUNCTION public.set_webhook(of_county integer, key bytea, from_address text, of_webhook uuid, new_name text, new_shape text, new_shown text, new_address text, new_secret text, new_used boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION public.set_webhook(of_county integer, key bytea, from_address text, of_webhook uuid, new_name text, new_shape text, new_shown text, new_address text, new_secret text, new_used boolean) TO lazaret_server;
REVOKE ALL ON FUNCTION public.shared_documents(of_county integer, digests bytea[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.shared_documents(of_county integer, digests bytea[]) TO lazaret_server;
REVOKE ALL ON FUNCTION public.shared_site(of_county integer, wanted text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.shared_site(of_county integer, wanted text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.shared_versions(of_county integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.shared_versions(of_county integer) TO lazaret_server;
REVOKE ALL ON FUNCTION public.site_goes_on(of_county integer, of_site text, since date) FROM PUBLIC;
GRANT ALL ON FUNCTION public.site_goes_on(of_county integer, of_site text, since date) TO lazaret_server;
REVOKE ALL ON FUNCTION public.site_line(of_county integer, of_site text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.site_line(of_county integer, of_site text) TO lazaret_server;
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
REVOKE ALL ON FUNCTION public.submit_rectification(of_county integer, key bytea, from_address text, submission_id uuid, of_site text, of_item text, visit uuid, words text, evidence bytea[], on_behalf text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.submit_rectification(of_county integer, key bytea, from_address text, submission_id uuid, of_site text, of_item text, visit uuid, words text, evidence bytea[], on_behalf text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.take_step(of_county integer, key bytea, from_address text, of_site text, in_case uuid, of_rung text, of_items text[], in_year integer, as_number integer, document text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.take_step(of_county integer, key bytea, from_address text, of_site text, in_case uuid, of_rung text, of_items text[], in_year integer, as_number integer, document text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.tell_messages(of_county integer, as_of timestamp with time zone, told public.new_message[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.tell_messages(of_county integer, as_of timestamp with time zone, told public.new_message[]) TO lazaret_clock;
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
REVOKE ALL ON FUNCTION public.verify_rectification(of_county integer, key bytea, from_address text, of_site text, of_item text, of_submission uuid, of_visit uuid, verdict text, why text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.verify_rectification(of_county integer, key bytea, from_address text, of_site text, of_item text, of_submission uuid, of_visit uuid, verdict text, why text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.visits_hold(of_county integer, of_site text, found_by uuid, again_by uuid, items text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.visits_hold(of_county integer, of_site text, found_by uuid, again_by uuid, items text[]) TO lazaret_server;
REVOKE ALL ON FUNCTION public.waited_in_vain(of_county integer, of_site text, of_item text, of_visit uuid) FROM PUBLIC;
REVOKE ALL ON TABLE public.case_person FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.case_person TO lazaret;
GRANT SELECT ON TABLE public.case_person TO lazaret_server;
REVOKE ALL ON TABLE public.infection FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.infection TO lazaret;
GRANT SELECT ON TABLE public.infection TO lazaret_server;
REVOKE ALL ON FUNCTION public.week_cases(of_county integer, from_time timestamp with time zone, until_time timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.week_cases(of_county integer, from_time timestamp with time zone, until_time timestamp with time zone) TO lazaret_server;
REVOKE ALL ON FUNCTION public.week_cut_off(of_county integer, key bytea, from_address text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.week_cut_off(of_county integer, key bytea, from_address text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.week_readers(of_county integer, of_week date, of_revision integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.week_readers(of_county integer, of_week date, of_revision integer) TO lazaret_server;
REVOKE ALL ON TABLE public.ladder_step FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.ladder_step TO lazaret;
GRANT SELECT ON TABLE public.ladder_step TO lazaret_server;
REVOKE ALL ON FUNCTION public.week_steps(of_county integer, from_time timestamp with time zone, until_time timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.week_steps(of_county integer, from_time timestamp with time zone, until_time timestamp with time zone) TO lazaret_server;
REVOKE ALL ON FUNCTION public.week_to_close(of_county integer, as_of timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.week_to_close(of_county integer, as_of timestamp with time zone) TO lazaret_clock;
REVOKE ALL ON FUNCTION public.withdraw(of_county integer, key bytea, from_address text, visit uuid, why text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.withdraw(of_county integer, key bytea, from_address text, visit uuid, why text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.withdraw_guidance(of_county integer, key bytea, from_address text, guidance_id uuid, why text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.withdraw_guidance(of_county integer, key bytea, from_address text, guidance_id uuid, why text) TO lazaret_server;
REVOKE ALL ON FUNCTION public.write_case(who public.holder, new_case uuid, of_site text, found_by uuid, again_by uuid, items text[], infected uuid, terms uuid[], basis text, why text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.write_entry(who public.holder, did text, what text, before_it bytea, after_it bytea, why text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.write_person(who public.holder, in_case uuid, of_site text, of_term uuid, why text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.write_site(who public.holder, one public.register_site, why text) FROM PUBLIC;
REVOKE ALL ON FUNCTION public.write_township(who public.holder, one public.register_township, why text) FROM PUBLIC;
GRANT SELECT(county_id) ON TABLE public.api_token TO lazaret_server;
GRANT SELECT(account) ON TABLE public.api_token TO lazaret_server;
GRANT SELECT(name) ON TABLE public.api_token TO lazaret_server;
GRANT SELECT(scope) ON TABLE public.api_token TO lazaret_server;
GRANT SELECT(made_at) ON TABLE public.api_token TO lazaret_server;
GRANT SELECT(expires_at) ON TABLE public.api_token TO lazaret_server;
GRANT SELECT(used_at) ON TABLE public.api_token TO lazaret_server;
GRANT SELECT(revoked_at) ON TABLE public.api_token TO lazaret_server;
GRANT SELECT ON TABLE public.audit_queue TO lazaret_server;
REVOKE ALL ON TABLE public.baseline_version FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.baseline_version TO lazaret;
GRANT SELECT ON TABLE public.baseline_version TO lazaret_server;
GRANT SELECT ON TABLE public.clock_run TO lazaret_server;
REVOKE ALL ON TABLE public.closing_order_end FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.closing_order_end TO lazaret;
GRANT SELECT ON TABLE public.closing_order_end TO lazaret_server;
GRANT SELECT ON TABLE public.county TO lazaret_server;
REVOKE ALL ON TABLE public.delivery_attempt FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.delivery_attempt TO lazaret;
GRANT SELECT ON TABLE public.draft TO lazaret_server;
REVOKE ALL ON TABLE public.draw_seed FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.draw_seed TO lazaret;
REVOKE ALL ON TABLE public.evidence_file FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.evidence_file TO lazaret;
GRANT SELECT ON TABLE public.evidence_file TO lazaret_server;
GRANT SELECT ON TABLE public.evidence_limit TO lazaret_server;
REVOKE ALL ON TABLE public.evidence_piece FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,DELETE,TRIGGER ON TABLE public.evidence_piece TO lazaret;
GRANT SELECT ON TABLE public.evidence_piece TO lazaret_server;
REVOKE ALL ON TABLE public.evidence_receipt FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.evidence_receipt TO lazaret;
GRANT SELECT ON TABLE public.evidence_receipt TO lazaret_server;
GRANT SELECT ON TABLE public.evidence_upload TO lazaret_server;
REVOKE ALL ON TABLE public.guidance FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.guidance TO lazaret;
GRANT SELECT ON TABLE public.guidance TO lazaret_server;
REVOKE ALL ON TABLE public.guidance_withdrawal FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.guidance_withdrawal TO lazaret;
GRANT SELECT ON TABLE public.guidance_withdrawal TO lazaret_server;
REVOKE ALL ON TABLE public.issuance FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.issuance TO lazaret;
GRANT SELECT ON TABLE public.issuance TO lazaret_server;
REVOKE ALL ON TABLE public.issuance_receipt FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.issuance_receipt TO lazaret;
GRANT SELECT ON TABLE public.issuance_receipt TO lazaret_server;
GRANT SELECT ON TABLE public.last_of_week TO lazaret_server;
REVOKE ALL ON TABLE public.letterhead FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.letterhead TO lazaret;
GRANT SELECT ON TABLE public.letterhead TO lazaret_server;
REVOKE ALL ON TABLE public.message_route FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.message_route TO lazaret;
GRANT SELECT ON TABLE public.message_route TO lazaret_server;
REVOKE ALL ON TABLE public.message_webhook FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.message_webhook TO lazaret;
GRANT SELECT(county_id) ON TABLE public.message_webhook TO lazaret_server;
GRANT SELECT(entry) ON TABLE public.message_webhook TO lazaret_server;
GRANT SELECT(id) ON TABLE public.message_webhook TO lazaret_server;
GRANT SELECT(name) ON TABLE public.message_webhook TO lazaret_server;
GRANT SELECT(shape) ON TABLE public.message_webhook TO lazaret_server;
GRANT SELECT(shown) ON TABLE public.message_webhook TO lazaret_server;
GRANT SELECT(is_used) ON TABLE public.message_webhook TO lazaret_server;
GRANT SELECT(set_at) ON TABLE public.message_webhook TO lazaret_server;
GRANT SELECT(set_by) ON TABLE public.message_webhook TO lazaret_server;
REVOKE ALL ON TABLE public.notice FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.notice TO lazaret;
GRANT SELECT ON TABLE public.notice TO lazaret_server;
REVOKE ALL ON TABLE public.quiet_hours FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.quiet_hours TO lazaret;
GRANT SELECT ON TABLE public.quiet_hours TO lazaret_server;
GRANT SELECT ON TABLE public.schema_act TO lazaret_server;
GRANT SELECT(county_id) ON TABLE public.session TO lazaret_server;
GRANT SELECT(digest) ON TABLE public.session TO lazaret_server;
GRANT SELECT(account) ON TABLE public.session TO lazaret_server;
GRANT SELECT(started_at) ON TABLE public.session TO lazaret_server;
GRANT SELECT(seen_at) ON TABLE public.session TO lazaret_server;
GRANT SELECT(ended_at) ON TABLE public.session TO lazaret_server;
GRANT SELECT(address) ON TABLE public.session TO lazaret_server;
GRANT SELECT(agent) ON TABLE public.session TO lazaret_server;
GRANT SELECT ON TABLE public.site_in_time TO lazaret_server;
GRANT SELECT ON TABLE public.site_today TO lazaret_server;
GRANT SELECT ON TABLE public.standing_guidance TO lazaret_server;
REVOKE ALL ON TABLE public.supervision_order FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.supervision_order TO lazaret;
GRANT SELECT ON TABLE public.supervision_order TO lazaret_server;
REVOKE ALL ON TABLE public.township FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.township TO lazaret;
GRANT SELECT ON TABLE public.township TO lazaret_server;
GRANT UPDATE(county_id) ON TABLE public.township TO lazaret;
REVOKE ALL ON TABLE public.week_mark FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.week_mark TO lazaret;
GRANT SELECT ON TABLE public.week_mark TO lazaret_server;
REVOKE ALL ON TABLE public.week_paper FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.week_paper TO lazaret;
GRANT SELECT ON TABLE public.week_paper TO lazaret_server;
REVOKE ALL ON TABLE public.week_report FROM lazaret;
GRANT SELECT,INSERT,REFERENCES,TRIGGER ON TABLE public.week_report TO lazaret;
GRANT SELECT ON TABLE public.week_report TO lazaret_server;
