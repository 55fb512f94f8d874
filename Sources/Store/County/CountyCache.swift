import Compliance
import Synchronization

/// What a program keeps of the register and the standards in memory, so that a filing need not ask for them.
///
/// It serves every account, so it is filled by the `shared_…` functions of the database alone, whose answer follows
/// from the county and never from the rights of whoever asked first. The register and the list of versions belong to
/// an edition of the county; whoever writes compares it in the same statement, and puts away what is outdated.
/// Documents and bound standards are found by digest and never outdated.
final class Shelf: Sendable {
    private struct Kept {
        var edition = -1
        var versions: ListedVersions?
        var sites: [String: Site] = [:]
        var checklists: [String: Checklist] = [:]
        var baselines: [String: Baseline] = [:]
        var standards: [Pair: Standard] = [:]
    }

    private struct Pair: Hashable {
        let checklist: String
        let baseline: String
    }

    private let kept = Mutex(Kept())

    /// The list of versions and its edition; nil where it is not kept.
    var versions: (edition: Int, versions: ListedVersions)? {
        kept.withLock { kept in kept.versions.map { (kept.edition, $0) } }
    }

    /// The site as it was in that edition; nil where it is not kept.
    func site(_ code: String, edition: Int) -> Site? {
        kept.withLock { $0.edition == edition ? $0.sites[code] : nil }
    }

    func keep(_ versions: ListedVersions, edition: Int) {
        kept.withLock { kept in
            if kept.edition != edition { kept.sites = [:] }
            kept.edition = edition
            kept.versions = versions
        }
    }

    func keep(_ site: Site, edition: Int) {
        kept.withLock { if $0.edition == edition { $0.sites[site.code] = site } }
    }

    /// Puts away what belongs to that edition.
    func clear(edition: Int) {
        kept.withLock { kept in
            guard kept.edition == edition else { return }
            kept.versions = nil
            kept.sites = [:]
            kept.edition = -1
        }
    }

    func checklist(_ digest: String) -> Checklist? { kept.withLock { $0.checklists[digest] } }
    func baseline(_ digest: String) -> Baseline? { kept.withLock { $0.baselines[digest] } }

    func standard(checklist: String, baseline: String) -> Standard? {
        kept.withLock { $0.standards[Pair(checklist: checklist, baseline: baseline)] }
    }

    func keep(_ checklist: Checklist, digest: String) { kept.withLock { $0.checklists[digest] = checklist } }
    func keep(_ baseline: Baseline, digest: String) { kept.withLock { $0.baselines[digest] = baseline } }

    func keep(_ standard: Standard) {
        let pair = Pair(checklist: standard.checklistDigest, baseline: standard.baselineDigest)
        kept.withLock { $0.standards[pair] = standard }
    }
}
