package import Compliance
import Postgres
import StrictJSON

extension Store {
    /// Every published checklist version, by code and day it comes into force.
    package func checklists() async throws -> Listing<PublishedChecklist> {
        let versions = try await listedVersions().versions
        var unreadable = versions.unreadable
        let known = try await readableChecklists(Set(versions.checklists.map(\.digest)))
        let published: [PublishedChecklist] = versions.checklists.sorted(by: ListedVersion.inOrder)
            .compactMap { listed in
                guard let checklist = known[listed.digest] else {
                    unreadable.insert(listed.withoutDocument)
                    return nil
                }
                let inForce = versions.baseline(checklist.baseline, version: nil, on: checklist.effectiveFrom)
                return PublishedChecklist(
                    code: checklist.code,
                    version: checklist.version,
                    title: checklist.title,
                    siteKind: checklist.siteKind,
                    effectiveFrom: checklist.effectiveFrom,
                    items: checklist.items.count,
                    digest: listed.digest,
                    baseline: checklist.baseline,
                    baselineVersion: inForce?.version ?? ""
                )
            }
        return Listing(published, leavingOut: unreadable)
    }

    /// Every published baseline version, by code and day it comes into force.
    package func baselines() async throws -> Listing<PublishedBaseline> {
        let versions = try await listedVersions().versions
        var unreadable = versions.unreadable
        var published: [PublishedBaseline] = []
        for listed in versions.baselines.sorted(by: ListedVersion.inOrder) {
            guard let baseline = try await ifReadable({ try await baseline(listed.digest) }) else {
                unreadable.insert(listed.withoutDocument)
                continue
            }
            published.append(
                PublishedBaseline(
                    code: baseline.code,
                    version: baseline.version,
                    title: baseline.title,
                    effectiveFrom: baseline.effectiveFrom,
                    effectiveTo: baseline.effectiveTo,
                    parameters: baseline.parameters.count,
                    digest: listed.digest
                )
            )
        }
        return Listing(published, leavingOut: unreadable)
    }

    /// The version of the checklist in force on the day, or the one named, bound to the baseline in force then.
    package func standard(_ checklist: String, version: String?, on day: Day) async throws -> Standard {
        let versions = try await currentVersions().versions
        guard let listed = versions.checklist(checklist, version: version, on: day) else {
            throw StoreError.noChecklist(version.map { "\(checklist) \($0)" } ?? checklist)
        }
        guard let standard = try await standard(listed, on: day, of: versions) else {
            throw StoreError.noBaseline(listed.baseline ?? checklist)
        }
        return standard
    }

    /// The version of the checklist with that label, as it was published; nil where there is none.
    package func checklist(_ code: String, version: String) async throws -> Checklist? {
        let versions = try await currentVersions().versions
        guard let listed = versions.checklist(code, version: version, on: .first) else { return nil }
        return try await checklists([listed.digest])[listed.digest]
    }

    /// The checklist bound to its baseline of the day; nil where no version of that was in force then.
    func standard(_ listed: ListedVersion, on day: Day, of versions: ListedVersions) async throws -> Standard?
    {
        guard let series = listed.baseline, let baseline = versions.baseline(series, version: nil, on: day)
        else { return nil }
        return try await standard(StandardDigests(checklist: listed.digest, baseline: baseline.digest))
    }

    /// The two published documents with those digests, bound.
    func standard(_ digests: StandardDigests) async throws -> Standard {
        if let cached = cache.standard(digests) { return cached }
        guard let checklist = try await checklists([digests.checklist])[digests.checklist] else {
            throw StoreError.noChecklist(digests.checklist)
        }
        let standard = try Standard(checklist, try await baseline(digests.baseline))
        cache.keep(standard)
        return standard
    }

    /// The list of versions as it is now, and its edition. Throws `UnreadableRow` where one cannot be read: nothing is
    /// to be held against another version in its stead.
    func currentVersions() async throws -> (edition: Int, versions: ListedVersions) {
        let (edition, versions) = try await listedVersions()
        if let row = versions.unreadable.all.first { throw row }
        return (edition, versions)
    }

    /// The same without those that cannot be read, to be shown.
    func listedVersions() async throws -> (edition: Int, versions: ListedVersions) {
        let rows = try await pipeline([editionQuery, ListedVersions.select(county)], needing: .read)
        let edition = try edition(rows[0])
        let versions = try ListedVersions(rows[1])
        if versions.unreadable.all.isEmpty { cache.keep(versions, edition: edition) }
        return (edition, versions)
    }

    /// The published checklists with those digests; what is not kept yet is read in one round trip.
    func checklists(_ digests: Set<String>) async throws -> [String: Checklist] {
        var found: [String: Checklist] = [:]
        var missing: [DigestText] = []
        for digest in digests {
            if let cached = cache.checklist(digest) {
                found[digest] = cached
            } else {
                missing.append(DigestText(digest))
            }
        }
        guard !missing.isEmpty else { return found }
        for row in try await query(documents(missing)) {
            let digest = (try row["digest"] as DigestText).hex
            let checklist = try row.reading("checklist_version", by: "digest") {
                try Checklist(try Self.document(row["document"]))
            }
            cache.keep(checklist, digest: digest)
            found[digest] = checklist
        }
        return found
    }

    func baseline(_ digest: String) async throws -> Baseline {
        if let cached = cache.baseline(digest) { return cached }
        guard let row = try await query(documents([DigestText(digest)])).first else {
            throw StoreError.noBaseline(digest)
        }
        let baseline = try row.reading("baseline_version", by: "digest") {
            try Baseline(try Self.document(row["document"]))
        }
        cache.keep(baseline, digest: digest)
        return baseline
    }

    private func documents(_ digests: [DigestText]) -> SQL {
        "SELECT * FROM shared_documents(\(county.id), \(digests)::bytea[])"
    }

    /// A document that this program wrote: larger than what it would take from outside, and read as it stands, because
    /// what was taken in once stays readable.
    static func document(_ text: String) throws(JSONError) -> Node {
        var limits = JSON.Limits()
        limits.bytes = 16 << 20
        limits.values = 1_000_000
        limits.isStreamSafe = false
        return try JSON.read(Array(text.utf8), limits: limits)
    }
}
