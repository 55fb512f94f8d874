import ArgumentParser
import AuditLog
import Compliance
import Store
import StrictJSON
import Web

/// Notices of what a site has to mend after a visit.
struct NoticeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notice",
        abstract: Wording.both(
            "Issue a notice of rectification, show it, and record its hand-over.",
            "整改通知书：签发、查看、登记送达。"
        ),
        discussion: Wording.about(
            """
            一次检查至多一份通知书，写明该次发现、又没有当场整改的不符合项。签发时取当
            年的下一个编号，并定下期限。通知书送达隔离点负责人之后才算：在页面上签收，
            或当面送达纸质件。
            """,
            """
            One notice a visit: what it found unmet and left open. Issuing gives the next
            number of the year and fixes the deadlines. It counts once it has reached the
            site director: acknowledged in the browser, or handed over on paper.
            """,
            examples: """
                lazaret notice letterhead 豫宁隔检 豫宁县卫生健康委员会
                lazaret notice issue 018f0000-0000-7000-8000-000000000001
                lazaret notice list --state onTheWay
                """
        ),
        subcommands: [
            NoticeIssue.self, NoticeShow.self, NoticeList.self, NoticeHandedOver.self, NoticeLetterhead.self,
        ]
    )
}

/// Issues the notice of a visit on the office's behalf.
struct NoticeIssue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "issue",
        abstract: Wording.both("Issue the notice of an inspection, and number it.", "签发通知书并编号。"),
        discussion: Wording.about(
            "再签发一次，得到的是同一份通知书，编号不变。",
            "Once more gives the same notice, under the same number."
        )
    )

    @Argument(help: .both("The inspection.", "检查的编号。", value: "id"))
    var id: String

    @OptionGroup var options: CountyOptions

    func run() async throws {
        guard let visit = InspectionID(id) else { throw StoreError.noInspection(id) }
        let record = try await options.withStore { try await $0.issueNotice(of: visit) }
        try options.say(record.json, or: NoticeText(record).whole, else: .doneAllTheSame)
    }
}

/// Shows the notice of a visit as it was sealed, and whether it arrived.
struct NoticeShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: Wording.both("One notice, as it was sealed.", "一份通知书的封存内容。")
    )

    @Argument(help: .both("The inspection.", "检查的编号。", value: "id"))
    var id: String

    @OptionGroup var options: CountyOptions

    func run() async throws {
        guard let visit = InspectionID(id) else { throw StoreError.noNotice(id) }
        let found = try await options.withStore { try await $0.notice(of: visit) }
        guard let record = found else { throw StoreError.noNotice(id) }
        try options.say(record.json, or: NoticeText(record).whole)
    }
}

/// Lists notices, the newest first.
struct NoticeList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: Wording.both("The register of notices, the newest first.", "通知书台账。")
    )

    @Option(
        help: .both(
            "onTheWay, acknowledged or handedOver.",
            "onTheWay 未送达、acknowledged 已签收或 handedOver 已当面送达。",
            value: "state"
        )
    )
    var state: ArrivalState?

    @Option(help: .both("The year of the number.", "文号的年份。", value: "year"))
    var year: Int?

    @Option(help: .both("A site: code, name or former name.", "点位：编号、名称或曾用名。", value: "words"))
    var site: String?

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let filter = NoticeFilter(state: state, year: year, words: site ?? "")
        let notices = try await options.withStore { store in
            try await wholeList { place in try await store.notices(filter, at: place) }
        }
        try options.say(
            .array(notices.map(\.json)),
            or: Terminal.table([NoticeText.headings] + notices.map { NoticeText($0).cells }),
            leavingOut: notices.unreadable
        )
    }
}

extension ArrivalState: ExpressibleByArgument {}

/// Puts on record that a notice was handed over on paper.
struct NoticeHandedOver: AsyncParsableCommand {
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
                lazaret notice handed-over ID --at 2021-08-18T10:00 --to 李庄镇卫生院院长 \\
                  --witness 县疾控中心检查员 --photograph signed.jpg
                """
        )
    )

    @Argument(help: .both("The inspection.", "检查的编号。", value: "id"))
    var id: String

    @OptionGroup var said: HandOverOptions
    @OptionGroup var options: CountyOptions

    func run() async throws {
        guard let visit = InspectionID(id) else { throw StoreError.noNotice(id) }
        let said = said
        let found = try await options.withStore { store in
            try await store.handOver(.notice(visit), said.handOver(in: store))
            return try await store.notice(of: visit)
        }
        guard let record = found else { throw StoreError.noNotice(id) }
        try options.say(record.json, or: NoticeText(record).standing, else: .doneAllTheSame)
    }
}

/// What whoever handed a paper over says of that.
struct HandOverOptions: ParsableArguments {
    @Option(
        help: .both("When, as 2021-08-18T10:00 in Beijing.", "送达时间，北京时间，如 2021-08-18T10:00。", value: "time")
    )
    var at: String

    @Option(help: .both("Who took it, by duty.", "接收人，写职务。", value: "duty"))
    var to: String

    @Option(help: .both("Who saw it, by duty.", "见证人，写职务。", value: "duty"))
    var witness: String

    @Option(help: .both("The photograph of the signed paper.", "签收件照片的文件。", value: "file"))
    var photograph: String

    /// Sends the photograph, and gives what is said. Throws all that is wrong with that before anything is sent.
    func handOver(in store: Store) async throws -> HandOver {
        _ = try handOver(Hash(of: [] as [UInt8]))
        return try handOver(try await EvidenceSend.send(photograph, to: store).0)
    }

    private func handOver(_ digest: Hash) throws -> HandOver {
        try HandOver(
            reachedAt: Instant(beijing: at),
            receivedBy: to,
            witness: witness,
            photograph: digest.hex
        )
    }
}

/// Says how the county's papers begin.
struct NoticeLetterhead: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "letterhead",
        abstract: Wording.both("Say how the county's papers begin.", "登记发文机关和文号简称。"),
        discussion: Wording.about(
            """
            每个文号里都有简称，如简称为“豫宁隔检”时：

              豫宁隔检整〔2021〕12号

            以前签发的保持原样。
            """,
            """
            The short form is what every number begins with:

              豫宁隔检整〔2021〕12号

            What was issued before keeps what it said.
            """,
            examples: """
                lazaret notice letterhead 豫宁隔检 豫宁县卫生健康委员会
                """
        )
    )

    @Argument(help: .both("The short form in numbers.", "文号简称。", value: "short"))
    var short: String

    @Argument(help: .both("The issuing office.", "发文机关。", value: "office"))
    var office: String

    @Option(help: .both("The office in English; the same otherwise.", "发文机关的英文名称；不写则与中文相同。", value: "name"))
    var english: String?

    @Option(help: .both("What stands in red above the number.", "红头，即文号上方的红字。", value: "text"))
    var redHead: String?

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let letterhead = try Letterhead(short: short, office: office, english: english, redHead: redHead)
        try await options.withStore { try await $0.set(letterhead) }
        try options.say(
            .object([
                ("short", .string(letterhead.short)), ("office", letterhead.office.node),
                ("redHead", letterhead.redHead.map(Node.string)),
            ]),
            or: Wording.text(
                "已登记：\(letterhead.office.zh)，文号简称“\(letterhead.short)”。",
                "Set: \(letterhead.office.en), short form '\(letterhead.short)'."
            ),
            else: .doneAllTheSame
        )
    }
}
