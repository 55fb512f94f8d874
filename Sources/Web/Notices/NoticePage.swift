import Compliance
import HTTPServer
import Store

/// The notice of a visit: before it is issued what it would say, afterwards the sealed document, how it arrived, and what
/// its reader may do.
struct NoticePage: Page {
    static let template = "notice-page"

    let siteName: String
    let inspectionAddress: String
    let paper: NoticePaper?
    /// The sealed document as files; none before it is issued.
    let files: [FileLink]
    /// Why there is none and none can be issued.
    let obstacle: String?
    /// That it is not issued yet, to whom it makes a difference.
    let preview: String?
    /// What it does not speak of, since it was closed meanwhile.
    let closed: String?
    /// Why whoever might issue it cannot as yet, and where that is mended.
    let headless: String?
    let letterheadAddress: String
    /// What became of the visit since; the notice stands.
    let remark: Remark?
    let arrival: ArrivalPart?
    let waits: String?
    let issueAddress: String?
    let acknowledgeAddress: String?
    let handOver: HandOverForm?

    /// What a page is made of.
    struct Standing {
        let record: InspectionRecord
        let notice: NoticeRecord?
        /// What it would say, before it is issued.
        let content: Notice.Content?
        /// The visit's gaps that were closed before it was issued, by item.
        var closed: [String: Instant] = [:]
        /// Whether there is a letterhead, without which nothing is issued.
        var hasLetterhead = true
    }

    /// Who reads it, as far as it matters here.
    struct Reader {
        let rights: Set<Right>
        /// Whether the account directs the site today: nobody else acknowledges.
        let isDirector: Bool
    }

    struct Remark: Sendable {
        let words: String
        /// The notice of what stands in its place.
        let address: String?
    }

    init(
        _ standing: Standing,
        _ reader: Reader,
        _ typed: FormFields? = nil,
        _ problems: [Problem] = [],
        _ texts: Texts
    ) {
        let (record, notice) = (standing.record, standing.notice)
        let id = "\(record.filing.id)"
        siteName = texts(record.site.name)
        inspectionAddress = Link.inspection(id).path
        files =
            notice == nil ? [] : FileLink.all(texts, at: { Link.noticePaper(id, $0) })
        let isIssuable = notice == nil && record.withdrawal == nil && record.revisedBy == nil
        paper =
            notice.map { NoticePaper($0, texts) }
            ?? (isIssuable ? standing.content.map { NoticePaper($0, texts) } : nil)
        let obstacle: NoticeObstacle? =
            notice != nil
            ? nil
            : record.withdrawal != nil
                ? .withdrawn : record.revisedBy != nil ? .revised : standing.content == nil ? .settled : nil
        self.obstacle = obstacle.map { texts($0.message) }
        let mayIssue = isIssuable && standing.content != nil && reader.rights.contains(.manage)
        preview = isIssuable && standing.content != nil ? texts("notice.preview") : nil
        closed =
            isIssuable && !standing.closed.isEmpty
            ? texts(
                "notice.closedSince",
                texts.list(
                    standing.closed.sorted { $0.key < $1.key }
                        .map { texts("notice.closedAt", $0.key, $0.value.shanghai) }
                )
            ) : nil
        headless = mayIssue && !standing.hasLetterhead ? texts("notice.headless") : nil
        letterheadAddress = Link.notices.path
        remark = Remark(record, notice, texts)
        arrival = notice?.arrival.map { ArrivalPart($0, texts) }
        waits = notice.flatMap { $0.arrival == nil ? texts("notice.waits") : nil }
        issueAddress = mayIssue && standing.hasLetterhead ? Link.notice(id).path : nil
        let hasToArrive = notice != nil && notice?.arrival == nil
        acknowledgeAddress =
            hasToArrive && reader.isDirector && reader.rights.contains(.respond)
            ? Link.acknowledgement(id).path : nil
        handOver =
            hasToArrive && reader.rights.contains(.file)
            ? HandOverForm(address: Link.handOver(id).path, typed, problems, texts) : nil
    }

    func windowTitle(_ texts: Texts) -> String { "\(texts("notice.title")) \(paper?.number ?? siteName)" }
}

extension NoticePage.Remark {
    /// nil while the visit stands, or no notice was issued of it.
    fileprivate init?(_ record: InspectionRecord, _ notice: NoticeRecord?, _ texts: Texts) {
        guard notice != nil else {
            guard let next = record.revisedBy else { return nil }
            self.init(words: texts("notice.toCorrection"), address: Link.notice("\(next)").path)
            return
        }
        if record.withdrawal != nil {
            self.init(words: texts("notice.withdrawnSince"), address: nil)
        } else if let next = record.revisedBy {
            self.init(words: texts("notice.revisedSince"), address: Link.notice("\(next)").path)
        } else {
            return nil
        }
    }
}

/// When and how it reached the director.
struct ArrivalPart: Sendable {
    let words: String
    let witness: String?
    /// The digest of the photograph of the signed paper, and whether its file has not arrived.
    let photograph: String?
    let isPending: Bool
    let recorded: String

    init(_ arrival: NoticeArrival, _ texts: Texts) {
        let receiver =
            arrival.receiver.map {
                $0 == arrival.receivedBy ? $0 : texts("notice.receiver", $0, arrival.receivedBy)
            }
            ?? arrival.receivedBy
        words =
            arrival.how == .acknowledged
            ? texts("notice.byAccount", arrival.reachedAt.shanghai, receiver)
            : texts("notice.byPaper", arrival.reachedAt.shanghai, receiver)
        witness = arrival.witness.map { texts("notice.witnessed", $0) }
        photograph = arrival.photograph
        isPending = arrival.isPhotographPending
        recorded = texts("notice.recorded", arrival.recordedAt.shanghai, arrival.recordedBy)
    }
}

/// The form that says that the paper was handed over, with what was typed.
struct HandOverForm: Sendable {
    let address: String
    let reachedAt: String
    let receivedBy: String
    let witness: String
    let photograph: String
    let problems: [String]
    let hasProblems: Bool

    init(address: String, _ typed: FormFields?, _ problems: [Problem], _ texts: Texts) {
        self.address = address
        reachedAt = typed?.one("reachedAt") ?? ""
        receivedBy = typed?.one("receivedBy") ?? ""
        witness = typed?.one("witness") ?? ""
        photograph = typed?.one("photograph") ?? ""
        self.problems = problems.map { texts($0.message) }
        hasProblems = !problems.isEmpty
    }
}
