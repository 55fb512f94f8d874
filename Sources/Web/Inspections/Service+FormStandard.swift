import Compliance
import HTTPServer
import Store
import StrictJSON

/// What a form asks: the checklist and baseline in force on the day of the visit, and whether what is kept fits them.
extension Service {
    /// The checklist named, as in force on the day of the visit, or today where the day is not known or none was in
    /// force; without a name the one in force today for sites of that kind.
    func standard(
        _ code: String?,
        on day: Day?,
        for site: Site,
        _ context: RequestContext
    ) async throws -> Standard {
        let today = Day(now())
        if let code {
            if let day, let standard = try await inForce(code, on: min(day, today), context) {
                return standard
            }
            return try await store(for: context).standard(code, version: nil, on: today)
        }
        let published = try await store(for: context).checklists()
            .filter { $0.siteKind == site.kind && $0.effectiveFrom <= today }
            .max { $0.effectiveFrom < $1.effectiveFrom }
        guard let published else {
            throw Refusal.notFound("这类点位还没有发布检查表。", "No checklist is published for sites of this kind.")
        }
        return try await store(for: context).standard(published.code, version: published.version, on: today)
    }

    /// The checklist as in force on that day; nil where no version of it or of its baseline was.
    private func inForce(_ code: String, on day: Day, _ context: RequestContext) async throws -> Standard? {
        do {
            return try await store(for: context).standard(code, version: nil, on: day)
        } catch StoreError.noChecklist, StoreError.noBaseline {
            return nil
        }
    }

    /// The standard that a draft is for.
    func standard(of fields: Node, for site: Site, _ context: RequestContext) async throws -> Standard {
        try await standard(
            fields["checklist"]?.string,
            on: FormDocument.visitDay(fields, receivedAt: now()),
            for: site,
            context
        )
    }

    /// The filing that a draft amounts to: without what the checklist does not ask, which its writer has to have seen, and
    /// only where its writer saw the version that the day of the visit asks for, whose items were else not all there to be
    /// answered. Where one of these stands in the way, it is said together with everything else that does.
    func filing(of kept: Node, for checklist: Checklist, _ context: RequestContext) async throws -> Node {
        let document = FormDocument.filing(ofDraft: kept)
        let change = VersionChange(from: nil, to: checklist, of: document)
        let written = change.writtenForNothing.map(\.code.shown)
        let filing = written.isEmpty ? document : change.withoutGone(document)
        let first: Problem
        if let shown = (kept["shown"] ?? kept["version"])?.string, shown != checklist.version {
            first = .otherVersion(checklist.version)
        } else if !written.isEmpty, kept["seen"]?.string != checklist.version {
            first = .goneUnseen(written)
        } else {
            return filing
        }
        var problems = [first]
        do {
            _ = try await store(for: context).review(filing, receivedAt: now())
        } catch let error as Problems {
            problems += error.all
        }
        throw Refusal.invalid(problems)
    }
}

extension Problem {
    /// Another version than the form showed was in force on the day of the visit.
    fileprivate static func otherVersion(_ version: String) -> Problem {
        Problem(
            "otherVersion",
            at: "/finishedAt",
            Text(
                zh: "检查当天用的是 \(version) 版检查表，表单已换成这一版；请核对后再提交。",
                en:
                    "On the day of the visit version \(version) was in force; the form now shows that one. "
                    + "Check it and go on again."
            )
        )
    }

    /// Something was written for what is not asked any more, and its writer has not said to have seen so.
    fileprivate static func goneUnseen(_ written: [String]) -> Problem {
        let codes = written.prefix(20)
        return Problem(
            "goneUnseen",
            at: "/seen",
            Text(
                zh: "这一版不再检查 \(codes.joined(separator: "、"))，所填内容不会提交；请看过后勾选确认。",
                en:
                    "This version does not ask for \(codes.joined(separator: ", ")), so what you entered there is not "
                    + "filed; tick the box once you have seen it."
            )
        )
    }
}
