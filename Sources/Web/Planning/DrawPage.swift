import Compliance
import Store

/// One draw: what it was made from and what is on record of it; once it is open, the result, and all that anybody needs to
/// run it again.
struct DrawPage: Page {
    static let template = "draw"

    let state: String
    let isDiscarded: Bool
    let days: String
    let what: String
    let drawn: String
    let frameDigest: String
    let seedDigest: String
    let entry: String
    let sites: String
    let inspectors: String
    let barred: String?
    /// Why nothing of the result is shown yet.
    let closed: String?
    let discarded: String?
    let result: Result?
    let discardAddress: String?
    let problems: [String]
    let hasProblems: Bool

    /// What is known of a draw that is open.
    struct Result: Sendable {
        let seed: String
        let root: String?
        /// Whether seed and frame are those committed to, and the result what they give.
        let verdict: String
        let isRight: Bool
        let visits: [Visit]
        let hasVisits: Bool
        let frame: String
    }

    struct Visit: Sendable {
        let site: String
        let address: String
        let day: String
        let inspectors: String
        /// The visit that was made; nil where none was.
        let inspection: String?
        /// Whether the draw was given up by that day, so that nobody had to go.
        let isVoid: Bool
    }

    init(
        _ record: DrawRecord,
        _ opened: OpenedDraw?,
        mayDiscard: Bool,
        _ problems: [Problem],
        today: Day,
        _ texts: Texts
    ) {
        let frame = record.frame
        state = texts.state(record, today: today)
        isDiscarded = record.discard != nil
        days = texts.days(frame)
        what = texts.what(frame)
        drawn = texts("draws.drawn", record.drawnAt.shanghai, texts.account(record.drawnBy))
        frameDigest = record.frameDigest
        seedDigest = record.seedDigest
        entry = "\(record.entry)"
        sites = texts.list(frame.sites)
        inspectors = texts.list(frame.inspectors)
        barred =
            frame.barred.isEmpty
            ? nil : texts.list(frame.barred.map { texts("draw.pair", $0.inspector, $0.site) })
        closed = opened == nil ? texts("draw.closed", "\(frame.lastDay)") : nil
        discarded = record.discard.map {
            texts("draw.discardedBy", $0.at.shanghai, texts.account($0.by), $0.reason)
        }
        result = opened.map { Result(record, $0, texts) }
        discardAddress = opened == nil && mayDiscard ? Link.discard(record.id).path : nil
        self.problems = problems.map { texts($0.message) }
        hasProblems = !problems.isEmpty
    }

    func windowTitle(_ texts: Texts) -> String { "\(texts("draw.title")) \(days)" }
}

extension DrawPage.Result {
    fileprivate init(_ record: DrawRecord, _ opened: OpenedDraw, _ texts: Texts) {
        seed = opened.seed
        root = opened.root
        isRight = opened.seedFits && opened.resultFits != false
        verdict = texts(
            !opened.seedFits
                ? "draw.seedWrong"
                : opened.resultFits.map { $0 ? "draw.right" : "draw.resultWrong" } ?? "draw.neverSealed"
        )
        visits = opened.given.map { visit in
            DrawPage.Visit(
                site: visit.drawn.site,
                address: Link.site(visit.drawn.site).path,
                day: "\(visit.drawn.day)",
                inspectors: texts.list(visit.drawn.inspectors),
                inspection: visit.inspection.map { Link.inspection("\($0)").path },
                isVoid: record.discard.map { visit.drawn.day >= Day($0.at) } ?? false
            )
        }
        hasVisits = !visits.isEmpty
        frame = record.frameText
    }
}
