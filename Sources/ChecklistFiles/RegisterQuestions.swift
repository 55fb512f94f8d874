package import Compliance
import StrictJSON

/// What a file leaves open, and the answers among which a person chooses: it is neither guessed nor refused.
package struct FileQuestion: Sendable, Hashable {
    package struct Answer: Sendable, Hashable {
        /// A digest of what is asked and answered: the same for the same cells, another where they changed.
        package let id: String
        package let text: Text

        package init(id: String, text: Text) {
            self.id = id
            self.text = text
        }
    }

    package let problem: Problem
    /// One of them is to be confirmed.
    package let answers: [Answer]

    package init(problem: Problem, answers: [Answer]) {
        self.problem = problem
        self.answers = answers
    }
}

/// The questions of one table, and how the rows read once they are answered.
struct RegisterQuestions {
    /// Those that nobody answered yet.
    private(set) var open: [FileQuestion] = []
    /// The order of month and day that was confirmed for days that have their year last.
    private(set) var monthFirst: Bool?
    /// Whether a month alone stands for its first day.
    private(set) var takesMonths = false
    /// Whether an empty township is that of the row above.
    private(set) var fillsTownships = false

    private let confirmed: Set<String>

    init(_ rows: [TableRow<RegisterColumn>], countsFrom1904: Bool, confirming: Set<String>) {
        confirmed = confirming
        var either: [(TableRow<RegisterColumn>, RegisterColumn, Int, Int)] = []
        var months: [(TableRow<RegisterColumn>, RegisterColumn)] = []
        for row in rows {
            for (column, cell) in row.cells where column.isDay && cell.kind != .error {
                switch WrittenDay(cell, countsFrom1904: countsFrom1904) {
                case .eitherOrder(let first, let second, _): either.append((row, column, first, second))
                case .month: months.append((row, column))
                default: break
                }
            }
        }
        either.sort { ($0.0.number, $0.1.title.en) < ($1.0.number, $1.1.title.en) }
        months.sort { ($0.0.number, $0.1.title.en) < ($1.0.number, $1.1.title.en) }
        askOrder(either)
        askMonths(months)
        askTownships(rows)
    }

    private mutating func askOrder(_ cells: [(TableRow<RegisterColumn>, RegisterColumn, Int, Int)]) {
        guard let (row, column, first, second) = cells.first else { return }
        let digest = cells.map { "\($0.0.number) \($0.1.title.en) \($0.0.text($0.1))" }
        var answers: [FileQuestion.Answer] = []
        if cells.allSatisfy({ $0.2 <= 12 && $0.3 <= 31 }) {
            answers.append(
                answer(
                    "monthFirst",
                    digest,
                    Text(zh: "月在前：\(first) 月 \(second) 日", en: "month first: month \(first), day \(second)")
                )
            )
        }
        if cells.allSatisfy({ $0.3 <= 12 && $0.2 <= 31 }) {
            answers.append(
                answer(
                    "dayFirst",
                    digest,
                    Text(zh: "日在前：\(second) 月 \(first) 日", en: "day first: month \(second), day \(first)")
                )
            )
        }
        // No order fits them all: each is refused by its cell.
        guard !answers.isEmpty else { return }
        if let place = answers.firstIndex(where: { confirmed.contains($0.id) }) {
            monthFirst = answers[place].text.en.begins(with: "month first")
            return
        }
        open.append(
            FileQuestion(
                problem: row.problem(
                    "dayOrder",
                    column,
                    zh: "“\(row.text(column).shown)”哪个是月，哪个是日？共有 \(cells.count) 处这样的日期。",
                    en:
                        "which is the month in '\(row.text(column).shown)', and which the day? \(cells.count) days are "
                        + "written so."
                ),
                answers: answers
            )
        )
    }

    private mutating func askMonths(_ cells: [(TableRow<RegisterColumn>, RegisterColumn)]) {
        guard let (row, column) = cells.first else { return }
        let answer = answer(
            "months",
            cells.map { "\($0.0.number) \($0.1.title.en) \($0.0.text($0.1))" },
            Text(zh: "按当月 1 日", en: "the first of the month")
        )
        takesMonths = confirmed.contains(answer.id)
        guard !takesMonths else { return }
        open.append(
            FileQuestion(
                problem: row.problem(
                    "monthOnly",
                    column,
                    zh: "“\(row.text(column).shown)”没有写明是哪一天；共有 \(cells.count) 处。按当月 1 日？",
                    en:
                        "'\(row.text(column).shown)' does not say which day; there are \(cells.count). The first of the "
                        + "month?"
                ),
                answers: [answer]
            )
        )
    }

    private mutating func askTownships(_ rows: [TableRow<RegisterColumn>]) {
        var (empty, above): ([Int], TableRow<RegisterColumn>?) = ([], nil)
        for (place, row) in rows.enumerated() {
            if row.isTownshipSaid, empty.isEmpty { above = row }
            if row.needsTownship, above != nil { empty.append(place) }
        }
        guard let first = empty.first, let above else { return }
        let answer = answer(
            "townships",
            empty.map { "\(rows[$0].number) \(rows[$0].text(.code))" }
                + rows.filter(\.isTownshipSaid).map { "\($0.number) \($0.text(.township))" },
            Text(zh: "与上一行相同", en: "the same as in the row above")
        )
        fillsTownships = confirmed.contains(answer.id)
        guard !fillsTownships else { return }
        let numbers = empty.prefix(12).map { "\(rows[$0].number)" }.joined(separator: ", ")
        let more = empty.count > 12 ? " …" : ""
        open.append(
            FileQuestion(
                problem: rows[first]
                    .problem(
                        "emptyTownship",
                        .township,
                        zh: "为空（第 \(numbers)\(more) 行）：是否与上面的“\(above.text(.township).shown)”等相同？",
                        en:
                            "it is empty (rows \(numbers)\(more)): is it '\(above.text(.township).shown)' and so on, as above?"
                    ),
                answers: [answer]
            )
        )
    }

    private func answer(_ kind: String, _ said: [String], _ text: Text) -> FileQuestion.Answer {
        FileQuestion.Answer(
            id: String(Node.array(([kind] + said).map { .string($0) }).digest.prefix(16)),
            text: text
        )
    }
}

extension TableRow<RegisterColumn> {
    /// Whether it names a township, by name or by code.
    var isTownshipSaid: Bool { cells[.township] != nil || cells[.townshipCode] != nil }

    /// Whether it names none and is of a kind that lies in one.
    var needsTownship: Bool {
        !isTownshipSaid && SiteKind(word: text(.kind)).map { $0 != .countyIsolation } ?? false
    }
}
