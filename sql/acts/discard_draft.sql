-- Discarding a draft of one's own.
-- Who may: file
-- Writes: takes from draft; entry discard
-- Answers: discarded; unknown where there is none; held where another account keeps it

DROP FUNCTION IF EXISTS discard_draft(integer, bytea, text, uuid); -- of releases that asked nobody whose it is
CREATE FUNCTION discard_draft(of_county integer, key bytea, from_address text, draft_id uuid)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'file');
    before public.draft;
BEGIN
    SELECT * INTO before FROM public.draft d WHERE d.county_id = of_county AND d.id = draft_id FOR UPDATE;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    IF before.owner <> who.account THEN RETURN 'held'; END IF;
    DELETE FROM public.draft d WHERE d.county_id = of_county AND d.id = draft_id;
    PERFORM public.write_entry(who, 'discard', 'draft/' || draft_id, sha256(convert_to(before.fields::text, 'UTF8')));
    RETURN 'discarded';
END $$;
REVOKE ALL ON FUNCTION discard_draft FROM PUBLIC;
GRANT EXECUTE ON FUNCTION discard_draft TO lazaret_server;
