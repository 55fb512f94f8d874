import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store
import StrictJSON

/// A register is sent, looked at, and written when it was confirmed.
///
/// Between the two nothing of it is kept here: a small file travels in the form that confirms it, a large one is chosen
/// again, and what is written is what was seen, by the name that the preview gave it.
extension Service {
    func importPage(request: Request, context: RequestContext) async throws -> Response {
        // Nothing is read here by whose answer the reader would be known.
        try await context.admit()
        let counts = ["added", "changed", "unchanged"].map { request.queryValue($0).flatMap { Int($0) } }
        let texts = try texts(of: context)
        let done =
            counts.allSatisfy { $0 != nil }
            ? texts("imports.done", "\(counts[0] ?? 0)", "\(counts[1] ?? 0)", "\(counts[2] ?? 0)") : nil
        return try show(ImportPage(done: done), for: context)
    }

    func receiveImport(request: Request, context: RequestContext) async throws -> Response {
        if context.identity?.isToken == true { throw Refusal.browserOnly }
        let form = try await request.upload()
        let fields = FormFields(form.fields)
        let sent = SentRegister(form, seen: fields.one("step") == "write" ? fields.one("seen") ?? "" : nil)
        switch try await take(sent, for: store(for: context)) {
        case .written(let outcome):
            return .seeOther(
                Link.importSites.path
                    + "?added=\(outcome.added)&changed=\(outcome.changed)&unchanged=\(outcome.unchanged)"
            )
        case .shown(let preview, let isOther):
            let kept = sent.bytes.count <= SentRegister.mostKept ? sent.kept : nil
            let texts = try texts(of: context)
            return try show(
                ImportPage(preview: ImportPreview(preview, sent, kept: kept, isOther: isOther, texts)),
                at: Link.importSites.path,
                status: preview.problems.isEmpty ? .ok : .unprocessableContent,
                for: context
            )
        }
    }

    /// The same for programs: the file is the body, or a form brings it.
    func apiImport(request: Request, context: RequestContext) async throws -> Response {
        let sent: SentRegister
        if request.isForm {
            let form = try await request.upload()
            sent = SentRegister(form, seen: FormFields(form.fields).one("seen"))
        } else {
            let (bytes, type) = try await request.file(of: RegisterFile.types)
            let query = FormFields(try request.query())
            let (name, isYAML) = (query.one("name") ?? "", type.ends(with: "yaml"))
            sent = SentRegister(
                name: isYAML && !name.ends(with: ".yaml") ? name + ".yaml" : name,
                bytes: bytes,
                sheet: query.one("sheet"),
                confirmed: query.all("confirm"),
                seen: query.one("seen")
            )
        }
        switch try await take(sent, for: store(for: context)) {
        case .written(let outcome):
            return .json(
                .object([
                    ("outcome", .string("written")), ("added", .number(outcome.added)),
                    ("changed", .number(outcome.changed)), ("unchanged", .number(outcome.unchanged)),
                ])
            )
        case .shown(_, true):
            throw Refusal(
                .conflict,
                Text(
                    zh: "现在写入的将不是您看过的内容（名册、文件、回答或日期有了改动），没有写入；请重新预览。",
                    en:
                        "What would be written is not what was seen (register, file, answers or day are others); nothing "
                        + "was written. Look again."
                )
            )
        case .shown(let preview, false):
            let sheets = preview.files.flatMap(\.sheets)
            return .json(
                .object(
                    [
                        ("outcome", .string("shown")), ("isClear", .bool(preview.isClear)),
                        ("seen", preview.seen(of: sent).map(Node.string)),
                        ("sheets", .array(sheets.map { .string($0) })),
                    ] + (preview.json.object ?? []).map { ($0.name, $0.value) }
                )
            )
        }
    }
}
