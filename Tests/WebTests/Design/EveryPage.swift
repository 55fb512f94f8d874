import Mustache
import StrictJSON

@testable import Compliance
@testable import Store
@testable import Web

/// Every page with values in all its parts, in one language, rendered as a request would get it.
struct EveryPage {
    let language: Language
    var samples = Samples()
    let resources: Resources

    init(_ language: Language, samples: Samples = Samples()) throws {
        self.language = language
        self.samples = samples
        resources = try Resources()
    }

    var texts: Texts { resources.texts[language] ?? Texts(language, catalogue: .null) }

    /// Template, name of the case, and page.
    var all: [(template: String, name: String, page: any Sendable)] {
        let now = Samples.now
        let filter = SiteFilter(kind: nil, colour: nil, words: samples.twist(""))
        let correction = InspectPage.State(
            document: samples.document,
            problems: samples.problems,
            notice: samples.twist("ok"),
            onRecord: "/inspections/1"
        )
        return [
            (
                "county", "county",
                CountyPage(samples.county, county: samples.text("某县", "A county"), now: now, texts)
            ),
            ("sites", "sites", SitesPage(samples.county.standings, filter, texts)),
            ("site", "site", SitePage(samples.figures, drafts: [samples.draft], now: now, texts)),
            ("inspection", "inspection", InspectionPage(samples.record, texts)),
            ("week", "week", WeekPage(samples.week, now: now.adding(seconds: 8 * 86_400), texts)),
            ("checklists", "checklists", ChecklistsPage(samples.checklists, samples.baselines, texts)),
            ("checklist", "checklist", ChecklistPage(Samples.standard, texts)),
            ("inspect", "inspect", InspectPage(samples.site(3), Samples.standard, correction, texts)),
            (
                "refusal", "refusal",
                RefusalPage(Refusal.invalid(samples.problems), language: language, requestID: "r-1")
            ),
            (
                "login", "login",
                LoginPage(
                    .init(next: samples.twist("/x"), name: samples.twist("a"), wait: 9),
                    seal: "s",
                    hasOpenID: true,
                    texts
                )
            ),
            ("account", "account", samples.accountPage(texts)),
            ("accounts", "accounts", samples.accountsPage(texts)),
            ("county", "county-empty", emptyCounty),
            ("audit", "audit", AuditPage(samples.entries, samples.entryFilter, texts)),
            ("audit", "audit-empty", AuditPage(EntryPage(entries: [], next: nil), EntryFilter(), texts)),
            ("audit-entry", "audit-entry", AuditEntryPage(samples.entry, samples.proof, texts)),
            ("audit-entry", "audit-entry-waiting", AuditEntryPage(samples.entry, nil, texts)),
            ("site", "site-empty", emptySite),
            (
                "inspect", "inspect-new",
                InspectPage(
                    samples.site(3),
                    Samples.standard,
                    .init(document: .object([("id", "x")])),
                    texts
                )
            ),
        ]
    }

    func render(_ template: String, _ page: any Sendable, at address: String = "/") -> String {
        let view = View(texts: texts, frame: frame(at: address), page: page)
        return resources.templates.render(view, withTemplate: template) ?? ""
    }

    func frame(at address: String = "/") -> Frame {
        Frame(
            title: samples.twist("页"),
            address: address,
            county: samples.text("某县", "A county"),
            texts: texts,
            styleSheets: Resources.styleSheets.map { Place.asset($0, tag: "t").path },
            identity: samples.identity,
            seal: "seal"
        )
    }

    private var emptyCounty: CountyPage {
        let figures = CountyFigures(
            week: ISOWeek(of: Samples.day("2021-08-18")),
            standings: [],
            worstGaps: [],
            others: []
        )
        return CountyPage(figures, county: samples.text("某县", "A county"), now: Samples.now, texts)
    }

    private var emptySite: SitePage {
        let figures = SiteFigures(
            site: samples.site(3),
            postings: [],
            history: [],
            openGaps: [],
            inspections: 0
        )
        return SitePage(figures, drafts: [], now: Samples.now, texts)
    }
}
