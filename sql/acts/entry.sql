-- An entry of the audit log: who acts is filled in, and the entry waits to be sealed. Called by triggers alone.
-- Who may: whoever writes an entry
-- Writes: audit_entry (who, when, from where), audit_queue
-- Answers: nothing

-- Fills in who acts, so that no statement can say otherwise. Only the owner's own functions, which act before
-- anybody is signed in, say it themselves.
CREATE OR REPLACE FUNCTION name_actor() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    account text := public.acting_account();
BEGIN
    IF account IS NULL AND NOT public.is_owner() THEN
        RAISE EXCEPTION 'nobody acts' USING ERRCODE = 'insufficient_privilege';
    ELSIF account IS NOT NULL THEN
        NEW.actor := account;
        NEW.duty := left(current_setting('lazaret.duty'), 1000);
        NEW.via := current_setting('lazaret.via');
        NEW.address := left(current_setting('lazaret.address'), 100);
    END IF;
    NEW.happened_at := clock_timestamp();
    NEW.origin := current_setting('application_name');
    RETURN NEW;
END $$;

-- The leaf of an entry: SHA-256 of a zero byte and the entry's values in this order, made without a query, since every
-- filing makes it. `Sources/AuditLog/AuditEntry.swift` says the same, and a test compares the two.
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

CREATE OR REPLACE FUNCTION queue_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO public.audit_queue (county_id, number, leaf) VALUES (NEW.county_id, NEW.number, public.leaf_hash(NEW));
    RETURN NULL;
END $$;

-- Writes what somebody did to what, and gives the entry's number; every act calls it.
DROP FUNCTION IF EXISTS write_entry(holder, text, text, bytea, bytea, text);
CREATE FUNCTION write_entry(
    who holder, did text, what text, before_it bytea DEFAULT NULL, after_it bytea DEFAULT NULL, why text DEFAULT NULL)
RETURNS bigint LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    entry bigint;
BEGIN
    INSERT INTO public.audit_entry AS e
        (county_id, actor, duty, via, address, verb, object, before_digest, after_digest, reason)
    VALUES (who.county_id, who.account, left(who.duty, 1000), who.via, who.address, did, what, before_it, after_it, why)
    RETURNING e.number INTO entry;
    RETURN entry;
END $$;
REVOKE ALL ON FUNCTION write_entry FROM PUBLIC;
