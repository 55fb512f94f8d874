package import Compliance
import StrictJSON

/// Reads separated text as RFC 4180 describes it and as offices save it, such as a list of sites from a spreadsheet.
///
/// Fields are separated by commas, semicolons or tabs, whichever `sep=` names in the first line, or else whichever the
/// first lines have most of. Lines end in LF, CRLF or CR; a byte order mark at the start and blank lines are skipped.
/// Fields are text exactly as written, spaces included; but `="01"`, by which programs keep a spreadsheet from making a
/// number of it, is 01.
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
        guard uneven.isEmpty else {
            throw Problems(uneven.map { unevenRow($0.line, $0.fields.count, rows[0].fields.count) })
        }
        return rows
    }

    /// The rows of `text`, whatever their lengths.
    static func records(_ text: String, most: Int = mostRows) throws(Problems) -> [Row] {
        if let problem = Problem.notStreamSafe(text) { throw Problems([problem]) }
        var reader = Reader(Array(text.unicodeScalars))
        let rows = try reader.rows(most: most + mostBeside)
        guard rows.count <= most + mostBeside else { throw Problems([tooManyRows(most)]) }
        return rows
    }

    /// The most rows of a list, and of headings, titles, totals and notes beside it.
    static let mostRows = 20_000
    private static let mostBeside = 1_000

    static func tooManyRows(_ most: Int = mostRows) -> Problem {
        Problem(
            "tooManyRows",
            at: "",
            Text(zh: "文件超过 \(most) 行，没有读取。", en: "The file has more than \(most) rows and was not read.")
        )
    }

    static func unevenRow(_ line: Int, _ count: Int, _ expected: Int) -> Problem {
        Problem(
            "unevenRow",
            at: "",
            mark: Mark(line: line, column: 1),
            Text(
                zh: "此行有 \(count) 列，首行有 \(expected) 列。",
                en: "This row has \(count) fields; the first has \(expected)."
            )
        )
    }

    /// The text as one sheet; fields that hold nothing are no cells.
    static func sheet(_ text: String, most: Int = mostRows) throws(Problems) -> Sheet {
        var sheet = Sheet(name: "")
        sheet.rows = try records(text, most: most)
            .map { record in
                Sheet.Row(
                    number: record.line,
                    cells: record.fields.enumerated()
                        .compactMap { $1.isEmpty ? nil : Sheet.Cell(column: $0 + 1, .text, $1) },
                    width: record.fields.count
                )
            }
        return sheet
    }
}

/// Walks once through the text.
private struct Reader {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var line = 1
    private var column = 1
    /// What stands between fields.
    private var separator: Unicode.Scalar = ","

    init(_ scalars: [Unicode.Scalar]) {
        self.scalars = scalars
        if next == "\u{FEFF}" { index = 1 }
        if let named = named() {
            separator = named
            while next != nil, !takeLineEnd() { advance() }
        } else {
            separator = usual()
        }
    }

    private static let separators: [Unicode.Scalar] = [",", ";", "\t"]

    /// What a first line such as `sep=;` names, which some programs write for others to read.
    private func named() -> Unicode.Scalar? {
        let line = scalars[index...].prefix(7).prefix { $0 != "\n" && $0 != "\r" }
        let text = String(String.UnicodeScalarView(line)).trimming { $0 == "\"" }.lowercased()
        guard text.unicodeScalars.count == 5, text.begins(with: "sep="), let mark = text.unicodeScalars.last
        else { return nil }
        return Self.separators.first { $0 == mark }
    }

    /// The one that the first lines have most of, outside quotes.
    private func usual() -> Unicode.Scalar {
        var (counts, lines, quoted) = ([0, 0, 0], 0, false)
        for scalar in scalars[index...] {
            if scalar == "\"" { quoted.toggle() }
            guard !quoted else { continue }
            if scalar == "\n" || scalar == "\r" { lines += 1 }
            if lines > 20 { break }
            if let place = Self.separators.firstIndex(of: scalar) { counts[place] += 1 }
        }
        let most = counts.max() ?? 0
        return Self.separators[counts.firstIndex(of: most) ?? 0]
    }

    /// Every row, or one more than the most.
    mutating func rows(most: Int) throws(Problems) -> [CSV.Row] {
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
        while take(separator) {
            fields.append(try field())
        }
        guard next == nil || takeLineEnd() else {
            throw Problems([
                Problem(
                    "badQuoting",
                    at: "",
                    mark: mark,
                    Text(
                        zh: "引号之后应为分隔符或换行。",
                        en: "A separator or the line's end must follow here."
                    )
                )
            ])
        }
        return CSV.Row(fields, line: start)
    }

    private mutating func field() throws(Problems) -> String {
        let opening = mark
        if next == "=", index + 1 < scalars.count, scalars[index + 1] == "\"" { advance() }
        return take("\"") ? try quoted(from: opening).withoutGuard : try plain()
    }

    private mutating func plain() throws(Problems) -> String {
        var field = String.UnicodeScalarView()
        while let scalar = next, scalar != separator, scalar != "\n", scalar != "\r" {
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
        let isLineEnd = scalars[index] == "\n" || (scalars[index] == "\r" && !isBeforeLineFeed)
        if isLineEnd {
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
        if next == "\r", isBeforeLineFeed { advance() }
        return take("\n") || take("\r")
    }

    /// Whether a line feed stands behind the scalar at hand.
    private var isBeforeLineFeed: Bool { index + 1 < scalars.count && scalars[index + 1] == "\n" }
}

extension String {
    /// Without the sign of equality and the quotes that keep it text: `="01"`, where that is all.
    fileprivate var withoutGuard: String {
        guard begins(with: "=\""), ends(with: "\""), unicodeScalars.count(where: { $0 == "\"" }) == 2,
            unicodeScalars.count >= 3
        else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.dropFirst(2).dropLast()))
    }
}
