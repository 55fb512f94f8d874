import Compliance
import Postgres

extension Day: Bindable, Readable {
    package init?(column text: String) { self.init(text) }
}

extension Instant: Bindable, Readable {
    package init?(column text: String) {
        guard let moment = PGTimestamp(column: text) else { return nil }
        self.init(microseconds: moment.microseconds)
    }
}

extension InspectionID: Bindable, Readable {
    package init?(column text: String) { self.init(text) }
}

extension Rational: Readable {
    /// A decimal, or a fraction as `exact` writes it.
    package init?(column text: String) { self.init(exact: text) }

    /// The value cut off after nine decimals, as columns keep it.
    var cutOff: DecimalText {
        DecimalText(((self * 1_000_000_000).floor * Self.billionth).exact)
    }

    private static let billionth = Rational(1).divided(by: 1_000_000_000) ?? .zero
}

/// A SHA-256 in lower-case hex; a `bytea` in the database.
struct DigestText: Sendable, Hashable, Bindable, Readable {
    let hex: String

    init(_ hex: String) { self.hex = hex }

    init?(column text: String) {
        guard text.hasPrefix("\\x") else { return nil }
        hex = String(text.dropFirst(2))
    }

    var bound: Bound { .text("\\x" + hex) }
}

extension Row {
    /// The wording in the columns `…_zh` and `…_en`.
    func text(_ name: String) throws(PostgresError) -> Text {
        Text(zh: try self["\(name)_zh"], en: try self["\(name)_en"])
    }
}

/// What is one of a few words is kept as that word.
extension Bindable where Self: RawRepresentable<String> {
    var bound: Bound { .text(rawValue) }
}

extension Readable where Self: RawRepresentable<String> {
    init?(column text: String) { self.init(rawValue: text) }
}

extension SiteKind: Bindable, Readable {}
extension InspectionKind: Bindable, Readable {}
extension Severity: Bindable, Readable {}
extension Responsible: Bindable, Readable {}
extension Outcome.Status: Bindable, Readable {}
extension Rung: Bindable, Readable {}
extension CaseAct.Kind: Bindable, Readable {}
extension Role: Readable {}
extension Right: Readable {}

extension SQL.StringInterpolation {
    /// A value, or NULL where there is none.
    mutating func appendInterpolation(orNull value: (some Bindable)?) {
        appendInterpolation(value)
    }
}
