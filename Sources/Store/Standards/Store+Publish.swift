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
        let document = JSON.write(baseline.node)
        let digest = baseline.node.digest
        let insert: SQL = """
            INSERT INTO baseline_version (county_id, digest, code, version, effective_from, effective_to, document,
                published_at, published_by)
            VALUES (\(county.id), \(DigestText(digest)), \(baseline.code), \(baseline.version),
                \(baseline.effectiveFrom), \(orNull: baseline.effectiveTo), \(document), clock_timestamp(), acting_account())
            """
        return try await publish(
            NewVersion(
                kind: "baseline",
                code: baseline.code,
                version: baseline.version,
                digest: digest,
                insert: insert
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
        let document = JSON.write(checklist.node)
        let insert: SQL = """
            INSERT INTO checklist_version (county_id, digest, code, version, site_kind, baseline, effective_from,
                items, document, published_at, published_by)
            VALUES (\(county.id), \(DigestText(digest)), \(checklist.code), \(checklist.version),
                \(checklist.siteKind), \(checklist.baseline), \(checklist.effectiveFrom),
                \(checklist.items.map(\.code)), \(document), clock_timestamp(), acting_account())
            """
        return try await publish(
            NewVersion(
                kind: "checklist",
                code: checklist.code,
                version: checklist.version,
                digest: digest,
                insert: insert
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

    /// Writes the version, its audit entry and the county's next edition, unless the same is there already. Throws
    /// `StoreError.changedMeanwhile` where the edition that it was judged on is not that of the database any more.
    private func publish(_ new: NewVersion, judgedOn edition: Int) async throws -> Publication {
        try await transaction(needing: .manage) { transaction in
            let rows = try await transaction.pipeline([
                heldEditionQuery,
                """
                SELECT digest FROM \(identifier: new.kind + "_version")
                WHERE county_id = \(county.id) AND (digest = \(DigestText(new.digest))
                    OR (code = \(new.code) AND version = \(new.version)))
                """,
            ])
            if let row = rows[1].first {
                guard (try row["digest"] as DigestText).hex == new.digest else {
                    throw StoreError.versionTaken(code: new.code, version: new.version)
                }
                return .already(digest: new.digest)
            }
            guard try self.edition(rows[0]) == edition else { throw StoreError.changedMeanwhile }
            _ = try await transaction.pipeline([
                new.insert,
                nextEdition,
                """
                INSERT INTO audit_entry (county_id, verb, object, after_digest)
                VALUES (\(county.id), 'publish', \("\(new.kind)/\(new.code)/\(new.version)"), \(DigestText(new.digest)))
                """,
            ])
            return .published(digest: new.digest)
        }
    }
}

/// A version that is about to be published, and the statement that writes it.
private struct NewVersion {
    /// `checklist` or `baseline`.
    let kind: String
    let code: String
    let version: String
    let digest: String
    let insert: SQL
}
