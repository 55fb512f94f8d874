-- The record sealed: every entry of the audit log becomes a leaf of a hash tree (RFC 6962), and every head of the
-- tree is signed with a key that the database never sees. docs/record.md says what that proves, and what not.
--
-- Filing only adds a row to the queue, and waits for nobody. The sealer takes what is in the queue, in whatever order
-- it was committed, gives it the next positions of the tree, and adds a head: one transaction.

-- The functions of this file read entries as the owner.
CREATE POLICY audit_entry_owner ON audit_entry FOR SELECT USING ((SELECT is_owner()));

-- One value as it is hashed: its length in bytes, a colon, the text, a comma; `-,` where there is none.
CREATE FUNCTION leaf_field(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(octet_length(value)::text || ':' || value || ',', '-,')
$$;

-- The leaf of an entry: SHA-256 of a zero byte and the entry's values in this order. `Sources/Record/AuditEntry.swift`
-- says the same, and a test compares the two.
CREATE FUNCTION leaf_hash(entry audit_entry) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT sha256('\x00'::bytea || convert_to(
        public.leaf_field('lazaret entry v1')
        || public.leaf_field(entry.county_id::text)
        || public.leaf_field(entry.number::text)
        || public.leaf_field(CASE WHEN entry.happened_at BETWEEN to_timestamp(-1e11) AND to_timestamp(1e11) THEN
            (extract(epoch FROM entry.happened_at - to_timestamp(0)) * 1000000)::bigint::text END)
        || public.leaf_field(entry.actor)
        || public.leaf_field(entry.duty)
        || public.leaf_field(entry.via)
        || public.leaf_field(entry.address)
        || public.leaf_field(entry.origin)
        || public.leaf_field(entry.verb)
        || public.leaf_field(entry.object)
        || public.leaf_field(encode(entry.before_digest, 'hex'))
        || public.leaf_field(encode(entry.after_digest, 'hex'))
        || public.leaf_field(entry.reason), 'UTF8'))
$$;

-- Entries that no head covers yet; written in the transaction of the entry.
CREATE TABLE audit_queue (
    county_id integer NOT NULL,
    number bigint NOT NULL,
    CONSTRAINT audit_queue_key PRIMARY KEY (county_id, number)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- The leaves of the tree, in the order of sealing, counted from 0.
CREATE TABLE audit_leaf (
    county_id integer NOT NULL,
    position bigint NOT NULL,
    number bigint NOT NULL, -- of the entry
    leaf bytea NOT NULL,
    CONSTRAINT audit_leaf_key PRIMARY KEY (county_id, position),
    CONSTRAINT audit_leaf_once UNIQUE (county_id, number),
    CONSTRAINT audit_leaf_county FOREIGN KEY (county_id) REFERENCES county,
    CONSTRAINT audit_leaf_position_range CHECK (position >= 0),
    CONSTRAINT audit_leaf_length CHECK (octet_length(leaf) = 32)
);

-- The heads: what the whole tree was at a size. `head` is the signed text, which carries size, root, the digest of
-- the head before, time and key.
CREATE TABLE audit_head (
    county_id integer NOT NULL,
    size bigint NOT NULL,
    head text NOT NULL,
    signature bytea NOT NULL, -- Ed25519 over the text
    frontier bytea NOT NULL, -- roots of the largest whole subtrees, from the left: what the next batch goes on from
    CONSTRAINT audit_head_key PRIMARY KEY (county_id, size),
    CONSTRAINT audit_head_county FOREIGN KEY (county_id) REFERENCES county,
    CONSTRAINT audit_head_size_range CHECK (size >= 1),
    CONSTRAINT audit_head_length CHECK (char_length(head) BETWEEN 1 AND 1000),
    CONSTRAINT audit_head_signature_length CHECK (octet_length(signature) = 64),
    CONSTRAINT audit_head_frontier_length CHECK (octet_length(frontier) % 32 = 0)
);

CREATE TRIGGER audit_leaf_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_leaf
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_head_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_head
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

INSERT INTO audit_queue (county_id, number) SELECT county_id, number FROM audit_entry;

CREATE FUNCTION queue_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    INSERT INTO public.audit_queue (county_id, number) VALUES (NEW.county_id, NEW.number);
    RETURN NULL;
END $$;

CREATE TRIGGER audit_entry_queued AFTER INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION queue_entry();

-- How many entries wait to be sealed, counted up to `most`.
CREATE FUNCTION unsealed_count(of_county integer, most integer) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT count(*) FROM (SELECT FROM public.audit_queue q WHERE q.county_id = of_county LIMIT most) AS waiting
$$;

-- Entries that wait to be sealed, the lowest numbers first, as leaves.
CREATE FUNCTION unsealed(of_county integer, most integer) RETURNS TABLE (number bigint, leaf bytea)
LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT e.number, public.leaf_hash(e)
    FROM public.audit_queue q
    JOIN public.audit_entry e ON e.county_id = q.county_id AND e.number = q.number
    WHERE q.county_id = of_county ORDER BY q.number LIMIT most
$$;

-- The head that the next one follows.
CREATE FUNCTION last_head(of_county integer) RETURNS TABLE (size bigint, head text, signature bytea, frontier bytea)
LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT h.size, h.head, h.signature, h.frontier FROM public.audit_head h
    WHERE h.county_id = of_county ORDER BY h.size DESC LIMIT 1
$$;

-- Seals the entries under the head: false where another sealer was first. Refuses a head that does not follow the
-- last one, and leaves that are not those of the entries; whether root and signature are right is what verifying finds.
CREATE FUNCTION seal(
    of_county integer, numbers bigint[], leaves bytea[], new_head text, new_signature bytea, new_frontier bytea)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    amount bigint := cardinality(numbers);
    old_size bigint;
    old_head text;
    written bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(72538013, of_county);
    SELECT h.size, h.head INTO old_size, old_head FROM public.audit_head h
    WHERE h.county_id = of_county ORDER BY h.size DESC LIMIT 1;
    old_size := coalesce(old_size, 0);
    IF new_head !~ format(E'^lazaret record v1\ncounty %s\nsize %s\nroot [0-9a-f]{64}\nprevious %s\ntime [^\n]+\nkey [0-9a-f]{16}\n$',
        (SELECT c.code FROM public.county c WHERE c.county_id = of_county),
        old_size + amount,
        coalesce(encode(sha256(convert_to(old_head, 'UTF8')), 'hex'), repeat('0', 64)))
    THEN
        RETURN false;
    END IF;
    DELETE FROM public.audit_queue q USING unnest(numbers) AS taken (number)
    WHERE q.county_id = of_county AND q.number = taken.number;
    GET DIAGNOSTICS written = ROW_COUNT;
    IF written = amount THEN
        INSERT INTO public.audit_leaf (county_id, position, number, leaf)
        SELECT of_county, old_size + taken.place - 1, taken.number, taken.leaf
        FROM unnest(numbers, leaves) WITH ORDINALITY AS taken (number, leaf, place)
        CROSS JOIN LATERAL (
            SELECT public.leaf_hash(e) AS leaf FROM public.audit_entry e
            WHERE e.county_id = of_county AND e.number = taken.number LIMIT 1) AS entry
        WHERE taken.leaf = entry.leaf;
        GET DIAGNOSTICS written = ROW_COUNT;
    END IF;
    IF written <> amount THEN
        RAISE EXCEPTION 'what was to be sealed is not what waits to be sealed'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'sealed_as_queued', TABLE = 'audit_leaf';
    END IF;
    INSERT INTO public.audit_head (county_id, size, head, signature, frontier)
    VALUES (of_county, old_size + amount, new_head, new_signature, new_frontier);
    RETURN true;
END $$;

REVOKE ALL ON FUNCTION
    leaf_field(text), leaf_hash(audit_entry), queue_entry(), unsealed_count(integer, integer),
    unsealed(integer, integer), last_head(integer), seal(integer, bigint[], bytea[], text, bytea, bytea)
FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    unsealed_count(integer, integer), unsealed(integer, integer), last_head(integer),
    seal(integer, bigint[], bytea[], text, bytea, bytea)
TO lazaret_server;
GRANT SELECT ON audit_queue, audit_leaf, audit_head TO lazaret_server;

ALTER TABLE audit_queue ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_leaf ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_head ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY audit_queue_read ON audit_queue FOR SELECT USING (
    county_id = (SELECT acting('audit')) OR (SELECT is_owner()));
-- Nobody but the owner was granted this; asking again here would double what the queue costs a filing.
CREATE POLICY audit_queue_add ON audit_queue FOR INSERT WITH CHECK (true);
CREATE POLICY audit_queue_take ON audit_queue FOR DELETE USING ((SELECT is_owner()));
CREATE POLICY audit_leaf_read ON audit_leaf FOR SELECT USING (
    county_id = (SELECT acting('audit')) OR (SELECT is_owner()));
CREATE POLICY audit_leaf_add ON audit_leaf FOR INSERT WITH CHECK ((SELECT is_owner()));
CREATE POLICY audit_head_read ON audit_head FOR SELECT USING (
    county_id = (SELECT acting('audit')) OR (SELECT is_owner()));
CREATE POLICY audit_head_add ON audit_head FOR INSERT WITH CHECK ((SELECT is_owner()));

-- Every function of ours finds what it names in one place, whatever a query or a connection says: temporary objects
-- come last, and the owner's functions look at none.
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT p.oid::regprocedure AS name, p.prosecdef FROM pg_proc p
        WHERE p.pronamespace = 'public'::regnamespace AND p.proname NOT IN ('gap_past', 'leaf_field', 'leaf_hash')
            AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
    LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = pg_catalog, pg_temp', one.name);
    END LOOP;
END $$;
