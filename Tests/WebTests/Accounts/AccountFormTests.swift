import Testing

@testable import Web

/// The form by which an administrator changes an account.
@Suite struct AccountFormTests {
    @Test func whoHasNotSeenAnothersChangeDoesNotUndoIt() async throws {
        try await Server.running { client in
            let keeper = client.browser(of: "keeper")
            let made = try await client.stranger.post(
                "/accounts",
                form: [("name", "moved"), ("display", "某职务"), ("role", "inspector")],
                keeper
            )
            try #require(made.status == 200)
            let page = try await client.stranger.get("/accounts/moved", keeper).text
            let asOf = try #require(page.firstMatch(of: /name="asOf" value="([^"]+)"/).map { String($0.1) })
            func change(_ display: String, _ role: String, _ asOf: String) async throws -> Client.Answer {
                try await client.stranger.post(
                    "/accounts/moved",
                    form: [
                        ("action", "change"), ("display", display), ("role", role), ("duties", ""),
                        ("messageAddress", ""), ("asOf", asOf),
                    ],
                    keeper
                )
            }
            #expect(try await change("某职务", "leader", asOf).status == 303)
            let late = try await change("别的称呼", "inspector", asOf)
            #expect(late.status == 422 && late.text.contains("这期间账号已被别人改动"))
            // What was typed is there still, under the moment of the change that is there to be seen.
            #expect(late.text.contains(#"value="别的称呼""#))
            let now = try #require(
                late.text.firstMatch(of: /name="asOf" value="([^"]+)"/).map { String($0.1) }
            )
            #expect(now != asOf)
            #expect(try await change("别的称呼", "leader", now).status == 303)
        }
    }
}
