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
        return try await publish("baseline", baseline.code, baseline.version, digest, edition) {
            """
            INSERT INTO baseline_version (county_id, digest, code, version, effective_from, effective_to, document,
                published_at, published_by)
            VALUES (\(county.id), \(DigestText(digest)), \(baseline.code), \(baseline.version),
                \(baseline.effectiveFrom), \(orNull: baseline.effectiveTo), \(document), clock_timestamp(), acting_account())
            """
        }
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
        return try await publish("checklist", checklist.code, checklist.version, digest, edition) {
            """
            INSERT INTO checklist_version (county_id, digest, code, version, site_kind, baseline, effective_from,
                items, document, published_at, published_by)
            VALUES (\(county.id), \(DigestText(digest)), \(checklist.code), \(checklist.version),
                \(checklist.siteKind), \(checklist.baseline), \(checklist.effectiveFrom),
                \(checklist.items.map(\.code)), \(document), clock_timestamp(), acting_account())
            """
        }
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
    private func publish(
        _ kind: String,
        _ code: String,
        _ version: String,
        _ digest: String,
        _ edition: Int,
        insert: () -> SQL
    ) async throws -> Publication {
        let insert = insert()
        return try await transaction(needing: .manage) { transaction in
            let rows = try await transaction.pipeline([
                heldEditionQuery,
                """
                SELECT digest FROM \(identifier: kind + "_version")
                WHERE county_id = \(county.id) AND (digest = \(DigestText(digest))
                    OR (code = \(code) AND version = \(version)))
                """,
            ])
            if let row = rows[1].first {
                guard (try row["digest"] as DigestText).hex == digest else {
                    throw StoreError.versionTaken(code: code, version: version)
                }
                return .already(digest: digest)
            }
            guard try self.edition(rows[0]) == edition else { throw StoreError.changedMeanwhile }
            _ = try await transaction.pipeline([
                insert,
                nextEdition,
                """
                INSERT INTO audit_entry (county_id, verb, object, after_digest)
                VALUES (\(county.id), 'publish', \("\(kind)/\(code)/\(version)"), \(DigestText(digest)))
                """,
            ])
            return .published(digest: digest)
        }
    }
}
