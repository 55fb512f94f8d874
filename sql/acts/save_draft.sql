-- Keeping a draft of a filing, in the place of what was kept under its id.
-- Who may: file
-- Writes: draft; entry save
-- Answers: kept; filed where the id is on record; full where its owner keeps as many as may be

CREATE OR REPLACE FUNCTION save_draft(
    of_county integer, key bytea, from_address text, draft_id uuid, at_site text, new_fields json, new_saved_at timestamptz)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'file');
    most constant integer := 40;
BEGIN
    -- Whoever saves or files under this id, or saves for this account, goes first or waits.
    PERFORM pg_advisory_xact_lock(of_county, hashtext(draft_id::text));
    PERFORM pg_advisory_xact_lock(of_county, hashtext('drafts of ' || who.account));
    PERFORM FROM public.inspection i WHERE i.county_id = of_county AND i.id = draft_id;
    IF FOUND THEN RETURN 'filed'; END IF;
    UPDATE public.draft d
    SET site = at_site, fields = new_fields, saved_at = new_saved_at, saved_by = who.account, version = d.version + 1
    WHERE d.county_id = of_county AND d.id = draft_id;
    IF NOT FOUND THEN
        IF (SELECT count(*) FROM public.draft d WHERE d.county_id = of_county AND d.owner = who.account) >= most THEN
            RETURN 'full';
        END IF;
        INSERT INTO public.draft (county_id, id, site, fields, saved_at, saved_by, owner)
        VALUES (of_county, draft_id, at_site, new_fields, new_saved_at, who.account, who.account);
    END IF;
    PERFORM public.write_entry(who, 'save', 'draft/' || draft_id, NULL, sha256(convert_to(new_fields::text, 'UTF8')));
    RETURN 'kept';
END $$;
REVOKE ALL ON FUNCTION save_draft FROM PUBLIC;
GRANT EXECUTE ON FUNCTION save_draft TO lazaret_server;
