package import Compliance
import Postgres

/// An item that was not met at several sites. What nobody checked is the commission's own debt, and stands among the re-checks.
package struct FailingItem: Sendable, Hashable {
    package let checklist: String
    package let checklistTitle: Text
    package let item: String
    package let text: Text
    package let severity: Severity
    package let citation: Citation
    /// The title of the cited paper.
    package let source: Text
    /// At how many sites it was not met, mended on the spot or not, of those where it was checked this week: their checklist has
    /// the item, it applied, and it was neither answered "not applicable" nor left open.
    package let sites: Int
    package let inspected: Int
}

extension FailingItem {
    /// What a last visit of the week was asked.
    private struct Visit {
        let checklist: Checklist
        let asked: Set<String>

        init?(_ row: Row, _ standards: Standards) throws {
            guard try row["inspection"] as String? != nil else { return nil }
            checklist = try row.reading("inspection", by: "inspection") { try standards.of(row).checklist }
            asked = Set(checklist.items.map(\.code)).subtracting(try row["not_asked"] as [String])
        }
    }

    /// An item of a visit that was not met there, or not checked.
    private struct Shortfall {
        let standard: Standard
        let item: Item
        let finishedAt: Instant
        let isChecked: Bool

        init(_ row: Row, _ standards: Standards) throws {
            standard = try row.reading("inspection", by: "inspection") { try standards.of(row) }
            (item, finishedAt) = try row.reading("gap", by: "inspection", "item") { [standard] in
                (try standard.checklist.item(of: row), try row["finished_at"])
            }
            isChecked = try row["status"] as Outcome.Status == .notMet
        }
    }

    /// The ten that were not met at the most sites: the gaps of the week's last visits, and those visits. The item is shown
    /// as the version has it that was used last.
    static func all(
        _ gaps: Rows,
        _ visits: Rows,
        _ standards: Standards,
        leavingOut unreadable: inout UnreadableRows
    ) throws -> [FailingItem] {
        let visits = try visits.readable(leavingOut: &unreadable) { row in try Visit(row, standards) }
        let found = try gaps.readable(leavingOut: &unreadable) { row in try Shortfall(row, standards) }
        return Dictionary(grouping: found) { [$0.standard.checklist.code, $0.item.code] }.values
            .compactMap { all -> (last: Shortfall, sites: Int, unchecked: Int)? in
                let found = all.filter(\.isChecked)
                return found.max { $0.finishedAt < $1.finishedAt }
                    .map { ($0, found.count, all.count - found.count) }
            }
            .sorted { one, other in
                let (a, b) = (one.last, other.last)
                if one.sites != other.sites { return one.sites > other.sites }
                if a.item.severity != b.item.severity { return a.item.severity.place < b.item.severity.place }
                return [a.standard.checklist.code, a.item.code]
                    .lexicographicallyPrecedes([b.standard.checklist.code, b.item.code])
            }
            .prefix(10)
            .map { last, sites, unchecked in
                FailingItem(
                    last,
                    sites: sites,
                    of: visits.count { visit in
                        visit.checklist.code == last.standard.checklist.code
                            && visit.asked.contains(last.item.code)
                    } - unchecked
                )
            }
    }

    /// The paper cited is the checklist's own or the baseline's.
    private init(_ found: Shortfall, sites: Int, of inspected: Int) {
        let (standard, item) = (found.standard, found.item)
        let source = (standard.checklist.sources + standard.baseline.sources)
            .first { $0.code == item.citation.source }
        self.init(
            checklist: standard.checklist.code,
            checklistTitle: standard.checklist.title,
            item: item.code,
            text: item.text,
            severity: item.severity,
            citation: item.citation,
            source: source?.title ?? Text(zh: item.citation.source, en: item.citation.source),
            sites: sites,
            inspected: inspected
        )
    }
}

extension Severity {
    /// The worst first.
    fileprivate var place: Int {
        switch self {
        case .critical: 0
        case .major: 1
        case .minor: 2
        }
    }
}
