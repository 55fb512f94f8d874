extension JSON {
    /// The document on one line, members in their order; the same tree always gives the same text.
    package static func write(_ node: Node) -> String {
        var bytes: [UInt8] = []
        append(node, to: &bytes, indent: nil)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The document over several lines, indented by two spaces.
    package static func writePretty(_ node: Node) -> String {
        var bytes: [UInt8] = []
        append(node, to: &bytes, indent: 0)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Writes the value; `indent` is the depth of the line it stands on, nil for one line.
    private static func append(_ node: Node, to out: inout [UInt8], indent: Int?) {
        switch node.value {
        case .null: out += "null".utf8
        case .bool(let flag): out += (flag ? "true" : "false").utf8
        case .number(let text): out += text.utf8
        case .string(let text): append(quoted: text, to: &out)
        case .array(let elements):
            list(elements, in: ("[", "]"), to: &out, indent: indent) { append($0, to: &$1, indent: $2) }
        case .object(let members):
            list(members, in: ("{", "}"), to: &out, indent: indent) { member, out, indent in
                append(quoted: member.name, to: &out)
                out += (indent == nil ? ":" : ": ").utf8
                append(member.value, to: &out, indent: indent)
            }
        }
    }

    private static func list<Element>(
        _ elements: [Element],
        in brackets: (String, String),
        to out: inout [UInt8],
        indent: Int?,
        each: (Element, inout [UInt8], Int?) -> Void
    ) {
        out += brackets.0.utf8
        let inner = indent.map { $0 + 1 }
        for (index, element) in elements.enumerated() {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            newLine(inner, to: &out)
            each(element, &out, inner)
        }
        if !elements.isEmpty { newLine(indent, to: &out) }
        out += brackets.1.utf8
    }

    private static func newLine(_ indent: Int?, to out: inout [UInt8]) {
        guard let indent else { return }
        out.append(UInt8(ascii: "\n"))
        out += repeatElement(UInt8(ascii: " "), count: indent * 2)
    }

    private static func append(quoted text: String, to out: inout [UInt8]) {
        out.append(UInt8(ascii: "\""))
        defer { out.append(UInt8(ascii: "\"")) }
        guard text.utf8.contains(where: needsEscape) else {
            out += text.utf8
            return
        }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): out += "\\\"".utf8
            case UInt8(ascii: "\\"): out += "\\\\".utf8
            case UInt8(ascii: "\n"): out += "\\n".utf8
            case UInt8(ascii: "\r"): out += "\\r".utf8
            case UInt8(ascii: "\t"): out += "\\t".utf8
            case 0..<0x20:
                let hex = String(byte, radix: 16)
                out += "\\u\(String(repeating: "0", count: 4 - hex.count))\(hex)".utf8
            default: out.append(byte)
            }
        }
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }
}
