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
            out.append(UInt8(ascii: "["))
            for index in elements.indices {
                begin(index, to: &out, indent: indent)
                append(elements[index], to: &out, indent: indent.map { $0 + 1 })
            }
            end(elements.count, UInt8(ascii: "]"), to: &out, indent: indent)
        case .object(let members):
            out.append(UInt8(ascii: "{"))
            for index in members.indices {
                begin(index, to: &out, indent: indent)
                append(quoted: members[index].name, to: &out)
                out.append(UInt8(ascii: ":"))
                if indent != nil { out.append(UInt8(ascii: " ")) }
                append(members[index].value, to: &out, indent: indent.map { $0 + 1 })
            }
            end(members.count, UInt8(ascii: "}"), to: &out, indent: indent)
        }
    }

    /// What stands before an element of a list on a line of that depth.
    private static func begin(_ index: Int, to out: inout [UInt8], indent: Int?) {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        newLine(indent.map { $0 + 1 }, to: &out)
    }

    /// What stands behind the last of so many.
    private static func end(_ count: Int, _ bracket: UInt8, to out: inout [UInt8], indent: Int?) {
        if count > 0 { newLine(indent, to: &out) }
        out.append(bracket)
    }

    private static func newLine(_ indent: Int?, to out: inout [UInt8]) {
        guard let indent else { return }
        out.append(UInt8(ascii: "\n"))
        out += repeatElement(UInt8(ascii: " "), count: indent * 2)
    }

    private static func append(quoted text: String, to out: inout [UInt8]) {
        out.append(UInt8(ascii: "\""))
        defer { out.append(UInt8(ascii: "\"")) }
        let start = out.count
        out += text.utf8
        // Looked for in the copy, which is one piece of memory; nearly no text needs an escape.
        guard out[start...].contains(where: needsEscape) else { return }
        out.removeSubrange(start...)
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
