package import Compliance
import StrictJSON

/// Reads a county's register of sites from a table or YAML (`docs/registers.md`).
package enum SiteRegister {
    /// How a file is written.
    package enum Format: Sendable {
        case csv, yaml
    }

    /// The largest file.
    package static let mostBytes = 8 << 20

    /// Every row; throws everything wrong with any of them or left open, each with its row and column.
    package static func read(_ bytes: [UInt8], as format: Format) throws(Problems) -> [RegisterEntry] {
        try reading(bytes, as: format).entriesOrProblems()
    }

    /// What the bytes say, as far as it can be told; throws where they are not read at all.
    package static func reading(
        _ bytes: [UInt8],
        as format: Format,
        townships: [Township] = [],
        confirming: Set<String> = []
    ) throws(Problems) -> RegisterReading {
        guard bytes.count <= mostBytes else {
            throw Problems([
                Problem(
                    "tooLarge",
                    at: "",
                    Text(zh: "文件超过 8 MiB，没有读取。", en: "The file is larger than 8 MiB and was not read.")
                )
            ])
        }
        let text = try FileText.decode(bytes)
        switch format {
        case .csv:
            return try reading(
                Workbook(sheets: [CSV.sheet(text)]),
                townships: townships,
                confirming: confirming
            )
        case .yaml:
            let table = try SheetTable<RegisterColumn>(yaml: text)
            return try RegisterReading(
                table,
                sheet: "",
                countsFrom1904: false,
                townships: townships,
                confirming: confirming
            )
        }
    }

    /// What a workbook says, in the sheet of that name or else in the only one that is a register; throws where that
    /// cannot be told.
    package static func reading(
        _ workbook: Workbook,
        sheet name: String? = nil,
        townships: [Township] = [],
        confirming: Set<String> = []
    ) throws(Problems) -> RegisterReading {
        let chosen = try SheetTable<RegisterColumn>.chosen(of: workbook, named: name)
        var reading = try RegisterReading(
            chosen.1,
            sheet: chosen.0.name,
            countsFrom1904: workbook.countsFrom1904,
            townships: townships,
            confirming: confirming
        )
        reading.sheets = workbook.sheets.map(\.name)
        reading.setAside += SheetTable<RegisterColumn>.beside(chosen.0, in: workbook)
        return reading
    }
}

extension SheetTable {
    /// The table of the sheet of that name; otherwise of the only sheet that is shown and has the headings, or the only one that
    /// there is. Throws where that cannot be told.
    static func chosen(of workbook: Workbook, named name: String?) throws(Problems) -> (Sheet, SheetTable) {
        let tables = workbook.sheets.map { ($0, SheetTable($0)) }
        if let name {
            guard let found = tables.first(where: { $0.0.name.isExactly(name) }) else {
                throw Problems([.noSheet(name, tables.map(\.0.name))])
            }
            return found
        }
        let shown = tables.filter { !$0.0.isHidden }
        let registers = shown.filter { $0.1.isRegister }
        if registers.count == 1 { return registers[0] }
        if registers.isEmpty, let only = shown.filter({ !$0.0.rows.isEmpty }).onlyOne ?? shown.onlyOne {
            return only
        }
        throw Problems([.whichSheet((registers.isEmpty ? tables : registers).map(\.0.name))])
    }

    /// What stands beside that sheet and is not read.
    static func beside(_ sheet: Sheet, in workbook: Workbook) -> [SetAside] {
        workbook.sheets.filter { $0.name != sheet.name && !$0.rows.isEmpty }.map { SetAside(.sheet, $0.name) }
            + workbook.passedOver.compactMap { SetAside.Kind(rawValue: $0).map { SetAside($0) } }
    }

    /// Whether it has the headings without which it is none.
    fileprivate var isRegister: Bool { !rows.isEmpty && !problems.contains { $0.code == "missingColumn" } }
}

extension Array {
    /// The only element; nil where there is none, or more.
    fileprivate var onlyOne: Element? { count == 1 ? self[0] : nil }
}

extension Problem {
    fileprivate static func noSheet(_ name: String, _ names: [String]) -> Problem {
        Problem(
            "noSheet",
            at: "",
            Text(
                zh: "没有工作表“\(name.shown)”；有：\(names.map(\.shown).joined(separator: "、"))。",
                en:
                    "There is no sheet '\(name.shown)'; there are \(names.map(\.shown).joined(separator: ", "))."
            )
        )
    }

    fileprivate static func whichSheet(_ names: [String]) -> Problem {
        Problem(
            "whichSheet",
            at: "",
            Text(
                zh: "请指明读取哪个工作表：\(names.map(\.shown).joined(separator: "、"))。",
                en: "Say which sheet is to be read: \(names.map(\.shown).joined(separator: ", "))."
            )
        )
    }
}
