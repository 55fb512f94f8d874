import Compliance
import Foundation
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store
import StrictJSON

/// A register is sent, looked at, and written when it was confirmed.
///
/// Between the two nothing of it is kept here: a small file travels in the form that confirms it, a large one is chosen
/// again, and what is written is what was looked at, by the file's digest and the register's edition.
extension Service {
    /// The largest file that a form carries along.
    private static let mostKept = 256 << 10

    func importPage(request: Request, context: RequestContext) async throws -> Response {
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
        let kept = fields.one("kept").flatMap { Base64URL.read($0) }
        guard let bytes = form.file?.bytes ?? kept, !bytes.isEmpty else {
            throw Refusal(.invalid, Text(zh: "请先选择文件。", en: "Choose a file first."))
        }
        let (texts, store) = (try texts(of: context), store(for: context))
        let confirmed = fields.names(after: "confirm").flatMap { fields.all("confirm" + $0) }
        let whole = Base64URL.write(bytes)
        let digest = Node.digest(ofText: whole)
        let sheet = fields.one("sheet")
        let file = await RegisterFile.read(
            bytes,
            name: form.file?.name ?? fields.one("name") ?? "",
            sheet: sheet,
            townships: try await store.townshipNames(),
            confirming: Set(confirmed)
        )
        let preview = try await RegisterPreview([file], confirming: Set(confirmed), in: store)
        let isSame =
            fields.one("digest") == digest && fields.one("edition") == preview.change.map { "\($0.edition)" }
        if fields.one("step") == "write", isSame, preview.isClear, let edition = preview.change?.edition {
            let outcome = try await store.importSites(
                preview.entries,
                confirming: Set(confirmed),
                at: edition
            )
            return .seeOther(
                Link.importSites.path
                    + "?added=\(outcome.added)&changed=\(outcome.changed)&unchanged=\(outcome.unchanged)"
            )
        }
        let sent = ImportPreview.Sent(
            name: file.name,
            digest: digest,
            kept: bytes.count <= Self.mostKept ? whole : nil,
            sheet: sheet,
            confirmed: confirmed
        )
        let isOther = fields.one("step") == "write" && !isSame
        let page = ImportPage(preview: ImportPreview(preview, sent, isOther: isOther, texts))
        return try show(
            page,
            at: Link.importSites.path,
            status: preview.problems.isEmpty ? .ok : .unprocessableContent,
            for: context
        )
    }
}
