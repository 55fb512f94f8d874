import Foundation
import Logging
import Postgres
import StrictJSON
import TestSupport
import Testing

@testable import Compliance
@testable import lazaret

/// What a command has to say and cannot write ends with an error: no secret is made that nobody has seen.
@Suite struct OutputTests {
    /// Every command that answers something, with what it needs.
    static let commands = """
        checklist lint checklists/checkpoint.yaml
        checklist show checklists/checkpoint.yaml
        checklist diff checklists/township-isolation.yaml checklists/township-isolation-2022-07.yaml
        checklist publish checklists/checkpoint.yaml checklists/baseline-2021-08.yaml
        score --checklist checklists/checkpoint.yaml --answers {filing}
        what-if {own} --baseline 2021-08
        import sites {sites}
        duty start K-02 expert 专家{sink} --from 2021-08-02
        duty end K-02 expert --last 2021-08-31
        duty correct K-02 expert --open --reason 误
        duty withdraw K-02 expert --reason 误
        rename township 01 新名{sink} --reason 更名
        file {filing}
        notice letterhead 豫宁隔检 县卫健委{sink}
        notice list
        notice issue {own}
        notice show {own}
        notice handed-over {own} --at {now} --to 院长 --witness 村医 --photograph docs/images/county.png
        order issue K-01 A-01 --id 017b57b7-5e80-7000-8009-000000000003
        order show 017b57b7-5e80-7000-8009-000000000003
        order list
        order handed-over 017b57b7-5e80-7000-8009-000000000003 --at {now} --to 院长 --witness 村医 --photograph docs/images/county.png
        withdraw {own} --reason 误 --yes
        correct period K-02 2021-08-01 --closed 2099-12-31 --reason 误 --yes
        correct site K-02 --capacity 9 --reason 误
        standard issue --site K-02
        guide record K-02 --at 2021-08-18T09:00:00+08:00 --shown 图 --attended 值守人 --id 017b57b7-5e80-7000-8009-000000000001
        guide withdraw 017b57b7-5e80-7000-8009-000000000001 --reason 误
        evidence send docs/images/county.png
        evidence limit --day 9
        plan
        owed --days 0
        clock once
        cadence set checkpoint --days 9 --below 3 --reason 议{sink}
        cadence list
        case list
        report infection T-90 --day {day} --source 检测报告{sink}
        ladder set --circular 2 --interview 1 --proposal 3 --statement 3 --reason 议{sink}
        ladder list
        draw commit --kind checkpoint --visits 1 --team 1 --from {day} --to {day} --id 017b57b7-5e80-7000-8009-000000000002
        draw list
        draw show 017b57b7-5e80-7000-8009-000000000002
        draw discard 017b57b7-5e80-7000-8009-000000000002 --reason 误
        draw verify 017b57b7-5e80-7000-8009-000000000002
        show inspection {own}
        show site K-01
        show gaps --state all
        week show
        week close 2021-W34
        week close 2021-W33
        week revise 2021-W34 --reason 误
        week verify --all
        import inspections README.md
        export sites --format csv --to {folder}/{sink}.csv
        week export 2021-W34 --format json --to {folder}/{sink}.json
        week keep 2021-W34
        week order show
        migrate
        user add new --display 新人 --role leader
        user list
        user change known --display 新职务
        user disable keeper --yes
        user enable keeper
        user waits
        user clear known
        user link known sub-1
        user unlink known
        user reset known
        user import {accounts}
        user token known --name t-{sink}
        audit key
        audit seal
        audit verify
        audit prove 1
        audit list
        backup take --to {folder}/{sink}.backup --key-file {folder}/vault
        backup verify {folder}/whole.backup --key-file {folder}/vault
        """

    /// What needs a database of its own, an administrator's token, a gap that is open, a case by its id, or answers nobody: `serve` goes on when nobody
    /// reads its address.
    private static let others: Set<String> = [
        "serve", "demo", "restore", "submit", "case show", "case dossier", "week order give",
        "week order end",
    ]

    @Test func everyCommandIsAmongThem() {
        let missing = DocumentationTests.commands(of: Lazaret.self, under: "")
            .filter { command in
                !Self.others.contains(command) && !Self.commands.contains(command)
            }
        #expect(missing == [])
    }

    @Test(.timeLimit(.minutes(10)), arguments: Shell.Sink.allCases)
    func whatCannotBeWrittenIsAnError(sink: Shell.Sink) async throws {
        try await TestDatabase.withDatabase(CheckpointCounty.template) { url in
            try await Shell.withFolder { folder in
                let prepared = try await Self.preparedCounty(url, folder)
                for line in Self.commands.split(separator: "\n") {
                    let command = prepared.arguments(line, "\(sink)")
                    let said = try await prepared.shell.run(command, to: sink)
                    #expect(said.code == 74, "\(command): \(said.code) \(said.error)")
                    #expect(said.error.contains("could not be written"), "\(command): \(said.error)")
                    for word in prepared.secrets { #expect(!said.error.contains(word)) }
                }
                // What was made is said, with how to make it again; a token that nobody has seen is none.
                let reset = try await prepared.shell.run(["user", "reset", "known"], to: sink)
                #expect(reset.error.contains("run 'lazaret user reset known' again"))
                let database = try Database(url, logger: Self.quiet)
                let tokens = try await database.query(
                    "SELECT revoked_at IS NOT NULL AS over FROM api_token WHERE account = 'known'"
                )
                #expect(try tokens.map { try $0["over"] as Bool } == [true])
                await database.close()
                let proof = try await prepared.shell.run(["--help"], to: sink)
                #expect(proof.code == 74)
            }
        }
    }

    @Test func aRestoreThatCannotBeSaidIsDone() async throws {
        try await TestDatabase.withDatabase(CheckpointCounty.template) { url in
            try await Shell.withFolder { folder in
                _ = try await Self.preparedCounty(url, folder)
                try await TestDatabase.withDatabase { empty in
                    let shell = Shell(["DATABASE_URL": empty])
                    let restore = ["restore", "\(folder)/whole.backup", "--key-file", "\(folder)/vault"]
                    let said = try await shell.run(restore, to: .fullDisk)
                    #expect(said.code == 74 && said.error.contains("done all the same"), "\(said.error)")
                    #expect(try await shell.run(restore).code == 1)
                }
            }
        }
    }

    @Test func whatIsWrongOnTheWayToStandardErrorDoesNotEndTheProcessOtherwise() async throws {
        let bash = Shell.program(at: "/bin/bash", settings: [:])
        let said = try await bash.run(["-c", #"exec "$0" week 2021-W99 2> /dev/full"#, Shell.program])
        #expect(said.code == 2)
    }

    private static let quiet = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }

    struct PreparedCounty {
        let shell: Shell
        let folder: String
        let secrets: [String]

        func arguments(_ line: Substring, _ sink: String) -> [String] {
            let meanings = [
                "{folder}": folder, "{sink}": sink, "{own}": CheckpointCounty.id(1),
                "{filing}": folder + "/filing.json", "{sites}": folder + "/sites.csv",
                "{accounts}": folder + "/accounts.csv",
                // To the minute, in Beijing.
                "{now}": Instant.now.shanghai.replacing(" ", with: "T"), "{day}": "\(Day(Instant.now))",
            ]
            let text = meanings.reduce(String(line)) { $0.replacing($1.key, with: $1.value) }
            return text.split(separator: " ").map(String.init)
        }
    }

    static func preparedCounty(_ url: String, _ folder: String) async throws -> PreparedCounty {
        let county = try await CheckpointCounty(in: url)
        let shell = Shell([
            "DATABASE_URL": url, "LAZARET_COUNTY": "test", "LAZARET_SEAL_KEY": folder + "/seal.key",
        ])
        let filing = JSON.write(CheckpointCounty.filing(CheckpointCounty.id(1), emptyPosts: 1))
        try Data(filing.utf8).write(to: URL(filePath: folder + "/filing.json"))
        try Data(
            "编号,类型,名称,乡镇编号,乡镇,启用日期\nN-1,卡点,新卡点,01,城关镇,2021-08-01\nT-90,乡镇隔离点,新隔离点,01,城关镇,2021-08-01\n".utf8
        )
        .write(to: URL(filePath: folder + "/sites.csv"))
        try Data("name,display,roles\nfrom-csv,新人,leader\n".utf8)
            .write(to: URL(filePath: folder + "/accounts.csv"))
        var secrets = [county.token]
        for command in [
            ["file", folder + "/filing.json"], ["audit", "key"], ["audit", "seal"],
            ["user", "add", "known", "--display", "熟人", "--role", "leader", "--json"],
            ["user", "add", "walker", "--display", "检查员", "--role", "inspector", "--json"],
            ["backup", "--new-key", folder + "/vault"],
            ["backup", "--to", folder + "/whole.backup", "--key-file", folder + "/vault"],
        ] {
            let said = try await shell.run(command)
            try #require(said.code == 0, "\(command): \(said.error)")
            guard command.contains("add") else { continue }
            secrets.append(try #require(try JSON.read(Array(said.output.utf8))["password"]?.string))
        }
        // Somebody has to wait, so that it can be cleared.
        let database = try Database(url, logger: quiet)
        try await database.run(
            """
            INSERT INTO login_failure (county_id, subject, failures, last_at)
            SELECT county_id, 'account known', 9, clock_timestamp() FROM county
            """
        )
        await database.close()
        return PreparedCounty(shell: shell, folder: folder, secrets: secrets)
    }
}
