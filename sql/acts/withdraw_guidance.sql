-- Withdrawing guidance that was recorded by mistake: it stays on record, and counts nowhere.
-- Who may: manage; nobody who held a duty at the site since it was given
-- Writes: guidance_withdrawal; entry withdraw
-- Answers: withdrawn; already; unknown where there is no such guidance

CREATE OR REPLACE FUNCTION withdraw_guidance(
    of_county integer, key bytea, from_address text, guidance_id uuid, why text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
    now_at timestamptz;
    at_site text;
    given timestamptz;
    number bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(of_county, hashtext(guidance_id::text));
    now_at := clock_timestamp();
    SELECT g.site, g.given_at INTO at_site, given FROM public.guidance g WHERE g.county_id = of_county AND g.id = guidance_id;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    -- A case may rest on it: nobody takes that away in their own matter.
    PERFORM public.refuse_own_matter(who, at_site, (given AT TIME ZONE INTERVAL '08:00')::date);
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
