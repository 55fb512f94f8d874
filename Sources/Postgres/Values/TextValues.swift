/// A `numeric` with every digit kept, as PostgreSQL writes it: `-12.50`, `NaN`, `Infinity`.
package struct DecimalText: Sendable, Hashable, Bindable, Readable, CustomStringConvertible {
    package let description: String

    package init(_ text: String) {
        description = text
    }

    package init?(column text: String) {
        description = text
    }
}

/// A `json` or `jsonb` value, as text.
package struct JSONText: Sendable, Hashable, Bindable, Readable, CustomStringConvertible {
    package let description: String

    package init(_ text: String) {
        description = text
    }

    package init?(column text: String) {
        description = text
    }
}
