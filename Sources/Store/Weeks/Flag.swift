package import Compliance
import Postgres
import StrictJSON

/// A township site whose last visits found it below the minimum: what is on record, never a bare name with a colour.
package struct Flag: Sendable, Hashable {
    package let site: Site
    /// The unbroken run of inspections below the minimum up to the week's end, oldest first: all of them, or of a run over
    /// twenty the first ten and the last ten.
    package let evidence: [Evidence]
    /// Length of the whole run; one visit alone is not yet persisting.
    package let inspections: Int
    /// The visit day of the first of the run.
    package let since: Day
    /// How many visits since then have no grade: they neither ended the run nor extended it.
    package let undecided: Int
    /// Who directed the site on the days of the run's visits, in their order: each with the own visits and no others.
    package let holders: [Holder]
    /// Who directs the site on the week's last day; nil where nobody does.
    package let present: Posting?
    /// The first day of the vacancy; nil where somebody directs the site, or nobody ever did.
    package let vacantSince: Day?
    /// What a case needs and is not on record (`domain.md` §7), such as guidance.
    package var missing: [Text] = []

    /// Whether it is more than one visit: only then it stays below.
    package var isPersisting: Bool { inspections > 1 }
    /// How many of the run's visits are not among the evidence.
    package var leftOut: Int { inspections - evidence.count }
    /// Whoever directed the site on the day of the last visit of the run; nil where nobody did.
    package var director: Posting? { holders.last?.posting }
    /// Whether the director changed inside the run.
    package var changedHands: Bool { Set(holders.compactMap(\.posting?.person)).count > 1 }
    /// Whether nobody directed the site on the day of some visit of the run.
    package var wasVacant: Bool { holders.contains { $0.posting == nil } }
    /// Whether at every visit the floor was broken by items alone that nobody checked; of visits that are left out nothing
    /// is claimed.
    package var isUnproven: Bool { leftOut == 0 && evidence.allSatisfy { $0.summary.floor == .unproven } }

    /// A visit of the run, with the critical items by which its floor is broken.
    package struct Evidence: Sendable, Hashable {
        package let summary: InspectionSummary
        /// Its place in the run, from 1.
        package let number: Int
        package let notMet: [Item]
        package let notChecked: [Item]

        package struct Item: Sendable, Hashable {
            package let code: String
            package let text: Text
        }
    }

    /// One director's visits of the run; of a vacancy, those while nobody directed the site.
    package struct Holder: Sendable, Hashable {
        /// nil: nobody is on record for these days.
        package let posting: Posting?
        /// The site visited: another code, where the site goes on from it.
        package let site: String
        package let visits: Int
        package let first: Day
        package let last: Day
    }
}

extension Flag {
    /// A critical item, and at how many of the visits that are shown it was not met, or not checked.
    package struct CriticalItem: Sendable, Hashable {
        package let code: String
        package let text: Text
        package let notMet: Int
        package let notChecked: Int
    }

    /// The critical items of the visits that are shown, by code, each by the name that it had last.
    package var criticalItems: [CriticalItem] {
        let (notMet, notChecked) = (evidence.flatMap(\.notMet), evidence.flatMap(\.notChecked))
        let names = Dictionary((notMet + notChecked).map { ($0.code, $0.text) }) { _, last in last }
        return names.sorted { $0.key < $1.key }
            .map { code, text in
                CriticalItem(
                    code: code,
                    text: text,
                    notMet: notMet.count { $0.code == code },
                    notChecked: notChecked.count { $0.code == code }
                )
            }
    }
}

extension Flag {
    /// The rows hold one inspection each; those of one site stand together, the oldest first. The sites are those of the
    /// week's ranking. Nobody is flagged of whose evidence nothing can be read.
    static func all(
        _ rows: Rows,
        _ sites: [String: Site],
        _ standards: Standards,
        on day: Day,
        leavingOut unreadable: inout UnreadableRows
    ) throws -> [Flag] {
        var evidence: [String: [Evidence]] = [:]
        for row in rows {
            let read = try [row].readable(leavingOut: &unreadable) { row in try Evidence(row, standards) }
            evidence[try row["flagged"], default: []] += read
        }
        var flagged: Set<String> = []
        return try rows.readable(leavingOut: &unreadable) { row in
            let code = try row["flagged"] as String
            guard let evidence = evidence[code], !evidence.isEmpty, let site = sites[code],
                flagged.insert(code).inserted
            else { return nil }
            return try Flag(row, site, evidence, on: day)
        }
    }

    private init(_ row: Row, _ site: Site, _ evidence: [Evidence], on day: Day) throws {
        self = try row.reading("site", by: "flagged") {
            let last = try (row["person"] as String?)
                .map { person in
                    Posting(
                        duty: .director,
                        person: person,
                        from: try row["held_from"],
                        to: try row["held_to"]
                    )
                }
            let present = last.flatMap { $0.covers(day) ? $0 : nil }
            return Flag(
                site: site,
                evidence: evidence,
                inspections: try row["inspections"],
                since: try row["since"],
                undecided: try row["undecided"],
                holders: try Holder.all(row["holders"], row),
                present: present.map { Posting(duty: .director, person: $0.person, from: $0.from) },
                vacantSince: present == nil ? last?.to.map { $0 + 1 } : nil
            )
        }
    }
}

extension Flag.Evidence {
    fileprivate init?(_ row: Row, _ standards: Standards) throws {
        guard let summary = try InspectionSummary(row, standards) else { return nil }
        let checklist = try row.reading("inspection", by: "inspection") {
            try standards.of(row).checklist
        }
        func items(_ column: String) throws -> [Item] {
            try (row[column] as [String])
                .map { code in
                    let text = checklist.items.first { $0.code == code }?.text
                    return Item(code: code, text: text ?? Text(zh: code, en: code))
                }
        }
        self.init(
            summary: summary,
            number: try row["number"],
            notMet: try items("critical_not_met"),
            notChecked: try items("critical_not_checked")
        )
    }
}

extension Flag.Holder {
    /// Reads the list that the report makes.
    fileprivate static func all(_ text: String, _ row: Row) throws -> [Self] {
        try Store.document(text).array?
            .map { node in
                func day(_ name: String) -> Day? { node[name]?.string.flatMap { Day($0) } }
                guard let site = node["site"]?.string,
                    let visits = node["visits"]?.string.flatMap({ Int($0) }), let first = day("first"),
                    let last = day("last")
                else { throw row.unreadable("holders", "column 'holders' is not what the report makes") }
                let posting = node["person"]?.string
                    .flatMap { person in
                        day("from").map { Posting(duty: .director, person: person, from: $0, to: day("to")) }
                    }
                return Self(posting: posting, site: site, visits: visits, first: first, last: last)
            } ?? []
    }
}
