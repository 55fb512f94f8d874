-- Making accounts: those that are not there yet, all or none, linked to the duties that are held today.
-- Who may: manage, and no token
-- Writes: account, account_duty, account_state; an entry add for each
-- Answers: the names of those made; where nobody or more than one holds a duty, that account with those duties, and nothing is made

-- The terms of those duties that are held today, each with the link that names it: `director@T-03`, and of several who
-- hold a duty at once the one who began on that day, `medical@C-01@2021-08-01`.
CREATE OR REPLACE FUNCTION held_terms(of_county integer, links text[])
RETURNS TABLE (link text, site text, duty text, person text, term uuid)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
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

-- Those of the duties that nobody holds today, or of which it is not said whose term is meant, in their order; NULL where
-- there are none: an account is tied to one person's term.
CREATE OR REPLACE FUNCTION vacant_duties(of_county integer, links text[]) RETURNS text[]
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT array_agg(wanted.link ORDER BY wanted.place) FROM unnest(links) WITH ORDINALITY AS wanted (link, place)
    WHERE (SELECT count(*) FROM public.held_terms(of_county, ARRAY[wanted.link])) <> 1
$$;

-- Ties the account to the terms of those duties that are held today.
CREATE OR REPLACE FUNCTION tie_duties(of_county integer, wanted text, links text[]) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO public.account_duty (county_id, account, site, duty, person, term)
    SELECT DISTINCT of_county, wanted, t.site, t.duty, t.person, t.term FROM public.held_terms(of_county, links) AS t
$$;

CREATE OR REPLACE FUNCTION add_account(of_county integer, key bytea, from_address text, accounts new_account[])
RETURNS TABLE (made text, vacant text[]) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
REVOKE ALL ON FUNCTION held_terms, vacant_duties, tie_duties, add_account FROM PUBLIC;
GRANT EXECUTE ON FUNCTION add_account TO lazaret_server;
