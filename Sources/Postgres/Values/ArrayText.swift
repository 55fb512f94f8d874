/// PostgreSQL's text form of a one-dimensional array: `{1,NULL,"a,b"}`.
enum ArrayText {
    static func write(_ elements: some Sequence<String?>) -> String {
        var text: [UInt8] = [UInt8(ascii: "{")]
        for (index, element) in elements.enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            if let element {
                text.append(quoting: element)
            } else {
                text += "NULL".utf8
            }
        }
        text.append(UInt8(ascii: "}"))
        return String(decoding: text, as: UTF8.self)
    }

    /// The elements, nil for NULL; nil for what is not such an array (several dimensions, other lower bounds).
    static func read(_ text: String) -> [String?]? {
        var reader = Reader(rest: text.utf8[...])
        return reader.array()
    }

    private struct Reader {
        var rest: Substring.UTF8View.SubSequence

        private static let open = UInt8(ascii: "{")
        private static let close = UInt8(ascii: "}")
        private static let comma = UInt8(ascii: ",")
        private static let quote = UInt8(ascii: "\"")
        private static let backslash = UInt8(ascii: "\\")

        mutating func array() -> [String?]? {
            guard rest.popFirst() == Self.open else { return nil }
            guard rest.first != Self.close else { return rest.count == 1 ? [] : nil }
            var elements: [String?] = []
            while let element = element() {
                elements.append(element)
                switch rest.popFirst() {
                case Self.comma: continue
                case Self.close: return rest.isEmpty ? elements : nil
                default: return nil
                }
            }
            return nil
        }

        private mutating func element() -> String?? {
            if rest.first == Self.quote { return quoted().map(Optional.some) }
            let bytes = rest.prefix { $0 != Self.comma && $0 != Self.close }
            guard !bytes.isEmpty, !bytes.contains(Self.open) else { return nil }
            rest = rest.dropFirst(bytes.count)
            let element = String(Substring(bytes))
            return .some(element == "NULL" ? nil : element)
        }

        private mutating func quoted() -> String? {
            rest.removeFirst()
            var bytes: [UInt8] = []
            while let byte = rest.popFirst() {
                switch byte {
                case Self.quote: return String(validating: bytes, as: UTF8.self)
                case Self.backslash:
                    guard let escaped = rest.popFirst() else { return nil }
                    bytes.append(escaped)
                default: bytes.append(byte)
                }
            }
            return nil
        }
    }
}
