@testable import HTTPServer
@testable import Web

extension Client {
    /// Files what a form has as a person does: looks at what it comes to, and presses the button there.
    func file(
        _ fields: [(String, String)],
        edition: Int = 0,
        isAnother: Bool = false,
        _ headers: [String: String] = [:]
    ) async throws -> Answer {
        let kept = fields.filter { !["action", "edition"].contains($0.0) }
        let sent = kept + [("action", "review"), ("edition", "\(edition)")]
        let looked = try await post("/inspect/T-01", form: sent, headers)
        guard let place = looked.headers["location"], place.contains("/review") else { return looked }
        let page = try await get(place, headers)
        func value(_ name: String) -> String {
            let parts = page.text.split(separator: "name=\"\(name)\" value=\"", maxSplits: 1)
            return parts.count == 2 ? String(parts[1].prefix { $0 != "\"" }) : ""
        }
        let pressed = [("draft", value("draft")), ("edition", value("edition"))]
        let csrf = fields.filter { $0.0 == "csrf" }
        return try await post(
            "/inspect/T-01/review",
            form: pressed + csrf + (isAnother ? [("another", "on")] : []),
            headers
        )
    }
}
