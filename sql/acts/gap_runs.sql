-- The life of gaps, worked out from visits and acts: what stands open, since when, by when, and what closed it.
-- Who may: whoever reads the site
-- Writes: nothing
-- Answers: each run of findings of an item at a site; when items were seen mended there

-- The life of gaps: every run of findings of one item at one site, of all sites and items where none is named, or what is
-- not ended alone, or had not at a moment (`of_current`, `of_since`: what a visit ended beyond question before that is
-- left out unlooked at, and how many runs were before is not counted); the same as
-- `Sources/Compliance/Rectification/GapLife.swift`, which says what each part means. Sites that moved are one under
-- the code that they go on under.
DROP FUNCTION IF EXISTS gap_runs(integer, text, text, boolean); -- of releases that knew no moment
CREATE OR REPLACE FUNCTION gap_runs(
    county integer, of_site text, of_item text, of_current boolean DEFAULT false, of_since timestamptz DEFAULT 'infinity')
RETURNS TABLE (
    site text, item text, number bigint, first_inspection uuid, last_inspection uuid, since timestamptz,
    last_found timestamptz, findings bigint, severity text, responsible text, due_from timestamptz, bound timestamptz,
    deadline timestamptz, state text, submission uuid, waiting uuid, answered_at timestamptz, seen_mended boolean,
    ended_at timestamptz, closing_visit uuid, closing_entry bigint)
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH seen AS MATERIALIZED (
        SELECT s.code FROM site s
        WHERE s.county_id = county AND (of_site IS NULL OR s.code = of_site) AND (of_site IS NOT NULL
            OR NOT EXISTS ( -- it moved away, and was not opened again
                SELECT FROM operation p WHERE p.county_id = county AND p.predecessor = s.code AND p.replaced_at IS NULL
                    AND NOT EXISTS (
                        SELECT FROM operation again WHERE again.county_id = county AND again.site = s.code
                            AND again.replaced_at IS NULL AND again.opened_on > p.opened_on)))),
    past AS MATERIALIZED (
        SELECT seen.code, p.site, p.after, p.until FROM seen CROSS JOIN LATERAL site_life(county, seen.code) AS p),
    owed AS MATERIALIZED ( -- what was mended on the spot, but for its evidence: until that has come it is found like any other
        SELECT past.code, g.inspection, g.item
        FROM past
        JOIN gap g ON g.county_id = county AND g.site = past.site AND g.status = 'notMet' AND g.fixed_on_spot
            AND (of_item IS NULL OR g.item = of_item) AND evidence_pending(county, g.inspection, g.item)),
    kept AS MATERIALIZED ( -- the items that ever fell short
        SELECT row_number() OVER () AS pair, one.code, one.item
        FROM (
            SELECT past.code, g.item
            FROM past
            JOIN gap g ON g.county_id = county AND g.site = past.site AND g.status = 'notMet' AND NOT g.fixed_on_spot
                AND (of_item IS NULL OR g.item = of_item)
            UNION
            SELECT owed.code, owed.item FROM owed) AS one),
    asked AS MATERIALIZED (
        SELECT c.digest, array_agg(one.item) AS items
        FROM checklist_version c
        CROSS JOIN LATERAL unnest(c.items) AS one (item)
        WHERE c.county_id = county AND one.item IN (SELECT kept.item FROM kept)
        GROUP BY c.digest),
    held AS MATERIALIZED (
        SELECT past.code, d.account, d.held_from, d.held_to
        FROM duty_accounts(county, ARRAY(SELECT DISTINCT past.site FROM past)) AS d
        JOIN past ON past.site = d.site),
    sent AS MATERIALIZED (
        SELECT past.code, s.* FROM past
        JOIN submission s ON s.county_id = county AND s.site = past.site AND (of_item IS NULL OR s.item = of_item)
            AND (s.submitted_at AT TIME ZONE INTERVAL '08:00')::date <= past.until
            AND (s.submitted_at AT TIME ZONE INTERVAL '08:00')::date > past.after),
    said AS MATERIALIZED (
        SELECT past.code, y.* FROM past
        JOIN verification y ON y.county_id = county AND y.site = past.site AND (of_item IS NULL OR y.item = of_item)
            AND (y.verified_at AT TIME ZONE INTERVAL '08:00')::date <= past.until
            AND (y.verified_at AT TIME ZONE INTERVAL '08:00')::date > past.after),
    barred AS MATERIALIZED ( -- the accounts that a question can be asked of, and the visits that were sent back, by item
        SELECT kept.pair, kept.code, kept.item, coalesce(own.accounts, '{}') || coalesce(sender.accounts, '{}') AS accounts,
            coalesce(back.visits, '{}') AS sent_back
        FROM kept
        LEFT JOIN (SELECT held.code, array_agg(DISTINCT held.account) AS accounts FROM held GROUP BY held.code) AS own
            ON own.code = kept.code
        LEFT JOIN (
            SELECT sent.code, sent.item, array_agg(DISTINCT sent.submitted_by) AS accounts FROM sent
            GROUP BY sent.code, sent.item) AS sender ON sender.code = kept.code AND sender.item = kept.item
        LEFT JOIN (
            SELECT said.code, said.item, array_agg(said.inspection) AS visits FROM said
            WHERE said.verdict = 'returned' AND said.inspection IS NOT NULL
            GROUP BY said.code, said.item) AS back ON back.code = kept.code AND back.item = kept.item),
    corrected AS MATERIALIZED ( -- who filed a correction and all that it corrects; NULL where the operator filed one of those
        WITH RECURSIVE line (id, revises, filer) AS (
            SELECT v.id, v.revises, v.filed_by
            FROM (SELECT DISTINCT past.site FROM past) AS here
            JOIN standing_inspection v ON v.county_id = county AND v.site = here.site AND v.revises IS NOT NULL
            UNION ALL
            SELECT line.id, i.revises, i.filed_by FROM line
            JOIN inspection i ON i.county_id = county AND i.id = line.revises)
        SELECT line.id, CASE WHEN bool_and(line.filer IS NOT NULL) THEN array_agg(line.filer) END AS filers
        FROM line GROUP BY line.id),
    latest AS MATERIALIZED ( -- of what is not ended: the last visit of each site, which ends most items at once
        SELECT DISTINCT ON (past.code) past.code, v.finished_at, v.place, v.not_asked, asked.items AS asked,
            CASE WHEN v.revises IS NOT NULL THEN corrected.filers
                WHEN v.filed_by IS NOT NULL THEN ARRAY[v.filed_by] END AS filers,
            v.id, ARRAY(SELECT g.item FROM gap g WHERE g.county_id = county AND g.inspection = v.id) AS gaps
        FROM past
        CROSS JOIN LATERAL (
            SELECT v.* FROM standing_inspection v
            WHERE of_current AND v.county_id = county AND v.site = past.site AND v.visit_day <= past.until
                AND v.visit_day > past.after AND v.finished_at < of_since
            ORDER BY v.finished_at DESC, v.place DESC LIMIT 1) AS v
        LEFT JOIN asked ON asked.digest = v.checklist_digest
        LEFT JOIN corrected ON corrected.id = v.id
        ORDER BY past.code, v.finished_at DESC, v.place DESC),
    ended AS MATERIALIZED ( -- the last visit that ended whatever was before, beyond question; what the latest ended, and
        -- nothing can have found since, is left out
        SELECT barred.pair, barred.code, barred.item, barred.accounts,
            coalesce(latest.finished_at, last.finished_at, '-infinity') AS at, coalesce(latest.place, last.place, 0) AS place
        FROM barred
        LEFT JOIN latest ON latest.code = barred.code AND barred.item = ANY (latest.asked)
            AND barred.item <> ALL (latest.not_asked) AND barred.item <> ALL (latest.gaps)
            AND latest.id <> ALL (barred.sent_back) AND NOT latest.filers && barred.accounts
        LEFT JOIN LATERAL (
            SELECT one.finished_at, one.place
            FROM past
            CROSS JOIN LATERAL (
                SELECT v.finished_at, v.place FROM standing_inspection v -- back by the index, to the first: no join
                WHERE of_current AND latest.code IS NULL AND v.county_id = county AND v.site = past.site
                    AND v.visit_day <= past.until AND v.visit_day > past.after AND v.finished_at < of_since
                    AND barred.item <> ALL (v.not_asked)
                    AND barred.item = ANY ((SELECT asked.items FROM asked WHERE asked.digest = v.checklist_digest)::text[])
                    AND NOT EXISTS (
                        SELECT FROM gap g WHERE g.county_id = county AND g.inspection = v.id AND g.item = barred.item)
                    AND v.id <> ALL (barred.sent_back)
                    AND CASE WHEN v.revises IS NULL THEN v.filed_by IS NOT NULL AND v.filed_by <> ALL (barred.accounts)
                        ELSE NOT (SELECT corrected.filers FROM corrected WHERE corrected.id = v.id) && barred.accounts END
                ORDER BY v.finished_at DESC, v.place DESC LIMIT 1) AS one
            WHERE past.code = barred.code
            ORDER BY one.finished_at DESC, one.place DESC LIMIT 1) AS last ON of_current
        WHERE latest.code IS NULL OR of_since < 'infinity'),
    happened AS MATERIALIZED (
        SELECT kept.pair, kept.code, kept.item, v.finished_at AS at, false AS is_act, v.place AS seq, v.id, NULL::uuid AS target,
            one.kind, filed.by, v.received_at, g.deadline, g.severity, g.responsible,
            one.kind <> 'found' AND (v.id, kept.item) NOT IN ( -- what was sent back
                SELECT back.inspection, back.item FROM said back
                WHERE back.verdict = 'returned' AND back.inspection IS NOT NULL) AS is_mended,
            coalesce(NOT filed.by && kept.accounts, false) AS is_sure
        FROM past
        JOIN (SELECT ended.code, min(ended.at) AS at FROM ended GROUP BY ended.code) AS begin ON begin.code = past.code
        CROSS JOIN LATERAL (
            SELECT v.id, v.finished_at, v.place, v.received_at, v.checklist_digest, v.not_asked, v.revises, v.filed_by
            FROM standing_inspection v
            WHERE v.county_id = county AND v.site = past.site AND v.visit_day <= past.until AND v.visit_day > past.after
                AND v.finished_at >= begin.at OFFSET 0) AS v
        JOIN ended AS kept ON kept.code = past.code AND (v.finished_at, v.place) > (kept.at, kept.place)
        LEFT JOIN gap g ON g.county_id = county AND g.inspection = v.id AND g.item = kept.item
        LEFT JOIN asked ON asked.digest = v.checklist_digest
        LEFT JOIN corrected ON corrected.id = v.id
        CROSS JOIN LATERAL (
            SELECT CASE WHEN v.revises IS NOT NULL THEN corrected.filers
                WHEN v.filed_by IS NOT NULL THEN ARRAY[v.filed_by] END AS by) AS filed
        CROSS JOIN LATERAL (
            SELECT CASE WHEN g.item IS NULL THEN 'met' WHEN NOT g.fixed_on_spot THEN 'found'
                WHEN (v.id, kept.item) IN (SELECT owed.inspection, owed.item FROM owed) THEN 'found' ELSE 'fixed' END AS kind) AS one
        WHERE g.status = 'notMet' AND NOT g.fixed_on_spot
            OR (g.item IS NULL OR g.status = 'notMet') AND kept.item = ANY (asked.items) AND kept.item <> ALL (v.not_asked)
        UNION ALL
        SELECT kept.pair, sent.code, sent.item, sent.submitted_at, true, sent.entry, sent.id, NULL, 'submitted', ARRAY[sent.submitted_by],
            NULL, NULL, NULL, NULL, false, NULL
        FROM sent
        JOIN ended AS kept ON kept.code = sent.code AND kept.item = sent.item AND sent.submitted_at >= kept.at
        UNION ALL
        SELECT kept.pair, y.code, y.item, y.verified_at, true, y.entry, NULL, coalesce(y.submission, y.inspection), y.verdict,
            ARRAY[y.verified_by], NULL, NULL, NULL, NULL, y.verdict = 'verified', y.verdict = 'verified'
        FROM said y
        JOIN ended AS kept ON kept.code = y.code AND kept.item = y.item AND y.verified_at >= kept.at
        WHERE y.submission IS NOT NULL OR EXISTS (
            SELECT FROM standing_inspection v WHERE v.county_id = county AND v.id = y.inspection)
        UNION ALL
        SELECT kept.pair, past.code, d.item, d.changed_at, true, d.entry, NULL, NULL, 'moved', ARRAY[d.changed_by], NULL, d.deadline, NULL, NULL,
            false, NULL
        FROM past
        JOIN deadline_change d ON d.county_id = county AND d.site = past.site AND (of_item IS NULL OR d.item = of_item)
            AND (d.changed_at AT TIME ZONE INTERVAL '08:00')::date <= past.until
            AND (d.changed_at AT TIME ZONE INTERVAL '08:00')::date > past.after
        JOIN ended AS kept ON kept.code = past.code AND kept.item = d.item AND d.changed_at >= kept.at),
    event AS MATERIALIZED ( -- but visits that saw mended what the one before had ended already
        SELECT last.*
        FROM (
            SELECT happened.*, lag(happened.is_mended AND happened.is_sure AND NOT happened.is_act) OVER (
                PARTITION BY happened.pair ORDER BY happened.at, happened.is_act, happened.seq) AS was_ended
            FROM happened) AS last
        WHERE NOT coalesce(last.is_mended AND last.is_sure AND NOT last.is_act AND last.was_ended, false)),
    placed AS MATERIALIZED (
        SELECT event.*, count(*) FILTER (WHERE event.kind = 'found') OVER (
            PARTITION BY event.pair ORDER BY event.at, event.is_act, event.seq) AS finds
        FROM event),
    known AS MATERIALIZED ( -- what was verified ends nothing where a visit in between, which came in late, found it again
        SELECT placed.pair, placed.code, placed.item, placed.at, placed.is_act, placed.seq, placed.id, placed.target,
            placed.kind, placed.by, placed.received_at, placed.deadline, placed.severity, placed.responsible,
            placed.is_mended AND (placed.kind <> 'verified' OR subject.id IS NOT NULL) AS is_mended,
            placed.is_sure AND (placed.kind <> 'verified' OR subject.id IS NOT NULL) AS is_sure
        FROM placed
        LEFT JOIN placed subject ON placed.kind = 'verified' AND subject.pair = placed.pair AND subject.id = placed.target
            AND subject.kind <> 'found' AND subject.finds = placed.finds
            AND (subject.at, subject.is_act, subject.seq) < (placed.at, placed.is_act, placed.seq)),
    counted AS MATERIALIZED (
        SELECT known.*,
            count(*) FILTER (WHERE known.is_mended) OVER before AS stretch,
            count(*) FILTER (WHERE known.is_mended AND known.is_sure) OVER before AS sure,
            count(*) FILTER (WHERE known.kind IN ('found', 'returned')) OVER before AS turn
        FROM known
        WINDOW before AS (
            PARTITION BY known.pair ORDER BY known.at, known.is_act, known.seq
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)),
    dated AS MATERIALIZED (
        SELECT counted.*, min(counted.at) FILTER (WHERE counted.kind = 'found') OVER (
            PARTITION BY counted.pair, counted.sure) AS sure_since
        FROM counted),
    judged AS MATERIALIZED (
        SELECT dated.*,
            CASE WHEN NOT dated.is_mended OR dated.by IS NULL THEN false WHEN dated.is_sure THEN true
                ELSE NOT EXISTS (
                        SELECT FROM held WHERE held.code = dated.code AND held.account = ANY (dated.by) AND held.held_from <= (dated.received_at AT TIME ZONE INTERVAL '08:00')::date
                            AND held.held_to >= (dated.sure_since AT TIME ZONE INTERVAL '08:00')::date)
                    AND NOT EXISTS (
                        SELECT FROM sent WHERE sent.code = dated.code AND sent.item = dated.item AND sent.submitted_by = ANY (dated.by)
                            AND sent.submitted_at BETWEEN dated.sure_since AND dated.received_at) END AS is_end
        FROM dated),
    numbered AS MATERIALIZED (
        SELECT judged.*, count(*) FILTER (WHERE judged.is_end) OVER (
            PARTITION BY judged.pair ORDER BY judged.at, judged.is_act, judged.seq
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS run
        FROM judged),
    begun AS MATERIALIZED (
        SELECT numbered.*,
            min(numbered.at) FILTER (WHERE numbered.kind = 'found') OVER (
                PARTITION BY numbered.pair, numbered.run) AS run_since,
            max(numbered.stretch) FILTER (WHERE numbered.kind = 'found') OVER (
                PARTITION BY numbered.pair, numbered.run) AS last_stretch,
            max(numbered.turn + (numbered.kind IN ('found', 'returned'))::integer) OVER (
                PARTITION BY numbered.pair, numbered.run) AS last_turn,
            min(numbered.at) FILTER (WHERE numbered.kind = 'found') OVER (
                PARTITION BY numbered.pair, numbered.stretch) AS stretch_since
        FROM numbered),
    summed AS MATERIALIZED (
        SELECT b.code, b.item, row_number() OVER (PARTITION BY b.pair ORDER BY b.run) AS number,
            (array_agg(b.id ORDER BY b.at, b.seq) FILTER (WHERE b.kind = 'found'))[1] AS first_inspection,
            (array_agg(b.id ORDER BY b.at DESC, b.seq DESC) FILTER (WHERE b.kind = 'found'))[1] AS last_inspection,
            min(b.run_since) AS since, max(b.at) FILTER (WHERE b.kind = 'found') AS last_found,
            count(*) FILTER (WHERE b.kind = 'found') AS findings,
            (array_agg(b.severity ORDER BY b.at DESC, b.seq DESC) FILTER (WHERE b.kind = 'found'))[1] AS severity,
            (array_agg(b.responsible ORDER BY b.at DESC, b.seq DESC) FILTER (WHERE b.kind = 'found'))[1] AS responsible,
            min(b.at) FILTER (WHERE b.kind = 'found' AND b.stretch = b.last_stretch) AS due_from,
            min(b.deadline) FILTER (WHERE b.kind = 'found' AND b.stretch = b.last_stretch) AS bound,
            (array_agg(b.deadline ORDER BY b.at DESC, b.seq DESC) FILTER (
                WHERE b.kind = 'moved' AND b.stretch = b.last_stretch AND b.at >= b.stretch_since))[1] AS moved,
            (array_agg(b.kind ORDER BY b.at DESC, b.is_act DESC, b.seq DESC) FILTER (
                WHERE b.kind NOT IN ('verified', 'returned', 'moved')))[1] AS last_kind,
            (array_agg(b.id ORDER BY b.at DESC, b.is_act DESC, b.seq DESC) FILTER (
                WHERE b.kind NOT IN ('verified', 'returned', 'moved')))[1] AS last_id,
            min(b.at) FILTER (WHERE b.kind = 'submitted' AND b.turn = b.last_turn) AS answered_at,
            bool_or(b.is_mended AND b.stretch >= b.last_stretch) AS seen_mended,
            coalesce(array_agg(b.target) FILTER (WHERE b.kind = 'returned'), '{}') AS returned,
            max(b.kind) FILTER (WHERE b.is_end) AS end_kind, max(b.at) FILTER (WHERE b.is_end) AS ended_at,
            (array_agg(b.id) FILTER (WHERE b.is_end AND NOT b.is_act))[1] AS closing_visit,
            max(b.seq) FILTER (WHERE b.is_end AND b.is_act) AS closing_entry
        FROM begun b
        GROUP BY b.pair, b.code, b.item, b.run HAVING count(*) FILTER (WHERE b.kind = 'found') > 0)
    SELECT s.code, s.item, s.number, s.first_inspection, s.last_inspection, s.since, s.last_found, s.findings, s.severity,
        s.responsible, s.due_from, s.bound, coalesce(s.moved, s.bound),
        CASE WHEN s.end_kind = 'verified' THEN 'verified' WHEN s.end_kind = 'met' THEN 'mended'
            WHEN s.end_kind = 'fixed' THEN 'fixedOnSpot' WHEN s.last_kind = 'found' THEN 'open'
            WHEN s.last_id = ANY (s.returned) THEN 'returned' WHEN s.last_kind = 'submitted' THEN 'submitted'
            ELSE 'waiting' END,
        CASE WHEN s.last_kind = 'submitted' THEN s.last_id END,
        CASE WHEN s.last_kind IN ('met', 'fixed') AND s.end_kind IS NULL THEN s.last_id END,
        s.answered_at, s.seen_mended AND s.end_kind IS NULL, s.ended_at, s.closing_visit, s.closing_entry
    FROM summed s;
END;

-- Every moment at which items, or the one, were seen mended at the site, with the visit that saw it, by whose place it stands;
-- an inspector's word has none, and comes behind the visits of its moment. It is what ended a run of findings; and a visit
-- that waited and was confirmed, also where that was said only after the item had been found again. `known_at` is when it was
-- said. Of items that no visit ended beyond question before `from_moment` it has all, of others what came after that.
DROP FUNCTION IF EXISTS seen_mended(integer, text, text); -- of releases in which every visit saw what it found met mended
CREATE OR REPLACE FUNCTION seen_mended(
    county integer, of_site text, of_item text, from_moment timestamptz DEFAULT '-infinity')
RETURNS TABLE (item text, at timestamptz, place bigint, visit uuid, known_at timestamptz)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT r.item, r.ended_at, coalesce(v.place, 9223372036854775807), v.id, r.ended_at
    FROM gap_runs(county, of_site, of_item, from_moment > '-infinity', from_moment) AS r
    LEFT JOIN inspection v ON v.county_id = county AND v.id = r.closing_visit
    WHERE r.ended_at IS NOT NULL
    UNION ALL
    SELECT y.item, v.finished_at, v.place, v.id, y.verified_at
    FROM site_life(county, of_site) AS past
    JOIN standing_inspection v ON v.county_id = county AND v.site = past.site AND v.visit_day <= past.until
        AND v.visit_day > past.after AND v.finished_at >= from_moment
    JOIN verification y ON y.county_id = county AND y.inspection = v.id AND y.verdict = 'verified'
        AND (of_item IS NULL OR y.item = of_item) AND y.item <> ALL (v.not_asked)
    JOIN site_life(county, of_site) AS said ON said.site = y.site
        AND (y.verified_at AT TIME ZONE INTERVAL '08:00')::date <= said.until
        AND (y.verified_at AT TIME ZONE INTERVAL '08:00')::date > said.after
    WHERE NOT EXISTS (
        SELECT FROM gap g WHERE g.county_id = county AND g.inspection = v.id AND g.item = y.item
            AND (NOT g.fixed_on_spot OR coalesce(evidence_pending(county, v.id, y.item), true)));
END;
REVOKE ALL ON FUNCTION gap_runs, seen_mended FROM PUBLIC;
GRANT EXECUTE ON FUNCTION gap_runs, seen_mended TO lazaret_server;
