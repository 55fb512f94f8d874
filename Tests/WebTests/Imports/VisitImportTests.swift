import StrictJSON
import Testing

@testable import Compliance
@testable import HTTPServer
@testable import Store
@testable import Web

/// Visits of before: looked at, then filed, by programs and in a browser; each by itself.
@Suite struct VisitImportTests {
    private static let path = "/api/v1/import/inspections"
    private static let head = "检查编号,点位编号,检查表,检查性质,检查员,陪同人,开始时间,结束时间,内容,代码,填写\n"

    /// A visit of a township's site: its facts, and that A-01 was met.
    private static func rows(
        _ number: Int,
        site: String = "T-01",
        started: String = "2021-08-18 08:00"
    ) -> String {
        let visit =
            "\(Samples.id(number)),\(site),township-isolation,例行检查,检查组甲,带班领导,\(started),2021-08-18 08:30"
        let facts = Samples.filing(number)["facts"]?.object ?? []
        return facts.map { "\(visit),事实,\($0.name),\($0.value.string ?? $0.value.number ?? "")\n" }.joined()
            + "\(visit),答案,A-01,是\n"
    }

    /// Of the row that the visit begins with, where it is the one of that place in a file.
    private static func row(of place: Int) -> Int { 2 + (place - 1) * rows(701).count { $0 == "\n" } }

    private static func send(
        _ client: Client,
        _ file: String,
        _ query: String = ""
    ) async throws -> Client.Answer {
        try await client.send("POST", path + query, ["Content-Type": "text/csv"], Array(file.utf8))
    }

    private static func counts(_ answer: Client.Answer) throws -> [String] {
        let said = try JSON.read(answer.body)
        return ["outcome", "new", "known", "refused"].map { said[$0]?.string ?? said[$0]?.number ?? "–" }
    }

    @Test func whatIsGoodIsFiledWhatIsNotIsNamedAndNothingTwice() async throws {
        try await Server.running { client in
            let file =
                Self.head + Self.rows(701) + Self.rows(702, site: "T-99") + Self.rows(703, started: "昨天")
            let looked = try await Self.send(client, file)
            #expect(looked.status == 200)
            #expect(try Self.counts(looked) == ["looked", "1", "0", "2"], "\(looked.text)")
            #expect(try await client.get("/api/v1/inspections/\(Samples.id(701))").status == 404)
            let filed = try await Self.send(client, file, "?write=true")
            #expect(try Self.counts(filed) == ["filed", "1", "0", "2"], "\(filed.text)")
            #expect(try await client.get("/api/v1/inspections/\(Samples.id(701))").status == 200)
            let again = try await Self.send(client, file, "?write=true&lang=en")
            #expect(try Self.counts(again) == ["filed", "0", "1", "2"])
            #expect(again.text.contains("row \(Self.row(of: 2)), column 'Site'"))
            #expect(again.text.contains("row \(Self.row(of: 3)), column 'Started'"))
            #expect(try await Self.send(client, file, "?write=yes").status == 400)
            #expect(try await Self.send(client, "", "?write=true").status == 422)
            // Of what is no such table the columns that it lacks are named.
            let other = try await Self.send(client, "a,b\n1,2\n", "?write=true")
            #expect(try Self.counts(other) == ["filed", "0", "0", "0"])
            #expect(other.text.contains("缺少“检查编号”"))
        }
    }

    @Test func moreRowsThanAreTakenHereAreNotLookedAt() async throws {
        try await Server.running { client in
            let row = "\(Samples.id(701)),T-01,,,,,,,答案,A-01,是\n"
            let file = Self.head + String(repeating: row, count: 20_001)
            let answer = try await Self.send(client, file)
            #expect(answer.status == 413 && answer.text.contains("20000"), "\(answer.status)")
        }
    }

    @Test func aPersonSeesItBeforeItIsFiled() async throws {
        try await Server.running { client in
            let file = Self.head + Self.rows(701)
            let seen = try await ImportPageTests.send(
                client,
                [("step", "look")],
                file: file,
                to: "/import/inspections"
            )
            #expect(seen.status == 200 && seen.text.contains("可入库 1 次检查"), "\(seen.text)")
            #expect(try await client.get("/api/v1/inspections/\(Samples.id(701))").status == 404)
            let form = ImportPageTests.hidden(seen.text)
            #expect(form.map(\.0) == ["seen", "kept", "name"])
            // Another file than the one that was looked at is looked at, and not filed.
            let other = try await ImportPageTests.send(
                client,
                form.filter { $0.0 == "seen" } + [("step", "write")],
                file: file + Self.rows(702),
                to: "/import/inspections"
            )
            #expect(other.status == 200 && other.text.contains("这不是刚才预览的文件"))
            #expect(try await client.get("/api/v1/inspections/\(Samples.id(701))").status == 404)
            let done = try await ImportPageTests.send(
                client,
                form + [("step", "write")],
                to: "/import/inspections"
            )
            #expect(done.status == 303 && done.headers["location"] == "/import/inspections?new=1&known=0")
            #expect(try await client.get("/api/v1/inspections/\(Samples.id(701))").status == 200)
            // One that is refused is named, and the way to file nothing is not offered.
            let bad = try await ImportPageTests.send(
                client,
                [("step", "look")],
                file: Self.head + Self.rows(704, site: "T-99"),
                to: "/import/inspections"
            )
            #expect(bad.status == 422 && bad.text.contains("第 2 行") && !bad.text.contains("value=\"write\""))
        }
    }
}
