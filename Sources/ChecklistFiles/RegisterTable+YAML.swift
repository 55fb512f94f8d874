import Compliance
import StrictJSON

extension SheetTable<RegisterColumn> {
    /// A list of sites in YAML, each with the columns as names.
    init(yaml text: String) throws(Problems) {
        let root = try YAMLText.read(text)
        var reading = YAMLReading()
        if let sites = root.array {
            for site in sites { reading.take(site) }
        } else {
            reading.note("wrongType", root.mark, zh: "应为点位的列表。", en: "This must be a list of sites.")
        }
        self.init(rows: reading.rows, problems: reading.problems)
    }
}

private struct YAMLReading {
    private(set) var rows: [TableRow<RegisterColumn>] = []
    private(set) var problems: [Problem] = []

    mutating func take(_ site: Node) {
        guard let members = site.object else {
            note("wrongType", site.mark, zh: "每个点位应为若干“名称: 值”。", en: "A site is a set of names and values.")
            return
        }
        rows.append(TableRow(number: Int(site.mark.line), cells: cells(members), places: [:]))
    }

    private mutating func cells(_ members: [Node.Member]) -> [RegisterColumn: TableCell] {
        var cells: [RegisterColumn: TableCell] = [:]
        var seen: Set<RegisterColumn> = []
        for member in members {
            let mark = member.value.mark
            guard let column = column(member.name, mark, &seen) else { continue }
            guard let text = member.value.string ?? member.value.number ?? (member.value.isNull ? "" : nil)
            else {
                note(
                    "wrongType",
                    mark,
                    zh: "“\(member.name.shown)”应为文字、日期或数字。",
                    en: "'\(member.name.shown)' must be text, a date or a number."
                )
                continue
            }
            let cell = TableCell(text, .text, mark)
            if !cell.text.isEmpty { cells[column] = cell }
        }
        return cells
    }

    private mutating func column(
        _ name: String,
        _ mark: Mark,
        _ seen: inout Set<RegisterColumn>
    ) -> RegisterColumn? {
        guard let column = RegisterColumn.named(name) else {
            let known = RegisterColumn.all.map { "\($0.title.zh)/\($0.title.en)" }.joined(separator: " ")
            note(
                "unknownColumn",
                mark,
                zh: "不认识“\(name.shown)”；可用：\(known)",
                en: "there is no '\(name.shown)'; known are \(known)"
            )
            return nil
        }
        guard seen.insert(column).inserted else {
            note("repeated", mark, zh: "“\(name.shown)”出现了两次。", en: "'\(name.shown)' is there twice.")
            return nil
        }
        return column
    }

    mutating func note(_ code: String, _ mark: Mark, zh: String, en: String) {
        problems.append(Problem(code, at: "", mark: mark, Text(zh: zh, en: en)))
    }
}
