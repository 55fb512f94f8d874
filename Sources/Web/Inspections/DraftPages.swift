import Compliance
import Store

/// The drafts of whoever asks, each to go on with or to discard.
struct DraftsPage: Page {
    static let template = "drafts"

    let drafts: [DraftRow]
    let hasDrafts: Bool
    let isDiscarded: Bool

    init(_ drafts: [ListedDraft], isDiscarded: Bool, _ texts: Texts) {
        self.drafts = drafts.map { DraftRow($0, texts) }
        hasDrafts = !drafts.isEmpty
        self.isDiscarded = isDiscarded
    }

    func windowTitle(_ texts: Texts) -> String { texts("drafts.title") }
}

/// A draft in a list.
struct DraftRow: Sendable {
    let address: String
    let discardAddress: String
    let site: String
    let saved: String

    init(_ draft: ListedDraft, _ texts: Texts) {
        address = Link.draft("\(draft.id)", site: draft.site).path
        discardAddress = Link.oneDraft("\(draft.id)").path
        site = draft.siteName.map { texts($0) } ?? draft.site
        saved = texts("drafts.saved", draft.savedAt.shanghai)
    }
}

/// What there is to go on with, before a new form is begun on purpose.
struct BeginPage: Page {
    static let template = "begin"

    let siteName: String
    let siteAddress: String
    let drafts: [DraftRow]
    let hasDrafts: Bool
    let lately: ReviewPage.Lately?
    let newAddress: String

    init(_ site: Site, _ drafts: [ListedDraft], _ lately: LastVisit?, newID: String, _ texts: Texts) {
        siteName = texts(site.name)
        siteAddress = Link.site(site.code).path
        self.drafts = drafts.map { DraftRow($0, texts) }
        hasDrafts = !drafts.isEmpty
        self.lately = lately.map {
            ReviewPage.Lately(
                sentence: texts("review.lately", $0.receivedAt.shanghai),
                address: Link.inspection("\($0.id)").path,
                hasErrors: false
            )
        }
        newAddress = Link.form(newID, site: site.code).path
    }

    func windowTitle(_ texts: Texts) -> String { texts("form.title") }
}
