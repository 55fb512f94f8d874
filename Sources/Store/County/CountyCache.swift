import Compliance
import Postgres
import Synchronization

/// What a program keeps in memory of a county's register and standards, so that a filing need not ask for them.
///
/// It serves every account, so it is filled by the `shared_…` functions of the database alone, whose answer follows
/// from the county and never from the rights of whoever asked first. The register and the list of versions belong to
/// an edition of the county; whoever writes compares it in the same statement, and puts away what is outdated.
/// Documents and bound standards are found by digest and never outdated.
final class CountyCache: Sendable {
    private struct Content {
        var edition = -1
        var versions: ListedVersions?
        var sites: [String: SiteInTime] = [:]
        var checklists: [String: Checklist] = [:]
        var baselines: [String: Baseline] = [:]
        var standards: [StandardDigests: Standard] = [:]
    }

    private let content = Mutex(Content())

    /// The list of versions and its edition; nil where it is not kept.
    var versions: (edition: Int, versions: ListedVersions)? {
        content.withLock { content in content.versions.map { (content.edition, $0) } }
    }

    /// The site of that edition, at any time; nil where it is not kept.
    func site(_ code: String, edition: Int) -> SiteInTime? {
        content.withLock { $0.edition == edition ? $0.sites[code] : nil }
    }

    func keep(_ versions: ListedVersions, edition: Int) {
        content.withLock { content in
            if content.edition != edition { content.sites = [:] }
            content.edition = edition
            content.versions = versions
        }
    }

    func keep(_ site: SiteInTime, edition: Int) {
        content.withLock { if $0.edition == edition { $0.sites[site.code] = site } }
    }

    /// Puts away what belongs to that edition.
    func clear(edition: Int) {
        content.withLock { content in
            guard content.edition == edition else { return }
            content.versions = nil
            content.sites = [:]
            content.edition = -1
        }
    }

    func checklist(_ digest: String) -> Checklist? { content.withLock { $0.checklists[digest] } }
    func baseline(_ digest: String) -> Baseline? { content.withLock { $0.baselines[digest] } }

    func standard(_ digests: StandardDigests) -> Standard? { content.withLock { $0.standards[digests] } }

    func keep(_ checklist: Checklist, digest: String) {
        content.withLock { $0.checklists[digest] = checklist }
    }

    func keep(_ baseline: Baseline, digest: String) { content.withLock { $0.baselines[digest] = baseline } }

    func keep(_ standard: Standard) {
        content.withLock { $0.standards[StandardDigests(standard)] = standard }
    }
}

extension Store {
    /// How often the register and the standards have changed.
    var editionQuery: SQL { "SELECT edition FROM county WHERE county_id = \(county.id)" }

    func edition(_ rows: Rows) throws -> Int {
        // The policies show the county's row to those who act in it.
        guard let row = rows.first else { throw StoreError.forbidden }
        return try row["edition"]
    }
}
