import Foundation
import StrictJSON
import TestSupport
import Testing

@testable import lazaret

/// What commands say to people is in words, in both languages, over the demo county.
@Suite struct WordsInOutputTests {
    private static let chinese = ["LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8"]

    /// Files and options name what programs read; so do digests and the names that files give to their own parts.
    private static func expectWords(_ said: Shell.Said, _ command: [String], chinese: Bool) {
        let found = RawText.found(in: said.output, chinese: false)
        #expect(found.isEmpty, "\(command) \(chinese): \(found.prefix(6))")
    }

    private static let checklists = [
        "county-isolation", "township-isolation", "home-isolation", "checkpoint", "zone",
        "township-isolation-2022-07",
        "home-isolation-2021-08.3", "township-isolation-2021-08.3",
    ]

    @Test(.timeLimit(.minutes(5)), arguments: checklists)
    func checklistsAreShownInWords(name: String) async throws {
        let file = "checklists/\(name).yaml"
        for settings in [[:], Self.chinese] {
            let shell = Shell(settings)
            for command in [["checklist", "show", file], ["checklist", "lint", file]] {
                let said = try await shell.run(command)
                #expect(said.code == 0, "\(command): \(said.output)")
                Self.expectWords(said, command, chinese: settings.isEmpty)
            }
        }
    }

    @Test func versionsAreComparedInWords() async throws {
        for settings in [[:], Self.chinese] {
            for name in ["home-isolation", "township-isolation", "county-isolation"] {
                let command = [
                    "checklist", "diff", "checklists/\(name).yaml", "checklists/\(name)-2022-07.yaml",
                ]
                Self.expectWords(try await Shell(settings).run(command), command, chinese: settings.isEmpty)
            }
        }
        let said = try await Shell(Self.chinese)
            .run("checklist", "diff", "checklists/zone.yaml", "checklists/zone-2021-08.2.yaml")
        #expect(said.output.contains("抽查") && said.output.contains("施行日：2021-08-01 → 2026-11-16"))
        #expect(FieldWords("minimum.atLeast").name == "minimum (at least)")
        #expect(FieldWords("guidance.zh").name == "how to check (Chinese)")
        #expect(
            FieldWords("severity").value("major") == "Major" && FieldWords("text.zh").value("major") == nil
        )
        #expect(FieldWords("evidence").value(.array(["photo", "document"])) == "photo, document")
        #expect(FieldWords("answer.number.max").name == "answer.number.max")
    }

    @Test func adviceIsGivenWhereItStandsAndIsNotWrong() async throws {
        let said = try await Shell().run("checklist", "lint", "checklists/home-isolation.yaml")
        #expect(said.code == 0 && said.lines.count == 2)
        #expect(
            said.lines.first?.hasPrefix("checklists/home-isolation.yaml:422:29: item D-01: advice: in words")
                == true,
            "\(said.output)"
        )
        let mended = try await Shell().run("checklist", "lint", "checklists/home-isolation-2021-08.3.yaml")
        #expect(mended.output == "1 files, nothing wrong.\n")
        let json = try await Shell().run("checklist", "lint", "checklists/home-isolation.yaml", "--json")
        #expect(json.code == 0)
        #expect(try JSON.read(Array(json.output.utf8)).array?.map { $0["code"]?.string } == ["needsWords"])
    }

    @Test func aResultSaysWhyInWords() async throws {
        let answers =
            #"{"visitDate":"2021-08-18","facts":{"pushed":12,"sampled":10,"home_households":6,"tips":0},"answers":{}}"#
        let command = ["score", "--checklist", "checklists/zone.yaml", "--answers", "-", "--explain"]
        for settings in [[:], Self.chinese] {
            let said = try await Shell(settings).run(command, input: answers)
            #expect(said.code == 0, "\(said.error)")
            Self.expectWords(said, command, chinese: settings.isEmpty)
        }
        let zh = try await Shell(Self.chinese).run(command, input: answers)
        #expect(zh.output.contains("等次：不达标（有 5 项一票否决项未检查；得分 0.0，低于 70）"), "\(zh.output.prefix(400))")
    }

    /// What programs read of an answer in words: a head of the tree, an example of how something is called.
    private static var forPrograms: Regex<(Substring, Substring?)> {
        /^(county|size|root|previous|time|key|lazaret record) .*$|'[^']*'/
    }

    /// Every command on a county of its own, as it says what it did.
    @Test(.timeLimit(.minutes(10)), arguments: ["C.UTF-8", "zh_CN.UTF-8"])
    func whatEveryCommandSaysIsInWords(locale: String) async throws {
        let isChinese = locale.hasPrefix("zh")
        try await TestDatabase.withDatabase(CheckpointCounty.template) { url in
            try await Shell.withFolder { folder in
                let prepared = try await OutputTests.preparedCounty(url, folder)
                let shell = Shell(prepared.shell.settings.merging(["LC_ALL": locale]) { $1 })
                var count = 0
                for line in OutputTests.commands.split(separator: "\n") {
                    let command = prepared.arguments(line, "x")
                    let said = try await shell.run(command)
                    // A proof is for programs; what is said of it is not.
                    let text =
                        (command.starts(with: ["audit", "prove"]) ? "" : said.output + "\n") + said.error
                    #expect(!text.isEmpty && said.code <= 1, "\(command): \(said.code) \(text)")
                    let found = RawText.found(in: text, chinese: isChinese)
                    #expect(found.isEmpty, "\(command): \(found.prefix(6))")
                    for line in text.split(separator: "\n") where isChinese && !line.contains("（英文）：") {
                        let words = line.replacing(Self.forPrograms.anchorsMatchLineEndings(), with: "")
                        #expect(words.firstMatch(of: /[A-Za-z]+ [a-z]+ [a-z]+/) == nil, "\(command): \(line)")
                    }
                    for line in text.split(separator: "\n") where !isChinese && command.first != "checklist" {
                        #expect(line.firstMatch(of: /\p{Han}[，。；：]/) == nil, "\(command): \(line)")
                    }
                    count += 1
                }
                #expect(count > 35)
            }
        }
    }

    @Test(.timeLimit(.minutes(10))) func theDemoCountyIsShownInWords() async throws {
        try await TestDatabase.withDatabase { url in
            let loaded = try await Shell(["DATABASE_URL": url]).run("demo")
            try #require(loaded.code == 0, "\(loaded.error)")
            for settings in [[:], Self.chinese] {
                let shell = Shell(settings.merging(["DATABASE_URL": url, "LAZARET_COUNTY": "demo"]) { $1 })
                let sites = try await shell.run("show", "site", "T-01", "--json")
                let visit = try #require(
                    sites.output.firstMatch(of: /"([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21})"/)?.1
                )
                for command in [
                    ["week"], ["show", "site", "T-01"], ["show", "site", "C-01"], ["show", "site", "K-02"],
                    ["show", "site", "Z-01"], ["show", "site", "H-001"],
                    ["show", "inspection", String(visit)],
                    ["user", "list"], ["user", "waits"], ["audit", "list", "--limit", "1000"],
                    ["what-if"], ["what-if", String(visit)],
                    ["withdraw", String(visit), "--reason", "误", "--dry-run"],
                    ["rename", "township", "01", "新名", "--reason", "更名", "--dry-run"],
                    ["duty", "end", "T-01", "director", "--last", "2099-12-31", "--dry-run"],
                ] {
                    let said = try await shell.run(command)
                    #expect(said.code == 0, "\(command): \(said.error)")
                    Self.expectWords(said, command, chinese: settings.isEmpty)
                }
                // Versions by their titles; deeds, roles and duties in words.
                let (week, list) = (try await shell.run("week"), try await shell.run("audit", "list"))
                let people = try await shell.run("user", "list")
                let isChinese = !settings.isEmpty
                #expect(
                    week.output.contains(isChinese ? "乡镇集中隔离点检查表 20" : "Township isolation site checklist 20")
                )
                #expect(!week.output.contains("township-isolation"))
                #expect(list.output.contains(isChinese ? "签发" : "issued"))
                #expect(!list.output.contains(/\b(?:inspection|site|account)\/|\badministrator;/))
                #expect(people.output.contains(isChinese ? "隔离点负责人 T-03" : "Site director T-03"))
                #expect(!people.output.contains("director@"))
            }
        }
    }
}
