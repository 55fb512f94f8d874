package import Compliance

/// A register as spreadsheets have it: what each column says of an element.
package struct RegisterTable<Element>: Sendable {
    package struct Column: Sendable {
        package let head: Manuscript.Column
        package let cell: @Sendable (Element) -> Manuscript.Cell

        /// A column of that title, as wide as its share says (`Manuscript.Column`).
        package init(
            _ zh: String,
            _ en: String,
            _ share: Int = 3,
            _ cell: @escaping @Sendable (Element) -> Manuscript.Cell
        ) {
            head = Manuscript.Column(Text(zh: zh, en: en), share)
            self.cell = cell
        }
    }

    /// Begins the name of the file: letters, digits and hyphens.
    package let name: String
    package let title: Text
    package let columns: [Column]

    /// `first` and `last` are columns that several registers have.
    package init(
        _ name: String,
        _ title: Text,
        first: [Column] = [],
        _ columns: [Column],
        last: [Column] = []
    ) {
        self.name = name
        self.title = title
        self.columns = first + columns + last
    }

    package func row(_ element: Element) -> [Manuscript.Cell] { columns.map { $0.cell(element) } }
}

/// The formats of a register; the raw value ends a file's name.
package enum TableFormat: String, Sendable, CaseIterable {
    case xlsx, csv

    package var mediaType: String { paper.mediaType }
    package var title: Text { paper.title }

    private var paper: PaperFormat {
        switch self {
        case .xlsx: .xlsx
        case .csv: .csv
        }
    }
}

extension RegisterTable {
    /// The whole register as a file, of what the closure gives, a batch at a time. Throws `PaperRefusal`, and what that does: then
    /// nothing is left of it.
    package func file(
        _ format: TableFormat,
        in language: Language,
        of day: Day,
        _ rows: (_ take: ([Element]) async throws -> Void) async throws -> Void
    ) async throws -> TableFile {
        let writer = try await TableWriter.inTurn(
            title,
            columns.map(\.head),
            as: format,
            in: language,
            of: day
        )
        try await rows { elements in try await writer.add(elements.map(row)) }
        return try await writer.finish()
    }
}

extension Manuscript.Cell {
    /// The number with all its decimals; of one that does not end, nine.
    package static func exact(_ number: Rational?) -> Self {
        guard let number else { return .nothing }
        let exact = number.exact
        return .number(exact.utf8.contains(UInt8(ascii: "/")) ? number.rounded(decimals: 9) : exact)
    }

    package static func day(_ day: Day?) -> Self { day.map { .day($0) } ?? .nothing }
    package static func moment(_ moment: Instant?) -> Self { moment.map { .moment($0) } ?? .nothing }
    package static func text(_ text: Text?) -> Self { text.map { .text($0) } ?? .nothing }
    package static func text(_ same: String?) -> Self { same.map { .text($0) } ?? .nothing }
    package static func yes(_ isSo: Bool) -> Self {
        .text(isSo ? Text(zh: "是", en: "yes") : Text(zh: "否", en: "no"))
    }
}
