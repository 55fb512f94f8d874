-- An entry of the audit log: who did what to what, waiting to be sealed. Every act calls it.
-- Who may: nobody by itself
-- Writes: audit_entry, audit_queue
-- Answers: the entry's number

-- Values as one text that cannot be taken apart otherwise: of each its length in bytes, a colon, the text, a comma; `-,`
-- where there is none.
CREATE OR REPLACE FUNCTION framed(values_in_order text[]) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    value text;
    line text := '';
BEGIN
    FOREACH value IN ARRAY values_in_order LOOP
        line := line || coalesce(octet_length(value)::text || ':' || value || ',', '-,');
    END LOOP;
    RETURN line;
END $$;

-- What an entry says of a row that an act has written: SHA-256 of its values in the order that the act gives.
CREATE OR REPLACE FUNCTION fact_digest(VARIADIC values_in_order text[]) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
RETURN sha256(convert_to(public.framed(values_in_order), 'UTF8'));

-- The leaf of an entry: SHA-256 of a zero byte and the entry's values in this order, made without a query, since every
-- filing makes it. `Sources/AuditLog/AuditEntry.swift` says the same, and a test compares the two.
CREATE OR REPLACE FUNCTION leaf_hash(entry audit_entry) RETURNS bytea LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN sha256('\x00'::bytea || convert_to(public.framed(ARRAY[
        'lazaret entry v1', entry.county_id::text, entry.number::text,
        CASE WHEN entry.happened_at BETWEEN to_timestamp(-1e11) AND to_timestamp(1e11) THEN
            (extract(epoch FROM entry.happened_at - to_timestamp(0)) * 1000000)::bigint::text END,
        entry.actor, entry.duty, entry.via, entry.address, entry.origin, entry.verb, entry.object,
        encode(entry.before_digest, 'hex'), encode(entry.after_digest, 'hex'), entry.reason]), 'UTF8'));
END $$;

-- The one way in which an entry comes into being. It holds to the bounds that every entry has, and says itself when that
-- was and through which program.
DROP FUNCTION IF EXISTS write_entry(holder, text, text, bytea, bytea, text); -- of releases whose triggers did the rest
CREATE FUNCTION write_entry(
    who holder, did text, what text, before_it bytea DEFAULT NULL, after_it bytea DEFAULT NULL, why text DEFAULT NULL)
RETURNS bigint LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    entry public.audit_entry;
BEGIN
    IF NOT coalesce(char_length(who.account) BETWEEN 1 AND 200 AND char_length(who.via) <= 200
        AND char_length(what) BETWEEN 1 AND 300 AND coalesce(char_length(why) <= 2000, true)
        AND coalesce(octet_length(before_it) = 32, true) AND coalesce(octet_length(after_it) = 32, true)
        AND did = ANY (ARRAY['found', 'add', 'change', 'publish', 'file', 'revise', 'withdraw', 'save', 'discard',
            'login', 'logout', 'password', 'reset', 'disable', 'enable', 'issue', 'revoke', 'read', 'export', 'rotate',
            'backup', 'acknowledge', 'guide', 'deliver', 'close', 'receive', 'submit', 'verify', 'return', 'move',
            'draw']), false)
    THEN
        RAISE EXCEPTION 'that is no entry' USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_bounds', TABLE = 'audit_entry';
    END IF;
    INSERT INTO public.audit_entry AS e
        (county_id, actor, duty, via, address, verb, object, before_digest, after_digest, reason)
    VALUES (who.county_id, who.account, left(who.duty, 1000), who.via, left(who.address, 100), did, what, before_it,
        after_it, why)
    RETURNING e.* INTO entry;
    INSERT INTO public.audit_queue (county_id, number, leaf)
    VALUES (entry.county_id, entry.number, public.leaf_hash(entry));
    RETURN entry.number;
END $$;
REVOKE ALL ON FUNCTION framed, fact_digest, leaf_hash, write_entry FROM PUBLIC;
