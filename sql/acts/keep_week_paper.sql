-- Keeping the PDF of a closed week: once for each revision, made when the week is closed or later.
-- Who may: manage
-- Writes: week_paper; entry save
-- Answers: kept; already where that revision has one; unknown where there is no such report

CREATE OR REPLACE FUNCTION keep_paper(who holder, of_week date, of_revision integer, paper bytea)
RETURNS text LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    report bytea;
    number bigint;
BEGIN
    -- One at a time, and none while a report is sealed.
    PERFORM pg_advisory_xact_lock(who.county_id, hashtext('week_report'));
    SELECT r.digest INTO report FROM public.week_report r
    WHERE r.county_id = who.county_id AND r.week = of_week AND r.revision = of_revision;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    PERFORM FROM public.week_paper p
    WHERE p.county_id = who.county_id AND p.week = of_week AND p.revision = of_revision;
    IF FOUND THEN RETURN 'already'; END IF;
    -- From which report, to which file.
    number := public.write_entry(who, 'save', 'paper/' || to_char(of_week, 'IYYY"-W"IW') || '/' || of_revision, report,
        sha256(paper));
    INSERT INTO public.week_paper (county_id, week, revision, bytes, digest, kept_by, entry)
    VALUES (who.county_id, of_week, of_revision, paper, sha256(paper), who.account, number);
    RETURN 'kept';
END $$;

CREATE OR REPLACE FUNCTION keep_week_paper(
    of_county integer, key bytea, from_address text, of_week date, of_revision integer, paper bytea)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN public.keep_paper(public.actor(of_county, key, from_address, 'manage'), of_week, of_revision, paper);
END $$;
REVOKE ALL ON FUNCTION keep_paper, keep_week_paper FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keep_week_paper TO lazaret_server;
