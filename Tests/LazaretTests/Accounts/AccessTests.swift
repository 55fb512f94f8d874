import ArgumentParser
import Foundation
import StrictJSON
import TestSupport
import Testing

@testable import Compliance
@testable import lazaret

/// Every command, on behalf of everybody: of the own site, of another, and of another county.
@Suite struct AccessTests {
    /// Exit codes. `K-01` is the director's site, `K-02` another of the county; `F-01` is of another county, as is
    /// whatever `far` stands in front of.
    private static let table = """
        command                          inspector administrator supervision director leader auditor
        show site K-01                   0         0             0           0        0      0
        show site K-02                   0         0             0           1        0      0
        show site F-01                   1         1             1           1        1      1
        show inspection {own}            0         0             0           0        0      0
        show inspection {else}           0         0             0           1        0      0
        show inspection {far}            1         1             1           1        1      1
        show gaps                        0         0             0           0        0      0
        submit K-01 X-99 --words 已整改   1         1             1           1        1      1
        week show                        0         0             0           77       0      0
        week close 2021-W33              77        0             77          77       77     77
        week revise 2021-W33 --reason 误  77       1             77          77       77     77
        week verify --all                77        77            0           77       77     0
        week export 2021-W01 --format json --to x 1 1            1           77       1      1
        week keep 2021-W01               1         1             1           77       1      1
        week order show                  0         0             0           77       0      0
        week order give --weekday 1 --time 09:00 77 0             77          77       77     77
        week order end                   77        0             77          77       77     77
        what-if {own} --baseline 2021-08 0         0             0           77       0      0
        what-if {far} --baseline 2021-08 1         1             1           77       1      1
        file {filing}                    0         0             77          77       77     77
        import sites {sites}             77        0             77          77       77     77
        import inspections {sites}       1         1             1           1        1      1
        export cases --format csv --to README.md 77 2           2           77       2      2
        duty start K-02 expert 专家 --from 2021-08-02 77 0 77 77 77 77
        duty end K-02 expert --last 2021-08-31 77 0         77          77       77     77
        duty correct K-02 expert --open --reason 误 77 0    77          77       77     77
        duty withdraw K-02 expert --reason 误 77  0         77          77       77     77
        rename township 01 新名 --reason 更名 77 0          77          77       77     77
        notice list                      0         0             0           0        0      0
        notice show {own}                1         1             1           1        1      1
        notice show {far}                1         1             1           1        1      1
        notice issue {own}               77        1             77          77       77     77
        notice issue {far}               1         1             1           1        1      1
        notice handed-over {own} --at 2021-08-18T10:00 --to 院长 --witness 村医 --photograph docs/images/county.png 1 1 77 77 77 77
        notice letterhead 豫宁隔检 县卫健委 77      0             77          77       77     77
        order list                       0         0             0           0        0      0
        order show {far}                 1         1             1           1        1      1
        order issue K-01 X-99            1         1             1           1        1      1
        order issue F-01 A-01            1         1             1           1        1      1
        order handed-over {far} --at 2021-08-18T10:00 --to 院长 --witness 村医 --photograph docs/images/county.png 1 1 77 77 77 77
        withdraw {else} --reason 误 --yes 77       0         77          77       77     77
        correct period K-02 2021-08-01 --closed 2099-12-31 --reason 误 --yes 77 0 77 77 77 77
        correct site K-02 --capacity 9 --reason 误 77 0     77          77       77     77
        standard issue --site K-01       77        0             77          77       77     77
        guide record K-02 --at 2021-08-18T09:00:00+08:00 --shown 图 --attended 值守人 0 0 77 77 77 77
        guide withdraw {far} --reason 误 77        1             77          77       77     77
        evidence send docs/images/county.png    0         0             77          0        77     77
        evidence limit                   0         0             0           0        0      0
        evidence limit --day 9           77        0             77          77       77     77
        plan                             0         0             77          77       77     77
        case list                        77       0             0           77       0      0
        case show {far}                  1        1             1           1        1      1
        case dossier {far}               1        1             1           1        1      1
        report infection K-01 --day 2021-08-18 --source 报告 77 77 77 77 77 77
        ladder list                      77       0             0           0        0      0
        ladder set --circular 2 --interview 1 --proposal 3 --statement 3 --reason 议 77 77 77 77 77 77
        clock once                       77        77            77          77       77     77
        owed                             0         0             0           77       0      0
        cadence list                     0         0             0           77       0      0
        cadence set zone --days 9 --below 3 --reason 议 77 0     77          77       77     77
        draw commit --kind zone --visits 9 --from {day} --to {day} 77 1 77 77 77 77
        draw list                        0         0             0           77       0      0
        draw show {far}                  1         1             1           77       1      1
        draw discard {far} --reason 误   77        1             77          77       77     77
        draw verify {far}                1         1             1           77       1      1
        checklist publish {baseline}     77        0             77          77       77     77
        user list                        0         0             0           0        0      0
        user add {new}                   77        77            77          77       77     77
        user import {accounts}           77        77            77          77       77     77
        user change victim --role leader 77        77            77          77       77     77
        user disable victim --yes              77        77            77          77       77     77
        user enable victim               77        77            77          77       77     77
        user reset victim                77        77            77          77       77     77
        user token victim                77        77            77          77       77     77
        user link victim sub-1           77        77            77          77       77     77
        user unlink victim               77        77            77          77       77     77
        user waits                       77        0             77          77       77     77
        user clear victim                77        77            77          77       77     77
        audit list                       77        77            0           77       77     0
        audit prove 1                    77        77            1           77       77     1
        audit prove 999999               77        77            1           77       77     1
        audit verify                     77        77            0           77       77     0
        """

    /// What needs no account: it reads files alone, or acts with the owner's login and says so.
    private static let others: Set<String> = [
        "checklist lint", "checklist show", "checklist diff", "score", "serve", "migrate", "demo",
        "backup take",
        "backup verify", "restore", "audit seal", "audit key",
    ]

    private static let roles = table.split(separator: "\n")[0].split(separator: " ").dropFirst()
        .map(String.init)

    private struct Row {
        let command: String
        let codes: [Int32]

        init(_ line: Substring) {
            let words = line.split(separator: " ").map(String.init)
            codes = words.suffix(roles.count).compactMap { Int32($0) }
            command = words.dropLast(roles.count).joined(separator: " ")
        }
    }

    private static let rows = table.split(separator: "\n").dropFirst().map(Row.init)

    @Test func everyCommandIsInTheTable() {
        let commands = DocumentationTests.commands(of: Lazaret.self, under: "")
        let missing = commands.filter { command in
            !Self.others.contains(command)
                && !Self.rows.contains { $0.command == command || $0.command.hasPrefix(command + " ") }
        }
        #expect(missing == [])
    }

    @Test(.timeLimit(.minutes(10))) func everybodyIsAnsweredAsTheTableSays() async throws {
        try await TestDatabase.withDatabase(CheckpointCounty.template) { url in
            try await Shell.withFolder { folder in
                let counties = try await TwoCounties(url, folder)
                try await withThrowingTaskGroup(of: [String].self) { group in
                    for (index, role) in Self.roles.enumerated() {
                        group.addTask { try await counties.wrong(as: role, index) }
                    }
                    for try await wrong in group { #expect(wrong == []) }
                }
            }
        }
    }

    @Test func aTokenOfOneCountyOpensNothingInAnother() async throws {
        try await TestDatabase.withDatabase(CheckpointCounty.template) { url in
            let county = try await CheckpointCounty(in: url)
            let far = Shell(["DATABASE_URL": url, "LAZARET_COUNTY": "far"])
            try #require(try await far.run("migrate").code == 0)
            let stranger = Shell([
                "DATABASE_URL": url, "LAZARET_COUNTY": "far", "LAZARET_TOKEN": county.token,
            ])
            for command in [["week"], ["user", "list"], ["show", "site", "K-01"]] {
                #expect(try await stranger.run(command).code == 77, "\(command)")
            }
        }
    }

    /// A database with two counties, a token for each role, and the files that commands take.
    private struct TwoCounties: Sendable {
        let url: String
        let folder: String
        let tokens: [String: String]

        init(_ url: String, _ folder: String) async throws {
            self.url = url
            self.folder = folder
            let shell = try await CheckpointCounty(in: url).shell
            var tokens: [String: String] = [:]
            for role in AccessTests.roles + ["victim"] {
                var add = ["user", "add", role, "--program", "--display", role]
                add += ["--role", role == "victim" ? "leader" : role]
                if role == "director" { add += ["--duty", "director@K-01"] }
                try #require(try await shell.run(add).code == 0)
                let scopes = Right.allCases.filter(\.isForTokens).flatMap { ["--scope", $0.rawValue] }
                let made = try await shell.run(["user", "token", role, "--name", "t"] + scopes)
                tokens[role] = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
            }
            self.tokens = tokens
            for (number, site) in [(1, "K-01"), (2, "K-02")] {
                let filing = CheckpointCounty.filing(CheckpointCounty.id(number, series: 500), at: site)
                try #require(try await shell.run("file", "-", input: JSON.write(filing)).code == 0)
            }
            try await Self.makeFarCounty(url, folder)
        }

        private static func makeFarCounty(_ url: String, _ folder: String) async throws {
            let far = Shell(["DATABASE_URL": url, "LAZARET_COUNTY": "far"])
            let sites = folder + "/far.csv"
            try write("编号,类型,名称,乡镇编号,乡镇,启用日期\nF-01,卡点,邻县卡点,01,邻乡,2021-08-01\n", to: sites)
            let filing = CheckpointCounty.filing(CheckpointCounty.id(3, series: 500), at: "F-01")
            for (command, input) in [
                (["migrate"], ""),
                (
                    [
                        "checklist", "publish", "checklists/checkpoint.yaml",
                        "checklists/baseline-2021-08.yaml",
                    ], ""
                ),
                (["import", "sites", sites], ""), (["file", "-"], JSON.write(filing)),
            ] {
                let said = try await far.run(command, input: input)
                try #require(said.code == 0, "\(said.error)")
            }
        }

        private static func write(_ text: String, to file: String) throws {
            try Data(text.utf8).write(to: URL(filePath: file))
        }

        /// Where the role was answered otherwise than the table says.
        func wrong(as role: String, _ index: Int) async throws -> [String] {
            let shell = Shell([
                "DATABASE_URL": url, "LAZARET_COUNTY": "test", "LAZARET_TOKEN": tokens[role] ?? "",
            ])
            var wrong: [String] = []
            for row in AccessTests.rows {
                let said = try await shell.run(try arguments(row.command, role))
                if said.code != row.codes[index] {
                    wrong.append(
                        "\(row.command) by \(role): \(said.code), not \(row.codes[index]): \(said.error)"
                    )
                }
            }
            return wrong
        }

        private func arguments(_ command: String, _ role: String) throws -> [String] {
            try command.split(separator: " ").map(String.init)
                .flatMap { word -> [String] in
                    switch word {
                    case "{own}": return [CheckpointCounty.id(1, series: 500)]
                    case "{else}": return [CheckpointCounty.id(2, series: 500)]
                    case "{far}": return [CheckpointCounty.id(3, series: 500)]
                    case "{day}": return ["\(Day(Instant.now))"]
                    case "{baseline}": return ["checklists/baseline-2021-08.yaml"]
                    case "{new}": return ["new-\(role)", "--display", "新人", "--role", "leader"]
                    case "victim" where command.hasPrefix("user token"): return ["victim", "--name", role]
                    case "{filing}":
                        let number = 10 + (AccessTests.roles.firstIndex(of: role) ?? 0)
                        return try file(
                            "\(role).json",
                            JSON.write(CheckpointCounty.filing(CheckpointCounty.id(number, series: 500)))
                        )
                    case "{sites}":
                        return try file(
                            "\(role)-sites.csv",
                            "编号,类型,名称,乡镇编号,乡镇,启用日期\nN-\(role),卡点,新卡点,01,城关镇,2021-08-01\n"
                        )
                    case "{accounts}":
                        return try file(
                            "\(role)-accounts.csv",
                            "name,display,roles\nfrom-\(role),新人,leader\n"
                        )
                    default: return [word]
                    }
                }
        }

        private func file(_ name: String, _ text: String) throws -> [String] {
            try Self.write(text, to: folder + "/" + name)
            return [folder + "/" + name]
        }
    }
}
