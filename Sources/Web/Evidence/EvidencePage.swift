import Compliance
import HTTPServer
import Pictures
import Store

/// What an inspection names as evidence: what has arrived, what is still to come, and where whoever filed sends it.
struct EvidencePage: Page {
    static let template = "evidence"

    let siteName: String
    let siteCode: String
    let finished: String
    let address: String
    let inspectionAddress: String
    /// How many are here and how many are to come; nil where nothing is named.
    let summary: String?
    let isPending: Bool
    /// What pending evidence means; nil where none is.
    let pendingAbout: String?
    /// That something was received.
    let notice: String?
    let problem: String?
    let lines: [EvidenceLine]
    let hasLines: Bool

    init(_ record: InspectionRecord, notice: String?, problem: Text?, maySend: Bool, _ texts: Texts) {
        let (evidence, id) = (record.evidence, record.filing.id)
        siteName = texts(record.site.name)
        siteCode = record.site.code
        finished = record.finishedAt.shanghai
        address = Link.evidence(of: id).path
        inspectionAddress = Link.inspection("\(id)").path
        let files = evidence.named.filter { $0.state != .noFile }
        let pending = evidence.pending
        isPending = !pending.isEmpty
        summary =
            files.isEmpty
            ? nil
            : texts(
                "proofFiles.summary",
                "\(files.count)",
                "\(files.count - pending.count)",
                "\(pending.count)"
            )
        pendingAbout =
            pending.isEmpty
            ? nil
            : texts(evidence.isOwn && maySend ? "proofFiles.pendingOwn" : "proofFiles.pendingAbout")
        self.notice = notice
        self.problem = problem.map { texts($0) }
        lines = evidence.named.map { EvidenceLine($0, record, maySend: maySend && evidence.isOwn, texts) }
        hasLines = !lines.isEmpty
    }

    func windowTitle(_ texts: Texts) -> String { texts("proofFiles.of", siteName, finished) }
}

/// One reference of an answer.
struct EvidenceLine: Sendable {
    let item: String
    let itemText: String
    /// The beginning of a digest, or the whole of what names no file.
    let reference: String
    let state: String
    let stateCode: String
    /// What the file is, how large, when it came and by which entry; nil while it has not.
    let particulars: String?
    let fileAddress: String?
    /// Where its copy is, and the small one; nil where there is none.
    let copyAddress: String?
    let thumbnailAddress: String?
    /// Why nothing is shown of a picture, or what its file holds besides.
    let remark: String?
    /// What whoever may send it now says that it is; nil for everybody else.
    let wanted: String?

    init(_ named: NamedEvidence, _ record: InspectionRecord, maySend: Bool, _ texts: Texts) {
        let place = EvidencePlace(inspection: record.filing.id, item: named.item, index: named.index)
        item = named.item
        itemText = record.standard.rule(named.item).map { texts($0.item.text) } ?? ""
        switch named.state {
        case .noFile:
            (state, stateCode) = (texts("proofFiles.noFile"), "none")
            reference = named.reference
            (particulars, fileAddress, copyAddress, thumbnailAddress, remark, wanted) = (
                nil, nil, nil, nil, nil, nil
            )
        case .pending:
            (state, stateCode) = (texts("proofFiles.pending"), "pending")
            reference = named.reference.shortDigest
            (particulars, fileAddress, copyAddress, thumbnailAddress, remark) = (nil, nil, nil, nil, nil)
            wanted = maySend ? named.reference.lowercased() : nil
        case .here(let file):
            (state, stateCode) = (texts("proofFiles.here"), "here")
            reference = named.reference.shortDigest
            particulars = texts(
                "proofFiles.particulars",
                file.kind.title,
                FileSize.text(file.size),
                file.receivedAt.shanghai,
                "\(file.entry)"
            )
            fileAddress = Link.evidence(at: place).path
            let isShown = file.kind.isPicture && !file.picture.isRefused
            copyAddress = isShown ? Link.evidenceCopy(at: place).path : nil
            thumbnailAddress = isShown ? Link.evidenceThumbnail(at: place).path : nil
            remark =
                switch file.picture {
                case .refused(let why): PictureRefusal(rawValue: why).map { texts($0.message) }
                case .shown(_, _, let beyond) where beyond > 0: texts("proofFiles.beyond", "\(beyond)")
                default: file.kind.isPicture ? nil : texts("proofFiles.paper")
                }
            wanted = nil
        }
    }
}

extension EvidenceFile.Picture? {
    fileprivate var isRefused: Bool { if case .refused = self { true } else { false } }
}

extension String {
    /// The first twelve digits of a digest: enough to tell those of one inspection apart.
    fileprivate var shortDigest: String { String(lowercased().prefix(12)) + "…" }
}
