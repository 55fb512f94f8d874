import ArgumentParser
import Compliance
import Store
import StrictJSON
import Web

/// Three-colour orders about gaps that are near their deadline, behind or overdue.
struct OrderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "order",
        abstract: Wording.both(
            "Issue a three-colour order, show it, and record its hand-over.",
            "三色督办单：签发、查看、登记送达。"
        ),
        discussion: Wording.about(
            """
            对临近期限（蓝）、退回或再次发现（黄）、超期（红）的问题，按现在的情况签发，
            取当年的下一个编号。送达同通知书：负责人在页面上签收，或当面送达纸质件。
            """,
            """
            Of a gap that is near its deadline (blue), returned or found again (yellow), or
            overdue (red), as it is now; issuing gives the next number of the year. It
            arrives as notices do: acknowledged in the browser, or handed over on paper.
            """,
            examples: """
                lazaret order issue T-03 A-04
                lazaret order list --colour red --state onTheWay
                """
        ),
        subcommands: [OrderIssue.self, OrderShow.self, OrderList.self, OrderHandedOver.self]
    )
}

/// Issues an order of a gap on the office's behalf.
struct OrderIssue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "issue",
        abstract: Wording.both("Issue an order about a gap, and number it.", "签发督办单并编号。"),
        discussion: Wording.about(
            "用同一个 --id 再签发一次，得到的是同一份督办单，编号不变。",
            "Once more with the same --id gives the same order, under the same number."
        )
    )

    @Argument(help: .both("The site.", "点位。", value: "code"))
    var site: String

    @Argument(help: .both("The item.", "检查项。", value: "item"))
    var item: String

    @Option(
        help: .both("A UUID of version 7, made anew where none is given.", "第 7 版 UUID；不写则新生成。", value: "id")
    )
    var id: String?

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let text =
            self.id ?? FreshID.text(at: .now, random: (.random(in: 0 ... .max), .random(in: 0 ... .max)))
        guard let id = InspectionID(text) else { throw Problems([.badOrderID]) }
        let record = try await options.withStore { store in
            // Under whichever code the site is asked for.
            let site = try await store.site(site).site.code
            return try await store.issueOrder(id, site: site, item: item)
        }
        try options.say(record.json, or: OrderText(record).whole, else: .doneAllTheSame)
    }
}

/// Shows an order as it was sealed, and whether it arrived.
struct OrderShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: Wording.both("One order, as it was sealed.", "一份督办单的封存内容。")
    )

    @Argument(help: .both("The order.", "督办单的标识。", value: "id"))
    var id: String

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let id = try OrderText.id(id)
        let found = try await options.withStore { try await $0.order(id) }
        guard let record = found else { throw StoreError.noOrder("\(id)") }
        try options.say(record.json, or: OrderText(record).whole)
    }
}

/// Lists orders, the newest first.
struct OrderList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: Wording.both("The register of orders, the newest first.", "督办单台账。")
    )

    @Option(help: .both("blue, yellow or red.", "blue 蓝、yellow 黄或 red 红。", value: "colour"))
    var colour: GapStanding.Colour?

    @Option(
        help: .both(
            "onTheWay, acknowledged or handedOver.",
            "onTheWay 未送达、acknowledged 已签收或 handedOver 已当面送达。",
            value: "state"
        )
    )
    var state: ArrivalState?

    @Option(help: .both("A site: code, name or former name.", "点位：编号、名称或曾用名。", value: "words"))
    var site: String?

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let filter = OrderFilter(colour: colour, state: state, words: site ?? "")
        let orders = try await options.withStore { store in
            try await wholeList { place in try await store.orders(filter, at: place) }
        }
        try options.say(
            .array(orders.map(\.json)),
            or: Terminal.table([OrderText.headings] + orders.map { OrderText($0).cells }),
            leavingOut: orders.unreadable
        )
    }
}

extension GapStanding.Colour: ExpressibleByArgument {}

/// Puts on record that an order was handed over on paper.
struct OrderHandedOver: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "handed-over",
        abstract: Wording.both("Record that the paper was handed over.", "登记当面送达。"),
        discussion: Wording.about(
            """
            时间为北京时间。签收件照片先作为佐证发来（见 evidence send），再登记送达。
            """,
            """
            The time is Beijing's. The photograph of the signed paper is sent first, as
            'evidence send' does, and the hand-over is recorded then.
            """,
            examples: """
                lazaret order handed-over ID --at 2021-08-18T10:00 --to 李庄镇卫生院院长 \\
                  --witness 县疾控中心检查员 --photograph signed.jpg
                """
        )
    )

    @Argument(help: .both("The order.", "督办单的标识。", value: "id"))
    var id: String

    @OptionGroup var said: HandOverOptions
    @OptionGroup var options: CountyOptions

    func run() async throws {
        let (id, said) = (try OrderText.id(id), said)
        let found = try await options.withStore { store in
            try await store.handOver(.order(id), said.handOver(in: store))
            return try await store.order(id)
        }
        guard let record = found else { throw StoreError.noOrder("\(id)") }
        try options.say(record.json, or: OrderText(record).standing, else: .doneAllTheSame)
    }
}

extension Problem {
    fileprivate static let badOrderID = Problem(
        "badID",
        at: "/id",
        Text(zh: "督办单的标识应为第 7 版 UUID。", en: "The id of an order is a UUID of version 7.")
    )
}
