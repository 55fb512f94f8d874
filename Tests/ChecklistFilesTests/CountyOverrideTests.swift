import ChecklistFiles
import Compliance
import StrictJSON
import Testing

@Suite("A county's stricter values")
struct CountyOverrideTests {
    private static func text(
        _ parameters: String,
        base: String = "1",
        version: String = "1-county",
        from: String = "2021-08-10"
    ) -> String {
        """
        tightens: sample
        baselineVersion: "\(base)"
        version: "\(version)"
        title: {zh: 县基准, en: The county's baseline}
        effectiveFrom: \(from)
        sources:
          COUNTY-7: {title: {zh: 县七号文, en: County paper 7}, issuer: {zh: 县, en: County}}
        parameters:
          \(parameters)
        """
    }

    private static func tighten(_ text: String) throws -> Baseline {
        try Sample.readBaseline().tightened(by: CountyOverride(YAMLText.read(text)))
    }

    @Test("Stricter values replace the baseline's, under a version of their own")
    func stricter() throws {
        let county = try Self.tighten(
            Self.text(
                """
                medics_per_50: {value: 3, source: COUNTY-7, clause: 二, verified: read}
                  major_deadline_hours: {value: 48, source: RULE, clause: "", verified: unverified}
                  observation_days: {value: 14, source: COUNTY-7, clause: "", verified: read}
                """
            )
        )
        #expect(county.code == "sample")
        #expect(county.version == "1-county")
        #expect(county.effectiveFrom.description == "2021-08-10")
        let values = Dictionary(uniqueKeysWithValues: county.parameters.map { ($0.name, $0.value) })
        #expect(values["medics_per_50"] == 3)
        #expect(values["major_deadline_hours"] == 48)
        #expect(values["pass_mark"] == 70)
        #expect(county.parameters.first { $0.name == "medics_per_50" }?.citation.place == "COUNTY-7 二")
        #expect(county.node.digest != (try Sample.readBaseline().node.digest))
        // A baseline like any other: it can be written, read and bound.
        #expect(try Baseline(county.node) == county)
        _ = try Standard(Sample.readChecklist(), county)
    }

    @Test(
        "A looser value is refused, naming the parameter, both values and the source",
        arguments: [
            ("medics_per_50", "1.5", "2", "RULE 五"), ("pass_mark", "69.999", "70", "RULE"),
            ("critical_deadline_hours", "24.5", "24", "RULE 三"), ("observation_days", "21", "14", "RULE 六"),
            ("observation_days", "7", "14", "RULE 六"),
        ]
    )
    func looser(name: String, value: String, baseline: String, source: String) throws {
        let text = Self.text("\(name): {value: \(value), source: RULE, clause: \"\", verified: read}")
        let problems = #expect(throws: Problems.self) { try Self.tighten(text) }
        #expect(problems?.all.map(\.code) == ["looser"])
        let problem = try #require(problems?.all.first)
        #expect(problem.mark.line == 9)
        #expect(problem.pointer == "/parameters/\(name)/value")
        for message in [problem.message.zh, problem.message.en] {
            for word in [name, value, baseline, source] { #expect(message.contains(word), "\(message)") }
        }
    }

    @Test(
        "What does not belong to the baseline is refused",
        arguments: [
            (
                text("medics_per_5: {value: 3, source: RULE, clause: \"\", verified: read}"),
                "unknownParameter"
            ),
            (text("pass_mark: {value: 80, source: RULES, clause: \"\", verified: read}"), "unknownSource"),
            (
                text("pass_mark: {value: 80, source: RULE, clause: \"\", verified: read}", base: "2"),
                "otherBaseline"
            ),
            (
                text("pass_mark: {value: 80, source: RULE, clause: \"\", verified: read}", version: "1"),
                "sameVersion"
            ),
            (
                text(
                    "pass_mark: {value: 80, source: RULE, clause: \"\", verified: read}",
                    from: "2021-07-31"
                ), "outsideBaseline"
            ),
            (
                text("pass_mark: {value: 80, source: RULE, clause: \"\", verified: read}")
                    .replacing("COUNTY-7", with: "RULE"), "repeated"
            ),
            (text("pass_mark: {source: RULE, clause: \"\", verified: read}"), "missing"),
            (
                text("pass_mark: {value: 80, direction: atMost, source: RULE, clause: \"\", verified: read}"),
                "unknownName"
            ),
        ]
    )
    func foreign(text: String, code: String) {
        let problems = #expect(throws: Problems.self) { try Self.tighten(text) }
        #expect(problems?.all.map(\.code) == [code])
    }
}
