-- The clock: what it has to know of people to tell them what time has made due, and the telling, each thing once.
-- Who may: the clock
-- Writes: message, clock_run; entry issue, one for all that is told at once
-- Answers: the time; whom there is to tell; how many were told

-- The clock acts by itself, under a name that no account can have.
CREATE OR REPLACE FUNCTION clock_holder(of_county integer) RETURNS holder LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
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

-- The clock reads the county as a leader does, and no act takes it for anybody.
CREATE OR REPLACE FUNCTION enter_clock(of_county integer) RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM public.seal_context(public.clock_holder(of_county));
    RETURN clock_timestamp();
END $$;

-- The accounts in use, with what they may and the duties that they hold on the day: `director@T-03`; and those that held one at
-- a site ever, whose matter it is (`held`).
CREATE OR REPLACE FUNCTION clock_recipients(of_county integer, on_day date)
RETURNS TABLE (account text, rights text[], duties text[], held text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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

-- The webhooks that are used.
CREATE OR REPLACE FUNCTION clock_webhooks(of_county integer) RETURNS TABLE (id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT last.id FROM (
        SELECT DISTINCT ON (w.id) w.id, w.is_used FROM public.message_webhook w
        WHERE w.county_id = of_county ORDER BY w.id, w.entry DESC) AS last
    WHERE last.is_used ORDER BY last.id;
END $$;

-- Where mail reaches an account that wants it, and in which language; no row where it has none, or is out of use.
CREATE OR REPLACE FUNCTION mail_of(of_county integer, of_account text) RETURNS TABLE (address text, language text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
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

-- A message as the digest of its telling has it.
CREATE OR REPLACE FUNCTION message_framed(one message) RETURNS text LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN public.framed(ARRAY['lazaret message v1', one.id::text, one.cause, one.thing, one.stage, one.recipient,
        (extract(epoch FROM one.composed_at) * 1000000)::bigint::text, one.title_zh, one.title_en,
        public.framed(one.lines_zh), public.framed(one.lines_en), one.link]);
END $$;

-- Tells what was not told yet, as of a moment of this clock: of one thing a recipient is told once a day, and of the same stage
-- of it once in seven. What was told later than that moment counts too: where the clock was put back, nothing is told again.
-- A webhook counts as told what anybody was told before it was added: it begins with what comes after.
CREATE OR REPLACE FUNCTION tell_messages(of_county integer, as_of timestamptz, told new_message[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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

-- Notes that the clock ran, and what it did.
CREATE OR REPLACE FUNCTION note_clock(
    of_county integer, told integer, delivered integer, failed integer, trouble_zh text, trouble_en text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO public.clock_run AS c VALUES (of_county, clock_timestamp(), told, delivered, failed, left(trouble_zh, 500),
        left(trouble_en, 500))
    ON CONFLICT (county_id) DO UPDATE SET ran_at = excluded.ran_at, told = excluded.told, delivered = excluded.delivered,
        failed = excluded.failed, trouble_zh = excluded.trouble_zh, trouble_en = excluded.trouble_en;
END $$;
REVOKE ALL ON FUNCTION clock_holder, enter_clock, clock_recipients, clock_webhooks, mail_of, message_framed, tell_messages,
    note_clock FROM PUBLIC;
GRANT EXECUTE ON FUNCTION enter_clock, clock_recipients, clock_webhooks, tell_messages, note_clock TO lazaret_clock;
