import Foundation
import StrictJSON
import Testing

@testable import Compliance
@testable import HTTPServer
@testable import Store
@testable import Web

/// What cannot be is refused, what is doubtful is asked: on the form and through the API.
@Suite struct ConditionTests {
    /// The township checklist with conditions, in force since 10 August.
    private static func conditions(in store: Store) async throws {
        _ = try await store.publish(
            try Renewed.checklist("2021-08.2", from: "2021-08-10") { text in
                let conditions = """
                    "constraints":[{"code":"rooms-for-residents","constraint":"${residents} = 0 or ${rooms_in_use} > 0",\
                    "kind":"impossible","message":{"zh":"有人住却没有房间","en":"Residents and no room"}},\
                    {"code":"staff-present","constraint":"${staff} > 0","kind":"doubtful",\
                    "message":{"zh":"一名工作人员也没有","en":"Nobody works here"}},\
                    {"code":"within-capacity","constraint":"${residents} <= ${capacity}","kind":"doubtful",\
                    "message":{"zh":"超过容量","en":"More than the capacity"}}]}
                    """
                return text.dropLast() + "," + conditions
            }
        )
    }

    @Test func theFormRefusesAsksAndKeepsTheReason() async throws {
        try await Server.running(prepare: { store, _ in try await Self.conditions(in: store) }) { client in
            var form = FormOfTests(Samples.id(31), version: "2021-08.2")
            form["fact.rooms_in_use"] = "0"
            form["fact.staff"] = "0"
            let refused = try await client.post(
                "/inspect/T-01?lang=en",
                form: form.fields,
                ["Accept-Language": "en"]
            )
            #expect(refused.status == 422)
            #expect(refused.text.contains("href=\"#fact-residents\""))
            #expect(refused.text.contains("Residents and no room ("))
            #expect(refused.text.contains("name=\"confirm.staff-present\"") && refused.text.contains("F-08"))
            form["fact.rooms_in_use"] = "2"
            form["confirm.staff-present"] = "都在门外消杀"
            // What was refused is kept as a draft, of version 1.
            form["edition"] = "1"
            let draft = try await client.post("/inspect/T-01", form: form.with("action", "draft"))
            let again = try await client.get(try #require(draft.headers["location"]))
            #expect(again.text.contains("都在门外消杀") && again.text.contains("id=\"confirm-staff-present\""))
            #expect(try await client.file(form.fields, edition: 2).status == 303)
            let page = try await client.get("/inspections/\(Samples.id(31))?lang=en").text
            #expect(page.contains("Nobody works here (") && page.contains("都在门外消杀"))
            // The register has no capacity for it: passed over, and said.
            #expect(page.contains("missing: the capacity on the register"))
            // What the fact took away is said beside the floor.
            #expect(page.contains("Out of scope by the facts given"))
            let record = try JSON.read(try await client.get("/api/v1/inspections/\(Samples.id(31))").body)
            #expect(record["filing"]?["confirmations"]?["staff-present"]?.string == "都在门外消杀")
            #expect(
                record["conditions"]?.array?.map { $0["code"]?.string } == [
                    "staff-present", "within-capacity",
                ]
            )
            #expect(record["result"]?["floor"]?["notInScope"]?.array?.contains("F-08") == true)
            #expect(
                try await client.get("/checklists/township-isolation?version=2021-08.2&lang=en").text
                    .contains("Nobody works here")
            )
        }
    }

    @Test func whatContradictsItselfIsSaidBesideWhatIsMissing() async throws {
        try await Server.running(prepare: { store, _ in try await Self.conditions(in: store) }) { client in
            var form = FormOfTests(Samples.id(32), version: "2021-08.2")
            form["fact.rooms_in_use"] = "0"
            form["fact.staff"] = "0"
            form["escort"] = nil
            form["finishedAt"] = nil
            form["answer.A-09"] = "1e0"
            let refused = try await client.post("/inspect/T-01", form: form.fields, ["Accept-Language": "en"])
            #expect(refused.status == 422)
            for anchor in [
                "escort", "finishedAt", "item-A-09", "fact-residents", "confirm-staff-present",
            ] {
                #expect(refused.text.contains("href=\"#\(anchor)\""), "\(anchor)")
            }
            #expect(refused.text.contains("name=\"confirm.staff-present\""))
        }
    }

    @Test func theAPIAsksAndAConfirmationSettlesIt() async throws {
        try await Server.running { client in
            let codes = Samples.standard.checklist.items.filter { $0.answer == .yesNo }.map(\.code)
            let answers = Node.object(codes.map { ($0, "yes") })
            func filing(_ reason: Node?) -> String {
                let kept = (Samples.filing(41).object ?? [])
                    .filter { !["answers", "startedAt"].contains($0.name) }
                    .map { ($0.name, $0.value as Node?) }
                return JSON.write(
                    .object(
                        kept + [
                            ("answers", answers), ("startedAt", "2021-08-18T09:00:00+08:00"),
                            ("confirmations", reason),
                        ]
                    )
                )
            }
            let asked = try await client.post("/api/v1/inspections", json: filing(nil))
            #expect(asked.status == 422)
            let errors = try JSON.read(asked.body)["errors"]?.array ?? []
            #expect(errors.map { $0["pointer"]?.string } == ["/confirmations/visit-length"])
            #expect(errors.first?["code"]?.string == "unconfirmed")
            let settled = filing(.object([("visit-length", "照纸质记录补录")]))
            #expect(try await client.post("/api/v1/inspections", json: settled).status == 201)
            #expect(try await client.post("/api/v1/inspections", json: settled).status == 200)
        }
    }

    @Test func anExponentIsRefusedOnTheFormByItsField() async throws {
        try await Server.running { client in
            var form = FormOfTests(Samples.id(51), version: "2021-08")
            form["fact.staff"] = "1e1"
            form["answer.A-09"] = "1E0"
            let answer = try await client.post(
                "/inspect/T-01?lang=en",
                form: form.fields,
                ["Accept-Language": "en"]
            )
            #expect(answer.status == 422)
            #expect(
                answer.text.contains("href=\"#fact-staff\"") && answer.text.contains("href=\"#item-A-09\"")
            )
            #expect(answer.text.contains("value=\"1e1\""))
        }
    }
}

/// Later versions of the township checklist, made by changing its text.
enum Renewed {
    static func checklist(
        _ version: String,
        from day: String,
        _ change: (String) -> String
    ) throws -> Checklist {
        let text = JSON.write(Samples.standard.checklist.node)
            .replacing("\"version\":\"2021-08\"", with: "\"version\":\"\(version)\"")
            .replacing("\"effectiveFrom\":\"2021-08-01\"", with: "\"effectiveFrom\":\"\(day)\"")
        return try Checklist(JSON.read(Array(change(text).utf8)))
    }
}

/// What a browser sends for a filing with every fact given, to be changed.
struct FormOfTests {
    private(set) var fields: [(String, String)]

    init(_ id: InspectionID, version: String) {
        let facts = (Samples.filing()["facts"]?.object ?? [])
            .map { ("fact.\($0.name)", $0.value.string ?? $0.value.number ?? "") }
        fields =
            [
                ("id", "\(id)"), ("checklist", "township-isolation"), ("version", version),
                ("kind", "routine"),
                ("inspector", "检查组甲"), ("escort", "值班长"), ("startedAt", "2021-08-18T08:00"),
                ("finishedAt", "2021-08-18T09:00"), ("action", "review"),
            ] + facts
    }

    subscript(_ name: String) -> String? {
        get { fields.first { $0.0 == name }?.1 }
        set {
            fields.removeAll { $0.0 == name }
            if let newValue { fields.append((name, newValue)) }
        }
    }

    func with(_ name: String, _ value: String) -> [(String, String)] {
        var other = self
        other[name] = value
        return other.fields
    }
}
