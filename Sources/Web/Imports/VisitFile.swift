package import ChecklistFiles
package import Compliance
import OfficeFiles

/// An office's file of visits, as far as it can be read.
package struct VisitFile: Sendable {
    /// nil where the file was not read at all.
    package let table: VisitTable?
    /// Why not.
    package let problems: [Problem]
    /// The sheets of a workbook.
    package let sheets: [String]

    /// Reads a workbook, or separated text.
    package static func read(_ bytes: [UInt8], sheet: String? = nil) async -> VisitFile {
        var sheets: [String] = []
        do throws(Problems) {
            if let kind = FileKind(bytes), !kind.isWorkbook, kind != .zip {
                throw Problems([.notATable(kind)])
            }
            guard OfficeReader.reads(bytes) else {
                return VisitFile(table: try VisitTable.reading(bytes), problems: [], sheets: [])
            }
            let workbook = try await RegisterFile.workbook(bytes)
            sheets = workbook.sheets.map(\.name)
            return VisitFile(
                table: try VisitTable.reading(workbook, sheet: sheet),
                problems: [],
                sheets: sheets
            )
        } catch {
            return VisitFile(table: nil, problems: error.all, sheets: sheets)
        }
    }
}
