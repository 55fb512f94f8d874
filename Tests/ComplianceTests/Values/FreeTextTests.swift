import StrictJSON
import Testing

@testable import Compliance

/// Text is taken as it was meant, wherever it was copied from; what does not show stays refused.
@Suite struct FreeTextTests {
    @Test(
        "Tabs, line ends of every system, and byte order marks",
        arguments: [
            ("", ""), ("破损", "破损"), ("a b\nc", "a b\nc"), ("甲\t乙", "甲 乙"), ("\t\t", "  "),
            ("甲\r\n乙", "甲\n乙"), ("甲\r乙", "甲\n乙"), ("甲\r\r\n乙", "甲\n\n乙"), ("甲\n\r乙", "甲\n\n乙"),
            ("甲\u{2028}乙", "甲\n乙"), ("甲\u{2029}乙", "甲\n乙"), ("甲\u{85}乙", "甲\n乙"),
            ("\u{FEFF}甲\u{FEFF}乙", "甲乙"), ("\r\u{FEFF}\n", "\n\n"), ("\u{FEFF}", ""),
            // What stays: other blanks, joiners, and what steers a terminal.
            ("甲\u{A0}乙\u{3000}", "甲\u{A0}乙\u{3000}"), ("\u{200D}\u{200B}", "\u{200D}\u{200B}"),
            ("\u{1B}[2J\u{7F}\u{0}", "\u{1B}[2J\u{7F}\u{0}"), ("\u{202E}", "\u{202E}"), ("“”，¥", "“”，¥"),
        ]
    )
    func typed(text: String, meant: String) {
        #expect(text.asTyped.isExactly(meant))
        #expect(text.asTyped.asTyped.isExactly(meant))
    }

    @Test("A reason is words of a person, in one line or several")
    func reasons() {
        #expect("走错了\t点位\r\n".asReason == "走错了 点位\n")
        let long = String(repeating: "字", count: 2000)
        #expect(long.asReason == long)
        for none in ["", " ", "\t\u{FEFF}", "\u{200B}", long + "字", "a\u{1B}b", "a\u{0}b", "a\u{202E}b"] {
            #expect(none.asReason == nil, "\(none.debugDescription)")
        }
    }

    @Test("Of a document the texts are taken so, and neither names nor numbers")
    func documents() throws {
        let node = try JSON.read(Array(#"{"a\tb": ["x\ty", 1e2, {"c": "\u2028"}], "d": null}"#.utf8))
        #expect(JSON.write(node.asTyped) == #"{"a\tb":["x y",1e2,{"c":"\n"}],"d":null}"#)
    }

    @Test("Text from wherever it was copied is the same filing; what is on record is read as it stands")
    func typed() throws {
        let plain = try FilingFormTests.file([
            "escort": #""副 院长""#, "answers": #"{"A-01": {"value": "no", "note": "甲\n乙"}}"#,
        ])
        let copied: [String: String?] = [
            "escort": #""\ufeff副\t院长""#, "answers": #"{"A-01": {"value": "no", "note": "甲\u2028乙\ufeff"}}"#,
        ]
        #expect(try FilingFormTests.file(copied) == plain)
        #expect(try FilingFormTests.file(copied).digest == plain.digest)
        let stored = try FilingForm(stored: FilingFormTests.document(copied))
            .filing(
                site: FilingFormTests.site,
                standard: FilingFormTests.standard.get(),
                now: #require(Instant("2021-08-18T12:00:00+08:00"))
            )
        #expect(stored.escort.isExactly("\u{FEFF}副\t院长"))
        #expect(stored.digest != plain.digest)
        for control in [#"\u001b"#, #"\u202e"#, #"\u2028"#] {
            // A line's end is one in a note, and none in a name.
            #expect(throws: Problems.self) { try FilingFormTests.file(["escort": "\"副\(control)院长\""]) }
        }
    }
}
