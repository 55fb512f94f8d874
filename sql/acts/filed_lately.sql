-- The last visit that whoever asks has filed for a site since a moment: a form asks before it files another.
-- Who may: file
-- Writes: nothing
-- Answers: its id and when it was received; no row where there is none, corrections and withdrawn visits left aside

CREATE OR REPLACE FUNCTION filed_lately(
    of_county integer, key bytea, from_address text, at_site text, since timestamptz)
RETURNS TABLE (id uuid, received_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'file');
BEGIN
    RETURN QUERY SELECT i.id, i.received_at FROM public.inspection i
    JOIN public.audit_entry a ON a.county_id = i.county_id AND a.number = i.receipt
    WHERE i.county_id = of_county AND i.site = at_site AND i.received_at >= since AND i.revises IS NULL
        AND a.actor = who.account
        AND NOT EXISTS (SELECT FROM public.withdrawal w WHERE w.county_id = i.county_id AND w.inspection = i.id)
    ORDER BY i.received_at DESC LIMIT 1;
END $$;
REVOKE ALL ON FUNCTION filed_lately FROM PUBLIC;
GRANT EXECUTE ON FUNCTION filed_lately TO lazaret_server;
