import Compliance
import Postgres
import Testing

@testable import Store

/// What sites are found by.
@Suite("Searching sites")
struct SiteSearchTests {
    private static func entry(
        _ code: String,
        _ name: Text,
        _ township: Township,
        _ address: String
    ) -> RegisterEntry {
        RegisterEntry(
            site: Site(
                code: code,
                kind: .townshipIsolation,
                name: name,
                township: township,
                openedOn: day("01-01"),
                address: address
            ),
            row: 1
        )
    }

    private static let liuhe = Township(code: "02", name: Text(zh: "柳河镇", en: "Liuhe Township"))
    private static let shiqiao = Township(code: "03", name: Text(zh: "石桥镇", en: "Shiqiao Township"))

    private static func with(
        _ body: (@escaping (String) async throws -> [String], Store) async throws -> Void
    )
        async throws
    {
        try await TestCounty.with { store, _ in
            let school = Text(zh: "老学校隔离点", en: "Old school")
            _ = try await store.importSites([
                entry("P-2", school, liuhe, "人民路 12 号"),
                entry("P-10", Text(zh: "粮站隔离点", en: "Granary 100%"), liuhe, "解放路_7号"),
                entry("Q-1", Text(zh: "ＡＢ宾馆", en: "AB Hotel"), shiqiao, "人民路 120 号\\3室"),
            ])
            // The school was renamed, and moved.
            _ = try await store.importSites([
                entry("P-2", Text(zh: "中学隔离点", en: "Middle school"), shiqiao, "新街1号")
            ])
            let found = { (words: String) in
                try await store.sites(SiteFilter(words: words), now: moment("08-20 12:00")).elements
                    .map(\.site.code)
            }
            try await body(found, store)
        }
    }

    @Test(
        "By code, names of all times, address and township; words in any order, full-width as half-width",
        arguments: [
            ("p-2", ["P-2"]), ("P-1", ["P-10"]), ("Ｐ－１０", ["P-10"]), ("粮站", ["P-10"]),
            ("granary", ["P-10"]), ("ab", ["Q-1"]), ("AB宾馆", ["Q-1"]), ("ａｂ", ["Q-1"]),
            ("人民路", ["P-2", "Q-1"]), ("12", ["P-2", "Q-1"]), ("１２０", ["Q-1"]), ("新街", ["P-2"]),
            ("老学校", ["P-2"]), ("old school", ["P-2"]), ("school old", ["P-2"]), ("中学", ["P-2"]),
            ("石桥", ["P-2", "Q-1"]), ("柳河", ["P-2", "P-10"]), ("柳河 石桥", ["P-2"]),
            ("隔离点 柳河", ["P-2", "P-10"]), ("粮站　柳河", ["P-10"]), ("liuhe granary", ["P-10"]),
            ("柳河 宾馆", []), ("没有", []), ("", ["P-2", "P-10", "Q-1"]), ("  ", ["P-2", "P-10", "Q-1"]),
        ]
    )
    func finds(_ words: String, _ codes: [String]) async throws {
        try await Self.with { found, _ in
            let all = try await found(words)
            #expect(all == codes)
        }
    }

    @Test("No letter of what is looked for means anything but itself")
    func hostile() async throws {
        try await Self.with { found, _ in
            let cases: [(String, [String])] = [
                ("%", ["P-10"]), ("100%", ["P-10"]), ("_", ["P-10"]), ("路_7", ["P-10"]), ("路%7", []),
                ("\\", ["Q-1"]), ("\\3", ["Q-1"]), ("\\%", []), ("'", []), ("';--", []), (".*", []),
                ("[", []),
                ("p\u{301}", []), (String(repeating: "\u{301}", count: 30), []), ("\u{FDFA}", []),
                ("\u{202E}p-2", []), (String(repeating: "a ", count: 50), ["P-2", "P-10", "Q-1"]),
            ]
            for (words, codes) in cases {
                let all = try await found(words)
                #expect(all == codes, "\(words)")
            }
        }
    }

    @Test("Whoever is confined to sites finds no others, nor how many there are")
    func confined() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("director", .director, duties: ["director@T-01"])
            let (store, _) = try await county.signedIn("director")
            for words in ["", "T-0", "隔离点"] {
                let page = try await store.sites(SiteFilter(words: words), now: FilingTests.now)
                #expect(page.elements.map(\.site.code) == ["T-01"] && page.total == 1, "\(words)")
            }
            #expect(try await store.sites(SiteFilter(words: "T-02"), now: FilingTests.now).total == 0)
        }
    }
}
