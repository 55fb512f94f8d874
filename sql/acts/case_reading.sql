-- What a case rests on, worked out from what is on record (domain §7): the same as `SiteFile.finding` of `Sources/Compliance/Accountability`, which says what each part means.
-- Who may: whoever reads the site
-- Writes: nothing
-- Answers: since when an item is found; whether a version was handed down; the deadline of a notice; the items of which two visits fulfil the four conditions; whether a case stands, and since which day; the code that a site has now

-- The code under which a site goes on today, whichever of its codes is named (`site_line`).
CREATE OR REPLACE FUNCTION present_code(of_county integer, of_site text) RETURNS text LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT line.site FROM public.site_line(of_county, of_site) AS line WHERE line.until = 'infinity');
END $$;

-- When the item was found first since it was last seen mended, looked at from a place in the order of visits; NULL where it
-- was not found since. Reminders and circulars from before that are of another finding.
CREATE OR REPLACE FUNCTION found_since(of_county integer, of_site text, of_item text, at_time timestamptz, at_place bigint)
RETURNS timestamptz LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mended_at timestamptz := '-infinity';
    mended_place bigint := 0;
BEGIN
    SELECT m.at, m.place INTO mended_at, mended_place FROM (
        SELECT '-infinity'::timestamptz AS at, 0::bigint AS place
        UNION ALL SELECT s.at, s.place FROM public.seen_mended(of_county, of_site, of_item) AS s) AS m
    WHERE (m.at, m.place) < (at_time, at_place) ORDER BY m.at DESC, m.place DESC LIMIT 1;
    RETURN (
        SELECT min(v.finished_at)
        FROM public.site_life(of_county, of_site) AS past
        JOIN public.gap g ON g.county_id = of_county AND g.site = past.site AND g.item = of_item AND g.status = 'notMet'
        JOIN public.standing_inspection v ON v.county_id = of_county AND v.id = g.inspection AND v.visit_day <= past.until AND v.visit_day > past.after
        WHERE (v.finished_at, v.place) > (mended_at, mended_place) AND (v.finished_at, v.place) <= (at_time, at_place)
            AND (NOT g.fixed_on_spot OR coalesce(public.evidence_pending(of_county, v.id, of_item), true)));
END $$;

-- (a) and (b) of a version at a moment: issued to the site before it, received by then or 24 hours old, and explained there
-- after the issue and before the moment (`SiteFile.handingDown`).
CREATE OR REPLACE FUNCTION handed_down(
    of_county integer, of_site text, of_checklist bytea, of_baseline bytea, at_time timestamptz)
RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    issued timestamptz;
    received timestamptz;
BEGIN
    SELECT min(i.issued_at), min(r.received_at) INTO issued, received
    FROM public.site_life(of_county, of_site) AS past
    JOIN public.issuance i ON i.county_id = of_county AND i.site = past.site AND i.checklist_digest = of_checklist
        AND i.baseline_digest = of_baseline AND (i.issued_at AT TIME ZONE INTERVAL '08:00')::date <= past.until AND (i.issued_at AT TIME ZONE INTERVAL '08:00')::date > past.after
        AND i.issued_at < at_time
    LEFT JOIN public.issuance_receipt r ON r.county_id = of_county AND r.issuance = i.entry;
    RETURN (coalesce(received <= at_time, false) OR coalesce(issued + INTERVAL '24 hours' <= at_time, false)) AND EXISTS (
        SELECT FROM public.site_life(of_county, of_site) AS past
        JOIN public.standing_guidance g ON g.county_id = of_county AND g.site = past.site
            AND g.checklist_digest = of_checklist AND g.baseline_digest = of_baseline
            AND (g.given_at AT TIME ZONE INTERVAL '08:00')::date <= past.until AND (g.given_at AT TIME ZONE INTERVAL '08:00')::date > past.after
        WHERE g.given_at > issued AND g.given_at < at_time);
END $$;

-- By when the item had to be mended by the notice of a visit, as it was known before a moment: as the notice says, or as it
-- was moved since then, and never before its hours have passed since the notice arrived; NULL where the notice does not speak
-- of the item, or reached nobody (`ServedNotice.deadline`).
CREATE OR REPLACE FUNCTION notice_deadline(
    of_county integer, of_site text, visit uuid, of_item text, known_before timestamptz)
RETURNS timestamptz LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT greatest(
            coalesce((
                SELECT d.deadline
                FROM public.site_life(of_county, of_site) AS past
                JOIN public.deadline_change d ON d.county_id = of_county AND d.site = past.site AND d.item = of_item
                    AND (d.changed_at AT TIME ZONE INTERVAL '08:00')::date <= past.until AND (d.changed_at AT TIME ZONE INTERVAL '08:00')::date > past.after
                WHERE d.changed_at >= n.issued_at AND d.changed_at < known_before
                ORDER BY d.entry DESC LIMIT 1), (line.one ->> 'deadline')::timestamptz),
            -- Hours are written exactly: `24`, `1.5`, `1/3`.
            a.reached_at + INTERVAL '1 second' * ceil(split_part(line.one ->> 'hours', '/', 1)::numeric * 3600
                / coalesce(nullif(split_part(line.one ->> 'hours', '/', 2), '')::numeric, 1))::double precision)
        FROM public.notice n
        JOIN public.notice_arrival a ON a.county_id = of_county AND a.inspection = visit
        CROSS JOIN LATERAL json_array_elements(n.document -> 'items') AS line (one)
        WHERE n.county_id = of_county AND n.inspection = visit AND line.one ->> 'item' = of_item
            AND (a.photograph IS NULL OR EXISTS (
                SELECT FROM public.photograph_of(of_county, visit, NULL) AS p WHERE p.entry IS NOT NULL))
        LIMIT 1);
END $$;

-- The items of which a visit and a later one fulfil (a) to (d), in the order of their codes; none where there is no such item.
-- One thing is not to be seen in rows: whether a visit that is below the minimum is so by what was not met, or would be by
-- what nobody checked alone. Here it is enough that something that was not met was left open; the program works out the
-- rest from answers and standard (`Standard.causes`) before it opens a case.
CREATE OR REPLACE FUNCTION case_items(of_county integer, of_site text, found_by uuid, again_by uuid) RETURNS text[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    seen record;
    later record;
BEGIN
    SELECT v.* INTO seen
    FROM public.site_life(of_county, of_site) AS past
    JOIN public.standing_inspection v ON v.county_id = of_county AND v.site = past.site AND v.visit_day <= past.until AND v.visit_day > past.after
    WHERE v.id = found_by AND v.below_minimum;
    IF NOT FOUND THEN RETURN '{}'; END IF;
    SELECT v.* INTO later
    FROM public.site_life(of_county, of_site) AS past
    JOIN public.standing_inspection v ON v.county_id = of_county AND v.site = past.site AND v.visit_day <= past.until AND v.visit_day > past.after
    WHERE v.id = again_by AND v.below_minimum AND v.site_kind = 'townshipIsolation'
        AND (v.finished_at, v.place) > (seen.finished_at, seen.place)
        AND EXISTS (
            SELECT FROM public.gap g
            WHERE g.county_id = of_county AND g.inspection = v.id AND g.status = 'notMet'
                AND (NOT g.fixed_on_spot OR coalesce(public.evidence_pending(of_county, v.id, g.item), true)));
    IF NOT FOUND OR NOT public.handed_down(of_county, of_site, seen.checklist_digest, seen.baseline_digest, seen.started_at)
        OR (seen.checklist_digest, seen.baseline_digest) <> (later.checklist_digest, later.baseline_digest)
            AND NOT public.handed_down(of_county, of_site, later.checklist_digest, later.baseline_digest, later.started_at)
    THEN
        RETURN '{}';
    END IF;
    RETURN ARRAY(
        SELECT was.item
        FROM public.gap was
        JOIN public.gap still ON still.county_id = of_county AND still.inspection = again_by AND still.item = was.item
            AND still.status = 'notMet'
        WHERE was.county_id = of_county AND was.inspection = found_by AND was.status = 'notMet'
            AND (NOT was.fixed_on_spot OR coalesce(public.evidence_pending(of_county, found_by, was.item), true))
            AND public.notice_deadline(of_county, of_site, found_by, was.item, later.started_at) < later.started_at
            AND NOT EXISTS ( -- what is found after that is not the same still
                SELECT FROM public.seen_mended(of_county, of_site, was.item) AS mended
                WHERE (mended.at, mended.place) > (seen.finished_at, seen.place)
                    AND (mended.at, mended.place) < (later.finished_at, later.place))
        ORDER BY was.item COLLATE "C");
END $$;

-- Whether a case may rest on these visits and items.
CREATE OR REPLACE FUNCTION visits_hold(of_county integer, of_site text, found_by uuid, again_by uuid, items text[])
RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce(cardinality(items) > 0 AND items <@ public.case_items(of_county, of_site, found_by, again_by), false);
END $$;

-- Whether what a case was opened on is so still: an infection is, and of two visits what was held when it was opened.
CREATE OR REPLACE FUNCTION case_stands(of_county integer, in_case uuid) RETURNS boolean LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM public.accountability_case c
        WHERE c.county_id = of_county AND c.id = in_case
            AND (c.infection IS NOT NULL OR public.visits_hold(of_county, c.site, c.found, c.again, c.items)));
END $$;

-- The day that a case goes back to: of the first of its visits, or of its infection.
CREATE OR REPLACE FUNCTION case_since(of_county integer, in_case uuid) RETURNS date LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (
        SELECT coalesce(i.day, v.visit_day) FROM public.accountability_case c
        LEFT JOIN public.infection i ON i.county_id = c.county_id AND i.id = c.infection
        LEFT JOIN public.inspection v ON v.county_id = c.county_id AND v.id = c.found
        WHERE c.county_id = of_county AND c.id = in_case);
END $$;
REVOKE ALL ON FUNCTION present_code, found_since, handed_down, notice_deadline, case_items, visits_hold, case_stands, case_since FROM PUBLIC;
GRANT EXECUTE ON FUNCTION present_code, found_since, handed_down, notice_deadline, case_items, visits_hold, case_stands TO lazaret_server;
