import ChecklistFiles
import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store
import StrictJSON

/// Visits of before are sent, looked at, and filed when a person confirmed it.
///
/// Each is judged and filed by itself, and what is on record stays as it is: so of what was looked at nothing is held but
/// which file it was.
extension Service {
    /// The most rows that are taken here, which is some seconds of work; the shell takes more.
    static let mostVisitRows = 20_000

    func visitImportPage(request: Request, context: RequestContext) async throws -> Response {
        // Nothing is read here by whose answer the reader would be known.
        try await context.admit()
        let counts = ["new", "known"].map { request.queryValue($0).flatMap { Int($0) } }
        let texts = try texts(of: context)
        let done =
            counts.allSatisfy { $0 != nil }
            ? texts("visitImport.done", "\(counts[0] ?? 0)", "\(counts[1] ?? 0)") : nil
        return try show(VisitImportPage(done: done), for: context)
    }

    func receiveVisitImport(request: Request, context: RequestContext) async throws -> Response {
        if context.identity?.isToken == true { throw Refusal.browserOnly }
        let form = try await request.upload()
        let fields = FormFields(form.fields)
        let sent = SentRegister(form, seen: fields.one("step") == "write" ? fields.one("seen") ?? "" : nil)
        let isWriting = sent.seen?.isExactly(sent.digest) == true
        let file = try await visits(in: sent)
        let outcome = try await file.table.mapAsync { table in
            try await VisitImport(table, in: store(for: context), isWriting: isWriting, now: now)
        }
        if isWriting, let outcome, outcome.isClear {
            return .seeOther(Link.importVisits.path + "?new=\(outcome.new)&known=\(outcome.known)")
        }
        let texts = try texts(of: context)
        let preview = VisitImportPage.Preview(
            file,
            outcome,
            sent,
            isWritten: isWriting,
            isOther: sent.seen != nil && !isWriting,
            texts
        )
        return try show(
            VisitImportPage(preview: preview),
            at: Link.importVisits.path,
            status: preview.problems == nil ? .ok : .unprocessableContent,
            for: context
        )
    }

    /// The same for programs: the file is the body, or a form brings it; with `write` it is filed.
    func apiVisitImport(request: Request, context: RequestContext) async throws -> Response {
        let (sent, write): (SentRegister, String?)
        if request.isForm {
            let form = try await request.upload()
            sent = SentRegister(form, seen: nil)
            write = FormFields(form.fields).one("write")
        } else {
            let (bytes, _) = try await request.file(of: RegisterFile.types.filter { !$0.ends(with: "yaml") })
            let query = FormFields(try request.query())
            sent = SentRegister(name: "", bytes: bytes, sheet: query.one("sheet"), confirmed: [], seen: nil)
            write = query.one("write")
        }
        guard [nil, "true", "false"].contains(write) else {
            throw Refusal.malformed("write 应为 true 或 false。", "write is true or false.")
        }
        let file = try await visits(in: sent)
        guard let table = file.table else { throw Problems(file.problems) }
        let isWriting = write == "true"
        let outcome = try await VisitImport(table, in: store(for: context), isWriting: isWriting, now: now)
        return .json(
            .object(
                [("outcome", .string(isWriting ? "filed" : "looked"))]
                    + (outcome.json.object ?? []).map { ($0.name, $0.value) }
            )
        )
    }

    private func visits(in sent: SentRegister) async throws -> VisitFile {
        guard !sent.bytes.isEmpty else {
            throw Refusal(.invalid, Text(zh: "请先选择文件。", en: "Choose a file first."))
        }
        let file = await VisitFile.read(sent.bytes, sheet: sent.sheet)
        guard file.table?.rowCount ?? 0 <= Self.mostVisitRows else {
            let most = "\(Self.mostVisitRows)"
            throw Refusal(
                .tooLarge,
                Text(
                    zh: "这里一次最多 \(most) 行；更多请用命令行 lazaret import inspections。",
                    en:
                        "Up to \(most) rows are taken here at a time; for more, `lazaret import inspections` at the "
                        + "shell."
                )
            )
        }
        return file
    }
}

extension Optional {
    /// As `map`, of what takes its time.
    fileprivate func mapAsync<Other>(_ transform: (Wrapped) async throws -> Other) async rethrows -> Other? {
        guard let self else { return nil }
        return try await transform(self)
    }
}
