import Compliance
import HTTPServer
import Store

/// What a change of the register comes to, before it is confirmed: what is no longer said, what is said instead, and what
/// that does to weeks, runs and flags.
struct RegisterConfirmPage: Page {
    static let template = "register-confirm"

    /// nil for what is of no site.
    let code: String?
    let name: String
    let title: String
    let address: String
    let backAddress: String
    let gone: [String]
    let hasGone: Bool
    let new: [String]
    let hasNew: Bool
    let isNothing: Bool
    /// What is asked beside: visits that would lie in no period.
    let warnings: [String]
    let hasWarnings: Bool
    let effects: [String]
    let hasEffects: Bool
    let reason: String?
    /// What the form said, said again by the one that confirms it.
    let fields: [Field]

    struct Field: Sendable {
        let name: String
        let value: String
    }

    private init(
        code: String?,
        name: String,
        title: String,
        address: String,
        backAddress: String,
        gone: [String],
        new: [String],
        warnings: [String] = [],
        effects: [Text],
        edition: Int,
        _ form: FormFields,
        fields names: [String],
        _ texts: Texts
    ) {
        (self.code, self.name, self.title, self.address) = (code, name, title, address)
        self.backAddress = backAddress
        (self.gone, self.new, self.warnings) = (gone, new, warnings)
        (hasGone, hasNew, hasWarnings) = (!gone.isEmpty, !new.isEmpty, !warnings.isEmpty)
        isNothing = gone.isEmpty && new.isEmpty
        self.effects = effects.map { texts($0) }
        hasEffects = !effects.isEmpty
        reason = form.one("reason")
        fields =
            names.compactMap { name in form.one(name).map { Field(name: name, value: $0) } }
            + [Field(name: "edition", value: "\(edition)")]
    }

    func windowTitle(_ texts: Texts) -> String { title }
}

extension RegisterConfirmPage {
    init(_ preview: DutyPreview, of site: Site, _ form: FormFields, _ texts: Texts) {
        func line(_ posting: Posting) -> String {
            let line = PostingLine(posting, texts)
            return "\(line.duty) · \(line.person) · \(line.term)"
        }
        self.init(
            code: site.code,
            name: texts(site.name),
            title: texts("register.confirmTitle"),
            address: Link.siteRegister(site.code).path,
            backAddress: Link.siteRegister(site.code).path,
            gone: preview.gone.map(line),
            new: preview.new.map(line),
            effects: preview.effects.words,
            edition: preview.edition,
            form,
            fields: ["action", "duty", "term", "person", "from", "last", "reinstate", "reason"],
            texts
        )
    }

    init(_ preview: SitePreview, of site: Site, _ form: FormFields, _ texts: Texts) {
        func lines(_ periods: [SitePeriod], _ descriptions: [SiteDescription]) -> [String] {
            periods.map { texts.period($0) }
                + descriptions.map { description in
                    let line = SiteRegisterPage.DescriptionLine(description, texts)
                    return [line.name, line.when, line.rest].filter { !$0.isEmpty }.joined(separator: " · ")
                }
        }
        let visits = preview.stranded.prefix(5)
            .map { "\(Day($0.finishedAt)) \($0.grade.map { texts($0.title) } ?? texts("grade.none"))" }
        let warning = texts("register.stranded", "\(preview.stranded.count)", texts.list(visits))
        self.init(
            code: site.code,
            name: texts(site.name),
            title: texts("register.confirmSite"),
            address: Link.siteRegister(site.code).path,
            backAddress: Link.siteRegister(site.code).path,
            gone: lines(preview.gonePeriods, preview.goneDescriptions),
            new: lines(preview.newPeriods, preview.newDescriptions),
            warnings: visits.isEmpty ? [] : [warning],
            effects: preview.effects.words,
            edition: preview.edition,
            form,
            fields: SiteAct.fields,
            texts
        )
    }

    init(_ preview: TownshipPreview, _ form: FormFields, _ texts: Texts) {
        func line(_ name: TownshipHistory.Name) -> String {
            let when = name.since.map { texts("posting.since", "\($0)") } ?? texts("register.always")
            return "\(texts.both(name.name)) · \(when)"
        }
        self.init(
            code: nil,
            name: preview.code,
            title: texts("townships.confirmTitle"),
            address: Link.township(preview.code).path,
            backAddress: Link.townships.path,
            gone: preview.gone.map(line),
            new: preview.new.map(line),
            effects: preview.effects,
            edition: preview.edition,
            form,
            fields: ["name", "english", "from", "reason"],
            texts
        )
    }
}

extension Texts {
    /// A period with its days, and the code that it goes on from.
    func period(_ period: SitePeriod) -> String {
        term(period.openedOn, period.closedOn)
            + (period.predecessor.map { self("register.predecessor", $0) } ?? "")
    }

    /// A name as it is in Chinese and in English; once, where they are one.
    fileprivate func both(_ name: Text) -> String {
        name.zh == name.en ? name.zh : "\(name.zh) · \(name.en)"
    }
}
