-- Withdrawing guidance that was recorded by mistake: it stays on record, and counts nowhere.
-- Who may: manage
-- Writes: guidance_withdrawal; entry withdraw
-- Answers: withdrawn; already; unknown where there is no such guidance

CREATE OR REPLACE FUNCTION withdraw_guidance(
    of_county integer, key bytea, from_address text, guidance_id uuid, why text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
    now_at timestamptz;
    at_site text;
    number bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(of_county, hashtext(guidance_id::text));
    now_at := clock_timestamp();
    SELECT g.site INTO at_site FROM public.guidance g WHERE g.county_id = of_county AND g.id = guidance_id;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    PERFORM FROM public.guidance_withdrawal w WHERE w.county_id = of_county AND w.guidance = guidance_id;
    IF FOUND THEN RETURN 'already'; END IF;
    number := public.write_entry(who, 'withdraw', 'guidance/' || guidance_id, NULL, sha256(convert_to(public.framed(ARRAY[
        'lazaret guidance withdrawal v1', guidance_id::text, at_site,
        (extract(epoch FROM now_at) * 1000000)::bigint::text, who.account, why]), 'UTF8')), why);
    INSERT INTO public.guidance_withdrawal (county_id, guidance, site, withdrawn_at, withdrawn_by, reason, entry)
    VALUES (of_county, guidance_id, at_site, now_at, who.account, why, number);
    RETURN 'withdrawn';
END $$;
REVOKE ALL ON FUNCTION withdraw_guidance FROM PUBLIC;
GRANT EXECUTE ON FUNCTION withdraw_guidance TO lazaret_server;
