import AuditLog
import HTTPServer
import HummingbirdCore
import Store

/// What a form brought that may bring a file behind its fields.
struct FormWithFile {
    let fields: FormFields
    /// The digest of the file, once all of it was received; nil where none was chosen.
    let digest: Hash?
    /// Why the file was not taken; what was typed is here all the same.
    let refusal: EvidenceRefusal?
}

extension Service {
    /// Takes the one file of a form, which has to be that with the digest that `wanted` gives for its fields; throws what
    /// that throws before anything of the file is taken, and `EvidenceRefusal`.
    func takeFile(
        _ request: Request,
        _ context: RequestContext,
        wanted: (FormFields) async throws -> Hash
    ) async throws {
        let store = store(for: context)
        var receiver: UploadReceiver?
        try await request.streamForm(checking: context.secret) { fields, size in
            let digest = try await wanted(FormFields(fields))
            receiver = UploadReceiver(try await store.beginEvidence(size: size, promised: digest), store)
        } take: { piece in
            try await receiver?.take(piece)
        }
        try await receiver?.finish()
    }

    /// Reads a form of a page, with the file that it may bring: that is kept as it comes, of whoever sent it. A form without a
    /// place for files is read as any other.
    ///
    /// `check` sees the fields before anything of the file is taken, and throws where it is not wanted.
    func formWithFile(
        _ request: Request,
        _ context: RequestContext,
        check: (FormFields) throws -> Void
    ) async throws -> FormWithFile {
        guard request.isForm else {
            return FormWithFile(fields: FormFields(try await request.form()), digest: nil, refusal: nil)
        }
        let store = store(for: context)
        var fields: FormFields?
        var receiver: UploadReceiver?
        var digest: Hash?
        do {
            try await request.streamForm(checking: context.secret) { found, size in
                let typed = FormFields(found)
                fields = typed
                guard size > 0 else { return }
                try check(typed)
                receiver = UploadReceiver(try await store.beginEvidence(size: size), store)
            } take: { piece in
                try await receiver?.take(piece)
            }
            digest = try await receiver?.finish()
        } catch let refusal as EvidenceRefusal {
            guard let fields else { throw refusal }
            return FormWithFile(fields: fields, digest: nil, refusal: refusal)
        }
        return FormWithFile(fields: fields ?? FormFields([]), digest: digest, refusal: nil)
    }
}
