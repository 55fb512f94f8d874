import AuditLog
import Compliance
import HTTPServer
import Store
import StrictJSON

/// Files chosen in the form that files an inspection: in a field `file.A-01` each, beside `evidence.A-01`, which names them.
enum FormFiles {
    static let prefix = "file."

    /// The fields, in which every file that was taken is named as evidence of its item.
    static func naming(
        _ taken: [TakenFile],
        in fields: [(name: String, value: String)]
    ) -> [(name: String, value: String)] {
        var fields = fields
        for file in taken {
            guard let digest = file.digest?.hex, let code = code(of: file) else { continue }
            let called = "filename.\(digest)"
            if !fields.contains(where: { $0.name.isExactly(called) }) { fields.append((called, file.name)) }
            let name = "evidence.\(code)"
            guard let index = fields.firstIndex(where: { $0.name.isExactly(name) }) else {
                fields.append((name, digest))
                continue
            }
            let named = fields[index].value.split(where: \.properties.isWhitespace)
            if !named.contains(where: { $0.lowercased().isExactly(digest) }) {
                fields[index].value = (named.map(String.init) + [digest]).joined(separator: " ")
            }
        }
        return fields
    }

    /// Why files were not taken, each at its item.
    static func problems(of taken: [TakenFile]) -> [Problem] {
        taken.compactMap { file in
            file.problem(at: code(of: file).map { "/answers/\(escaped($0))/evidence" } ?? "")
        }
    }

    private static func code(of file: TakenFile) -> String? {
        guard file.field.begins(with: prefix) else { return nil }
        return String(file.field.unicodeScalars.dropFirst(prefix.unicodeScalars.count))
    }

    /// As a part of a JSON pointer (RFC 6901).
    private static func escaped(_ code: String) -> String {
        code.escaping { $0 == "~" ? "~0" : $0 == "/" ? "~1" : nil }
    }
}

/// A file that an answer of a draft names, for whoever looks it over.
struct NamedFile: Sendable {
    /// What its owner called it; nil where nobody knows.
    let called: String?
    /// The beginning of its digest, or the whole of what names no file.
    let reference: String
    let state: String
    let stateCode: String
    /// What it is, and how large; nil where it has not come from whoever looks.
    let whatItIs: String?

    init(_ reference: String, _ own: [Hash: OwnEvidence], _ names: [String: String], _ texts: Texts) {
        guard let digest = Hash(hex: reference.lowercased()) else {
            called = nil
            (self.reference, state, stateCode, whatItIs) = (
                reference, texts("form.fileElsewhere"), "none", nil
            )
            return
        }
        called = names[digest.hex]
        self.reference = String(digest.hex.prefix(12)) + "…"
        let file = own[digest]
        stateCode = file == nil ? "pending" : "here"
        state = texts(file == nil ? "form.filePending" : "form.fileHere")
        whatItIs = file.map { "\($0.kind.title), \(FileSize.text($0.size))" }
    }
}

extension Node {
    /// What the answers of a draft name as evidence, by item.
    var namedEvidence: [String: [String]] {
        FormDocument.entries(self).mapValues(\.evidence).filter { !$0.value.isEmpty }
    }
}
