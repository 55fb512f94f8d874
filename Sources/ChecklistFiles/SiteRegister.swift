package import Compliance
import StrictJSON

/// Reads a county's register of sites from a CSV or YAML file (`docs/checklists.md`, A site register).
package enum SiteRegister {
    /// How a file is written.
    package enum Format: Sendable {
        case csv, yaml
    }

    /// The largest file.
    package static let mostBytes = 8 << 20

    /// Every row; throws everything wrong with any of them, each with its row and column.
    package static func read(_ bytes: [UInt8], as format: Format) throws(Problems) -> [RegisterEntry] {
        guard bytes.count <= mostBytes else {
            throw one(
                "tooLarge",
                zh: "文件超过 8 MiB，没有读取。",
                en: "The file is larger than 8 MiB and was not read."
            )
        }
        let text = try FileText.decode(bytes)
        let table = try format == .csv ? RegisterTable(csv: text) : RegisterTable(yaml: text)
        var problems = table.problems
        guard !table.rows.isEmpty || !problems.isEmpty else {
            throw one("empty", zh: "文件里没有点位。", en: "The file holds no sites.")
        }
        guard table.rows.count <= CSV.mostRows else { throw Problems([CSV.tooManyRows]) }
        var entries: [RegisterEntry] = []
        var unsaid = 0
        for row in table.rows {
            var reading = RegisterRow(row)
            if let entry = reading.entry() { entries.append(entry) }
            if problems.count < Problems.most {
                problems += reading.problems
            } else {
                unsaid += reading.problems.count
            }
        }
        problems += disagreements(in: table.rows)
        guard problems.isEmpty else { throw Problems(problems.inOrderOfText, unsaid: unsaid) }
        return entries
    }

    /// Codes that two rows have, and townships that rows call differently.
    private static func disagreements(in rows: [RegisterTable.Row]) -> [Problem] {
        var sites: [String: Int] = [:]
        var townships: [String: (name: String, row: Int)] = [:]
        var problems: [Problem] = []
        for row in rows {
            if let code = row.cells[.code], !code.text.isEmpty {
                if let first = sites[code.text] {
                    problems.append(
                        row.problem(
                            "repeated",
                            .code,
                            zh: "编号“\(code.text.shown)”第 \(first) 行已用。",
                            en: "the code '\(code.text.shown)' is used in row \(first) already."
                        )
                    )
                } else {
                    sites[code.text] = row.number
                }
            }
            guard let code = row.cells[.townshipCode], !code.text.isEmpty, let name = row.cells[.township]
            else { continue }
            if let first = townships[code.text], first.name != name.text {
                problems.append(
                    row.problem(
                        "otherName",
                        .township,
                        zh:
                            "乡镇 \(code.text.shown) 在第 \(first.row) 行叫“\(first.name.shown)”，这里叫“\(name.text.shown)”。",
                        en: "township \(code.text.shown) is called '\(first.name.shown)' in row \(first.row) "
                            + "and '\(name.text.shown)' here."
                    )
                )
            } else if townships[code.text] == nil {
                townships[code.text] = (name.text, row.number)
            }
        }
        return problems
    }

    private static func one(_ code: String, zh: String, en: String) -> Problems {
        Problems([Problem(code, at: "", Text(zh: zh, en: en))])
    }
}
