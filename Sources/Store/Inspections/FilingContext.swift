import Compliance
import Postgres

/// What a filing is judged on: the site, the standard and the inspection it corrects, all of one edition.
struct FilingContext: Sendable {
    let edition: Int
    /// As it was on the day of the visit; nil where the county has no such site.
    let site: Site?
    /// The one in force on the day of the visit; nil where there is none.
    let standard: Standard?
    /// Why the filing cannot be held against what it names, where the standard itself does not say it.
    let standardProblem: Problem?
    let revised: Revised?

    /// An inspection that a filing corrects.
    struct Revised: Sendable {
        let site: String
        /// The revision it has already.
        let by: InspectionID?
    }
}

extension Store {
    /// Finds what the filing is to be judged on; from memory, but for what is not kept and what it corrects.
    func filingContext(for form: FilingForm, receivedAt: Instant) async throws -> FilingContext {
        let (edition, versions): (Int, ListedVersions)
        if let cached = cache.versions {
            (edition, versions) = cached
        } else {
            (edition, versions) = try await currentVersions()
        }
        let day = Day(form.endedAt(receivedAt: receivedAt) ?? receivedAt)
        let (standard, standardProblem) = try await standard(for: form, on: day, of: versions)
        return FilingContext(
            edition: edition,
            site: try await site(form.site, on: day, edition: edition),
            standard: standard,
            standardProblem: standardProblem,
            revised: try await revised(form.revises?.inspection)
        )
    }

    /// The standard in force on the day of the visit, which a filing that names another version is told.
    private func standard(
        for form: FilingForm,
        on day: Day,
        of versions: ListedVersions
    ) async throws -> (Standard?, Problem?) {
        guard let checklist = form.checklist else { return (nil, nil) }
        guard let inForce = versions.checklist(checklist, version: nil, on: day) else { return (nil, nil) }
        guard let standard = try await standard(inForce, on: day, of: versions) else {
            return (nil, .noBaseline(inForce, on: day))
        }
        guard let named = form.version, named != inForce.version else { return (standard, nil) }
        guard versions.checklist(checklist, version: named, on: day) != nil else { return (nil, nil) }
        return (standard, .notInForce(named, but: inForce, on: day))
    }

    /// The site as it was on that day, of that edition; nil where there is none.
    func site(_ code: String?, on day: Day?, edition: Int) async throws -> Site? {
        guard let code else { return nil }
        if let cached = cache.site(code, edition: edition) { return cached.site(on: day ?? .last) }
        let rows = try await query("SELECT * FROM shared_site(\(county.id), \(code))")
        guard let site = try SiteInTime(rows) else { return nil }
        cache.keep(site, edition: edition)
        return site.site(on: day ?? .last)
    }

    private func revised(_ id: InspectionID?) async throws -> FilingContext.Revised? {
        guard let id else { return nil }
        let rows = try await query(
            """
            SELECT i.site, r.id AS by FROM inspection i
            LEFT JOIN inspection r ON r.county_id = i.county_id AND r.revises = i.id
            WHERE i.county_id = \(county.id) AND i.id = \(id)
            """
        )
        return try rows.first.map { row in FilingContext.Revised(site: try row["site"], by: try row["by"]) }
    }
}

extension Problem {
    /// The checklist is in force on the day, but no version of its baseline is.
    fileprivate static func noBaseline(_ checklist: ListedVersion, on day: Day) -> Problem {
        let baseline = checklist.baseline ?? ""
        return Problem(
            "noBaseline",
            at: "/checklist",
            Text(
                zh: "检查表“\(checklist.code)”所依据的基准“\(baseline)”在检查当天（\(day)）没有生效的版本。",
                en:
                    "No version of '\(baseline)', the baseline of '\(checklist.code)', was in force on \(day)."
            )
        )
    }

    /// The version exists, but the visit falls before its first day or after it was replaced.
    fileprivate static func notInForce(_ named: String, but inForce: ListedVersion, on day: Day) -> Problem {
        Problem(
            "notInForce",
            at: "/version",
            Text(
                zh: "检查当天（\(day)）生效的是“\(inForce.code)”的版本“\(inForce.version)”，不是“\(named.shown)”；请改用它，或不写版本。",
                en:
                    "On \(day) version '\(inForce.version)' of '\(inForce.code)' was in force, not '\(named.shown)'; "
                    + "use that, or leave the version out."
            )
        )
    }

    /// The inspection that the filing corrects was withdrawn.
    static let withdrawnVisit = Problem(
        "withdrawnVisit",
        at: "/revises/inspection",
        Text(
            zh: "要更正的检查已被撤销，不能再更正；请另行提交。",
            en:
                "The inspection to be corrected was withdrawn and takes no correction; file a visit of its own."
        )
    )

    /// The inspection that the filing corrects was of another site.
    static func otherSite(_ revised: InspectionID, of site: String) -> Problem {
        Problem(
            "otherSite",
            at: "/revises/inspection",
            Text(
                zh: "检查 \(revised) 属于点位“\(site)”；更正须是同一点位。",
                en: "Inspection \(revised) was of site '\(site)'; a revision is of the same site."
            )
        )
    }
}
