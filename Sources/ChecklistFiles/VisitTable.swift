package import Compliance
import StrictJSON

/// Visits with their answers, as a table has them: those that an office keeps from before, and what `lazaret export answers`
/// writes.
package struct VisitTable: Sendable {
    /// In the order of their first rows.
    package let visits: [WrittenVisit]
    /// What is wrong with the table, or with rows of no visit.
    package let problems: [Problem]
    package let setAside: [SetAside]

    /// How many rows the visits have.
    package var rowCount: Int { visits.reduce(0) { $0 + $1.rows.count } }

    /// The largest file of text, in bytes, and the most rows.
    package static let mostBytes = 32 << 20
    static let mostRows = 200_000

    /// What separated text says; throws where it is not read at all.
    package static func reading(_ bytes: [UInt8]) throws(Problems) -> VisitTable {
        guard bytes.count <= mostBytes else {
            throw Problems([
                Problem(
                    "tooLarge",
                    at: "",
                    Text(zh: "文件超过 32 MiB，没有读取。", en: "The file is larger than 32 MiB and was not read.")
                )
            ])
        }
        let text = try FileText.decode(bytes)
        return try reading(Workbook(sheets: [try CSV.sheet(text, most: mostRows)]), sheet: nil, isText: true)
    }

    /// What a workbook says in the sheet of that name, or else in the only one that has the headings; throws where that cannot
    /// be told.
    package static func reading(_ workbook: Workbook, sheet: String?) throws(Problems) -> VisitTable {
        try reading(workbook, sheet: sheet, isText: false)
    }

    private static func reading(
        _ workbook: Workbook,
        sheet name: String?,
        isText: Bool
    ) throws(Problems) -> VisitTable {
        let (sheet, table) = try SheetTable<VisitColumn>.chosen(of: workbook, named: name)
        guard table.rows.count <= mostRows else { throw Problems([CSV.tooManyRows(mostRows)]) }
        let countsFrom1904 = workbook.countsFrom1904
        return VisitTable(
            table,
            beside: SheetTable<VisitColumn>.beside(sheet, in: workbook),
            isText,
            countsFrom1904
        )
    }

    private init(
        _ table: SheetTable<VisitColumn>,
        beside: [SetAside],
        _ isText: Bool,
        _ countsFrom1904: Bool
    ) {
        var problems = table.problems
        var places: [String: Int] = [:]
        var rows: [[TableRow<VisitColumn>]] = []
        for row in table.rows {
            let id = row.text(.id).lowercased()
            guard !id.isEmpty else {
                problems.append(
                    row.problem("missing", .id, zh: "没有填写。", en: "it is missing.")
                )
                continue
            }
            if let place = places[id] {
                rows[place].append(row)
            } else {
                places[id] = rows.count
                rows.append([row])
            }
        }
        visits = rows.map { WrittenVisit($0, isText: isText, countsFrom1904: countsFrom1904) }
        self.problems = problems
        setAside = table.setAside + beside
    }
}
