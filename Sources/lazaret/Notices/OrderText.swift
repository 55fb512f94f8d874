import Compliance
import Store

/// An order in words and tables: why, who must act by when, and whether it arrived.
struct OrderText {
    private let record: OrderRecord

    init(_ record: OrderRecord) { self.record = record }

    /// The order of that id; throws where it is none.
    static func id(_ text: String) throws -> InspectionID {
        guard let id = InspectionID(text) else { throw StoreError.noOrder(text) }
        return id
    }

    static var headings: [String] {
        [
            ("文号", "number"), ("标识", "id"), ("颜色", "colour"), ("签发", "issued"), ("点位", "site"),
            ("整改项", "item"),
            ("期限", "deadline"), ("送达", "arrival"),
        ]
        .map { Wording.text($0.0, $0.1) }
    }

    var cells: [String] {
        let (order, content) = (record.order, record.order.content)
        return [
            order.number, "\(record.id)", content.colour.order[.ofShell], order.issuedAt.shanghai,
            content.site.code, content.line.item, content.deadline.shanghai, record.arrival.words,
        ]
    }

    var whole: String {
        let (order, content) = (record.order, record.order.content)
        let vacant = Wording.text("现无人在任", "nobody in office")
        let (colon, comma) = (Wording.text("：", ": "), Wording.text("，", ", "))
        func events(_ title: String, _ all: [SupervisionOrder.Event]) -> String? {
            guard !all.isEmpty else { return nil }
            let lines = all.map { [$0.at.shanghai, $0.what[.ofShell], $0.by ?? ""] }
            return title + "\n" + Terminal.table(lines)
        }
        let head = [
            "\(order.number)  \(order.office[.ofShell])  \(order.issuedAt.shanghai)", "\(record.id)",
            content.colour.order[.ofShell] + colon + content.why[.ofShell],
            ([content.site.code + " " + content.site.name[.ofShell]]
                + content.to.map { $0.duty.title[.ofShell] + colon + ($0.person ?? vacant) })
                .joined(separator: comma),
            "\(content.line.item) \(content.line.text[.ofShell])",
            "\(content.line.required[.ofShell]) / \(content.line.found[.ofShell])",
            Wording.text("期限 ", "due ") + content.deadline.shanghai,
        ]
        return [
            head.joined(separator: "\n"), events(Wording.text("经过", "What happened"), content.dates),
            events(Wording.text("已通知", "Who was told"), content.told), standing,
        ]
        .compactMap { $0 }.joined(separator: "\n\n")
    }

    /// Whether it arrived.
    var standing: String {
        record.order.number + Wording.text("：", ": ") + "\(record.arrival.words)\nSHA-256 \(record.digest)"
    }
}

extension Optional<Arrival> {
    /// Whether and how a paper arrived, in a line.
    var words: String {
        guard let arrival = self else { return Wording.text("未送达", "not arrived") }
        let how =
            arrival.how == .acknowledged
            ? Wording.text("已签收", "acknowledged") : Wording.text("已当面送达", "handed over")
        let photograph =
            arrival.isPhotographPending
            ? Wording.text("，照片待收", ", photograph pending")
            : arrival.unreadable == nil
                ? "" : Wording.text("，照片不能显示", ", photograph cannot be shown")
        return "\(how) \(arrival.reachedAt.shanghai) \(arrival.receiver ?? arrival.receivedBy)\(photograph)"
    }
}
