/// A row as one parameter, in PostgreSQL's text form of a composite value: `("T-01",,"50")`. A cast says of which type:
/// `\(rows)::register_site[]`.
package struct Composite: Bindable {
    package let bound: Bound

    /// The fields in the order of the type; nil is NULL.
    package init(_ fields: [any Bindable]) {
        var text: [UInt8] = [UInt8(ascii: "(")]
        for (index, field) in fields.enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            if let literal = field.bound.literal { text.append(quoting: literal) }
        }
        text.append(UInt8(ascii: ")"))
        bound = .text(String(decoding: text, as: UTF8.self))
    }
}

extension [UInt8] {
    /// Appends the text in quotes, as an element of an array or a field of a row; bytes, since rows lie within rows.
    mutating func append(quoting text: String) {
        let (quote, backslash) = (UInt8(ascii: "\""), UInt8(ascii: "\\"))
        append(quote)
        for byte in text.utf8 {
            if byte == quote || byte == backslash { append(backslash) }
            append(byte)
        }
        append(quote)
    }
}
