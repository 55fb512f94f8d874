package import Compliance
import Postgres
package import StrictJSON

/// What became of issuing a version to a site.
package struct IssueOutcome: Sendable, Hashable {
    package let site: String
    /// False where it had been issued there before.
    package let isNew: Bool

    package init(site: String, isNew: Bool) {
        self.site = site
        self.isNew = isNew
    }
}

extension Store {
    /// Issues a version of the standard to sites, all or none; where one has it already, nothing is done there and that is said.
    ///
    /// `node` is an `IssueForm`. Throws `Problems` with everything that is wrong: a site that is not there, of another kind
    /// or closed, a version that is not published or not in force any more.
    package func issue(_ node: Node, now: Instant) async throws -> [IssueOutcome] {
        let form = IssueForm(node)
        for _ in 0..<8 {
            let (edition, versions) = try await keptVersions()
            let problems = try await problems(of: form, on: Day(now), edition: edition, versions)
            guard problems.isEmpty, let version = form.version else {
                if try await isCurrent(edition) { throw Problems(problems) }
                continue
            }
            let rows = try await act { who in
                """
                SELECT to_site, outcome FROM issue_standard(\(who), \(edition), \(form.sites)::text[],
                    \(DigestText(version.checklist))::bytea, \(DigestText(version.baseline))::bytea)
                """
            }
            if try rows.first?["outcome"] == "outdated" {
                cache.clear(edition: edition)
                continue
            }
            return try rows.map {
                IssueOutcome(site: try $0["to_site"], isNew: try $0["outcome"] == "issued")
            }
        }
        throw StoreError.changedMeanwhile
    }

    /// Acknowledges what was issued under that number, in the name of the account, which directs the site. Once more changes
    /// nothing. Throws `StoreError.noIssuance` where nothing of that number was issued to a site that it directs.
    package func acknowledge(_ issuance: Int) async throws {
        let rows = try await act { who in "SELECT acknowledge_standard(\(who), \(issuance)) AS outcome" }
        switch try rows.first?["outcome"] as String? {
        case "acknowledged", "already": return
        default: throw StoreError.noIssuance(issuance)
        }
    }

    private func problems(
        of form: IssueForm,
        on day: Day,
        edition: Int,
        _ versions: ListedVersions
    ) async throws -> [Problem] {
        var problems = form.problems
        let standard = try await form.version.asyncFlatMap { try await standardIfPublished($0) }
        if let version = form.version {
            if standard == nil {
                problems.append(.unpublished)
            } else if try await !standards(from: day, of: versions)
                .contains(where: { StandardDigests($0) == version })
            {
                problems.append(.outOfForce)
            }
        }
        for (place, code) in form.sites.enumerated() where !code.isEmpty && problems.count <= Problems.most {
            guard let site = try await site(code, on: day, edition: edition), site.code == code else {
                problems.append(.noSuchSite(code, at: "/sites/\(place)"))
                continue
            }
            if let kind = standard?.checklist.siteKind, kind != site.kind {
                problems.append(.otherKind(site, at: "/sites/\(place)"))
            }
            if let closed = site.closedOn, closed < day {
                problems.append(.closed(site, on: closed, at: "/sites/\(place)"))
            }
        }
        return problems
    }
}

extension Optional {
    fileprivate func asyncFlatMap<Value>(_ work: (Wrapped) async throws -> Value?) async throws -> Value? {
        guard let self else { return nil }
        return try await work(self)
    }
}

extension Problem {
    /// No checklist and baseline of these digests are published, or they do not go together.
    static let unpublished = Problem(
        "unknownVersion",
        at: "/standard",
        Text(zh: "没有发布过这一版标准。", en: "No such version of the standard was published.")
    )

    fileprivate static let outOfForce = Problem(
        "notInForce",
        at: "/standard",
        Text(
            zh: "这一版标准已不再生效，不能再下发；请下发现行的或即将生效的版本。",
            en: "This version is not in force any more; issue the one that is, or that will be."
        )
    )

    static func otherKind(_ site: Site, at pointer: String) -> Problem {
        Problem(
            "otherKind",
            at: pointer,
            Text(
                zh: "这一版标准不适用于点位“\(site.code)”，它属于另一类。",
                en: "This version is not for site '\(site.code)', which is of another kind."
            )
        )
    }

    fileprivate static func closed(_ site: Site, on day: Day, at pointer: String) -> Problem {
        Problem(
            "closedSite",
            at: pointer,
            Text(zh: "点位“\(site.code)”已于 \(day) 关闭。", en: "Site '\(site.code)' closed on \(day).")
        )
    }
}
