package import Compliance
import StrictJSON

/// What a register's file says, as far as it can be told.
package struct RegisterReading: Sendable {
    /// Of the rows that are complete; all of them where nothing is wrong or open.
    package let entries: [RegisterEntry]
    package let problems: [Problem]
    /// How many problems more there were.
    package let unsaid: Int
    package let questions: [FileQuestion]
    package internal(set) var setAside: [SetAside]
    /// The sheet that was read; empty where the file is one alone.
    package let sheet: String
    /// All sheets of the file.
    package internal(set) var sheets: [String] = []
    private let places: [RegisterColumn: Int]
    private let isLettered: Bool

    init(
        _ table: SheetTable<RegisterColumn>,
        sheet: String,
        countsFrom1904: Bool,
        townships: [Township],
        confirming: Set<String>
    ) throws(Problems) {
        guard !table.rows.isEmpty || !table.problems.isEmpty else {
            throw Problems([Problem("empty", at: "", Text(zh: "文件里没有点位。", en: "The file holds no sites."))])
        }
        guard table.rows.count <= CSV.mostRows else { throw Problems([CSV.tooManyRows()]) }
        let asked = RegisterQuestions(table.rows, countsFrom1904: countsFrom1904, confirming: confirming)
        let rows = asked.fillsTownships ? table.rows.withTownshipsFilled : table.rows
        let context = RegisterContext(asked, countsFrom1904: countsFrom1904, townships: townships)
        var (entries, problems, unsaid): ([RegisterEntry], [Problem], Int) = ([], table.problems, 0)
        for row in rows {
            var reading = RegisterRow(row, context)
            if let entry = reading.entry() { entries.append(entry) }
            if problems.count < Problems.most {
                problems += reading.problems
            } else {
                unsaid += reading.problems.count
            }
        }
        problems += RegisterAgreement.problems(in: rows, townships: townships)
        self.entries = entries
        self.problems = problems.inOrderOfText
        self.unsaid = unsaid
        questions = asked.open
        setAside = table.setAside
        self.sheet = sheet
        places = rows.first?.places ?? [:]
        isLettered = rows.first?.isLettered == true
    }

    /// The entries; throws everything that is wrong or open.
    package func entriesOrProblems() throws(Problems) -> [RegisterEntry] {
        let all = (problems + questions.map(\.problem)).inOrderOfText
        guard all.isEmpty else { throw Problems(all, unsaid: unsaid) }
        return entries
    }

    /// A problem that the register had with an entry, by its number and field (`/3/director_since`), as one of the row
    /// and column that it was read from.
    package func located(_ problem: Problem) -> Problem {
        let parts = problem.pointer.split(at: "/").map(String.init)
        guard let index = parts.first.flatMap({ Int($0) }), entries.indices.contains(index) else {
            return problem
        }
        let row = TableRow<RegisterColumn>(
            number: entries[index].row,
            cells: [:],
            places: places,
            isLettered: isLettered
        )
        guard let column = parts.dropFirst().first.flatMap(RegisterColumn.named(field:)) else {
            return Problem(
                problem.code,
                at: "/\(row.number)",
                mark: Mark(line: row.number, column: 1),
                Text(
                    zh: "第 \(row.number) 行：\(problem.message.zh)",
                    en: "row \(row.number): \(problem.message.en)"
                )
            )
        }
        return row.problem(problem.code, column, zh: problem.message.zh, en: problem.message.en)
    }
}

extension [TableRow<RegisterColumn>] {
    /// With the township of the row above where a row names none.
    fileprivate var withTownshipsFilled: [TableRow<RegisterColumn>] {
        var above: TableRow<RegisterColumn>?
        return map { row in
            if row.isTownshipSaid { above = row }
            guard row.needsTownship, let above else { return row }
            var row = row
            for column in [RegisterColumn.township, .townshipCode, .townshipEnglish] {
                row.cells[column] = above.cells[column]
            }
            return row
        }
    }
}

extension RegisterField {
    /// What a register calls it.
    package var title: Text { RegisterColumn.named(field: name)?.title ?? Text(zh: name, en: name) }
}
