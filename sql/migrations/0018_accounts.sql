-- Accounts in time: what each was from when, and an address for messages. Everything that changes an account is an act
-- (sql/acts); the server reads, and what only functions look at it does not even read.

ALTER TABLE account
    ADD COLUMN message_address text, -- where messages reach the holder; nothing sends any yet
    ADD CONSTRAINT account_message_address_shape CHECK (
        char_length(message_address) BETWEEN 1 AND 254 AND message_address !~ '[[:cntrl:]]');

-- What an account was from that moment until its next row: one when it is made and one at each change, whose entry in
-- the record has the digest of it. Nothing of a password but whether there is one.
CREATE TABLE account_state (
    county_id integer NOT NULL,
    account text NOT NULL,
    number integer NOT NULL, -- 1, 2, 3 … of that account
    since timestamptz NOT NULL,
    display text NOT NULL,
    roles text[] NOT NULL,
    duties text[] NOT NULL, -- each as `director@T-03 PERSON`
    message_address text,
    openid_subject text,
    openid_issuer text,
    has_password boolean NOT NULL,
    disabled boolean NOT NULL,
    carried_over boolean NOT NULL DEFAULT false, -- as it was found when this table was made: it may have been otherwise before
    CONSTRAINT account_state_key PRIMARY KEY (county_id, account, number),
    CONSTRAINT account_state_account FOREIGN KEY (county_id, account) REFERENCES account,
    CONSTRAINT account_state_number_range CHECK (number >= 1)
);
-- Nobody but a superuser changes what was, the owner least of all; the trigger says so to a superuser too.
DO $$ BEGIN
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON account_state FROM %I', current_user);
END $$;
CREATE TRIGGER account_state_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON account_state
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The digest of a state; its text of today is in sql/acts/account_state.sql.
CREATE FUNCTION state_digest(one account_state) RETURNS bytea LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    value text;
    line text := '';
BEGIN
    FOREACH value IN ARRAY ARRAY[
        'lazaret account v1', one.account, (extract(epoch FROM one.since) * 1000000)::bigint::text, one.display,
        array_to_string(one.roles, ','), one.message_address, one.openid_subject, one.openid_issuer,
        one.has_password::text, one.disabled::text] || one.duties
    LOOP
        line := line || coalesce(octet_length(value)::text || ':' || value || ',', '-,');
    END LOOP;
    RETURN sha256(convert_to(line, 'UTF8'));
END $$;
REVOKE ALL ON FUNCTION state_digest(account_state) FROM PUBLIC;

-- Accounts that are there are carried over, and the record has the digest of each from now on.
INSERT INTO account_state (county_id, account, number, since, display, roles, duties, openid_subject, openid_issuer,
    has_password, disabled, carried_over)
SELECT a.county_id, a.name, 1, a.created_at, a.display, a.roles,
    ARRAY(SELECT d.duty || '@' || d.site || ' ' || d.person FROM account_duty d
        WHERE d.county_id = a.county_id AND d.account = a.name
        ORDER BY (d.duty || '@' || d.site || ' ' || d.person) COLLATE "C"),
    a.openid_subject, a.openid_issuer, a.has_password, a.disabled_at IS NOT NULL, true
FROM account a;
INSERT INTO audit_entry (county_id, actor, verb, object, after_digest, reason)
SELECT s.county_id, 'setup', 'change', 'account/' || s.account, state_digest(s), 'carried over'
FROM account_state s ORDER BY s.county_id, s.account;

-- An account to be made: what a password was stretched to stands in the last four, NULL where there is none.
CREATE TYPE new_account AS (
    name text, display text, roles text[], duties text[], openid_subject text, openid_issuer text,
    salt bytea, cost integer, verifier bytea, must_change boolean
);

-- One policy for each table that the server reads; what only functions reach has none, and the server no privilege.
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT polname, polrelid::regclass AS of_table FROM pg_policy
        WHERE polrelid IN ('account'::regclass, 'account_duty'::regclass, 'session'::regclass, 'api_token'::regclass,
            'login_failure'::regclass, 'openid_answer'::regclass) LOOP
        EXECUTE format('DROP POLICY %I ON %s', one.polname, one.of_table);
    END LOOP;
END $$;
ALTER TABLE account_state ENABLE ROW LEVEL SECURITY;
REVOKE INSERT, UPDATE, DELETE ON account, account_duty, session, api_token FROM lazaret_server;
GRANT SELECT (message_address) ON account TO lazaret_server;
GRANT SELECT ON account_state TO lazaret_server;

CREATE POLICY account_read ON account FOR SELECT TO lazaret_server USING (
    county_id = (SELECT acting_county()) AND coalesce(name = (SELECT acting_own('manage', 'audit')), true));
CREATE POLICY account_duty_read ON account_duty FOR SELECT TO lazaret_server USING (
    county_id = (SELECT acting_county()) AND coalesce(account = (SELECT acting_own('manage', 'audit')), true));
CREATE POLICY account_state_read ON account_state FOR SELECT TO lazaret_server USING (
    county_id = (SELECT acting_county()) AND coalesce(account = (SELECT acting_own('manage', 'audit')), true));
CREATE POLICY api_token_read ON api_token FOR SELECT TO lazaret_server USING (
    county_id = (SELECT acting_county()) AND coalesce(account = (SELECT acting_own('manage', 'audit')), true));
CREATE POLICY session_read ON session FOR SELECT TO lazaret_server USING (
    county_id = (SELECT acting_county()) AND coalesce(account = (SELECT acting_own('manage')), true));

-- What acts have taken the place of: they name the county and the key themselves, and hold the account's row.
DROP TRIGGER api_token_held ON api_token;
DROP FUNCTION hold_account(), begin_change(), change_password(bytea, bytea, integer, bytea, bytea, text[]),
    acting_tries(), lift_wait(text, text);
