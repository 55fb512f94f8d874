import Postgres
import StrictJSON
import Testing

@testable import Compliance
@testable import Store

@Suite("Standards issued to sites, and received there")
struct IssueTests {
    static let now = FilingTests.now

    static func version(_ checklist: String = "township-isolation") throws -> StandardDigests {
        let (list, baseline) = (try TestCounty.checklist(checklist), try TestCounty.baseline())
        return StandardDigests(checklist: list.node.digest, baseline: baseline.node.digest)
    }

    static func form(_ sites: [String], _ version: StandardDigests) -> Node {
        IssueForm.node(of: version, to: sites)
    }

    @Test(
        "To several at once, each once: who has it already is answered as such, and one entry stands for each"
    )
    func several() async throws {
        try await CountyWithAccounts.with { county in
            let version = try Self.version()
            let first = try await county.shell.issue(Self.form(["T-01"], version), now: Self.now)
            #expect(first == [IssueOutcome(site: "T-01", isNew: true)])
            let both = try await county.shell.issue(
                Self.form(["T-02", "T-01", "T-02"], version),
                now: Self.now
            )
            #expect(
                both == [IssueOutcome(site: "T-01", isNew: false), IssueOutcome(site: "T-02", isNew: true)]
            )
            #expect(try await county.said("issue %") == ["issue issuance/T-01", "issue issuance/T-02"])
            let rows = try await county.owner.query("SELECT site, issued_by FROM issuance ORDER BY entry")
            #expect(try rows.map { try $0["site"] as String } == ["T-01", "T-02"])
            #expect(try rows.allSatisfy { try $0["issued_by"] == "甲" })
        }
    }

    @Test("All that is wrong is said at once, and nothing is issued")
    func problems() async throws {
        try await TestCounty.with { store, database in
            let county = Site(
                code: "C-01",
                kind: .countyIsolation,
                name: Text(zh: "县", en: "C"),
                township: nil,
                openedOn: day("01-01")
            )
            _ = try await store.importSites([
                township("T-01"), township("T-03", to: day("03-01")), RegisterEntry(site: county, row: 1),
            ])
            let sites = ["T-01", "T-09", "C-01", "T-03", "t-01"]
            let found = try await objections {
                _ = try await store.issue(Self.form(sites, Self.version()), now: Self.now)
            }
            #expect(
                found == [
                    "unknownSite /sites/1", "otherKind /sites/2", "closedSite /sites/3",
                    "unknownSite /sites/4",
                ]
            )
            let unpublished = StandardDigests(
                checklist: String(repeating: "a", count: 64),
                baseline: try Self.version().baseline
            )
            let both = try await objections {
                _ = try await store.issue(Self.form(["T-09"], unpublished), now: Self.now)
            }
            #expect(both == ["unknownVersion /standard", "unknownSite /sites/0"])
            let hollow: Node = .object([("sites", .array([])), ("standard", .object([("checklist", "x")]))])
            let read = try await objections { _ = try await store.issue(hollow, now: Self.now) }
            #expect(
                Set(read.map { $0.split(separator: " ").last ?? "" }) == [
                    "/sites", "/standard/checklist", "/standard/baseline",
                ]
            )
            #expect(try await database.query("SELECT FROM issuance").isEmpty)
        }
    }

    @Test("A version that will be in force may be issued before, and one that was replaced no more")
    func inForce() async throws {
        try await FilingTests.with { store, _ in
            let old = try Self.version()
            _ = try await store.publish(TestCounty.baseline("baseline-2022-07"))
            let new = StandardDigests(
                checklist: old.checklist,
                baseline: try TestCounty.baseline("baseline-2022-07").node.digest
            )
            // The new minimum holds from 2022-07-01; issued in August 2021 it waits for that.
            #expect(try await store.issue(Self.form(["T-01"], new), now: Self.now).map(\.isNew) == [true])
            let later = Instant(startOf: Day("2022-08-01") ?? .first)
            let found = try await objections {
                _ = try await store.issue(Self.form(["T-01"], old), now: later)
            }
            #expect(found == ["notInForce /standard"])
        }
    }

    @Test("Two administrators at once: one issues, the other is told that it was")
    func atOnce() async throws {
        try await CountyWithAccounts.with { county in
            let (version, store) = (try Self.version(), county.shell)
            let outcomes = try await withThrowingTaskGroup(of: [IssueOutcome].self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        try await store.issue(Self.form(["T-01", "T-02"], version), now: Self.now)
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(outcomes.count(where: \.isNew) == 2 && outcomes.count == 12)
            #expect(try await county.owner.query("SELECT FROM issuance").count == 2)
        }
    }

    @Test(
        "The director of the site alone acknowledges: no other site's, no former one, no other duty, nobody at the shell"
    )
    func acknowledge() async throws {
        try await CountyWithAccounts.with { county in
            let deputy = DutyEntry(.deputyInCharge, "副乡长", since: day("01-01"))
            let other = DutyEntry(.director, "二号乡镇卫生院院长", since: day("01-01"))
            _ = try await county.shell.importSites([township("T-01", [deputy]), township("T-02", [other])])
            try await county.add("one", .director, duties: ["director@T-01"])
            try await county.add("two", .director, duties: ["director@T-02"])
            try await county.add("deputy", .holder, duties: ["deputyInCharge@T-01"])
            try await county.add("admin", .administrator)
            _ = try await county.shell.issue(Self.form(["T-01"], Self.version()), now: Self.now)
            let number = try await county.owner.query("SELECT entry FROM issuance")[0]["entry"] as Int
            for (name, refusal) in [
                ("two", StoreError.noIssuance(number)), ("deputy", .noIssuance(number)),
                ("admin", .forbidden),
            ] {
                let store = try await county.signedIn(name).store
                await #expect(throws: refusal) { try await store.acknowledge(number) }
            }
            await #expect(throws: StoreError.forbidden) { try await county.shell.acknowledge(number) }
            let director = try await county.signedIn("one").store
            await #expect(throws: StoreError.noIssuance(number + 99)) {
                try await director.acknowledge(number + 99)
            }
            // Twice is once.
            for _ in 0..<2 { try await director.acknowledge(number) }
            let rows = try await county.owner.query("SELECT * FROM issuance_receipt")
            #expect(rows.count == 1)
            #expect(try rows[0]["received_by"] == "one")
            #expect(try rows[0]["duty"] == "director")
            #expect(try await county.said("acknowledge %") == ["acknowledge issuance/T-01"])
        }
    }

    @Test("Whoever directed the site until yesterday acknowledges nothing")
    func formerDirector() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("one", .director, duties: ["director@T-01"])
            _ = try await county.shell.issue(Self.form(["T-01"], Self.version()), now: Self.now)
            let number = try await county.owner.query("SELECT entry FROM issuance")[0]["entry"] as Int
            let director = try await county.signedIn("one").store
            try await county.shell.rewrite("T-01") { site in
                site.terms = site.terms.map { term in
                    let posting = Posting(
                        duty: .director,
                        person: term.posting.person,
                        from: term.posting.from,
                        to: day("08-01")
                    )
                    return SiteRecord.Term(id: term.id, posting)
                }
            }
            await #expect(throws: StoreError.noIssuance(number)) { try await director.acknowledge(number) }
        }
    }
}
