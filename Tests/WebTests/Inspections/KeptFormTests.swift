import Postgres
import StrictJSON
import Testing

@testable import Compliance
@testable import HTTPServer
@testable import Store
@testable import Web

/// What was typed is never thrown away, whatever the form is refused for.
@Suite struct KeptFormTests {
    private static let password = "eine lange Losung"

    private static func form(_ number: Int) -> [(String, String)] {
        FilingTests.fields(id: "\(Samples.id(number))").filter { !["action", "answer.A-03"].contains($0.0) }
            + [("note.A-02", "院墙<有>\"缺口\""), ("action", "draft")]
    }

    /// The hidden fields of a page, unescaped.
    private static func fields(_ page: String) -> [(String, String)] {
        // Those of the form itself: signing out has one of its own.
        (page.split(separator: "<form id=\"form\"").last ?? "")
            .matches(of: /<input type="hidden" name="([^"]*)" value="([^"]*)">/)
            .map { match in
                let value = String(match.2).replacing("&quot;", with: "\"").replacing("&lt;", with: "<")
                    .replacing("&gt;", with: ">").replacing("&#39;", with: "'").replacing("&amp;", with: "&")
                return (String(match.1), value)
            }
    }

    private static func cookie(_ answer: Client.Answer, _ name: String) -> String? {
        answer.cookies.first { $0.hasPrefix("\(name)=") }.map { String($0.prefix { $0 != ";" }) }
    }

    private static func withPassword(_ body: @escaping @Sendable (Client) async throws -> Void) async throws {
        try await Server.running(
            prepare: { store, _ in
                for name in ["wang", "leader2"] {
                    let form = AccountForm(
                        name: name,
                        display: name,
                        roles: [name == "wang" ? "inspector" : "leader"]
                    )
                    try await store.add(try form.account(), password: password, isFinal: true)
                }
            },
            body
        )
    }

    @Test func anEndedSessionAsksWhoItIsAndGoesOnAlsoTheSecondTime() async throws {
        try await Self.withPassword { client in
            let ended = ["Cookie": "lazaret.demo=\(People.secret("nobody"))"]
            let entered = Self.form(301) + [("csrf", "of a session that is over")]
            var page = try await client.stranger.post("/inspect/T-01", form: entered, ended)
            #expect(page.status == 401)
            for password in ["wrong for certain", Self.password] {
                let kept = Self.fields(page.text)
                #expect(kept.contains { $0 == ("note.A-02", "院墙<有>\"缺口\"") })
                #expect(!page.text.contains("Authorization") && !page.text.contains("wrong for certain"))
                let login = try #require(Self.cookie(page, "lazaret-form.demo"))
                page = try await client.stranger.post(
                    "/inspect/T-01/resume",
                    form: kept + [
                        ("sign-in-name", "wang"), ("sign-in-password", password), ("action", "draft"),
                    ],
                    ["Cookie": login]
                )
                #expect(page.status == (password == Self.password ? 303 : 422), "\(page.text)")
            }
            #expect(page.headers["location"]?.hasPrefix("/inspect/T-01?draft=\(Samples.id(301))") == true)
            let session = try #require(Self.cookie(page, "lazaret.demo"))
            let draft = try await client.stranger.get(
                "/api/v1/drafts/\(Samples.id(301))",
                ["Cookie": session]
            )
            #expect(draft.text.contains("院墙<有>") && draft.text.contains("\"savedBy\":\"wang\""))
        }
    }

    @Test func whoeverMayNotFileIsToldSoWithEverythingStillThere() async throws {
        try await Self.withPassword { client in
            let ended = ["Cookie": "lazaret.demo=\(People.secret("nobody"))"]
            let asked = try await client.stranger.post("/inspect/T-01", form: Self.form(302), ended)
            let login = try #require(Self.cookie(asked, "lazaret-form.demo"))
            let refused = try await client.stranger.post(
                "/inspect/T-01/resume",
                form: Self.fields(asked.text) + [
                    ("sign-in-name", "leader2"), ("sign-in-password", Self.password),
                ],
                ["Cookie": login]
            )
            #expect(refused.status == 403)
            #expect(Self.fields(refused.text).contains { $0 == ("note.A-02", "院墙<有>\"缺口\"") })
        }
    }

    /// The page that asks who it is, and its login form's cookie.
    private static func asked(
        _ client: Client,
        _ number: Int
    ) async throws -> (
        page: Client.Answer, login: String
    ) {
        let ended = ["Cookie": "lazaret.demo=\(People.secret("nobody"))"]
        let page = try await client.stranger.post("/inspect/T-01", form: form(number), ended)
        return (page, try #require(cookie(page, "lazaret-form.demo")))
    }

    @Test func anOutageAtSigningInKeepsEverythingAndAsksAgain() async throws {
        try await Server.running(
            prepare: { store, owner in
                let form = AccountForm(name: "wang", display: "wang", roles: ["inspector"])
                try await store.add(try form.account(), password: Self.password, isFinal: true)
                try await owner.run(
                    """
                    CREATE FUNCTION gone() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN RAISE EXCEPTION 'shutting down' USING ERRCODE = 'admin_shutdown'; END $$;
                    CREATE TRIGGER gone BEFORE INSERT ON session FOR EACH ROW EXECUTE FUNCTION gone();
                    """
                )
            }
        ) { client in
            let (page, login) = try await Self.asked(client, 310)
            let again = try await client.stranger.post(
                "/inspect/T-01/resume",
                form: Self.fields(page.text) + [
                    ("sign-in-name", "wang"), ("sign-in-password", Self.password), ("action", "review"),
                ],
                ["Cookie": login]
            )
            #expect(again.status == 503)
            #expect(Self.fields(again.text).contains { $0 == ("note.A-02", "院墙<有>\"缺口\"") })
            #expect(again.text.contains("action=\"/inspect/T-01/resume\""))
            #expect(again.text.contains("name=\"action\" value=\"review\""))
            #expect(again.text.contains("name=\"sign-in-name\" type=\"text\" value=\"wang\""))
            #expect(!again.text.contains(Self.password) && Self.cookie(again, "lazaret.demo") == nil)
        }
    }

    @Test func whoeverHasAFirstPasswordChangesItInAnotherWindowAndGoesOn() async throws {
        try await Server.running(
            prepare: { store, _ in
                let form = AccountForm(name: "wang", display: "wang", roles: ["inspector"])
                try await store.add(try form.account(), password: Self.password)
            }
        ) { client in
            let (page, login) = try await Self.asked(client, 311)
            let first = try await client.stranger.post(
                "/inspect/T-01/resume",
                form: Self.fields(page.text) + [
                    ("sign-in-name", "wang"), ("sign-in-password", Self.password), ("action", "draft"),
                ],
                ["Cookie": login]
            )
            #expect(first.status == 403)
            #expect(first.text.contains("<a href=\"/account\" target=\"_blank\">"))
            let kept = Self.fields(first.text)
            #expect(kept.contains { $0 == ("note.A-02", "院墙<有>\"缺口\"") })
            #expect(try await client.get("/api/v1/drafts/\(Samples.id(311))").status == 404)
            // Signed in they are, and the form is theirs once the password is their own.
            let session = ["Cookie": try #require(Self.cookie(first, "lazaret.demo"))]
            let token = kept.filter { $0.0 == "csrf" }
            let changed = try await client.stranger.post(
                "/account/password",
                form: token + [
                    ("old", Self.password), ("new", "noch eine Losung"), ("again", "noch eine Losung"),
                ],
                session
            )
            let fresh = ["Cookie": Self.cookie(changed, "lazaret.demo") ?? session["Cookie"] ?? ""]
            let shown = try await client.stranger.post(
                "/inspect/T-01",
                form: kept + [("action", "draft")],
                fresh
            )
            let pressed = try await client.stranger.post(
                "/inspect/T-01",
                form: Self.fields(shown.text) + [("action", "draft")],
                fresh
            )
            #expect((shown.status == 303 ? shown : pressed).status == 303, "\(changed.status) \(shown.text)")
            #expect(try await client.get("/api/v1/drafts/\(Samples.id(311))").text.contains("院墙<有>"))
        }
    }

    /// The form of a session that is over, sent in the next one: it is shown and sent on by a press, never by itself.
    @Test func aFormOfAnotherSessionGoesOnByAPress() async throws {
        try await Server.running { client in
            let browser = ["Cookie": "lazaret.demo=\(People.secret("inspector"))"]
            let shown = try await client.stranger.post(
                "/inspect/T-01",
                form: Self.form(303) + [("csrf", "stale")],
                browser
            )
            #expect(shown.status == 403 && shown.text.contains("inspector of demo"))
            #expect(try await client.get("/api/v1/drafts/\(Samples.id(303))").status == 404)
            let kept = Self.fields(shown.text)
            #expect(kept.contains { $0 == ("note.A-02", "院墙<有>\"缺口\"") })
            let pressed = try await client.stranger.post(
                "/inspect/T-01",
                form: kept + [("action", "draft")],
                browser
            )
            #expect(pressed.status == 303, "\(pressed.text)")
        }
    }

    @Test(arguments: [nil, "stale"])
    func nobodyIsSignedInByAnotherSitesForm(csrf: String?) async throws {
        try await Self.withPassword { client in
            let entered =
                Self.form(304) + (csrf.map { [("csrf", $0)] } ?? [])
                + [("sign-in-name", "wang"), ("sign-in-password", Self.password)]
            let answer = try await client.stranger.post("/inspect/T-01/resume", form: entered)
            #expect(answer.status == 403 && Self.cookie(answer, "lazaret.demo") == nil)
            #expect(!answer.text.contains(Self.password))
            let foreign = try await client.stranger.post(
                "/inspect/T-01",
                form: entered,
                ["Sec-Fetch-Site": "cross-site"]
            )
            #expect(foreign.status == 403 && !foreign.text.contains("院墙"))
        }
    }

    @Test func aMenuKeepsTheFormAndGoesOnAndAnUntouchedOneIsNotKept() async throws {
        try await Server.running { client in
            let left = try await client.post("/inspect/T-01", form: Self.form(305) + [("then", "/weeks")])
            #expect(left.status == 303 && left.headers["location"] == "/weeks")
            #expect(try await client.get("/api/v1/drafts/\(Samples.id(305))").status == 200)
            for place in ["//evil.example", "https://evil.example", "/\\evil"] {
                let sent = try await client.post("/inspect/T-01", form: Self.form(306) + [("then", place)])
                #expect(sent.headers["location"]?.hasPrefix("/inspect/T-01?draft=") == true, "\(place)")
            }
            let new = try await client.get("/inspect/T-01?draft=\(Samples.id(307))").text
            let fields = new.matches(of: /<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"/)
                .map {
                    (String($0.1), String($0.2))
                }
                .filter { ["id", "checklist", "version", "begun", "edition", "startedAt"].contains($0.0) }
            let untouched = fields + [("inspector", "keeper of demo"), ("kind", "routine"), ("then", "/")]
            #expect(try await client.post("/inspect/T-01", form: untouched).status == 303)
            #expect(try await client.get("/api/v1/drafts/\(Samples.id(307))").status == 404)
        }
    }

    @Test func theOtherLanguageGoesOnWithTheSameForm() async throws {
        try await Server.running { client in
            let sent = try await client.post(
                "/inspect/T-01?draft=x&lang=en",
                form: Self.form(308).filter { $0.0 != "action" } + [("language", "en")]
            )
            #expect(sent.headers["location"] == "/inspect/T-01?draft=\(Samples.id(308))")
            #expect(sent.cookies.contains { $0.hasPrefix("lang=en") })
            #expect(
                try await client.get("/inspect/T-01?draft=\(Samples.id(308))").text.contains("院墙&lt;有&gt;")
            )
        }
    }

    /// What was entered is in the draft: the review is looked at again.
    @Test func aReviewOfAnEndedSessionIsComeBackTo() async throws {
        try await Server.running { client in
            let pressed = [("draft", "\(Samples.id(309))"), ("edition", "1")]
            let place = "/inspect/T-01/review?draft=\(Samples.id(309))"
            let ended = ["Cookie": "lazaret.demo=\(People.secret("nobody"))"]
            let signIn = try await client.stranger.post("/inspect/T-01/review", form: pressed, ended)
            #expect(signIn.headers["location"] == "/login?next=\(FormText.encode(place))")
            let other = ["Cookie": "lazaret.demo=\(People.secret("inspector"))"]
            let stale = pressed + [("csrf", "stale")]
            let again = try await client.stranger.post("/inspect/T-01/review", form: stale, other)
            #expect(again.headers["location"] == place)
        }
    }
}
