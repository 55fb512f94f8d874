import AuditLog
import Compliance
import Testing

/// What is kept of many differences, and of long values.
@Suite struct EvidenceFindingsTests {
    private static func fault(_ expected: String?, _ found: String?) -> EvidenceFault {
        EvidenceFault(object: "inspection/1", part: "result", expected: expected, found: found, entry: 7)
    }

    @Test func ofLongValuesThePlaceWhereTheyDifferIsShown() {
        let same = String(repeating: "甲", count: 300)
        let fault = Self.fault(same + "乙" + same, same + "丙" + same)
        // A quarter of a hundred before the difference, the rest from there on.
        let (before, after) = (String(repeating: "甲", count: 25), String(repeating: "甲", count: 74))
        #expect(fault.expected == "…" + before + "乙" + after + "…")
        #expect(fault.found == "…" + before + "丙" + after + "…")
        // One that is the beginning of the other.
        #expect(Self.fault(same, same + "乙").found == "…" + String(repeating: "甲", count: 99) + "乙")
    }

    @Test func whatIsMissingIsCalledNothing() {
        #expect(
            Self.fault(nil, "x").message.en
                == "inspection/1, result: should be nothing, and is “x” (entry 7)."
        )
        #expect(Self.fault("x", nil).message.zh == "inspection/1 的 result：应为“x”，现为无（第 7 号记录）。")
    }

    @Test func tenAreKeptAndTheOthersCounted() {
        var findings = EvidenceFindings()
        for number in 1...12 { findings.expect("site/\(number)", "row", "there", is: nil, entry: number) }
        let isSame = findings.expect("site/13", "row", "there", is: "there", entry: 13)
        #expect(isSame)
        #expect(findings.faults == 12 && findings.first.count == 10)
        var whole = EvidenceFindings()
        whole.hold(.sites, count: 3)
        whole.note(.tokens, entry: 4)
        whole.add(Self.fault("a", "b"))
        findings.hold(.sites)
        findings.note(.tokens, entry: 2, count: 2)
        whole.merge(findings)
        #expect(whole.faults == 13 && whole.held == [.sites: 4])
        #expect(whole.first.map(\.object).prefix(2) == ["inspection/1", "site/1"])
        #expect(whole.unproven == [.tokens: .init(count: 3, lastEntry: 4)])
        #expect(!whole.isFull)
    }
}
