import Compliance
import Store

/// A draw in words.
struct DrawText {
    let record: DrawRecord
    let opened: OpenedDraw?

    init(_ record: DrawRecord, _ opened: OpenedDraw?) {
        self.record = record
        self.opened = opened
    }

    var whole: String {
        let frame = record.frame
        var lines = [
            "\(record.id)  \(frame.firstDay) – \(frame.lastDay)",
            Wording.text(
                "\(frame.sites.count) 个点位中抽 \(frame.visits) 个，每处 \(frame.team) 名检查员；\(record.drawnAt.shanghai) 由 \(record.drawnBy) 抽取，第 \(record.entry) 号记录。",
                "\(frame.visits) of \(frame.sites.count.of("site", "sites")), \(frame.team.of("inspector", "inspectors")) each; drawn \(record.drawnAt.shanghai) by \(record.drawnBy), entry \(record.entry)."
            ),
            "SHA-256 \(Wording.text("名单", "list")) \(record.frameDigest)",
            "SHA-256 \(Wording.text("种子", "seed")) \(record.seedDigest)",
        ]
        if let discard = record.discard {
            lines.append(
                Wording.text(
                    "\(discard.at.shanghai) 由 \(discard.by) 作废：\(discard.reason)",
                    "Given up \(discard.at.shanghai) by \(discard.by): \(discard.reason)"
                )
            )
        }
        guard let opened else {
            return
                (lines + [Wording.text("\(frame.lastDay) 过后公开。", "Open once \(frame.lastDay) is over.")])
                .joined(separator: "\n")
        }
        let visits = opened.given.map { visit in
            [
                "\(visit.drawn.day)", visit.drawn.site, visit.drawn.inspectors.joined(separator: " "),
                visit.inspection.map { "\($0)" } ?? Wording.text("未检查", "not made"),
            ]
        }
        lines.append("\(Wording.text("种子", "seed")) \(opened.seed)")
        lines.append("\(Wording.text("树根", "root")) \(opened.root ?? "–")")
        return (lines + (visits.isEmpty ? [] : [Terminal.table(visits)])).joined(separator: "\n")
    }
}
