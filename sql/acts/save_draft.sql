-- Keeping a draft of a filing, in the place of what was kept under its id, where that is the version it was made from.
-- Who may: file
-- Writes: draft; entry save, which says from whom it was taken over
-- Answers: kept with its version; changed where another version is there; held where another account keeps it; filed where the id is on record; full where its owner keeps as many as may be

-- `on_version` is what whoever saves had before them: 0 for nothing, NULL for whatever is there.
DROP FUNCTION IF EXISTS save_draft(integer, bytea, text, uuid, text, json, timestamptz); -- of releases without versions
CREATE OR REPLACE FUNCTION save_draft(
    of_county integer, key bytea, from_address text, draft_id uuid, at_site text, new_fields json, new_saved_at timestamptz,
    on_version integer, takes_over boolean, OUT outcome text, OUT version integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'file');
    most constant integer := 40;
    before public.draft;
BEGIN
    -- Whoever saves or files under this id, or saves for this account, goes first or waits.
    PERFORM pg_advisory_xact_lock(of_county, hashtext(draft_id::text));
    PERFORM pg_advisory_xact_lock(of_county, hashtext('drafts of ' || who.account));
    PERFORM FROM public.inspection i WHERE i.county_id = of_county AND i.id = draft_id;
    IF FOUND THEN outcome := 'filed'; RETURN; END IF;
    SELECT * INTO before FROM public.draft d WHERE d.county_id = of_county AND d.id = draft_id;
    version := coalesce(before.version, 0);
    IF before.owner <> who.account AND takes_over IS NOT TRUE THEN outcome := 'held'; RETURN; END IF;
    -- What is kept already is kept, whichever version was named: an answer that was lost can be asked for again.
    IF before.owner = who.account AND before.site = at_site AND before.fields::text = new_fields::text THEN
        outcome := 'kept';
        RETURN;
    END IF;
    IF on_version <> version THEN outcome := 'changed'; RETURN; END IF;
    IF before.owner IS DISTINCT FROM who.account
        AND (SELECT count(*) FROM public.draft d WHERE d.county_id = of_county AND d.owner = who.account) >= most
    THEN
        outcome := 'full';
        RETURN;
    END IF;
    version := version + 1;
    IF version = 1 THEN
        INSERT INTO public.draft (county_id, id, site, fields, saved_at, saved_by, owner)
        VALUES (of_county, draft_id, at_site, new_fields, new_saved_at, who.account, who.account);
    ELSE
        UPDATE public.draft d
        SET site = at_site, fields = new_fields, saved_at = new_saved_at, saved_by = who.account, owner = who.account,
            version = save_draft.version
        WHERE d.county_id = of_county AND d.id = draft_id;
    END IF;
    outcome := 'kept';
    PERFORM public.write_entry(who, 'save', 'draft/' || draft_id,
        CASE WHEN before.owner <> who.account THEN sha256(convert_to(before.fields::text, 'UTF8')) END,
        sha256(convert_to(new_fields::text, 'UTF8')),
        CASE WHEN before.owner <> who.account THEN 'taken over from ' || before.owner END);
END $$;
REVOKE ALL ON FUNCTION save_draft FROM PUBLIC;
GRANT EXECUTE ON FUNCTION save_draft TO lazaret_server;
