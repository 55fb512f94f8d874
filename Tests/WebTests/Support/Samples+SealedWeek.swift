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
            reason: number > 1 ? twist("迟报") : nil,
            entry: 900 + number
        )
    }

    func sealedWeekPage(_ texts: Texts) -> WeekPage {
        let sealed = sealedWeek
        let figures = WeekFigures(sealed.report)
        let papers = WeekPaperLines(sealed.report, nil, mayKeep: true, texts)
        let lines = SealedWeekLines(sealed, [weekRevision(1), weekRevision(2)], papers, figures, texts)
        return WeekPage(figures, now: Self.now, sealed: lines, texts)
    }

    /// A week that is over and not closed, for whoever may close it.
    func weekOverPage(_ texts: Texts) -> WeekPage { weekLivePage(nil, [], texts) }

    /// A closed week that the live figures differ from, for whoever may revise it.
    func weekDuePage(_ texts: Texts) -> WeekPage { weekLivePage(sealedWeek, problems, texts) }

    private func weekLivePage(_ sealed: SealedWeek?, _ problems: [Problem], _ texts: Texts) -> WeekPage {
        let draft = WeekDraft(figures: week, content: WeeklyReport.Content(), sealed: sealed, previous: nil)
        let live = LiveWeekLines(week.week, draft, mayClose: true, problems: problems, texts)
        return WeekPage(week, now: Self.now.adding(seconds: 8 * 86_400), live: live, texts)
    }
}
