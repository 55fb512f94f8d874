import Hostile
import StrictJSON
import Testing

/// What goes by scalars is deceived by nothing that stands behind a mark.
@Suite struct ScalarsTests {
    @Test func aMarkIsFoundWhateverStandsBehindIt() {
        for (mark, hidden) in HostileText.all {
            let text = "a" + hidden + "b"
            #expect(text.holds(mark) && text.holds(HostileText.text("a", mark)), "\(text.debugDescription)")
            #expect(text.begins(with: HostileText.text("a", mark)))
            #expect(!text.isExactly(HostileText.text("a", mark, "b")) && text.isExactly("a" + hidden + "b"))
            #expect((hidden + "").begins(with: HostileText.text(mark)))
            #expect(("a" + HostileText.text(mark)).ends(with: HostileText.text(mark)))
        }
    }

    @Test func piecesAreWhatStandsBetweenTheMarks() {
        for (mark, hidden) in HostileText.all {
            let behind = String(hidden.unicodeScalars.dropFirst())
            let pieces = ("a" + hidden + "b" + hidden).split(at: mark).map(String.init)
            // Compared by bytes, which is how they go on.
            #expect(pieces.map { Array($0.utf8) } == ["a", behind + "b", behind].map { Array($0.utf8) })
            #expect("a\(hidden)b".split(at: mark, atMost: 0).count == 1)
        }
        #expect("a,,b,".split(at: ",").map(String.init) == ["a", "b"])
        #expect("a,,b,".split(at: ",", keepingEmpty: true).map(String.init) == ["a", "", "b", ""])
        #expect("".split(at: ",", keepingEmpty: true).map(String.init) == [""])
        #expect("a=b=c".split(at: "=", atMost: 1).map(String.init) == ["a", "b=c"])
    }

    @Test func whatOnlyLooksLikeAMarkIsNone() {
        for (twin, ascii) in HostileText.twins {
            #expect(HostileText.text(twin) == HostileText.text(ascii), "it is the same Character")
            #expect(
                !HostileText.text(twin).holds(ascii)
                    && !HostileText.text(twin).isExactly(HostileText.text(ascii))
            )
            #expect(("a" + HostileText.text(twin) + "b").split(at: ascii).count == 1)
        }
    }

    @Test func escapingReachesEveryScalar() {
        for (mark, hidden) in HostileText.all {
            let behind = String(hidden.unicodeScalars.dropFirst())
            let escaped = ("a" + hidden).escaping { $0 == mark ? "[]" : nil }
            #expect(escaped.isExactly("a[]" + behind))
        }
    }

    @Test func blanksAreTakenOffBothEndsAndNothingElse() {
        #expect(" \t\r\n\u{3000}a \u{FE0F}b\u{2028} ".trimmed.isExactly("a \u{FE0F}b"))
        #expect(" \u{301}".trimmed.isExactly("\u{301}"))
        #expect("".trimmed == "" && " \n ".trimmed == "")
    }

    @Test func lengthsAreThoseOfScalars() {
        let one = "a" + String(repeating: "\u{301}", count: 1000)
        #expect(one.count == 1)
        #expect(one.cut(to: 300).unicodeScalars.count == 300)
        #expect("数字".cut(to: 5) == "数字")
    }

    @Test func whatCannotBeSeenIsBlank() {
        for blank in ["", " \n", "\u{FE0F}", " \u{301}", "\u{200B}\u{200D}\u{2060}", "\u{034F}", "\u{3164}"] {
            #expect(blank.isBlank, "\(blank.debugDescription)")
        }
        for seen in ["a", "数", "e\u{301}", ".", "🏥"] { #expect(!seen.isBlank, "\(seen)") }
    }

    @Test func aJSONStringKeepsEveryScalarBetweenItsQuotes() throws {
        for (_, hidden) in HostileText.all {
            let text = "a" + hidden + "b"
            let written = JSON.write(.object([(text, .string(text))]))
            let read = try JSON.read(Array(written.utf8))
            #expect(read.object?.first?.name.isExactly(text) == true)
            #expect(read.object?.first?.value.string?.isExactly(text) == true)
        }
    }
}
