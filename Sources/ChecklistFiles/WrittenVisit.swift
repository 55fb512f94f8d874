package import Compliance
package import StrictJSON

/// One visit as rows of a table have it.
package struct WrittenVisit: Sendable {
    typealias Row = TableRow<VisitColumn>

    let rows: [Row]
    let isText: Bool
    let countsFrom1904: Bool

    init(_ rows: [Row], isText: Bool, countsFrom1904: Bool) {
        self.rows = rows
        self.isText = isText
        self.countsFrom1904 = countsFrom1904
    }

    /// In lower case; of whatever form.
    package var id: String { rows[0].text(.id).lowercased() }

    /// The visit without what was found, by which its checklist is known.
    package var header: Node {
        var found = Found()
        return .object(header(&found) + [("answers", .object([]))])
    }

    /// The filing that it amounts to against that checklist, and what is wrong with its cells before anything is judged.
    package func filing(against checklist: Checklist?) -> (node: Node, problems: [Problem]) {
        var found = Found()
        let header = header(&found)
        let facts = members(of: .fact, &found) { row, found in
            value(of: row, checklist?.facts.first { $0.name.isExactly(row.text(.code)) }?.type, &found)
        }
        let items = Dictionary((checklist?.items ?? []).map { ($0.code, $0.answer) }) { first, _ in first }
        let answers = members(of: .answer, &found) { row, found in
            answer(of: row, items[row.text(.code)], &found)
        }
        let confirmations = members(of: .confirmation, &found) { row, _ in .string(prose(row, .note)) }
        noteParts(&found)
        return (
            .object(
                header + [
                    ("facts", .object(facts)), ("answers", .object(answers)),
                    ("confirmations", confirmations.isEmpty ? nil : .object(confirmations)),
                ]
            ), found.problems
        )
    }

    /// The score that the file says the visit came to; nil where it says none.
    package var score: String? {
        rows.lazy.compactMap { $0.cells[.score] }.first { !$0.text.isEmpty }.map(numeral)
    }

    /// That it came to another.
    package func otherScore(_ score: String) -> Problem {
        let row = rows.first { !$0.text(.score).isEmpty } ?? rows[0]
        return row.problem(
            "otherScore",
            .score,
            zh: "文件里是 \((self.score ?? "").shown)，按答案算出来是 \(score)。",
            en: "the file says \((self.score ?? "").shown); by its answers it is \(score)."
        )
    }

    /// What is wrong with the filing, at the cell that says so. nil where that cell's own problem was said already.
    package func problem(_ problem: Problem, besides said: [Problem]) -> Problem? {
        let (row, column) = place(of: problem.pointer)
        let placed = row.problem(problem.code, column, zh: problem.message.zh, en: problem.message.en)
        return said.contains { $0.pointer == placed.pointer } ? nil : placed
    }

    /// Something about the visit as a whole.
    package func problem(_ code: String, _ message: Text) -> Problem {
        rows[0].problem(code, .id, zh: message.zh, en: message.en)
    }

    // MARK: The visit

    /// What is wrong, as cells are read.
    struct Found {
        var problems: [Problem] = []
    }

    private func header(_ found: inout Found) -> [(String, Node?)] {
        var members: [(String, Node?)] = []
        func text(_ column: VisitColumn) -> Node? { cell(column, &found).map { .string($0.text.asCode) } }
        func prose(_ column: VisitColumn) -> Node? {
            cell(column, &found).map { .string(isText ? FormulaGuard.bare($0.written) : $0.written) }
        }
        func moment(_ column: VisitColumn) -> Node? {
            guard let cell = cell(column, &found) else { return nil }
            if let moment = Instant(cell, countsFrom1904: countsFrom1904) { return .string("\(moment)") }
            found.problems.append(
                row(of: column)
                    .problem(
                        "badMoment",
                        column,
                        zh: "“\(cell.text.shown)”不是时间：写作 2021-08-18 09:00。",
                        en: "'\(cell.text.shown)' is no time: write 2021-08-18 09:00."
                    )
            )
            return nil
        }
        members.append(("id", text(.id)))
        members.append(("site", text(.site)))
        members.append(("checklist", text(.checklist)))
        members.append(("version", text(.version)))
        members.append(("kind", cell(.kind, &found).map { .string(Self.kind($0.text)) }))
        members.append(("inspectors", .array([prose(.inspector), prose(.second)].compactMap(\.self))))
        members.append(("escort", prose(.escort)))
        members.append(("startedAt", moment(.started)))
        members.append(("finishedAt", moment(.finished)))
        if let revises = text(.revises) {
            members.append(
                (
                    "revises",
                    .object([("inspection", revises), ("reason", prose(.reason)), ("by", prose(.by))])
                )
            )
        }
        return members
    }

    /// The one thing that the rows say of the visit in that column; another beside it is noted.
    private func cell(_ column: VisitColumn, _ found: inout Found) -> TableCell? {
        var first: TableCell?
        for row in rows {
            guard let cell = row.cells[column], isReadable(cell, column, row, &found) else { continue }
            guard let known = first else {
                first = cell
                continue
            }
            if !known.text.isExactly(cell.text) {
                found.problems.append(
                    row.problem(
                        "otherwise",
                        column,
                        zh: "与本次检查上面一行写的“\(known.text.shown)”不同。",
                        en: "it differs from '\(known.text.shown)' in a row of the same visit above."
                    )
                )
                return first
            }
        }
        return first
    }

    private func row(of column: VisitColumn) -> Row { rows.first { $0.cells[column] != nil } ?? rows[0] }

    func isReadable(
        _ cell: TableCell,
        _ column: VisitColumn,
        _ row: Row,
        _ found: inout Found
    ) -> Bool {
        guard cell.kind == .error || cell.kind == .unresolved else { return true }
        found.problems.append(
            row.problem(
                "noValue",
                column,
                zh: "公式没有结果，或结果是错误值。",
                en: "it has a formula without a result, or an error."
            )
        )
        return false
    }

    /// The word of the kind of visit that the text means; of none, the text.
    private static func kind(_ text: String) -> String {
        let known = InspectionKind.allCases.first { kind in
            [kind.rawValue, kind.title.zh, kind.title.en]
                .contains { $0.lowercased().isExactly(text.lowercased()) }
        }
        return known?.rawValue ?? text
    }

    // MARK: Places

    /// The row and column that a place in the filing stands in.
    private func place(of pointer: String) -> (Row, VisitColumn) {
        let steps = pointer.split(at: "/").map(String.init)
        func row(_ part: VisitColumn.Part) -> Row? {
            steps.count < 2 ? nil : rows.first { self.part($0) == part && $0.text(.code).isExactly(steps[1]) }
        }
        switch steps.first {
        case "facts": return (row(.fact) ?? rows[0], row(.fact) == nil ? .code : .value)
        case "confirmations":
            return (row(.confirmation) ?? rows[0], row(.confirmation) == nil ? .code : .note)
        case "answers":
            guard let row = row(.answer) else { return (rows[0], .code) }
            return (row, steps.count > 2 ? VisitColumn(rawValue: steps[2]) ?? .value : .value)
        case "site", "checklist", "version", "kind", "escort":
            let column = VisitColumn(rawValue: steps[0]) ?? .id
            return (self.row(of: column), column)
        case "inspectors":
            let column: VisitColumn = steps.count > 1 && steps[1] == "1" ? .second : .inspector
            return (self.row(of: column), column)
        case "startedAt": return (self.row(of: .started), .started)
        case "finishedAt": return (self.row(of: .finished), .finished)
        case "revises":
            let column: VisitColumn =
                steps.count > 1 ? ["reason": .reason, "by": .by][steps[1]] ?? .revises : .revises
            return (self.row(of: column), column)
        default: return (rows[0], .id)
        }
    }
}
