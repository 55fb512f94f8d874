package import StrictJSON

/// A filing as far as it can be read before its site and standard are known, with everything wrong so far.
package struct FilingForm: Sendable {
    package let id: InspectionID?
    package let site: String?
    package let checklist: String?
    package let version: String?
    package let finishedAt: Instant?
    package let revises: Filing.Revises?

    private let kind: InspectionKind
    private let inspectors: [String]
    private let escort: String
    private let startedAt: Instant?
    private let facts: Node?
    private let answers: Node?
    private let confirmations: Node?
    private let problems: [Problem]
    /// How many more there were than `problems` says.
    private let unsaid: Int
    private let isStored: Bool

    /// Reads what an inspector sends.
    package init(_ node: Node) { self.init(node, isStored: false) }

    /// Reads the canonical form of a filing that was accepted; what is asked of new ones is not asked of it.
    package init(stored node: Node) { self.init(node, isStored: true) }

    private init(_ node: Node, isStored: Bool) {
        self.isStored = isStored
        let collector = ProblemCollector(stored: isStored)
        let fields = Field(node, collector)
            .fields(
                "id",
                "site",
                "checklist",
                "version",
                "kind",
                "inspectors",
                "escort",
                "startedAt",
                "finishedAt",
                "facts",
                "answers",
                "confirmations",
                "revises"
            )
        id = fields.require("id").inspectionID()
        site = fields.require("site").wordsIfAny(longest: 60)
        checklist = fields.require("checklist").wordsIfAny(longest: 60)
        version = fields["version"]?.wordsIfAny(longest: 64)
        kind = fields.require("kind").oneOf(InspectionKind.self)
        inspectors = fields.require("inspectors").inspectors()
        escort = fields.require("escort").words(longest: 60)
        startedAt = fields.require("startedAt").instant()
        finishedAt = fields.require("finishedAt").instant()
        revises = fields["revises"].flatMap { Filing.Revises($0) }
        if let id, revises?.inspection == id {
            fields["revises"]?
                .note(
                    "revisesItself",
                    zh: "更正要用新的编号。",
                    en: "A revision needs an id of its own."
                )
        }
        facts = fields["facts"]?.node
        answers = fields.require("answers").node
        confirmations = fields["confirmations"]?.node
        (problems, unsaid) = (collector.all, collector.unsaid)
    }

    /// The filing, held against its site and standard; throws everything wrong with it at once, form included.
    ///
    /// `site` and `standard` are nil where there is none of that name, which is then said.
    package func filing(site: Site?, standard: Standard?, now: Instant) throws(Problems) -> Filing {
        try read(site, standard, now).filing
    }

    /// The same, and what it comes to: its answers are put in their places once, for the conditions and for the score.
    package func judged(
        site: Site?,
        standard: Standard?,
        now: Instant
    ) throws(Problems) -> (filing: Filing, result: Result) {
        let (filing, context) = try read(site, standard, now)
        return (filing, context.standard.score(context))
    }

    private func read(
        _ site: Site?,
        _ standard: Standard?,
        _ now: Instant
    ) throws(Problems) -> (filing: Filing, context: ScoringContext) {
        let collector = ProblemCollector(stored: isStored, unsaid: unsaid)
        problems.forEach(collector.add)
        if !isStored {
            if let site { check(site, now, collector) } else { noteUnknownSite(collector) }
            checkTimes(now, collector)
        }
        guard let standard else {
            if finishedAt != nil { noteUnknownStandard(collector) }
            try collector.throwIfAny()
            throw Problems(collector.all)
        }
        if !isStored, let site, site.kind != standard.checklist.siteKind {
            noteOtherKind(site, standard, collector)
        }
        // Where it does not say when it ended, all else is still held against the standard: everything is said at once.
        let visitDate = Day(endedAt(receivedAt: now) ?? now)
        let sheet = AnswerSheet(facts, answers, visitDate, at: "", for: standard, collector)
        let unread = UnreadInputs(collector.all, hasDay: finishedAt != nil)
        let readable = unread.leftOut(of: sheet)
        let context = ScoringContext(readable, standard, at: site)
        let reasons = standard.confirmations(confirmations, at: "/confirmations", collector)
        // Of what is only counted nobody knows what it leaves unread.
        if !isStored, !collector.isFull {
            _ = context.check(reasons, leavingOut: unread, collector)
            ask(howLong: readable, reasons, collector)
        }
        try collector.throwIfAny()
        guard let id, let code = self.site, let checklist, let startedAt, let finishedAt else {
            throw Problems(collector.all)
        }
        let filing = Filing(
            id: id,
            site: spelt(code, as: site),
            checklist: checklist,
            version: version,
            kind: kind,
            inspectors: inspectors,
            escort: escort,
            startedAt: startedAt,
            finishedAt: finishedAt,
            sheet: sheet,
            confirmations: reasons,
            revises: revises
        )
        return (filing, context)
    }

    /// When the visit counts as ended, received then; nil where it does not say.
    package func endedAt(receivedAt: Instant) -> Instant? {
        finishedAt.map { Filing.counted($0, receivedAt: receivedAt) }
    }

    /// The code as the register spells it, in which capitals are no matter.
    private func spelt(_ code: String, as site: Site?) -> String {
        site.flatMap { SiteCode.folded($0.code) == SiteCode.folded(code) ? $0.code : nil } ?? code
    }

    private func ask(howLong sheet: AnswerSheet, _ reasons: Confirmations, _ collector: ProblemCollector) {
        guard let startedAt, let finishedAt, reasons[Constraint.visitLength] == nil,
            !collector.all.contains(where: { ["/startedAt", "/finishedAt"].contains($0.pointer) })
        else { return }
        let length = VisitLength(startedAt: startedAt, finishedAt: finishedAt, answers: sheet.answered)
        if let doubt = length.doubt { collector.add(.unconfirmed(Constraint.visitLength, doubt)) }
    }

    // MARK: Against the register and the clock

    private func note(
        _ collector: ProblemCollector,
        _ code: String,
        at pointer: String,
        zh: String,
        en: String
    ) {
        collector.add(Problem(code, at: pointer, Text(zh: zh, en: en)))
    }

    private func checkTimes(_ now: Instant, _ collector: ProblemCollector) {
        guard let finishedAt else { return }
        if finishedAt > now.adding(seconds: Filing.secondsAhead) {
            note(
                collector,
                "inTheFuture",
                at: "/finishedAt",
                zh: "结束时间 \(finishedAt.shanghai) 还没有到：服务器的时间是 \(now.shanghai)，最多可以早 10 分钟；请核对手机时间。",
                en:
                    "The visit ends in the future, at \(finishedAt.shanghai): by the server's clock it is "
                    + "\(now.shanghai), and a phone's may be ten minutes ahead at most; check the phone's."
            )
        }
        if let startedAt, finishedAt < startedAt {
            note(
                collector,
                "endsBeforeItStarts",
                at: "/finishedAt",
                zh: "结束时间早于开始时间。",
                en: "The visit ends before it starts."
            )
        }
    }

    private func check(_ site: Site, _ now: Instant, _ collector: ProblemCollector) {
        guard let startedAt, let finishedAt = endedAt(receivedAt: now) else { return }
        if Day(Filing.counted(startedAt, receivedAt: now)) < site.openedOn {
            note(
                collector,
                "beforeOpening",
                at: "/startedAt",
                zh: "“\(site.name.zh)”\(site.openedOn) 才启用。",
                en: "\(site.name.en) opened only on \(site.openedOn)."
            )
        }
        if let closedOn = site.closedOn, Day(finishedAt) > closedOn {
            note(
                collector,
                "afterClosing",
                at: "/finishedAt",
                zh: "“\(site.name.zh)”已于 \(closedOn) 停用。",
                en: "\(site.name.en) closed on \(closedOn)."
            )
        }
    }

    private func noteUnknownSite(_ collector: ProblemCollector) {
        guard let site else { return }
        note(
            collector,
            "unknownSite",
            at: "/site",
            zh: "没有编号为“\(site.shown)”的点位。",
            en: "There is no site '\(site.shown)'."
        )
    }

    private func noteUnknownStandard(_ collector: ProblemCollector) {
        guard let checklist else { return }
        let name = checklist.shown + (version.map { " \($0.shown)" } ?? "")
        note(
            collector,
            "unknownChecklist",
            at: version == nil ? "/checklist" : "/version",
            zh: "没有检查表“\(name)”，或检查当天还没有生效的版本。",
            en: "There is no checklist '\(name)', or no version of it was in force on the day of the visit."
        )
    }

    private func noteOtherKind(_ site: Site, _ standard: Standard, _ collector: ProblemCollector) {
        note(
            collector,
            "otherKind",
            at: "/checklist",
            zh: "“\(site.name.zh)”是\(site.kind.title.zh)，这份检查表用于\(standard.checklist.siteKind.title.zh)。",
            en: "\(site.name.en) is of the kind '\(site.kind.title.en)'; "
                + "the checklist is for '\(standard.checklist.siteKind.title.en)'."
        )
    }
}
