import Hostile
import StrictJSON
import Testing

@testable import OpenID

/// What comes from a provider or goes to it is taken by its bytes.
@Suite struct ScalarTests {
    @Test func whatHidesBehindAMarkIsNeitherBase64NorAnAddress() {
        for (mark, hidden) in HostileText.all {
            #expect(Base64URL.read("YWJj" + hidden + "YWJj") == nil)
            #expect(SafeAddress("https://a.example/" + hidden) == nil)
            #expect(SafeAddress("https://a.example" + hidden + "@b.example/") == nil)
            let written = FormText.write([("a", hidden), (hidden, "b")])
            #expect(written.split(at: "&").count == 2 && written.split(at: "=").count == 3, "\(mark)")
            #expect(written.utf8.allSatisfy { $0 < 0x80 })
        }
    }

    @Test func aTokenHasThreePartsByItsFullStops() {
        for hidden in HostileText.combining.map({ HostileText.text(".", $0) }) {
            #expect(throws: OpenIDError.self) {
                try IDToken("e30" + hidden + "e30" + hidden + "e30", signedBy: [.rs256])
            }
        }
    }
}
