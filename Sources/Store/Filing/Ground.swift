import Compliance
import Postgres

/// What a filing is judged on: the site, the standard and the inspection it corrects, all of one edition.
struct Ground: Sendable {
    let edition: Int
    /// nil where the county has no such site.
    let site: Site?
    /// nil where no such checklist was published, or none was in force on the day.
    let standard: Standard?
    let revised: Revised?

    /// An inspection that a filing corrects.
    struct Revised: Sendable {
        /// The revision it has already.
        let by: InspectionID?
    }
}

extension Store {
    /// Finds what the filing is to be judged on; from memory, but for what is not kept and what it corrects.
    func ground(for form: FilingForm) async throws -> Ground {
        let (edition, versions): (Int, ListedVersions)
        if let kept = shelf.versions {
            (edition, versions) = kept
        } else {
            (edition, versions) = try await currentVersions()
        }
        return Ground(
            edition: edition,
            site: try await site(form.site, edition: edition),
            standard: try await standard(for: form, of: versions),
            revised: try await revised(form.revises?.inspection)
        )
    }

    private func standard(for form: FilingForm, of versions: ListedVersions) async throws -> Standard? {
        guard let checklist = form.checklist, let finishedAt = form.finishedAt else { return nil }
        return try await standard(checklist, version: form.version, on: Day(finishedAt), of: versions)
    }

    private func site(_ code: String?, edition: Int) async throws -> Site? {
        guard let code else { return nil }
        if let kept = shelf.site(code, edition: edition) { return kept }
        let rows = try await query(
            "SELECT \(Site.columns) FROM \(Site.tables) WHERE s.county_id = \(county.id) AND s.code = \(code)"
        )
        guard let row = rows.first else { return nil }
        let site = try Site(row)
        shelf.keep(site, edition: edition)
        return site
    }

    private func revised(_ id: InspectionID?) async throws -> Ground.Revised? {
        guard let id else { return nil }
        let rows = try await query(
            """
            SELECT r.id AS by FROM inspection i
            LEFT JOIN inspection r ON r.county_id = i.county_id AND r.revises = i.id
            WHERE i.county_id = \(county.id) AND i.id = \(id)
            """
        )
        return try rows.first.map { row in Ground.Revised(by: try row["by"]) }
    }
}
