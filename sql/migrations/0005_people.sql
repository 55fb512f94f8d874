-- People: accounts, their sessions and tokens, and on whose behalf each transaction acts.
--
-- The server connects as a member of lazaret_server, which owns nothing and which row-level security binds. What a
-- transaction may see follows from who it acts for: enter() takes the secret of a session or token, looks up whose
-- it is, and leaves county, account, rights and sites as settings of the transaction, sealed with a key that only
-- the owner can read. A query can set such settings too, but cannot seal them, and unsealed ones count for nothing.

DO $$ BEGIN -- where the role is there, the owner need not be able to make one
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lazaret_server') THEN
        CREATE ROLE lazaret_server NOLOGIN;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL; -- roles belong to the whole cluster: another database of it made this one
END $$;
DO $$ BEGIN -- a temporary table or type would be found before the real one
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
END $$;
DO $$ BEGIN -- the owner puts it on to act under the policies like everybody
    IF NOT pg_has_role(current_user, 'lazaret_server', 'MEMBER') THEN
        GRANT lazaret_server TO CURRENT_USER;
    END IF;
END $$;

-- The key that seals the settings: one row, made here, in no dump but the database's own.
CREATE TABLE context_key (
    one boolean CONSTRAINT context_key_key PRIMARY KEY DEFAULT true CONSTRAINT context_key_one CHECK (one),
    secret bytea NOT NULL
);
INSERT INTO context_key (secret)
VALUES (sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));

-- Who may sign in. The password is kept as a verifier: SHA-256 of what scrypt makes of it, so that neither a reader
-- of the database nor a query of the server can sign in with what is kept here.
CREATE TABLE account (
    county_id integer NOT NULL,
    name text NOT NULL,
    display text NOT NULL, -- how pages name the holder: the duty, not a person's name
    roles text[] NOT NULL,
    salt bytea, -- NULL where there is no password: then only OpenID Connect leads in
    cost smallint, -- scrypt's N is 2 to this; r is 8 and p is 1
    verifier bytea,
    must_change boolean NOT NULL DEFAULT true, -- the password was given by somebody else
    openid_subject text, -- what the county's provider calls the holder
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    disabled_at timestamptz,
    CONSTRAINT account_key PRIMARY KEY (county_id, name),
    CONSTRAINT account_county FOREIGN KEY (county_id) REFERENCES county,
    CONSTRAINT account_openid_once UNIQUE (county_id, openid_subject),
    CONSTRAINT account_name_shape CHECK (name ~ '^[a-z0-9][a-z0-9._-]{1,39}$'),
    CONSTRAINT account_display_length CHECK (char_length(display) BETWEEN 1 AND 100),
    CONSTRAINT account_roles_known CHECK (
        cardinality(roles) BETWEEN 1 AND 6
        AND roles <@ ARRAY['inspector', 'administrator', 'supervision', 'director', 'leader', 'auditor']),
    CONSTRAINT account_password_whole CHECK (num_nonnulls(salt, cost, verifier) IN (0, 3)),
    CONSTRAINT account_password_shape CHECK (
        octet_length(salt) = 16 AND cost BETWEEN 10 AND 20 AND octet_length(verifier) = 32),
    CONSTRAINT account_openid_length CHECK (char_length(openid_subject) BETWEEN 1 AND 255)
);

-- The duties that an account's holder has, by the posting they belong to: a link counts while the posting does.
CREATE TABLE account_duty (
    county_id integer NOT NULL,
    account text NOT NULL,
    site text NOT NULL,
    duty text NOT NULL,
    person text NOT NULL,
    CONSTRAINT account_duty_key PRIMARY KEY (county_id, account, site, duty, person),
    CONSTRAINT account_duty_account FOREIGN KEY (county_id, account) REFERENCES account,
    CONSTRAINT account_duty_site FOREIGN KEY (county_id, site) REFERENCES site (county_id, code)
);

-- A browser that is signed in. It ends after four hours without a request, and after sixteen in any case.
CREATE TABLE session (
    county_id integer NOT NULL,
    digest bytea NOT NULL, -- SHA-256 of the key; the key is SHA-256 of what the cookie holds
    account text NOT NULL,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    seen_at timestamptz NOT NULL DEFAULT clock_timestamp(), -- to five minutes
    ended_at timestamptz,
    address text NOT NULL,
    agent text NOT NULL, -- what the browser calls itself
    means text NOT NULL DEFAULT 'password',
    CONSTRAINT session_key PRIMARY KEY (county_id, digest),
    CONSTRAINT session_account FOREIGN KEY (county_id, account) REFERENCES account,
    CONSTRAINT session_means_known CHECK (means IN ('password', 'openid')),
    CONSTRAINT session_digest_length CHECK (octet_length(digest) = 32),
    CONSTRAINT session_address_length CHECK (char_length(address) <= 100),
    CONSTRAINT session_agent_length CHECK (char_length(agent) <= 200)
);
CREATE INDEX session_by_account ON session (county_id, account, started_at DESC);

-- A program that acts for an account, with no more rights than its scope names.
CREATE TABLE api_token (
    county_id integer NOT NULL,
    account text NOT NULL,
    name text NOT NULL,
    digest bytea NOT NULL, -- as of a session
    scope text[] NOT NULL,
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at timestamptz NOT NULL,
    used_at timestamptz, -- to five minutes
    revoked_at timestamptz,
    CONSTRAINT api_token_key PRIMARY KEY (county_id, account, name),
    CONSTRAINT api_token_account FOREIGN KEY (county_id, account) REFERENCES account,
    CONSTRAINT api_token_name_shape CHECK (char_length(name) BETWEEN 1 AND 60 AND name !~ '[[:cntrl:]]'),
    CONSTRAINT api_token_digest_length CHECK (octet_length(digest) = 32),
    CONSTRAINT api_token_scope_known CHECK (
        cardinality(scope) BETWEEN 1 AND 5 AND scope <@ ARRAY['read', 'county', 'file', 'manage', 'audit']),
    CONSTRAINT api_token_ends CHECK (expires_at <= made_at + INTERVAL '1 year 1 day')
);
CREATE UNIQUE INDEX api_token_by_digest ON api_token (county_id, digest);

-- Failed logins by account and by address; a success forgets those of the account.
CREATE TABLE login_failure (
    county_id integer NOT NULL,
    subject text NOT NULL, -- 'account NAME' or 'address ADDRESS'
    failures integer NOT NULL,
    pending integer NOT NULL DEFAULT 0, -- tries begun and not ended
    last_at timestamptz NOT NULL,
    CONSTRAINT login_failure_key PRIMARY KEY (county_id, subject),
    CONSTRAINT login_failure_county FOREIGN KEY (county_id) REFERENCES county,
    CONSTRAINT login_failure_subject_length CHECK (char_length(subject) <= 200)
);
CREATE INDEX login_failure_by_time ON login_failure (last_at);

-- The record says more of who acted: the account's duty, the session or token, and the address it came from.
ALTER TABLE audit_entry
    ADD COLUMN duty text NOT NULL DEFAULT '',
    ADD COLUMN via text NOT NULL DEFAULT '',
    ADD COLUMN address text NOT NULL DEFAULT '',
    ADD CONSTRAINT audit_entry_duty_length CHECK (char_length(duty) <= 1000),
    ADD CONSTRAINT audit_entry_via_length CHECK (char_length(via) <= 200),
    ADD CONSTRAINT audit_entry_address_length CHECK (char_length(address) <= 100),
    ALTER COLUMN actor SET DEFAULT '',
    DROP CONSTRAINT audit_entry_verb_known,
    ADD CONSTRAINT audit_entry_verb_known CHECK (
        verb IN ('found', 'add', 'change', 'publish', 'file', 'revise', 'save', 'discard',
                 'login', 'logout', 'password', 'reset', 'disable', 'enable', 'issue', 'revoke',
                 'read', 'export', 'rotate', 'backup'));
