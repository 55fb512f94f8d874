import CXLSXWriter
package import Compliance
package import Foundation
import StrictJSON

/// A workbook (XLSX) written to a file row by row: of all rows only the one at hand is in memory.
///
/// Texts are written as texts, so that none is ever a formula, whatever it begins with.
@safe package final class Spreadsheet {
    private let book: UnsafeMutablePointer<lxw_workbook>
    private let head: UnsafeMutablePointer<lxw_format>
    private let day: UnsafeMutablePointer<lxw_format>
    private let moment: UnsafeMutablePointer<lxw_format>
    private let wrapped: UnsafeMutablePointer<lxw_format>
    private let language: Language
    private var sheet: UnsafeMutablePointer<lxw_worksheet>?
    private var names: Set<String> = []
    private var row: UInt32 = 0
    private var isOpen = true

    /// Begins a workbook of that day at that place, in a folder where more files may lie until it is closed.
    package init(at place: URL, of day: Day, in language: Language) throws(PaperRefusal) {
        self.language = language
        let opened = unsafe place.path.withCString { path in
            unsafe place.deletingLastPathComponent().path
                .withCString { folder in
                    var options = unsafe lxw_workbook_options()
                    unsafe options.constant_memory = 1
                    unsafe options.tmpdir = UnsafeMutablePointer(mutating: folder)
                    return unsafe workbook_new_opt(path, &options)
                }
        }
        guard let book = unsafe opened, let head = unsafe workbook_add_format(book),
            let days = unsafe workbook_add_format(book), let moment = unsafe workbook_add_format(book),
            let wrapped = unsafe workbook_add_format(book)
        else { throw .interrupted }
        unsafe self.book = book
        unsafe self.head = head
        unsafe self.day = days
        unsafe self.moment = moment
        unsafe self.wrapped = wrapped
        // Else it would say when it was written, and be another file each time.
        var about = unsafe lxw_doc_properties()
        unsafe about.created = Instant(startOf: day).microseconds / 1_000_000
        unsafe workbook_set_properties(book, &about)
        unsafe format_set_bold(head)
        unsafe format_set_num_format(days, "yyyy-mm-dd")
        unsafe format_set_num_format(moment, "yyyy-mm-dd hh:mm")
        unsafe format_set_text_wrap(wrapped)
        unsafe format_set_align(wrapped, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    }

    deinit {
        if isOpen { unsafe lxw_workbook_free(book) }
    }

    /// Begins a sheet with a row of headings, which stays in sight.
    package func begin(_ title: Text, _ columns: [Manuscript.Column]) throws(PaperRefusal) {
        let name = free(title[language])
        guard let made = unsafe workbook_add_worksheet(book, name) else { throw .interrupted }
        unsafe sheet = made
        row = 0
        for (place, column) in columns.enumerated() {
            let width = Double(min(60, max(9, 4 * column.share)))
            unsafe worksheet_set_column(made, UInt16(place), UInt16(place), width, nil)
            try unsafe write(column.title[language], at: UInt16(place), head)
        }
        unsafe worksheet_freeze_panes(made, 1, 0)
        row = 1
    }

    /// Adds a row to the sheet that was begun last.
    package func add(_ cells: [Manuscript.Cell]) throws(PaperRefusal) {
        for (place, cell) in cells.enumerated() { try write(cell, at: UInt16(place)) }
        row += 1
    }

    /// Writes the file. Nothing can be added to it then.
    package func close() throws(PaperRefusal) {
        isOpen = false
        guard unsafe workbook_close(book) == LXW_NO_ERROR else { throw .interrupted }
    }

    private func write(_ cell: Manuscript.Cell, at column: UInt16) throws(PaperRefusal) {
        switch cell {
        case .nothing: break
        case .text(let text): try unsafe write(text[language].shownOnPaper, at: column, wrapped)
        case .number(let text):
            // Of more than 15 digits a spreadsheet would keep others.
            guard text.utf8.count(where: { (0x30...0x39).contains($0) }) <= 15, let number = Double(text)
            else {
                return try unsafe write(text, at: column, nil)
            }
            try check(unsafe worksheet_write_number(sheet, row, column, number, nil))
        case .day(let day): try unsafe write(day, secondsIn: 0, at: column, self.day)
        case .moment(let moment):
            let day = Day(moment)
            let seconds = (moment.microseconds - Instant(startOf: day).microseconds) / 1_000_000
            try unsafe write(day, secondsIn: seconds, at: column, self.moment)
        }
    }

    private func write(
        _ text: String,
        at column: UInt16,
        _ format: UnsafeMutablePointer<lxw_format>?
    ) throws(PaperRefusal) {
        try check(unsafe worksheet_write_string(sheet, row, column, text, format))
    }

    /// Writes a moment of a day in Asia/Shanghai; spreadsheets know none before 1900.
    private func write(
        _ day: Day,
        secondsIn seconds: Int,
        at column: UInt16,
        _ format: UnsafeMutablePointer<lxw_format>
    ) throws(PaperRefusal) {
        let (year, month, date) = day.components
        guard year >= 1900 else { return try unsafe write("\(day)", at: column, nil) }
        var written = lxw_datetime()
        written.year = Int32(year)
        written.month = Int32(month)
        written.day = Int32(date)
        written.hour = Int32(seconds / 3600)
        written.min = Int32(seconds / 60 % 60)
        written.sec = Double(seconds % 60)
        try check(unsafe worksheet_write_datetime(sheet, row, column, &written, format))
    }

    private func check(_ answer: lxw_error) throws(PaperRefusal) {
        switch answer {
        case LXW_NO_ERROR: break
        // More rows, or longer text in a cell, than a workbook has.
        case LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED, LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE: throw .tooLarge
        default: throw .interrupted
        }
    }

    /// A name that a sheet may have and none has yet: 31 UTF-16 units, without what means something in formulas.
    private func free(_ title: String) -> String {
        let plain = title.shownOnPaper.escaping { "[]:*?/\\'\n".unicodeScalars.contains($0) ? " " : nil }
        for number in 1... {
            let end = number == 1 ? "" : " \(number)"
            var name = plain
            while name.utf16.count + end.utf16.count > 31 { name.unicodeScalars.removeLast() }
            name = (name.isEmpty ? "-" : name) + end
            if names.insert(name.lowercased()).inserted { return name }
        }
        return plain
    }
}

extension Spreadsheet {
    /// The paper's tables, a sheet each, behind one with what it says in sentences.
    static func bytes(of manuscript: Manuscript, in language: Language) throws(PaperRefusal) -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "lazaret-\(UUID().uuidString)")
        do {
            try FileManager.default.createDirectory(
                at: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch { throw .interrupted }
        defer { try? FileManager.default.removeItem(at: folder) }
        let place = folder.appending(path: "paper.xlsx")
        let book = try Spreadsheet(at: place, of: manuscript.day, in: language)
        try book.begin(manuscript.title, [Manuscript.Column(manuscript.title, 15)])
        for line in manuscript.lines { try book.add([.text(line)]) }
        for table in manuscript.tables {
            try book.begin(table.title, table.columns)
            for row in table.rows { try book.add(row) }
        }
        try book.close()
        guard let data = try? Data(contentsOf: place) else { throw .interrupted }
        return Array(data)
    }
}

extension Manuscript {
    /// What it says beside its tables, a line each, and its day at the end.
    var lines: [Text] {
        [office, number] + about
            + parts.flatMap { part in
                switch part {
                case .table, .bars: [] as [Text]
                case .heading(let text), .paragraph(let text), .note(let text): [text]
                case .sentences(let items): items
                }
            } + [Text(zh: "\(day)", en: "\(day)")]
    }
}
