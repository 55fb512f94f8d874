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
    /// The rows hold one inspection each; those of one site stand together, the oldest first.
    static func all(_ rows: Rows, _ standards: Standards) throws -> [Flag] {
        var evidence: [String: [InspectionSummary]] = [:]
        var first: [Row] = []
        for row in rows {
            let code = try row["code"] as String
            if evidence[code] == nil { first.append(row) }
            if let summary = try InspectionSummary(row, standards) {
                evidence[code, default: []].append(summary)
            }
        }
        return try first.map { row in
            let site = try Site(row)
            let person = try row["director"] as String?
            return Flag(
                site: site,
                director: try person.map { (person) throws(PostgresError) in
                    Posting(
                        duty: .director,
                        person: person,
                        from: try row["held_from"],
                        to: try row["held_to"]
                    )
                },
                evidence: evidence[site.code] ?? [],
                inspections: try row["inspections"],
                since: try row["since"],
                undecided: try row["undecided"],
                missing: unrecorded
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
