-- Founding a county: the tenant that every row belongs to.
-- Who may: the owner of the database
-- Writes: county; entry found
-- Answers: nothing; a county that is there stays as it is

CREATE OR REPLACE FUNCTION found_county(new_code text, new_name_zh text, new_name_en text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder;
BEGIN
    INSERT INTO public.county AS c (code, name_zh, name_en) VALUES (new_code, new_name_zh, new_name_en)
    ON CONFLICT (code) DO NOTHING RETURNING c.county_id INTO who.county_id;
    IF NOT FOUND THEN RETURN; END IF;
    who.account := 'setup';
    who.duty := '';
    who.via := '';
    who.address := '';
    PERFORM public.write_entry(who, 'found', 'county/' || new_code);
END $$;
REVOKE ALL ON FUNCTION found_county FROM PUBLIC;
