package import Compliance
import Postgres

/// A township site that stays below the minimum: what is on record, never a bare name with a colour.
package struct Flag: Sendable, Hashable {
    package let site: Site
    /// The director on the day of the latest of the inspections; nil when nobody is on record.
    package let director: Posting?
    /// The unbroken run of inspections below the minimum up to the week's end, oldest first; at most ten, the
    /// latest ones.
    package let evidence: [InspectionSummary]
    /// Length of the whole run.
    package let inspections: Int
    /// The visit day of the first of the run.
    package let since: Day
    /// How many visits since then have no grade: they neither ended the run nor extended it.
    package let undecided: Int
    /// What a case needs that this release does not record yet (`domain.md` §7), such as guidance.
    package let missing: [Text]
}

extension Flag {
    /// The rows hold one inspection each; those of one site stand together, the oldest first. Nobody is flagged of
    /// whose evidence nothing can be read.
    static func all(
        _ rows: Rows,
        _ standards: Standards,
        leavingOut unreadable: inout UnreadableRows
    ) throws -> [Flag] {
        var evidence: [String: [InspectionSummary]] = [:]
        var flagged: Set<String> = []
        for summary in try rows.readable(
            leavingOut: &unreadable,
            { row in try InspectionSummary(row, standards) }
        ) {
            evidence[summary.site, default: []].append(summary)
        }
        return try rows.readable(leavingOut: &unreadable) { row in
            let code = try row["code"] as String
            guard let evidence = evidence[code], flagged.insert(code).inserted else { return nil }
            return try Flag(row, evidence)
        }
    }

    private init(_ row: Row, _ evidence: [InspectionSummary]) throws {
        self = try row.reading("site", by: "code") {
            let person = try row["director"] as String?
            return Flag(
                site: try Site(row),
                director: try person.map { person in
                    Posting(
                        duty: .director,
                        person: person,
                        from: try row["held_from"],
                        to: try row["held_to"]
                    )
                },
                evidence: evidence,
                inspections: try row["inspections"],
                since: try row["since"],
                undecided: try row["undecided"],
                missing: Self.unrecorded
            )
        }
    }

    /// What `domain.md` §7 asks for before a case, and no table holds yet.
    private static let unrecorded = [
        Text(zh: "标准下发与签收记录", en: "the standard issued to the site, and its receipt"),
        Text(zh: "下发后的指导记录", en: "guidance given after it was issued"),
        Text(zh: "送达负责人的限期整改通知", en: "a rectification notice with a deadline that reached the director"),
    ]
}
