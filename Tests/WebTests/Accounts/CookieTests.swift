import Testing

@testable import HTTPServer
@testable import Web

/// Cookies of two counties on one host, which browsers do not tell apart by their ports.
@Suite struct CookieTests {
    @Test func aSessionOfAnotherCountyStandsBeside() async throws {
        try await Server.running { client in
            let secret = People.secret("inspector")
            for (cookie, status) in [
                ("lazaret.demo=\(secret)", 200), ("lazaret.other=\(secret)", 401), ("lazaret=\(secret)", 401),
                ("lazaret.other=x; lazaret.demo=\(secret)", 200),
                ("lazaret.demo=x; lazaret.demo=\(secret)", 401),
                ("a=1;\u{FE0F}lazaret.demo=\(secret)", 401), ("a=1\u{037E} lazaret.demo=\(secret)", 401),
                ("a=1;lazaret.demo=\(secret);b=2", 200), ("xlazaret.demo=\(secret)", 401),
            ] {
                let answer = try await client.stranger.get("/api/v1/me", ["Cookie": cookie])
                #expect(answer.status == status, "\(cookie)")
            }
            let form = try await client.stranger.get("/login")
            #expect(form.cookies.count == 1 && form.cookies[0].hasPrefix("lazaret-form.demo="))
        }
    }

    @Test func everyCountyHasANameOfItsOwnForEachCookie() {
        // Codes may come to hold anything; names of cookies may not (RFC 6265, 4.1.1).
        let codes = [
            "demo", "form.demo", "-form.demo", "a b", "a;b", "a=b", "示范", "a\u{FE0F}", "A", "a", "%", ".",
        ]
        var names: Set<String> = []
        for code in codes {
            for cookie in [Cookie.session, .loginForm, AttemptCookies.kind] {
                let name = cookie.name(inScope: code, isSecure: false)
                #expect(
                    name.utf8.allSatisfy {
                        (0x21...0x7E).contains($0) && !"()<>@,;:\\\"/[]?={}".utf8.contains($0)
                    }
                )
                #expect(cookie.name(inScope: code, isSecure: true) == "__Host-" + name)
                names.insert(name)
            }
        }
        #expect(names.count == 3 * codes.count)
    }
}
