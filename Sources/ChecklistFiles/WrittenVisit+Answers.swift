import Compliance
import Foundation
import StrictJSON

/// What was found at a visit, as its rows say it.
extension WrittenVisit {
    /// What the row is of, by its own words; nil where it is of nothing.
    func part(_ row: Row) -> VisitColumn.Part? {
        let text = row.text(.part).lowercased()
        return VisitColumn.Part.allCases.first { part in
            [part.rawValue, part.title.zh, part.title.en].contains { $0.isExactly(text) }
        }
    }

    /// Notes rows that say something and not of what.
    func noteParts(_ found: inout Found) {
        for row in rows where part(row) == nil {
            let says = row.cells.contains { !$0.key.isOfVisit && !$0.value.text.isEmpty }
            guard says else { continue }
            found.problems.append(
                row.problem(
                    "unknownPart",
                    .part,
                    zh: "应为“事实”“答案”“确认”之一。",
                    en: "it must be fact, answer or confirmation."
                )
            )
        }
    }

    func members(
        of part: VisitColumn.Part,
        _ found: inout Found,
        _ node: (Row, inout Found) -> Node?
    ) -> [(String, Node?)] {
        var members: [(String, Node?)] = []
        var known: Set<String> = []
        for row in rows where self.part(row) == part {
            let code = row.text(.code)
            guard !code.isEmpty else {
                found.problems.append(row.problem("missing", .code, zh: "没有填写。", en: "it is missing."))
                continue
            }
            guard known.insert(code).inserted else {
                found.problems.append(
                    row.problem(
                        "repeated",
                        .code,
                        zh: "“\(code.shown)”在本次检查里已经写过。",
                        en: "'\(code.shown)' is there already in this visit."
                    )
                )
                continue
            }
            let cells = row.cells.filter { !$0.key.isOfVisit }
            let count = found.problems.count
            for (column, cell) in cells { _ = isReadable(cell, column, row, &found) }
            if found.problems.count == count, let value = node(row, &found) { members.append((code, value)) }
        }
        return members
    }

    func answer(of row: Row, _ type: AnswerType?, _ found: inout Found) -> Node? {
        var members: [(String, Node?)] = []
        if !row.text(.notApplicable).isEmpty {
            members.append(("notApplicable", .string(prose(row, .notApplicable))))
        }
        if isSo(row, .notChecked, &found) { members.append(("notChecked", "")) }
        if let cell = row.cells[.deductions] {
            members.append(("deductions", .array(cell.text.split(at: " ").map { .string(String($0)) })))
        }
        if let cell = row.cells[.further] { members.append(("further", number(cell))) }
        if let value = value(of: row, type, &found) { members.append(("value", value)) }
        if !row.text(.note).isEmpty { members.append(("note", .string(prose(row, .note)))) }
        if !row.text(.evidence).isEmpty {
            let lines = prose(row, .evidence).split(at: "\n").map { String($0).trimmed }
            members.append(("evidence", .array(lines.filter { !$0.isEmpty }.map(Node.string))))
        }
        if isSo(row, .fixedOnSpot, &found) { members.append(("fixedOnSpot", true)) }
        return .object(members)
    }

    /// What stands under the value, as an answer of that kind; what is none is left for whoever judges it.
    func value(of row: Row, _ type: AnswerType?, _ found: inout Found) -> Node? {
        guard let cell = row.cells[.value] else { return nil }
        switch type {
        case .yesNo:
            switch Self.yesOrNo(cell.text) {
            case true?: return "yes"
            case false?: return "no"
            case nil: return .string(cell.text)
            }
        case .number: return number(cell)
        case .date:
            guard case .day(let day)? = WrittenDay(cell, countsFrom1904: countsFrom1904) else {
                return .string(cell.text)
            }
            return .string("\(day)")
        case .choice(let choices):
            let known = choices.first { choice in
                [choice.value, choice.title.zh, choice.title.en].contains { $0.isExactly(cell.text) }
            }
            return .string(known?.value ?? cell.text)
        case .text, .graded, nil: return .string(prose(row, .value))
        }
    }

    /// The text of a number as spreadsheets show it, in fifteen digits: a workbook may store 72.6 as 72.59999999999999.
    func numeral(_ cell: TableCell) -> String {
        let text = cell.text.asCode
        guard !isText, cell.kind == .number, text.utf8.count(where: { (0x30...0x39).contains($0) }) > 15,
            let number = Double(text)
        else { return text }
        return String(format: "%.15g", number)
    }

    /// A number where the text is one; else the text, for whoever judges it.
    private func number(_ cell: TableCell) -> Node {
        let text = numeral(cell)
        let isNumber = text.wholeMatch(of: /-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,30})?/) != nil
        return isNumber ? Node(.number(text)) : .string(cell.text)
    }

    private func isSo(_ row: Row, _ column: VisitColumn, _ found: inout Found) -> Bool {
        guard let cell = row.cells[column], !cell.text.isEmpty else { return false }
        if let known = Self.yesOrNo(cell.text) { return known }
        found.problems.append(
            row.problem("notYesOrNo", column, zh: "应填是或否。", en: "it must be yes or no.")
        )
        return false
    }

    private static func yesOrNo(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "是", "yes", "true": true
        case "否", "no", "false": false
        default: nil
        }
    }

    /// The words as they stand there, without what keeps separated text from being a formula.
    func prose(_ row: Row, _ column: VisitColumn) -> String {
        let text = row.cells[column]?.written ?? ""
        return isText ? FormulaGuard.bare(text) : text
    }
}
