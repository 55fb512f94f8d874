-- Notices (整改通知书): what a site has to mend after a visit, numbered, sealed as it was issued, and when it arrived.

-- How the county's own papers begin: the short form in their numbers, the issuing office, and a red head where it wants
-- one. The last row counts; what was issued under an earlier one keeps that.
CREATE TABLE letterhead (
    county_id integer NOT NULL,
    entry bigint NOT NULL,
    short text NOT NULL, -- 豫宁隔检, of 豫宁隔检整〔2021〕12号
    office_zh text NOT NULL,
    office_en text NOT NULL,
    red_head text,
    set_at timestamptz NOT NULL,
    set_by text NOT NULL,
    CONSTRAINT letterhead_key PRIMARY KEY (county_id, entry),
    CONSTRAINT letterhead_county FOREIGN KEY (county_id) REFERENCES county (county_id),
    CONSTRAINT letterhead_short_length CHECK (char_length(short) BETWEEN 1 AND 20),
    CONSTRAINT letterhead_office_length CHECK (
        char_length(office_zh) BETWEEN 1 AND 100 AND char_length(office_en) BETWEEN 1 AND 100),
    CONSTRAINT letterhead_red_head_length CHECK (char_length(red_head) BETWEEN 1 AND 60),
    CONSTRAINT letterhead_by_length CHECK (char_length(set_by) BETWEEN 1 AND 200),
    -- They stand in documents as they are.
    CONSTRAINT letterhead_plain CHECK (concat(short, office_zh, office_en, red_head) !~ '[[:cntrl:]"\\]')
);

-- A series of numbers, by kind of paper and year: its row is held while the next number is given, and says no more.
CREATE TABLE document_series (
    county_id integer NOT NULL,
    kind text NOT NULL,
    year smallint NOT NULL,
    CONSTRAINT document_series_key PRIMARY KEY (county_id, kind, year),
    CONSTRAINT document_series_kind_known CHECK (kind IN ('notice', 'order'))
);

-- At most one a visit. `document` is the canonical JSON, to the byte: the digest is its SHA-256, and everything that is
-- shown or printed of the notice is made from it.
CREATE TABLE notice (
    county_id integer NOT NULL,
    inspection uuid NOT NULL,
    site text NOT NULL, -- copied from the inspection, as its day: whoever is confined to sites sees those of the own
    visit_day date NOT NULL,
    year smallint NOT NULL,
    number integer NOT NULL,
    issued_at timestamptz NOT NULL,
    issued_by text NOT NULL,
    document json NOT NULL,
    digest bytea NOT NULL,
    entry bigint NOT NULL,
    CONSTRAINT notice_key PRIMARY KEY (county_id, inspection),
    CONSTRAINT notice_number_once UNIQUE (county_id, year, number),
    CONSTRAINT notice_inspection FOREIGN KEY (county_id, inspection) REFERENCES inspection (county_id, id),
    CONSTRAINT notice_number_range CHECK (number >= 1 AND year BETWEEN 2000 AND 9999),
    CONSTRAINT notice_by_length CHECK (char_length(issued_by) BETWEEN 1 AND 200),
    CONSTRAINT notice_document_size CHECK (octet_length(document::text) <= 1048576),
    CONSTRAINT notice_digest_size CHECK (octet_length(digest) = 32)
);
CREATE INDEX notice_by_site ON notice (county_id, site, issued_at);

-- When the notice reached the director: acknowledged by the account, or handed over before a witness. It reaches once.
CREATE TABLE notice_arrival (
    county_id integer NOT NULL,
    inspection uuid NOT NULL,
    site text NOT NULL, -- as the notice has it
    visit_day date NOT NULL,
    how text NOT NULL,
    reached_at timestamptz NOT NULL, -- as stated, where it was handed over
    received_by text NOT NULL, -- the account; or who took the paper, by duty
    witness text,
    photograph bytea, -- SHA-256 of the photograph of the signed paper
    recorded_at timestamptz NOT NULL,
    recorded_by text NOT NULL,
    entry bigint NOT NULL,
    CONSTRAINT notice_arrival_key PRIMARY KEY (county_id, inspection),
    CONSTRAINT notice_arrival_inspection FOREIGN KEY (county_id, inspection) REFERENCES inspection (county_id, id),
    CONSTRAINT notice_arrival_how_known CHECK (how IN ('acknowledged', 'handedOver')),
    CONSTRAINT notice_arrival_whole CHECK (
        num_nonnulls(witness, photograph) = CASE how WHEN 'handedOver' THEN 2 ELSE 0 END),
    CONSTRAINT notice_arrival_by_length CHECK (
        char_length(received_by) BETWEEN 1 AND 200 AND char_length(recorded_by) BETWEEN 1 AND 200),
    CONSTRAINT notice_arrival_witness_length CHECK (char_length(witness) BETWEEN 1 AND 200),
    CONSTRAINT notice_arrival_photograph_size CHECK (octet_length(photograph) = 32)
);

ALTER TABLE letterhead ENABLE ROW LEVEL SECURITY;
ALTER TABLE document_series ENABLE ROW LEVEL SECURITY;
ALTER TABLE notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE notice_arrival ENABLE ROW LEVEL SECURITY;
CREATE POLICY letterhead_read ON letterhead FOR SELECT TO lazaret_server USING (county_id = (SELECT acting('read')));
CREATE POLICY notice_read ON notice FOR SELECT TO lazaret_server
    USING (county_id = (SELECT acting('read')) AND (coalesce(site = ANY ((SELECT acting_sites())::text[]), true)
        OR visit_day <= ((SELECT acting_past()) ->> site)::date));
CREATE POLICY notice_arrival_read ON notice_arrival FOR SELECT TO lazaret_server
    USING (county_id = (SELECT acting('read')) AND (coalesce(site = ANY ((SELECT acting_sites())::text[]), true)
        OR visit_day <= ((SELECT acting_past()) ->> site)::date));
GRANT SELECT ON letterhead, notice, notice_arrival TO lazaret_server;
DO $$ BEGIN
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON letterhead, notice, notice_arrival FROM %I', current_user);
END $$;
CREATE TRIGGER letterhead_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON letterhead
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER notice_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON notice
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER notice_arrival_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON notice_arrival
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
