-- That somebody has read a revision of a closed week, as they say themselves: once, for good. And who has, and who has not.
-- Who may: county, in person, with an account; county to read
-- Writes: week_mark; entry acknowledge
-- Answers: marked; already; unknown where there is no such report; the accounts that read weeks, or are named by an order, or marked it, each with when

CREATE OR REPLACE FUNCTION mark_week_read(
    of_county integer, key bytea, from_address text, of_week date, of_revision integer)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'county', true);
    mark public.week_mark;
BEGIN
    IF who.via = 'shell' THEN
        RAISE EXCEPTION '% may not do that', who.account USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM pg_advisory_xact_lock(of_county, hashtext('week_mark/' || who.account));
    SELECT r.county_id, r.week, r.revision, who.account, r.digest, clock_timestamp(), NULL INTO mark
    FROM public.week_report r WHERE r.county_id = of_county AND r.week = of_week AND r.revision = of_revision;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    PERFORM FROM public.week_mark m WHERE m.county_id = of_county AND m.week = of_week AND m.revision = of_revision
        AND m.account = who.account;
    IF FOUND THEN RETURN 'already'; END IF;
    mark.entry := public.write_entry(who, 'acknowledge', 'week/' || to_char(of_week, 'IYYY"-W"IW') || '/' || of_revision, NULL,
        public.fact_digest('lazaret week mark v1', to_char(of_week, 'IYYY"-W"IW'), of_revision::text,
            encode(mark.report_digest, 'hex'), (extract(epoch FROM mark.read_at) * 1000000)::bigint::text, mark.account));
    INSERT INTO public.week_mark SELECT mark.*;
    RETURN 'marked';
END $$;

CREATE OR REPLACE FUNCTION week_readers(of_county integer, of_week date, of_revision integer)
RETURNS TABLE (account text, display text, reads boolean, read_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF public.acting('county') IS DISTINCT FROM of_county THEN RETURN; END IF;
    RETURN QUERY
    SELECT a.name, a.display, a.disabled_at IS NULL AND 'county' = ANY (a.rights), m.read_at
    FROM public.account a
    LEFT JOIN public.week_mark m ON m.county_id = a.county_id AND m.week = of_week AND m.revision = of_revision
        AND m.account = a.name
    WHERE a.county_id = of_county AND (a.disabled_at IS NULL AND 'county' = ANY (a.rights) OR m.account IS NOT NULL
        OR EXISTS (SELECT FROM public.closing_order o WHERE o.county_id = of_county AND a.name = ANY (o.accounts)))
    ORDER BY a.name;
END $$;
REVOKE ALL ON FUNCTION mark_week_read, week_readers FROM PUBLIC;
GRANT EXECUTE ON FUNCTION mark_week_read, week_readers TO lazaret_server;
