-- How the county's own papers begin: the short form in their numbers, the issuing office, and a red head if wanted.
-- Who may: manage
-- Writes: letterhead; entry change
-- Answers: set; already where it is so

CREATE OR REPLACE FUNCTION set_letterhead(
    of_county integer, key bytea, from_address text, new_short text, new_office_zh text, new_office_en text,
    new_red_head text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
    held record;
    written bigint;
BEGIN
    -- One at a time.
    PERFORM FROM public.county c WHERE c.county_id = of_county FOR NO KEY UPDATE;
    SELECT l.short, l.office_zh, l.office_en, l.red_head INTO held FROM public.letterhead l
    WHERE l.county_id = of_county ORDER BY l.entry DESC LIMIT 1;
    IF FOUND AND (held.short, held.office_zh, held.office_en) = (new_short, new_office_zh, new_office_en)
        AND held.red_head IS NOT DISTINCT FROM new_red_head THEN RETURN 'already'; END IF;
    IF char_length(new_short) > 20 OR char_length(new_office_zh) > 100 OR char_length(new_office_en) > 100
        OR char_length(new_red_head) > 60 THEN
        RAISE EXCEPTION 'that is no letterhead' USING ERRCODE = 'check_violation';
    END IF;
    -- `Sources/Store/Audit/ActRows+Gaps.swift` says the same.
    written := public.write_entry(who, 'change', 'letterhead', NULL, sha256(convert_to(public.framed(ARRAY[
        'lazaret letterhead v1', new_short, new_office_zh, new_office_en, new_red_head]), 'UTF8')));
    INSERT INTO public.letterhead (county_id, entry, short, office_zh, office_en, red_head, set_at, set_by)
    VALUES (of_county, written, new_short, new_office_zh, new_office_en, new_red_head, clock_timestamp(), who.account);
    RETURN 'set';
END $$;
REVOKE ALL ON FUNCTION set_letterhead FROM PUBLIC;
GRANT EXECUTE ON FUNCTION set_letterhead TO lazaret_server;
