-- Standing orders for closing weeks (domain §8, §9): an administrator says at which hour the clock closes the week that ended
-- last, and whom it is sent to. And who has read a week. Nothing of it is ever changed: an order holds until the next, or its end.

CREATE TABLE closing_order (
    county_id integer NOT NULL,
    number integer NOT NULL, -- from 1
    entry bigint NOT NULL,
    weekday integer NOT NULL, -- 1 Monday to 7 Sunday, of the week after the one that is closed
    minute integer NOT NULL, -- of that day, Asia/Shanghai
    accounts text[] NOT NULL, -- whom it is sent to; none: whoever reads weeks
    given_at timestamptz NOT NULL,
    given_by text NOT NULL,
    CONSTRAINT closing_order_key PRIMARY KEY (county_id, number),
    CONSTRAINT closing_order_hour CHECK (weekday BETWEEN 1 AND 7 AND minute BETWEEN 0 AND 1439),
    CONSTRAINT closing_order_accounts CHECK (cardinality(accounts) <= 200 AND array_position(accounts, NULL) IS NULL),
    CONSTRAINT closing_order_by_length CHECK (char_length(given_by) BETWEEN 1 AND 200)
);

-- That an order was ended without another in its place.
CREATE TABLE closing_order_end (
    county_id integer NOT NULL,
    number integer NOT NULL,
    entry bigint NOT NULL,
    ended_at timestamptz NOT NULL,
    ended_by text NOT NULL,
    CONSTRAINT closing_order_end_key PRIMARY KEY (county_id, number),
    CONSTRAINT closing_order_end_by_length CHECK (char_length(ended_by) BETWEEN 1 AND 200)
);

-- The order by which the clock closed a week; NULL where a person did. `closed_by` is then whoever gave the order.
ALTER TABLE week_report ADD COLUMN closing_order integer,
    ADD CONSTRAINT week_report_order_first CHECK (closing_order IS NULL OR revision = 1);

-- That somebody has read a revision of a week, as they said themselves: once, for good.
CREATE TABLE week_mark (
    county_id integer NOT NULL,
    week date NOT NULL,
    revision integer NOT NULL,
    account text NOT NULL,
    report_digest bytea NOT NULL, -- of what was read
    read_at timestamptz NOT NULL,
    entry bigint NOT NULL,
    CONSTRAINT week_mark_key PRIMARY KEY (county_id, week, revision, account),
    CONSTRAINT week_mark_account_length CHECK (char_length(account) BETWEEN 1 AND 200),
    CONSTRAINT week_mark_digest CHECK (octet_length(report_digest) = 32)
);

DO $$
DECLARE
    one text;
BEGIN
    FOREACH one IN ARRAY ARRAY['closing_order', 'closing_order_end', 'week_mark'] LOOP
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', one);
        EXECUTE format('CREATE POLICY %I ON public.%I FOR SELECT TO lazaret_server
            USING (county_id = (SELECT acting(''county'')))', one || '_read', one);
        EXECUTE format('GRANT SELECT ON public.%I TO lazaret_server', one);
        EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON public.%I
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', one || '_immutable', one);
        EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON public.%I FROM %I', one, current_user);
    END LOOP;
END $$;
