@testable import Compliance
@testable import Store
@testable import Web

/// A week that is closed, with values in all its parts.
extension Samples {
    var sealedWeek: SealedWeek {
        var figures = week
        figures.townshipsWithoutSite = [Township(code: "TS-99", name: text("无点乡", "Siteless"))]
        figures.rechecks = [
            WeeklyReport.Recheck(
                site: figures.ranking[0].site.code,
                inspection: Self.id(1),
                item: "A-04",
                text: text("有看门人", "Somebody keeps the door"),
                severity: .critical
            )
        ]
        let content = WeeklyReport.Content(
            figures,
            counted: [
                WeeklyReport.Counted(
                    id: Self.id(1),
                    site: "T-01",
                    siteKind: .townshipIsolation,
                    digest: Self.standard.baselineDigest,
                    place: 7
                )
            ],
            pasts: [:],
            earlier: [:],
            leftOut: ["gap 1/A-01"]
        )
        let root = Self.standard.checklistDigest
        let report = WeeklyReport(
            county: "demo",
            countyName: text("某县", "A county"),
            week: figures.week,
            revision: 2,
            reason: twist("迟报"),
            cutOff: Self.now.adding(seconds: 8 * 86_400),
            previous: WeeklyReport.Quotation(week: figures.week.previous, revision: 1, digest: root),
            head: WeeklyReport.Head(size: 1234, root: root, head: "lazaret record v1\nroot \(root)\n"),
            changes: weekChanges,
            causes: [.filed, .corrected, .withdrawn]
                .map {
                    WeeklyReport.Cause(kind: $0, inspection: Self.id(2), site: "T-01")
                },
            content: content
        )
        return SealedWeek(report: report, document: report.document, revision: weekRevision(2))
    }

    private var weekChanges: [WeeklyReport.Change] {
        [
            WeeklyReport.Change(
                part: .ranking,
                key: "T-01",
                what: text("一号点", "Site one"),
                from: text("本周未检查", "not inspected"),
                to: text("第 1 名，95.0", "rank 1, 95.0")
            ),
            WeeklyReport.Change(part: .flags, key: "", what: text("不达标", "below")),
        ]
    }

    private func weekRevision(_ number: Int) -> WeekRevision {
        WeekRevision(
            number: number,
            digest: Self.standard.checklistDigest,
            closedAt: Self.now,
            closedBy: twist("admin"),
            closingOrder: number > 1 ? 2 : nil,
            reason: number > 1 ? twist("迟报") : nil,
            entry: 900 + number
        )
    }

    func sealedWeekPage(_ texts: Texts) -> WeekPage {
        let sealed = sealedWeek
        let figures = WeekFigures(sealed.report)
        let papers = WeekPaperLines(sealed.report, nil, mayKeep: true, texts)
        let readers = WeekReaders(
            list: ["li"],
            all: [
                WeekReader(account: "li", display: twist("检查员")),
                WeekReader(account: "wang", display: twist("院长"), mayRead: false),
                WeekReader(account: "leader", display: "县领导", readAt: Self.now),
            ]
        )
        let lines = SealedWeekLines(
            sealed,
            [weekRevision(1), weekRevision(2)],
            papers,
            WeekReaderLines(sealed.report, readers, reader: identity, texts),
            figures,
            texts
        )
        return WeekPage(figures, now: Self.now, sealed: lines, reader: administrator, texts)
    }

    /// An order that has lapsed, in the place of one that was followed and one that was ended; or none at all.
    func closingOrderPage(isGiven: Bool = true, _ texts: Texts) -> ClosingOrderPage {
        func order(_ number: Int, end: ClosingOrder.End? = nil, lapsedAt: Instant? = nil) -> ClosingOrder {
            ClosingOrder(
                number: number,
                hour: .init(weekday: number, minute: 540),
                accounts: number == 2 ? [] : [twist("li")],
                givenAt: Self.now,
                givenBy: twist("admin"),
                end: end,
                lapsedAt: lapsedAt
            )
        }
        return ClosingOrderPage(
            isGiven
                ? [
                    order(3, lapsedAt: Self.now), order(2),
                    order(1, end: ClosingOrder.End(at: Self.now, by: twist("admin"))),
                ] : [],
            readers: [WeekReader(account: twist("li"), display: twist("检查员"))],
            problems: isGiven ? problems : [],
            now: Self.now,
            texts
        )
    }

    /// A week that is over and not closed, for whoever may close it.
    func weekOverPage(_ texts: Texts) -> WeekPage { weekLivePage(nil, [], texts) }

    /// A closed week that the live figures differ from, for whoever may revise it.
    func weekDuePage(_ texts: Texts) -> WeekPage { weekLivePage(sealedWeek, problems, texts) }

    private func weekLivePage(_ sealed: SealedWeek?, _ problems: [Problem], _ texts: Texts) -> WeekPage {
        let draft = WeekDraft(figures: week, content: WeeklyReport.Content(), sealed: sealed, previous: nil)
        let live = LiveWeekLines(
            week.week,
            draft,
            byClock: texts("closing.soon", "2", Self.now.shanghai),
            mayClose: true,
            problems: problems,
            texts
        )
        return WeekPage(week, now: Self.now.adding(seconds: 8 * 86_400), live: live, texts)
    }
}
