import Testing

@testable import AuditLog
@testable import Store
@testable import HTTPServer
@testable import Web

@Suite("The record as a table for spreadsheets")
struct AuditTableTests {
    @Test("Every cell is in quotes, and none is a formula")
    func cells() {
        var entry = Samples().entry
        entry.actor = "=HYPERLINK(\"http://x\")"
        entry.object = "+1"
        entry.reason = "a\nb,\"c\""
        entry.address = "@x"
        entry.origin = "＝x"
        entry.happenedAt = nil
        let lines = AuditTable.write([ListedEntry(entry: entry, sealedUnder: 40)]).split(separator: "\r\n")
        #expect(lines.count == 2)
        #expect(lines[0].hasPrefix("\u{FEFF}\"number\",\"happened_at\",\"actor\""))
        let expected =
            #""12","","'=HYPERLINK(""http://x"")","administrator","session:1f00ab42","'@x","'＝x","change","#
            + "\"'+1\",\"00ff\",\"11ee\",\"a\nb,\"\"c\"\"\",\"40\""
        #expect(String(lines[1]) == expected)
    }
}
