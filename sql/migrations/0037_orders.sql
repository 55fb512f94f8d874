-- Three-colour orders (三色督办单, domain §6 and §14): what urges whoever has to mend a gap, numbered and sealed as it was issued.
CREATE TABLE supervision_order (
    county_id integer NOT NULL,
    id uuid NOT NULL, -- made by whoever issues it, so that the same twice is once
    site text NOT NULL,
    item text NOT NULL,
    inspection uuid NOT NULL, -- the visit that found the gap last
    colour text NOT NULL,
    deadline timestamptz NOT NULL,
    year smallint NOT NULL,
    number integer NOT NULL,
    issued_at timestamptz NOT NULL,
    issued_by text NOT NULL,
    document json NOT NULL, -- canonical, to the byte: the digest is its SHA-256
    digest bytea NOT NULL,
    entry bigint NOT NULL,
    CONSTRAINT supervision_order_key PRIMARY KEY (county_id, id),
    CONSTRAINT supervision_order_number_once UNIQUE (county_id, year, number),
    CONSTRAINT supervision_order_inspection FOREIGN KEY (county_id, inspection) REFERENCES inspection (county_id, id),
    CONSTRAINT supervision_order_colour_known CHECK (colour IN ('blue', 'yellow', 'red')),
    CONSTRAINT supervision_order_item_length CHECK (char_length(item) BETWEEN 1 AND 100),
    CONSTRAINT supervision_order_number_range CHECK (number >= 1 AND year BETWEEN 2000 AND 9999),
    CONSTRAINT supervision_order_by_length CHECK (char_length(issued_by) BETWEEN 1 AND 200),
    CONSTRAINT supervision_order_document_size CHECK (octet_length(document::text) <= 1048576),
    CONSTRAINT supervision_order_digest_size CHECK (octet_length(digest) = 32)
);
CREATE INDEX supervision_order_by_gap ON supervision_order (county_id, site, item, issued_at);

-- Whoever is confined to sites reads the orders to the own, and to those that they go on from up to the day of the move.
ALTER TABLE supervision_order ENABLE ROW LEVEL SECURITY;
CREATE POLICY supervision_order_read ON supervision_order FOR SELECT TO lazaret_server
    USING (county_id = (SELECT acting('read')) AND (coalesce(site = ANY ((SELECT acting_sites())::text[]), true)
        OR (issued_at AT TIME ZONE INTERVAL '08:00')::date <= ((SELECT acting_past()) ->> site)::date));
GRANT SELECT ON supervision_order TO lazaret_server;
DO $$ BEGIN
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON supervision_order FROM %I', current_user);
END $$;
CREATE TRIGGER supervision_order_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON supervision_order
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
