import Testing

@testable import OpenID

/// The error that the closure ends with, which it must.
func refusal(
    _ body: () async throws -> some Any,
    sourceLocation: SourceLocation = #_sourceLocation
) async throws -> OpenIDError {
    let error = await #expect(throws: OpenIDError.self, sourceLocation: sourceLocation) {
        _ = try await body()
    }
    return try #require(error, sourceLocation: sourceLocation)
}
