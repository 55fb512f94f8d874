import Compliance
import Store

/// A site in words and tables.
struct SiteText {
    private let figures: SiteFigures

    init(_ figures: SiteFigures) {
        self.figures = figures
    }

    /// What it is called and is, its periods and its former names.
    var head: String { headParts.joined(separator: "\n\n") }

    private var headParts: [String] {
        let site = figures.site
        let head =
            "\(site.code) \(site.name[.ofShell])  \(site.kind.title[.ofShell])"
            + (site.township.map { "  \($0.name[.ofShell])" } ?? "")
            + "\n" + Wording.text("启用 ", "open since ") + "\(site.openedOn)"
            + (site.closedOn.map { Wording.text("，停用 ", ", closed ") + "\($0)" } ?? "")
            + (site.capacity.map { Wording.text("，容量 \($0) 人", ", \($0) people") } ?? "")
            + (site.address.isEmpty ? "" : "\n\(site.address)")
            + (figures.place.map(Self.line) ?? "")
        var parts = [head]
        let former = figures.formerly.map(Self.formerly)
        let periods = figures.periods.dropLast()
            .map {
                Wording.text("运行期 ", "in operation ")
                    + "\($0.openedOn) – \($0.closedOn.map { "\($0)" } ?? "")"
            }
        let moves = figures.moves.map(Self.line)
        if !(former + periods + moves).isEmpty {
            parts.append((periods + moves + former).joined(separator: "\n"))
        }
        return parts
    }

    var whole: String {
        var parts = headParts
        if !figures.postings.isEmpty { parts.append(Terminal.table(figures.postings.map(Self.row))) }
        let vacancies = figures.vacancies(on: Day(.now))
            .map { vacancy in
                Wording.text(
                    "\(vacancy.duty.title.zh)：自 \(vacancy.since) 起空缺",
                    "\(vacancy.duty.title.en): vacant since \(vacancy.since)"
                )
            }
        if !vacancies.isEmpty { parts.append(vacancies.joined(separator: "\n")) }
        parts.append(
            figures.history.isEmpty
                ? Wording.text("从未检查。", "Never inspected.")
                : Terminal.table(
                    [Self.historyHeading] + figures.history.map { Self.row($0, at: figures.site.code) }
                )
        )
        if !figures.openGaps.isEmpty {
            parts.append(Terminal.table([GapRow.heading] + figures.openGaps.map { GapRow($0).cells }))
        }
        return parts.joined(separator: "\n\n")
    }

    private static func line(_ place: SitePlace) -> String {
        Wording.text(
            "\n纬度 \(place.latitude)，经度 \(place.longitude)（\(place.datum)）",
            "\nlatitude \(place.latitude), longitude \(place.longitude) (\(place.datum))"
        )
    }

    private static func line(_ move: SiteMove) -> String {
        let other = "\(move.code) \(move.name[.ofShell])"
        return move.isPredecessor
            ? Wording.text("\(move.day) 起接续 \(other)", "goes on since \(move.day) from \(other)")
            : Wording.text("\(move.day) 起迁至 \(other)", "goes on since \(move.day) as \(other)")
    }

    /// `until 2021-09-03: 旧名, 旧乡, 老学校, 20`.
    private static func formerly(_ former: SiteDescription) -> String {
        let said = [
            former.name[.ofShell], former.township.map { $0.name[.ofShell] },
            former.address.isEmpty ? nil : former.address, former.capacity.map { "\($0)" },
        ]
        let until = former.until.map { "\($0)" } ?? ""
        return Wording.text("至 \(until)：", "until \(until): ")
            + said.compactMap { $0 }.joined(separator: Wording.text("，", ", "))
    }

    /// Sites among which one has to be chosen, and how many more there are.
    static func list(_ page: ListPage<SiteStanding>) -> String {
        let rows = page.elements.map { standing in
            [
                standing.site.code, standing.site.name[.ofShell],
                standing.site.township?.name[.ofShell] ?? "", standing.site.address,
            ]
        }
        let more = page.total - rows.count
        let table = Terminal.table([listHeading] + rows)
        return more > 0 ? table + "\n\n" + Wording.text("另有 \(more) 个。", "\(more) more.") : table
    }

    private static var listHeading: [String] {
        Language.ofShell == .zh
            ? ["编号", "名称", "乡镇", "地址"] : ["code", "name", "township", "address"]
    }

    static func row(_ posting: Posting) -> [String] {
        [
            posting.duty.title[.ofShell], posting.person,
            "\(posting.from) – \(posting.to.map { "\($0)" } ?? "")",
        ]
    }

    private static var historyHeading: [String] {
        Language.ofShell == .zh
            ? ["检查时间", "得分", "底线", "结论", "差距", "编号"] : ["visit", "score", "floor", "grade", "gaps", "id"]
    }

    private static func row(_ visit: InspectionSummary, at code: String) -> [String] {
        [
            visit.finishedAt.shanghai + (visit.site == code ? "" : " \(visit.site)"),
            Wording.score(visit.shown), Wording.floor(visit.floor),
            visit.grade?.title[.ofShell] ?? Wording.undecided, String(visit.gaps.total), "\(visit.id)",
        ]
    }
}

/// A gap of a list of gaps.
struct GapRow {
    let cells: [String]

    static var heading: [String] {
        Language.ofShell == .zh
            ? ["点位", "编号", "等级", "情况", "失分", "责任", "次数", "始于", "整改期限", "要求"]
            : [
                "site", "item", "severity", "status", "lost", "owed by", "seen", "since", "deadline",
                "requirement",
            ]
    }

    /// Overdue is judged by `now`: of a week that is over, its end.
    init(_ gap: StandingGap, now: Instant = .now) {
        cells = [
            gap.site.code, gap.item, gap.severity.title[.ofShell], gap.status.title[.ofShell],
            gap.pointsLost.points,
            gap.responsible.title[.ofShell], gap.recurrence.title[.ofShell], "\(gap.since)",
            gap.deadline.shanghai + (gap.deadline < now ? Wording.text(" 已超期", " overdue") : ""),
            gap.text[.ofShell],
        ]
    }
}
