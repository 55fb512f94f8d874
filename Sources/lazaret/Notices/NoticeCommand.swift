import ArgumentParser
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
        discussion: """
            One notice a visit: what it found unmet and left open. Issuing gives the next
            number of the year and fixes the deadlines. It counts once it has reached the
            site director: acknowledged in the browser, or handed over on paper.

              lazaret notice letterhead 豫宁隔检 豫宁县卫生健康委员会
              lazaret notice issue 018f0000-0000-7000-8000-000000000001
              lazaret notice list --state onTheWay
            """,
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
        discussion: "Once more gives the same notice, under the same number."
    )

    @Argument(help: ArgumentHelp("The inspection.", valueName: "id"))
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

    @Argument(help: ArgumentHelp("The inspection.", valueName: "id"))
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

    @Option(help: ArgumentHelp("onTheWay, acknowledged or handedOver.", valueName: "state"))
    var state: NoticeFilter.State?

    @Option(help: ArgumentHelp("The year of the number.", valueName: "year"))
    var year: Int?

    @Option(help: ArgumentHelp("A site: code, name or former name.", valueName: "words"))
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

extension NoticeFilter.State: ExpressibleByArgument {}

/// Puts on record that a notice was handed over on paper.
struct NoticeHandedOver: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "handed-over",
        abstract: Wording.both("Record that the paper was handed over.", "登记当面送达。"),
        discussion: """
            The time is Beijing's. The photograph of the signed paper is named by its
            SHA-256 (sha256sum). Example:

              lazaret notice handed-over ID --at 2021-08-18T10:00 --to 李庄镇卫生院院长 \\
                --witness 县疾控中心检查员 --photograph DIGEST
            """
    )

    @Argument(help: ArgumentHelp("The inspection.", valueName: "id"))
    var id: String

    @Option(help: ArgumentHelp("When, as 2021-08-18T10:00 in Beijing.", valueName: "time"))
    var at: String

    @Option(help: ArgumentHelp("Who took it, by duty.", valueName: "duty"))
    var to: String

    @Option(help: ArgumentHelp("Who saw it, by duty.", valueName: "duty"))
    var witness: String

    @Option(help: ArgumentHelp("SHA-256 of the photograph of the signed paper.", valueName: "digest"))
    var photograph: String

    @OptionGroup var options: CountyOptions

    func run() async throws {
        guard let visit = InspectionID(id) else { throw StoreError.noNotice(id) }
        let handOver = try HandOver(
            reachedAt: Instant(beijing: at),
            receivedBy: to,
            witness: witness,
            photograph: photograph
        )
        let found = try await options.withStore { store in
            try await store.handOverNotice(of: visit, handOver)
            return try await store.notice(of: visit)
        }
        guard let record = found else { throw StoreError.noNotice(id) }
        try options.say(record.json, or: NoticeText(record).standing, else: .doneAllTheSame)
    }
}

/// Says how the county's papers begin.
struct NoticeLetterhead: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "letterhead",
        abstract: Wording.both("Say how the county's papers begin.", "登记发文机关和文号简称。"),
        discussion: """
            The short form stands in every number: 豫宁隔检 makes 豫宁隔检整〔2021〕12号.
            What was issued before keeps what it said.
            """
    )

    @Argument(help: ArgumentHelp("The short form in numbers.", valueName: "short"))
    var short: String

    @Argument(help: ArgumentHelp("The issuing office.", valueName: "office"))
    var office: String

    @Option(help: ArgumentHelp("The office in English; the same otherwise.", valueName: "name"))
    var english: String?

    @Option(help: ArgumentHelp("What stands in red above the number.", valueName: "text"))
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
