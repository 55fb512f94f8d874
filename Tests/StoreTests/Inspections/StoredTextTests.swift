import StrictJSON
import Testing

@testable import Store

@Suite struct StoredTextTests {
    /// What was taken in before text had to be stream-safe is evidence, and stays readable.
    @Test func whatWasTakenInBeforeIsRead() throws {
        let note = "a" + String(repeating: "\u{301}", count: 500)
        #expect(try Store.document("{\"note\": \"\(note)\"}")["note"]?.string == note)
        #expect(throws: JSONError.self) { try JSON.read(Array("{\"note\": \"\(note)\"}".utf8)) }
    }
}
