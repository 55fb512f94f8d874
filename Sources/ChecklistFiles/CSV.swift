package import Compliance
import StrictJSON

/// Reads comma-separated text as RFC 4180 describes it, such as a list of sites saved from a spreadsheet.
///
/// Lines end in LF or CRLF; a byte order mark at the start and blank lines are skipped. Every row must have as
/// many fields as the first. Fields are text exactly as written, spaces included.
package enum CSV {
    /// One record and the line it began on, from 1 (a quoted field may span lines).
    package struct Row: Sendable, Hashable {
        package let fields: [String]
        package let line: Int

        package init(_ fields: [String], line: Int) {
            self.fields = fields
            self.line = line
        }
    }

    /// The rows of `text`, the header among them; throws the first mistake in quoting, or every row of another
    /// length than the first.
    package static func read(_ text: String) throws(Problems) -> [Row] {
        let rows = try records(text)
        let uneven = rows.filter { $0.fields.count != rows[0].fields.count }
        guard uneven.isEmpty else { throw Problems(uneven.map { unevenRow($0, rows[0].fields.count) }) }
        return rows
    }

    /// The rows of `text`, whatever their lengths.
    static func records(_ text: String) throws(Problems) -> [Row] {
        if let problem = Problem.notStreamSafe(text) { throw Problems([problem]) }
        var reader = Reader(scalars: Array(text.unicodeScalars))
        let rows = try reader.rows(most: mostRows + 1)
        guard rows.count <= mostRows + 1 else { throw Problems([tooManyRows]) }
        return rows
    }

    /// The most rows of a list, its heading not counted.
    static let mostRows = 20_000

    static let tooManyRows = Problem(
        "tooManyRows",
        at: "",
        Text(zh: "文件超过 \(mostRows) 行，没有读取。", en: "The file has more than \(mostRows) rows and was not read.")
    )

    static func unevenRow(_ row: Row, _ expected: Int) -> Problem {
        Problem(
            "unevenRow",
            at: "",
            mark: Mark(line: row.line, column: 1),
            Text(
                zh: "此行有 \(row.fields.count) 列，首行有 \(expected) 列。",
                en: "This row has \(row.fields.count) fields; the first has \(expected)."
            )
        )
    }
}

/// Walks once through the text.
private struct Reader {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var line = 1
    private var column = 1

    init(scalars: [Unicode.Scalar]) {
        self.scalars = scalars
    }

    /// Every row, or one more than the most.
    mutating func rows(most: Int) throws(Problems) -> [CSV.Row] {
        if take("\u{FEFF}") { column = 1 }
        var rows: [CSV.Row] = []
        while next != nil, rows.count <= most {
            if takeLineEnd() { continue }
            rows.append(try row())
        }
        return rows
    }

    private mutating func row() throws(Problems) -> CSV.Row {
        let start = line
        var fields = [try field()]
        while take(",") {
            fields.append(try field())
        }
        guard next == nil || takeLineEnd() else {
            throw Problems([
                Problem(
                    "badQuoting",
                    at: "",
                    mark: mark,
                    Text(
                        zh: "引号之后应为逗号或换行；回车符后应有换行符。",
                        en:
                            "A comma or the line's end must follow here; a carriage return needs its line feed."
                    )
                )
            ])
        }
        return CSV.Row(fields, line: start)
    }

    private mutating func field() throws(Problems) -> String {
        let opening = mark
        return take("\"") ? try quoted(from: opening) : try plain()
    }

    private mutating func plain() throws(Problems) -> String {
        var field = String.UnicodeScalarView()
        while let scalar = next, scalar != ",", scalar != "\n", scalar != "\r" {
            guard scalar != "\"" else {
                throw Problems([
                    Problem(
                        "badQuoting",
                        at: "",
                        mark: mark,
                        Text(
                            zh: "引号出现在字段中间：请把整个字段用引号括起，其中的引号写两遍。",
                            en: "A quote inside a field: quote the whole field and double the quotes in it."
                        )
                    )
                ])
            }
            field.append(scalar)
            advance()
        }
        return String(field)
    }

    private mutating func quoted(from opening: Mark) throws(Problems) -> String {
        var field = String.UnicodeScalarView()
        while let scalar = next {
            advance()
            if scalar == "\"", !take("\"") { return String(field) }
            field.append(scalar)
        }
        throw Problems([
            Problem(
                "badQuoting",
                at: "",
                mark: opening,
                Text(zh: "此处开始的引号没有结束。", en: "The quote that opens here is never closed.")
            )
        ])
    }

    private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }
    private var mark: Mark { Mark(line: line, column: column) }

    private mutating func advance() {
        if scalars[index] == "\n" {
            line += 1
            column = 1
        } else {
            column += 1
        }
        index += 1
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        advance()
        return true
    }

    private mutating func takeLineEnd() -> Bool {
        if next == "\r", index + 1 < scalars.count, scalars[index + 1] == "\n" { advance() }
        return take("\n")
    }
}
