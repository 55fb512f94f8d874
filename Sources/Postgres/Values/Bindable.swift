package import Foundation

/// A value that can stand in a statement as a parameter.
///
/// Parameters have no declared type: the server infers it from where they stand and reads the text form, as it
/// reads a quoted literal. Where it cannot tell (`SELECT $1`, `unnest($1)`), write a cast: `\(codes)::text[]`.
package protocol Bindable: Sendable {
    /// The value as it is sent.
    var bound: Bound { get }

    /// Several of these as one parameter: an array, if nothing else is said.
    static func bind(array: [Self]) -> Bound
}

/// A value as it is sent to the server.
package enum Bound: Sendable, Hashable {
    case null
    case text(String)
    /// A `bytea`.
    case bytes([UInt8])
}

extension Bindable {
    package static func bind(array: [Self]) -> Bound {
        .text(ArrayText.write(array.map { $0.bound.literal }))
    }
}

extension Bindable where Self: CustomStringConvertible {
    package var bound: Bound { .text(description) }
}

extension Bound {
    /// How many bytes are sent of it.
    var size: Int {
        switch self {
        case .null: 0
        case .text(let text): text.utf8.count
        case .bytes(let bytes): bytes.count
        }
    }

    /// The text form; nil for NULL.
    var literal: String? {
        switch self {
        case .null: nil
        case .text(let text): text
        case .bytes(let bytes): ByteaText.write(bytes)
        }
    }
}

extension Bool: Bindable {
    package var bound: Bound { .text(self ? "t" : "f") }
}

extension Int: Bindable {}
extension Int16: Bindable {}
extension Int32: Bindable {}
extension Int64: Bindable {}
extension Double: Bindable {}

extension String: Bindable {
    package var bound: Bound { .text(self) }

    /// What most arrays are of: written as they stand, without asking each element how it is sent.
    package static func bind(array: [String]) -> Bound { .text(ArrayText.write(array.lazy.map { $0 })) }
}

extension UUID: Bindable {
    package var bound: Bound { .text(uuidString) }
}

/// A single byte is a small integer; an array of bytes is a `bytea`.
extension UInt8: Bindable {
    package static func bind(array: [UInt8]) -> Bound { .bytes(array) }
}

extension Optional: Bindable where Wrapped: Bindable {
    package var bound: Bound { self?.bound ?? .null }
}

extension Array: Bindable where Element: Bindable {
    package var bound: Bound { Element.bind(array: self) }
}
