-- Giving up a draw before its last day is over, with a reason: it opens at once, and counts nowhere.
-- Who may: manage
-- Writes: draw_discard; entry discard
-- Answers: discarded; already; unknown where there is no such draw; over where its last day is

CREATE OR REPLACE FUNCTION discard_draw(of_county integer, key bytea, from_address text, of_draw uuid, why text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
    held public.draw;
    made public.draw_discard;
BEGIN
    IF NOT coalesce(char_length(why) BETWEEN 1 AND 2000, false) THEN
        RAISE EXCEPTION 'that is no reason' USING ERRCODE = 'check_violation', CONSTRAINT = 'draw_discard_bounds',
            TABLE = 'draw_discard';
    END IF;
    PERFORM pg_advisory_xact_lock(of_county, hashtext('draw'));
    SELECT * INTO held FROM public.draw d WHERE d.county_id = of_county AND d.id = of_draw;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    PERFORM FROM public.draw_discard x WHERE x.county_id = of_county AND x.draw = of_draw;
    IF FOUND THEN RETURN 'already'; END IF;
    IF held.last_day < (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date THEN RETURN 'over'; END IF;
    made := ROW(of_county, of_draw, why, clock_timestamp(), who.account, NULL);
    made.entry := public.write_entry(who, 'discard', 'draw/' || of_draw, NULL, sha256(convert_to(public.framed(ARRAY[
        'lazaret draw discard v1', made.draw::text, made.reason,
        (extract(epoch FROM made.discarded_at - to_timestamp(0)) * 1000000)::bigint::text, made.discarded_by]), 'UTF8')), why);
    INSERT INTO public.draw_discard SELECT made.*;
    RETURN 'discarded';
END $$;
REVOKE ALL ON FUNCTION discard_draw FROM PUBLIC;
GRANT EXECUTE ON FUNCTION discard_draw TO lazaret_server;
