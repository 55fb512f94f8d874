/// A recursive-descent reader over the bytes of one document.
struct JSONReader {
    private let bytes: [UInt8]
    private let limits: JSON.Limits
    private var position = 0
    /// For marks: the line, and where it began less the continuation bytes since, so that columns count scalars.
    private var line = 1
    private var lineStart = 0
    private var depth = 0
    private var values = 0

    init(_ bytes: [UInt8], _ limits: JSON.Limits) {
        self.bytes = bytes
        self.limits = limits
    }

    mutating func document() throws(JSONError) -> Node {
        guard bytes.count <= limits.bytes else { throw error(.tooLarge) }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw error(.byteOrderMark) }
        skipSpace()
        let node = try value()
        skipSpace()
        guard position == bytes.count else { throw error(.trailingText) }
        return node
    }

    private mutating func value() throws(JSONError) -> Node {
        let start = mark
        values += 1
        guard values <= limits.values else { throw error(.tooManyValues) }
        guard let byte = peek else { throw error(.unexpectedEnd) }
        switch byte {
        case UInt8(ascii: "{"): return Node(try object(), at: start)
        case UInt8(ascii: "["): return Node(try array(), at: start)
        case UInt8(ascii: "\""):
            return Node(.string(try string()), at: Mark(line: line, column: Int(start.column) + 1))
        case UInt8(ascii: "t"): return Node(try literal("true", .bool(true)), at: start)
        case UInt8(ascii: "f"): return Node(try literal("false", .bool(false)), at: start)
        case UInt8(ascii: "n"): return Node(try literal("null", .null), at: start)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return Node(try number(), at: start)
        default: throw error(.unexpectedCharacter)
        }
    }

    // MARK: Structure

    private mutating func object() throws(JSONError) -> Node.Value {
        try enter()
        var members: [Node.Member] = []
        if peek != UInt8(ascii: "}") {
            repeat {
                skipSpace()
                guard peek == UInt8(ascii: "\"") else {
                    throw error(peek == nil ? .unexpectedEnd : .unexpectedCharacter)
                }
                let name = try string()
                skipSpace()
                try expect(UInt8(ascii: ":"))
                skipSpace()
                members.append(Node.Member(name, try value()))
                skipSpace()
            } while take(UInt8(ascii: ","))
        }
        try expect(UInt8(ascii: "}"))
        depth -= 1
        try refuseRepeats(members)
        return .object(members)
    }

    private mutating func array() throws(JSONError) -> Node.Value {
        try enter()
        var elements: [Node] = []
        if peek != UInt8(ascii: "]") {
            repeat {
                skipSpace()
                elements.append(try value())
                skipSpace()
            } while take(UInt8(ascii: ","))
        }
        try expect(UInt8(ascii: "]"))
        depth -= 1
        return .array(elements)
    }

    private mutating func enter() throws(JSONError) {
        depth += 1
        guard depth <= limits.depth else { throw error(.tooDeep) }
        position += 1
        skipSpace()
    }

    /// Refuses names that look the same too: Swift compares text by canonical equivalence, which costs little here
    /// because every name is stream-safe.
    private func refuseRepeats(_ members: [Node.Member]) throws(JSONError) {
        // In rising order, as the answers of a filing mostly come, there are no two alike.
        if zip(members, members.dropFirst()).allSatisfy({ $0.name < $1.name }) { return }
        var seen = Set<String>(minimumCapacity: members.count)
        for member in members where !seen.insert(member.name).inserted {
            throw JSONError(reason: .repeatedName, mark: member.value.mark)
        }
    }

    // MARK: Scalars

    private mutating func literal(_ word: StaticString, _ value: Node.Value) throws(JSONError) -> Node.Value {
        let end = position + word.utf8CodeUnitCount
        guard end <= bytes.count, "\(word)".utf8.elementsEqual(bytes[position..<end]) else {
            throw error(.badLiteral)
        }
        position = end
        return value
    }

    private mutating func number() throws(JSONError) -> Node.Value {
        let start = position
        _ = take(UInt8(ascii: "-"))
        let leading = position
        guard skipDigits() else { throw error(.badNumber) }
        if bytes[leading] == UInt8(ascii: "0"), position > leading + 1 { throw error(.badNumber) }
        if take(UInt8(ascii: ".")), !skipDigits() { throw error(.badNumber) }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            guard skipDigits() else { throw error(.badNumber) }
        }
        guard position - start <= limits.numberLength else { throw error(.numberTooLong) }
        return .number(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func skipDigits() -> Bool {
        let start = position
        while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        return position > start
    }

    private mutating func string() throws(JSONError) -> String {
        position += 1
        let mark = self.mark
        let text = try content()
        guard !limits.isStreamSafe || text.isStreamSafe else {
            throw JSONError(reason: .notStreamSafe, mark: mark)
        }
        return text
    }

    /// Reads what stands within the quotes, and the closing one.
    private mutating func content() throws(JSONError) -> String {
        let start = position
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""):
                let text = try decoded(start..<position)
                position += 1
                return text
            case UInt8(ascii: "\\"): return try escapedString(from: start)
            case 0: throw error(.nul)
            case 1..<0x20: throw error(.controlCharacter)
            default:
                if byte & 0xC0 == 0x80 { lineStart += 1 }
                position += 1
            }
        }
        throw error(.unexpectedEnd)
    }

    /// Goes on with a string in which a first backslash was met.
    private mutating func escapedString(from start: Int) throws(JSONError) -> String {
        var text = Array(bytes[start..<position])
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else { throw error(.invalidUTF8) }
                position += 1
                return string
            case UInt8(ascii: "\\"):
                position += 1
                text.append(contentsOf: try escape().utf8)
            case 0: throw error(.nul)
            case 1..<0x20: throw error(.controlCharacter)
            default:
                if byte & 0xC0 == 0x80 { lineStart += 1 }
                text.append(byte)
                position += 1
            }
        }
        throw error(.unexpectedEnd)
    }

    private mutating func escape() throws(JSONError) -> String {
        guard let byte = peek else { throw error(.unexpectedEnd) }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return String(UnicodeScalar(byte))
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default: throw error(.badEscape)
        }
    }

    private mutating func unicodeEscape() throws(JSONError) -> String {
        let first = try fourHexDigits()
        if first == 0 { throw error(.nul) }
        var scalar = first
        if (0xD800...0xDBFF).contains(first) {
            guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw error(.loneSurrogate) }
            let second = try fourHexDigits()
            guard (0xDC00...0xDFFF).contains(second) else { throw error(.loneSurrogate) }
            scalar = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
        }
        guard let character = UnicodeScalar(scalar) else { throw error(.loneSurrogate) }
        return String(character)
    }

    private mutating func fourHexDigits() throws(JSONError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek else { throw error(.unexpectedEnd) }
            guard let digit = Character(UnicodeScalar(byte)).hexDigitValue, byte < 0x80 else {
                throw error(.badEscape)
            }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }

    private func decoded(_ range: Range<Int>) throws(JSONError) -> String {
        do {
            return String(copying: try UTF8Span(validating: bytes.span.extracting(range)))
        } catch {
            throw self.error(.invalidUTF8)
        }
    }

    // MARK: Moving

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }
    private var mark: Mark { Mark(line: line, column: position - lineStart + 1) }

    private func error(_ reason: JSONError.Reason) -> JSONError { JSONError(reason: reason, mark: mark) }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ byte: UInt8) throws(JSONError) {
        guard take(byte) else { throw error(peek == nil ? .unexpectedEnd : .unexpectedCharacter) }
    }

    private mutating func skipSpace() {
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\n"):
                position += 1
                line += 1
                lineStart = position
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): position += 1
            default: return
            }
        }
    }
}
