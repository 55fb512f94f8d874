import Compliance
import Pictures
import Store

/// A file that an answer for a gap names.
struct GapFileLine: Sendable {
    /// What it is, the beginning of its digest, and why a picture cannot be shown; or that it is still to come.
    let wording: String
    let isPending: Bool
    /// nil while it has not come.
    let fileAddress: String?
    /// Where its copy is, and the small one; nil where there is none.
    let copyAddress: String?
    let thumbnailAddress: String?

    init(_ named: NamedEvidence, of submission: InspectionID, _ record: GapRecord, _ texts: Texts) {
        let short = Self.short(named.reference)
        isPending = named.isPending
        guard case .here(let file) = named.state else {
            wording = texts("gapLife.filePending", short)
            (fileAddress, copyAddress, thumbnailAddress) = (nil, nil, nil)
            return
        }
        let place = SubmissionPlace(submission: submission, item: named.item, index: named.index)
        let address = Link.file(of: .gap(record.site.code, record.item.code), at: place).path
        let refusal = PictureRefusal(of: file)
        wording =
            "\(file.kind.title) \(short)" + (refusal.map { " · " + texts($0.message) } ?? "")
        fileAddress = address
        let isShown = file.kind.isPicture && refusal == nil
        copyAddress = isShown ? address + "/page" : nil
        thumbnailAddress = isShown ? address + "/thumbnail" : nil
    }

    /// The first twelve digits of a digest: enough to tell those of one answer apart.
    static func short(_ digest: String) -> String { String(digest.prefix(12)) + "…" }
}
