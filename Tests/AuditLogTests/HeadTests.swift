import Compliance
import Crypto
import Foundation
import Testing

@testable import AuditLog

@Suite("Entries, heads and keys as they are written")
struct HeadTests {
    private static let head = TreeHead(
        county: "demo",
        size: 7,
        root: .leaf([]),
        previous: .zero,
        time: Instant(microseconds: 1_629_248_400_500_000),
        key: "0123456789abcdef"
    )

    @Test("An entry is its values with their lengths, and says which are missing")
    func entry() {
        let entry = AuditEntry(
            county: 1,
            number: 12,
            happenedAt: Instant(microseconds: -5),
            actor: "甲,乙",
            duty: "",
            via: "shell",
            address: "::1",
            origin: "x",
            verb: "file",
            object: "a\nb",
            before: nil,
            after: "00ff",
            reason: ""
        )
        #expect(
            String(decoding: entry.canonical, as: UTF8.self)
                == "16:lazaret entry v1,1:1,2:12,2:-5,7:甲,乙,0:,5:shell,3:::1,1:x,4:file,3:a\nb,-,4:00ff,0:,"
        )
    }

    @Test("A head is seven lines, and only those are read as it")
    func text() throws {
        let text = """
            lazaret record v1
            county demo
            size 7
            root 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d
            previous 0000000000000000000000000000000000000000000000000000000000000000
            time 2021-08-18T01:00:00.500000Z
            key 0123456789abcdef

            """
        #expect(Self.head.text == text)
        #expect(TreeHead(text) == Self.head)
        for (old, new) in [
            ("size 7", "size 07"), ("size 7", "size +7"), ("demo\n", "demo\r\n"), ("v1", "v2"),
            ("6e34", "6E34"),
            ("abcdef\n", "abcdef"), ("abcdef\n", "abcdef\n\n"), ("2021-08-18T01:00:00.500000Z", "now"),
            ("01:00:00.500000Z", "09:00:00.500000+08:00"), ("county ", "county"),
        ] {
            let other = text.replacing(old, with: new)
            try #require(other != text)
            #expect(TreeHead(other) == nil, "\(new)")
        }
    }

    @Test("A signature holds for its text and its key, and for nothing else")
    func signing() throws {
        let key = SealKey()
        let signature = try key.sign(Self.head)
        #expect(signature.count == 64)
        #expect(key.publicKey.signed(Self.head.text, signature))
        #expect(!key.publicKey.signed(Self.head.text + " ", signature))
        #expect(!SealKey().publicKey.signed(Self.head.text, signature))
        #expect(!key.publicKey.signed(Self.head.text, []))
    }

    /// RFC 8410, section 10.1 and 10.3: the public key, and the private key that belongs to it.
    @Test("Keys are read from the PEM texts of RFC 8410, and written as them")
    func pem() throws {
        let publicText = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
            -----END PUBLIC KEY-----

            """
        let privateText = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
            -----END PRIVATE KEY-----

            """
        let key = try #require(SealKey(pem: privateText))
        #expect(key.publicKey == PublicSealKey(pem: publicText))
        #expect(key.pem == privateText)
        #expect(key.publicKey.pem == publicText)
        #expect(key.publicKey.bytes.hex.hasPrefix("19bf44096984cdfe8541bac167dc3b96"))
        #expect(key.publicKey.id == String(Hash(of: key.publicKey.bytes).hex.prefix(16)))
    }

    @Test(
        "What is no key is not read as one",
        arguments: ["", "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----", "MC4CAQAwBQYDK2Vw"]
    )
    func noKey(text: String) {
        #expect(SealKey(pem: text) == nil)
        #expect(PublicSealKey(pem: text) == nil)
    }

    @Test("Hexadecimal digits are read in pairs and in lower case only")
    func hex() {
        #expect([UInt8](hex: "00ff10") == [0, 255, 16])
        #expect([UInt8](hex: "0") == nil)
        #expect([UInt8](hex: "0F") == nil)
        #expect([UInt8](hex: "0g") == nil)
        #expect(Hash(hex: "00") == nil)
        #expect(Hash([1, 2]) == nil)
    }
}
