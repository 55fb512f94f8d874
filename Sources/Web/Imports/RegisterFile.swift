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
            if OfficeReader.reads(bytes) {
                guard bytes.count <= SiteRegister.mostBytes else { throw Problems([.officeFile("tooLarge")]) }
                let workbook = try await OfficeReader.read(bytes)
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
}
