-- Weekly reports that are closed: the bytes as they were sealed, for ever.

CREATE TABLE week_report (
    county_id integer NOT NULL,
    week date NOT NULL, -- its Monday
    revision integer NOT NULL,
    document text NOT NULL, -- canonical JSON; all that is ever shown of the closed week is made from it
    digest bytea NOT NULL, -- of the document
    previous bytea, -- digest of the last report of the latest earlier week that was closed by then; NULL for the first
    cut_off timestamptz NOT NULL,
    closed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    closed_by text NOT NULL,
    reason text, -- why it was revised
    entry bigint NOT NULL, -- of the record
    CONSTRAINT week_report_key PRIMARY KEY (county_id, week, revision),
    CONSTRAINT week_report_monday CHECK (extract(isodow FROM week) = 1),
    CONSTRAINT week_report_revision CHECK (revision >= 1 AND (revision = 1) = (reason IS NULL)),
    CONSTRAINT week_report_length CHECK (octet_length(document) BETWEEN 2 AND 16777216),
    CONSTRAINT week_report_digest CHECK (octet_length(digest) = 32 AND octet_length(previous) = 32),
    CONSTRAINT week_report_over CHECK (cut_off >= (week + 7)::timestamp AT TIME ZONE INTERVAL '08:00'),
    CONSTRAINT week_report_by_length CHECK (char_length(closed_by) BETWEEN 1 AND 200),
    CONSTRAINT week_report_reason_length CHECK (char_length(reason) BETWEEN 1 AND 2000)
);
ALTER TABLE week_report ENABLE ROW LEVEL SECURITY;
CREATE POLICY week_report_read ON week_report FOR SELECT TO lazaret_server USING (county_id = (SELECT acting('county')));
GRANT SELECT ON week_report TO lazaret_server;
CREATE TRIGGER week_report_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON week_report
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
DO $$ BEGIN
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON public.week_report FROM %I', current_user);
END $$;
