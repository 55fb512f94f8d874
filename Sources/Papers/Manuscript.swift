package import Compliance

/// What a paper says, in both languages, before it is a file. All of it comes from a sealed document.
package struct Manuscript: Sendable {
    /// The sealed document: canonical JSON, to the byte.
    package let sealed: String
    /// Of the file, without what says its format; letters, digits and hyphens.
    package let name: String
    package let office: Text
    /// What a red head says; nil where the county's papers have none.
    package let redHead: String?
    package let number: Text
    package let title: Text
    /// What stands under the title, a line each.
    package let about: [Text]
    package let day: Day
    package let copies: Text?
    /// What is signed at the end, a line each.
    package let signatures: [Text]
    package let parts: [Part]

    package init(
        sealed: String,
        name: String,
        office: Text,
        redHead: String? = nil,
        number: Text,
        title: Text,
        about: [Text],
        day: Day,
        copies: Text? = nil,
        signatures: [Text],
        parts: [Part]
    ) {
        self.sealed = sealed
        self.name = name
        self.office = office
        self.redHead = redHead
        self.number = number
        self.title = title
        self.about = about
        self.day = day
        self.copies = copies
        self.signatures = signatures
        self.parts = parts
    }

    /// A part of a paper, in its order.
    package enum Part: Sendable {
        case heading(Text)
        case paragraph(Text)
        /// In smaller letters: what explains a table, or ties the paper to the record.
        case note(Text)
        /// Numbered.
        case sentences([Text])
        case table(Table)
        /// A picture; what it shows stands in words and tables too.
        case bars(title: Text, [Bar])
    }

    /// A table, in spreadsheets a sheet of its own.
    package struct Table: Sendable {
        package let title: Text
        package let columns: [Column]
        /// Each as long as `columns`.
        package let rows: [[Cell]]
        /// Whether paper has it in the smallest letters: what is looked up there, such as digests, and not read.
        package let isFine: Bool

        package init(_ title: Text, _ columns: [Column], _ rows: [[Cell]], isFine: Bool = false) {
            self.title = title
            self.columns = columns
            self.rows = rows
            self.isFine = isFine
        }
    }

    /// A column, as wide as its share of all columns' shares.
    package struct Column: Sendable {
        package let title: Text
        package let share: Int
        /// Whether it has figures, which stand to the right.
        package let isFigure: Bool

        package init(_ title: Text, _ share: Int, isFigure: Bool = false) {
            self.title = title
            self.share = share
            self.isFigure = isFigure
        }
    }

    /// A cell by what it is, so that spreadsheets can reckon with it.
    package enum Cell: Sendable {
        case text(Text)
        /// A decimal number such as `-83.5`.
        case number(String)
        case day(Day)
        case moment(Instant)
        /// Nothing: not inspected is no zero.
        case nothing
    }

    /// A bar of coloured pieces, each so many hundredths of the whole.
    package struct Bar: Sendable {
        package let label: Text
        package let value: Text
        /// A colour of nil is that of what could not be worked out.
        package let pieces: [(colour: GradeRule.Colour?, share: Rational)]

        package init(_ label: Text, _ value: Text, _ pieces: [(colour: GradeRule.Colour?, share: Rational)]) {
            self.label = label
            self.value = value
            self.pieces = pieces
        }
    }

    package var tables: [Table] {
        parts.compactMap { part in if case .table(let table) = part { table } else { nil } }
    }
}

extension Manuscript.Cell {
    package static func text(_ same: String) -> Self { .text(Text(zh: same, en: same)) }
    package static func count(_ count: Int) -> Self { .number("\(count)") }
    package static func number(_ number: String?) -> Self { number.map { .number($0) } ?? .nothing }

    /// As paper shows it.
    func words(in language: Language) -> String {
        switch self {
        case .text(let text): text[language].shownOnPaper
        case .number(let number): number
        case .day(let day): "\(day)"
        case .moment(let moment): moment.shanghai
        case .nothing: "–"
        }
    }
}

extension String {
    /// The text with a mark in the place of what does not show, or shows other text otherwise (controls, changes of
    /// direction), and of what XML cannot hold.
    var shownOnPaper: String {
        guard unicodeScalars.contains(where: \.isNoPaper) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.map { $0.isNoPaper ? "\u{FFFD}" : $0 }))
    }
}

extension Unicode.Scalar {
    fileprivate var isNoPaper: Bool {
        self != "\n" && isControl || value == 0xFFFE || value == 0xFFFF
    }
}
