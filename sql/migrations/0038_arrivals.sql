-- When a three-colour order reached the director: acknowledged by the account, or handed over before a witness, as notices
-- are (`notice_arrival`). It reaches once.
CREATE TABLE order_arrival (
    county_id integer NOT NULL,
    id uuid NOT NULL, -- the order's
    site text NOT NULL, -- as the order has it, as its moment: whoever is confined to sites sees those of the own
    issued_at timestamptz NOT NULL,
    how text NOT NULL,
    reached_at timestamptz NOT NULL, -- as stated, where it was handed over
    received_by text NOT NULL, -- the account; or who took the paper, by duty
    witness text,
    photograph bytea, -- SHA-256 of the photograph of the signed paper
    recorded_at timestamptz NOT NULL,
    recorded_by text NOT NULL,
    entry bigint NOT NULL,
    CONSTRAINT order_arrival_key PRIMARY KEY (county_id, id),
    CONSTRAINT order_arrival_order FOREIGN KEY (county_id, id) REFERENCES supervision_order (county_id, id),
    CONSTRAINT order_arrival_how_known CHECK (how IN ('acknowledged', 'handedOver')),
    CONSTRAINT order_arrival_whole CHECK (
        num_nonnulls(witness, photograph) = CASE how WHEN 'handedOver' THEN 2 ELSE 0 END),
    CONSTRAINT order_arrival_by_length CHECK (
        char_length(received_by) BETWEEN 1 AND 200 AND char_length(recorded_by) BETWEEN 1 AND 200),
    CONSTRAINT order_arrival_witness_length CHECK (char_length(witness) BETWEEN 1 AND 200),
    CONSTRAINT order_arrival_photograph_size CHECK (octet_length(photograph) = 32)
);
ALTER TABLE order_arrival ENABLE ROW LEVEL SECURITY;
CREATE POLICY order_arrival_read ON order_arrival FOR SELECT TO lazaret_server
    USING (county_id = (SELECT acting('read')) AND (coalesce(site = ANY ((SELECT acting_sites())::text[]), true)
        OR (issued_at AT TIME ZONE INTERVAL '08:00')::date <= ((SELECT acting_past()) ->> site)::date));
GRANT SELECT ON order_arrival TO lazaret_server;
DO $$ BEGIN
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON order_arrival FROM %I', current_user);
END $$;
CREATE TRIGGER order_arrival_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON order_arrival
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The photographs of signed papers are read by sql/acts/photograph_reading.sql from now on, of notices and orders alike.
DROP FUNCTION IF EXISTS photograph_pending(integer, uuid);
