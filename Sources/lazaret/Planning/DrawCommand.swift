import ArgumentParser
import Compliance
import Store
import StrictJSON
import Web

/// Draws of unannounced visits.
struct DrawCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draw",
        abstract: Wording.both("Draw unannounced visits, and run draws again.", "抽查：抽取、查看、重算。"),
        discussion: Wording.about(
            """
            抽点位、日子和检查员。抽取时只有种子的摘要上记录，检查员当天在“我的安排”里看到
            自己的；最后一天过后种子公开，draw verify 重算。
            """,
            """
            Sites, days and inspectors are drawn. Only the digest of the seed goes on record
            then; inspectors see their own visits on the day, and once the last day is over
            the seed is open and 'draw verify' draws again.
            """,
            examples: """
                lazaret draw commit --kind townshipIsolation --visits 3 --from 2021-09-06 --to 2021-09-12
                lazaret draw verify 018f0000-0000-7000-8000-000000000001
                """
        ),
        subcommands: [
            DrawCommit.self, DrawList.self, DrawShow.self, DrawDiscard.self, DrawVerify.self,
        ]
    )

    /// The draw of that id. Throws where it is none.
    static func id(_ text: String) throws -> InspectionID {
        guard let id = InspectionID(text) else { throw StoreError.draw(.unknown(text)) }
        return id
    }
}

/// Draws unannounced visits.
struct DrawCommit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "commit",
        abstract: Wording.both("Draw unannounced visits.", "抽取检查。")
    )

    @Option(help: .both("A kind of site; may be given several times.", "点位类型；可写多次。", value: "kind"))
    var kind: [String]

    @Option(help: .both("How many sites.", "抽几个点位。", value: "number"))
    var visits: String

    @Option(help: .both("Inspectors at each: 1 or 2.", "每处几名检查员：1 或 2。", value: "number"))
    var team = "2"

    @Option(help: .both("The first day.", "第一天。", value: "day"))
    var from: String

    @Option(help: .both("The last day.", "最后一天。", value: "day"))
    var to: String

    @Option(
        help: .both("A UUID of version 7, made anew where none is given.", "第 7 版 UUID；不写则新生成。", value: "id")
    )
    var id: String?

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let now = Instant.now
        let id = id ?? FreshID.text(at: now, random: (.random(in: 0 ... .max), .random(in: 0 ... .max)))
        let form = DrawForm.node(id: id, kinds: kind, visits: visits, team: team, from: from, to: to)
        let isNew = try await options.withStore { try await $0.commitDraw(form, now: now) }
        try options.say(
            .object([("id", .string(id)), ("outcome", isNew ? "drawn" : "already")]),
            or: isNew
                ? Wording.text("已抽取：\(id)。最后一天过后公开。", "Drawn: \(id). It opens once its last day is over.")
                : Wording.text("此前已抽取：\(id)。", "Drawn before: \(id)."),
            else: .doneAllTheSame
        )
    }
}

/// Lists draws, those that were given up among them.
struct DrawList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: Wording.both("Every draw, those given up too.", "所有抽查，含作废的。")
    )

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let draws = try await options.withStore { try await $0.draws() }
        let lines = draws.map { draw in
            [
                "\(draw.id)", "\(draw.frame.firstDay)", "\(draw.frame.lastDay)",
                Wording.text(
                    "\(draw.frame.sites.count) 个点位中 \(draw.frame.visits) 个",
                    "\(draw.frame.visits) of \(draw.frame.sites.count) sites"
                ),
                draw.drawnBy,
                draw.discard == nil ? "" : Wording.text("作废", "given up"),
            ]
        }
        try options.say(
            .object([("draws", .array(draws.map { $0.json(nil) }))]),
            or: lines.isEmpty ? Wording.text("还没有抽取过。", "Nothing was drawn yet.") : Terminal.table(lines),
            leavingOut: draws.unreadable
        )
    }
}

/// Shows a draw; all of it once it is open.
struct DrawShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: Wording.both("One draw; all of it once it is open.", "一次抽查；公开以后看全部。")
    )

    @Argument(help: .both("The draw.", "抽查的编号。", value: "id"))
    var id: String

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let id = try DrawCommand.id(id)
        let (record, opened) = try await options.withStore { try await $0.draw(id) }
        try options.say(record.json(opened), or: DrawText(record, opened).whole)
    }
}

/// Gives up a draw.
struct DrawDiscard: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discard",
        abstract: Wording.both("Give up a draw: it opens at once.", "作废一次抽查，结果立即公开。")
    )

    @Argument(help: .both("The draw.", "抽查的编号。", value: "id"))
    var id: String

    @Option(help: .both("Why.", "理由。", value: "text"))
    var reason: String

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let id = try DrawCommand.id(id)
        let (record, opened) = try await options.withStore { store in
            try await store.discardDraw(id, reason: reason)
            return try await store.draw(id)
        }
        try options.say(record.json(opened), or: DrawText(record, opened).whole, else: .doneAllTheSame)
    }
}
