import Testing

@testable import AuditLog
@testable import Store

@Suite("What a password is stretched to")
struct StretchedPasswordTests {
    @Test("It is scrypt, by RFC 7914's third vector: its first 32 bytes")
    func vector() async throws {
        let stretched = try await StretchingQueue(most: 1)
            .admitting { place in
                try await place.stretched("pleaseletmein", salt: Array("SodiumChloride".utf8), cost: 14)
            }
        let expected = "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
        #expect(Hash(stretched.bytes)?.hex == expected)
    }

    @Test("Composed or not, the same characters are the same password")
    func composed() async throws {
        let queue = StretchingQueue(most: 1)
        let both = try await queue.admitting { place in
            try await [
                place.stretched("caf\u{E9}", salt: [1], cost: 4),
                place.stretched("cafe\u{301}", salt: [1], cost: 4),
            ]
        }
        #expect(both[0].bytes == both[1].bytes)
    }
}
