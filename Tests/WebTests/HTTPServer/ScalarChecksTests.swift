import ChecklistFiles
import HTTPTypes
import Hostile
import Papers
import StrictJSON
import Testing

@testable import Compliance
@testable import Store
@testable import HTTPServer
@testable import Web

/// Everything that checks or takes apart what came in goes by scalars, as browsers, proxies and servers do.
@Suite struct ScalarChecksTests {
    /// As a browser reads an address that begins with a slash: without tabs and line breaks, `\` as `/`.
    private static func leadsElsewhere(_ address: String) -> Bool {
        let read = address.unicodeScalars.filter { !["\t", "\n", "\r"].contains($0) }
            .map { $0 == "\\" ? "/" : $0 }
        return read.starts(with: ["/", "/"])
    }

    @Test func anAddressOfAnotherSiteIsNeverFollowed() {
        for (_, hidden) in HostileText.all {
            for address in [
                "/" + hidden + "host", "//" + hidden + "host", hidden + "/host", "/\t" + hidden + "/host",
                "/\\" + hidden + "host", hidden + "host", "/" + hidden + "/host",
            ] {
                let next = ReturnLink.path(address)
                #expect(next.utf8.first == UInt8(ascii: "/"), "\(address.debugDescription)")
                #expect(!Self.leadsElsewhere(next), "\(address.debugDescription)")
            }
        }
        for here in ["/", "/sites?q=a//b", "/sites/%5C", "/sites/数"] {
            #expect(ReturnLink.path(here) == here)
        }
        for login in ["/login", "/login?next=/", "/login#x"] { #expect(ReturnLink.path(login) == "/") }
    }

    @Test func fieldsOfFormsAreParted() throws {
        for (mark, hidden) in HostileText.all where mark != "%" {
            let fields = try #require(FormText.fields(Array(("a=1" + hidden + "b=2").utf8)))
            #expect(fields.count == (mark == "&" ? 2 : 1), "\(hidden.debugDescription)")
            let one = try #require(FormText.fields(Array(("a" + hidden + "b").utf8)))
            #expect(one[0].name.utf8.contains(UInt8(ascii: "=")) == false)
            let escaped = Array(FormText.encode(hidden).utf8)
            #expect(try #require(FormText.decode(escaped[...], plusIsSpace: true)).isExactly(hidden))
        }
    }

    @Test func namesInPointersComeBack() {
        for (_, hidden) in HostileText.all {
            let name = "a" + hidden + "~1" + hidden
            let spelt = Field.escaped(name)
            #expect(!spelt.utf8.contains(UInt8(ascii: "/")))
            #expect(FormProblems.anchor(of: "/answers/" + spelt).isExactly("item-" + name))
        }
    }

    @Test func aCellOfTheTableIsOneCellAndNoFormula() throws {
        for (_, hidden) in HostileText.all {
            for text in ["x" + hidden + ",=1+1", hidden + "=1+1", "\u{FE0F}" + hidden + "1", "=1" + hidden] {
                let line = TableForSpreadsheets.cell(text) + "," + TableForSpreadsheets.cell("end") + "\r\n"
                let rows = try CSV.read(line)
                #expect(rows.count == 1 && rows[0].fields.count == 2, "\(text.debugDescription)")
                let cell = rows[0].fields[0]
                #expect(cell.isExactly(text) || cell.isExactly("'" + text), "\(text.debugDescription)")
                let first = cell.unicodeScalars.first {
                    !String($0).isBlank || "\t\r\n".unicodeScalars.contains($0)
                }
                #expect(
                    first.map { "=+-@\t\r\n".unicodeScalars.contains($0) } != true,
                    "\(cell.debugDescription)"
                )
            }
        }
    }

    @Test func headersAreTakenApart() throws {
        let name = try #require(HTTPField.Name("X-Forwarded-For"))
        let proxy = try #require(NetworkAddress("127.0.0.1"))
        let proxies = TrustedProxies([try #require(AddressBlock("127.0.0.1"))])
        for (mark, hidden) in HostileText.all {
            // An address with anything hidden in it is none, and what is left of it is not believed.
            let origin = proxies.origin([name: "10.0.0.9, 10.0.0.1" + hidden], peer: proxy, isTLS: false)
            #expect(origin.address == "127.0.0.1", "\(hidden.debugDescription)")
            #expect(NetworkAddress("10.0.0.1" + hidden) == nil && AddressBlock("10.0.0.0/8" + hidden) == nil)
            #expect(Language.preferred(among: "fr" + hidden + "en") == nil)
            if ",;".unicodeScalars.contains(mark) {
                #expect(Language.preferred(among: "en;q=0.1" + hidden + ",zh;q=0.5") == .zh)
            }
            if mark != " " {
                #expect(
                    Service.bearer("Bearer lzr_a" + hidden + "b")?.isExactly("lzr_a" + hidden + "b") == true
                )
            }
        }
        #expect(Language.preferred(among: "en\u{037E}q=0.1,zh;q=0.5") == .en, "no mark, no weight")
        #expect(Language.preferred(among: "fr,\u{FE0F} zh;q=0.1,en;q=0.05") == .en)
    }

    @Test func wordingsTakeEachValueOnce() {
        let texts = Texts(.en, catalogues: [.object([("a", .object([("b", "{0}-{1} {x} {")]))])])
        #expect(texts("a.b", "{1}", "2") == "{1}-2 {x} {")
        // A sign that joins whatever follows it hides no place.
        #expect(Array(texts("a.b", "1\u{600}", "2").utf8) == Array("1\u{600}-2 {x} {".utf8))
    }

    @Test func lengthsAreNoLongerThanTheDatabaseCounts() {
        let marks = String(repeating: "\u{301}", count: 300)
        let long = AccountForm(name: "abc", display: "a" + marks, roles: ["leader"])
        #expect(throws: Problems.self) { try long.account() }
        #expect(throws: Problems.self) {
            try AccountForm(name: "abc", display: "a", roles: ["leader"], openID: "a" + marks).account()
        }
        for hidden in ["\n\u{FE0F}", "\r\n", "\u{2028}"] {
            #expect(throws: Problems.self) {
                try AccountForm(name: "abc", display: "a" + hidden + "b", roles: ["leader"]).account()
            }
        }
        #expect(throws: Problems.self) {
            try AccountForm(name: "abc", display: "\u{FE0F}", roles: ["leader"]).account()
        }
        #expect(throws: Problems.self) {
            try AccountForm(name: "ab\u{212A}", display: "a", roles: ["leader"]).account()
        }
        #expect(
            NewAccount.Link("director@T-03\u{FE0F}") == nil && NewAccount.Link("director@\u{FE0F}T-03") == nil
        )
        #expect(
            !PasswordRule.fits("a" + marks)
                && PasswordRule.problem(with: "a" + marks, of: "x")?.code == "passwordLong"
        )
        let marked = "a" + String(repeating: "\u{301}", count: 150)
        #expect(PasswordRule.problem(with: marked, of: "x")?.code == "passwordShort")
        #expect(
            PasswordRule.problem(with: "pass\u{FE0F}word\u{200D}12345", of: "x")?.code == "passwordCommon"
        )
    }

    @Test func onlyASCIIIsAName() {
        for form in [
            NameForm.series, .version, .snake, .source, .section, .item, .word, .deduction, .printedDate,
        ] {
            for (_, hidden) in HostileText.all { #expect(!form.accepts("K-01" + hidden)) }
            for (twin, _) in HostileText.twins { #expect(!form.accepts(HostileText.text(twin))) }
        }
        #expect(NameForm.section.accepts("K") && NameForm.item.accepts("K-01"))
    }

    @Test func aClockBefore1970GivesNoTrap() throws {
        for microseconds in [Int.min, -1, 0, 1_629_252_000_000_000, Int.max] {
            let text = FreshID.text(at: Instant(microseconds: microseconds), random: (.max, .max))
            #expect(InspectionID(text) != nil, "\(microseconds): \(text)")
        }
        #expect(
            FreshID.text(at: Instant(microseconds: -1), random: (0, 0)).begins(with: "00000000-0000-7000-")
        )
    }
}
