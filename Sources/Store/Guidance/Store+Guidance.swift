package import Compliance
import Postgres
package import StrictJSON

extension Store {
    /// Puts guidance on record: given at a site, on a version of the standard, at a moment that is stated. False where the
    /// same was recorded before.
    ///
    /// `node` is a `GuidanceForm`. What was given before the version was issued to the site is taken, and does not count.
    /// Throws `Problems` with everything that is wrong, or where 500 stand of the site, and `StoreError.guidanceTaken` where the id has other content.
    package func record(guidance node: Node, now: Instant) async throws -> Bool {
        let form = GuidanceForm(node)
        for _ in 0..<8 {
            let (edition, versions) = try await keptVersions()
            let (version, problems) = try await judge(form, now: now, edition: edition, versions)
            guard problems.isEmpty, let version, let id = form.id, let code = form.site,
                let givenAt = form.givenAt
            else {
                if try await isCurrent(edition) { throw Problems(problems) }
                continue
            }
            let rows = try await act { who in
                """
                SELECT record_guidance(\(who), \(edition), \(id)::uuid, \(code), \(DigestText(version.checklist))::bytea,
                    \(DigestText(version.baseline))::bytea, \(givenAt)::timestamptz, \(orNull: form.givenBy), \(form.shown),
                    \(form.attended)) AS outcome
                """
            }
            switch try rows.first?["outcome"] as String? {
            case "recorded": return true
            case "already": return false
            case "taken": throw StoreError.guidanceTaken(id)
            case "full": throw Problems([.fullOfGuidance])
            default: cache.clear(edition: edition)
            }
        }
        throw StoreError.changedMeanwhile
    }

    /// Takes guidance that was recorded by mistake out of every reckoning; it stays on record, with why. Once more changes
    /// nothing. Throws `Problems` without a reason, `StoreError.noGuidance`, and `.forbidden` for whoever held a duty at the
    /// site since.
    package func withdraw(guidance id: InspectionID, reason: String) async throws {
        guard let reason = reason.asReason else { throw Problems([.noReason]) }
        let rows = try await act { who in
            "SELECT withdraw_guidance(\(who), \(id)::uuid, \(reason)) AS outcome"
        }
        switch try rows.first?["outcome"] as String? {
        case "withdrawn", "already": return
        default: throw StoreError.noGuidance(id.description)
        }
    }

    /// The version that it is on, and everything that is wrong.
    private func judge(
        _ form: GuidanceForm,
        now: Instant,
        edition: Int,
        _ versions: ListedVersions
    ) async throws -> (StandardDigests?, [Problem]) {
        let day = form.givenAt.map { Day(min($0, now)) } ?? Day(now)
        var site = try await site(form.site, on: day, edition: edition)
        if site?.code != form.site { site = nil }
        var problems = form.problems(at: site, now: now)
        if let account = form.givenBy, try await !isAccount(account) {
            problems.append(
                Problem(
                    "unknownAccount",
                    at: "/givenBy",
                    Text(zh: "没有名为“\(account.shown)”的账号。", en: "There is no account '\(account.shown)'.")
                )
            )
        }
        if let version = form.version {
            if let standard = try await standardIfPublished(version) {
                if let site, site.kind != standard.checklist.siteKind {
                    problems.append(.otherKind(site, at: "/standard"))
                }
            } else {
                problems.append(.unpublished)
            }
            return (version, problems)
        }
        guard let site else { return (nil, problems) }
        let inForce = try await standards(on: day, of: versions).filter { $0.checklist.siteKind == site.kind }
        if inForce.count != 1,
            !problems.contains(where: { $0.pointer == "/standard" || $0.pointer.hasPrefix("/standard/") })
        {
            problems.append(.noSingleVersion(on: day))
        }
        return (inForce.first.map { StandardDigests($0) }, problems)
    }

    /// Whether there is an account of that name, as far as whoever asks may see.
    private func isAccount(_ name: String) async throws -> Bool {
        let rows = try await query(
            "SELECT FROM account a WHERE a.county_id = \(county.id) AND a.name = \(name)"
        )
        return !rows.isEmpty
    }
}

extension Problem {
    fileprivate static let fullOfGuidance = Problem(
        "tooMuchGuidance",
        at: "/site",
        Text(
            zh: "这个点位已有 500 条指导记录，不再接收；补充的内容请写进检查记录。",
            en:
                "500 records of guidance stand of this site, and no other is taken; what is to be added goes into a visit."
        )
    )

    fileprivate static func noSingleVersion(on day: Day) -> Problem {
        Problem(
            "noVersion",
            at: "/standard",
            Text(
                zh: "\(day) 该类点位没有、或不止一版标准生效，请写明是哪一版。",
                en: "On \(day) no version, or more than one, was in force for such a site; say which."
            )
        )
    }
}
