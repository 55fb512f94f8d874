import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Pictures
import Store

/// A file that an act of a case names.
struct CaseFileLine: Sendable {
    /// What it is, the beginning of its digest, and why a picture cannot be shown; or that it is still to come.
    let wording: String
    /// nil while it has not come.
    let fileAddress: String?
    /// Where its copy is, and the small one; nil where there is none.
    let copyAddress: String?
    let thumbnailAddress: String?

    init(_ named: NamedEvidence, of act: FactID, in id: FactID, _ texts: Texts) {
        let short = CaseAttachment(named.reference).shown
        guard case .here(let file) = named.state else {
            wording = texts("cases.filePending", short)
            (fileAddress, copyAddress, thumbnailAddress) = (nil, nil, nil)
            return
        }
        let address = Link.file(of: id, at: CaseActPlace(act: act, index: named.index)).path
        let refusal = PictureRefusal(of: file)
        wording =
            "\(file.kind.title) \(short)" + (refusal.map { " · " + texts($0.message) } ?? "")
        fileAddress = address
        let isShown = file.kind.isPicture && refusal == nil
        copyAddress = isShown ? address + "/page" : nil
        thumbnailAddress = isShown ? address + "/thumbnail" : nil
    }
}

/// A file that has come for what is still being written.
struct CaseAttachment: Sendable {
    let digest: String
    /// The first twelve digits: enough to tell those of one statement apart.
    let shown: String

    init(_ digest: String) {
        self.digest = digest
        shown = String(digest.prefix(12)) + "…"
    }
}

/// The files of what is put on record in a case.
extension Service {
    func caseFile(_: Request, context: RequestContext) async throws -> Response {
        try await savedFile(at: try context.caseActPlace, context)
    }

    func caseFileCopy(_: Request, context: RequestContext) async throws -> Response {
        try await shownCopy(at: try context.caseActPlace, isSmall: false, context)
    }

    func caseFileThumbnail(_: Request, context: RequestContext) async throws -> Response {
        try await shownCopy(at: try context.caseActPlace, isSmall: true, context)
    }
}

extension RequestContext {
    /// Where the path names a file of an act.
    fileprivate var caseActPlace: CaseActPlace {
        get throws {
            guard let act = FactID(part("act")), let index = Int(part("n")),
                (0..<CaseAct.mostEvidence).contains(index), part("n") == "\(index)"
            else { throw EvidenceRefusal.noFile }
            return CaseActPlace(act: act, index: index)
        }
    }
}
