package import Foundation

/// A value that a column can be read as.
package protocol Readable: Sendable {
    /// Reads PostgreSQL's text form; nil where the text is not one of these.
    init?(column text: String)

    /// Reads a column; `text` is nil for NULL, which only optionals accept.
    static func read(_ text: String?) -> Self?

    /// Reads several of these from one column: an array, if nothing else is said.
    static func readArray(_ text: String) -> [Self]?
}

extension Readable {
    package static func read(_ text: String?) -> Self? {
        text.flatMap(Self.init(column:))
    }

    package static func readArray(_ text: String) -> [Self]? {
        guard let elements = ArrayText.read(text) else { return nil }
        var values: [Self] = []
        values.reserveCapacity(elements.count)
        for element in elements {
            guard let value = read(element) else { return nil }
            values.append(value)
        }
        return values
    }
}

extension Readable where Self: LosslessStringConvertible {
    package init?(column text: String) { self.init(text) }
}

extension Bool: Readable {
    package init?(column text: String) {
        switch text {
        case "t": self = true
        case "f": self = false
        default: return nil
        }
    }
}

extension Int: Readable {}
extension Int16: Readable {}
extension Int32: Readable {}
extension Int64: Readable {}

extension Double: Readable {
    package init?(column text: String) {
        switch text {
        case "Infinity": self = .infinity
        case "-Infinity": self = -.infinity
        case "NaN": self = .nan
        default: self.init(text)
        }
    }
}

extension String: Readable {
    package init?(column text: String) { self = text }
}

extension UUID: Readable {
    package init?(column text: String) { self.init(uuidString: text) }
}

/// A single byte is a small integer; an array of bytes is a `bytea`.
extension UInt8: Readable {
    package static func readArray(_ text: String) -> [UInt8]? { ByteaText.read(text) }
}

extension Optional: Readable where Wrapped: Readable {
    package init?(column text: String) {
        guard let value = Wrapped(column: text) else { return nil }
        self = value
    }

    package static func read(_ text: String?) -> Self? {
        guard let text else { return .some(nil) }
        return Wrapped.read(text).map(Optional.some)
    }
}

extension Array: Readable where Element: Readable {
    package init?(column text: String) {
        guard let elements = Element.readArray(text) else { return nil }
        self = elements
    }
}
