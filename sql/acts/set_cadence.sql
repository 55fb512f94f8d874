-- How often the sites of a kind are visited, from a day on.
-- Who may: manage
-- Writes: cadence; entry change
-- Answers: set; already where it is so on that day; past where the day lies before today

CREATE OR REPLACE FUNCTION set_cadence(
    of_county integer, key bytea, from_address text, of_kind text, new_days integer, new_days_below integer, valid_from date,
    why text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
    today date := (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date;
    cadence public.cadence;
BEGIN
    IF NOT coalesce(of_kind = ANY (ARRAY['countyIsolation', 'townshipIsolation', 'homeIsolation', 'checkpoint', 'zone'])
        AND new_days_below BETWEEN 1 AND new_days AND new_days <= 366 AND valid_from <= today + 366
        AND char_length(why) BETWEEN 1 AND 2000, false)
    THEN
        RAISE EXCEPTION 'that is no cadence' USING ERRCODE = 'check_violation', CONSTRAINT = 'cadence_bounds', TABLE = 'cadence';
    END IF;
    -- What was owed is never put otherwise afterwards.
    IF valid_from < today THEN RETURN 'past'; END IF;
    PERFORM pg_advisory_xact_lock(of_county, hashtext('cadence'));
    PERFORM FROM (
        SELECT c.days, c.days_below FROM public.cadence c
        WHERE c.county_id = of_county AND c.site_kind = of_kind AND c.valid_from <= set_cadence.valid_from
        ORDER BY c.valid_from DESC, c.entry DESC LIMIT 1) AS standing
    WHERE standing.days = new_days AND standing.days_below = new_days_below;
    IF FOUND THEN RETURN 'already'; END IF;
    cadence := ROW(of_county, NULL, of_kind, new_days, new_days_below, valid_from, why, clock_timestamp(), who.account);
    cadence.entry := public.write_entry(who, 'change', 'cadence/' || of_kind, NULL, sha256(convert_to(public.framed(ARRAY[
        'lazaret cadence v1', cadence.site_kind, cadence.days::text, cadence.days_below::text,
        to_char(cadence.valid_from, 'YYYY-MM-DD'), cadence.reason,
        (extract(epoch FROM cadence.set_at - to_timestamp(0)) * 1000000)::bigint::text, cadence.set_by]), 'UTF8')), why);
    INSERT INTO public.cadence SELECT cadence.*;
    RETURN 'set';
END $$;
REVOKE ALL ON FUNCTION set_cadence FROM PUBLIC;
GRANT EXECUTE ON FUNCTION set_cadence TO lazaret_server;
