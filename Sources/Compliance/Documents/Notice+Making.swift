import StrictJSON

extension Notice.Content {
    /// What the notice of a visit says; nil where it left no gap open, or all that it left are closed by now. What was not
    /// checked is owed by the commission, and what was mended on the spot by nobody, once its evidence has come
    /// (`isMended`). `deadline` is what binds for a gap, `isMoved` whether an administrator gave it, `director` who
    /// directs the site now, and `closed` the items that were closed since: nobody is ordered to mend what is mended
    /// (`domain.md` §6).
    package init?(
        _ filing: Filing,
        at site: Site,
        receivedAt: Instant,
        _ standard: Standard,
        _ result: Result,
        director: String?,
        closed: Set<String> = [],
        deadline: (Gap) -> Instant,
        isMoved: (Gap) -> Bool = { _ in false },
        isMended: (Gap) -> Bool = \.fixedOnSpot
    ) {
        let finishedAt = Filing.counted(filing.finishedAt, receivedAt: receivedAt)
        let gaps = Severity.allCases.flatMap { severity in
            result.gaps.filter { $0.severity == severity && $0.status == .notMet && !isMended($0) }
                .filter { !closed.contains($0.item) }
        }
        guard !gaps.isEmpty else { return nil }
        items = gaps.compactMap { gap in
            standard.rule(gap.item)
                .map { rule in
                    Notice.Line(
                        gap,
                        rule.item,
                        filing.sheet.answers[gap.item],
                        standard,
                        deadline: deadline(gap),
                        own: gap.deadline(from: finishedAt),
                        isMoved: isMoved(gap)
                    )
                }
        }
        self.site = Notice.AddressedSite(
            code: site.code,
            kind: site.kind,
            name: site.name,
            township: site.township?.name
        )
        self.director = director
        visit = Notice.Visit(
            id: filing.id,
            kind: filing.kind,
            startedAt: Filing.counted(filing.startedAt, receivedAt: receivedAt),
            finishedAt: finishedAt,
            inspectors: filing.inspectors,
            escort: filing.escort
        )
        let (list, minimum) = (standard.checklist, standard.baseline)
        checklist = Notice.Version(
            code: list.code,
            version: list.version,
            title: list.title,
            digest: standard.checklistDigest
        )
        baseline = Notice.Version(
            code: minimum.code,
            version: minimum.version,
            title: minimum.title,
            digest: standard.baselineDigest
        )
        let rules = gaps.compactMap { standard.rule($0.item)?.item }
        let named = standard.parameters(in: rules.flatMap(\.formulas)).map(\.name)
        let hours = Set(gaps.map { RequiredParameter(deadlineOf: $0.severity).rawValue })
        values = minimum.parameters.filter { named.contains($0.name) || hours.contains($0.name) }
            .map { Notice.Value($0, standard) }
        showing = Notice.showing
        otherwise = Notice.otherwise(at: site.kind)
    }
}

extension Item {
    /// What its minimum and its condition are written as.
    package var formulas: [String] {
        var bound: Formula?
        if case .bound(_, let formula) = minimum { bound = formula }
        return [bound?.text, applies?.text].compactMap { $0 }
    }
}

extension Notice.Line {
    init(
        _ gap: Gap,
        _ item: Item,
        _ answer: Answer?,
        _ standard: Standard,
        deadline: Instant,
        own: Instant,
        isMoved: Bool
    ) {
        self.item = item.code
        text = item.text
        (source, clause) = standard.words(for: item.citation)
        verified = item.citation.verified
        required = gap.required.map { item.words(for: $0) } ?? standard.words.requirement(of: item)
        found = item.words(for: gap.observed, note: answer?.note)
        severity = gap.severity
        responsible = gap.responsible
        evidence = item.evidence
        hours = gap.deadlineHours
        self.deadline = deadline
        keepsEarlierDeadline = deadline < own && !isMoved
    }
}

extension Notice.Value {
    fileprivate init(_ parameter: Parameter, _ standard: Standard) {
        name = parameter.name
        title = parameter.title
        value = Text(
            zh: "\(parameter.value.points) \(parameter.unit.zh)",
            en: "\(parameter.value.points) \(parameter.unit.en)"
        )
        (source, clause) = standard.words(for: parameter.citation)
        verified = parameter.citation.verified
    }
}

extension Standard {
    /// The baseline's parameters that the formulas speak of.
    package func parameters(in formulas: [String]) -> [Parameter] {
        baseline.parameters.filter { parameter in formulas.contains { $0.holds("${\(parameter.name)}") } }
    }

    /// The paper's title, and the clause in it.
    fileprivate func words(for citation: Citation) -> (Text, String) {
        (source(citation.source)?.title ?? Text(zh: citation.source, en: citation.source), citation.clause)
    }
}

extension Notice {
    /// How to show what was mended (`domain.md` §6).
    static let showing = Text(
        zh: "每一项整改后，请在系统里逐项说明怎样整改，或由隔离点负责人签字后书面交本办公室；该项要求的佐证（照片、资料等）一并交来。经检查员复核，符合要求的才销号。",
        en:
            "When an item is mended, say for that item how, in the system or on paper signed by the site director, and hand in the evidence that it asks for (photographs, papers). It is closed only when an inspector has verified it."
    )

    /// What follows where it is not mended. A case (`domain.md` §7) is of township sites alone.
    static func otherwise(at kind: SiteKind) -> Text {
        let all = Text(
            zh: "逾期没有整改，或复查时同一项仍不符合要求的，予以督办。对事实或期限有不同意见的，可以书面说明或申辩，一并记录在案。",
            en:
                "What is overdue, or found unmet again, is followed up by a supervision order. Whoever disputes a fact or a deadline may say so in writing; it is put on record."
        )
        guard kind == .townshipIsolation else { return all }
        return Text(
            zh: all.zh + "期限过后同一项仍不符合要求、隔离点仍低于最低要求的，由督查部门决定是否启动问责程序；计算时，期限不早于本通知送达后各项规定的小时数。",
            en: all.en
                + " Where after the deadline that same item is still unmet and the site still below the minimum, supervision decides whether to open an accountability case; for that, a deadline is never earlier than the item's hours counted from the arrival of this notice."
        )
    }
}
