package import Compliance
package import StrictJSON

extension Store {
    /// Files an inspection: reads, scores and writes it, with its gaps and audit entry, in one transaction.
    ///
    /// Once this returns, the inspection is durable. The same id with the same content is answered with what was
    /// written the first time. Throws `Problems` with everything that is wrong, `StoreError.conflict` where the id
    /// is on record with other content, `.alreadyRevised` where what it corrects has been corrected, and
    /// `.unavailable` where it is not known whether it was written: then the same may be sent again.
    ///
    /// `draft` is the version of the own draft that was looked at, nil where none was. Throws `.draftChanged` where that
    /// is another by now, or gone: nothing is filed unseen, and nothing of the draft is lost.
    package func file(
        _ node: Node,
        lookedAt draft: Int? = nil,
        receivedAt: Instant
    ) async throws -> FilingOutcome {
        let form = FilingForm(node)
        // Again where the register or the standards changed under it, which is rare.
        for _ in 0..<8 {
            let context = try await filingContext(for: form, receivedAt: receivedAt)
            let inspection: FiledInspection
            do {
                inspection = try judge(form, in: context, receivedAt: receivedAt)
            } catch {
                if let before = try await repeated(node) { return .repeated(before) }
                if try await isCurrent(context.edition) { throw error }
                continue
            }
            switch try await write(inspection, edition: context.edition, draft: draft) {
            case .written: return .filed(inspection)
            case .outdated: cache.clear(edition: context.edition)
            case .withdrawn: throw Problems([.withdrawnVisit])
            case .redrafted: throw StoreError.draftChanged(inspection.filing.id)
            case .known:
                if let before = try await repeated(node) { return .repeated(before) }
            }
        }
        throw StoreError.unavailable(cause: "the register or the standards changed eight times meanwhile")
    }

    /// The inspection that the filing amounts to; throws everything that is wrong with it.
    func judge(
        _ form: FilingForm,
        in context: FilingContext,
        receivedAt: Instant
    ) throws -> FiledInspection {
        var problems = context.standardProblem.map { [$0] } ?? []
        if let revises = form.revises, let revised = context.revised,
            let site = context.site?.code ?? form.site, site != revised.site
        {
            problems.append(.otherSite(revises.inspection, of: revised.site))
        } else if let revises = form.revises, context.revised == nil {
            problems.append(
                Problem(
                    "unknownInspection",
                    at: "/revises/inspection",
                    StoreError.noInspection(revises.inspection.description).message
                )
            )
        }
        let (filing, result): (Filing, Result)
        do {
            // What corrects a visit on record is taken whenever that was.
            let corrects = context.revised != nil && context.revised?.site == context.site?.code
            (filing, result) = try form.judged(
                site: corrects ? context.site?.atAnyTime : context.site,
                standard: context.standard,
                now: receivedAt
            )
        } catch {
            // That there is no standard is said once, with why.
            let said = error.all.filter { context.standardProblem == nil || $0.code != "unknownChecklist" }
            throw Problems(said + problems)
        }
        guard problems.isEmpty else { throw Problems(problems) }
        if let by = context.revised?.by, by != filing.id, let revised = filing.revises?.inspection {
            throw StoreError.alreadyRevised(revised, by: by)
        }
        guard let site = context.site, let standard = context.standard else {
            throw StoreError.noSite(filing.site)
        }
        return FiledInspection(
            filing: filing,
            site: site,
            receivedAt: receivedAt,
            standard: standard,
            result: result
        )
    }

    /// What is on record under the filing's id, if it is the same; nil where nothing is.
    ///
    /// The filing is read against the standard that it was filed against then, so that a version published since
    /// does not make a retry a conflict; and as one that was accepted, so that nothing asked of filings since does either.
    func repeated(_ node: Node) async throws -> FiledInspection? {
        guard let id = FilingForm(stored: node).id, let before = try await filed(id) else { return nil }
        // Text was taken as it was meant; by earlier releases, as it stood.
        for sent in [node.asTyped, node] {
            let filing = try? FilingForm(stored: sent)
                .filing(site: before.site.atAnyTime, standard: before.standard, now: before.receivedAt)
            if filing?.digest == before.filing.digest { return before }
        }
        throw StoreError.conflict(id)
    }

    /// Whether the edition is that of the database; if not, it is put away.
    func isCurrent(_ edition: Int) async throws -> Bool {
        if try self.edition(try await query(editionQuery)) == edition { return true }
        cache.clear(edition: edition)
        return false
    }
}
