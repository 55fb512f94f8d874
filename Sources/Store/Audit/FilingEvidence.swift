import AuditLog
import Compliance
import Postgres
import StrictJSON

/// What one filing put on record: its entry, its inspection and gap rows, held against each other and against a fresh
/// score by the version of the rules that the row names.
struct FilingEvidence {
    private let row: Row
    private let published: PublishedStandards
    private let object: String
    private let entry: Int
    /// The first receipt with which an exact score was kept.
    private let exactFrom: Int
    private(set) var findings = EvidenceFindings()

    /// Takes a row of an entry, with the inspection that it speaks of, if there is one.
    init(_ row: Row, _ published: PublishedStandards, exactFrom: Int) {
        self.exactFrom = exactFrom
        self.row = row
        self.published = published
        object = row.plain("object") ?? ""
        entry = row.number("number") ?? 0
    }

    /// Adds what is not as it should be.
    mutating func hold() {
        guard let document = row.plain("filing"), let result = row.plain("result") else {
            expect("row", "there", is: nil)
            return
        }
        findings.hold(.inspections)
        let content = Node.digest(ofText: document)
        guard let digests = try? StandardDigests(row), published.known.contains(digests.checklist),
            published.known.contains(digests.baseline)
        else {
            let named = "\(row.hex("checklist_digest") ?? ""), \(row.hex("baseline_digest") ?? "")"
            expect("checklist_digest, baseline_digest", "published versions", is: named)
            return
        }
        guard let standard = published.standard(digests) else {
            findings.note(.standards, entry: entry)
            holdSealed(content, result, scored: nil)
            return
        }
        guard let version = row.number("scoring_version"), (1...Result.currentVersion).contains(version)
        else {
            let known = "1 to \(Result.currentVersion)"
            expect("scoring_version", known, is: row.plain("scoring_version"))
            return
        }
        do {
            let receivedAt = Instant(microseconds: row.number("received") ?? 0)
            let filing = try FilingForm(stored: try Store.document(document))
                .filing(site: nil, standard: standard, now: receivedAt)
            let scored = standard.score(filing.sheet, by: version)
            let fresh = JSON.write(scored.node)
            guard holdSealed(content, result, scored: fresh) else { return }
            if fresh != result {
                // Scored by other rules than the result says: the column is another, and not the result.
                let said = try? Store.document(result)["scoringVersion"]?.number
                guard said == nil || expect("scoring_version", said, is: row.plain("scoring_version")) else {
                    return
                }
                expect("result", fresh, is: result)
            }
            hold(filing, standard, receivedAt)
            hold(scored, standard)
            let gaps = GapLines.lines(of: scored.gaps, filing, receivedAt: receivedAt, receipt: entry)
            let count = row.number("gap_count") ?? 0
            findings.hold(.gaps, count: count)
            GapLines.compare(gaps, row.plain("gaps"), count: count, object, entry: entry, &findings)
            expect("filed_by", row.plain("filer"), is: row.plain("filed_by"))
        } catch {
            guard holdSealed(content, result, scored: nil) else { return }
            expect("filing", "one that can be read", is: "\(error)")
        }
    }

    @discardableResult
    private mutating func expect(_ part: String, _ expected: String?, is found: String?) -> Bool {
        findings.expect(object, part, expected, is: found, entry: entry)
    }

    /// Holds document, standard, result, time of receipt and circumstances against the entry's digest; false where the
    /// document is another, and what follows from it says nothing.
    ///
    /// Where only one of document, kept digest and result is another, that is named: with what it was, the entry's digest
    /// comes out.
    @discardableResult
    private mutating func holdSealed(_ content: String, _ result: String, scored: String?) -> Bool {
        let after = row.hex("after_digest")
        let kept = row.hex("content_digest") ?? ""
        let texts = [result] + (scored.map { $0 == result ? [] : [$0] } ?? [])
        let results = texts.map { Node.digest(ofText: $0) }
        if content == after {
            findings.note(.results, entry: entry)
            // Of the time before they were kept: there is none that its entry could cover.
            expect("circumstances", nil, is: row.plain("circumstances"))
        }
        if isSealed(content, results) {
            expect("content_digest", content, is: kept)
            return true
        }
        if content != kept, isSealed(kept, results) { return expect("filing", kept, is: content) }
        expect("sealed", after, is: results.first.flatMap { evidence(content, $0) })
        return content == kept
    }

    /// Whether the entry's digest is that of the document alone, or comes out with one of the results.
    private func isSealed(_ content: String, _ results: [String]) -> Bool {
        guard let after = row.hex("after_digest") else { return false }
        return content == after || results.contains { evidence(content, $0) == after }
    }

    private func evidence(_ content: String, _ result: String) -> String? {
        guard let checklist = row.hex("checklist_digest"), let baseline = row.hex("baseline_digest"),
            let receivedAt = row.number("received")
        else { return nil }
        return EvidenceDigest(
            content: content,
            checklist: checklist,
            baseline: baseline,
            result: result,
            receivedAt: Instant(microseconds: receivedAt),
            circumstances: row.plain("circumstances").map(Node.digest(ofText:))
        )
        .hex
    }

    /// Holds the columns against the document, and the entry's own words.
    private mutating func hold(_ filing: Filing, _ standard: Standard, _ receivedAt: Instant) {
        let startedAt = Filing.counted(filing.startedAt, receivedAt: receivedAt)
        let finishedAt = Filing.counted(filing.finishedAt, receivedAt: receivedAt)
        expect("object", "inspection/\(filing.id)", is: object)
        expect("verb", filing.revises == nil ? "file" : "revise", is: row.plain("verb"))
        expect("reason", filing.revises?.reason, is: row.plain("reason"))
        expect("receipt", String(entry), is: row.plain("receipt"))
        expect("site", filing.site, is: row.plain("site"))
        expect("site_kind", standard.checklist.siteKind.rawValue, is: row.plain("site_kind"))
        expect("kind", filing.kind.rawValue, is: row.plain("kind"))
        expect("started_at", startedAt.column, is: row.plain("started_at"))
        expect("finished_at", finishedAt.column, is: row.plain("finished_at"))
        // Generated from the end, as long as nobody took that from the columns.
        expect("visit_day", "\(Day(finishedAt))", is: row.plain("visit_day"))
        expect("week", "\(ISOWeek(of: Day(finishedAt)).monday)", is: row.plain("week"))
        expect("inspectors", filing.inspectors.column, is: row.list("inspectors")?.column)
        expect("escort", filing.escort, is: row.plain("escort"))
        if expect("revises", filing.revises?.inspection.description, is: row.plain("revises")) {
            expect("before", row.hex("revised_digest"), is: row.hex("before_digest"))
            // A correction stands in the place of what it corrects.
            let place = filing.revises == nil ? String(entry) : row.plain("revised_place")
            expect("place", place, is: row.plain("place"))
        }
        expect("revision_reason", filing.revises?.reason, is: row.plain("revision_reason"))
        expect("revised_by", filing.revises?.by, is: row.plain("revised_by"))
        // What was in force on the day of the visit, as it was when this was filed.
        let (code, day) = (filing.checklist, filing.visitDate)
        let checklist = published.checklist(code, on: day, before: entry)
        expect("checklist_digest", checklist, is: row.hex("checklist_digest"))
        let baseline = published.baseline(standard.checklist.baseline, on: day, before: entry)
        expect("baseline_digest", baseline, is: row.hex("baseline_digest"))
    }

    /// Holds the columns against what the answers come to.
    private mutating func hold(_ result: Result, _ standard: Standard) {
        let counts = GapCounts(result.gaps)
        let score = result.score.map { standard.kept(score: $0, of: result.attainable).cutOff.description }
        let kept = row.plain("score")
        // The same number with another number of zeros is the same.
        if kept == nil || kept.flatMap({ Rational(decimal: $0) }) != score.flatMap({ Rational(decimal: $0) })
        {
            expect("score", score, is: kept)
        }
        let exact = row.plain("exact_score")
        if exact != nil || entry >= exactFrom { expect("exact_score", result.score?.exact, is: exact) }
        expect("grade", result.grade?.code, is: row.plain("grade"))
        expect("grade_rank", standard.rank(of: result.grade).map(String.init), is: row.plain("grade_rank"))
        expect(
            "below_minimum",
            result.grade.map { Self.truth($0.isBelowMinimum) },
            is: row.plain("below_minimum")
        )
        expect("floor_holds", Self.truth(result.floor.holds), is: row.plain("floor_holds"))
        expect("critical_gaps", String(counts.critical), is: row.plain("critical_gaps"))
        expect("major_gaps", String(counts.major), is: row.plain("major_gaps"))
        expect("minor_gaps", String(counts.minor), is: row.plain("minor_gaps"))
        expect("not_asked", result.notAsked.column, is: row.list("not_asked")?.column)
    }

    private static func truth(_ value: Bool) -> String { value ? "t" : "f" }
}
