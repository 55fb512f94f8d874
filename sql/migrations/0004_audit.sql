-- The record of every change, written in the transaction of the change itself; append-only.
CREATE TABLE audit_entry (
    county_id integer NOT NULL,
    number bigint GENERATED ALWAYS AS IDENTITY,
    happened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor text NOT NULL,
    origin text NOT NULL DEFAULT current_setting('application_name'), -- the program that asked
    verb text NOT NULL,
    object text NOT NULL, -- the kind and key of what changed, e.g. site/T-03
    before_digest bytea, -- SHA-256 of the content before; NULL when there was none
    after_digest bytea,
    reason text, -- why, where the act asks for a reason
    CONSTRAINT audit_entry_key PRIMARY KEY (county_id, number),
    CONSTRAINT audit_entry_county FOREIGN KEY (county_id) REFERENCES county,
    CONSTRAINT audit_entry_actor_length CHECK (char_length(actor) BETWEEN 1 AND 200),
    CONSTRAINT audit_entry_verb_known CHECK (
        verb IN ('found', 'add', 'change', 'publish', 'file', 'revise')),
    CONSTRAINT audit_entry_object_length CHECK (char_length(object) BETWEEN 1 AND 300),
    CONSTRAINT audit_entry_digest_length CHECK (
        octet_length(before_digest) = 32 AND octet_length(after_digest) = 32),
    CONSTRAINT audit_entry_reason_length CHECK (char_length(reason) <= 2000)
);

CREATE TRIGGER audit_entry_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
