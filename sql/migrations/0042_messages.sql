-- What people were told (domain §6 to §8): messages that the clock composes of what time makes due, each once, and how they
-- leave the house. What is due is worked out; that somebody was told is kept.

-- The clock's own role: it tells and sends, and reads addresses and secrets, which the server's role does not. A login that
-- may put on both is asked to put on one or the other.
DO $$ BEGIN -- where the role is there, the owner need not be able to make one
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lazaret_clock') THEN
        CREATE ROLE lazaret_clock NOLOGIN;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL; -- roles belong to the whole cluster: another database of it made this one
END $$;
DO $$
DECLARE
    one name;
BEGIN
    IF NOT pg_has_role(current_user, 'lazaret_clock', 'MEMBER') THEN
        GRANT lazaret_clock TO CURRENT_USER;
    END IF;
    -- Who served until now goes on with everything; where that may not be granted here, docs/operations.md says what is to be done.
    FOR one IN SELECT m.rolname FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member
        WHERE a.roleid = 'lazaret_server'::regrole AND m.rolcanlogin AND NOT pg_has_role(m.oid, 'lazaret_clock', 'MEMBER')
    LOOP
        BEGIN
            EXECUTE format('GRANT lazaret_clock TO %I', one);
        EXCEPTION WHEN insufficient_privilege OR undefined_object OR unique_violation OR internal_error THEN
            RAISE NOTICE 'lazaret_clock could not be granted to %', one;
        END;
    END LOOP;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'lazaret_clock has to be granted to who serves by whoever made that role';
END $$;

-- Whoever enters is told how many messages they have not read.
ALTER TYPE holder ADD ATTRIBUTE unread integer;

-- A message as it is composed: about which thing, at which stage of it, to whom (`recipient`, an account or
-- `webhook/ID`), and what it says.
CREATE TYPE new_message AS (
    cause text, thing text, stage text, recipient text, title_zh text, title_en text, lines_zh text[], lines_en text[], link text
);

-- A message as it was told. Of one thing a recipient is told once a day at most: the key says so, whoever composes. Two columns
-- change: `read_at`, once, by the recipient, and `waits`, by which what is still to be sent is found; how sending stands is
-- worked out from the attempts.
CREATE TABLE message (
    county_id integer NOT NULL,
    id uuid NOT NULL, -- the same in every attempt
    entry bigint NOT NULL, -- of the telling, one for all that were told at once
    place integer NOT NULL, -- among those
    cause text NOT NULL,
    thing text NOT NULL,
    stage text NOT NULL,
    recipient text NOT NULL,
    day date NOT NULL, -- of the county, by the database's clock
    composed_at timestamptz NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    lines_zh text[] NOT NULL,
    lines_en text[] NOT NULL,
    link text NOT NULL, -- where to act, an address of this site
    read_at timestamptz,
    waits boolean NOT NULL,
    CONSTRAINT message_key PRIMARY KEY (county_id, id),
    CONSTRAINT message_once_a_day UNIQUE (county_id, recipient, thing, day),
    CONSTRAINT message_order UNIQUE (county_id, entry, place),
    CONSTRAINT message_cause_length CHECK (char_length(cause) BETWEEN 1 AND 40),
    CONSTRAINT message_thing_length CHECK (char_length(thing) BETWEEN 1 AND 200 AND char_length(stage) <= 200),
    CONSTRAINT message_recipient_length CHECK (char_length(recipient) BETWEEN 1 AND 200),
    CONSTRAINT message_words CHECK (char_length(title_zh) BETWEEN 1 AND 300 AND char_length(title_en) BETWEEN 1 AND 300
        AND cardinality(lines_zh) <= 30 AND cardinality(lines_zh) = cardinality(lines_en)
        AND octet_length(array_to_string(lines_zh, '')) <= 16384 AND octet_length(array_to_string(lines_en, '')) <= 16384),
    CONSTRAINT message_link CHECK (link ~ '^/($|[^/\\])' AND char_length(link) <= 300)
);
CREATE INDEX message_inbox ON message (county_id, recipient, entry DESC, place DESC);
CREATE INDEX message_unread ON message (county_id, recipient) WHERE read_at IS NULL;
CREATE INDEX message_waits ON message (county_id, recipient, entry, place) WHERE waits;

-- What came of each attempt to send a message, and that somebody had a dead letter sent again.
CREATE TABLE delivery_attempt (
    county_id integer NOT NULL,
    message uuid NOT NULL,
    number integer NOT NULL,
    outcome text NOT NULL,
    wait integer, -- the seconds that the receiver asked for
    words_zh text NOT NULL,
    words_en text NOT NULL,
    happened_at timestamptz NOT NULL,
    entry bigint, -- of who had it sent again
    CONSTRAINT delivery_attempt_key PRIMARY KEY (county_id, message, number),
    CONSTRAINT delivery_attempt_message FOREIGN KEY (county_id, message) REFERENCES message (county_id, id),
    CONSTRAINT delivery_attempt_outcome_known CHECK (outcome IN ('delivered', 'later', 'refused', 'again')),
    CONSTRAINT delivery_attempt_wait CHECK (wait BETWEEN 0 AND 86400),
    CONSTRAINT delivery_attempt_entry CHECK ((entry IS NOT NULL) = (outcome = 'again')),
    CONSTRAINT delivery_attempt_words CHECK (char_length(words_zh) <= 500 AND char_length(words_en) <= 500)
);

-- Where mail reaches an account and whether its holder wants any, as the holder said; the last row counts. Without one, mail goes
-- to the address that administrators keep.
CREATE TABLE message_route (
    county_id integer NOT NULL,
    entry bigint NOT NULL,
    account text NOT NULL,
    wants_mail boolean NOT NULL,
    address text, -- NULL: the one that administrators keep
    language text NOT NULL,
    set_at timestamptz NOT NULL,
    CONSTRAINT message_route_key PRIMARY KEY (county_id, entry),
    CONSTRAINT message_route_address CHECK (char_length(address) BETWEEN 3 AND 254),
    CONSTRAINT message_route_language CHECK (language IN ('zh', 'en'))
);
CREATE INDEX message_route_by_account ON message_route (county_id, account, entry DESC);

-- Where the county's own programs and group robots take messages; of each the last row counts. Address and secret are the
-- clock's alone to read; `shown` is what pages show of the address.
CREATE TABLE message_webhook (
    county_id integer NOT NULL,
    entry bigint NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    shape text NOT NULL,
    shown text NOT NULL,
    address text NOT NULL,
    secret text,
    is_used boolean NOT NULL,
    set_at timestamptz NOT NULL,
    set_by text NOT NULL,
    CONSTRAINT message_webhook_key PRIMARY KEY (county_id, entry),
    CONSTRAINT message_webhook_name_length CHECK (char_length(name) BETWEEN 1 AND 100 AND char_length(shown) BETWEEN 1 AND 300),
    CONSTRAINT message_webhook_shape_known CHECK (shape IN ('standard', 'wecom', 'dingtalk')),
    CONSTRAINT message_webhook_address CHECK (char_length(address) BETWEEN 10 AND 2000),
    CONSTRAINT message_webhook_secret CHECK (char_length(secret) BETWEEN 1 AND 500)
);
CREATE INDEX message_webhook_by_id ON message_webhook (county_id, id, entry DESC);

-- The hours in which nothing is sent, as minutes of the county's day, the second may be on the next; the last row counts.
CREATE TABLE quiet_hours (
    county_id integer NOT NULL,
    entry bigint NOT NULL,
    quiet_from integer NOT NULL,
    quiet_to integer NOT NULL, -- the same as the first: none
    set_at timestamptz NOT NULL,
    set_by text NOT NULL,
    CONSTRAINT quiet_hours_key PRIMARY KEY (county_id, entry),
    CONSTRAINT quiet_hours_minutes CHECK (quiet_from BETWEEN 0 AND 1439 AND quiet_to BETWEEN 0 AND 1439)
);

-- When the clock last ran for a county, and what it did: one row.
CREATE TABLE clock_run (
    county_id integer NOT NULL,
    ran_at timestamptz NOT NULL,
    told integer NOT NULL,
    delivered integer NOT NULL,
    failed integer NOT NULL,
    trouble_zh text, -- why it did not do all; NULL where it did
    trouble_en text,
    CONSTRAINT clock_run_key PRIMARY KEY (county_id)
);

ALTER TABLE message ENABLE ROW LEVEL SECURITY;
CREATE POLICY message_read ON message FOR SELECT TO lazaret_server
    USING (county_id = (SELECT acting('read')) AND recipient = (SELECT acting_account()));
ALTER TABLE delivery_attempt ENABLE ROW LEVEL SECURITY;
ALTER TABLE message_route ENABLE ROW LEVEL SECURITY;
CREATE POLICY message_route_read ON message_route FOR SELECT TO lazaret_server
    USING (county_id = (SELECT acting('read')) AND account = (SELECT acting_account()));
ALTER TABLE message_webhook ENABLE ROW LEVEL SECURITY;
CREATE POLICY message_webhook_read ON message_webhook FOR SELECT TO lazaret_server
    USING (county_id = (SELECT acting('manage')));
ALTER TABLE quiet_hours ENABLE ROW LEVEL SECURITY;
CREATE POLICY quiet_hours_read ON quiet_hours FOR SELECT TO lazaret_server USING (county_id = (SELECT acting('read')));
ALTER TABLE clock_run ENABLE ROW LEVEL SECURITY;
CREATE POLICY clock_run_read ON clock_run FOR SELECT TO lazaret_server USING (county_id = (SELECT acting('manage')));
GRANT SELECT ON message, message_route, quiet_hours, clock_run TO lazaret_server;
GRANT SELECT (county_id, entry, id, name, shape, shown, is_used, set_at, set_by) ON message_webhook TO lazaret_server;

DO $$
DECLARE
    one text;
BEGIN
    FOREACH one IN ARRAY ARRAY['delivery_attempt', 'message_route', 'message_webhook', 'quiet_hours'] LOOP
        EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON public.%I
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', one || '_immutable', one);
        EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON public.%I FROM %I', one, current_user);
    END LOOP;
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON public.message FROM %I', current_user);
    EXECUTE format('GRANT UPDATE (read_at, waits) ON public.message TO %I', current_user);
END $$;
