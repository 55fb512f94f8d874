-- Filing an inspection: the visit, its gaps and its entry, and the end of its draft; all or nothing.
-- Who may: file; to correct a visit, nobody who held a duty at the site since
-- Writes: inspection, gap; takes from draft; session or api_token (when it was used); entry file or revise
-- Answers: written; known where the id is on record; withdrawn where what it corrects is; outdated where register or standards are of another edition; redrafted where the draft that was looked at is another now

-- The number of the entry is the visit's receipt. `after_it` is the digest of all that is evidence (docs/record.md).
-- `on_draft` is the version of the own draft that whoever files has looked at; NULL where no draft was.
DROP FUNCTION IF EXISTS file(integer, bytea, text, bigint, filed_inspection, found_gaps, bytea); -- of releases that took whatever draft was there
CREATE OR REPLACE FUNCTION file(
    of_county integer, key bytea, from_address text, on_edition bigint, visit filed_inspection, found found_gaps,
    after_it bytea, on_draft integer)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'file');
    look record;
    before_it bytea;
    received bigint;
    place bigint; -- of what it corrects, among visits that end together
BEGIN
    -- Whoever saves or files under this id goes first or waits, and so do an import and a publication that are about to end.
    -- So does whoever withdraws what it corrects. (In one order, whichever of two filings names the other's id.)
    PERFORM pg_advisory_xact_lock(of_county, least(hashtext(visit.id::text), hashtext(visit.revises::text))),
        pg_advisory_xact_lock(of_county, greatest(hashtext(visit.id::text), hashtext(visit.revises::text)));
    -- One look at all that it rests on: nothing but the county's row is locked that other filings share, since versions, sites
    -- and inspections never go.
    SELECT c.edition = on_edition AS is_current,
        EXISTS (SELECT FROM public.inspection i WHERE i.county_id = of_county AND i.id = visit.id) AS is_known,
        EXISTS (SELECT FROM public.checklist_version v WHERE v.county_id = of_county AND v.digest = visit.checklist_digest)
            AND EXISTS (SELECT FROM public.baseline_version v
                WHERE v.county_id = of_county AND v.digest = visit.baseline_digest)
            AND EXISTS (SELECT FROM public.site s
                WHERE s.county_id = of_county AND s.code = visit.site AND s.kind = visit.site_kind) AS is_founded,
        (SELECT d.version FROM public.draft d
            WHERE d.county_id = of_county AND d.id = visit.id AND d.owner = who.account) AS draft
    INTO look FROM public.county c WHERE c.county_id = of_county FOR SHARE;
    IF look.is_current IS NOT TRUE THEN RETURN 'outdated'; END IF;
    IF look.is_known THEN RETURN 'known'; END IF;
    IF on_draft IS NOT NULL AND look.draft IS DISTINCT FROM on_draft THEN RETURN 'redrafted'; END IF;
    IF NOT look.is_founded THEN
        RAISE EXCEPTION 'it is of a site, or held against versions, that are not there' USING ERRCODE = 'foreign_key_violation';
    END IF;
    IF visit.revises IS NOT NULL THEN
        SELECT i.content_digest, i.place INTO before_it, place FROM public.inspection i
        WHERE i.county_id = of_county AND i.id = visit.revises AND i.site = visit.site;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'it corrects no visit of that site' USING ERRCODE = 'foreign_key_violation';
        END IF;
        -- Nobody takes away what was found of them (domain §6): no correction by whoever held a duty there since.
        PERFORM public.refuse_own_matter(who, visit.site, (SELECT i.visit_day FROM public.inspection i
            WHERE i.county_id = of_county AND i.id = visit.revises));
        PERFORM FROM public.withdrawal w WHERE w.county_id = of_county AND w.inspection = visit.revises;
        IF FOUND THEN RETURN 'withdrawn'; END IF;
    END IF;
    -- An entry that covers less is one of an earlier release.
    IF after_it IS NULL OR after_it = visit.content_digest OR visit.circumstances IS NULL OR found.item IS NULL THEN
        RAISE EXCEPTION 'a filing without its evidence' USING ERRCODE = 'check_violation';
    END IF;
    -- What a visit may be; its gaps follow below. (The columns that may not be NULL say so themselves.)
    IF NOT coalesce(
        visit.kind = ANY (ARRAY['routine', 'unannounced', 'recheck', 'complaint', 'guidance'])
        AND visit.started_at <= visit.finished_at AND visit.finished_at <= visit.received_at
        AND cardinality(visit.inspectors) BETWEEN 1 AND 2 AND char_length(visit.escort) <= 200
        AND octet_length(visit.content_digest) = 32
        AND least(visit.critical_gaps, visit.major_gaps, visit.minor_gaps, visit.grade_rank) >= 0
        AND coalesce(visit.score BETWEEN 0 AND 100 AND scale(visit.score) <= 9, true)
        AND (visit.exact_score IS NULL OR visit.score IS NOT NULL AND char_length(visit.exact_score) <= 2000
            AND visit.exact_score ~ '^[0-9]+([.][0-9]+|/[1-9][0-9]*)?$')
        AND num_nonnulls(visit.grade, visit.grade_rank, visit.below_minimum) = ANY (ARRAY[0, 3])
        AND CASE num_nonnulls(visit.revises, visit.revision_reason, visit.revised_by)
            WHEN 0 THEN true
            WHEN 3 THEN visit.revises <> visit.id AND char_length(visit.revision_reason) BETWEEN 1 AND 2000
                AND char_length(visit.revised_by) BETWEEN 1 AND 200
            END, false)
    THEN
        RAISE EXCEPTION 'that is no visit' USING ERRCODE = 'check_violation', CONSTRAINT = 'visit_bounds', TABLE = 'inspection';
    END IF;
    received := public.write_entry(who, CASE WHEN visit.revises IS NULL THEN 'file' ELSE 'revise' END,
        'inspection/' || visit.id, before_it, after_it, visit.revision_reason);
    INSERT INTO public.inspection (county_id, id, site, site_kind, kind, started_at, finished_at, received_at, receipt,
        inspectors, escort, checklist_digest, baseline_digest, scoring_version, score, grade, grade_rank, below_minimum,
        floor_holds, critical_gaps, major_gaps, minor_gaps, not_asked, revises, revision_reason, revised_by,
        content_digest, filing, circumstances, result, exact_score, place, filed_by)
    VALUES (of_county, visit.id, visit.site, visit.site_kind, visit.kind, visit.started_at, visit.finished_at,
        visit.received_at, received, visit.inspectors, visit.escort, visit.checklist_digest, visit.baseline_digest,
        visit.scoring_version, visit.score, visit.grade, visit.grade_rank, visit.below_minimum, visit.floor_holds,
        visit.critical_gaps, visit.major_gaps, visit.minor_gaps, visit.not_asked, visit.revises, visit.revision_reason,
        visit.revised_by, visit.content_digest, visit.filing, visit.circumstances, visit.result,
        visit.exact_score, coalesce(place, received), CASE WHEN who.via <> 'shell' THEN who.account END);
    -- What goes beyond the bounds of a gap is of no item, which the table refuses.
    INSERT INTO public.gap (county_id, inspection, site, finished_at, receipt, item, severity, status, points_lost,
        responsible, deadline, fixed_on_spot)
    SELECT of_county, visit.id, visit.site, visit.finished_at, received,
        CASE WHEN char_length(one.item) BETWEEN 1 AND 100
            AND one.severity = ANY (ARRAY['critical', 'major', 'minor'])
            AND one.status = ANY (ARRAY['notMet', 'notChecked'])
            AND one.points_lost >= 0 AND scale(one.points_lost) <= 9
            AND one.responsible = ANY (ARRAY['director', 'partyHead', 'governmentHead', 'deputyInCharge', 'countyLeader',
                'expert', 'health', 'finance', 'police', 'fire', 'medical'])
            THEN one.item END,
        one.severity, one.status, one.points_lost, one.responsible, one.deadline, one.fixed_on_spot
    FROM unnest(found.item, found.severity, found.status, found.points_lost, found.responsible, found.deadline,
        found.fixed_on_spot) AS one (item, severity, status, points_lost, responsible, deadline, fixed_on_spot);
    -- Another account's is not taken away: its writer is told that the visit has been filed.
    IF look.draft IS NOT NULL THEN
        DELETE FROM public.draft d WHERE d.county_id = of_county AND d.id = visit.id AND d.owner = who.account;
    END IF;
    -- Nobody looked before who it is: this is the key's use.
    IF who.stale THEN PERFORM public.touch(of_county, key); END IF;
    RETURN 'written';
END $$;
REVOKE ALL ON FUNCTION file FROM PUBLIC;
GRANT EXECUTE ON FUNCTION file TO lazaret_server;
