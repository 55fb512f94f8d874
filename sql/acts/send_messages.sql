-- How messages leave the house: what is to be sent now, in order for each recipient, and what came of it.
-- Who may: the clock; letters that are dead: manage
-- Writes: delivery_attempt, message (what waits); entries issue and discard, where somebody has it sent again or puts it aside
-- Answers: what is to be sent; how sending stands; done, unknown where there is no such message, alive where it is not dead, or ended where its channel is given up

-- Whether nothing is sent at a moment, by the county's quiet hours: 21:00 to 08:00 where nobody set any.
-- `Sources/Compliance/Messages/QuietHours.swift` says the same.
CREATE OR REPLACE FUNCTION is_quiet(of_county integer, as_of timestamptz) RETURNS boolean LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
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

-- How sending a message stands, by its attempts: `waiting`, `retrying` with the moment of the next attempt, `delivered`, `dead`,
-- `aside` where somebody put a dead letter aside;
-- how often it was tried since it was told or had sent again, and the last attempt's words.
-- `Sources/Compliance/Messages/DeliveryState.swift` says the same.
CREATE OR REPLACE FUNCTION delivery_state(of_county integer, of_message uuid)
RETURNS TABLE (state text, next_at timestamptz, tries integer, last_at timestamptz, words_zh text, words_en text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
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

-- What is to be sent at a moment: of each recipient the first that waits, where its time has come; with the address, and the
-- secret, which nobody else reads. Nothing in the quiet hours.
CREATE OR REPLACE FUNCTION messages_to_send(of_county integer, as_of timestamptz, most integer)
RETURNS TABLE (id uuid, cause text, composed_at timestamptz, title_zh text, title_en text, lines_zh text[], lines_en text[],
    link text, address text, language text, shape text, secret text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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

-- Notes what came of an attempt; what was delivered or is dead waits no more. Says how sending stands then.
CREATE OR REPLACE FUNCTION note_delivery(
    of_county integer, of_message uuid, as_of timestamptz, came text, asked integer, words_zh text, words_en text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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

-- The letters that are dead, the latest first, with to whom and why; not what they say.
CREATE OR REPLACE FUNCTION dead_letters(of_county integer, most integer)
RETURNS TABLE (id uuid, cause text, recipient text, composed_at timestamptz, tries integer, last_at timestamptz,
    words_zh text, words_en text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF of_county IS DISTINCT FROM public.acting('manage') THEN RETURN; END IF;
    RETURN QUERY
    SELECT m.id, m.cause, m.recipient, m.composed_at, stands.tries, stands.last_at, stands.words_zh, stands.words_en
    FROM (SELECT DISTINCT a.message FROM public.delivery_attempt a WHERE a.county_id = of_county AND a.outcome <> 'delivered') AS tried
    JOIN public.message m ON m.county_id = of_county AND m.id = tried.message AND NOT m.waits
    CROSS JOIN LATERAL public.delivery_state(of_county, m.id) AS stands
    WHERE stands.state = 'dead' ORDER BY stands.last_at DESC, m.entry DESC, m.place DESC LIMIT least(most, 200);
END $$;

-- Whether a recipient is a webhook that was given up.
CREATE OR REPLACE FUNCTION channel_ended(of_county integer, of_recipient text) RETURNS boolean LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN of_recipient LIKE 'webhook/%' AND NOT EXISTS (
        SELECT FROM public.clock_webhooks(of_county) AS w WHERE 'webhook/' || w.id = of_recipient);
END $$;

-- Has a dead letter sent again, from the beginning.
CREATE OR REPLACE FUNCTION send_again(of_county integer, key bytea, from_address text, of_message uuid)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
-- Puts a dead letter aside, for good: nobody sends it any more, and it stands in the list no longer. Its recipient keeps it.
CREATE OR REPLACE FUNCTION put_aside(of_county integer, key bytea, from_address text, of_message uuid)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
REVOKE ALL ON FUNCTION is_quiet, delivery_state, messages_to_send, note_delivery, dead_letters, channel_ended, send_again, put_aside
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION messages_to_send, note_delivery TO lazaret_clock;
GRANT EXECUTE ON FUNCTION dead_letters, send_again, put_aside TO lazaret_server;
