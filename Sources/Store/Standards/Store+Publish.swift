package import Compliance
import Postgres
import StrictJSON

extension Store {
    /// Publishes the baseline as an immutable version; the same content again changes nothing.
    ///
    /// Throws `StoreError.versionTaken` where the label has other content, and `Problems` where a checklist in
    /// force could not be bound to it.
    package func publish(_ baseline: Baseline) async throws -> Publication {
        let (edition, versions) = try await currentVersions()
        let series = Set(versions.checklists.filter { $0.baseline == baseline.code }.map(\.code))
        let inForce = series.compactMap {
            versions.checklist($0, version: nil, on: baseline.effectiveFrom)?.digest
        }
        for checklist in try await checklists(Set(inForce)).values { _ = try Standard(checklist, baseline) }
        return try await publish(
            NewVersion(
                list: "baseline",
                code: baseline.code,
                version: baseline.version,
                effectiveFrom: baseline.effectiveFrom,
                effectiveTo: baseline.effectiveTo,
                document: baseline.node
            ),
            judgedOn: edition
        )
    }

    /// Publishes the checklist as an immutable version; the same content again changes nothing.
    ///
    /// Throws `StoreError.versionTaken` where the label has other content, `.noBaseline` where no version of its
    /// baseline is in force on its first day, and `Problems` where it does not fit that or gives the code of an item
    /// of any version published before to another one.
    package func publish(_ checklist: Checklist) async throws -> Publication {
        let (edition, versions) = try await currentVersions()
        try await checkCodes(of: checklist, versions)
        guard let inForce = versions.baseline(checklist.baseline, version: nil, on: checklist.effectiveFrom)
        else {
            throw StoreError.noBaseline(checklist.baseline)
        }
        let digest = checklist.node.digest
        let isNew = !versions.checklists.contains { $0.digest == digest }
        _ = try Standard(checklist, try await baseline(inForce.digest), isNew: isNew)
        return try await publish(
            NewVersion(
                list: "checklist",
                code: checklist.code,
                version: checklist.version,
                siteKind: checklist.siteKind,
                baseline: checklist.baseline,
                effectiveFrom: checklist.effectiveFrom,
                items: checklist.items.map(\.code),
                document: checklist.node
            ),
            judgedOn: edition
        )
    }

    /// Throws `Problems` where an item has a code that stood for something else in a version published before.
    private func checkCodes(of checklist: Checklist, _ versions: ListedVersions) async throws {
        let series = versions.checklists.filter { $0.code == checklist.code }
        let published = try await checklists(Set(series.map(\.digest)))
        var seen: Set<String> = []
        let reused = series.compactMap { published[$0.digest] }
            .flatMap { before in ReusedCode.all(before.items, checklist.items) }
            .filter { reused in seen.insert(reused.item).inserted }
        guard reused.isEmpty else {
            throw Problems(reused.map { Problem("reusedCode", at: "", item: $0.item, $0.message) })
        }
    }

    /// Writes the version with its entry and raises the county's edition, unless the same is there already. Throws
    /// `StoreError.changedMeanwhile` where the edition that it was judged on is not that of the database any more.
    private func publish(_ new: NewVersion, judgedOn edition: Int) async throws -> Publication {
        let document = JSON.write(new.document)
        let digest = Node.digest(ofText: document)
        let version = Composite([
            DigestText(digest), new.code, new.version, new.siteKind, new.baseline, new.effectiveFrom,
            new.effectiveTo,
            new.items, document,
        ])
        let rows = try await act { who in
            "SELECT publish(\(who), \(edition), \(new.list), \(version)::published_version) AS outcome"
        }
        switch try rows.first?["outcome"] as String? {
        case "published": return .published(digest: digest)
        case "already": return .already(digest: digest)
        case "taken": throw StoreError.versionTaken(code: new.code, version: new.version)
        default: throw StoreError.changedMeanwhile
        }
    }
}

/// A version that is about to be published.
private struct NewVersion {
    /// `checklist` or `baseline`.
    let list: String
    let code: String
    let version: String
    /// Of a checklist, as its baseline and items are.
    var siteKind: SiteKind?
    var baseline: String?
    let effectiveFrom: Day
    /// Of a baseline.
    var effectiveTo: Day?
    var items: [String] = []
    let document: Node
}
