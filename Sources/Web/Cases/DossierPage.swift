import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Papers
import Store

/// A case as a file that is printed: its ground, whom it names and what happened, each line with what it rests on.
struct DossierPage: Page {
    static let template = "dossier"

    let caseAddress: String
    let files: [FileLink]
    let title: String
    let siteCode: String
    /// As it was called when the case was opened; empty where that was not kept.
    let siteName: String
    let standing: String
    let asOf: String
    let digest: String
    /// That it has only what its reader may read; nil where it is the whole.
    let partial: String?
    let ground: [PaperLine]
    let hasGround: Bool
    let groundDigest: String
    let persons: [String]
    let hasPersons: Bool
    let lines: [Line]

    struct Line: Sendable {
        let when: String
        let what: String
        let about: String?
        let words: String?
        let reason: String?
        let document: String?
        let documentAddress: String?
        let files: [String]
        /// The entry that has it, and the account that put it there.
        let source: String
        let entryAddress: String?
    }

    init(_ dossier: Dossier, seesRecord: Bool, _ texts: Texts) {
        caseAddress = Link.accountabilityCase(dossier.id).path
        files = FileLink.all(texts, at: { Link.dossierPaper(dossier.id, $0) })
        title = texts(dossier.title)
        siteCode = dossier.site
        siteName = dossier.basis?.site.map { texts($0.name) } ?? ""
        standing = texts(dossier.standing)
        asOf = texts(dossier.reach)
        digest = dossier.digest
        partial = dossier.partial.map { texts($0) }
        ground = PaperLine.all(dossier.basis?.lines ?? [], texts)
        hasGround = !ground.isEmpty
        groundDigest = dossier.basisDigest
        persons = dossier.persons.map { texts($0.words) }
        hasPersons = !persons.isEmpty
        lines = dossier.lines.map { Line($0, dossier, seesRecord: seesRecord, texts) }
    }

    func windowTitle(_ texts: Texts) -> String { title }
}

extension DossierPage.Line {
    fileprivate init(_ line: Dossier.Line, _ dossier: Dossier, seesRecord: Bool, _ texts: Texts) {
        when = line.at.shanghai
        what = texts(line.title)
        about = dossier.person(of: line).map { texts($0) }
        (words, reason) = (line.words, line.reason)
        document = line.document.map {
            texts("cases.document", $0.number ?? $0.address, $0.digest)
        }
        documentAddress = line.document.flatMap { Link.isHere($0.address) ? $0.address : nil }
        files = line.files.map { texts("cases.fileDigest", $0) }
        source =
            line.recorder.map { texts("cases.entryBy", "\(line.entry)", texts($0)) }
            ?? texts("cases.entry", "\(line.entry)")
        entryAddress = seesRecord ? Link.auditEntry(line.entry).path : nil
    }
}

extension Service {
    func dossierPage(_: Request, context: RequestContext) async throws -> Response {
        let dossier = try await store(for: context).dossier(try context.accountabilityCase)
        let page = DossierPage(
            dossier,
            seesRecord: context.identity?.rights.contains(.audit) ?? false,
            try texts(of: context)
        )
        return try show(page, at: Link.dossier(dossier.id).path, for: context)
    }

    /// The bytes themselves, with their digest for a tag.
    func apiDossier(_: Request, context: RequestContext) async throws -> Response {
        let dossier = try await store(for: context).dossier(try context.accountabilityCase)
        return .text(dossier.text, type: "application/json; charset=utf-8")
            .tagged(dossier.digest, .askAgainAlone)
    }

    /// The same as a file of that format.
    func apiDossierPaper(_ format: PaperFormat) -> Route.Handler {
        { _, context in
            let store = self.store(for: context)
            let dossier = try await store.dossier(try context.accountabilityCase)
            let manuscript = Manuscript(dossier, office: store.county.name)
            return .file(try await PaperMaker.make(manuscript, as: format, in: context.language))
        }
    }
}
