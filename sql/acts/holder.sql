-- Who holds the key of a session or token, and what it opens: the one place where a key is looked up.
-- Who may: nobody by itself
-- Writes: nothing
-- Answers: the account with rights and sites; the operator at the shell where there is no key

-- NULL where the key opens nothing, or nothing any more.
CREATE OR REPLACE FUNCTION holder_of(of_county integer, key bytea, from_address text) RETURNS holder
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
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

-- Whoever runs the program at the shell with the owner's login, under the name given: every right in one county.
CREATE OR REPLACE FUNCTION operator(of_county integer, name text) RETURNS holder
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
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

-- Whoever is to carry out an act: the holder of the key, or without a key the operator at the shell, whom
-- enter_operator() vouched for in this very transaction. Refuses whom nothing vouches for (28000), and who has not the
-- right, or not what it rests on, or comes by a token where somebody has to act `in_person` (42501).
CREATE OR REPLACE FUNCTION actor(
    of_county integer, key bytea, from_address text, needed text, in_person boolean DEFAULT false)
RETURNS holder LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
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

-- Whether the account held a duty at the site, or at one that it goes on from, on some day from that one up to today
-- (`duty_terms`): then it takes away nothing that was found there, and gives it no other time.
CREATE OR REPLACE FUNCTION answers_for(who holder, of_site text, since date) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN who.via <> 'shell' AND EXISTS (
        SELECT FROM public.duty_terms(who.county_id, ARRAY(
            SELECT past.site FROM public.site_past(who.county_id, of_site) AS past UNION SELECT of_site)) AS d
        WHERE d.account = who.account AND d.held_to >= since
            AND d.held_from <= (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date);
END $$;

-- Whether the account answered for the item at the site, or answers for the site, since that moment.
CREATE OR REPLACE FUNCTION answers_for_gap(who holder, of_site text, of_item text, since timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN public.answers_for(who, of_site, (since AT TIME ZONE INTERVAL '08:00')::date)
        OR who.via <> 'shell' AND EXISTS (
            SELECT FROM public.site_past(who.county_id, of_site) AS past
            JOIN public.submission s ON s.county_id = who.county_id AND s.site = past.site AND s.item = of_item
                AND s.submitted_by = who.account AND s.submitted_at >= since);
END $$;
REVOKE ALL ON FUNCTION holder_of, operator, actor, answers_for, answers_for_gap FROM PUBLIC;
