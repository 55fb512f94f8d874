import Compliance
import Postgres
import Testing

@testable import Store

/// The list of sites, page by page.
@Suite("The list of sites")
struct SiteListTests {
    private static let now = moment("08-20 12:00")

    private static func codes(_ page: ListPage<SiteStanding>) -> [String] { page.elements.map(\.site.code) }

    /// The pages from the beginning to the end, by the codes on each.
    private static func pages(_ store: Store, _ filter: SiteFilter = SiteFilter()) async throws -> [[String]]
    {
        var (pages, place): ([[String]], ListPlace?) = ([], nil)
        repeat {
            let page = try await store.sites(filter, at: place, now: now)
            pages.append(codes(page))
            place = page.next
        } while place != nil
        return pages
    }

    @Test("A hundred at a time, each once, in the order that people count in; forth and back the same")
    func paging() async throws {
        try await TestCounty.with { store, _ in
            let wanted = (1...250).map { "T-\($0)" }
            _ = try await store.importSites(wanted.reversed().map { township($0) })
            let all = try await Self.pages(store)
            #expect(all.map(\.count) == [100, 100, 50] && all.flatMap { $0 } == wanted)

            let first = try await store.sites(now: Self.now)
            #expect(first.total == 250 && first.previous == nil)
            let second = try await store.sites(at: first.next, now: Self.now)
            let third = try await store.sites(at: second.next, now: Self.now)
            #expect(third.next == nil && third.total == 250)
            let back = try await store.sites(at: third.previous, now: Self.now)
            #expect(Self.codes(back) == Self.codes(second) && back.next == second.next)
            let start = try await store.sites(at: back.previous, now: Self.now)
            #expect(Self.codes(start) == Self.codes(first) && start.previous == nil)

            // What comes in meanwhile moves nothing: the second page begins where the first ended.
            _ = try await store.importSites([township("T-0")])
            let later = try await store.sites(at: first.next, now: Self.now)
            #expect(Self.codes(later) == Self.codes(second) && later.total == 251)
            let inserted = try await store.sites(at: later.previous, now: Self.now)
            #expect(Self.codes(inserted) == Self.codes(first) && inserted.previous != nil)

            // A hundred make one page, and one more makes two.
            #expect(try await store.sites(SiteFilter(words: "t-1"), now: Self.now).total == 111)
            #expect(try await Self.pages(store, SiteFilter(words: "t-1")).map(\.count) == [100, 11])
        }
    }

    @Test("Those that could not be worked out come first, on whatever page their code would be")
    func undecidedFirst() async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites((1...120).map { township("T-\($0)") })
            let visits = InspectionRows(store: store, database: database)
            try await visits.add(1, "T-115", "08-10 09:00", grade: nil, score: 50)
            try await visits.add(2, "T-116", "08-10 09:00", grade: nil, score: 50)
            try await visits.add(3, "T-116", "08-11 09:00", grade: 2, score: 95)
            try await visits.add(4, "T-2", "08-11 09:00", grade: 0, score: 50)
            let all = try await Self.pages(store)
            #expect(all[0].prefix(3) == ["T-115", "T-1", "T-2"])
            #expect(all.flatMap { $0 }.count == 120 && Set(all.flatMap { $0 }).count == 120)

            // The colours are exact over the whole list, whatever the page.
            for (colour, codes) in [
                (GradeRule.Colour.red, ["T-2"]), (.blue, ["T-116"]), (.yellow, []),
            ] {
                let page = try await store.sites(SiteFilter(colour: colour), now: Self.now)
                #expect(Self.codes(page) == codes && page.total == codes.count)
            }
            let grey = try await store.sites(SiteFilter(colour: .grey), now: Self.now)
            #expect(grey.total == 118 && Self.codes(grey).first == "T-115")
            let standing = try #require(all[0].firstIndex(of: "T-2"))
            let page = try await store.sites(now: Self.now)
            #expect(
                page.elements[standing].latest?.score == 50 && page.elements[standing].previousScore == nil
            )
            #expect(page.elements[0].latest?.grade == nil && page.elements[0].latest?.score == 50)
        }
    }

    @Test("A place that is none of the list's is refused, and none asks the database for what it cannot")
    func hostilePlaces() async throws {
        try await TestCounty.with { store, _ in
            _ = try await store.importSites([township("T-1")])
            let beyond = try #require(ListPlace("after~1~zone~Z~Z-9"))
            let page = try await store.sites(at: beyond, now: Self.now)
            #expect(page.elements.isEmpty && page.total == 1 && page.next == nil)
            let back = try await store.sites(at: page.previous, now: Self.now)
            #expect(Self.codes(back) == ["T-1"] && back.previous == nil)
            for text in [
                "after", "after~", "after~1", "after~2~zone~Z~Z-9", "after~1~zone~Z", "before~1~zone~Z~Z-9~1",
                "after~true~zone~Z~Z-9", "after~1~zo'ne~Z~Z-9", "after~1~zone~Ｚ~Z-9",
                "after~1~zone~\u{301}~Z",
                "after~1~~Z~Z-9", "after~01~zone~Z~Z-9",
            ] {
                let place = try #require(ListPlace(text))
                await #expect(throws: StoreError.noPlace, "\(text)") {
                    try await store.sites(at: place, now: Self.now)
                }
            }
            for text in [
                "after~99999999999999999999~1", "after~-1~1", "after~1~99999999999999999999",
                "after~9999999999999999999~1", "after~253402272000000000~1", "after~1~+1", "after~ 1~1",
                "after~1~x",
            ] {
                let place = try #require(ListPlace(text))
                await #expect(throws: StoreError.noPlace, "\(text)") {
                    try await store.visits(of: "T-1", at: place)
                }
            }
            for text in ["after~253402271999999999~9223372036854775807", "before~0~-9223372036854775808"] {
                let place = try #require(ListPlace(text))
                #expect(try await store.visits(of: "T-1", at: place).visits.elements == [], "\(text)")
            }
            for text in ["", "next~1", "~", "AFTER~1", "after~\(String(repeating: "1", count: 300))"] {
                #expect(ListPlace(text) == nil, "\(text)")
            }
        }
    }

    @Test(
        "The visits to a site come in pages, the newest first, of one moment the later received, a correction in the place of its first"
    )
    func visits() async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites([township("T-1"), township("T-2")])
            let rows = InspectionRows(store: store, database: database)
            for number in 1...205 {
                let minute = number / 2  // two of each end together
                try await rows.add(
                    number,
                    "T-1",
                    "08-10 \(10 + minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60)",
                    grade: 2,
                    score: 95,
                    revises: number == 205 ? 1 : nil
                )
            }
            try await rows.add(300, "T-2", "08-10 09:00", grade: 2, score: 95)
            // The first was revised: the last of them ends with 204, and has the place of the first.
            let wanted = try ([204, 205] + (2...203).reversed()).map { try InspectionRows.id($0) }
            var (found, place): ([InspectionID], ListPlace?) = ([], nil)
            repeat {
                let page = try await store.visits(of: "t-1", at: place)
                #expect(page.visits.total == 204 && page.site.code == "T-1")
                found += page.visits.elements.map(\.id)
                place = page.visits.next
            } while place != nil
            #expect(found == wanted)
            await #expect(throws: StoreError.noSite("T-9")) { try await store.visits(of: "T-9") }
        }
    }
}
