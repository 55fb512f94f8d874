-- Files that filings and acts refer to by the SHA-256 of their bytes: kept once, unchanged, in pieces that are streamed;
-- who sent one in full is a row of its own. Rows are written by acts alone.

-- A file on its way. What has arrived is acknowledged and lies in evidence_piece under the upload's id.
CREATE TABLE evidence_upload (
    county_id integer NOT NULL,
    id uuid NOT NULL,
    account text NOT NULL, -- whose it is: nobody else sees or continues it
    size integer NOT NULL, -- how many bytes it is to have
    promised bytea, -- the SHA-256 that its sender says it has; NULL where none was said
    arrived integer NOT NULL DEFAULT 0, -- how many bytes are here, without a hole
    pieces integer NOT NULL DEFAULT 0,
    begun_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at timestamptz, -- NULL while it goes on
    outcome text, -- what ended it
    digest bytea, -- of what was received
    CONSTRAINT evidence_upload_key PRIMARY KEY (county_id, id),
    CONSTRAINT evidence_upload_size CHECK (size BETWEEN 1 AND 20971520 AND arrived BETWEEN 0 AND size),
    CONSTRAINT evidence_upload_ended_whole CHECK ((ended_at IS NULL) = (outcome IS NULL)),
    CONSTRAINT evidence_upload_outcome_known CHECK (outcome IN ('received', 'mismatch', 'unsupported', 'discarded'))
);
CREATE INDEX evidence_upload_by_account ON evidence_upload (county_id, account, begun_at);
CREATE INDEX evidence_upload_by_time ON evidence_upload (county_id, begun_at);

-- The bytes, as they came: piece by piece, by the place of the first. They are compressed already.
CREATE TABLE evidence_piece (
    county_id integer NOT NULL,
    upload uuid NOT NULL,
    place integer NOT NULL,
    bytes bytea NOT NULL,
    CONSTRAINT evidence_piece_key PRIMARY KEY (county_id, upload, place)
);
ALTER TABLE evidence_piece ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- A file that is here: its bytes are the pieces of the upload that brought it first.
CREATE TABLE evidence_file (
    county_id integer NOT NULL,
    digest bytea NOT NULL,
    size integer NOT NULL,
    kind text NOT NULL, -- by its content, never by what its sender called it
    body uuid NOT NULL,
    CONSTRAINT evidence_file_key PRIMARY KEY (county_id, digest),
    CONSTRAINT evidence_file_body_once UNIQUE (county_id, body),
    CONSTRAINT evidence_file_kind_known CHECK (
        kind IN ('image/jpeg', 'image/png', 'image/webp', 'image/heic', 'application/pdf'))
);

-- That an account sent a file in full: what it refers to counts only then.
CREATE TABLE evidence_receipt (
    county_id integer NOT NULL,
    entry bigint NOT NULL, -- its entry in the audit log
    digest bytea NOT NULL,
    account text NOT NULL,
    received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT evidence_receipt_key PRIMARY KEY (county_id, entry),
    CONSTRAINT evidence_receipt_once UNIQUE (county_id, digest, account)
);

-- What pages show of a picture: made from it once, without anything else that its file holds. No evidence.
CREATE TABLE evidence_copy (
    county_id integer NOT NULL,
    digest bytea NOT NULL, -- of the file
    refused text, -- why there is none, in one word; NULL where there is one
    width integer, -- of the picture as it was sent, upright
    height integer,
    beyond integer NOT NULL, -- how many bytes its file holds behind the picture
    page bytea, -- JPEG
    thumbnail bytea, -- JPEG
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT evidence_copy_key PRIMARY KEY (county_id, digest),
    CONSTRAINT evidence_copy_whole CHECK (
        num_nonnulls(width, height, page, thumbnail) = CASE WHEN refused IS NULL THEN 4 ELSE 0 END),
    CONSTRAINT evidence_copy_bounds CHECK (
        beyond >= 0 AND octet_length(page) <= 2097152 AND octet_length(thumbnail) <= 131072
        AND char_length(refused) BETWEEN 1 AND 40)
);
ALTER TABLE evidence_copy ALTER COLUMN page SET STORAGE EXTERNAL, ALTER COLUMN thumbnail SET STORAGE EXTERNAL;

-- How much may be sent; no row for what holds from the beginning.
CREATE TABLE evidence_limit (
    county_id integer NOT NULL,
    a_day bigint NOT NULL, -- bytes that one account may send within 24 hours
    in_all bigint NOT NULL, -- bytes that the county keeps
    CONSTRAINT evidence_limit_key PRIMARY KEY (county_id),
    CONSTRAINT evidence_limit_range CHECK (least(a_day, in_all) >= 0)
);

-- Nobody reads bytes here: whoever may read the row that refers to a file is given them by sql/acts/evidence_reading.sql.
-- Whoever verifies the record reads all; and everybody what is the own.
ALTER TABLE evidence_upload ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence_piece ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence_receipt ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence_copy ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence_limit ENABLE ROW LEVEL SECURITY;
CREATE POLICY evidence_upload_read ON evidence_upload FOR SELECT TO lazaret_server
    USING (county_id = (SELECT acting('read')) AND account = (SELECT acting_account()));
CREATE POLICY evidence_piece_read ON evidence_piece FOR SELECT TO lazaret_server
    USING (county_id = (SELECT acting('audit')));
CREATE POLICY evidence_file_read ON evidence_file FOR SELECT TO lazaret_server
    USING (county_id = (SELECT acting('audit')));
CREATE POLICY evidence_receipt_read ON evidence_receipt FOR SELECT TO lazaret_server
    USING (county_id = (SELECT acting('read')) AND account = coalesce((SELECT acting_own('audit')), account));
CREATE POLICY evidence_limit_read ON evidence_limit FOR SELECT TO lazaret_server
    USING (county_id = (SELECT acting('read')));
GRANT SELECT ON evidence_upload, evidence_piece, evidence_file, evidence_receipt, evidence_limit TO lazaret_server;

-- What was received nobody changes. (Pieces of what was broken off are taken away: begin_evidence, discard_evidence.)
CREATE TRIGGER evidence_file_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON evidence_file
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER evidence_receipt_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON evidence_receipt
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
DO $$ BEGIN
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON evidence_file, evidence_receipt FROM %I', current_user);
    EXECUTE format('REVOKE UPDATE, TRUNCATE ON evidence_piece FROM %I', current_user);
END $$;
