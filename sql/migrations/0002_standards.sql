-- The standards: baselines and checklists as published. A version is its content; nothing here ever changes.

-- What a table that keeps evidence says to UPDATE, DELETE and TRUNCATE, whoever asks. A superuser can switch the
-- trigger off; docs/database.md says how that would be noticed.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% keeps evidence and is never changed', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'immutable', TABLE = TG_TABLE_NAME;
END $$;

-- One version of the provincial minimum. `document` is the canonical JSON, to the byte: digest is its SHA-256.
CREATE TABLE baseline_version (
    county_id integer NOT NULL,
    digest bytea NOT NULL,
    code text NOT NULL,
    version text NOT NULL,
    effective_from date NOT NULL,
    effective_to date, -- the last day; NULL while nothing has replaced it
    document json NOT NULL,
    published_at timestamptz NOT NULL,
    published_by text NOT NULL,
    CONSTRAINT baseline_version_key PRIMARY KEY (county_id, digest),
    CONSTRAINT baseline_version_label_once UNIQUE (county_id, code, version),
    CONSTRAINT baseline_version_county FOREIGN KEY (county_id) REFERENCES county,
    CONSTRAINT baseline_version_digest_length CHECK (octet_length(digest) = 32),
    CONSTRAINT baseline_version_label_length CHECK (
        char_length(code) BETWEEN 1 AND 100 AND char_length(version) BETWEEN 1 AND 100),
    CONSTRAINT baseline_version_in_order CHECK (effective_from <= effective_to),
    CONSTRAINT baseline_version_by_length CHECK (char_length(published_by) BETWEEN 1 AND 200)
);

CREATE TRIGGER baseline_version_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON baseline_version
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- One version of a checklist. `items` are its item codes in order, so that a report can tell whether an item was
-- asked without opening the document.
CREATE TABLE checklist_version (
    county_id integer NOT NULL,
    digest bytea NOT NULL,
    code text NOT NULL,
    version text NOT NULL,
    site_kind text NOT NULL,
    baseline text NOT NULL, -- the code of the baseline series it draws on
    effective_from date NOT NULL,
    items text[] NOT NULL,
    document json NOT NULL,
    published_at timestamptz NOT NULL,
    published_by text NOT NULL,
    CONSTRAINT checklist_version_key PRIMARY KEY (county_id, digest),
    CONSTRAINT checklist_version_label_once UNIQUE (county_id, code, version),
    CONSTRAINT checklist_version_county FOREIGN KEY (county_id) REFERENCES county,
    CONSTRAINT checklist_version_digest_length CHECK (octet_length(digest) = 32),
    CONSTRAINT checklist_version_label_length CHECK (
        char_length(code) BETWEEN 1 AND 100 AND char_length(version) BETWEEN 1 AND 100
        AND char_length(baseline) BETWEEN 1 AND 100),
    CONSTRAINT checklist_version_kind_known CHECK (
        site_kind IN ('countyIsolation', 'townshipIsolation', 'homeIsolation', 'checkpoint', 'zone')),
    CONSTRAINT checklist_version_by_length CHECK (char_length(published_by) BETWEEN 1 AND 200)
);

CREATE TRIGGER checklist_version_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON checklist_version
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
