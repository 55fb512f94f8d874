import Compliance
import Store

/// A notice in words and tables: the head, what has to be mended by when, and whether it arrived.
struct NoticeText {
    private let record: NoticeRecord

    init(_ record: NoticeRecord) { self.record = record }

    static var headings: [String] {
        [("文号", "number"), ("签发", "issued"), ("点位", "site"), ("整改项", "items"), ("送达", "arrival")]
            .map { Wording.text($0.0, $0.1) }
    }

    var cells: [String] {
        let (notice, content) = (record.notice, record.notice.content)
        return [
            notice.number, notice.issuedAt.shanghai, content.site.code,
            content.items.map(\.item).joined(separator: " "), record.arrival.words,
        ]
    }

    var whole: String {
        let (notice, content) = (record.notice, record.notice.content)
        let vacant = Wording.text("现无人在任", "nobody in office")
        let head = [
            "\(notice.number)  \(notice.office[.ofShell])  \(notice.issuedAt.shanghai)",
            "\(content.site.code) \(content.site.name[.ofShell]), \(Responsible.director.title[.ofShell]): "
                + (content.director ?? vacant),
            "\(content.visit.id)  \(content.visit.kind.title[.ofShell])  \(content.visit.finishedAt.shanghai)",
        ]
        let lines = content.items.map { line in
            [
                line.item, line.severity.title[.ofShell], line.required[.ofShell], line.found[.ofShell],
                line.deadline.shanghai, line.text[.ofShell],
            ]
        }
        let headings = [
            ("编号", "item"), ("等级", "severity"), ("要求", "required"), ("检查情况", "found"), ("期限", "deadline"),
            ("", ""),
        ]
        .map { Wording.text($0.0, $0.1) }
        return [head.joined(separator: "\n"), Terminal.table([headings] + lines), standing]
            .joined(separator: "\n\n")
    }

    /// Whether it arrived, and what became of the visit.
    var standing: String {
        var lines = ["\(record.notice.number): \(record.arrival.words)"]
        if record.isWithdrawn {
            lines.append(Wording.text("所据的检查后来已撤销。", "The visit was withdrawn since."))
        }
        if let next = record.revisedBy {
            lines.append(Wording.text("所据的检查后来由 \(next) 更正。", "The visit was corrected since by \(next)."))
        }
        lines.append("SHA-256 \(record.digest)")
        return lines.joined(separator: "\n")
    }
}
