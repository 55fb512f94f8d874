import Compliance
import Postgres
import StrictJSON

@testable import Store

/// A county as the release before the register in time left it (migrations up to 16): three sites in two townships,
/// their terms of duty, and filings, each with its entry as it was written then.
enum OldCounty {
    static func fill(_ database: Database, filings: Int) async throws {
        try await database.run(register)
        let (baseline, checklist) = try (TestCounty.baseline(), TestCounty.checklist("township-isolation"))
        let standard = try Standard(checklist, baseline)
        _ = try await database.pipeline([
            """
            INSERT INTO baseline_version (county_id, digest, code, version, effective_from, effective_to, document,
                published_at, published_by)
            VALUES (1, \(DigestText(baseline.node.digest)), \(baseline.code), \(baseline.version),
                \(baseline.effectiveFrom), \(orNull: baseline.effectiveTo), \(JSON.write(baseline.node)),
                clock_timestamp(), '甲')
            """,
            """
            INSERT INTO checklist_version (county_id, digest, code, version, site_kind, baseline, effective_from,
                items, document, published_at, published_by)
            VALUES (1, \(DigestText(checklist.node.digest)), \(checklist.code), \(checklist.version),
                \(checklist.siteKind), \(checklist.baseline), \(checklist.effectiveFrom),
                \(checklist.items.map(\.code)), \(JSON.write(checklist.node)), clock_timestamp(), '甲')
            """,
            """
            INSERT INTO audit_entry (county_id, actor, verb, object, after_digest)
            SELECT 1, '甲', 'publish', 'baseline/' || code || '/' || version, digest FROM baseline_version
            UNION ALL SELECT 1, '甲', 'publish', 'checklist/' || code || '/' || version, digest FROM checklist_version
            """,
        ])
        try await file(filings, standard, in: database)
    }

    /// The digests are of what the entries of then had: one line of JSON, the township's name in it.
    private static let register = """
        INSERT INTO county (code, name_zh, name_en) VALUES ('demo', '旧县', 'Old');
        INSERT INTO township VALUES (1, '01', '城关镇', 'Chengguan'), (1, '02', '柳河乡', 'Liuhe');
        INSERT INTO site VALUES
            (1, 'T-01', 'townshipIsolation', '一号点', 'Site one', '01', '2021-01-01', NULL, '老学校', 50),
            (1, 'T-02', 'townshipIsolation', '二号点', 'Site two', '02', '2021-01-01', '2021-12-31', '', NULL),
            (1, 'C-01', 'countyIsolation', '县点', 'County site', NULL, '2021-01-01', NULL, '', 120);
        INSERT INTO posting VALUES
            (1, 'T-01', 'director', '王院长', '2021-01-01', '2021-08-15'),
            (1, 'T-01', 'director', '李院长', '2021-08-16', NULL),
            (1, 'T-01', 'partyHead', '赵书记', '2021-01-01', NULL),
            (1, 'C-01', 'expert', '专家', '2021-01-01', NULL), (1, 'C-01', 'expert', '另一专家', '2021-01-01', NULL);
        INSERT INTO audit_entry (county_id, actor, verb, object, after_digest)
        SELECT 1, '甲', 'add', 'site/' || code, sha256(convert_to(said, 'UTF8')) FROM (VALUES
            ('T-01', '{"code":"T-01","kind":"townshipIsolation","name":["一号点","Site one"],'
                || '"township":["01","城关镇","Chengguan"],"openedOn":"2021-01-01","address":"老学校","capacity":50,'
                || '"postings":[["director","李院长","2021-08-16",null],["director","王院长","2021-01-01","2021-08-15"],'
                || '["partyHead","赵书记","2021-01-01",null]]}'),
            ('T-02', '{"code":"T-02","kind":"townshipIsolation","name":["二号点","Site two"],'
                || '"township":["02","柳河乡","Liuhe"],"openedOn":"2021-01-01","closedOn":"2021-12-31","address":"",'
                || '"postings":[]}'),
            ('C-01', '{"code":"C-01","kind":"countyIsolation","name":["县点","County site"],"openedOn":"2021-01-01",'
                || '"address":"","capacity":120,"postings":[["expert","专家","2021-01-01",null],'
                || '["expert","另一专家","2021-01-01",null]]}')) AS old (code, said);
        INSERT INTO account (county_id, name, display, roles) VALUES (1, 'wang', '院长', '{director}');
        INSERT INTO account_duty VALUES (1, 'wang', 'T-01', 'director', '李院长');
        """

    /// One filing that leaves every item unchecked, under so many ids.
    private static func file(_ count: Int, _ standard: Standard, in database: Database) async throws {
        let filing = try FilingForm(try FilingTests.filing(1))
            .filing(site: township("T-01").site, standard: standard, now: FilingTests.now)
        let result = standard.score(filing.sheet)
        let gaps = result.gaps
        let counts = GapCounts(gaps)
        let digests: SQL =
            "\(DigestText(standard.checklistDigest))::bytea, \(DigestText(standard.baselineDigest))::bytea"
        _ = try await database.pipeline([
            """
            INSERT INTO inspection (county_id, id, site, site_kind, kind, started_at, finished_at, received_at,
                inspectors, escort, checklist_digest, baseline_digest, scoring_version, score, grade, grade_rank,
                below_minimum, floor_holds, critical_gaps, major_gaps, minor_gaps, not_asked, content_digest, filing, result)
            SELECT 1, id::uuid, 'T-01', 'townshipIsolation', \(filing.kind), \(filing.startedAt)::timestamptz,
                \(filing.finishedAt)::timestamptz, \(FilingTests.now)::timestamptz, \(filing.inspectors)::text[],
                \(filing.escort), \(digests), \(result.scoringVersion)::smallint,
                \(orNull: result.score.map { standard.kept(score: $0, of: result.attainable).cutOff })::numeric,
                \(orNull: result.grade?.code), \(orNull: standard.rank(of: result.grade))::smallint,
                \(orNull: result.grade?.isBelowMinimum)::boolean, \(result.floor.holds)::boolean,
                \(counts.critical)::smallint, \(counts.major)::smallint, \(counts.minor)::smallint,
                \(result.notAsked)::text[], sha256(convert_to(document, 'UTF8')), document::json,
                \(JSON.write(result.node))::json
            FROM (
                SELECT id, replace(\(JSON.write(filing.node)), \(filing.id.description), id) AS document FROM (
                    SELECT '018f0000-0000-7000-8000-' || lpad(n::text, 12, '0') AS id
                    FROM generate_series(1, \(count)::integer) AS n) AS made) AS filed
            """,
            """
            INSERT INTO gap (county_id, inspection, site, finished_at, item, severity, status, points_lost, responsible,
                deadline, fixed_on_spot)
            SELECT 1, i.id, i.site, i.finished_at, found.* FROM inspection i, unnest(\(gaps.map(\.item))::text[],
                \(gaps.map(\.severity))::text[], \(gaps.map(\.status))::text[], \(gaps.map(\.pointsLost.cutOff))::numeric[],
                \(gaps.map(\.responsible))::text[], \(gaps.map { $0.deadline(from: filing.finishedAt) })::timestamptz[],
                \(gaps.map(\.fixedOnSpot))::boolean[]) AS found
            """,
            """
            INSERT INTO audit_entry (county_id, actor, verb, object, after_digest)
            SELECT 1, '甲', 'file', 'inspection/' || id, sha256(convert_to(concat_ws(E'\\n', 'lazaret inspection v2',
                'content ' || encode(content_digest, 'hex'), 'checklist ' || encode(checklist_digest, 'hex'),
                'baseline ' || encode(baseline_digest, 'hex'),
                'result ' || encode(sha256(convert_to(result::text, 'UTF8')), 'hex'),
                'received ' || (extract(epoch FROM received_at) * 1000000)::bigint, ''), 'UTF8'))
            FROM inspection
            """,
        ])
    }
}
