package import Compliance
import StrictJSON

extension Workbook {
    /// Reads what the program for office files says, one JSON value a line; throws why it did not read the file.
    package init(lines: [UInt8]) throws(Problems) {
        var (sheets, passedOver): ([Sheet], [String]) = ([], [])
        var (isWhole, countsFrom1904) = (false, false)
        for line in lines.split(separator: UInt8(ascii: "\n")) {
            let said = try Self.value(Array(line))
            if let reason = said["refused"]?.string { throw Problems([.officeFile(reason)]) }
            if let name = said["sheet"]?.string {
                sheets.append(Sheet(name: name, isHidden: said["hidden"]?.bool == true))
            } else if said["end"] != nil {
                isWhole = true
            } else if said["notice"]?.string == "date1904" {
                countsFrom1904 = true
            } else if let what = said["notice"]?.string, ["macros", "externalLinks"].contains(what) {
                if !passedOver.contains(what) { passedOver.append(what) }
            } else if !sheets.isEmpty {
                try sheets[sheets.count - 1].take(said)
            }
        }
        guard isWhole else { throw Problems([.officeFile("tooLarge")]) }
        self.init(sheets: sheets, passedOver: passedOver, countsFrom1904: countsFrom1904)
    }

    private static func value(_ line: [UInt8]) throws(Problems) -> Node {
        do {
            return try JSON.read(line)
        } catch {
            guard error.reason == .notStreamSafe else { throw Problems([.officeFile("damaged")]) }
            throw Problems([
                Problem(
                    error.reason.rawValue,
                    at: "",
                    Text(
                        zh: "有的单元格里\(StreamSafe.zh)，没有读取。",
                        en: "Not read: in a cell, \(StreamSafe.en)."
                    )
                )
            ])
        }
    }
}

extension Sheet {
    /// The last row that any program's sheet has.
    private static let lastRow = 1 << 20

    fileprivate mutating func take(_ said: Node) throws(Problems) {
        if said["row"] != nil {
            guard let number = said["row"]?.integer, (1...Self.lastRow).contains(number) else {
                throw Problems([.officeFile("damaged")])
            }
            rows.append(Row(number: number, cells: try (said["cells"]?.array ?? []).map(Cell.init)))
        } else if let ranges = said["merged"]?.array {
            merged = ranges.compactMap { $0.string.flatMap(CellRange.init) }
        } else if let count = said["count"]?.integer {
            if said["notice"]?.string == "hiddenRows" { hiddenRows = count } else { hiddenColumns = count }
        }
    }
}

extension Sheet.Cell {
    fileprivate init(_ said: Node) throws(Problems) {
        guard let parts = said.array, parts.count == 3, let letters = parts[0].string,
            let place = CellRange(letters + "1")?.columns.lowerBound,
            let kind = parts[1].string.flatMap(Sheet.Kind.init), let text = parts[2].string
        else { throw Problems([.officeFile("damaged")]) }
        self.init(column: place, kind, text)
    }
}

extension Node {
    fileprivate var integer: Int? { number.flatMap { Int($0) } }
}

extension Problem {
    /// Why an office file is not read, by the word of the program that reads it.
    package static func officeFile(_ reason: String) -> Problem {
        let message: Text =
            switch reason {
            case "password":
                Text(
                    zh: "文件设有密码，没有读取：请去掉密码后另存。",
                    en: "The file has a password and was not read: save it without one."
                )
            case "tooLarge", "tooManyCells", "tooManySheets", "outOfTime":
                Text(
                    zh: "文件里的内容太多，没有读取：请只留下名册的工作表另存，或另存为“CSV UTF-8”。",
                    en:
                        "The file holds too much and was not read: save the register's sheet alone, or as 'CSV UTF-8'."
                )
            case "xlsb":
                Text(
                    zh: "不读取 .xlsb 文件：请另存为 .xlsx。",
                    en: "Files of the kind .xlsb are not read: save it as .xlsx."
                )
            case "notASheet":
                Text(
                    zh: "文件不是表格：请另存为 .xlsx 或“CSV UTF-8”。",
                    en: "The file is no spreadsheet: save it as .xlsx or 'CSV UTF-8'."
                )
            case "xlsNeedsPackage":
                Text(
                    zh: "读取 .xls 需要先在服务器上运行 scripts/install；也可另存为 .xlsx 或“CSV UTF-8”。",
                    en:
                        "To read .xls, run scripts/install on the server first; or save it as .xlsx or 'CSV UTF-8'."
                )
            case "noPython":
                Text(
                    zh: "读取表格文件需要在服务器上安装 python3；CSV 不需要，可另存为“CSV UTF-8”。",
                    en:
                        "To read workbooks, install python3 on the server; CSV needs nothing: save it as 'CSV UTF-8'."
                )
            case "busy":
                Text(
                    zh: "正在读取别的文件，请稍后再试。",
                    en: "Other files are being read; try again in a moment."
                )
            case "interrupted":
                Text(
                    zh: "读取中途被打断，不是文件的问题；请再试一次。",
                    en: "Reading was interrupted, which is not the file's fault; try again."
                )
            default:
                Text(
                    zh: "文件已损坏，没有读取：请用表格软件打开后另存为 .xlsx。",
                    en: "The file is damaged and was not read: open it in its program and save it as .xlsx."
                )
            }
        return Problem(reason, at: "", message)
    }
}
