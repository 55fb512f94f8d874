package import Compliance
import Postgres
package import StrictJSON

/// What one inspection would come to under other versions.
package struct InspectionWhatIf: Sendable {
    package let site: Site
    package let inspection: InspectionID
    package let whatIf: WhatIf

    /// As the API and the shell give it: the inspection and its site, then the two sides and what differs.
    package var node: Node {
        let head: [(String, Node?)] = [
            ("inspection", .string("\(inspection)")), ("site", .string(site.code)),
        ]
        return .object(head + (whatIf.node.object ?? []).map { ($0.name, $0.value) })
    }
}

extension Store {
    /// What the inspection would come to under another version of its checklist or baseline; changes nothing.
    ///
    /// A version that is nil is the one it was filed against; without either, only the rules of scoring are today's.
    /// Throws `StoreError.noChecklist` or `.noBaseline` where the county has no such version, and `Problems` where the
    /// two do not fit each other.
    package func whatIf(
        _ id: InspectionID,
        checklist: String?,
        baseline: String?
    ) async throws
        -> InspectionWhatIf
    {
        guard let before = try await filed(id, needing: .county) else {
            throw StoreError.noInspection(id.description)
        }
        let versions = try await currentVersions().versions
        return try await whatIf(before, checklist, baseline, of: versions)
    }

    /// The same for the latest inspection of every open site of the kind, by site.
    package func whatIf(
        latestOf kind: SiteKind,
        checklist: String?,
        baseline: String?,
        now: Instant
    ) async throws -> Listing<InspectionWhatIf> {
        let rows = try await query(standingsQuery([kind], on: Day(now), closed: false), needing: .county)
        let versions = try await currentVersions().versions
        let ids = try rows.listing { row in
            try row.reading("inspection", by: "inspection") { try row["inspection"] as InspectionID? }
        }
        let filed = try await filed(ids.elements)
        var answers: [InspectionWhatIf] = []
        for before in filed {
            answers.append(try await whatIf(before, checklist, baseline, of: versions))
        }
        return Listing(answers, leavingOut: ids.unreadable + filed.unreadable)
    }

    private func whatIf(
        _ before: FiledInspection,
        _ checklist: String?,
        _ baseline: String?,
        of versions: ListedVersions
    ) async throws -> InspectionWhatIf {
        let (now, day) = (before.standard, before.filing.visitDate)
        var (newChecklist, newBaseline) = (now.checklistDigest, now.baselineDigest)
        if let checklist {
            guard let listed = versions.checklist(now.checklist.code, version: checklist, on: day) else {
                throw StoreError.noChecklist("\(now.checklist.code) \(checklist)")
            }
            newChecklist = listed.digest
        }
        if let baseline {
            guard let listed = versions.baseline(now.baseline.code, version: baseline, on: day) else {
                throw StoreError.noBaseline("\(now.baseline.code) \(baseline)")
            }
            newBaseline = listed.digest
        }
        let other = try await standard(StandardDigests(checklist: newChecklist, baseline: newBaseline))
        return InspectionWhatIf(
            site: before.site,
            inspection: before.filing.id,
            whatIf: WhatIf(before.result, before.filing.sheet, from: now, to: other)
        )
    }
}
