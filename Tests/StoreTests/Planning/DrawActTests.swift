import Compliance
import Postgres
import StrictJSON
import Testing

@testable import Store

/// A county of seven township sites, an administrator, three inspectors, of whom `sun` once directed T-02, and the director `wang` of
/// T-01.
struct DrawCounty {
    let county: CountyWithAccounts
    let log: SealedLog
    let now: Instant

    static func with(_ body: (DrawCounty) async throws -> Void) async throws {
        try await CountyWithAccounts.with { county in
            let past = DutyEntry(.expert, "二号点位专家", since: day("01-01"))
            _ = try await county.shell.importSites(
                [township("T-02", [past])] + (3...7).map { township("T-0\($0)") }
            )
            try await county.add("admin", .administrator)
            try await county.add("li", .inspector)
            try await county.add("zhao", .inspector)
            try await county.add("sun", .inspector, .holder, duties: ["expert@T-02"])
            try await county.add("wang", .director, duties: ["director@T-01"])
            // What is drawn for today is looked at on the same day: one that is about to end is waited for.
            let now = try await CadenceTests.now(county.owner)
            let left = Instant(startOf: Day(now) + 1).microseconds - now.microseconds
            if left < 120_000_000 { try await Task.sleep(for: .microseconds(left + 1_000_000)) }
            try await body(
                DrawCounty(
                    county: county,
                    log: SealedLog(store: county.shell, database: county.owner),
                    now: try await CadenceTests.now(county.owner)
                )
            )
        }
    }

    func acting(_ name: String) async throws -> Store { try await county.signedIn(name).store }

    func form(_ number: Int, visits: Int = 6, team: Int = 2, from: Int = 0, days: Int = 1) throws -> Node {
        DrawForm.node(
            id: "\(try InspectionRows.id(number))",
            kinds: ["townshipIsolation"],
            visits: "\(visits)",
            team: "\(team)",
            from: "\(Day(now) + from)",
            to: "\(Day(now) + from + days - 1)"
        )
    }

    /// Lets the days of the draws pass, as nobody can do: its rows are put back by so many days, frame and digests too.
    func pass(_ days: Int) async throws {
        try await log.attack(
            """
            UPDATE draw SET first_day = first_day - \(days), last_day = last_day - \(days),
                frame = replace(replace(frame, '"from":"' || first_day::text, '"from":"' || (first_day - \(days))::text),
                    '"to":"' || last_day::text, '"to":"' || (last_day - \(days))::text);
            UPDATE draw SET frame_digest = sha256(convert_to(frame, 'UTF8'))
            """
        )
    }
}

@Suite("Draws of unannounced visits")
struct DrawActTests {
    @Test(
        "Those who go are told on the day, once the entry is sealed, and nobody else is; opened, it comes out alike"
    )
    func told() async throws {
        try await DrawCounty.with { county in
            let admin = try await county.acting("admin")
            #expect(try await admin.commitDraw(county.form(1), now: county.now))
            #expect(try await !admin.commitDraw(county.form(1), now: county.now))
            await #expect(throws: StoreError.draw(.taken(try InspectionRows.id(1)))) {
                try await admin.commitDraw(county.form(1, visits: 5), now: county.now)
            }
            let (record, closed) = try await admin.draw(InspectionRows.id(1))
            #expect(closed == nil && record.frame.sites == (1...7).map { "T-0\($0)" })
            #expect(record.frame.inspectors == ["li", "sun", "zhao"])
            #expect(record.frame.barred == [DrawFrame.Barred(site: "T-02", inspector: "sun")])
            #expect(record.drawnBy == "admin")
            // Nothing is drawn before a head seals the entry, which nobody could foresee.
            let names = ["li", "sun", "zhao"]
            for name in names { #expect(try await county.acting(name).plan(now: county.now).drawn == []) }
            try await county.log.seal()
            var told: [String: Set<String>] = [:]
            for name in names {
                for visit in try await county.acting(name).plan(now: county.now).drawn {
                    #expect(visit.inspectors.contains(name) && visit.inspectors.count == 2)
                    told[visit.site, default: []].insert(name)
                }
            }
            // Six visits of two, of seven sites: each of the two was told, and nobody else; `sun` goes nowhere near T-02.
            #expect(told.count == 6 && told.values.allSatisfy { $0.count == 2 })
            #expect(told["T-02"].map { $0 == ["li", "zhao"] } ?? true)
            #expect(try await admin.plan(now: county.now).drawn == [])
            #expect(try await county.county.shell.plan(now: county.now).drawn == [])
            #expect(try await admin.draw(InspectionRows.id(1)).opened == nil)
            try await admin.discardDraw(InspectionRows.id(1), reason: "检查员生病")
            try await admin.discardDraw(InspectionRows.id(1), reason: "再说一次")
            let opened = try #require(try await county.acting("li").draw(InspectionRows.id(1)).opened)
            #expect(opened.seedFits && opened.resultFits == true)
            #expect(
                Dictionary(
                    uniqueKeysWithValues: opened.given.map { ($0.drawn.site, Set($0.drawn.inspectors)) }
                ) == told
            )
            // Given up, nobody goes by it any more; what is on record of it stays.
            for name in names { #expect(try await county.acting(name).plan(now: county.now).drawn == []) }
            let all = try await admin.draws()
            #expect(all.count == 1 && all.first?.discard?.reason == "检查员生病")
            #expect(
                try await county.county.said("%draw/%") == [
                    "draw draw/\(try InspectionRows.id(1))", "discard draw/\(try InspectionRows.id(1)) 检查员生病",
                ]
            )
        }
    }

    @Test("Whose account was freed of a duty is drawn for that site no more than before")
    func freed() async throws {
        try await DrawCounty.with { county in
            let free = try AccountChange(
                display: nil,
                roles: ["inspector"],
                duties: [],
                messageAddress: nil
            )
            #expect(try await county.county.shell.change("sun", to: free))
            let admin = try await county.acting("admin")
            #expect(try await admin.commitDraw(county.form(1), now: county.now))
            let frame = try await admin.draw(InspectionRows.id(1)).record.frame
            #expect(frame.barred == [DrawFrame.Barred(site: "T-02", inspector: "sun")])
        }
    }

    @Test("Once the last day is over it is open by itself; what was drawn and not made is owed")
    func over() async throws {
        try await DrawCounty.with { county in
            let admin = try await county.acting("admin")
            try await admin.commitDraw(county.form(1, visits: 3), now: county.now)
            try await county.log.seal()
            try await county.pass(1)
            let opened = try #require(try await admin.draw(InspectionRows.id(1)).opened)
            #expect(opened.resultFits == true && opened.given.count == 3)
            #expect(opened.given.allSatisfy { $0.drawn.day == Day(county.now) - 1 && $0.inspection == nil })
            await #expect(throws: StoreError.draw(.over(try InspectionRows.id(1)))) {
                try await admin.discardDraw(InspectionRows.id(1), reason: "不合适")
            }
            let visited = opened.given[0].drawn
            let rows = InspectionRows(store: county.county.shell, database: county.county.owner)
            let at = Instant(startOf: visited.day).adding(seconds: 9 * 3600)
            try await rows.add(9, visited.site, at: at, grade: 2, score: 90)
            let again = try #require(try await admin.draw(InspectionRows.id(1)).opened)
            #expect(again.given.map { $0.inspection != nil } == [true, false, false])
            let owed = try await admin.arrears(now: county.now).parts.first { $0.kind == .drawn }
            #expect(Set(owed?.lines.map(\.site) ?? []) == Set(opened.given.dropFirst().map(\.drawn.site)))
        }
    }

    @Test("One that was never sealed opens and gave nothing")
    func neverSealed() async throws {
        try await DrawCounty.with { county in
            let admin = try await county.acting("admin")
            try await admin.commitDraw(county.form(1), now: county.now)
            try await admin.discardDraw(InspectionRows.id(1), reason: "误")
            let opened = try #require(try await admin.draw(InspectionRows.id(1)).opened)
            #expect(opened.root == nil && opened.given == [] && opened.seedFits && opened.resultFits == nil)
        }
    }

    @Test("The server's role never reads a seed, and a director nothing of a draw at all")
    func closed() async throws {
        try await DrawCounty.with { county in
            let admin = try await county.acting("admin")
            try await admin.commitDraw(county.form(1), now: county.now)
            try await county.log.seal()
            for name in ["admin", "li", "wang"] {
                let store = try await county.acting(name)
                await #expect(throws: (any Error).self) {
                    try await store.query("SELECT seed FROM draw_seed")
                }
                #expect(
                    try await store.query("SELECT * FROM draw_opened(1, \(try InspectionRows.id(1)))").isEmpty
                )
                #expect(
                    try await store.query("SELECT * FROM draw_given(1, \(try InspectionRows.id(1)))").isEmpty
                )
                await #expect(throws: (any Error).self) {
                    try await store.query("SELECT draw_root(1, 1)")
                }
            }
            let director = try await county.acting("wang")
            #expect(try await director.query("SELECT FROM draw").isEmpty)
            #expect(try await director.query("SELECT FROM cadence").isEmpty)
            #expect(try await director.query("SELECT * FROM drawn_today(1)").isEmpty)
            await #expect(throws: StoreError.forbidden) { try await director.draws() }
            await #expect(throws: StoreError.forbidden) { try await director.draw(InspectionRows.id(1)) }
            await #expect(throws: StoreError.forbidden) {
                try await director.commitDraw(county.form(2), now: county.now)
            }
            // Open, it is still nothing to a director; the visits are.
            try await admin.discardDraw(InspectionRows.id(1), reason: "误")
            #expect(
                try await director.query("SELECT * FROM draw_given(1, \(try InspectionRows.id(1)))").isEmpty
            )
            #expect(try await director.query("SELECT FROM draw_discard").isEmpty)
        }
    }

    @Test("Too few sites, too few inspectors, a day in the past: nothing is drawn")
    func refused() async throws {
        try await DrawCounty.with { county in
            let admin = try await county.acting("admin")
            func pointer(_ form: Node, _ now: Instant) async throws -> [String] {
                do {
                    try await admin.commitDraw(form, now: now)
                    return []
                } catch let problems as Problems {
                    return problems.all.map(\.pointer)
                }
            }
            // More than there are; and all there are, each of which would know that it is drawn.
            #expect(try await pointer(county.form(1, visits: 8), county.now) == ["/visits"])
            #expect(try await pointer(county.form(1, visits: 7), county.now) == ["/visits"])
            #expect(try await pointer(county.form(1, visits: 7, days: 31), county.now) == ["/visits"])
            #expect(
                try await pointer(county.form(1, from: -3), county.now.adding(seconds: -3 * 86_400)) == [
                    "/from"
                ]
            )
            try await county.county.owner.run("UPDATE account SET disabled_at = now() WHERE name = 'zhao'")
            // Two are left, and one of them does not go to T-02.
            #expect(try await pointer(county.form(1), county.now) == ["/team"])
            #expect(try await pointer(county.form(1, team: 1), county.now) == [])
            await #expect(throws: StoreError.draw(.unknown("\(try InspectionRows.id(8))"))) {
                try await admin.discardDraw(InspectionRows.id(8), reason: "误")
            }
            await #expect(throws: Problems.self) {
                try await admin.discardDraw(InspectionRows.id(1), reason: " ")
            }
        }
    }

    @Test("The database draws just as the pure function does, by frames and seeds by chance")
    func alike() async throws {
        try await TestCounty.with { _, database in
            for number in 1...40 {
                let sites = (1...(3 + number % 17)).map { "T-\($0 + 10)" }
                let inspectors = ["an", "bo", "cai", "du"]
                let barred = sites.enumerated().filter { $0.offset % 3 == number % 3 }
                    .map {
                        DrawFrame.Barred(site: $0.element, inspector: inspectors[(number + $0.offset) % 4])
                    }
                let frame = DrawFrame(
                    id: try InspectionRows.id(number),
                    kinds: [.townshipIsolation],
                    visits: 1 + number % sites.count,
                    team: 1 + number % 2,
                    days: day("08-18")...(day("08-18") + number % 31),
                    sites: sites,
                    inspectors: inspectors,
                    barred: barred
                )
                let (seed, root) = (Node.digest(ofText: "s\(number)"), Node.digest(ofText: "r\(number)"))
                let rows = try await database.query(
                    """
                    SELECT site, day, inspectors
                    FROM draw_lots(\(JSON.write(frame.node)), \(DigestText(seed))::bytea, \(DigestText(root))::bytea)
                    ORDER BY place
                    """
                )
                let found = try rows.map { row in
                    DrawnVisit(site: try row["site"], day: try row["day"], inspectors: try row["inspectors"])
                }
                #expect(found == frame.lots(seed: seed, root: root))
                #expect(try DrawFrame(sealed: JSON.write(frame.node)) == frame)
            }
        }
    }
}
