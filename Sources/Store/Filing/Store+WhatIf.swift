package import Compliance
import Postgres

extension Store {
    /// What the inspection would come to under another version of its checklist or baseline; changes nothing.
    ///
    /// A version that is nil is the one it was filed against. Throws `StoreError.noChecklist` or `.noBaseline`
    /// where the county has no such version, and `Problems` where the two do not fit each other.
    package func whatIf(_ id: InspectionID, checklist: String?, baseline: String?) async throws -> WhatIf {
        guard let before = try await filed(id) else { throw StoreError.noInspection(id.description) }
        let versions = try await currentVersions().versions
        return try await whatIf(before, checklist, baseline, of: versions)
    }

    /// The same for the latest inspection of every open site of the kind, by site.
    package func whatIf(
        latestOf kind: SiteKind,
        checklist: String?,
        baseline: String?,
        now: Instant
    ) async throws -> [(site: Site, inspection: InspectionID, whatIf: WhatIf)] {
        let versions = try await currentVersions().versions
        let rows = try await query(standingsQuery([kind], on: Day(now), closed: false))
        var answers: [(site: Site, inspection: InspectionID, whatIf: WhatIf)] = []
        for row in rows {
            guard let id = try row["inspection"] as InspectionID?, let before = try await filed(id) else {
                continue
            }
            answers.append((before.site, id, try await whatIf(before, checklist, baseline, of: versions)))
        }
        return answers
    }

    private func whatIf(
        _ before: FiledInspection,
        _ checklist: String?,
        _ baseline: String?,
        of versions: ListedVersions
    ) async throws -> WhatIf {
        let (now, day) = (before.standard, before.filing.visitDate)
        var (checklistDigest, baselineDigest) = (now.checklistDigest, now.baselineDigest)
        if let checklist {
            guard let listed = versions.checklist(now.checklist.code, version: checklist, on: day) else {
                throw StoreError.noChecklist("\(now.checklist.code) \(checklist)")
            }
            checklistDigest = listed.digest
        }
        if let baseline {
            guard let listed = versions.baseline(now.baseline.code, version: baseline, on: day) else {
                throw StoreError.noBaseline("\(now.baseline.code) \(baseline)")
            }
            baselineDigest = listed.digest
        }
        let other = try await standard(checklist: checklistDigest, baseline: baselineDigest)
        return WhatIf(before.filing.sheet, from: now, to: other)
    }
}
