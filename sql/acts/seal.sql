-- Sealing the audit log: gives the entries that wait their places in the tree, under a signed head.
-- Who may: the server, for its county, whoever asks
-- Writes: audit_leaf, audit_head; takes from audit_queue
-- Answers: whether it did; false where another sealer was first

-- Entries that wait to be sealed, the lowest numbers first, as the leaves that they were when they were written.
CREATE OR REPLACE FUNCTION unsealed(of_county integer, most integer) RETURNS TABLE (number bigint, leaf bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT q.number, q.leaf FROM public.audit_queue q WHERE q.county_id = of_county ORDER BY q.number LIMIT most
$$;

-- How many entries wait to be sealed, counted up to `most`.
CREATE OR REPLACE FUNCTION unsealed_count(of_county integer, most integer) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT count(*) FROM (SELECT FROM public.audit_queue q WHERE q.county_id = of_county LIMIT most) AS waiting
$$;

-- The head that the next one follows.
CREATE OR REPLACE FUNCTION last_head(of_county integer) RETURNS TABLE (size bigint, head text, signature bytea, frontier bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT h.size, h.head, h.signature, h.frontier FROM public.audit_head h
    WHERE h.county_id = of_county ORDER BY h.size DESC LIMIT 1
$$;

-- Whether the county's next head may be signed with the key, which is the digest of the public key in hexadecimal
-- digits or the first sixteen of them. It may where the last head was; where an entry announces it that was sealed
-- under the last head's key; and where an entry that waits says, at the shell, that the last key is lost: then
-- whoever verifies is asked about it. The first key of a county may be any that signs for no other county.
CREATE OR REPLACE FUNCTION key_follows(of_county integer, key text) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
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
CREATE OR REPLACE FUNCTION sealing_state(of_county integer) RETURNS TABLE (waits double precision, key text)
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
