-- Discarding a draft.
-- Who may: file
-- Writes: takes from draft; entry discard
-- Answers: whether there was one

CREATE OR REPLACE FUNCTION discard_draft(of_county integer, key bytea, from_address text, draft_id uuid)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'file');
    gone json;
BEGIN
    DELETE FROM public.draft d WHERE d.county_id = of_county AND d.id = draft_id RETURNING d.fields INTO gone;
    IF NOT FOUND THEN RETURN false; END IF;
    PERFORM public.write_entry(who, 'discard', 'draft/' || draft_id, sha256(convert_to(gone::text, 'UTF8')));
    RETURN true;
END $$;
REVOKE ALL ON FUNCTION discard_draft FROM PUBLIC;
GRANT EXECUTE ON FUNCTION discard_draft TO lazaret_server;
