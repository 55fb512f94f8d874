import Compliance
import HTTPServer
import Store

/// An order about a gap: before it is issued what it would say, to whoever may issue it, with those issued before; or one
/// that is issued, from its sealed document.
struct OrderPage: Page {
    static let template = "order-page"

    let gapTitle: String
    let gapAddress: String
    let heading: String
    /// Why there is nothing to issue.
    let obstacle: String?
    let preview: String?
    /// Why whoever might issue it cannot as yet, and where that is mended.
    let headless: String?
    let letterheadAddress: String
    let issuing: IssueForm?
    /// nil before it is issued.
    let arrival: ArrivalPart?
    let paper: OrderPaper?
    /// The sealed document as files; none before it is issued.
    let files: [FileLink]
    let earlier: [OrderLine]
    let hasEarlier: Bool
    let registerAddress: String

    struct IssueForm: Sendable {
        let address: String
        let id: String
    }

    /// One that is issued.
    init(
        _ record: OrderRecord,
        _ reader: ArrivalPart.Reader,
        _ typed: TypedHandOver? = nil,
        _ problems: [Problem] = [],
        _ texts: Texts
    ) {
        let content = record.order.content
        arrival = ArrivalPart(.order(record.id), record.arrival, reader, typed, problems, texts)
        gapTitle = "\(content.line.item) \(texts(content.line.text))"
        gapAddress = Link.gap(content.site.code, content.line.item).path
        heading = record.order.number
        (obstacle, preview, headless, issuing) = (nil, nil, nil, nil)
        letterheadAddress = Link.notices.path
        paper = OrderPaper(record, texts)
        files = FileLink.all(texts, at: { Link.orderPaper("\(record.id)", $0) })
        (earlier, hasEarlier) = ([], false)
        registerAddress = Link.orders.path
    }

    /// What one would say now: `content` is nil where nothing is to be urged. `freshID` names what is issued by its form.
    init(
        _ record: GapRecord,
        _ content: SupervisionOrder.Content?,
        issued: [OrderRecord],
        hasLetterhead: Bool,
        mayIssue: Bool,
        freshID: String,
        _ texts: Texts
    ) {
        gapTitle = "\(record.item.code) \(texts(record.item.text))"
        gapAddress = Link.gap(record.site.code, record.item.code).path
        files = []
        heading = texts("order.title")
        let urged = record.goesOnAs == nil && mayIssue ? content : nil
        let stands = urged.map { content in issued.contains { $0.stands(for: content, record) } } == true
        let open = stands ? nil : urged
        obstacle =
            open != nil
            ? nil
            : mayIssue
                ? texts(
                    record.goesOnAs != nil
                        ? "order.moved"
                        : stands ? "order.stands" : record.openRun == nil ? "order.closed" : "order.calm"
                ) : issued.isEmpty ? texts("order.noneIssued") : nil
        preview = open.map { _ in texts("order.preview") }
        headless = open != nil && !hasLetterhead ? texts("notice.headless") : nil
        letterheadAddress = Link.notices.path
        issuing =
            open != nil && hasLetterhead
            ? IssueForm(address: Link.order(of: record.site.code, record.item.code).path, id: freshID) : nil
        arrival = nil
        paper = open.map { OrderPaper($0, texts) }
        earlier = issued.map { OrderLine($0, texts) }
        hasEarlier = !earlier.isEmpty
        registerAddress = Link.orders.path
    }

    func windowTitle(_ texts: Texts) -> String { "\(heading) · \(gapTitle)" }
}

extension OrderRecord {
    /// Whether it says of the gap what another would: of that colour, finding and deadline, and nothing was returned since.
    fileprivate func stands(for content: SupervisionOrder.Content, _ record: GapRecord) -> Bool {
        (order.content.colour, order.content.inspection, order.content.deadline)
            == (content.colour, content.inspection, content.deadline)
            && !record.life.verifications.contains { $0.verdict == .returned && $0.at > order.issuedAt }
    }
}

/// The register of orders.
struct OrdersPage: Page {
    static let template = "orders"

    let colours: [Option]
    let states: [Option]
    let words: String
    let found: String
    let lines: [OrderLine]
    let hasLines: Bool
    let pager: Pager?
    let tables: [FileLink]

    init(
        _ page: ListPage<OrderRecord>,
        _ filter: OrderFilter,
        _ pager: Pager?,
        tables: [FileLink],
        _ texts: Texts
    ) {
        colours =
            [Option(value: "", wording: texts("orders.anyColour"), isChosen: filter.colour == nil)]
            + GapStanding.Colour.allCases.map {
                Option(value: $0.rawValue, wording: texts($0.order), isChosen: filter.colour == $0)
            }
        states = ArrivalState.options(filter.state, texts)
        words = filter.words
        found = texts("notices.found", "\(page.total)")
        lines = page.elements.map { OrderLine($0, texts) }
        hasLines = !lines.isEmpty
        self.pager = pager
        self.tables = tables
    }

    func windowTitle(_ texts: Texts) -> String { texts("orders.title") }
}

/// An order in a list.
struct OrderLine: Sendable {
    let number: String
    let address: String
    let name: String
    /// Ends a CSS class.
    let colour: String
    let siteName: String
    let siteAddress: String
    let item: String
    let issued: String
    let deadline: String
    let arrival: String
    let isOnTheWay: Bool

    init(_ record: OrderRecord, _ texts: Texts) {
        let content = record.order.content
        number = record.order.number
        address = Link.order("\(record.id)").path
        name = texts(content.colour.order)
        colour = content.colour.rawValue
        siteName = texts(content.site.name)
        siteAddress = Link.site(content.site.code).path
        item = "\(content.line.item) \(texts(content.line.text))"
        issued = record.order.issuedAt.shanghai
        deadline = content.deadline.shanghai
        arrival = texts(record.arrival)
        isOnTheWay = record.arrival == nil
    }
}
