import Postgres
import StrictJSON
import Testing

@testable import Compliance
@testable import Store

@Suite("Guidance on record")
struct GuidanceTests {
    static let now = FilingTests.now

    static func form(
        _ number: Int,
        site: String = "T-01",
        at: String = "2021-08-18T09:00:00+08:00",
        by: String? = nil,
        shown: String = "分区图与最低要求",
        version: StandardDigests? = nil
    ) throws -> Node {
        .object([
            ("id", .string("\(try InspectionRows.id(number))")), ("site", .string(site)),
            ("givenAt", .string(at)),
            ("givenBy", by.map { .string($0) }), ("shown", .string(shown)), ("attended", "卫生院院长、护士长"),
            ("standard", version?.node),
        ])
    }

    @Test("Five hundred records of a site, and no more; what is there already is answered as before")
    func bounded() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("li", .inspector)
            let inspector = try await county.signedIn("li").store
            #expect(try await inspector.record(guidance: Self.form(1), now: Self.now))
            try await county.owner.run(
                """
                INSERT INTO guidance
                SELECT g.county_id, ('018f0000-0000-7000-8000-' || lpad((1000 + one)::text, 12, '0'))::uuid, g.site,
                    g.checklist_digest, g.baseline_digest, g.given_at, g.recorded_at, g.given_by, g.shown, g.attended, g.entry + 1000000 + one
                FROM guidance g CROSS JOIN generate_series(1, 498) AS one
                """
            )
            #expect(try await inspector.record(guidance: Self.form(2), now: Self.now))
            let problems = await #expect(throws: Problems.self) {
                _ = try await inspector.record(guidance: Self.form(3), now: Self.now)
            }
            #expect(problems?.all.map(\.code) == ["tooMuchGuidance"])
            #expect(try await !inspector.record(guidance: Self.form(2), now: Self.now))
            #expect(try await inspector.handedDown(to: "T-01", now: Self.now).guidance.count == 500)
        }
    }

    @Test(
        "The same again is once; another under its id is refused; without a version it is the one of the day"
    )
    func once() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("li", .inspector)
            let inspector = try await county.signedIn("li").store
            #expect(try await inspector.record(guidance: Self.form(1), now: Self.now))
            #expect(
                try await !inspector.record(
                    guidance: Self.form(1, version: IssueTests.version()),
                    now: Self.now
                )
            )
            await #expect(throws: StoreError.guidanceTaken(try InspectionRows.id(1))) {
                _ = try await inspector.record(guidance: Self.form(1, shown: "另一内容"), now: Self.now)
            }
            let found = try await inspector.handedDown(to: "T-01", now: Self.now).guidance
            #expect(found.map(\.givenBy) == ["li"] && found.map(\.shown) == ["分区图与最低要求"])
            #expect(try found.map(\.version) == [IssueTests.version()])
            #expect(found.map(\.givenAt) == [moment("08-18 09:00")])
            #expect(try await county.said("guide %").count == 1)
        }
    }

    @Test("In another's name by administrators alone; directors, and whoever only reads, record none")
    func rights() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("li", .inspector)
            try await county.add("admin", .administrator)
            try await county.add("wang", .director, duties: ["director@T-01"])
            try await county.add("sun", .supervision)
            for name in ["wang", "sun"] {
                let store = try await county.signedIn(name).store
                await #expect(throws: StoreError.forbidden) {
                    try await store.record(guidance: Self.form(1), now: Self.now)
                }
            }
            let admin = try await county.signedIn("admin").store
            #expect(try await admin.record(guidance: Self.form(2, by: "li"), now: Self.now))
            #expect(try await county.shell.record(guidance: Self.form(3), now: Self.now))
            let found = try await admin.handedDown(to: "T-01", now: Self.now).guidance
            #expect(Set(found.map(\.givenBy)) == ["li", "甲"])
            let inspector = try await county.signedIn("li").store
            await #expect(throws: StoreError.forbidden) {
                try await inspector.withdraw(guidance: InspectionRows.id(2), reason: "记错了")
            }
        }
    }

    @Test("All that is wrong is said at once; ten minutes ahead count as now, more do not")
    func problems() async throws {
        try await TestCounty.with { store, _ in
            _ = try await store.importSites([township("T-01", from: day("06-01"), to: day("09-01"))])
            let found = try await objections {
                _ = try await store.record(
                    guidance: .object([("id", "x"), ("site", "T-09"), ("givenAt", "gestern"), ("shown", " ")]
                    ),
                    now: Self.now
                )
            }
            #expect(
                Set(found) == [
                    "badID /id", "unknownSite /site", "badTime /givenAt", "blank /shown", "missing /attended",
                ]
            )
            for (at, code) in [
                ("2021-05-31T23:59:59+08:00", "notInOperation /givenAt"),
                ("2021-08-18T12:10:01+08:00", "inFuture /givenAt"),
            ] {
                let found = try await objections {
                    let form = try Self.form(1, at: at, version: IssueTests.version())
                    _ = try await store.record(guidance: form, now: Self.now)
                }
                #expect(found == [code])
            }
            let other = try await objections {
                let form = try Self.form(1, by: "nobody", version: IssueTests.version("county-isolation"))
                _ = try await store.record(guidance: form, now: Self.now)
            }
            #expect(other == ["unknownAccount /givenBy", "otherKind /standard"])
            let first = try Self.form(1, at: "2021-06-01T00:00:00+08:00", version: IssueTests.version())
            #expect(try await store.record(guidance: first, now: Self.now))
        }
    }

    @Test(
        "Withdrawn guidance stays on record with why, and counts nowhere; a visit of that kind counts without a row"
    )
    func counting() async throws {
        try await FilingTests.with { store, database in
            _ = try await store.issue(IssueTests.form(["T-01"], IssueTests.version()), now: Self.now)
            func state() async throws -> HandingDown? {
                try await store.handedDown(to: "T-01", now: Self.now).now.standards.first?.state
            }
            // It was issued today, by the database's clock; 2021 is before.
            _ = try await store.record(guidance: Self.form(1), now: Self.now)
            let before = try #require(try await state())
            #expect(before.missing == [.receipt, .guidance] && before.wasGuidedBeforeIssue)
            let today = try await database.query("SELECT clock_timestamp() AS now")[0]["now"] as Instant
            _ = try await store.record(guidance: Self.form(2, at: "\(today)"), now: today)
            #expect(try await state()?.missing == [.receipt])
            for _ in 0..<2 { try await store.withdraw(guidance: InspectionRows.id(2), reason: "记错了点位") }
            #expect(try await state()?.missing == [.receipt, .guidance])
            let kept = try await store.handedDown(to: "T-01", now: Self.now).guidance
            #expect(kept.compactMap(\.withdrawal?.reason) == ["记错了点位"] && kept.count == 2)
            await #expect(throws: StoreError.noGuidance("\(try InspectionRows.id(9))")) {
                try await store.withdraw(guidance: InspectionRows.id(9), reason: "没有")
            }
            let visits = InspectionRows(store: store, database: database)
            try await visits.add(7, "T-01", at: today.adding(seconds: 1), grade: 1, score: 80)
            #expect(try await state()?.missing == [.receipt, .guidance])
            try await database.run(
                "ALTER TABLE inspection DISABLE TRIGGER USER; UPDATE inspection SET kind = 'guidance'"
            )
            try await Task.sleep(for: .seconds(2))
            #expect(try await state()?.guidedAt == today.adding(seconds: 1))
        }
    }

    @Test("A director sees what concerns the own site, and nothing of another")
    func confined() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("wang", .director, duties: ["director@T-01"])
            _ = try await county.shell.issue(
                IssueTests.form(["T-01", "T-02"], IssueTests.version()),
                now: Self.now
            )
            _ = try await county.shell.record(guidance: Self.form(1, site: "T-02"), now: Self.now)
            let store = try await county.signedIn("wang").store
            let own = try await store.handedDown(now: Self.now)
            #expect(
                own.sites.map(\.site.code) == ["T-01"]
                    && own.sites[0].standards.map(\.issuance?.site) == ["T-01"]
            )
            await #expect(throws: StoreError.noSite("T-02")) {
                _ = try await store.handedDown(to: "T-02", now: Self.now)
            }
        }
    }
}
