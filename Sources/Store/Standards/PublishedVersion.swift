package import Compliance
import Postgres

/// A checklist version that filings can be held against.
package struct PublishedChecklist: Sendable, Hashable {
    package let code: String
    package let version: String
    package let title: Text
    package let siteKind: SiteKind
    package let effectiveFrom: Day
    /// How many items it has.
    package let items: Int
    /// SHA-256 of its canonical JSON, lower-case hex.
    package let digest: String
    /// The baseline series it draws on.
    package let baseline: String
    /// The baseline version in force when the checklist comes into force.
    package let baselineVersion: String
}

/// A baseline version that checklists can draw on.
package struct PublishedBaseline: Sendable, Hashable {
    package let code: String
    package let version: String
    package let title: Text
    package let effectiveFrom: Day
    package let effectiveTo: Day?
    /// How many parameters it has.
    package let parameters: Int
    /// SHA-256 of its canonical JSON, lower-case hex.
    package let digest: String
}

/// What became of a publication.
package enum Publication: Sendable, Hashable {
    /// Published now.
    case published(digest: String)
    /// The same content was published before.
    case already(digest: String)
}

/// What the database's list of versions says of one, without its document.
struct ListedVersion: Sendable, Hashable {
    let code: String
    let version: String
    let digest: String
    let effectiveFrom: Day
    let effectiveTo: Day?
    /// The baseline series of a checklist; nil for a baseline.
    let baseline: String?

    func isInForce(on day: Day) -> Bool {
        effectiveFrom <= day && effectiveTo.map { day <= $0 } ?? true
    }

    /// By code and day it comes into force.
    static func inOrder(_ a: ListedVersion, _ b: ListedVersion) -> Bool {
        (a.code, a.effectiveFrom) < (b.code, b.effectiveFrom)
    }

    /// What is left out of a list where the version's document is missing or cannot be read.
    var withoutDocument: UnreadableRow {
        UnreadableRow(
            table: baseline == nil ? "baseline_version" : "checklist_version",
            key: "\(code)/\(version)",
            why: "its document is missing or cannot be read"
        )
    }
}

extension ListedVersion {
    fileprivate init(_ row: Row) throws {
        let baseline = try row["baseline"] as String?
        let table = baseline == nil ? "baseline_version" : "checklist_version"
        self = try row.reading(table, by: "code", "version") {
            ListedVersion(
                code: try row["code"],
                version: try row["version"],
                digest: (try row["digest"] as DigestText).hex,
                effectiveFrom: try row["effective_from"],
                effectiveTo: try row["effective_to"],
                baseline: baseline
            )
        }
    }
}

/// Every version published in a county, the latest in force last; of equal days, the one published last.
struct ListedVersions: Sendable, Hashable {
    let checklists: [ListedVersion]
    let baselines: [ListedVersion]
    /// What is in neither because it cannot be read.
    let unreadable: UnreadableRows

    /// The version with that label, or without one the version in force on the day.
    func checklist(_ code: String, version label: String?, on day: Day) -> ListedVersion? {
        Self.find(code, label, day, in: checklists)
    }

    /// The version with that label, or without one the version in force on the day.
    func baseline(_ code: String, version label: String?, on day: Day) -> ListedVersion? {
        Self.find(code, label, day, in: baselines)
    }

    private static func find(
        _ code: String,
        _ label: String?,
        _ day: Day,
        in versions: [ListedVersion]
    ) -> ListedVersion? {
        versions.last { listed in
            listed.code == code && (label.map { $0 == listed.version } ?? listed.isInForce(on: day))
        }
    }

    /// Both lists; the rows come in the order that the type promises.
    static func select(_ county: County) -> SQL { "SELECT * FROM shared_versions(\(county.id))" }

    init(_ rows: Rows) throws {
        let versions = try rows.listing { row in try ListedVersion(row) }
        checklists = versions.filter { $0.baseline != nil }
        baselines = versions.filter { $0.baseline == nil }
        unreadable = versions.unreadable
    }
}
