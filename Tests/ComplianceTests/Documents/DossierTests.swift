import StrictJSON
import Testing

@testable import Compliance

@Suite("The file of an accountability case")
struct DossierTests {
    private static func moment(_ text: String) throws -> Instant { try #require(Instant(text)) }

    private static func dossier(isWhole: Bool = true, ended: Bool = false) throws -> Dossier {
        let (term, at) = ("018f0000-0000-7000-8000-00000000000a", try moment("2021-08-18T01:00:00Z"))
        var statement = Dossier.Line(
            .statement,
            entry: 12,
            at: at,
            recordedAt: try moment("2021-08-18T02:00:00Z"),
            by: "wang"
        )
        (statement.term, statement.words, statement.files) = (
            term, "已报告\n两次", [String(repeating: "ab", count: 32)]
        )
        var opened = Dossier.Line(.opened, entry: 9, at: at, by: nil)
        opened.words = "四项条件均有记录"
        var visit = Dossier.Line(.visit, entry: 3, at: at, by: "li")
        visit.document = Dossier.Document(number: nil, digest: "cd", address: "/inspections/x")
        let closed = Dossier.Line(.closed, entry: 20, at: at, by: "du")
        return Dossier(
            county: "demo",
            id: try #require(FactID("018f0000-0000-7000-8000-000000000100")),
            site: "T-01",
            items: ["A-04"],
            basis: CaseBasis([]).text,
            persons: [.init(term: term, duty: .director, person: "某院长")],
            lines: [statement, opened, visit] + (ended ? [closed] : []),
            isWhole: isWhole
        )
    }

    @Test("It is one line of JSON, by its entries, and leaves out what is not there")
    func bytes() throws {
        let basis = #"{"form":"lazaret basis v1","lines":[]}"#
        #expect(
            try Self.dossier().text == """
                {"form":"lazaret dossier v1","county":"demo","case":"018f0000-0000-7000-8000-000000000100","site":"T-01",\
                "whole":true,"lastEntry":12,"asOf":"2021-08-18T02:00:00Z","ended":false,"items":["A-04"],\
                "basisDigest":"\(Node.digest(ofText: basis))","basis":[],\
                "persons":[{"term":"018f0000-0000-7000-8000-00000000000a","duty":"director","person":"某院长"}],"lines":[\
                {"entry":3,"kind":"visit","at":"2021-08-18T01:00:00Z","recordedAt":"2021-08-18T01:00:00Z",\
                "recordedBy":"li","document":{"digest":"cd","address":"/inspections/x"}},\
                {"entry":9,"kind":"opened","at":"2021-08-18T01:00:00Z","recordedAt":"2021-08-18T01:00:00Z",\
                "words":"四项条件均有记录"},\
                {"entry":12,"kind":"statement","at":"2021-08-18T01:00:00Z","recordedAt":"2021-08-18T02:00:00Z",\
                "recordedBy":"wang","term":"018f0000-0000-7000-8000-00000000000a","words":"已报告\\n两次",\
                "files":["abababababababababababababababababababababababababababababababab"]}]}
                """
        )
    }

    @Test("Who did something at the shell is said in words, and stands in the bytes as it is on record")
    func shell() throws {
        let at = try Self.moment("2021-08-18T01:00:00Z")
        func line(_ account: String?) -> Dossier.Line { Dossier.Line(.notice, entry: 7, at: at, by: account) }
        #expect(
            line("shell:root").recorder == Text(zh: "命令行操作员（root）", en: "operator at the shell (root)")
        )
        #expect(line("shell:root").recordedBy == "shell:root")
        #expect(line("wang").recorder == Text(zh: "wang", en: "wang"))
        #expect(line(nil).recorder == nil)
    }

    @Test("What it says of its reach and its end is in the bytes")
    func reach() throws {
        let (whole, part) = (try Self.dossier(), try Self.dossier(isWhole: false))
        #expect(part.text == whole.text.replacing(#""whole":true"#, with: #""whole":false"#))
        #expect(part.digest != whole.digest)
        let ended = try Self.dossier(ended: true)
        #expect(whole.end == nil && ended.end?.kind == .closed && ended.last?.entry == 20)
        #expect(ended.text.contains(#""lastEntry":20"#) && ended.text.contains(#""ended":true"#))
    }

    @Test("Every step and every act of a case has its place in it")
    func kinds() {
        for rung in Rung.allCases { #expect(Dossier.Kind(rawValue: rung.rawValue) != nil, "\(rung)") }
        for kind in CaseAct.Kind.allCases { #expect(Dossier.Kind(rawValue: kind.rawValue) != nil, "\(kind)") }
    }
}
