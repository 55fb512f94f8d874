import Compliance
import Store

/// A site below the minimum in words: the visits, who directed it at which of them, and what a case would still lack.
struct FlagText {
    private let flag: Flag
    private let isOver: Bool

    init(_ flag: Flag, isOver: Bool) {
        (self.flag, self.isOver) = (flag, isOver)
    }

    var whole: String {
        ([head] + (notes + holders + [present] + evidence + missing).map { "  " + $0 })
            .joined(separator: "\n")
    }

    private var head: String {
        let (zh, en) = (flag.site.name.zh, flag.site.name.en)
        let (count, since) = (flag.inspections, flag.since)
        return switch (flag.isPersisting, flag.isUnproven) {
        case (true, false):
            Wording.text(
                "\(zh)：持续不达标，连续 \(count) 次检查，始于 \(since)",
                "\(en): persisting below the minimum, \(count) inspections in a row, since \(since)"
            )
        case (true, true):
            Wording.text(
                "\(zh)：连续 \(count) 次检查底线未证实，始于 \(since)；没有查到不符合的一票否决项",
                "\(en): floor not shown to hold at \(count) inspections in a row, since \(since); no critical item was found unmet"
            )
        case (false, false):
            Wording.text(
                "\(zh)：最近一次检查（\(since)）不达标，只有这一次",
                "\(en): below the minimum at the last inspection, of \(since), and at that one alone"
            )
        case (false, true):
            Wording.text(
                "\(zh)：最近一次检查（\(since)）底线未证实；没有查到不符合的一票否决项",
                "\(en): floor not shown to hold at the last inspection, of \(since); no critical item was found unmet"
            )
        }
    }

    private var notes: [String] {
        (flag.changedHands
            ? [
                Wording.text(
                    "其间换过负责人；各人只对应自己任期内的检查",
                    "the director changed in between; each is shown with the visits of the own term alone"
                )
            ] : [])
            + (flag.wasVacant
                ? [
                    Wording.text(
                        "有的检查当日无人担任负责人",
                        "nobody directed the site on the day of some of these visits"
                    )
                ] : [])
            + (flag.undecided > 0
                ? [
                    Wording.text(
                        "其间另有 \(flag.undecided) 次检查无法判定，既不中断，也不计入连续次数",
                        "visits since then that could not be worked out, and neither end nor extend the run: \(flag.undecided)"
                    )
                ] : [])
    }

    private var holders: [String] {
        flag.holders.map { holder in
            let who = holder.posting.map(Self.words) ?? Wording.text("当日无人在册", "nobody on record that day")
            let place =
                holder.site == flag.site.code
                ? "" : Wording.text("（点位编号 \(holder.site)）", " (under the code \(holder.site))")
            let days = holder.first == holder.last ? "\(holder.first)" : "\(holder.first) – \(holder.last)"
            return Wording.text("\(who)：其中 \(holder.visits) 次，", "\(who): \(holder.visits) of these visits, ")
                + days + place
        }
    }

    private var present: String {
        let who =
            flag.present.map(Self.words) ?? flag.vacantSince
            .map { Wording.text("\($0) 起无人在册", "nobody on record since \($0)") }
            ?? Wording.text("无人在册", "nobody on record")
        let when =
            isOver
            ? Wording.text("本周末的负责人：", "director at the week's end: ")
            : Wording.text("现在的负责人：", "director now: ")
        return when + who
    }

    private static func words(_ posting: Posting) -> String {
        let term =
            posting.to.map { "\(posting.from) – \($0)" }
            ?? Wording.text("\(posting.from) 起", "since \(posting.from)")
        return Wording.text("\(posting.person)（\(term)）", "\(posting.person) (\(term))")
    }

    /// A line a visit; where some are not shown, how many.
    private var evidence: [String] {
        var lines: [String] = []
        var last = 0
        for visit in flag.evidence {
            let between = visit.number - last - 1
            if between > 0 {
                lines.append(
                    Wording.text(
                        "中间 \(between) 次未列出，见 lazaret show site \(flag.site.code)",
                        "\(between) visits in between are not listed here: lazaret show site \(flag.site.code)"
                    )
                )
            }
            last = visit.number
            let summary = visit.summary
            let items = [
                (Wording.text("不符合：", "not met: "), visit.notMet),
                (Wording.text("未检查：", "not checked: "), visit.notChecked),
            ]
            .filter { !$0.1.isEmpty }
            .map { "  " + $0 + $1.map(\.code).joined(separator: Wording.text("、", ", ")) }
            lines.append(
                "\(summary.finishedAt.shanghai)  \(Wording.score(summary.shown))  "
                    + Wording.text("底线", "floor ") + Wording.floor(summary.floor) + items.joined()
                    + "  \(summary.id)"
            )
        }
        return lines + flag.criticalItems.map { "\($0.code) \($0.text[.ofShell])" }
    }

    private var missing: [String] {
        flag.missing.map { Wording.text("尚缺的记录：", "not on record: ") + $0[.ofShell] }
    }
}
