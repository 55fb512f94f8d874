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
            let inner = indent.map { $0 + 1 }
            out.append(UInt8(ascii: "["))
            for index in elements.indices {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                newLine(inner, to: &out)
                append(elements[index], to: &out, indent: inner)
            }
            if !elements.isEmpty { newLine(indent, to: &out) }
            out.append(UInt8(ascii: "]"))
        case .object(let members):
            let inner = indent.map { $0 + 1 }
            out.append(UInt8(ascii: "{"))
            for index in members.indices {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                newLine(inner, to: &out)
                append(quoted: members[index].name, to: &out)
                out.append(UInt8(ascii: ":"))
                if indent != nil { out.append(UInt8(ascii: " ")) }
                append(members[index].value, to: &out, indent: inner)
            }
            if !members.isEmpty { newLine(indent, to: &out) }
            out.append(UInt8(ascii: "}"))
        }
    }

    private static func newLine(_ indent: Int?, to out: inout [UInt8]) {
        guard let indent else { return }
        out.append(UInt8(ascii: "\n"))
        out += repeatElement(UInt8(ascii: " "), count: indent * 2)
    }

    private static func append(quoted text: String, to out: inout [UInt8]) {
        let bytes = text.utf8.span
        // Nearly no text needs an escape.
        guard needsEscape(bytes) else {
            return out.append(addingCapacity: bytes.count + 2) { out in
                out.append(UInt8(ascii: "\""))
                for index in bytes.indices { out.append(bytes[index]) }
                out.append(UInt8(ascii: "\""))
            }
        }
        out.append(UInt8(ascii: "\""))
        defer { out.append(UInt8(ascii: "\"")) }
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

    private static func needsEscape(_ bytes: Span<UInt8>) -> Bool {
        for index in bytes.indices {
            let byte = bytes[index]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return true }
        }
        return false
    }
}
