import Compliance
import HTTPServer
import Store

/// The register of notices: what was issued to whom, and whether it arrived; and, for an administrator, how the county's
/// papers begin.
struct NoticesPage: Page {
    static let template = "notices"

    let states: [Option]
    let year: String
    let words: String
    let found: String
    let lines: [NoticeLine]
    let hasLines: Bool
    let pager: Pager?
    let tables: [FileLink]
    let letterhead: LetterheadForm
    let ordersAddress = Link.orders.path

    init(
        _ page: ListPage<NoticeRecord>,
        _ filter: NoticeFilter,
        _ pager: Pager?,
        tables: [FileLink],
        _ letterhead: LetterheadForm,
        _ texts: Texts
    ) {
        states = ArrivalState.options(filter.state, texts)
        year = filter.year.map(String.init) ?? ""
        words = filter.words
        found = texts("notices.found", "\(page.total)")
        lines = page.elements.map { NoticeLine($0, texts) }
        hasLines = !lines.isEmpty
        self.pager = pager
        self.tables = tables
        self.letterhead = letterhead
    }

    func windowTitle(_ texts: Texts) -> String { texts("notices.title") }
}

/// A notice in the register.
struct NoticeLine: Sendable {
    let number: String
    let address: String
    let issued: String
    let siteName: String
    let siteAddress: String
    let items: String
    /// The earliest of its deadlines.
    let deadline: String
    let arrival: String
    let isOnTheWay: Bool
    /// That the visit was corrected or withdrawn since.
    let remark: String?

    init(_ record: NoticeRecord, _ texts: Texts) {
        let content = record.notice.content
        number = record.notice.number
        address = Link.notice("\(record.visit)").path
        issued = record.notice.issuedAt.shanghai
        siteName = texts(content.site.name)
        siteAddress = Link.site(content.site.code).path
        items = texts(
            "notices.counts",
            "\(content.items.count)",
            "\(content.items.count { $0.severity == .critical })"
        )
        deadline = content.items.map(\.deadline).min()?.shanghai ?? ""
        isOnTheWay = record.arrival == nil
        arrival = texts(record.arrival)
        remark =
            record.isWithdrawn
            ? texts("notices.withdrawn") : record.revisedBy.map { _ in texts("notices.revised") }
    }
}

/// The form that says how the county's papers begin, with what stands.
struct LetterheadForm: Sendable {
    let isOffered: Bool
    let isOpen: Bool
    /// Said to whoever may not change it: what stands, or that nothing does.
    let standing: String
    let address: String
    let short: String
    let office: String
    let english: String
    let redHead: String
    let problems: [String]
    let hasProblems: Bool

    init(
        _ letterhead: Letterhead?,
        _ typed: FormFields? = nil,
        _ problems: [Problem] = [],
        rights: Set<Right>,
        _ texts: Texts
    ) {
        func value(_ name: String, _ known: String?) -> String {
            typed == nil ? known ?? "" : typed?.one(name) ?? ""
        }
        isOffered = rights.contains(.manage)
        isOpen = letterhead == nil || !problems.isEmpty
        standing =
            letterhead.map { texts("notices.letterheadIs", texts($0.office), $0.short) }
            ?? texts("notices.noLetterhead")
        address = Link.letterhead.path
        short = value("short", letterhead?.short)
        office = value("office", letterhead?.office.zh)
        english = value("english", letterhead?.office.en)
        redHead = value("redHead", letterhead?.redHead)
        self.problems = problems.map { texts($0.message) }
        hasProblems = !problems.isEmpty
    }
}

extension ArrivalState {
    /// To choose from, with all.
    static func options(_ chosen: ArrivalState?, _ texts: Texts) -> [Option] {
        [Option(value: "", wording: texts("notices.anyState"), isChosen: chosen == nil)]
            + allCases.map { Option(value: $0.rawValue, wording: texts($0), isChosen: chosen == $0) }
    }
}

extension Texts {
    /// Whether and when a paper arrived, in a list.
    func callAsFunction(_ arrival: Arrival?) -> String {
        guard let arrival else { return self(ArrivalState.onTheWay) }
        let state: ArrivalState = arrival.how == .acknowledged ? .acknowledged : .handedOver
        return "\(self(state)) \(arrival.reachedAt.shanghai)"
    }

    fileprivate func callAsFunction(_ state: ArrivalState) -> String {
        switch state {
        case .onTheWay: self("notices.onTheWay")
        case .acknowledged: self("notices.acknowledged")
        case .handedOver: self("notices.handedOver")
        }
    }
}
