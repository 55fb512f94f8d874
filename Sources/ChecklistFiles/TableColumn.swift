import Compliance
import StrictJSON

/// What the columns of a table can be: the register of sites declares its own in one list, and whatever else is read
/// from tables declares another.
protocol TableColumn: Hashable, Sendable {
    static var all: [Self] { get }
    /// Without these the table is none.
    static var required: [Self] { get }
    /// `index`, made once.
    static var byHeading: [String: Self] { get }
    /// The headings it is known by, the usual Chinese one first and the English one second.
    var headings: [String] { get }
    /// Whether cells merged downwards say the same of each row beside them.
    var fillsDown: Bool { get }
    /// Whether its cells hold days.
    var isDay: Bool { get }
}

extension TableColumn {
    /// What a message calls it.
    var title: Text { Text(zh: headings[0], en: headings[1]) }

    static var index: [String: Self] {
        Dictionary(all.flatMap { column in column.headings.map { ($0.asHeading, column) } }) { first, _ in
            first
        }
    }

    /// The column of that heading, however it is spaced and capitalised, with or without a unit behind it.
    static func named(_ heading: String) -> Self? {
        guard heading.utf8.count <= 200 else { return nil }
        let plain = heading.asHeading
        return byHeading[plain] ?? byHeading[plain.withoutUnit]
    }
}

extension String {
    /// Without white space, line breaks, underscores, hyphens, stars and colons, in small letters and half width:
    /// `Township Code` is `townshipcode`.
    fileprivate var asHeading: String {
        let kept = asMeant.lowercased().unicodeScalars
            .compactMap { scalar -> Unicode.Scalar? in
                switch scalar {
                case "_", "-", "*", ":", "：", "＊": nil
                case "（": "("
                case "）": ")"
                default: scalar.properties.isWhitespace ? nil : scalar
                }
            }
        return String(String.UnicodeScalarView(kept))
    }

    /// Without the unit in brackets at its end, where it is one that the column has anyway: what else stands in
    /// brackets may make another column of it (`负责人（电话）`).
    fileprivate var withoutUnit: String {
        guard ends(with: ")"), let open = unicodeScalars.lastIndex(where: { $0 == "(" }) else { return self }
        let unit = unicodeScalars[unicodeScalars.index(after: open)...].dropLast()
        return Self.units.contains(String(String.UnicodeScalarView(unit))) ? String(self[..<open]) : self
    }

    private static let units: Set<String> = [
        "人", "名", "人数", "单位人", "年月日", "年/月/日", "yyyy/mm/dd", "yyyymmdd", "必填", "选填", "姓名", "people",
        "persons",
        "required", "optional", "date", "name",
    ]
}

extension String {
    /// As its writer meant it: digits and letters of half width, one kind of blank, nothing that does not show, and no
    /// blanks around it.
    var asMeant: String {
        guard utf8.contains(where: { $0 >= 0x80 || $0 == 0x09 || $0 == 0x0D }) else { return trimmed }
        let meant = asTyped.unicodeScalars.compactMap { scalar -> Unicode.Scalar? in
            switch scalar.value {
            case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: Unicode.Scalar(scalar.value - 0xFEE0)
            case 0xA0, 0x2002...0x200A, 0x202F, 0x3000: " "
            case 0x200B...0x200D, 0x2060, 0xFEFF: nil
            default: scalar
            }
        }
        return String(String.UnicodeScalarView(meant)).trimmed
    }

    /// The same for codes, days and numbers, in which the signs are those of ASCII, whatever they were typed as.
    var asCode: String {
        guard utf8.contains(where: { $0 >= 0x80 }) else { return self }
        let meant = unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar.value {
            case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
            case 0x2010...0x2015, 0x2212: "-"
            case 0x3002: "."
            default: scalar
            }
        }
        return String(String.UnicodeScalarView(meant))
    }
}
