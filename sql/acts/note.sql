-- Putting on record what changes nothing else: that something was read, exported or backed up, or a key changed.
-- Who may: whoever has signed in; a key or a backup, the operator at the shell alone
-- Writes: one entry
-- Answers: nothing

CREATE OR REPLACE FUNCTION note(
    of_county integer, key bytea, from_address text, did text, what text, after_it bytea, why text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, NULL);
BEGIN
    IF who.must_change OR NOT coalesce(did IN ('read', 'export') OR did IN ('rotate', 'backup') AND who.via = 'shell', false) THEN
        RAISE EXCEPTION '% may not note that', who.account USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM public.write_entry(who, did, what, NULL, after_it, why);
END $$;
REVOKE ALL ON FUNCTION note FROM PUBLIC;
GRANT EXECUTE ON FUNCTION note TO lazaret_server;
