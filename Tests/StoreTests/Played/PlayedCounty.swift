import Postgres
import StrictJSON
import Testing

@testable import Compliance
@testable import Store

/// A county that is played: four township sites under a standard of four items, people, and a clock that the script sets, by
/// which the acts date what they write.
///
/// A-04 and B-01 are critical (24 hours), A-01 is major (72), C-06 minor (168); they have 2, 3, 2 and 0.5 points of 7.5.
struct PlayedCounty {
    let people: CountyWithAccounts
    let shell: Store
    let first: StandardDigests
    let second: StandardDigests
    private(set) var stores: [String: Store] = [:]

    static let sites = ["T-01", "T-02", "T-03", "T-04"]
    static let items = ["A-01", "A-04", "B-01", "C-06"]

    static func with(_ body: (inout PlayedCounty) async throws -> Void) async throws {
        try await CountyWithAccounts.with { people in
            let directors = ["一号乡镇卫生院院长", "二号乡镇卫生院院长", "三号乡镇卫生院院长", "四号乡镇卫生院院长"]
            _ = try await people.shell.importSites(
                zip(sites, directors).map { township($0, [DutyEntry(.director, $1, since: day("01-01"))]) }
            )
            let (first, second) = (
                try checklist("2021-09", from: "09-01"), try checklist("2021-10", from: "10-11")
            )
            for one in [first, second] { _ = try await people.shell.publish(one) }
            try await people.shell.set(NoticeCounty.letterhead())
            let baseline = try TestCounty.baseline().node.digest
            var county = PlayedCounty(
                people: people,
                shell: people.shell,
                first: StandardDigests(checklist: first.node.digest, baseline: baseline),
                second: StandardDigests(checklist: second.node.digest, baseline: baseline)
            )
            try await county.join("admin", .administrator)
            try await county.join("li", .inspector)
            try await county.join("zhao", .inspector)
            for (name, site) in zip(["wang", "sun", "chen", "he"], sites) {
                try await county.join(name, .director, duties: ["director@\(site)"])
            }
            try await people.owner.run(Self.clock)
            try await body(&county)
        }
    }

    /// Makes the account, and signs it in.
    mutating func join(_ name: String, _ role: Role, duties: [String] = []) async throws {
        try await people.add(name, role, duties: duties)
        stores[name] = try await people.signedIn(name).store
    }

    func store(_ name: String) throws -> Store { try #require(stores[name]) }

    /// The shipped checklist of township sites with a few of its items.
    static func checklist(
        _ version: String,
        from day: String,
        items: [String] = items
    ) throws -> Checklist {
        func kept(_ node: Node, _ name: String, _ change: (Node) throws -> Node?) rethrows -> Node {
            .object(
                try (node.object ?? []).map { ($0.name, $0.name == name ? try change($0.value) : $0.value) }
            )
        }
        var node = try TestCounty.checklist("township-isolation").node
        node = kept(node, "version") { _ in .string(version) }
        node = kept(node, "effectiveFrom") { _ in .string("2021-\(day)") }
        node = kept(node, "sections") { sections in
            let shorter = (sections.array ?? [])
                .map { section in
                    kept(section, "items") { all in
                        .array((all.array ?? []).filter { items.contains($0["code"]?.string ?? "") })
                    }
                }
            return .array(shorter.filter { $0["items"]?.array?.isEmpty == false })
        }
        return try Checklist(node)
    }

    /// What dates by the clock dates by `played_time` from now on, but for who is signed in.
    private static let clock = """
        CREATE TABLE played_time (at timestamptz NOT NULL);
        INSERT INTO played_time VALUES ('2021-09-01 09:00+08');
        CREATE FUNCTION played_clock() RETURNS timestamptz LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog
            AS 'SELECT at FROM public.played_time';
        DO $$
        DECLARE act record;
        BEGIN
            FOR act IN
                SELECT p.oid FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
                WHERE n.nspname = 'public' AND p.prosrc LIKE '%clock_timestamp()%' AND p.prosrc NOT LIKE '%public.session%'
            LOOP
                EXECUTE replace(pg_get_functiondef(act.oid), 'clock_timestamp()', 'public.played_clock()');
            END LOOP;
        END $$;
        """

    /// Sets the clock, as `09-06 09:00`.
    func at(_ time: String) async throws {
        try await people.owner.run("UPDATE played_time SET at = '\(moment(time))'")
    }

    /// A visit of half an hour that ended then, filed ten minutes later: every item is met but these. Without a filer the
    /// operator files it.
    func visit(
        _ number: Int,
        _ site: String,
        _ ended: String,
        not met: [String] = [],
        unchecked: [String] = [],
        by filer: String? = "li",
        filed: String? = nil,
        revises: Int? = nil
    ) async throws {
        let end = moment(ended)
        let received = filed.map { moment($0) } ?? end.adding(seconds: 600)
        try await people.owner.run("UPDATE played_time SET at = '\(received)'")
        let answers = Self.items.filter { !unchecked.contains($0) }
            .map { item -> (String, Node?) in (item, met.contains(item) ? "no" : "yes") }
        let changed: [String: Node] = [
            "startedAt": .string("\(end.adding(seconds: -1800))"), "finishedAt": .string("\(end)"),
            "answers": .object(answers),
        ]
        let made = try #require(try FilingTests.filing(number, site: site, revises: revises).object)
        let node = Node.object(made.map { ($0.name, changed[$0.name] ?? $0.value) })
        _ = try await (filer.map { try store($0) } ?? shell).file(node, receivedAt: received)
    }

    /// The notice of the visit, issued half an hour after it ended, reaches the director half an hour later.
    func notice(
        _ visit: Int,
        _ issued: String,
        reaches director: String?,
        _ reached: String = ""
    ) async throws {
        try await at(issued)
        _ = try await store("admin").issueNotice(of: try InspectionRows.id(visit))
        guard let director else { return }
        try await at(reached)
        try await store(director).acknowledge(.notice(try InspectionRows.id(visit)))
    }

    /// Issues the version to the sites, and has these directors acknowledge it.
    func issue(_ version: StandardDigests, to sites: [String], _ at: String) async throws {
        try await self.at(at)
        _ = try await store("admin").issue(IssueTests.form(sites, version), now: moment(at))
    }

    func acknowledge(_ director: String, _ site: String, _ at: String) async throws {
        try await self.at(at)
        let rows = try await people.owner.query(
            "SELECT max(entry) AS entry FROM issuance WHERE site = \(site)"
        )
        try await store(director).acknowledge(try rows[0]["entry"])
    }

    func guide(_ number: Int, _ site: String, _ at: String, _ version: StandardDigests) async throws {
        try await self.at(at)
        let form = try GuidanceTests.form(number, site: site, at: "\(moment(at))", version: version)
        #expect(try await store("li").record(guidance: form, now: moment(at)))
    }

    func submit(
        _ who: String,
        _ number: Int,
        _ site: String,
        _ item: String,
        visit: Int,
        _ at: String
    ) async throws {
        try await self.at(at)
        let form = try SubmissionForm(
            id: InspectionRows.id(number).description,
            inspection: InspectionRows.id(visit).description,
            words: "已整改，附照片",
            evidence: []
        )
        #expect(try await store(who).submit(form, site: site, item: item) == .done)
    }

    func judge(
        _ who: String,
        _ subject: GapVerification.Subject,
        _ site: String,
        _ item: String,
        _ at: String,
        returned why: String? = nil
    ) async throws {
        try await self.at(at)
        let verdict: GapVerification.Verdict = why == nil ? .verified : .returned
        #expect(try await store(who).verify(subject, verdict, why: why, site: site, item: item) == .done)
    }

    /// The last run of the item at that moment: state, how often found again, deadline, colour.
    func run(_ site: String, _ item: String, _ at: String) async throws -> String {
        let record = try await shell.gap(site, item)
        let run = try #require(record.life.runs(at: moment(at)).last)
        let colour = run.standing(at: moment(at)).colour?.rawValue ?? "-"
        return
            "\(run.number) \(run.state.word) +\(run.repeats) \(run.deadline.shanghai.dropFirst(5)) \(colour)"
    }

    func finding(_ site: String) async throws -> CaseFinding {
        let notices = try await shell.servedNotices(of: [site])[site] ?? []
        return try await shell.siteFile(site, notices: notices).file.finding
    }

    /// Closes the week of that Monday at 08:00 on the Monday after it.
    func close(_ monday: String) async throws -> WeeklyReport.Content {
        let week = ISOWeek(of: day(monday))
        let next = week.instants.upperBound.adding(seconds: 8 * 3600)
        try await people.owner.run("UPDATE played_time SET at = '\(next)'")
        return try await store("admin").closeWeek(week).report.content
    }
}
