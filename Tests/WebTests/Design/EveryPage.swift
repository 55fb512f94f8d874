import Mustache
import StrictJSON

@testable import Compliance
@testable import Store
@testable import HTTPServer
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

    var texts: Texts { resources.texts[language] ?? Texts(language, catalogues: []) }

    /// Every page, with the name of the case.
    var all: [(name: String, page: any Page)] {
        let now = Samples.now
        let filter = SiteFilter(kind: nil, colour: nil, words: samples.twist(""))
        let correction = FilingPage.State(
            document: samples.document,
            problems: samples.problems,
            notice: samples.twist("ok"),
            onRecord: "/inspections/1",
            edition: 3,
            last: samples.record,
            begun: "2021-07",
            change: samples.versionChange
        )
        return [
            (
                "county",
                CountyPage(samples.county, county: samples.text("某县", "A county"), now: now, texts)
            ),
            (
                "sites",
                SitesPage(samples.standings, filter, samples.pager, tables: samples.tables(texts), texts)
            ),
            ("visits", VisitsPage(samples.visits, samples.pager, tables: samples.tables(texts), texts)),
            (
                "site",
                SitePage(
                    samples.figures,
                    drafts: [samples.draft],
                    handed: samples.handed.now,
                    reader: samples.everybody,
                    now: now,
                    texts
                )
            ),
            ("inspection", InspectionPage(samples.record, rights: Set(Right.allCases), texts)),
            ("inspection-standing", InspectionPage(samples.standing, rights: Set(Right.allCases), texts)),
            ("inspection-withdrawn", InspectionPage(samples.withdrawn, rights: Set(Right.allCases), texts)),
            ("evidence", samples.evidencePage(maySend: true, texts)),
            ("evidence-others", samples.evidencePage(maySend: false, texts)),
            ("evidence-none", samples.noEvidencePage(texts)),
            (
                "gaps",
                samples.gapsPage(
                    [samples.listedGap(.open, repeats: 2), samples.listedGap(.verified)],
                    samples.pager,
                    texts
                )
            ),
            ("gaps-none", samples.gapsPage([], nil, texts)),
            (
                "gap",
                samples.gapPage(samples.gap(), rights: Set(Right.allCases), problems: samples.problems, texts)
            ),
            (
                "gap-attached",
                samples.gapPage(
                    samples.gap(),
                    rights: [.read, .respond],
                    attached: 2,
                    account: "director3",
                    texts
                )
            ),
            ("gap-waiting", samples.gapPage(samples.gap(waiting: true), rights: [.read, .file], texts)),
            ("gap-moved", samples.gapPage(samples.gap(goesOn: true), rights: [.read], texts)),
            ("week", WeekPage(samples.week, now: now.adding(seconds: 8 * 86_400), texts)),
            ("week-sealed", samples.sealedWeekPage(texts)), ("week-over", samples.weekOverPage(texts)),
            ("week-due", samples.weekDuePage(texts)), ("closing-order", samples.closingOrderPage(texts)),
            ("closing-order-none", samples.closingOrderPage(isGiven: false, texts)),
            ("checklists", ChecklistsPage(samples.checklists, samples.baselines, texts)),
            ("checklist", ChecklistPage(Samples.standard, texts)),
            ("checklist-conditions", ChecklistPage(samples.conditions, texts)),
            ("inspect", FilingPage(samples.site(3), Samples.standard, correction, texts)),
            ("review", samples.reviewPage(texts)), ("begin", samples.beginPage(texts)),
            ("drafts", DraftsPage([samples.draft], isDiscarded: true, texts)),
            ("drafts-none", DraftsPage([], isDiscarded: false, texts)),
            ("choice", samples.choicePage(isHeld: true, texts)),
            ("choice-gone", samples.choicePage(isHeld: nil, texts)),
            ("kept-form", samples.keptFormPage(.unauthenticated, texts)),
            ("kept-form-refused", samples.keptFormPage(.broken, texts)),
            (
                "refusal",
                RefusalPage(Refusal.invalid(samples.problems), language: language, requestID: "r-1")
            ),
            (
                "login",
                LoginPage(
                    .init(next: samples.twist("/x"), name: samples.twist("a"), wait: 9),
                    csrf: "s",
                    hasOpenID: true,
                    texts
                )
            ),
            ("site-register", samples.siteRegisterPage(texts)),
            ("duty-confirm", samples.dutyConfirmPage(texts)),
            ("register-confirm", samples.siteConfirmPage(texts)),
            ("township-confirm", samples.townshipConfirmPage(texts)),
            ("townships", samples.townshipsPage(texts)),
            ("mine", samples.minePage(texts)), ("mine-none", MinePage(OwnSites(sites: []), now: now, texts)),
            ("messages", samples.messagesPage(texts)),
            ("messages-none", MessagesPage(ListPage([], total: 0), unread: 0, nil, texts)),
            ("mail", samples.mailPage(texts)), ("delivery", samples.deliveryPage(texts)),
            ("guidance", samples.guidancePage(texts)),
            ("site-guidance", samples.siteGuidancePage(texts, reader: samples.administrator)),
            ("site-guidance-director", samples.siteGuidancePage(texts, reader: samples.director)),
            ("withdrawal-done", WithdrawalPage(samples.withdrawn, [], [], texts)),
            (
                "withdrawal",
                WithdrawalPage(
                    samples.standing,
                    [samples.text("2021-W33：未检查", "2021-W33: not inspected")],
                    samples.problems,
                    texts
                )
            ),
            ("account", samples.ownAccountPage(texts)),
            ("accounts", samples.accountsPage(texts)),
            ("import", samples.importPage(texts)),
            ("import-sheet", ImportPage(preview: samples.importPreview(isLarge: true, texts))),
            ("import-visits", samples.visitImportPage(texts, asksSheet: false)),
            ("import-visits-sheet", samples.visitImportPage(texts, asksSheet: true)),
            ("account-one", samples.accountPage(texts)),
            ("county-empty", emptyCounty),
            ("audit", auditPage(samples.entries, samples.entryFilter, samples.pager, samples.chain(), "n")),
            (
                "audit-broken",
                auditPage(samples.entries, samples.entryFilter, nil, samples.chain(unbroken: false))
            ),
            ("audit-empty", auditPage(samples.page([]), EntryFilter(), nil, nil)),
            ("audit-entry", auditEntryPage(.sealed(samples.proof, samples.chain()))),
            ("audit-entry-broken", auditEntryPage(.sealed(samples.proof, samples.chain(unbroken: false)))),
            ("audit-entry-changed", auditEntryPage(.changed)),
            ("audit-entry-waiting", auditEntryPage(.waits)),
            ("site-empty", emptySite),
            (
                "inspect-new",
                FilingPage(
                    samples.site(3),
                    Samples.standard,
                    .init(document: .object([("id", "x")])),
                    texts
                )
            ),
            (
                "inspect-files",
                FilingPage(
                    samples.site(3),
                    Samples.standard,
                    .init(document: samples.namingFiles, own: samples.ownFiles),
                    texts
                )
            ),
        ]
            + (samples.noticePages(texts) + samples.noticesPages(texts) + samples.orderPages(texts)
            + samples.casePages(texts) + samples.planningPages(texts))
            .map { (name: $0.0, page: $0.1) }
    }

    func render(_ page: any Page, at address: String = "/") -> String {
        let view = View(texts: texts, frame: frame(at: address, page.form), page: page)
        return resources.templates.render(view, withTemplate: type(of: page).template) ?? ""
    }

    func frame(at address: String = "/", _ form: FormInFrame? = nil) -> Frame {
        Frame(
            title: samples.twist("页"),
            address: address,
            county: samples.text("某县", "A county"),
            texts: texts,
            styleSheet: resources.styleSheet.path,
            identity: samples.identity,
            csrf: "token",
            form: form,
            script: resources.script.path,
            leftOut: 2
        )
    }

    private func auditPage(
        _ page: ListPage<ListedEntry>,
        _ filter: EntryFilter,
        _ pager: Pager?,
        _ chain: HeadChain?,
        _ notice: String? = nil
    ) -> AuditPage {
        AuditPage(page, filter, pager, chain: chain, notice: notice, rights: Set(Right.allCases), texts)
    }

    private func auditEntryPage(_ standing: EntryStanding) -> AuditEntryPage {
        AuditEntryPage(samples.listedEntry, standing, rights: Set(Right.allCases), texts)
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
        return SitePage(figures, drafts: [], reader: nil, now: Samples.now, texts)
    }
}
