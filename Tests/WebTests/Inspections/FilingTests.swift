import StrictJSON
import Testing

@testable import Compliance
@testable import HTTPServer
@testable import Web

/// Filing over HTTP: durable, repeatable, and refused with everything that is wrong.
@Suite struct FilingTests {
    @Test func theSameTwiceIsFiledOnceAndOtherContentIsAConflict() async throws {
        try await Server.running { client in
            let body = JSON.write(Samples.filing())
            let first = try await client.post("/api/v1/inspections", json: body)
            #expect(first.status == 201, "\(first.text)")
            #expect(first.headers["location"] == "/api/v1/inspections/\(Samples.id(1))")
            let receipt = try JSON.read(first.body)
            #expect(receipt["outcome"]?.string == "filed")
            #expect(receipt["floorHolds"]?.bool == false)
            #expect(receipt["grade"]?["code"]?.string == "belowMinimum")
            let again = try await client.post("/api/v1/inspections", json: body)
            #expect(again.status == 200)
            #expect(try JSON.read(again.body)["outcome"]?.string == "repeated")
            let other = try await client.post(
                "/api/v1/inspections",
                json: JSON.write(Samples.filing(escort: "别人"))
            )
            #expect(other.status == 409)
            #expect(try JSON.read(other.body)["type"]?.string == "urn:lazaret:problem:conflict")
            let metrics = try await client.get("/metrics").text
            for word in ["filed", "repeated", "conflict"] {
                #expect(metrics.contains("lazaret_filings_total{outcome=\"\(word)\"} 1\n"))
            }
        }
    }

    @Test func everythingWrongIsSaidAtOnceInBothLanguages() async throws {
        try await Server.running { client in
            let body = """
                {"id":"x","site":"T-01","checklist":"township-isolation","kind":"nightly","inspectors":[],"escort":"",
                "startedAt":"2021-08-18T08:00:00+08:00","finishedAt":"2021-08-19T09:00:00+08:00",
                "facts":{"residents":"many"},"answers":{"Z-99":"yes","A-01":7}}
                """
            let answer = try await client.post("/api/v1/inspections", json: body)
            #expect(answer.status == 422)
            let errors = try JSON.read(answer.body)["errors"]?.array ?? []
            let pointers = Set(errors.compactMap { $0["pointer"]?.string })
            for pointer in [
                "/id", "/kind", "/inspectors", "/escort", "/finishedAt", "/facts/residents", "/answers/Z-99",
                "/answers/A-01",
            ] {
                #expect(pointers.contains { $0.hasPrefix(pointer) }, "\(pointer) in \(pointers.sorted())")
            }
            #expect(
                errors.allSatisfy { $0["zh"]?.string?.isEmpty == false && $0["en"]?.string?.isEmpty == false }
            )
            #expect(try await client.get("/api/v1/sites/T-01").text.contains("\"inspections\":0"))
        }
    }

    @Test func aFiledInspectionIsReadBackWithWhatItStandsOn() async throws {
        try await Server.running { client in
            _ = try await client.post("/api/v1/inspections", json: JSON.write(Samples.filing()))
            let path = "/api/v1/inspections/\(Samples.id(1))"
            let answer = try await client.get(path)
            let node = try JSON.read(answer.body)
            #expect(node["checklist"]?["digest"]?.string == Samples.standard.checklistDigest)
            #expect(node["filing"]?["escort"]?.string == "值班长")
            #expect(node["result"]?["outcomes"]?.array?.count == Samples.standard.checklist.items.count)
            // Nobody looked at A-02, which is critical: 24 hours from 09:00 in Shanghai.
            let gap = try #require(node["result"]?["gaps"]?.array?.first { $0["item"]?.string == "A-02" })
            #expect(gap["recurrence"]?.string == "new" && gap["observed"] == nil)
            #expect(gap["deadlineHours"]?.string == "24")
            #expect(gap["deadline"]?.string == "2021-08-19T01:00:00Z")
            let tag = try #require(answer.headers["etag"])
            #expect(try await client.get(path, ["If-None-Match": tag]).status == 304)
            let explanation = try JSON.read(try await client.get(path + "/explanation").body)
            #expect(explanation["parts"]?.array?.isEmpty == false)
            let page = try await client.get("/inspections/\(Samples.id(1))?lang=en")
            #expect(page.status == 200 && page.text.contains("The floor: Broken"))
        }
    }

    @Test(arguments: ["/api/v1/checklists", "/api/v1/baselines"])
    func whatIsPublishedCarriesATag(path: String) async throws {
        try await Server.running { client in
            let tag = try #require(try await client.get(path).headers["etag"])
            #expect(try await client.get(path, ["If-None-Match": tag]).status == 304)
        }
    }

    @Test func aSitesOwnGapsDoNotNameTheSite() async throws {
        try await Server.running { client in
            _ = try await client.post("/api/v1/inspections", json: JSON.write(Samples.filing()))
            let site = try await client.get("/sites/T-01?lang=en").text
            #expect(site.contains("#item-A-02") && !site.contains("data-label=\"Site\""))
            #expect(try await client.get("/weeks/2021-W33?lang=en").text.contains("data-label=\"Site\""))
        }
    }

    @Test func aGapSaysWhatWasAnswered() async throws {
        try await Server.running { client in
            let members = (Samples.filing().object ?? []).map { ($0.name, $0.value) }
                .map { $0.0 == "answers" ? ("answers", .object([("A-01", "no")])) : $0 }
            _ = try await client.post("/api/v1/inspections", json: JSON.write(.object(members)))
            let node = try JSON.read(try await client.get("/api/v1/inspections/\(Samples.id(1))").body)
            let gap = try #require(node["result"]?["gaps"]?.array?.first { $0["item"]?.string == "A-01" })
            #expect(gap["observed"]?.string == "no" && gap["status"]?.string == "notMet")
        }
    }

    @Test func theFormFilesAndASecondPressFilesNothingMore() async throws {
        try await Server.running { client in
            let new = try await client.get("/inspect/T-01")
            let page = try await client.get(try #require(new.headers["location"]))
            let id = try #require(page.text.firstMatch(of: /name="id" value="([^"]+)"/)).1
            let fields = Self.fields(id: String(id))
            let filed = try await client.file(fields)
            #expect(
                filed.status == 303,
                "\(filed.text.firstMatch(of: /role="alert"[\s\S]{0,900}/)?.output ?? "")"
            )
            #expect(filed.headers["location"] == "/inspections/\(id)")
            // Come back to and sent again, it is answered with what was filed.
            let again = try await client.post("/inspect/T-01", form: fields)
            #expect(again.status == 303 && again.headers["location"] == "/inspections/\(id)")
            #expect(try await client.file(fields).headers["location"] == "/inspections/\(id)")
            #expect(try await client.get("/api/v1/sites/T-01").text.contains("\"inspections\":1"))
        }
    }

    @Test func theFormComesBackWithEverythingKept() async throws {
        try await Server.running { client in
            var fields = Self.fields(id: "\(Samples.id(5))")
            fields += [("answer.A-02", "no"), ("note.A-02", "院墙<有>缺口"), ("startedAt", "2021-08-18T09:30")]
            fields.removeAll { $0 == ("startedAt", "2021-08-18T08:00") }
            let answer = try await client.post(
                "/inspect/T-01?lang=en",
                form: fields,
                ["Accept-Language": "en"]
            )
            #expect(answer.status == 422)
            #expect(answer.text.contains("院墙&lt;有&gt;缺口"))
            #expect(answer.text.contains("value=\"2021-08-18T09:30\""))
            #expect(answer.text.contains("value=\"\(Samples.id(5))\""))
            #expect(answer.text.contains("role=\"alert\""))
            let link = try #require(answer.text.firstMatch(of: /<li><a href="#([^"]+)">/)).1
            #expect(answer.text.contains("id=\"\(link)\""))
        }
    }

    @Test func aDraftIsKeptResumedAndGoneOnceFiled() async throws {
        try await Server.running { client in
            let fields = Self.fields(id: "\(Samples.id(6))")
                .map { $0.0 == "action" ? ("action", "draft") : $0 }
            let saved = try await client.post("/inspect/T-01", form: fields)
            let address = try #require(saved.headers["location"])
            #expect(saved.status == 303 && address.hasPrefix("/inspect/T-01?draft=\(Samples.id(6))"))
            #expect(try await client.get(address).text.contains("值班长"))
            #expect(try await client.get("/sites/T-01").text.contains("/inspect/T-01?draft=\(Samples.id(6))"))
            #expect(try await client.get("/api/v1/drafts/\(Samples.id(6))").status == 200)
            #expect(try await client.file(Self.fields(id: "\(Samples.id(6))"), edition: 1).status == 303)
            #expect(try await client.get("/api/v1/drafts/\(Samples.id(6))").status == 404)
        }
    }

    @Test func aCorrectionKeepsTheOldOne() async throws {
        try await Server.running { client in
            _ = try await client.post("/api/v1/inspections", json: JSON.write(Samples.filing()))
            let form = try await client.get("/inspect/T-01?revises=\(Samples.id(1))")
            #expect(form.status == 303)
            let shown = try await client.get(try #require(form.headers["location"]))
            #expect(shown.text.contains("name=\"revises\" value=\"\(Samples.id(1))\""))
            let fields =
                Self.fields(id: "\(Samples.id(2))") + [
                    ("revises", "\(Samples.id(1))"), ("revises-reason", "登记错了"), ("revises-by", "检查组甲"),
                ]
            #expect(try await client.file(fields).status == 303)
            #expect(
                try await client.get("/inspections/\(Samples.id(1))").text
                    .contains("/inspections/\(Samples.id(2))")
            )
            #expect(try await client.get("/inspections/\(Samples.id(2))").text.contains("登记错了"))
        }
    }

    @Test func aVersionOtherThanThatOfTheVisitDayIsShownBeforeItIsFiled() async throws {
        try await Server.running { client in
            let fields = Self.fields(id: "\(Samples.id(8))").filter { $0.0 != "version" }
            let shown = try await client.post("/inspect/T-01", form: fields + [("version", "2021-09")])
            #expect(shown.status == 422 && shown.text.contains("name=\"version\" value=\"2021-08\""))
            #expect(shown.text.contains("href=\"#finishedAt\""))
            let filed = try await client.file(fields + [("version", "2021-08")], edition: 1)
            #expect(filed.status == 303)
            let record = try JSON.read(try await client.get("/api/v1/inspections/\(Samples.id(8))").body)
            #expect(record["filing"]?["version"] == nil)
            #expect(record["checklist"]?["version"]?.string == "2021-08")
        }
    }

    /// What a browser sends for a filing with every fact given and one item answered.
    static func fields(id: String) -> [(String, String)] {
        let filing = Samples.filing()
        let facts = (filing["facts"]?.object ?? [])
            .map { ("fact.\($0.name)", $0.value.string ?? $0.value.number ?? "") }
        return [
            ("id", id), ("checklist", "township-isolation"), ("version", "2021-08"), ("kind", "routine"),
            ("inspector", "检查组甲"),
            ("inspector", ""), ("escort", "值班长"), ("startedAt", "2021-08-18T08:00"),
            ("finishedAt", "2021-08-18T09:00"),
            ("answer.A-01", "yes"), ("answer.A-03", ""), ("action", "review"),
        ] + facts
    }
}
