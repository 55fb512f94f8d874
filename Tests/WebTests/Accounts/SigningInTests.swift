import Testing

@testable import Compliance
@testable import Store
@testable import HTTPServer
@testable import Web

/// What people and administrators do at the login, the own account and the accounts.
@Suite struct SigningInTests {
    private static let own = "a sentence of my own"

    /// An account, made as an administrator makes one, whose holder has signed in and changed the first password.
    private func holder(_ name: String, _ client: Client) async throws -> [String: String] {
        let made = try await client.stranger.post(
            "/accounts",
            form: [("name", name), ("display", "某职务"), ("role", "inspector")],
            client.browser(of: "administrator")
        )
        let first = try #require(
            made.text.firstMatch(of: /<code class="secret">([^<]+)</).map { String($0.1) }
        )
        let secret = try #require(try await LoginForm(client).send(name, first).session)
        let browser = ["Cookie": "lazaret.demo=\(secret)", "X-CSRF-Token": CSRFToken.of(secret)]
        let changed = try await change(first, Self.own, in: browser, client)
        try #require(changed.status == 303, "\(changed.text)")
        return browser
    }

    private func change(
        _ old: String,
        _ new: String,
        keeping kept: [String] = [],
        in browser: [String: String],
        _ client: Client
    ) async throws -> Client.Answer {
        let form = [("old", old), ("new", new), ("again", new)] + kept.map { ("keep", $0) }
        return try await client.stranger.post("/account/password", form: form, browser)
    }

    @Test func aTokenThatIsRefusedKeepsWhatWasEntered() async throws {
        try await Server.running { client in
            let form = [("name", "only"), ("scope", "file"), ("days", "17")]
            let refused = try await client.stranger.post(
                "/account/tokens",
                form: form,
                client.browser(of: "inspector")
            )
            #expect(refused.status == 422)
            for entered in [
                #"name="scope" value="file" checked"#, #"name="scope" value="read"><"#, #"value="17""#,
                #"value="only""#,
            ] {
                #expect(refused.text.contains(entered), "\(entered)")
            }
        }
    }

    @Test func whoeverChangesThePasswordIsAskedWhichTokensGoOn() async throws {
        try await Server.running { client in
            let browser = try await holder("asked", client)
            for name in ["体温枪 <i>", "phone"] {
                let form = [("name", name), ("scope", "read"), ("days", "9")]
                let made = try await client.stranger.post("/account/tokens", form: form, browser)
                try #require(made.status == 200)
            }
            let page = try await client.stranger.get("/account", browser)
            #expect(page.text.contains("name=\"keep\" value=\"体温枪 &lt;i&gt;\""))
            #expect(!page.text.contains("name=\"keep\" value=\"phone\" checked"))
            // What was ticked stays ticked where the change is refused.
            let refused = try await change("wrong", Self.own + "!", keeping: ["phone"], in: browser, client)
            #expect(refused.status == 422)
            #expect(refused.text.contains("name=\"keep\" value=\"phone\" checked"))
            let done = try await change(Self.own, Self.own + "!", keeping: ["phone"], in: browser, client)
            #expect(done.status == 303)
            let after = try await client.stranger.get("/account", browser)
            #expect(after.text.contains("name=\"keep\" value=\"phone\""))
            #expect(!after.text.contains("name=\"keep\" value=\"体温枪"))
        }
    }

    @Test func aLoginOverAnotherEndsTheOther() async throws {
        try await Server.running { client in
            let browser = try await holder("earlier", client)
            _ = try await holder("later", client)
            let cookie = browser["Cookie"] ?? ""
            let answer = try await LoginForm(client).send("later", Self.own, cookie: cookie)
            #expect(answer.session != nil)
            #expect(try await client.stranger.get("/api/v1/me", ["Cookie": cookie]).status == 401)
        }
    }

    @Test func anAdministratorSeesAndEndsWaits() async throws {
        try await Server.running { client in
            let admin = client.browser(of: "administrator")
            _ = try await holder("waiting", client)
            for _ in 1...6 {
                #expect(try await LoginForm(client).send("waiting", "wrong wrong wrong").status == 422)
            }
            let page = try await client.stranger.get("/accounts?lang=en", admin)
            #expect(page.text.contains("account waiting"))
            #expect(page.text.contains("address 127.0.0.1"))
            let token = ["Authorization": "Bearer \(People.token)"]
            let form = [("kind", "account"), ("name", "waiting")]
            #expect(try await client.stranger.post("/waits", form: form, token).status == 403)
            #expect(try await client.stranger.post("/waits", form: form, admin).status == 303)
            #expect(try await client.stranger.post("/waits", form: form, admin).status == 404)
            #expect(try await LoginForm(client).send("waiting", Self.own).status == 303)
        }
    }

    @Test func linksAreMadeChangedAndRemovedAtThePage() async throws {
        try await Server.running { client in
            let admin = client.browser(of: "administrator")
            func send(_ name: String, _ form: [(String, String)]) async throws -> Client.Answer {
                try await client.stranger.post("/accounts/\(name)", form: form, admin)
            }
            let new = [("name", "linked"), ("display", "某职务"), ("role", "leader"), ("openID", "sub-1")]
            let made = try await client.stranger.post("/accounts", form: new, admin)
            #expect(made.status == 200)
            // The provider alone leads in.
            #expect(!made.text.contains("class=\"secret\""))
            #expect(try await send("linked", [("action", "reset")]).status == 409)
            #expect(try await send("leader", [("action", "link"), ("subject", "sub-1")]).status == 409)
            #expect(try await send("leader", [("action", "link"), ("subject", "")]).status == 422)
            #expect(try await send("leader", [("action", "unlink")]).status == 404)
            #expect(try await send("linked", [("action", "link"), ("subject", "sub-2")]).status == 303)
            #expect(try await send("leader", [("action", "link"), ("subject", "sub-1")]).status == 303)
            #expect(try await send("linked", [("action", "unlink")]).status == 303)
            let given = try await send("linked", [("action", "give")])
            #expect(given.status == 200 && given.text.contains("class=\"secret\""))
            #expect(try await send("administrator", [("action", "unlink")]).status == 409)
        }
    }

    @Test(.timeLimit(.minutes(10)))
    func manyWhoSignInAtOnceUnderCrossedNamesAndAddressesAllGetIn() async throws {
        let proxies = TrustedProxies([try #require(AddressBlock("127.0.0.1"))])
        try await Server.running(proxies: proxies) { client in
            for number in 0..<4 { _ = try await holder("crossed\(number)", client) }
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<24 {
                    group.addTask {
                        try await LoginForm(client)
                            .send(
                                "crossed\(number % 4)",
                                Self.own,
                                ["X-Forwarded-For": "198.51.100.\(number % 6)"]
                            )
                            .status
                    }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses == Array(repeating: 303, count: 24))
        }
    }
}
