import Compliance
import HTTPServer
import Store

extension CaseOpening {
    /// Opening a case on what stands on record, as the form of a site's page sent it. Throws `Problems` with all that is wrong.
    init(_ standing: SiteAccountability, _ fields: FormFields) throws {
        var problems: [Problem] = []
        let id = fields.one("id").flatMap { FactID($0) }
        if id == nil { problems.append(.notFromForm) }
        let reason = fields.one("reason") ?? ""
        if reason.asReason == nil { problems.append(.noReason) }
        let (known, wanted) = (Set(standing.terms.map(\.term)), fields.all("term"))
        if wanted.isEmpty || !known.isSuperset(of: wanted) { problems.append(.noPersons) }
        let finding = standing.finding
        if !finding.holds { problems.append(.doesNotHold(finding.missing)) }
        guard let id, let found = finding.found, let again = finding.again, problems.isEmpty else {
            throw Problems(problems.isEmpty ? [.doesNotHold(finding.missing)] : problems)
        }
        self.init(
            id: id,
            site: standing.site.code,
            rests: .visits(found: found.id, again: again.id, items: finding.items),
            terms: wanted,
            basis: CaseBasis(
                CaseBasis.lines(
                    finding,
                    in: standing.file,
                    visit: { Link.inspection("\($0)").path },
                    notice: { Link.inspection("\($0)").path + "/notice" }
                )
            )
            .text,
            reason: reason
        )
    }

    /// An infection inside the site. It names whoever holds the duties on that day; supervision names others later.
    init(infectionAt standing: SiteAccountability, _ fields: FormFields, now: Instant) throws {
        var problems: [Problem] = []
        let ids = [fields.one("id"), fields.one("case")].compactMap { $0.flatMap { FactID($0) } }
        if ids.count != 2 { problems.append(.notFromForm) }
        let source = fields.one("source")?.asReason
        if source == nil {
            problems.append(
                Problem(
                    "missing",
                    at: "/source",
                    Text(
                        zh: "请写明依据（如检测报告及编号）。",
                        en: "Say by what it is known, such as a test report and its number."
                    )
                )
            )
        }
        let day = fields.one("day").flatMap { Day($0) }
        if day.map({ $0 > Day(now) }) ?? true {
            problems.append(
                Problem(
                    "badDate",
                    at: "/day",
                    Text(zh: "请写明发生的日期，不晚于今天。", en: "Say the day of it, not later than today.")
                )
            )
        }
        guard let source, let day, problems.isEmpty else { throw Problems(problems) }
        let named = Named.of(
            standing.site.kind == .countyIsolation ? Named.departments : Named.duties,
            in: standing.terms.map(\.posting),
            from: day,
            to: day
        )
        let holders = named.flatMap(\.holders)
        self.init(
            id: ids[1],
            site: standing.site.code,
            rests: .infection(
                Infection(id: ids[0], site: standing.site.code, day: day, source: source, reportedAt: now)
            ),
            terms: standing.terms.filter { holders.contains($0.posting) }.map(\.term),
            basis: CaseBasis([
                StepPaper.Line(
                    Text(
                        zh: "\(day) 点位内发生感染；依据：\(source)",
                        en: "An infection inside the site on \(day); known by: \(source)"
                    )
                )
            ])
            .text,
            reason: source
        )
    }
}

extension Problem {
    static let noItems = Problem(
        "missing",
        at: "/item",
        Text(zh: "请至少选择一个仍未整改的问题。", en: "Choose at least one gap that is still open.")
    )
    fileprivate static let notFromForm = Problem(
        "missing",
        at: "/id",
        Text(zh: "请从页面提交。", en: "Send it from the page.")
    )
    fileprivate static let noPersons = Problem(
        "missing",
        at: "/term",
        Text(zh: "请选择追究哪些责任人（本点位在案的任期）。", en: "Choose whom it names, of the terms of duty on record here.")
    )

    fileprivate static func doesNotHold(_ missing: [CaseFinding.Missing]) -> Problem {
        Problem(
            "conditions",
            at: "",
            Text(
                zh: "不能开启：没有在案的有" + missing.map(\.title.zh).joined(separator: "、") + "。",
                en: "It cannot be opened: not on record are "
                    + missing.map(\.title.en).joined(separator: "; ") + "."
            )
        )
    }
}
