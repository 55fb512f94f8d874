import AuditLog
import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store
import StrictJSON

/// The life of one gap as a page, what its forms send, and the files of its answers.
extension Service {
    /// What was found there before the site moved away stands under the code that it goes on under, and is led to.
    func gapPage(_: Request, context: RequestContext) async throws -> Response {
        do {
            return try await gapPage([], nil, context)
        } catch StoreError.noGap(let site, let item) {
            guard let present = try await store(for: context).earlierGap(site, item) else {
                throw StoreError.noGap(site: site, item: item)
            }
            return .seeOther(Link.gap(present, item).path)
        }
    }

    /// Takes the answer, with the file that was chosen last. What is wrong with either is said on the page, where all that was
    /// typed, and every file that has come, still stands.
    func receiveSubmission(request: Request, context: RequestContext) async throws -> Response {
        let form = try await answerForm(request, context)
        if let refusal = form.refusal {
            return try await gapPage(
                [.ofFile(refusal)],
                form.typed,
                context,
                status: refusal.refusal.kind.status
            )
        }
        let typed = form.typed
        return try await acting(context, typed) { store, site, item in
            let form = try SubmissionForm(
                id: typed.id,
                inspection: typed.inspection,
                words: typed.words,
                evidence: typed.files
            )
            _ = try await store.submit(form, site: site, item: item)
        }
    }

    /// Takes a file for an answer that is still being written, and shows that again.
    func receiveSubmissionFile(request: Request, context: RequestContext) async throws -> Response {
        let form = try await answerForm(request, context)
        let refusal = form.refusal ?? (form.hasFile ? nil : EvidenceRefusal.empty)
        return try await gapPage(
            refusal.map { [.ofFile($0)] } ?? [],
            form.typed,
            context,
            status: refusal?.refusal.kind.status ?? .ok
        )
    }

    private func answerForm(
        _ request: Request,
        _ context: RequestContext
    ) async throws -> (typed: TypedAnswer, refusal: EvidenceRefusal?, hasFile: Bool) {
        let form = try await formWithFile(request, context) { fields in
            guard TypedAnswer(fields).files.count < GapSubmission.mostFiles else {
                throw Problems([.tooManyFiles])
            }
        }
        var typed = TypedAnswer(form.fields)
        if let digest = form.digest?.hex, !typed.files.contains(digest) { typed.files.append(digest) }
        return (typed, form.refusal, form.digest != nil)
    }

    func receiveVerification(request: Request, context: RequestContext) async throws -> Response {
        let fields = FormFields(try await request.form())
        return try await acting(context) { store, site, item in
            let form = try VerificationForm(
                submission: fields.one("submission"),
                inspection: fields.one("inspection"),
                verdict: fields.one("verdict") ?? "",
                reason: fields.one("reason")
            )
            _ = try await store.verify(form.subject, form.verdict, why: form.reason, site: site, item: item)
        }
    }

    func receiveDeadline(request: Request, context: RequestContext) async throws -> Response {
        let fields = FormFields(try await request.form())
        return try await acting(context) { store, site, item in
            let form = try DeadlineForm(
                was: fields.one("was") ?? "",
                deadline: (fields.one("deadline") ?? "") + ":00+08:00",
                reason: fields.one("reason") ?? "",
                now: now()
            )
            _ = try await store.moveDeadline(
                of: item,
                site: site,
                was: form.was,
                to: form.deadline,
                why: form.reason
            )
        }
    }

    /// Takes a file that an answer named and that has not come: of whoever sent the answer, and no other file.
    func receiveMissingFile(request: Request, context: RequestContext) async throws -> Response {
        let (store, site, item) = (store(for: context), context.part("code"), context.part("item"))
        let answer = InspectionID(context.part("id"))
        do {
            try await takeFile(request, context) { fields in
                let record = try await store.gap(site, item)
                guard let account = context.identity?.account, let digest = fields.one("digest"),
                    let missing = record.missing(of: account)
                        .first(where: {
                            $0.submission == answer && $0.digest.isExactly(digest)
                        }),
                    let hash = Hash(hex: missing.digest)
                else { throw Refusal.notToBeSent }
                return hash
            }
            return .seeOther(Link.gap(site, item).path)
        } catch let refusal as EvidenceRefusal {
            return try await gapPage([.ofFile(refusal)], nil, context, status: refusal.refusal.kind.status)
        }
    }

    func submissionFile(_: Request, context: RequestContext) async throws -> Response {
        try await savedFile(at: try context.submissionPlace, context)
    }

    func submissionCopy(_: Request, context: RequestContext) async throws -> Response {
        try await shownCopy(at: try context.submissionPlace, isSmall: false, context)
    }

    func submissionThumbnail(_: Request, context: RequestContext) async throws -> Response {
        try await shownCopy(at: try context.submissionPlace, isSmall: true, context)
    }

    /// Does what the form asks for, and shows the gap as it is then, with what was wrong.
    private func acting(
        _ context: RequestContext,
        _ typed: TypedAnswer? = nil,
        _ act: (Store, _ site: String, _ item: String) async throws -> Void
    ) async throws -> Response {
        let (store, site, item) = (store(for: context), context.part("code"), context.part("item"))
        do {
            try await act(store, site, item)
            return .seeOther(Link.gap(site, item).path)
        } catch let problems as Problems {
            return try await gapPage(problems.all, typed, context, status: .unprocessableContent)
        }
    }

    private func gapPage(
        _ problems: [Problem],
        _ typed: TypedAnswer?,
        _ context: RequestContext,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let record = try await store(for: context).gap(context.part("code"), context.part("item"))
        let page = GapPage(
            record,
            .init(context.identity),
            problems,
            typed ?? TypedAnswer(freshID: newID()),
            now: now(),
            try texts(of: context)
        )
        return try show(
            page,
            at: Link.gap(record.site.code, record.item.code).path,
            status: status,
            for: context
        )
    }
}

/// An answer as it stands in the form: nothing of it is checked yet.
struct TypedAnswer {
    let id: String
    let inspection: String
    let words: String
    /// The digests of the files that have come for it.
    var files: [String] = []

    init(freshID: String) {
        (id, inspection, words) = (freshID, "", "")
    }

    init(_ fields: FormFields) {
        id = fields.one("id") ?? ""
        inspection = fields.one("inspection") ?? ""
        words = fields.exactly("words") ?? ""
        files = fields.all("evidence")
    }
}

extension GapRecord {
    /// Files that answers of that account name and that have not come.
    func missing(of account: String) -> [(submission: InspectionID, digest: String)] {
        life.submissions.filter { $0.by == account }
            .flatMap { one in
                (files[one.id] ?? []).filter(\.isPending).map { (one.id, $0.reference) }
            }
    }
}

extension Problem {
    fileprivate static func ofFile(_ refusal: EvidenceRefusal) -> Problem {
        Problem("file", at: "/file", refusal.message)
    }
}

extension RequestContext {
    /// Where the path names a file of an answer.
    fileprivate var submissionPlace: SubmissionPlace {
        get throws {
            guard let submission = InspectionID(part("id")), let index = Int(part("n")),
                (0..<GapSubmission.mostFiles).contains(index), part("n") == "\(index)",
                !part("item").unicodeScalars.contains(where: \.isControl)
            else { throw EvidenceRefusal.noFile }
            return SubmissionPlace(submission: submission, item: part("item"), index: index)
        }
    }
}
