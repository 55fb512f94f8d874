import Compliance
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
    /// nil before it is issued.
    let arrival: ArrivalPart?
    let issueAddress: String?

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

    struct Remark: Sendable {
        let words: String
        /// The notice of what stands in its place.
        let address: String?
    }

    init(
        _ standing: Standing,
        _ reader: ArrivalPart.Reader,
        _ typed: TypedHandOver? = nil,
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
        arrival = notice.map { notice in
            ArrivalPart(.notice(notice.visit), notice.arrival, reader, typed, problems, texts)
        }
        issueAddress = mayIssue && standing.hasLetterhead ? Link.notice(id).path : nil
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
