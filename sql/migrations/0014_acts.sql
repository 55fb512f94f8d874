-- Acts: what changes something is a function, and a function is code. Tables are made by migrations, which are frozen;
-- functions by the files of sql/acts, which are applied again whenever their text has changed.

-- Which acts were applied when, each with the SHA-256 of its file: the last of each is the one in force, and a release
-- that knows only an earlier one is too old. The tool's own table, of no county, as `schema_migration` is.
CREATE TABLE schema_act (
    name text NOT NULL,
    checksum bytea NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT schema_act_key PRIMARY KEY (name, checksum),
    CONSTRAINT schema_act_name_shape CHECK (name ~ '^[a-z_]{1,60}$'),
    CONSTRAINT schema_act_checksum_length CHECK (octet_length(checksum) = 32)
);
ALTER TABLE schema_act ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY schema_act_read ON schema_act FOR SELECT USING (true);
CREATE POLICY schema_act_apply ON schema_act FOR INSERT WITH CHECK ((SELECT is_owner()));
GRANT SELECT ON schema_act TO lazaret_server;
CREATE TRIGGER schema_act_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON schema_act
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
