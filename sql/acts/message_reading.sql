-- What messages and the ways they take come to, to be held against the record; not what they say, nor where they go.
-- Who may: audit
-- Writes: nothing
-- Answers: of each telling, way, webhook, quiet hours and letter that was sent again or put aside what its entry is to say, and by whom and when it was done

-- `said` is the entry's verb and object, `digest` what it covers, NULL where it covers nothing. Of a telling the rows that were told
-- at once give one digest, and none where one of them stands on another day than it was told.
CREATE OR REPLACE FUNCTION message_evidence(of_county integer)
RETURNS TABLE (table_name text, entry bigint, said text, digest bytea, done_at timestamptz, done_by text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF of_county IS DISTINCT FROM public.acting('audit') THEN RETURN; END IF;
    RETURN QUERY
    SELECT 'message', m.entry, 'issue messages/told',
        CASE WHEN bool_and(m.day = (m.composed_at AT TIME ZONE INTERVAL '08:00')::date) THEN
            sha256(convert_to(string_agg(public.message_framed(m), '' ORDER BY m.place), 'UTF8')) END,
        NULL::timestamptz, 'system:clock'
    FROM public.message m WHERE m.county_id = of_county GROUP BY m.entry
    UNION ALL
    SELECT 'message_route', r.entry, 'change messages/route/' || r.account,
        public.fact_digest('lazaret message route v1', r.wants_mail::text, r.address, r.language), r.set_at, r.account
    FROM public.message_route r WHERE r.county_id = of_county
    UNION ALL
    SELECT 'message_webhook', w.entry, 'change messages/webhook/' || w.id,
        public.fact_digest('lazaret webhook v1', w.name, w.shape, w.shown, w.is_used::text), w.set_at, w.set_by
    FROM public.message_webhook w WHERE w.county_id = of_county
    UNION ALL
    SELECT 'quiet_hours', q.entry, 'change messages/quiet-hours',
        public.fact_digest('lazaret quiet hours v1', q.quiet_from::text, q.quiet_to::text), q.set_at, q.set_by
    FROM public.quiet_hours q WHERE q.county_id = of_county
    UNION ALL
    SELECT 'delivery_attempt', a.entry,
        CASE a.outcome WHEN 'again' THEN 'issue messages/again/' ELSE 'discard messages/aside/' END || a.message,
        NULL, a.happened_at, NULL
    FROM public.delivery_attempt a WHERE a.county_id = of_county AND a.entry IS NOT NULL;
END $$;
REVOKE ALL ON FUNCTION message_evidence FROM PUBLIC;
GRANT EXECUTE ON FUNCTION message_evidence TO lazaret_server;
