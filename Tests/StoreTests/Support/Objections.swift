import Compliance
import Testing

@testable import Store

/// What the work is refused with, each as `code pointer`; nothing where it is done.
func objections(_ work: () async throws -> Void) async throws -> [String] {
    do {
        try await work()
        return []
    } catch let problems as Problems {
        return problems.all.map { "\($0.code) \($0.pointer)" }
    }
}

extension Store {
    /// Makes what stands of the site what the change makes of it.
    func rewrite(_ code: String, _ change: (inout SiteRecord) throws -> Void) async throws {
        let known = try await register(of: [code])
        var site = try #require(known.sites[code])
        try change(&site)
        try await write([site], [:], known, "更正")
    }
}
