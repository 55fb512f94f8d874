-- Taking a register: what is to stand of townships and sites, their periods, descriptions and terms of duty; all or nothing.
-- Who may: manage
-- Writes: township, township_name, site, operation, site_description, posting; county (its edition); entries add or change, one a township and one a site
-- Answers: written; outdated where it was judged on an edition before the one at which it begins, or another import is under way; own with the codes of the sites where it changes or ends a term of whoever asks

DROP FUNCTION IF EXISTS import_register(integer, bytea, text, bigint, register_township[], register_site[]);
DROP FUNCTION IF EXISTS write_township(holder, register_township);

-- Makes the names what stands of the township: what is no longer said is replaced, what is new stands beside it.
CREATE OR REPLACE FUNCTION write_township(who holder, one register_township, why text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
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

-- The same of a site. Terms go before they come, so that none overlaps in between.
CREATE OR REPLACE FUNCTION write_site(who holder, one register_site, why text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
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

-- The sites among those where a term that stands would not stand as it does, of somebody for whom the account stands or ever
-- stood (as in `duty_terms`): what somebody is accused by is for another to change. At the shell nobody holds a duty.
CREATE OR REPLACE FUNCTION own_terms_changed(who holder, sites register_site[]) RETURNS text[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
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

-- Two imports do not read in vain: whoever reads in order to write takes the same lock, and whoever only looks takes none.
-- The county's row comes last, since filings wait for it: within the lock nobody else changes the register. What is
-- published meanwhile is no matter: a register is judged by itself.
CREATE OR REPLACE FUNCTION import_register(
    of_county integer, key bytea, from_address text, on_edition bigint, townships register_township[],
    sites register_site[], why text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
REVOKE ALL ON FUNCTION import_register, own_terms_changed, write_site, write_township FROM PUBLIC;
GRANT EXECUTE ON FUNCTION import_register TO lazaret_server;
