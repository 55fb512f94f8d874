-- What is sealed is what was written: the queue keeps the leaf that was made in the entry's own transaction, and since
-- when it waits. And a head is taken only with a key that follows from the last one's.

-- The leaf of an entry as 0009 has it, made without a query: a filing makes it too now, and pays a fiftieth of a
-- millisecond instead of a quarter. `Sources/Record/AuditEntry.swift` says the same, and a test compares the two.
CREATE OR REPLACE FUNCTION leaf_hash(entry audit_entry) RETURNS bytea LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    value text;
    line text := '';
BEGIN
    FOREACH value IN ARRAY ARRAY[
        'lazaret entry v1', entry.county_id::text, entry.number::text,
        CASE WHEN entry.happened_at BETWEEN to_timestamp(-1e11) AND to_timestamp(1e11) THEN
            (extract(epoch FROM entry.happened_at - to_timestamp(0)) * 1000000)::bigint::text END,
        entry.actor, entry.duty, entry.via, entry.address, entry.origin, entry.verb, entry.object,
        encode(entry.before_digest, 'hex'), encode(entry.after_digest, 'hex'), entry.reason]
    LOOP
        -- Its length in bytes, a colon, the text, a comma; `-,` where there is none.
        line := line || coalesce(octet_length(value)::text || ':' || value || ',', '-,');
    END LOOP;
    RETURN sha256('\x00'::bytea || convert_to(line, 'UTF8'));
END $$;
DROP FUNCTION leaf_field(text);

ALTER TABLE audit_queue NO FORCE ROW LEVEL SECURITY;
ALTER TABLE audit_queue
    ADD COLUMN leaf bytea,
    ADD COLUMN queued_at timestamptz NOT NULL DEFAULT clock_timestamp();
-- What waits and is gone is sealed as something that no entry is, so that verifying names it.
UPDATE audit_queue q SET leaf = coalesce(
    (SELECT leaf_hash(e) FROM audit_entry e WHERE e.county_id = q.county_id AND e.number = q.number), sha256(''));
ALTER TABLE audit_queue
    ALTER COLUMN leaf SET NOT NULL,
    ADD CONSTRAINT audit_queue_leaf_length CHECK (octet_length(leaf) = 32);
ALTER TABLE audit_queue FORCE ROW LEVEL SECURITY;

CREATE INDEX audit_entry_rotations ON audit_entry (county_id, object) WHERE verb = 'rotate';

CREATE OR REPLACE FUNCTION queue_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO public.audit_queue (county_id, number, leaf) VALUES (NEW.county_id, NEW.number, public.leaf_hash(NEW));
    RETURN NULL;
END $$;

-- Entries that wait to be sealed, the lowest numbers first, as the leaves that they were when they were written.
CREATE OR REPLACE FUNCTION unsealed(of_county integer, most integer) RETURNS TABLE (number bigint, leaf bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT q.number, q.leaf FROM public.audit_queue q WHERE q.county_id = of_county ORDER BY q.number LIMIT most
$$;

-- The key that a head names stands beside it, so that it need not be looked for in every head.
ALTER TABLE audit_head ADD COLUMN key_id text GENERATED ALWAYS AS (substring(head FROM E'\nkey ([0-9a-f]{16})\n$')) STORED;
CREATE INDEX audit_head_by_key ON audit_head (key_id, county_id);

-- Whether the county's next head may be signed with the key, which is the digest of the public key in hexadecimal
-- digits or the first sixteen of them. It may where the last head was; where an entry announces it that was sealed
-- under the last head's key; and where an entry that waits says, at the shell, that the last key is lost: then
-- whoever verifies is asked about it. The first key of a county may be any that signs for no other county.
CREATE FUNCTION key_follows(of_county integer, key text) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    id text := left(key, 16);
    last_key text;
BEGIN
    SELECT h.key_id INTO last_key FROM public.audit_head h
    WHERE h.county_id = of_county ORDER BY h.size DESC LIMIT 1;
    IF NOT FOUND THEN
        RETURN NOT EXISTS (
            SELECT FROM public.audit_head h WHERE h.key_id = id AND h.county_id <> of_county);
    ELSIF last_key = id THEN
        RETURN true;
    END IF;
    RETURN EXISTS (
        SELECT FROM public.audit_entry e
        JOIN public.audit_leaf l ON l.county_id = e.county_id AND l.number = e.number
        WHERE e.county_id = of_county AND e.verb = 'rotate' AND e.object = 'key/' || id
            AND starts_with(encode(e.after_digest, 'hex'), key)
            AND last_key = (SELECT h.key_id FROM public.audit_head h
                WHERE h.county_id = of_county AND h.size > l.position ORDER BY h.size LIMIT 1)
    ) OR EXISTS (
        SELECT FROM public.audit_entry e
        JOIN public.audit_queue q ON q.county_id = e.county_id AND q.number = e.number
        WHERE e.county_id = of_county AND e.verb = 'rotate' AND e.object = 'lost-key/' || id AND e.via = 'shell'
            AND starts_with(encode(e.after_digest, 'hex'), key));
END $$;

-- How sealing stands: for how many seconds the entry waits that waits longest, and the key of the last head; NULL
-- where nothing waits, and where nothing was ever sealed.
CREATE FUNCTION sealing_state(of_county integer) RETURNS TABLE (waits double precision, key text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT
        (SELECT extract(epoch FROM clock_timestamp() - q.queued_at)::double precision FROM public.audit_queue q
            WHERE q.county_id = of_county ORDER BY q.number LIMIT 1),
        (SELECT h.key_id FROM public.audit_head h
            WHERE h.county_id = of_county ORDER BY h.size DESC LIMIT 1)
$$;

-- Seals the entries under the head: false where another sealer was first. Refuses a head that does not follow the
-- last one, a key that does not, and leaves that are not those that wait; whether root and signature are right is
-- what verifying finds.
CREATE OR REPLACE FUNCTION seal(
    of_county integer, numbers bigint[], leaves bytea[], new_head text, new_signature bytea, new_frontier bytea)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
    IF NOT public.key_follows(of_county, substring(new_head FROM E'\nkey ([0-9a-f]{16})\n$')) THEN
        RAISE EXCEPTION 'the key does not follow from that of the last head'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'key_follows', TABLE = 'audit_head';
    END IF;
    WITH gone AS (
        DELETE FROM public.audit_queue q USING unnest(numbers, leaves) AS taken (number, leaf)
        WHERE q.county_id = of_county AND q.number = taken.number AND q.leaf = taken.leaf
        RETURNING q.number
    )
    INSERT INTO public.audit_leaf (county_id, position, number, leaf)
    SELECT of_county, old_size + taken.place - 1, taken.number, taken.leaf
    FROM unnest(numbers, leaves) WITH ORDINALITY AS taken (number, leaf, place)
    JOIN gone ON gone.number = taken.number;
    GET DIAGNOSTICS written = ROW_COUNT;
    IF written <> amount THEN
        RAISE EXCEPTION 'what was to be sealed is not what waits to be sealed'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'sealed_as_queued', TABLE = 'audit_leaf';
    END IF;
    INSERT INTO public.audit_head (county_id, size, head, signature, frontier)
    VALUES (of_county, old_size + amount, new_head, new_signature, new_frontier);
    RETURN true;
END $$;

REVOKE ALL ON FUNCTION key_follows(integer, text), sealing_state(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION key_follows(integer, text), sealing_state(integer) TO lazaret_server;
