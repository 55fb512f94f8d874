package import ChecklistFiles
package import Compliance
import OfficeFiles
import StrictJSON

/// A register's file, as far as it can be read.
package struct RegisterFile: Sendable {
    package let name: String
    /// nil where the file was not read at all.
    package let reading: RegisterReading?
    /// Why not.
    package let problems: [Problem]
    /// The sheets of a workbook.
    package let sheets: [String]

    /// How programs that send one may call it; which it is shows in its bytes, but for YAML.
    static let types = [
        "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.oasis.opendocument.spreadsheet", "application/vnd.ms-excel", "application/yaml",
        "application/octet-stream",
    ]

    /// Reads a workbook, separated text, or YAML where the name ends so.
    package static func read(
        _ bytes: [UInt8],
        name: String,
        sheet: String? = nil,
        townships: [Township] = [],
        confirming: Set<String> = []
    ) async -> RegisterFile {
        var sheets: [String] = []
        do throws(Problems) {
            let reading: RegisterReading
            let kind = FileKind(bytes)
            // An archive that names no part of a workbook where they are looked for may be one all the same.
            if let kind, !kind.isWorkbook, kind != .zip { throw Problems([.notATable(kind)]) }
            if OfficeReader.reads(bytes) {
                guard bytes.count <= SiteRegister.mostBytes else { throw Problems([.officeFile("tooLarge")]) }
                let workbook = try await Self.workbook(bytes)
                sheets = workbook.sheets.map(\.name)
                reading = try SiteRegister.reading(
                    workbook,
                    sheet: sheet,
                    townships: townships,
                    confirming: confirming
                )
            } else {
                let isYAML = name.ends(with: ".yaml") || name.ends(with: ".yml")
                reading = try SiteRegister.reading(
                    bytes,
                    as: isYAML ? .yaml : .csv,
                    townships: townships,
                    confirming: confirming
                )
            }
            return RegisterFile(name: name, reading: reading, problems: [], sheets: sheets)
        } catch {
            return RegisterFile(name: name, reading: nil, problems: error.all, sheets: sheets)
        }
    }

    /// The sheets; what is none after all is called what it is.
    static func workbook(_ bytes: [UInt8]) async throws(Problems) -> Workbook {
        do {
            return try await OfficeReader.read(bytes)
        } catch {
            guard let kind = FileKind(bytes), error.all.map(\.code) == ["notASheet"] else { throw error }
            throw Problems([.notATable(kind)])
        }
    }
}
