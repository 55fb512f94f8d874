import StrictJSON

@testable import Compliance

extension Samples {
    /// The register of the tests: a township site with its director, and a checkpoint, for which nothing is published.
    static let register = [
        RegisterEntry(
            site: Site(
                code: "T-01",
                kind: .townshipIsolation,
                name: Text(zh: "柳河乡集中隔离点", en: "Liuhe isolation site"),
                township: Township(code: "TS-01", name: Text(zh: "柳河乡", en: "Liuhe")),
                openedOn: day("2021-06-01")
            ),
            duties: [DutyEntry(.director, "柳河乡卫生院院长", since: day("2021-06-01"))],
            row: 1
        ),
        RegisterEntry(
            site: Site(
                code: "K-01",
                kind: .checkpoint,
                name: Text(zh: "柳河桥卡点", en: "Liuhe bridge checkpoint"),
                township: Township(code: "TS-01", name: Text(zh: "柳河乡", en: "Liuhe")),
                openedOn: day("2021-06-01")
            ),
            row: 2
        ),
    ]

    /// A filing in which every fact is given and the first items of the checklist are answered as asked.
    /// With `naming`, the first is not met and names those files.
    static func filing(
        _ number: Int = 1,
        at site: String = "T-01",
        escort: String = "值班长",
        naming files: [String] = [],
        fixed: Bool = false
    ) -> Node {
        let answer: Node =
            files.isEmpty
            ? "yes"
            : .object([
                ("value", "no"), ("evidence", .array(files.map(Node.string))),
                ("fixedOnSpot", fixed ? true : nil),
            ])
        return .object([
            ("id", .string("\(id(number))")), ("site", .string(site)), ("checklist", "township-isolation"),
            ("version", "2021-08"),
            ("kind", "routine"), ("inspectors", .array(["检查组甲"])), ("escort", .string(escort)),
            ("startedAt", "2021-08-18T08:00:00+08:00"), ("finishedAt", "2021-08-18T09:00:00+08:00"),
            ("facts", .object(standard.checklist.facts.map { ($0.name, fact($0.type)) })),
            ("answers", .object([("A-01", answer)])),
        ])
    }

    private static func fact(_ type: AnswerType) -> Node {
        switch type {
        case .yesNo: "yes"
        case .number: 2
        case .choice(let choices): .string(choices.first?.value ?? "")
        case .date: "2021-08-01"
        case .text, .graded: "x"
        }
    }
}
