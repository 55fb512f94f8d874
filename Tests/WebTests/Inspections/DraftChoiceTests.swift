import StrictJSON
import Testing

@testable import Compliance
@testable import HTTPServer
@testable import Web

/// Two contents of one draft: one of the two is chosen for each part, and nothing is lost before that.
@Suite struct DraftChoiceTests {
    private static let english = ["Accept-Language": "en"]

    private static func form(_ number: Int, _ changes: [String: String] = [:]) -> FormOfTests {
        var form = FormOfTests(Samples.id(number), version: "2021-08")
        form["action"] = "draft"
        for (name, value) in changes { form[name] = value }
        return form
    }

    /// The fields of the form on the page as a browser would send them, with a button or another field.
    private static func sent(_ page: String, _ pressed: (String, String)) -> [(String, String)] {
        let form = page.split(separator: "id=\"form\"").last ?? ""
        let inputs = form.matches(
            of: /<input type="(hidden|radio)"[^>]*? name="([^"]*)" value="([^"]*)"( checked)?>/
        )
        return inputs.filter { $0.1 == "hidden" || $0.4 != nil }.map { (String($0.2), String($0.3)) }
            .filter { $0.0 != "csrf" } + [pressed]
    }

    private static func draft(_ client: Client, _ number: Int) async throws -> Node {
        try JSON.read(try await client.get("/api/v1/drafts/\(Samples.id(number))").body)
    }

    /// A draft kept from one window, and then the page that another window's content leads to.
    private static func apart(
        _ client: Client,
        _ number: Int,
        there: [String: String],
        here: [String: String]
    ) async throws -> Client.Answer {
        let kept = try await client.post("/inspect/T-01", form: form(number, there).fields)
        #expect(kept.status == 303)
        return try await client.post("/inspect/T-01", form: form(number, here).fields, english)
    }

    @Test func eachPartIsChosenByItselfAndHereUnlessSaidOtherwise() async throws {
        try await Server.running { client in
            let page = try await Self.apart(
                client,
                501,
                there: [
                    "escort": "乙", "answer.A-01": "no", "note.A-01": "门外", "fact.staff": "3",
                    "kind": "recheck",
                ],
                here: ["escort": "丙", "answer.A-01": "yes", "fact.staff": "4", "answer.A-02": "yes"]
            )
            #expect(page.status == 412)
            // Both in words: what is answered, and the note beside it.
            #expect(page.text.contains("No, 门外</label>") && page.text.contains("</span>Yes</label>"))
            #expect(page.text.contains("</span>乙</label>") && page.text.contains("</span>丙</label>"))
            #expect(page.text.ranges(of: "<fieldset class=\"pick\">").count == 5)
            var chosen = Self.sent(page.text, ("action", "merge#draft"))
            #expect(chosen.filter { $0.0.hasPrefix("pick.") }.allSatisfy { $0.1 == "here" })
            for (place, field) in chosen.enumerated()
            where ["pick.answers.A-01", "pick.kind"].contains(field.0) {
                chosen[place].1 = "there"
            }
            #expect(try await client.post("/inspect/T-01", form: chosen).status == 303)
            let fields = try await Self.draft(client, 501)["fields"]
            #expect(fields?["escort"]?.string == "丙" && fields?["facts"]?["staff"]?.number == "4")
            #expect(fields?["answers"]?["A-01"]?["value"]?.string == "no")
            #expect(fields?["answers"]?["A-01"]?["note"]?.string == "门外")
            #expect(fields?["answers"]?["A-02"]?.string == "yes" && fields?["kind"]?.string == "recheck")
        }
    }

    @Test func allOfHereAndAllOfThereAreOnePress() async throws {
        try await Server.running { client in
            let page = try await Self.apart(client, 502, there: ["escort": "乙"], here: ["escort": "丙"])
            let there = try await client.post(
                "/inspect/T-01",
                form: Self.sent(page.text, ("action", "there"))
            )
            #expect(there.headers["location"] == "/inspect/T-01?draft=\(Samples.id(502))")
            #expect(try await Self.draft(client, 502)["version"]?.number == "1")
            var all = Self.sent(page.text, ("action", "draft"))
            for place in all.indices where all[place].0.hasPrefix("pick.") { all[place].1 = "there" }
            #expect(try await client.post("/inspect/T-01", form: all).status == 303)
            #expect(try await Self.draft(client, 502)["fields"]?["escort"]?.string == "丙")
        }
    }

    @Test func theOtherLanguageShowsTheSameAgainAndKeepsNothing() async throws {
        try await Server.running { client in
            let page = try await Self.apart(client, 503, there: ["escort": "乙"], here: ["escort": "丙"])
            var sent = Self.sent(page.text, ("language", "zh"))
            for place in sent.indices where sent[place].0 == "pick.escort" { sent[place].1 = "there" }
            let other = try await client.post("/inspect/T-01?lang=zh", form: sent, ["Accept-Language": "zh"])
            #expect(other.status == 412 && other.text.contains("<html lang=\"zh"))
            #expect(other.text.contains("name=\"escort\" value=\"丙\""))
            #expect(other.text.contains("name=\"pick.escort\" value=\"there\" checked"))
            let kept = try await Self.draft(client, 503)
            #expect(kept["fields"]?["escort"]?.string == "乙" && kept["version"]?.number == "1")
        }
    }

    /// As where the session had ended when the menu was pressed: signing in again replaces nothing.
    @Test(arguments: [nil, "", "file"])
    func whatSaysNothingChoosesNothing(action: String?) async throws {
        try await Server.running { client in
            let page = try await Self.apart(client, 508, there: ["escort": "乙"], here: ["escort": "丙"])
            let sent = Self.sent(page.text, ("x", "x")) + (action.map { [("action", $0)] } ?? [])
            let again = try await client.post("/inspect/T-01", form: sent)
            #expect(again.status == 412 && again.text.contains("name=\"escort\" value=\"丙\""))
            #expect(try await Self.draft(client, 508)["fields"]?["escort"]?.string == "乙")
        }
    }

    @Test func theMenuKeepsWhatIsHereAsADraftOfItsOwn() async throws {
        try await Server.running { client in
            let page = try await Self.apart(client, 504, there: ["escort": "乙"], here: ["escort": "丙"])
            #expect(page.text.contains("form=\"form\" name=\"then\" value=\"/sites\""))
            // Pressed twice it is kept once.
            for _ in 0..<2 {
                let left = try await client.post(
                    "/inspect/T-01",
                    form: Self.sent(page.text, ("then", "/sites"))
                )
                #expect(left.status == 303 && left.headers["location"] == "/sites")
            }
            #expect(try await Self.draft(client, 504)["fields"]?["escort"]?.string == "乙")
            // What is kept already is not kept twice.
            let same = Self.form(504, ["escort": "乙", "edition": "9", "choosing": "draft"])
            let gone = try await client.post("/inspect/T-01", form: same.with("then", "/sites"))
            #expect(gone.headers["location"] == "/sites")
            let list = try JSON.read(try await client.get("/api/v1/drafts").body)["drafts"]?.array ?? []
            #expect(list.count == 2)
            let id = try #require(list.compactMap { $0["id"]?.string }.first { $0 != "\(Samples.id(504))" })
            let own = try JSON.read(try await client.get("/api/v1/drafts/\(id)").body)["fields"]
            #expect(own?["escort"]?.string == "丙" && own?["id"]?.string == id)
        }
    }

    @Test func reasonsAndWhatACorrectionSaysOfItselfAreChosenToo() async throws {
        try await Server.running { client in
            let revised = ["revises": "\(Samples.id(900))", "revises-by": "检查组甲"]
            func with(_ why: String, _ length: String) -> [String: String] {
                revised.merging(["revises-reason": why, "confirm.visit-length": length]) { a, _ in a }
            }
            let page = try await Self.apart(
                client,
                505,
                there: with("写错了", "夜间"),
                here: with("漏了一项", "分两段")
            )
            #expect(page.status == 412)
            #expect(page.text.ranges(of: "<fieldset class=\"pick\">").count == 2)
            #expect(page.text.contains("<legend>Why it is corrected</legend>"))
            #expect(page.text.contains("<legend>How long the visit took</legend>"))
            var chosen = Self.sent(page.text, ("action", "merge#draft"))
            for place in chosen.indices where chosen[place].0 == "pick.confirmations.visit-length" {
                chosen[place].1 = "there"
            }
            #expect(try await client.post("/inspect/T-01", form: chosen).status == 303)
            let fields = try await Self.draft(client, 505)["fields"]
            #expect(fields?["revises"]?["reason"]?.string == "漏了一项")
            #expect(fields?["revises"]?["by"]?.string == "检查组甲")
            #expect(fields?["confirmations"]?["visit-length"]?.string == "夜间")
        }
    }

    @Test func whatWasKeptAnewMeanwhileIsChosenAmongAnew() async throws {
        try await Server.running { client in
            let page = try await Self.apart(client, 506, there: ["escort": "乙"], here: ["escort": "丙"])
            let meanwhile = Self.form(506, ["escort": "丁", "edition": "1"])
            #expect(try await client.post("/inspect/T-01", form: meanwhile.fields).status == 303)
            var chosen = Self.sent(page.text, ("action", "merge#draft"))
            for place in chosen.indices where chosen[place].0 == "pick.escort" { chosen[place].1 = "there" }
            let again = try await client.post("/inspect/T-01", form: chosen, Self.english)
            #expect(again.status == 412 && again.text.contains("</span>丁</label>"))
            #expect(again.text.contains("name=\"escort\" value=\"丙\""))
            #expect(again.text.contains("name=\"edition\" value=\"2\""))
            #expect(again.text.contains("name=\"pick.escort\" value=\"there\" checked"))
        }
    }

    @Test func anotherAccountTakesOverWithWhatItChose() async throws {
        try await Server.running { client in
            let theirs = Self.form(507, ["escort": "乙", "fact.staff": "3"])
            #expect(try await client.post("/inspect/T-01", form: theirs.fields).status == 303)
            let inspector = client.browser(of: "inspector")
            let mine = Self.form(507, ["escort": "丙", "fact.staff": "4", "edition": "1"])
            let held = try await client.stranger.post(
                "/inspect/T-01",
                form: mine.fields,
                inspector.merging(Self.english) { a, _ in a }
            )
            #expect(held.status == 409 && held.text.contains("kept by keeper"))
            var chosen = Self.sent(held.text, ("action", "merge#take"))
            for place in chosen.indices where chosen[place].0 == "pick.facts.staff" {
                chosen[place].1 = "there"
            }
            #expect(try await client.stranger.post("/inspect/T-01", form: chosen, inspector).status == 303)
            let draft = try await Self.draft(client, 507)
            #expect(draft["savedBy"]?.string == "inspector")
            #expect(draft["fields"]?["escort"]?.string == "丙")
            #expect(draft["fields"]?["facts"]?["staff"]?.number == "3")
        }
    }
}
