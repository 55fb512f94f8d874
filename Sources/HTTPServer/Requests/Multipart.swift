import Compliance
import StrictJSON

/// A form that brings a file (RFC 7578), as browsers send it; whatever could be read in two ways is no form.
package struct Multipart: Sendable {
    /// The fields that hold text.
    package private(set) var fields: [(name: String, value: String)] = []
    /// The file; nil where none was chosen.
    package private(set) var file: File?

    package struct File: Sendable {
        /// What its owner calls it.
        package let name: String
        package let bytes: [UInt8]
    }

    /// The most parts, and the longest head of one.
    private static let mostParts = 5_000
    private static let longestHead = 4_096

    /// Reads the body; nil where it is not one form, with one file at most.
    package init?(_ body: [UInt8], contentType: String) {
        guard let boundary = Self.boundary(of: contentType) else { return nil }
        let delimiter = Array("\r\n--\(boundary)".utf8)
        guard body.starts(with: delimiter.dropFirst(2)) else { return nil }
        var index = delimiter.count - 2
        for _ in 0..<Self.mostParts {
            // Behind a delimiter: two dashes end the form, and a line end begins a part.
            if body[index...].starts(with: [0x2D, 0x2D]) { return }
            guard body[index...].starts(with: [0x0D, 0x0A]) else { return nil }
            let head = index + 2
            guard
                let blank = Self.place(
                    of: [0x0D, 0x0A, 0x0D, 0x0A],
                    in: body,
                    from: head,
                    to: min(body.count, head + Self.longestHead)
                ),
                let end = Self.place(of: delimiter, in: body, from: blank + 2, to: body.count),
                take(head: body[head..<blank], content: blank + 4 <= end ? body[(blank + 4)..<end] : [])
            else { return nil }
            index = end + delimiter.count
        }
        return nil
    }

    /// The one boundary that the type names, in letters that mean nothing else.
    static func boundary(of type: String) -> String? {
        let parts = type.split(at: ";", keepingEmpty: true).map(\.trimmed)
        let named = parts.dropFirst().filter { $0.lowercased().begins(with: "boundary=") }
        guard parts.first?.lowercased() == "multipart/form-data", named.count == 1 else { return nil }
        let boundary = String(named[0].unicodeScalars.dropFirst(9)).trimming { $0 == "\"" }
        let isPlain = boundary.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == 0x2D || byte == 0x5F
        }
        return (1...70).contains(boundary.utf8.count) && isPlain ? boundary : nil
    }

    /// Where the bytes stand for the first time.
    static func place(of wanted: [UInt8], in body: [UInt8], from: Int, to: Int) -> Int? {
        var index = from
        while index + wanted.count <= to {
            guard let next = body[index..<(to - wanted.count + 1)].firstIndex(of: wanted[0]) else {
                return nil
            }
            if body[next..<(next + wanted.count)].elementsEqual(wanted) { return next }
            index = next + 1
        }
        return nil
    }

    /// Takes one part; false where it cannot be told what it is.
    private mutating func take(head: ArraySlice<UInt8>, content: ArraySlice<UInt8>) -> Bool {
        guard let disposition = Head(head) else { return false }
        guard let fileName = disposition.fileName else {
            guard let value = String(validating: content, as: UTF8.self), value.isStreamSafe else {
                return false
            }
            fields.append((disposition.name, value))
            return true
        }
        // A field for a file in which none was chosen.
        if fileName.isEmpty, content.isEmpty { return true }
        guard file == nil else { return false }
        file = File(name: fileName, bytes: Array(content))
        return true
    }
}

extension Multipart {
    /// What the lines before a part's content say it is.
    struct Head {
        let name: String
        /// nil for a field that holds text.
        let fileName: String?

        init?(_ bytes: some Collection<UInt8>) {
            guard let head = String(validating: bytes, as: UTF8.self), head.isStreamSafe else { return nil }
            let lines = head.split(where: { $0 == "\r" || $0 == "\n" })
            let said = lines.filter { $0.lowercased().begins(with: "content-disposition:") }
            guard said.count == 1, let disposition = Disposition(said[0]) else { return nil }
            (name, fileName) = (disposition.name, disposition.fileName)
        }
    }
}

/// `form-data; name="file"; filename="名册.xlsx"`: names are quoted, and a quote in them is written `%22`.
private struct Disposition {
    private(set) var name = ""
    private(set) var fileName: String?

    init?(_ line: Substring) {
        // (Nothing may stand behind the colon.)
        guard let rest = line.split(at: ":", atMost: 1, keepingEmpty: true).dropFirst().first?.trimmed,
            rest.begins(with: "form-data;")
        else { return nil }
        // Pieces between quotes alternate: what is named, and what it is.
        let pieces = rest.split(at: "\"", keepingEmpty: true)
        guard pieces.count.isMultiple(of: 2) == false, pieces.count >= 3, pieces.last?.trimmed.isEmpty == true
        else { return nil }
        var seen: Set<String> = []
        for place in stride(from: 0, to: pieces.count - 1, by: 2) {
            let key = pieces[place].split(at: ";").last.map { $0.trimmed.lowercased() } ?? ""
            guard seen.insert(key).inserted else { return nil }
            let value = String(pieces[place + 1])
            switch key {
            case "name=": name = value
            case "filename=": fileName = value
            default: return nil
            }
        }
        guard !name.isEmpty else { return nil }
    }
}
