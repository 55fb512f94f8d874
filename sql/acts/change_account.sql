-- Changing how an account is shown, its roles, and where messages reach its holder; what is NULL stays as it is.
-- Who may: manage, and no token
-- Writes: account, account_state; entry change
-- Answers: done, same where nothing changes, unknown, or last: nobody else in use would be an administrator

CREATE OR REPLACE FUNCTION change_account(
    of_county integer, key bytea, from_address text, wanted text, new_display text, new_roles text[],
    new_message_address text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage', true);
    before_it bytea;
    after_it bytea;
    broken text;
    is_last boolean := public.hold_administrators(of_county, wanted);
BEGIN
    who := public.actor(of_county, key, from_address, 'manage', true); -- once more, after waiting
    before_it := public.hold_state(of_county, wanted);
    IF before_it IS NULL THEN RETURN 'unknown'; END IF;
    IF is_last AND NOT 'administrator' = ANY (new_roles) THEN
        RETURN 'last';
    END IF;
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
    after_it := public.keep_state(of_county, wanted);
    IF after_it = before_it THEN RETURN 'same'; END IF;
    PERFORM public.write_entry(who, 'change', 'account/' || wanted, before_it, after_it);
    RETURN 'done';
END $$;
REVOKE ALL ON FUNCTION change_account FROM PUBLIC;
GRANT EXECUTE ON FUNCTION change_account TO lazaret_server;
