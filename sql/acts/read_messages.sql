-- That the account read a message of its own, or all of them.
-- Who may: read, the own messages
-- Writes: message (that it was read)
-- Answers: how many were read by this

CREATE OR REPLACE FUNCTION read_messages(of_county integer, key bytea, from_address text, of_message uuid)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'read');
    amount integer;
BEGIN
    UPDATE public.message m SET read_at = clock_timestamp()
    WHERE m.county_id = of_county AND m.recipient = who.account AND m.read_at IS NULL AND coalesce(m.id = of_message, true);
    GET DIAGNOSTICS amount = ROW_COUNT;
    RETURN amount;
END $$;
REVOKE ALL ON FUNCTION read_messages FROM PUBLIC;
GRANT EXECUTE ON FUNCTION read_messages TO lazaret_server;
