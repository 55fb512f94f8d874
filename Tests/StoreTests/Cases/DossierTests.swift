import AuditLog
import Compliance
import Postgres
import StrictJSON
import Testing

@testable import Store

@Suite("The file of a case, and who reads what of it")
struct DossierTests {
    /// A case of which the director was asked, was called, stated and was decided on.
    private static func decided(_ scene: CaseCounty) async throws -> FactID {
        let key = try await CaseHoldTests.propose(scene)
        #expect(try await scene.director.record(try scene.act(3, .statement), in: key) == .done)
        let seen = try await scene.supervision.caseRecord(key).lastEntry
        #expect(try await scene.supervision.record(try scene.act(4, .decision, seen: seen), in: key) == .done)
        return key
    }

    @Test("It has all that is on record, and is the same whatever register and visits become")
    func same() async throws {
        try await CaseCounty.with { scene in
            let key = try await Self.decided(scene)
            let before = try await scene.supervision.dossier(key)
            // Notice and arrival have made-up entries, which come last.
            #expect(
                before.lines.map(\.kind) == [
                    .visit, .visit, .reminder, .circular, .opened, .named, .statementAsked, .interview,
                    .interviewHeld, .proposal, .statement, .decision, .notice, .arrival,
                ]
            )
            #expect(before.isWhole && before.end == nil && before.items == ["A-04"])
            #expect(before.persons.map(\.person) == ["一号乡镇卫生院院长"])
            let visits = try await scene.county.owner.query(
                "SELECT id::text AS id, encode(content_digest, 'hex') AS digest FROM inspection ORDER BY receipt"
            )
            for (line, row) in zip(before.lines, visits) {
                let (id, digest): (String, String) = (try row["id"], try row["digest"])
                #expect(line.document?.address == "/inspections/" + id)
                #expect(line.document?.digest == digest)
            }
            let steps = before.lines.filter { Rung(rawValue: $0.kind.rawValue) != nil }
            #expect(steps.allSatisfy { $0.document?.digest == Node.digest(ofText: #"{"number":1}"#) })
            #expect(steps.map(\.recordedBy) == ["office", "office", "supervision", "supervision"])

            #expect(try await scene.supervision.record(try scene.act(5, .closed), in: key) == .done)
            let closed = try await scene.supervision.dossier(key)
            #expect(closed.end?.kind == .closed && closed.lines.count == before.lines.count + 1)
            let shell = scene.county.shell
            try await shell.renameTownship(
                "T-01",
                to: Text(zh: "新名", en: "New"),
                from: day("08-16"),
                why: "更名"
            )
            try await shell.change(
                .correct(.id(scene.term), TermCorrection(person: "另一位院长")),
                at: "T-01",
                why: "姓名有误"
            )
            try await shell.withdraw(try InspectionRows.id(2), reason: "走错了点位")
            _ = try await scene.office.reportInfection(
                try CaseCounty.id(200),
                opening: try CaseCounty.id(201),
                at: "T-01",
                on: day("08-20"),
                source: "县疾控中心核酸检测报告"
            )
            let after = try await scene.supervision.dossier(key)
            #expect(after.text == closed.text && after.digest == closed.digest)
            // Whoever else reads all of it has the same bytes.
            for reader in [scene.office, scene.county.shell] {
                #expect(try await reader.dossier(key).text == closed.text)
            }
        }
    }

    @Test("Whom the case names has the own part of it, and it says so; others have none")
    func part() async throws {
        try await CaseCounty.with { scene in
            try await scene.county.add("chief", .leader, .director, duties: ["director@T-01"])
            let key = try await Self.decided(scene)
            let own = try await scene.director.dossier(key)
            #expect(!own.isWhole && !own.lines.contains { $0.kind == .proposal })
            #expect(
                own.lines.contains { $0.kind == .statement } && own.lines.contains { $0.kind == .decision }
            )
            let chief = try await scene.county.signedIn("chief").store
            #expect(try await !chief.dossier(key).isWhole)
            try await scene.county.add("li", .inspector)
            let inspector = try await scene.county.signedIn("li").store
            await #expect(throws: StoreError.noCase(key.description)) { try await inspector.dossier(key) }
        }
    }

    @Test("Circulars are read by whoever holds a duty at a township site, reminders at their own site alone")
    func circulars() async throws {
        try await CaseCounty.with { scene in
            _ = try await CaseHoldTests.propose(scene)
            try await scene.county.shell.change(
                .start(.partyHead, person: "二号乡镇党委书记", from: day("01-01")),
                at: "T-02"
            )
            try await scene.county.add("other", .holder, duties: ["partyHead@T-02"])
            try await scene.county.add("li", .inspector)
            let other = try await scene.county.signedIn("other").store
            let listed = try await other.circulars()
            #expect(listed.total == 1 && listed.elements.map(\.site) == ["T-01"])
            let steps = try await scene.supervision.stepsBefore(at: "T-01")
            #expect(steps.map(\.rung) == [.reminder, .circular])
            #expect(try await other.step(steps[0].entry) == nil)
            #expect(try await other.step(steps[1].entry)?.rung == .circular)
            #expect(try await scene.director.circulars().total == 1)
            let inspector = try await scene.county.signedIn("li").store
            #expect(try await inspector.circulars().total == 0)
            // Once the duty is over nothing is read any more.
            try await scene.county.shell.change(
                .end(.only(.partyHead, person: nil, since: nil), last: day("08-31")),
                at: "T-02"
            )
            #expect(try await other.circulars().total == 0)
        }
    }

    @Test("Files that a statement names are read by whoever reads it, once whoever stated has sent them")
    func files() async throws {
        try await CaseCounty.with { scene in
            let key = try await CaseHoldTests.propose(scene)
            let (sent, missing) = (UploadTests.jpeg(), Hash(of: [1, 2, 3]))
            _ = try await UploadTests.send(sent, to: scene.director)
            let statement = try CaseAct(
                id: try CaseCounty.id(3),
                kind: .statement,
                term: scene.term,
                words: "见照片",
                evidence: [Hash(of: sent).hex, missing.hex]
            )
            #expect(try await scene.director.record(statement, in: key) == .done)
            try await scene.county.shell.change(
                .start(.partyHead, person: "乡党委书记", from: day("01-01")),
                at: "T-01"
            )
            try await scene.county.add("party", .holder, duties: ["partyHead@T-01"])
            let party = try await scene.county.signedIn("party").store
            let first = CaseActPlace(act: statement.id, index: 0)
            let second = CaseActPlace(act: statement.id, index: 1)
            for reader in [scene.director, scene.supervision, scene.office] {
                #expect(try await reader.openEvidence(at: first).first == sent)
                await #expect(throws: EvidenceRefusal.noFile) { try await reader.openEvidence(at: second) }
                let named = try await reader.caseFile(key).files[statement.id]
                #expect(named?.map(\.isPending) == [false, true])
            }
            await #expect(throws: EvidenceRefusal.noFile) { try await party.openEvidence(at: first) }
            #expect(try await party.query("SELECT * FROM files_of_case(1, \(key))").isEmpty)
            // A signed paper: supervision sends its photograph.
            let paper = UploadTests.jpeg(700)
            _ = try await UploadTests.send(paper, to: scene.supervision)
            func onPaper(_ evidence: [String]) async throws -> CaseOutcome {
                try await scene.supervision.record(
                    try CaseAct(
                        id: try CaseCounty.id(4),
                        kind: .statement,
                        term: scene.term,
                        words: "见签字原件",
                        evidence: evidence,
                        at: .byClock
                    ),
                    in: key
                )
            }
            // Without it, or with what supervision has not sent, nobody is said to have stated anything.
            for evidence in [[], [Hash(of: sent).hex], [Hash(of: paper).hex, missing.hex]] as [[String]] {
                #expect(try await onPaper(evidence) == .bare)
            }
            #expect(try await onPaper([Hash(of: paper).hex]) == .done)
            try await scene.county.add("leader", .leader)
            let leader = try await scene.county.signedIn("leader").store
            await #expect(throws: StoreError.forbidden) { try await leader.beginEvidence(size: 600) }
        }
    }

    @Test("Whom a case names holds no tables against the record: what is kept from them is not gone")
    func namedAuditor() async throws {
        try await CaseCounty.with { scene in
            try await scene.county.add("judge", .auditor, .director, duties: ["director@T-01"])
            try await scene.county.add("auditor", .auditor)
            let judge = try await scene.county.signedIn("judge").store
            let auditor = try await scene.county.signedIn("auditor").store
            #expect(try await judge.verify(keys: [], evidence: 1).evidence != nil)
            _ = try await Self.decided(scene)
            #expect(try await judge.verify(keys: [], evidence: 1).evidence == nil)
            #expect(try await auditor.verify(keys: [], evidence: 1).evidence != nil)
        }
    }

    @Test("The list goes on page by page, those that are open first")
    func list() async throws {
        try await CaseCounty.with { scene in
            try await scene.county.owner.run(
                """
                INSERT INTO accountability_case (county_id, id, site, found, again, items, basis, reason, opened_by, entry)
                SELECT 1, ('018f0000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'T-01', gen_random_uuid(),
                    gen_random_uuid(), '{A-04}', '{}', '理由', 'supervision', 800000 + n FROM generate_series(1, 230) AS n;
                INSERT INTO case_act (county_id, entry, id, case_id, site, kind, words, happened_at, recorded_by)
                SELECT 1, 810000 + n, gen_random_uuid(), ('018f0000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid,
                    'T-01', 'withdrawn', '误', now(), 'supervision' FROM generate_series(1, 230, 2) AS n
                """
            )
            let first = try await scene.supervision.cases()
            #expect(first.total == 230 && first.elements.count == 100 && first.previous == nil)
            let all = try await wholeList { try await scene.supervision.cases(at: $0) }.elements
            // The even ones are open.
            var expected: [Int] = []
            for number in stride(from: 230, through: 2, by: -2) { expected.append(number) }
            for number in stride(from: 229, through: 1, by: -2) { expected.append(number) }
            let numbers: [Int] = all.compactMap { one in Int(one.id.description.suffix(12)) }
            #expect(numbers == expected)
            let open: [Bool] = expected.map { number in number.isMultiple(of: 2) }
            #expect(all.map(\.isOpen) == open)
        }
    }

    @Test("What the commission owes of the site is what its arrears say of it")
    func owed() async throws {
        try await CaseCounty.with { scene in
            let arrears = try await scene.supervision.arrears(at: "T-01", now: .byClock)
            let lines = arrears.parts.flatMap(\.paperLines).map(\.words.zh)
            // Visits of 2021 are late, B-02 was not checked, and the second visit has no notice.
            #expect(
                lines == [
                    "逾期的检查（自 2021-08-10）", "待补查的检查项：B-02（自 2021-08-07）", "应发未发的通知书（自 2021-08-07）",
                ]
            )
            let every = try await scene.supervision.arrears(now: .byClock)
            #expect(every.parts.contains { $0.lines.contains { $0.site == "T-02" } })
        }
    }
}
