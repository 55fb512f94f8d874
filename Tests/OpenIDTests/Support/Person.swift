import StrictJSON
import Foundation
import Testing

@testable import OpenID

/// Somebody with a browser at the provider's page.
enum Person {
    /// Logs in there, or declines; what the browser is sent back to this server with.
    static func answers(_ login: Login, as subject: String?) async throws -> Callback {
        let page = try await ProviderProcess.ask("GET", login.address)
        try #require(page.status == 200)
        try #require(String(decoding: page.body, as: UTF8.self).contains("name=\"sub\""))
        let form = subject.map { FormText.write([("sub", $0)]) } ?? "action=deny"
        let answer = try await ProviderProcess.ask("POST", login.address, form)
        let location = try #require(answer.location)
        try #require(location.hasPrefix(login.attempt.redirect + "?"))
        return callback(location)
    }

    /// The callback that an address makes.
    static func callback(_ address: String) -> Callback {
        let items = URLComponents(string: address)?.queryItems ?? []
        return Callback { name in items.first { $0.name == name }?.value }
    }
}
