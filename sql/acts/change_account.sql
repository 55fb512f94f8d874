-- Changing how an account is shown, its roles, its duties, and where messages reach its holder; what is NULL stays as it is.
-- Who may: manage, and no token
-- Writes: account, account_duty, account_state, message (what waits no more); entry change
-- Answers: done, same where nothing changes, unknown, last: nobody else in use would be an administrator, own where whoever asks would be rid of a duty, or vacant with the duties that nobody or more than one holds

DROP FUNCTION IF EXISTS change_account(integer, bytea, text, text, text, text[], text); -- of releases whose duties stayed
CREATE OR REPLACE FUNCTION change_account(
    of_county integer, key bytea, from_address text, wanted text, new_display text, new_roles text[],
    new_message_address text, new_duties text[])
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
REVOKE ALL ON FUNCTION change_account FROM PUBLIC;
GRANT EXECUTE ON FUNCTION change_account TO lazaret_server;
