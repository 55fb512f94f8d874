import AuditLog
import Compliance
import Postgres

/// The standards that are what was published, by their digests.
struct PublishedStandards: Sendable {
    /// A version with what its own document and entry say.
    struct Version: Sendable {
        let listed: ListedVersion
        let publishedAt: Instant
        /// The entry of its publication.
        let entry: Int
    }

    private(set) var checklists: [String: Checklist] = [:]
    private(set) var baselines: [String: Baseline] = [:]
    /// In the order of `ListedVersions`.
    private var versions: [Version] = []
    private var bound: [StandardDigests: Standard] = [:]
    /// What stands in the tables, be it what was published or not.
    private(set) var known: Set<String> = []

    mutating func note(_ digest: String) { known.insert(digest) }

    mutating func add(_ checklist: Checklist, _ version: Version) {
        checklists[version.listed.digest] = checklist
        add(version)
    }

    mutating func add(_ baseline: Baseline, _ version: Version) {
        baselines[version.listed.digest] = baseline
        add(version)
    }

    private mutating func add(_ version: Version) {
        versions.append(version)
        versions.sort {
            ($0.listed.effectiveFrom, $0.publishedAt, $0.listed.digest)
                < ($1.listed.effectiveFrom, $1.publishedAt, $1.listed.digest)
        }
    }

    /// Binds the two, if both are what was published and fit each other.
    mutating func bind(_ digests: StandardDigests) {
        guard bound[digests] == nil, let checklist = checklists[digests.checklist],
            let baseline = baselines[digests.baseline]
        else { return }
        bound[digests] = try? Standard(checklist, baseline)
    }

    func standard(_ digests: StandardDigests) -> Standard? { bound[digests] }

    /// The digest of the checklist in force on the day, as it was when that entry was written.
    func checklist(_ code: String, on day: Day, before entry: Int) -> String? {
        versions.last { $0.entry < entry && $0.listed.baseline != nil && $0.isInForce(code, day) }?.listed
            .digest
    }

    /// The same of a baseline.
    func baseline(_ code: String, on day: Day, before entry: Int) -> String? {
        versions.last { $0.entry < entry && $0.listed.baseline == nil && $0.isInForce(code, day) }?.listed
            .digest
    }
}

extension PublishedStandards.Version {
    fileprivate func isInForce(_ code: String, _ day: Day) -> Bool {
        listed.code == code && listed.isInForce(on: day)
    }
}
