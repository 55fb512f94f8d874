import Compliance
import Store

/// A three-colour order as it is read and printed, in the order of `domain.md` §14; of one that is issued made from the
/// sealed document alone, of one that is not what it would say.
struct OrderPaper: Sendable {
    let redHead: String?
    /// Says that it has none yet, before it is issued.
    let number: String
    let title: String
    /// Ends a CSS class.
    let colour: String
    let why: String
    let site: String
    let addressees: [String]
    let line: NoticePaper.Line
    let dates: [EventLine]
    let told: [EventLine]
    let hasTold: Bool
    let deadline: String
    let reply: String
    let office: String
    let date: String
    /// When it was issued, and the digest of the sealed document; nil before it is issued.
    let seal: String?

    struct EventLine: Sendable {
        let at: String
        let what: String
        let by: String?
    }

    /// The sealed one.
    init(_ record: OrderRecord, _ texts: Texts) {
        self.init(record.order.content, record, texts)
    }

    /// What it would say.
    init(_ content: SupervisionOrder.Content, _ texts: Texts) {
        self.init(content, nil, texts)
    }

    private init(_ content: SupervisionOrder.Content, _ record: OrderRecord?, _ texts: Texts) {
        let order = record?.order
        func events(_ all: [SupervisionOrder.Event]) -> [EventLine] {
            all.map { EventLine(at: $0.at.shanghai, what: texts($0.what), by: $0.by) }
        }
        redHead = order?.redHead
        number = order?.number ?? texts("notice.unissued")
        title = texts(content.colour.order)
        colour = content.colour.rawValue
        why = texts(content.why)
        let township = content.site.township.map { texts($0) + " " } ?? ""
        site = "\(township)\(texts(content.site.name)) (\(content.site.code))"
        addressees = content.to.map { one in
            let duty = texts(one.duty)
            return one.person.map { texts("notice.addressee", duty, $0) } ?? texts("notice.vacant", duty)
        }
        line = NoticePaper.Line(content.line, texts)
        dates = events(content.dates)
        told = events(content.told)
        hasTold = !told.isEmpty
        deadline = content.deadline.shanghai
        reply = texts(content.reply)
        office = order.map { texts($0.office) } ?? ""
        date = order.map { texts.date(Day($0.issuedAt)) } ?? ""
        seal = record.map { texts("order.seal", $0.order.issuedAt.shanghai, $0.digest) }
    }
}
