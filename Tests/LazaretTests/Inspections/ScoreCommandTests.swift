import Foundation
import StrictJSON
import Testing

/// `lazaret score`, run as a person or a program would.
@Suite struct ScoreCommandTests {
    private static let zone = ["score", "--checklist", "checklists/zone.yaml", "--answers"]

    /// Facts of a zone to which nobody was sent and where nobody is isolated at home.
    private static let quiet = #""facts":{"pushed":0,"sampled":0,"home_households":0,"tips":0}"#

    /// The block of the document that follows the line.
    private func block(after line: String) throws -> String {
        let text = try String(contentsOfFile: Shell.project + "/docs/checklists.md", encoding: .utf8)
        let start = try #require(text.range(of: line + "\n\n```"))
        let rest = text[start.upperBound...].drop { $0 != "\n" }.dropFirst()
        return String(rest[..<(try #require(rest.range(of: "\n```"))).lowerBound])
    }

    @Test func theExampleOfTheDocumentComesOutAsWritten() async throws {
        let answers = try block(after: "A visit to a zone, `visit.yaml`:")
        let said = try await Shell().run(Self.zone + ["-"], input: answers)
        #expect(said.code == 0, "\(said.error)")
        let expected = try block(after: "--answers visit.yaml` says:")
        // The first line has the digests of the files, which change with every edit.
        let shown = said.lines.dropFirst().joined(separator: "\n")
        #expect(shown == expected.split(separator: "\n").dropFirst().joined(separator: "\n"))

        // Of 100 points 5 are out of scope and 3 not applicable. Lost are 1.5 + 5/3 + 1 + 3 + 2 = 55/6 of 92.
        let json = try await Shell().run(Self.zone + ["-", "--json", "--explain"], input: answers)
        let result = try JSON.read(Array(json.output.utf8))
        #expect(result["earned"]?.string == "497/6")
        #expect(result["attainable"]?.string == "92")
        #expect(result["score"]?.string == "12425/138")
        #expect(result["shown"]?.string == "90.0")
        #expect(result["grade"]?["code"]?.string == "belowMinimum")
        #expect(result["floor"]?["notMet"]?.array?.map(\.string) == ["B-03"])
        // 503/6 of 92 are 25150/276.
        #expect(result["lift"]?["score"]?.string == "12575/138")
        #expect(result["explanation"]?["parts"]?.array?.isEmpty == false)
        #expect(result["checklist"]?["code"]?.string == "zone")
    }

    @Test func whatCannotBeWorkedOutIsSaid() async throws {
        let cases = "../shared/cases/mechanisms/"
        try #require(
            FileManager.default.fileExists(atPath: Shell.project + "/" + cases),
            "this test reads rules of real forms that stand in shared/cases/mechanisms beside the project"
        )
        let form = [
            "--checklist", cases + "m35-worst-of-parts.yaml", "--baseline",
            cases + "baseline-mechanisms.yaml",
        ]
        // Part A at 10 %, part B not applicable.
        let visit =
            #"{"visitDate":"2021-08-18","facts":{},"answers":{"A-01":{"given":6},"B-01":{"notApplicable":"x"}}}"#
        let said = try await Shell().run(["score"] + form + ["--answers", "-", "--explain"], input: visit)
        #expect(said.code == 0, "\(said.error)")
        let words = "could not be worked out; missing: the score of section B: nothing in it applied"
        #expect(said.lines.contains("Grade: " + words))
        #expect(
            said.output.contains(
                "the smaller of the score of section A and the score of section B is less than 60: " + words
            )
        )
        #expect(!said.output.contains("does not hold"))
        let zh = try await Shell(["LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8"])
            .run(["score"] + form + ["--answers", "-"], input: visit)
        #expect(zh.lines.contains("等次：无法判定，缺：B 部分的得分：其中没有涉及或适用的检查项"))
        let json = try await Shell().run(["score"] + form + ["--answers", "-", "--json"], input: visit)
        let result = try JSON.read(Array(json.output.utf8))
        #expect(result["grade"] == nil && result["scoringVersion"]?.number == "2")
        #expect(result["undecided"]?["missing"]?.array?.map { $0["name"]?.string } == ["score_B"])
        // It can be scored against; as a new version it would be refused.
        let lint = try await Shell()
            .run(["checklist", "lint", form[1], "--baseline", form[3]])
        #expect(lint.code == 1 && lint.output.contains("if(${attainable_B} > 0, ${score_B}, …)"))
    }

    @Test func everyLineIsAnsweredInItsPlace() async throws {
        let lines = [
            #"{"id":"one","visitDate":"2021-08-18",\#(Self.quiet),"answers":{"A-01":{"given":6}}}"#, "",
            #"{"id":2,"visitDate":"2021-08-18",\#(Self.quiet),"answers":{"A-02":9,"Z-01":"yes"}}"#,
            "not json",
            #"{"checklist":"checkpoint","finishedAt":"2021-08-18T09:00:00+08:00",\#(Self.quiet),"answers":{}}"#,
            #"{"finishedAt":"2021-08-18T09:00:00+08:00",\#(Self.quiet),"answers":{}}"#,
        ]
        let said = try await Shell().run(Self.zone + ["-", "--ndjson"], input: lines.joined(separator: "\n"))
        #expect(said.code == 1)
        let answers = try said.lines.map { try JSON.read(Array($0.utf8)) }
        #expect(answers.map { $0["line"]?.number } == ["1", "3", "4", "5", "6"])
        #expect(answers.map { $0["id"]?.string ?? $0["id"]?.number } == ["one", "2", nil, nil, nil])
        #expect(
            answers.map { $0["errors"]?.array?.map { $0["code"]?.string } } == [
                nil, ["outOfRange", "unknownItem"], ["badLiteral"], ["otherChecklist"], nil,
            ]
        )
        // What stands in scope of a quiet zone are 56 points; 6 of them were given.
        #expect(answers.first?["earned"]?.string == "6")
        #expect(answers.first?["attainable"]?.string == "56")
        #expect(answers.last?["score"]?.string == "0")
    }

    @Test func factsAndTheDayMayBeGivenBesideTheAnswers() async throws {
        try await Shell.withFolder { folder in
            let facts = folder + "/facts.yaml"
            try Data("{pushed: 0, sampled: 0, home_households: 0, tips: 3}\n".utf8)
                .write(to: URL(filePath: facts))
            let options = ["--facts", facts, "--visit-date", "2021-08-18", "--json"]
            let plain = try await Shell().run(Self.zone + ["-"] + options, input: "A-02: 3\n")
            #expect(plain.code == 0, "\(plain.error)")
            // With tips, D-03 and D-04 are in scope: 56 + 2 + 3 points.
            let result = try JSON.read(Array(plain.output.utf8))
            #expect(result["attainable"]?.string == "61")
            // The document's own facts win.
            let own = try await Shell()
                .run(Self.zone + ["-"] + options, input: "facts: {tips: 0}\nanswers: {A-02: 3}\n")
            #expect(try JSON.read(Array(own.output.utf8))["attainable"]?.string == "56")
        }
    }

    @Test func whatIsWrongIsSaidWithItsPlaceAndNothingIsScored() async throws {
        let document = "visitDate: 2021-08-18\nfacts: {}\nanswers:\n  A-02: many\n  A-99: yes\n"
        let said = try await Shell().run(Self.zone + ["-"], input: document)
        #expect(said.code == 1)
        #expect(said.output.isEmpty)
        #expect(said.error.contains("-:4:9: item A-02: This must be a number."))
        #expect(said.error.contains("-:5:9: The checklist has no item 'A-99'"))
        #expect(said.error.contains("-: /facts/pushed: 'People pushed to this zone"))
    }

    @Test func theAnswersAreInTheLanguageOfTheShell() async throws {
        let document =
            "visitDate: 2021-08-18\nfacts: {pushed: 0, sampled: 0, home_households: 0, tips: 0}\nanswers: {}\n"
        let said = try await Shell(["LC_ALL": "zh_CN.UTF-8"]).run(Self.zone + ["-"], input: document)
        #expect(said.code == 0)
        #expect(said.output.contains("等次：不达标"))
        #expect(said.output.contains("未检查 B-07、C-04、C-05"))
    }

    @Test(
        arguments: [
            // 12 pushed: all of them are to be sampled, and at least ten.
            (10, "{}", 0, []), (0, "{}", 1, ["/facts/pushed"]), (200, "{}", 1, ["/facts/sampled"]),
            (3, "{}", 1, ["/confirmations/sampled-enough"]), (3, #"{"sampled-enough": "只找到三人"}"#, 0, []),
        ]
    )
    func factsThatContradictAreRefused(
        sampled: Int,
        reasons: String,
        code: Int32,
        pointers: [String]
    ) async throws {
        let answers = """
            {"visitDate": "2026-11-18", "facts": {"pushed": 12, "sampled": \(sampled), "home_households": 0, "tips": 0},
            "answers": {"B-03": 0}, "confirmations": \(reasons)}
            """
        let zone = ["score", "--checklist", "checklists/zone-2021-08.2.yaml", "--json", "--answers", "-"]
        let said = try await Shell().run(zone, input: answers)
        #expect(said.code == code, "\(said.error)")
        let errors = try JSON.read(Array(said.output.utf8))["errors"]?.array ?? []
        #expect(errors.map { $0["pointer"]?.string ?? "" } == pointers)
    }

    @Test func withoutARegisterAConditionIsPassedOverAndSaid() async throws {
        let answers = """
            visitDate: 2026-11-18
            facts: {central_air: "no", floors: 1, kitchen: caterer, residents: 400, rooms_in_use: 400, special_residents: 0, staff: 9}
            answers: {}
            """
        let township = [
            "score", "--checklist", "checklists/township-isolation-2021-08.2.yaml", "--answers", "-",
        ]
        let said = try await Shell().run(township, input: answers)
        #expect(said.code == 0, "\(said.error)")
        #expect(said.output.contains("missing: the capacity on the register"))
        let json = try await Shell().run(township + ["--json"], input: answers)
        let result = try JSON.read(Array(json.output.utf8))
        #expect(result["passedOver"]?.array?.map { $0["code"]?.string } == ["within-capacity"])
        #expect(result["floor"]?["notInScope"]?.array?.map(\.string) == ["D-01"])
    }
}
