import TestSupport
import Testing

@testable import AuditLog
@testable import Compliance
@testable import Store
@testable import HTTPServer
@testable import Web

@Suite("The record as a table for spreadsheets")
struct AuditTableTests {
    @Test("Every cell is in quotes, and none is a formula")
    func cells() throws {
        var entry = Samples().entry
        entry.actor = "=HYPERLINK(\"http://x\")"
        entry.object = "+1"
        entry.reason = "a\nb,\"c\""
        entry.address = "@x"
        entry.origin = "＝x"
        entry.happenedAt = nil
        let texts = try Resources.texts(.en)
        let lines = AuditTable.write([ListedEntry(entry: entry, seal: .under(40))], texts)
            .split(separator: "\r\n")
        #expect(lines.count == 2)
        #expect(lines[0].hasPrefix("\u{FEFF}\"Entry\",\"When (Beijing time)\",\"Who\""))
        let expected =
            #""12","","'=HYPERLINK(""http://x"")","administrator","changed","'+1","a\#nb,""c""","sealed","#
            + #""session 1f00ab42","'@x","'＝x","40","'+1","00ff","11ee""#
        #expect(String(lines[1]) == expected)
    }

    @Test("In Chinese it is said in Chinese: role, deed, thing, seal, and the hour of Beijing")
    func words() throws {
        let listed = ListedEntry(entry: Samples().entry, seal: .missing, names: Samples().entryNames)
        let lines = AuditTable.write([listed], try Resources.texts(.zh)).split(separator: "\r\n")
        #expect(lines[0].contains("第几号") && !lines[0].contains(/[a-z]/))
        #expect(
            lines[1]
                .hasPrefix(
                    #""12","2021-08-18 10:00:00","值班管理员（wang-office）","卫健委管理员","更改","点位 · 三号乡镇隔离点（T-03）","#
                        + #""笔误","封存记录缺失","会话 1f00ab42""#
                ),
            "\(lines[1])"
        )
    }

    @Test(
        "No table shows what only programs read, but for the object as it is kept",
        arguments: Language.allCases
    )
    func raw(language: Language) throws {
        let entries = Samples().entries.elements
        let table = AuditTable.write(entries, try Resources.texts(language))
        #expect(entries.count > 15 && table.split(separator: "\r\n").count == entries.count + 1)
        #expect(RawText.found(in: table, chinese: language == .zh) == [])
        let rows = try AuditTable.rows(entries, in: language)
        #expect(rows.count == entries.count + 1 && rows.allSatisfy { $0.count == 7 })
        #expect(RawText.found(in: rows.joined().joined(separator: "\n"), chinese: language == .zh) == [])
    }
}
