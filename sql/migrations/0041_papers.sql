-- The PDF of a closed week: the file that the meeting had, to the byte.

CREATE TABLE week_paper (
    county_id integer NOT NULL,
    week date NOT NULL, -- its Monday
    revision integer NOT NULL, -- of the report that it was made from
    bytes bytea NOT NULL, -- PDF, in Chinese
    digest bytea NOT NULL, -- of the bytes
    kept_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    kept_by text NOT NULL,
    entry bigint NOT NULL, -- of the record
    CONSTRAINT week_paper_key PRIMARY KEY (county_id, week, revision),
    CONSTRAINT week_paper_size CHECK (octet_length(bytes) BETWEEN 5 AND 16777216),
    CONSTRAINT week_paper_kind CHECK (substr(bytes, 1, 5) = '\x255044462d'), -- %PDF-
    CONSTRAINT week_paper_digest CHECK (octet_length(digest) = 32),
    CONSTRAINT week_paper_by_length CHECK (char_length(kept_by) BETWEEN 1 AND 200)
);
-- A PDF is compressed already.
ALTER TABLE week_paper ALTER COLUMN bytes SET STORAGE EXTERNAL;
ALTER TABLE week_paper ENABLE ROW LEVEL SECURITY;
CREATE POLICY week_paper_read ON week_paper FOR SELECT TO lazaret_server USING (county_id = (SELECT acting('county')));
GRANT SELECT ON week_paper TO lazaret_server;
CREATE TRIGGER week_paper_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON week_paper
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
DO $$ BEGIN
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON public.week_paper FROM %I', current_user);
END $$;
