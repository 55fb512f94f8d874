import StrictJSON
import Testing

@testable import Compliance
@testable import HTTPServer
@testable import Store
@testable import Web

/// A draft that was begun for one version of the checklist and goes on under the next.
@Suite struct RenewedDraftTests {
    /// A-05 is gone, and A-90, critical, is new.
    private static func renewed() throws -> Checklist {
        try Renewed.checklist("2021-09", from: "2021-08-15") { text in
            text.replacing("\"code\":\"A-05\"", with: "\"code\":\"A-90\"")
        }
    }

    private static func form(_ number: Int, version: String) -> FormOfTests {
        var form = FormOfTests(Samples.id(number), version: version)
        form["answer.A-01"] = "yes"
        form["answer.A-05"] = "no"
        form["note.A-05"] = "图在<门>口"
        return form
    }

    @Test func itsWriterIsToldSeesWhatIsGoneAndFilesNothingOfItUnseen() async throws {
        try await Server.running(prepare: { store, _ in _ = try await store.publish(Self.renewed()) }) {
            client in
            let old = Self.form(61, version: "2021-08")
            let saved = try await client.post("/inspect/T-01", form: old.with("action", "draft"))
            let address = try #require(saved.headers["location"]) + "&lang=en"
            for edition in 1...2 {
                let page = try await client.get(address).text
                #expect(page.contains("This was filled in for version 2021-08"))
                #expect(page.contains("name=\"version\" value=\"2021-09\""))
                #expect(page.contains("name=\"begun\" value=\"2021-08\""))
                #expect(page.contains("图在&lt;门&gt;口") && page.contains("name=\"note.A-05\""))
                #expect(
                    page.contains("href=\"#item-A-90\"") && page.contains("<span class=\"added\">New</span>")
                )
                // Kept again under the new version, it is told again.
                var again = old
                again["version"] = "2021-09"
                again["begun"] = "2021-08"
                again["edition"] = "\(edition)"
                _ = try await client.post("/inspect/T-01", form: again.with("action", "draft"))
            }
            var now = old
            now["version"] = "2021-09"
            now["begun"] = "2021-08"
            now["edition"] = "2"
            let unseen = try await client.post(
                "/inspect/T-01?lang=en",
                form: now.fields,
                ["Accept-Language": "en"]
            )
            #expect(unseen.status == 422 && unseen.text.contains("href=\"#seen\""))
            #expect(unseen.text.contains("图在&lt;门&gt;口") && unseen.text.contains("id=\"seen\""))
            // What else is wrong is said in the same round.
            let also = try await client.post(
                "/inspect/T-01",
                form: now.with("escort", "").filter { $0.0 != "edition" } + [("edition", "2")],
                ["Accept-Language": "en"]
            )
            #expect(also.text.contains("href=\"#seen\"") && also.text.contains("href=\"#escort\""))
            now["seen"] = "on"
            #expect(try await client.file(now.fields, edition: 3).status == 303)
            let record = try JSON.read(try await client.get("/api/v1/inspections/\(Samples.id(61))").body)
            #expect(record["checklist"]?["version"]?.string == "2021-09")
            #expect(record["filing"]?["answers"]?["A-05"] == nil)
            #expect(record["filing"]?["answers"]?["A-01"]?.string == "yes")
        }
    }

    @Test func whatIsSentForAnotherVersionComesBackWithWhatIsGone() async throws {
        try await Server.running(prepare: { store, _ in _ = try await store.publish(Self.renewed()) }) {
            client in
            let form = Self.form(62, version: "2021-08")
            let shown = try await client.post(
                "/inspect/T-01?lang=en",
                form: form.fields,
                ["Accept-Language": "en"]
            )
            #expect(shown.status == 422 && shown.text.contains("href=\"#finishedAt\""))
            #expect(shown.text.contains("This was filled in for version 2021-08"))
            #expect(shown.text.contains("图在&lt;门&gt;口"))
        }
    }

    @Test func theAPISaysItInTheDraft() async throws {
        try await Server.running(prepare: { store, _ in _ = try await store.publish(Self.renewed()) }) {
            client in
            let old = Self.form(63, version: "2021-08")
            _ = try await client.post("/inspect/T-01", form: old.with("action", "draft"))
            let draft = try JSON.read(try await client.get("/api/v1/drafts/\(Samples.id(63))").body)
            #expect(draft["fields"]?["version"]?.string == "2021-08")
            let change = try #require(draft["change"])
            #expect(change["from"]?.string == "2021-08" && change["to"]?.string == "2021-09")
            #expect(change["added"]?.array?.map { $0["code"]?.string } == ["A-90"])
            let gone = try #require(change["gone"]?.array?.first)
            #expect(gone["code"]?.string == "A-05" && gone["zh"]?.string?.isEmpty == false)
            #expect(gone["written"]?["note"]?.string == "图在<门>口")
            // Of the version that holds there is nothing to say.
            let same = Self.form(64, version: "2021-09").with("action", "draft")
            _ = try await client.post("/inspect/T-01", form: same.filter { !$0.0.hasSuffix("A-05") })
            #expect(
                try JSON.read(try await client.get("/api/v1/drafts/\(Samples.id(64))").body)["change"] == nil
            )
        }
    }

    /// A phone whose clock is ahead by minutes at midnight claims a day that has not come.
    @Test func theDayOfADraftIsThatWhichCounts() async throws {
        let midnight = Samples.now.adding(seconds: 14 * 3600 - 60)
        try await Server.running(
            now: midnight,
            prepare: { store, _ in
                let next = try Renewed.checklist("2021-09", from: "2021-08-19") { $0 }
                _ = try await store.publish(next)
            }
        ) { client in
            let address = "/api/v1/drafts/\(Samples.id(65))"
            // It is 23:59 on the 18th: 00:04 counts as now, and the version of the 18th holds.
            for (edition, end, version) in [(0, "00:04", nil), (1, "00:30", "2021-09")] {
                var form = Self.form(65, version: "2021-08")
                form["finishedAt"] = "2021-08-19T\(end)"
                form["edition"] = "\(edition)"
                let kept = try await client.post("/inspect/T-01", form: form.with("action", "draft"))
                #expect(kept.status == 303)
                let change = try JSON.read(try await client.get(address).body)["change"]
                #expect(change?["to"]?.string == version, "\(end)")
            }
        }
    }
}
