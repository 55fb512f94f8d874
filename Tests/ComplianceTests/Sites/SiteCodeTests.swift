import Testing

@testable import Compliance

@Suite struct SiteCodeTests {
    @Test("Codes are sorted as people count, capitals no matter")
    func order() {
        let sorted = ["A-1-9", "A-1-10", "P", "P-2", "P-2-A", "p-10", "P-A", "P2", "p10A3", "P10B"]
        #expect(sorted.reversed().sorted { SiteCode.sortKey($0) < SiteCode.sortKey($1) } == sorted)
        #expect(SiteCode.sortKey("p-2") == SiteCode.sortKey("P-02"))
        #expect(SiteCode.sortKey("p-2") == "P-" + String(repeating: "0", count: 31) + "2")
        #expect(
            SiteCode.sortKey("a1b12")
                == "A\(String(repeating: "0", count: 31))1B\(String(repeating: "0", count: 30))12"
        )
        let most = String(repeating: "9", count: 32)
        #expect(SiteCode.sortKey(most) == most && SiteCode.sortKey("") == "")
    }
}
