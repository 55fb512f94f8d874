import Testing

@testable import HTTPServer
@testable import Web

/// A browser that signs in by the form.
struct LoginForm {
    let client: Client
    /// The secret of the form's cookie, and the token in the form.
    let secret: String
    let csrf: String

    /// Opens the form.
    init(_ client: Client) async throws {
        self.client = client.stranger
        let page = try await client.stranger.get("/login")
        let cookie = try #require(page.cookies.first { $0.hasPrefix("lazaret-form.demo=") })
        secret = String(cookie.dropFirst("lazaret-form.demo=".count).prefix { $0 != ";" })
        csrf = try #require(page.text.firstMatch(of: /name="csrf" value="([^"]+)"/).map { String($0.1) })
    }

    /// Sends it; `cookie` comes along with the form's own.
    func send(
        _ name: String,
        _ password: String,
        next: String = "/",
        cookie: String = "",
        _ headers: [String: String] = [:]
    ) async throws -> Client.Answer {
        let cookies = ["Cookie": "lazaret-form.demo=\(secret)" + (cookie.isEmpty ? "" : "; \(cookie)")]
        return try await client.post(
            "/login",
            form: [("csrf", csrf), ("next", next), ("name", name), ("password", password)],
            cookies.merging(headers) { _, b in b }
        )
    }
}

extension Client.Answer {
    /// The secret of the session that this answer opened; nil where it opened none.
    var session: String? {
        cookies.first { $0.hasPrefix("lazaret.demo=") }?.dropFirst("lazaret.demo=".count).prefix { $0 != ";" }
            .description
    }
}
