-- Where messages go and when: the own mail, the county's webhooks, its quiet hours.
-- Who may: read, for the own mail, in person; manage for webhooks and quiet hours, in person
-- Writes: message_route, message_webhook, quiet_hours, message (what waits no more); entry change
-- Answers: set; already where it is so; unknown where there is no such webhook to give up; many where ten are used

CREATE OR REPLACE FUNCTION set_message_route(
    of_county integer, key bytea, from_address text, new_wants boolean, new_address text, new_language text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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

-- Sends no more what waits for a recipient: the next way to reach it begins with what is told from then on.
CREATE OR REPLACE FUNCTION keep_waiting_back(of_county integer, of_recipient text) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE public.message m SET waits = false WHERE m.county_id = of_county AND m.recipient = of_recipient AND m.waits;
END $$;

-- Adds a webhook, changes it, or gives it up; without an address or secret it keeps those that it has.
CREATE OR REPLACE FUNCTION set_webhook(
    of_county integer, key bytea, from_address text, of_webhook uuid, new_name text, new_shape text, new_shown text,
    new_address text, new_secret text, new_used boolean)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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

CREATE OR REPLACE FUNCTION set_quiet_hours(
    of_county integer, key bytea, from_address text, new_from integer, new_to integer)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
REVOKE ALL ON FUNCTION keep_waiting_back, set_message_route, set_webhook, set_quiet_hours FROM PUBLIC;
GRANT EXECUTE ON FUNCTION set_message_route, set_webhook, set_quiet_hours TO lazaret_server;
