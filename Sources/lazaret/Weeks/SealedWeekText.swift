import Compliance
import Papers
import Store

/// A sealed report in words.
struct SealedWeekText {
    private let sealed: SealedWeek
    private var report: WeeklyReport { sealed.report }

    init(_ sealed: SealedWeek) {
        self.sealed = sealed
    }

    /// Which report it is, and what ties it to the record.
    var head: String {
        var lines = [
            Wording.text(
                "\(report.week) 已封存，第 \(report.revision) 版，截止 \(report.cutOff.shanghai)，第 \(sealed.revision.entry) 号记录",
                "\(report.week) is sealed, revision \(report.revision), cut off \(report.cutOff.shanghai), entry \(sealed.revision.entry)"
            ),
            Wording.text("摘要 ", "digest ") + sealed.revision.digest,
        ]
        if let reason = report.reason { lines.append(Wording.text("修订理由：", "revised because: ") + reason) }
        if let previous = report.previous {
            lines.append(
                Wording.text(
                    "接续 \(previous.week) 第 \(previous.revision) 版 \(previous.digest)",
                    "goes on from \(previous.week), revision \(previous.revision) \(previous.digest)"
                )
            )
        }
        if let head = report.head {
            lines.append(
                Wording.text(
                    "截止时已封存 \(head.size) 条记录，树根 \(head.root)",
                    "\(head.size) entries sealed at the cut-off, root \(head.root)"
                )
            )
        }
        return lines.joined(separator: "\n")
    }

    /// That the PDF is kept, or why there is none.
    static func line(_ paper: Swift.Result<WeekPaper, PaperRefusal>) -> String {
        switch paper {
        case .success(let kept):
            Wording.text("PDF 已存档，摘要 \(kept.digest)", "the PDF is kept, digest \(kept.digest)")
        case .failure(let refusal):
            Wording.text("没有存档 PDF：", "no PDF is kept: ") + refusal.message[.ofShell]
        }
    }

    /// What a revision says otherwise, a line each.
    var difference: String {
        report.changes
            .map { change in
                let (from, to) = (change.from?[.ofShell] ?? "–", change.to?[.ofShell] ?? "–")
                return "\(change.part.title[.ofShell])  \(change.what[.ofShell])  \(from) → \(to)"
            }
            .joined(separator: "\n")
    }

    /// The whole report.
    var whole: String {
        var parts = [head] + (difference.isEmpty ? [] : [difference])
        parts.append(WeekText(WeekFigures(report)).whole)
        let content = report.content
        if !content.townshipsWithoutSite.isEmpty {
            let names = content.townshipsWithoutSite.map { $0.name[.ofShell] }
            parts.append(
                Wording.text("没有隔离点的乡镇：", "Townships without a site: ")
                    + names.joined(separator: Wording.text("、", ", "))
            )
        }
        parts.append(
            Wording.text(
                "卫健部门应办未办事项：未检查的点位 \(content.notVisited.count) 个，复查 \(content.rechecks.count) 项",
                "The commission itself owes visits to \(content.notVisited.count.of("site", "sites")), and \(content.rechecks.count.of("re-check", "re-checks"))"
            )
        )
        parts.append(
            Wording.text(
                "计入的检查 \(content.inspections.count) 次",
                "Inspections counted: \(content.inspections.count)"
            )
        )
        return parts.joined(separator: "\n\n")
    }
}
