import ArgumentParser
import Compliance
import Store
import StrictJSON

/// Hands the standard down.
struct StandardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "standard",
        abstract: Wording.both("Issue the standard to sites.", "标准下发。"),
        subcommands: [StandardIssue.self]
    )
}

/// Issues the version in force to sites.
struct StandardIssue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "issue",
        abstract: Wording.both("Issue the version in force to sites.", "把现行标准下发到点位。"),
        discussion: Wording.about(
            """
            按点位类型下发现行版本，时间以服务器时钟为准。此前已下发的不再下发，并予说
            明。签收由隔离点负责人办理，命令行不能代签。
            """,
            """
            Each site is given the version in force for its kind, dated by the server's
            clock. Where it has that already nothing is done, and that is said. The
            director acknowledges it; nobody at the shell does.
            """,
            examples: """
                lazaret standard issue --site T-03 --site T-04
                lazaret standard issue --all
                """
        )
    )

    @Option(help: .both("A site, by its code; may be given several times.", "点位编号；可写多次。", value: "site"))
    var site: [String] = []

    @ArgumentParser.Flag(help: .both("Every site in operation that lacks it.", "所有尚未收到下发的在用点位。"))
    var all = false

    @OptionGroup var options: CountyOptions

    func validate() throws {
        if all == !site.isEmpty { throw ValidationError("Say --all, or one --site or more.") }
    }

    func run() async throws {
        let outcomes = try await options.withStore { store in try await issue(in: store) }
        try options.say(
            .object([
                (
                    "sites",
                    .array(
                        outcomes.map {
                            .object([
                                ("site", .string($0.site)), ("outcome", $0.isNew ? "issued" : "already"),
                            ])
                        }
                    )
                )
            ]),
            or: Self.table(outcomes),
            else: .doneAllTheSame
        )
    }

    /// What is wrong with a site is said before anything is issued.
    private func issue(in store: Store) async throws -> [IssueOutcome] {
        let now = Instant.now
        let county = try await store.handedDown(now: now)
        let day = Day(county.asOf)
        let unknown = Set(site).subtracting(county.sites.map(\.site.code)).sorted()
        guard unknown.isEmpty else { throw Problems(unknown.map { .notInOperation($0) }) }
        var outcomes: [IssueOutcome] = []
        for version in county.versions where version.hasBegun(on: day) {
            let codes = county.sites
                .filter { found in
                    found.standards.contains { $0.version == version && (!all || $0.issuance == nil) }
                        && (all || site.contains(found.site.code))
                }
                .map(\.site.code)
            guard !codes.isEmpty else { continue }
            outcomes += try await store.issue(IssueForm.node(of: version.digests, to: codes), now: now)
        }
        return outcomes
    }

    private static func table(_ outcomes: [IssueOutcome]) -> String {
        guard !outcomes.isEmpty else {
            return Wording.text("没有要下发的点位。", "There is no site that it could be issued to.")
        }
        return
            outcomes.map { outcome in
                outcome.isNew
                    ? Wording.text("\(outcome.site)：已下发", "\(outcome.site): issued")
                    : Wording.text("\(outcome.site)：此前已下发", "\(outcome.site): had it already")
            }
            .joined(separator: "\n")
    }
}

extension Problem {
    /// No such site is in operation, or it is not the asker's to see.
    fileprivate static func notInOperation(_ code: String) -> Problem {
        Problem(
            "unknownSite",
            at: "/sites",
            Text(zh: "没有编号为“\(code.shown)”的在用点位。", en: "No site '\(code.shown)' is in operation.")
        )
    }
}
