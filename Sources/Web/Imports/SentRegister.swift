import ChecklistFiles
import Compliance
import HTTPServer
import Store
import StrictJSON

/// A register's file as it was sent, from the page or by a program, and what its sender says to it.
struct SentRegister: Sendable {
    /// The largest file that a form carries along, in bytes.
    static let mostKept = 256 << 10

    let name: String
    let bytes: [UInt8]
    let sheet: String?
    /// The answers to its questions, by their ids.
    let confirmed: [String]
    /// The name of what was seen of it, which is to be written; nil where it is only looked at.
    let seen: String?

    /// Tells the file from any other.
    var digest: String { Node.digest(ofText: kept) }
    /// All of it, as a form carries it.
    var kept: String { Base64URL.write(bytes) }
}

extension SentRegister {
    /// What a form brings: the file, or what an earlier form kept of it.
    init(_ form: Multipart, seen: String?) {
        let fields = FormFields(form.fields)
        self.init(
            name: form.file?.name ?? fields.one("name") ?? "",
            bytes: form.file?.bytes ?? fields.one("kept").flatMap { Base64URL.read($0) } ?? [],
            sheet: fields.one("sheet"),
            confirmed: fields.names(after: "confirm").flatMap { fields.all("confirm" + $0) },
            seen: seen
        )
    }
}

/// What came of a register that was sent.
enum ImportAnswer: Sendable {
    /// Nothing was written; `isOther`: it was to be, and is not what was seen.
    case shown(RegisterPreview, isOther: Bool)
    case written(ImportOutcome)
}

extension RegisterPreview {
    /// Names all that is shown of it: the file and its sheet, the answers, the register's edition, the day, and what would
    /// change. Whoever confirms it hands that back, so that what is written is what was seen. nil where something stands in
    /// the way.
    func seen(of sent: SentRegister) -> String? {
        guard isClear, let change else { return nil }
        let said: [Node] = [
            .string(sent.digest), .string(files.first?.reading?.sheet ?? ""),
            .array(Set(sent.confirmed).sorted().map { .string($0) }),
            .number(change.edition), change.day.json, .number(change.unchanged),
            json["sites"] ?? .null, json["townships"] ?? .null, json["effects"] ?? .null,
        ]
        return Node.array(said).digest
    }
}

extension Service {
    /// Looks at the register, and writes it where it is what was seen before; both for the page and for programs.
    func take(_ sent: SentRegister, for store: Store) async throws -> ImportAnswer {
        guard !sent.bytes.isEmpty else {
            throw Refusal(.invalid, Text(zh: "请先选择文件。", en: "Choose a file first."))
        }
        let preview = try await look(at: sent, for: store)
        guard let seen = sent.seen else { return .shown(preview, isOther: false) }
        if let change = preview.change, preview.seen(of: sent)?.isExactly(seen) == true {
            do {
                return .written(
                    try await store.importSites(
                        preview.entries,
                        confirming: Set(sent.confirmed),
                        at: change.edition,
                        on: change.day
                    )
                )
            } catch let error as StoreError where error == .changedMeanwhile {
                // Another was written in between.
            } catch is Problems {
                // A visit was filed in between, and is asked about.
            }
            return .shown(try await look(at: sent, for: store), isOther: true)
        }
        return .shown(preview, isOther: true)
    }

    private func look(at sent: SentRegister, for store: Store) async throws -> RegisterPreview {
        let file = await RegisterFile.read(
            sent.bytes,
            name: sent.name,
            sheet: sent.sheet,
            townships: try await store.townshipNames(),
            confirming: Set(sent.confirmed)
        )
        return try await RegisterPreview([file], confirming: Set(sent.confirmed), in: store)
    }
}
