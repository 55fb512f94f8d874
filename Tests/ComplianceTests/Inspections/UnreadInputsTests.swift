import StrictJSON
import Testing

@testable import Compliance

/// Conditions are judged as far as what they rest on can be read, in the same round as everything else.
extension ConditionsTests {
    /// Members of a filing without one, and with others in the place of their own.
    private static func changed(
        _ node: Node,
        without name: String = "",
        _ changes: [(String, Node)] = []
    ) -> Node {
        let names = changes.map(\.0) + [name]
        let kept = (node.object ?? []).filter { !names.contains($0.name) }
        return Node(.object(kept + changes.map { Node.Member($0.0, $0.1) }))
    }

    @Test("What can be read is held against the rest in the same round as everything else that is wrong")
    func everythingAtOnce() throws {
        let document = try Self.document(
            #"{"pushed": 12, "sampled": 0, "residents": 400}"#,
            #"{"B-04": 7, "B-99": "yes"}"#
        )
        let found = Self.problems(Self.changed(document, [("escort", ""), ("kind", "nightly")]))
        #expect(
            Set(found.map { "\($0.code) \($0.pointer)" }) == [
                "unknownWord /kind", "blank /escort", "wrongType /answers/B-04", "unknownItem /answers/B-99",
                "impossible /facts/pushed", "unconfirmed /confirmations/within-capacity",
            ]
        )
    }

    @Test(
        "What rests on what could not be read waits: by its facts, its answers, and whether its item applies"
    )
    func waits() throws {
        let sampled = Self.problems(
            try Self.document(
                #"{"pushed": 12, "sampled": "none", "residents": 400}"#,
                #"{"B-03": 11}"#
            )
        )
        #expect(
            sampled.map { "\($0.code) \($0.pointer)" } == [
                "wrongType /facts/sampled", "unconfirmed /confirmations/within-capacity",
            ]
        )
        let residents = Self.problems(
            try Self.document(#"{"pushed": 12, "sampled": 0, "residents": "many"}"#)
        )
        #expect(
            residents.map { "\($0.code) \($0.pointer)" } == [
                "wrongType /facts/residents", "impossible /facts/pushed",
            ]
        )
        // A note that is too long leaves its finding as it is.
        let note = String(repeating: "a", count: 5_000)
        let beside = Self.problems(
            try Self.document(
                #"{"pushed": 12, "sampled": 10, "residents": 1}"#,
                #"{"B-03": {"value": 11, "note": "\#(note)"}}"#
            )
        )
        #expect(beside.map(\.pointer) == ["/answers/B-03/note", "/answers/B-03"])
    }

    @Test("What rests on the day of the visit waits where the document does not say it")
    func withoutDay() throws {
        let standard = try Standard.sample(
            [.sample("B-04")],
            constraints: [Self.constraint("before-opening", .doubtful, "${visit_date} < ${opened_on}")]
        )
        func problems(_ node: Node) throws -> [String] {
            let now = try #require(Instant("2021-08-19T12:00:00+08:00"))
            let problems = #expect(throws: Problems.self) {
                try FilingForm(node).filing(site: Self.site(capacity: 1), standard: standard, now: now)
            }
            return (problems?.all ?? []).map { "\($0.code) \($0.pointer)" }
        }
        let document = try Self.document("{}")
        #expect(try problems(document) == ["unconfirmed /confirmations/before-opening"])
        #expect(try problems(Self.changed(document, without: "finishedAt")) == ["missing /finishedAt"])
    }
}
