import Compliance
import Store

/// One week of the trend: a bar of grades on a field of 100 by 10, and the numbers beside it.
struct TrendLine: Sendable {
    let week: String
    let address: String
    let inspected: Int
    let sites: Int
    let parts: [Part]
    let counts: String
    let median: String

    /// One grade's share of the bar.
    struct Part: Sendable {
        let x: String
        let width: String
        let colour: String
    }

    init(_ point: TrendPoint, _ texts: Texts) {
        week = "\(point.week)"
        address = Link.week(point.week).path
        inspected = point.inspected
        sites = point.sites
        median = point.medianShown ?? "–"
        let undecided = (colour: GradeMark.undecidedColour, count: point.undecided)
        var parts: [Part] = []
        var counted = 0
        for (colour, count) in [undecided] + point.grades.map({ ($0.grade.colour.rawValue, $0.count) })
        where count > 0 {
            parts.append(
                Part(
                    x: Rational.percent(counted, of: point.sites),
                    width: Rational.percent(count, of: point.sites),
                    colour: colour
                )
            )
            counted += count
        }
        self.parts = parts
        counts = texts.list(
            (point.undecided > 0 ? ["\(texts("grade.none")) \(point.undecided)"] : [])
                + point.grades.map { "\(texts($0.grade.title)) \($0.count)" }
                + (point.sites > point.inspected
                    ? ["\(texts("grade.notInspected")) \(point.sites - point.inspected)"] : [])
        )
    }
}

/// The versions that inspections were filed against, with the digests that name their content.
struct VersionLine: Sendable {
    let checklist: String
    let version: String
    let address: String
    let baseline: String
    let baselineVersion: String
    let digests: String
    let inspections: Int

    init(_ use: VersionUse, _ texts: Texts) {
        (checklist, version) = (texts(use.title), use.version)
        address = Link.checklist(code: use.checklist, version: use.version).path
        (baseline, baselineVersion) = (texts(use.baselineTitle), use.baselineVersion)
        digests = "\(use.checklistDigest.prefix(12)) · \(use.baselineDigest.prefix(12))"
        inspections = use.inspections
    }
}
