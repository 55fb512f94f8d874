import AuditLog
import Compliance
import HTTPServer
import Store
import StrictJSON

/// What became of a file that somebody chose in a form.
struct TakenFile: Sendable, Hashable {
    /// The field that it was chosen in, and what its owner calls it.
    let field: String
    let name: String
    /// What it is named by from now on; nil where it was not taken.
    let digest: Hash?
    /// Why it was not.
    let problem: Text?
}

extension Service {
    /// Receives the files that the form brought as evidence of whoever sent it, one after the other, in the order of the
    /// page. One that is refused keeps nothing from the others; what does not depend on the file is thrown.
    func take(_ files: [FormFile], in store: Store) async throws -> [TakenFile] {
        var taken: [TakenFile] = []
        for file in files {
            var (digest, problem): (Hash?, Text?) = (nil, file.loss?.message)
            if problem == nil {
                do {
                    digest = try await receive(file, in: store)
                } catch let refusal as EvidenceRefusal {
                    problem = refusal.message
                } catch let error where Refusal(of: error).kind == .unavailable {
                    problem = Refusal(of: error).detail
                }
            }
            taken.append(TakenFile(field: file.field, name: file.name, digest: digest, problem: problem))
        }
        return taken
    }

    /// Throws `EvidenceRefusal`.
    private func receive(_ file: FormFile, in store: Store) async throws -> Hash {
        var (upload, place, digest): (EvidenceUpload?, Int, Hash?) = (nil, 0, nil)
        if file.size == 0 { throw EvidenceRefusal.empty }
        try await file.read(Evidence.pieceBytes) { piece in
            if upload == nil, FileContent(head: piece) == nil {
                throw EvidenceRefusal.unsupported(Array(piece.prefix(FileContent.headLength)))
            }
            let known = if let upload { upload } else { try await store.beginEvidence(size: file.size) }
            upload = known
            if case .received(let hash, _) = try await store.appendEvidence(known.id, at: place, piece) {
                digest = hash
            }
            place += piece.count
        }
        guard let digest else { throw StoreError.unavailable(cause: "a file of a form ended early") }
        return digest
    }
}

extension TakenFile {
    /// Why it was not taken, with what its owner calls it; at that place of what was sent. nil where it was.
    func problem(at pointer: String) -> Problem? {
        guard let problem else { return nil }
        let (zh, en) = (name.shown, name.shown)
        return Problem(
            "fileNotTaken",
            at: pointer,
            Text(zh: "文件“\(zh)”：\(problem.zh)", en: "File '\(en)': \(problem.en)")
        )
    }
}

extension FormFile.Loss {
    /// In words, for whoever chose it.
    var message: Text {
        switch self {
        case .tooLarge(let bytes): EvidenceRefusal.tooLarge(bytes + 1).message
        case .tooMany(let count):
            Text(
                zh: "一次最多随表单发送 \(count) 个文件，这个没有接收；请再发一次。",
                en: "A form takes \(count) files at once, and this was not taken; send it once more."
            )
        case .tooMuch(let bytes):
            Text(
                zh: "一次随表单发送的文件合计最大 \(bytes >> 20) MiB，这个没有接收；请再发一次。",
                en:
                    "A form takes \(bytes >> 20) MiB of files at once, and this was not taken; send it once more."
            )
        case .noRoom:
            Text(
                zh: "服务器暂时没有地方放，没有接收；请稍后再发。",
                en: "The server has no room for it now; send it again shortly."
            )
        case .waiting(let bytes):
            Text(
                zh: "您同时发送的文件合计已到 \(bytes >> 20) MiB，这个没有接收；请等前面的发完再发。",
                en:
                    "You have \(bytes >> 20) MiB of files on the way, and this was not taken; send it again when those are through."
            )
        case .notAllowed:
            Text(zh: "当时没有登录或没有权限，没有接收；请再选一次。", en: "You were not signed in, or may not; choose it again.")
        }
    }
}
