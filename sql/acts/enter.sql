-- Entering: a transaction that reads says on whose behalf it does.
-- Who may: anybody
-- Writes: session and api_token (when they were last used)
-- Answers: who holds the key; no row where it opens nothing

-- Acts for whoever holds the key of a session or token of the county, and says who that is; nobody, where the key
-- opens nothing any more. An account that has to change its password may do just that.
CREATE OR REPLACE FUNCTION enter(of_county integer, key bytea, address text)
RETURNS TABLE (name text, display text, roles text[], rights text[], sites text[], via text, must_change boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
    WHERE d.county_id = of_county AND d.account = who.name AND p.replaced_at IS NULL
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
