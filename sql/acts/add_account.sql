-- Making accounts: those that are not there yet, all or none, linked to the duties that are held today.
-- Who may: manage, and no token
-- Writes: account, account_duty, account_state; an entry add for each
-- Answers: the names of those made; where nobody holds a duty, that account with those duties, and nothing is made

CREATE OR REPLACE FUNCTION add_account(of_county integer, key bytea, from_address text, accounts new_account[])
RETURNS TABLE (made text, vacant text[]) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage', true);
    today date := (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date;
    one public.new_account;
    broken text;
BEGIN
    IF cardinality(accounts) > 10000 OR EXISTS (SELECT FROM unnest(accounts) AS a WHERE cardinality(a.duties) > 100) THEN
        RAISE EXCEPTION 'more than anybody has' USING ERRCODE = 'program_limit_exceeded';
    END IF;
    -- All duties first: where one is vacant, nothing is written.
    FOREACH one IN ARRAY accounts LOOP
        SELECT array_agg(wanted.link ORDER BY wanted.place) INTO vacant
        FROM unnest(one.duties) WITH ORDINALITY AS wanted (link, place)
        WHERE NOT EXISTS (SELECT FROM public.posting p
            WHERE p.county_id = of_county AND p.replaced_at IS NULL
                AND p.site = split_part(wanted.link, '@', 2) AND p.duty = split_part(wanted.link, '@', 1)
                AND today BETWEEN p.held_from AND coalesce(p.held_to, 'infinity'));
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
            INSERT INTO public.account_duty (county_id, account, site, duty, person)
            SELECT DISTINCT of_county, one.name, p.site, p.duty, p.person
            FROM unnest(one.duties) AS wanted (link)
            JOIN public.posting p ON p.site = split_part(wanted.link, '@', 2) AND p.duty = split_part(wanted.link, '@', 1)
            WHERE p.county_id = of_county AND p.replaced_at IS NULL
                AND today BETWEEN p.held_from AND coalesce(p.held_to, 'infinity');
            PERFORM public.write_entry(
                who, 'add', 'account/' || one.name, NULL, public.keep_state(of_county, one.name));
            made := one.name;
            RETURN NEXT;
        END IF;
    END LOOP;
END $$;
REVOKE ALL ON FUNCTION add_account FROM PUBLIC;
GRANT EXECUTE ON FUNCTION add_account TO lazaret_server;
