import Testing

@testable import Compliance
@testable import Store
@testable import HTTPServer
@testable import Web

/// What an attacker does with cookies, tokens, forms and the login.
@Suite struct SessionAttackTests {
    private static let password = "four suits in the rain"

    /// An account that can sign in, made as an administrator makes one; gives its first password.
    private func account(_ name: String, in client: Client) async throws -> String {
        let made = try await client.stranger.post(
            "/accounts",
            form: [("name", name), ("display", "某职务"), ("role", "inspector")],
            client.browser(of: "keeper")
        )
        try #require(made.status == 200)
        return try #require(made.text.firstMatch(of: /<code class="secret">([^<]+)</).map { String($0.1) })
    }

    @Test func aForgedCookieOrTokenOpensNothing() async throws {
        try await Server.running { client in
            let secret = People.secret("inspector")
            for cookie in [
                "lazaret.demo=", "lazaret.demo=x", "lazaret.demo=\(secret.dropLast())y",
                "lazaret.demo=\(secret)%00",
                "lazaret.demo=\(secret) ",
                "lazaret.demo=' OR true --", "lazaret.demo=\(People.readerToken)",
                "__Host-lazaret.demo=\(secret)",
                "lazaret.demo=\(CSRFToken.of(secret))", "LAZARET.demo=\(secret)",
            ] {
                let answer = try await client.stranger.get("/api/v1/me", ["Cookie": cookie])
                let isRight = cookie == "lazaret.demo=\(secret) "
                #expect(answer.status == (isRight ? 200 : 401), "\(cookie)")
            }
            for header in [
                "Bearer", "Bearer ", "Bearer x", "Bearer \(People.token)x", "Basic \(People.token)",
                "\(People.token)",
                "Bearer \(People.token) x", "Bearer \(secret)",
                "Bearer \(String(repeating: "x", count: 5000))",
            ] {
                #expect(
                    try await client.stranger.get("/api/v1/me", ["Authorization": header]).status == 401,
                    "\(header)"
                )
            }
            // A token that is wrong is not made good by a cookie that is right.
            let both = client.browser(of: "inspector").merging(["Authorization": "Bearer x"]) { a, _ in a }
            #expect(try await client.stranger.get("/api/v1/me", both).status == 401)
        }
    }

    @Test func aCookieIsWorthNothingAfterSigningOut() async throws {
        try await Server.running { client in
            let browser = client.browser(of: "leader", 3)
            #expect(try await client.stranger.get("/api/v1/me", browser).status == 200)
            let out = try await client.stranger.post("/logout", form: [], browser)
            #expect(out.status == 303)
            #expect(out.cookies.contains { $0.hasPrefix("lazaret.demo=;") && $0.contains("Max-Age=0") })
            #expect(try await client.stranger.get("/api/v1/me", browser).status == 401)
            // The account's other browsers go on.
            #expect(
                try await client.stranger.get("/api/v1/me", client.browser(of: "leader", 1)).status == 200
            )
        }
    }

    @Test func aFormWithoutTheSealOfItsSessionChangesNothing() async throws {
        try await Server.running { client in
            let browser = client.browser(of: "administrator")
            let cookie = ["Cookie": browser["Cookie"] ?? ""]
            let form = [("name", "planted"), ("display", "x"), ("role", "administrator")]
            for token in [
                nil, "", "x", CSRFToken.of(People.secret("inspector")), CSRFToken.of(""),
                People.secret("administrator"),
            ] as [String?] {
                let fields = form + (token.map { [("csrf", $0)] } ?? [])
                #expect(try await client.stranger.post("/accounts", form: fields, cookie).status == 403)
            }
            // Nor JSON, nor another method.
            let json = try await client.stranger.post(
                "/api/v1/inspections",
                json: "{}",
                client.cookie(of: "inspector")
            )
            #expect(json.status == 403)
            let put = try await client.stranger.send(
                "DELETE",
                "/api/v1/drafts/\(Samples.id(1))",
                client.cookie(of: "inspector")
            )
            #expect(put.status == 403)
            let accounts = try await client.stranger.get("/accounts", cookie)
            #expect(!accounts.text.contains("planted"))
            // With it, it is done.
            let done = form + [("csrf", CSRFToken.of(People.secret("administrator")))]
            #expect(try await client.stranger.post("/accounts", form: done, cookie).status == 200)
        }
    }

    @Test func aFormOfAnotherSiteIsRefusedEvenWithTheSeal() async throws {
        try await Server.running { client in
            let form = [("name", "planted"), ("display", "x"), ("role", "leader")]
            for foreign in [
                ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"],
                ["Origin": "http://evil.example"],
            ] {
                let headers = client.browser(of: "administrator").merging(foreign) { a, _ in a }
                let answer = try await client.stranger.post("/accounts", form: form, headers)
                #expect(answer.status == 403)
            }
        }
    }

    @Test func signingInOpensANewSessionWhateverTheBrowserBrought() async throws {
        try await Server.running { client in
            let password = try await account("fixated", in: client)
            let planted = String(repeating: "a", count: 43)
            let form = try await LoginForm(client)
            let answer = try await form.send("fixated", password, cookie: "lazaret.demo=\(planted)")
            #expect(answer.status == 303)
            let secret = try #require(answer.session)
            #expect(secret != planted)
            #expect(secret.utf8.count == 43)
            #expect(
                try await client.stranger.get("/api/v1/me", ["Cookie": "lazaret.demo=\(planted)"]).status
                    == 401
            )
            #expect(
                try await client.stranger.get("/api/v1/me", ["Cookie": "lazaret.demo=\(secret)"]).status
                    == 200
            )
            let flags = try #require(answer.cookies.first { $0.hasPrefix("lazaret.demo=") })
            #expect(
                flags.contains("; HttpOnly") && flags.contains("; SameSite=Lax") && flags.contains("; Path=/")
            )
            #expect(!flags.contains("Domain"))
        }
    }

    @Test func aTokenKeepsNoAccountsSoThatItCannotOutgrowItsScope() async throws {
        try await Server.running { client in
            let form = [("name", "planted"), ("display", "x"), ("role", "auditor")]
            #expect(try await client.post("/accounts", form: form).status == 403)
            #expect(try await client.post("/accounts/leader", form: [("action", "reset")]).status == 403)
            let accounts = try await client.get("/accounts")
            #expect(accounts.status == 200)
            #expect(!accounts.text.contains("planted"))
        }
    }

    @Test func aLoginFormThatIsNotOursIsNotTaken() async throws {
        try await Server.running { client in
            let password = try await account("target", in: client)
            let bare = try await client.stranger.post(
                "/login",
                form: [("name", "target"), ("password", password)]
            )
            #expect(bare.status == 403)
            #expect(bare.session == nil)
            // Somebody else's form, as an attacker would plant it.
            let (one, other) = (try await LoginForm(client), try await LoginForm(client))
            let mixed = try await client.stranger.post(
                "/login",
                form: [("csrf", other.csrf), ("name", "target"), ("password", password)],
                ["Cookie": "lazaret-form.demo=\(one.secret)"]
            )
            #expect(mixed.status == 403)
        }
    }

    @Test func guessingIsSlowedDownWhateverAddressIsClaimed() async throws {
        try await Server.running { client in
            let password = try await account("guessed", in: client)
            var statuses: [Int] = []
            for number in 1...12 {
                let form = try await LoginForm(client)
                let answer = try await form.send(
                    "guessed",
                    "wrong \(number) wrong",
                    ["X-Forwarded-For": "203.0.113.\(number)"]
                )
                statuses.append(answer.status)
                if answer.status == 429 { #expect(Int(answer.headers["retry-after"] ?? "") ?? 0 >= 1) }
            }
            #expect(statuses.prefix(6).allSatisfy { $0 == 422 })
            #expect(statuses.contains(429))
            // Right or wrong, it is not looked at while one has to wait.
            var last = 0
            for _ in 1...3 where last != 429 {
                last = try await LoginForm(client).send("guessed", password).status
            }
            #expect([429, 303].contains(last))
        }
    }

    @Test func theLoginSaysTheSameOfANameThatNobodyHas() async throws {
        try await Server.running { client in
            _ = try await account("known", in: client)
            let known = try await LoginForm(client).send("known", "wrong wrong wrong")
            let unknown = try await LoginForm(client).send("stranger", "wrong wrong wrong")
            #expect(known.status == 422)
            #expect(unknown.status == 422)
            func words(_ answer: Client.Answer) -> String? {
                answer.text.firstMatch(of: /id="problem">([^<]+)</).map { String($0.1) }
            }
            #expect(words(known) != nil)
            #expect(words(known) == words(unknown))
        }
    }

    @Test(arguments: [
        "https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)",
        "/a\r\nSet-Cookie: x=1",
        "/a\u{0}b", "", "evil", "/login?next=/login",
    ])
    func theLoginLeadsNowhereElse(next: String) async throws {
        #expect(ReturnLink.path(next) == "/")
    }

    @Test func theLoginGoesOnToWhereTheReaderWantedTo() {
        #expect(ReturnLink.path("/sites/T-01?lang=en") == "/sites/T-01?lang=en")
        #expect(ReturnLink.path(nil) == "/")
    }
}

extension Client {
    /// The cookie of that account's browser, and nothing else.
    func cookie(of account: String) -> [String: String] { ["Cookie": browser(of: account)["Cookie"] ?? ""] }
}
