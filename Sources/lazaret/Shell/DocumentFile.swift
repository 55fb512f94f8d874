import ChecklistFiles
import Compliance
import StrictJSON

/// A file, or standard input for `-`, that holds one document: strict JSON or YAML.
enum DocumentFile {
    /// The document: strict JSON where the file's name says so, YAML otherwise.
    static func read(_ path: String) throws -> Node {
        let bytes = try FileBytes.read(path)
        return try path.hasSuffix(".json") ? JSON.readDocument(bytes) : yaml(bytes, path)
    }

    /// The document: strict JSON where the file's name says so or the text begins like an object, YAML otherwise.
    static func readByContent(_ path: String) throws -> Node {
        let bytes = try FileBytes.read(path)
        let isJSON = path.hasSuffix(".json") || bytes.first { !$0.isBlank } == UInt8(ascii: "{")
        return try isJSON ? JSON.readDocument(bytes) : yaml(bytes, path)
    }

    private static func yaml(_ bytes: [UInt8], _ path: String) throws -> Node {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CommandError(zh: "\(path)：不是 UTF-8 文字。", en: "\(path): not UTF-8 text.")
        }
        let scalars = text.unicodeScalars
        return try YAMLText.read(scalars.first == "\u{FEFF}" ? String(scalars.dropFirst()) : text)
    }
}

extension JSON {
    /// The document; a fault is a `Problems` with its place, like those of YAML.
    static func readDocument(_ bytes: [UInt8]) throws(Problems) -> Node {
        do {
            return try read(bytes)
        } catch {
            throw Problems([
                Problem(error.reason.rawValue, at: "", mark: error.mark, Text(zh: error.zh, en: error.en))
            ])
        }
    }
}

extension UInt8 {
    /// Whether it is a space, a tab or the end of a line.
    var isBlank: Bool { [0x20, 0x09, 0x0A, 0x0D].contains(self) }
}
