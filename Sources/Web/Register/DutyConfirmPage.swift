import Compliance
import HTTPServer
import Store

/// What a change of a duty comes to, before it is confirmed: what is no longer said, what is said instead, and what that
/// does to weeks and flags.
struct DutyConfirmPage: Page {
    static let template = "duty-confirm"

    let code: String
    let name: String
    let address: String
    let gone: [PostingLine]
    let hasGone: Bool
    let new: [PostingLine]
    let hasNew: Bool
    let isNothing: Bool
    let effects: [String]
    let hasEffects: Bool
    let reason: String?
    /// What the form said, said again by the one that confirms it.
    let fields: [Field]

    struct Field: Sendable {
        let name: String
        let value: String
    }

    private static let names = ["action", "duty", "term", "person", "from", "last", "reinstate", "reason"]

    init(_ preview: DutyPreview, of site: Site, _ form: FormFields, _ texts: Texts) {
        code = site.code
        name = texts(site.name)
        address = Link.siteRegister(site.code).path
        gone = preview.gone.map { PostingLine($0, texts) }
        hasGone = !gone.isEmpty
        new = preview.new.map { PostingLine($0, texts) }
        hasNew = !new.isEmpty
        isNothing = !hasGone && !hasNew
        effects = preview.effects.words.map { texts($0) }
        hasEffects = !effects.isEmpty
        reason = form.one("reason")
        fields =
            Self.names.compactMap { name in form.one(name).map { Field(name: name, value: $0) } }
            + [Field(name: "edition", value: "\(preview.edition)")]
    }

    func windowTitle(_ texts: Texts) -> String { texts("register.confirmTitle") }
}
