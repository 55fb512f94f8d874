import StrictJSON
import Testing

@testable import Compliance

@Suite("Reading a filing")
struct FilingFormTests {
    static let standard = Swift.Result {
        try Standard.sample(
            [
                .sample("A-01"), .number("A-02", is: .atLeast, "3"),
                .graded("A-03", points: 3, ["no-log": 1, "torn": "1.5"]),
            ],
            facts: [.residents]
        )
    }

    static let site = Site(
        code: "T-03",
        kind: .townshipIsolation,
        name: Text(zh: "三号点", en: "Site three"),
        township: nil,
        openedOn: .visit - 10,
        closedOn: .visit + 10
    )

    /// A sound filing, with members replaced; nil takes one out.
    static func document(_ changes: [String: String?] = [:]) throws -> Node {
        let sound = [
            ("id", #""01890a5d-ac96-774b-bcce-b302099a8057""#), ("site", #""T-03""#),
            ("checklist", #""sample-site""#), ("kind", #""routine""#), ("inspectors", #"["inspector 1"]"#),
            ("escort", #""deputy director""#), ("startedAt", #""2021-08-18T09:00:00+08:00""#),
            ("finishedAt", #""2021-08-18T11:30:00+08:00""#), ("facts", #"{"residents": 34}"#),
            ("answers", #"{"A-01": "yes", "A-02": 3, "A-03": {"deductions": ["torn", "no-log"]}}"#),
        ]
        let names = Set(sound.map(\.0))
        var members = sound.map { ($0.0, changes[$0.0] ?? $0.1) }
        members += changes.filter { !names.contains($0.key) }.map { ($0.key, $0.value) }
        let text = members.compactMap { name, value in value.map { "\"\(name)\": \($0)" } }
        return try JSON.read(Array("{\(text.joined(separator: ", "))}".utf8))
    }

    static func file(
        _ changes: [String: String?] = [:],
        now: String = "2021-08-18T12:00:00+08:00"
    ) throws -> Filing {
        try FilingForm(document(changes))
            .filing(site: site, standard: standard.get(), now: #require(Instant(now)))
    }

    @Test("A sound filing")
    func sound() throws {
        let filing = try Self.file()
        #expect("\(filing.id)" == "01890a5d-ac96-774b-bcce-b302099a8057")
        #expect(filing.site == "T-03" && filing.checklist == "sample-site" && filing.version == nil)
        #expect(filing.kind == .routine && filing.inspectors == ["inspector 1"] && filing.visitDate == .visit)
        #expect("\(filing.startedAt)" == "2021-08-18T01:00:00Z" && filing.revises == nil)
        #expect(filing.sheet.facts == ["residents": .number(34)])
        #expect(filing.sheet.answers.count == 3)
        // It is filed again as it was written.
        let again = try FilingForm(filing.node)
            .filing(site: Self.site, standard: Self.standard.get(), now: filing.finishedAt)
        #expect(again == filing && again.digest == filing.digest)
    }

    @Test("What a filing comes to is what its answers come to by themselves")
    func judged() throws {
        let (standard, now) = (try Self.standard.get(), try #require(Instant("2021-08-18T12:00:00+08:00")))
        let judged = try FilingForm(Self.document()).judged(site: Self.site, standard: standard, now: now)
        #expect(try judged.filing == Self.file())
        #expect(judged.result == standard.score(judged.filing.sheet))
        // Of the three points of A-03, one is taken off for no log and one and a half for what is torn.
        #expect(judged.result.gaps.map(\.item) == ["A-03"] && judged.result.gaps[0].pointsLost == "2.5")
        let late = try #require(Instant("2021-08-18T10:00:00+08:00"))
        #expect(throws: Problems.self) {
            try FilingForm(Self.document()).judged(site: Self.site, standard: standard, now: late)
        }
    }

    @Test("What was accepted is read back for ever, whatever limits a later release has for new filings")
    func stored() throws {
        let long = String(repeating: "长", count: 3_000)
        let changes: [String: String?] = [
            "escort": "\"\(long)\"", "answers": "{\"A-01\": {\"notChecked\": \"\(long)\"}, \"A-02\": 5000}",
            "startedAt": #""2020-01-01T09:00:00+08:00""#,
        ]
        let refused = #expect(throws: Problems.self) { try Self.file(changes) }
        #expect(Set(refused?.all.map(\.code) ?? []) == ["tooLong", "outOfRange", "beforeOpening"])
        let kept = try FilingForm(stored: Self.document(changes))
            .filing(
                site: Self.site,
                standard: Self.standard.get(),
                now: #require(Instant("2021-08-18T12:00:00Z"))
            )
        #expect(kept.escort == long)
        #expect(kept.sheet.answers["A-01"]?.note == long)
        #expect(kept.sheet.answers["A-02"]?.value == .number(5000))
    }

    @Test(
        "The day of the visit is the one in Shanghai when it ended",
        arguments: [
            ("2021-08-18T15:59:59Z", 0), ("2021-08-18T16:00:00Z", 1), ("2021-08-18T23:30:00+08:00", 0),
        ]
    )
    func visitDate(finishedAt: String, days: Int) throws {
        let filing = try Self.file(["finishedAt": "\"\(finishedAt)\""], now: "2021-08-20T00:00:00Z")
        #expect(filing.visitDate == .visit + days)
    }

    @Test(
        "One thing wrong is named with its place",
        arguments: [
            Fault(["id": nil], "missing", "/id"), Fault(["id": #""T-1""#], "badID", "/id"),
            Fault(["id": "7"], "badID", "/id"),
            // Version 4.
            Fault(["id": #""01890a5d-ac96-474b-bcce-b302099a8057""#], "badID", "/id"),
            Fault(["site": #""""#], "blank", "/site"), Fault(["site": "3"], "wrongType", "/site"),
            Fault(["kind": #""rotine""#], "unknownWord", "/kind"), Fault(["kind": nil], "missing", "/kind"),
            Fault(["inspectors": "[]"], "tooFew", "/inspectors"),
            Fault(["inspectors": #"["a", "b", "c"]"#], "tooMany", "/inspectors"),
            Fault(["inspectors": #"["a", "a"]"#], "repeated", "/inspectors/1"),
            Fault(["inspectors": #"["a", " "]"#], "blank", "/inspectors/1"),
            Fault(["inspectors": #""a""#], "wrongType", "/inspectors"),
            Fault(["escort": nil], "missing", "/escort"),
            Fault(["escort": #""""#], "blank", "/escort"),
            Fault(["finishedAt": nil], "missing", "/finishedAt"),
            Fault(["finishedAt": #""2021-08-18""#], "badTime", "/finishedAt"),
            Fault(["finishedAt": #""2021-08-18T11:30:00""#], "badTime", "/finishedAt"),
            // It is 12:00; a phone may be ten minutes ahead.
            Fault(["finishedAt": #""2021-08-18T12:10:01+08:00""#], "inTheFuture", "/finishedAt"),
            Fault(["finishedAt": #""2021-08-18T08:59:59+08:00""#], "endsBeforeItStarts", "/finishedAt"),
            Fault(["startedAt": #""2021-08-07T23:59:59+08:00""#], "beforeOpening", "/startedAt"),
            Fault(["score": "100"], "unknownName", "/score"), Fault(["answers": nil], "missing", "/answers"),
            Fault(["answers": "[]"], "wrongType", "/answers"),
            Fault(["facts": nil], "missingFact", "/facts/residents"),
            Fault(["answers": #"{"Z-01": "yes"}"#], "unknownItem", "/answers/Z-01"),
            Fault(
                ["revises": #"{"inspection": "x", "reason": "slip", "by": "a"}"#],
                "badID",
                "/revises/inspection"
            ),
            Fault(
                [
                    "revises":
                        #"{"inspection": "01890A5D-AC96-774B-BCCE-B302099A8057", "reason": "slip", "by": "a"}"#
                ],
                "revisesItself",
                "/revises"
            ),
            Fault(
                ["revises": #"{"inspection": "01890a5d-ac96-774b-bcce-b302099a8058", "by": "a"}"#],
                "missing",
                "/revises/reason"
            ),
        ]
    )
    func faults(fault: Fault) throws {
        let problems = #expect(throws: Problems.self) { try Self.file(fault.changes) }
        #expect(problems?.all.map(\.code) == [fault.code])
        #expect(problems?.all.map(\.pointer) == [fault.pointer])
    }

    @Test("A document that is no filing at all", arguments: ["[]", "1", "null", "\"filing\""])
    func notAFiling(text: String) throws {
        let form = try FilingForm(JSON.read(Array(text.utf8)))
        let problems = #expect(throws: Problems.self) {
            try form.filing(site: nil, standard: nil, now: Instant(microseconds: 0))
        }
        #expect(problems?.all.isEmpty == false)
    }

    @Test("Everything wrong is said at once: head, times, facts and answers")
    func allAtOnce() throws {
        let problems = #expect(throws: Problems.self) {
            try Self.file([
                "id": #""x""#, "kind": nil, "inspectors": "[]", "startedAt": #""2021-08-01T09:00:00+08:00""#,
                "finishedAt": #""2021-09-18T11:30:00+08:00""#, "facts": "{}", "answers": #"{"A-02": "many"}"#,
                "escort": #""""#,
            ])
        }
        #expect(
            Set(problems?.all.map { "\($0.code) \($0.pointer)" } ?? []) == [
                "badID /id", "missing /kind", "tooFew /inspectors", "blank /escort",
                "inTheFuture /finishedAt",
                "beforeOpening /startedAt", "afterClosing /finishedAt", "missingFact /facts/residents",
                "wrongType /answers/A-02",
            ]
        )
    }

    @Test("An unknown site or checklist, and one for another kind of site")
    func unknown() throws {
        let form = try FilingForm(Self.document(["version": #""9""#, "escort": nil]))
        let now = try #require(Instant("2021-08-18T12:00:00+08:00"))
        let unknown = #expect(throws: Problems.self) { try form.filing(site: nil, standard: nil, now: now) }
        #expect(
            unknown?.all.map { "\($0.code) \($0.pointer)" } == [
                "missing /escort", "unknownSite /site", "unknownChecklist /version",
            ]
        )
        let home = Site(code: "H-1", kind: .homeIsolation, name: .any, township: nil, openedOn: .visit)
        let other = #expect(throws: Problems.self) {
            try FilingForm(Self.document()).filing(site: home, standard: Self.standard.get(), now: now)
        }
        #expect(other?.all.map(\.code) == ["otherKind"])
        let withoutVersion = try FilingForm(Self.document())
        let nowhere = #expect(throws: Problems.self) {
            try withoutVersion.filing(site: Self.site, standard: nil, now: now)
        }
        #expect(nowhere?.all.map { "\($0.code) \($0.pointer)" } == ["unknownChecklist /checklist"])
    }

    @Test("A correction names what it corrects, why and by whom")
    func revises() throws {
        let filing = try Self.file([
            "revises":
                #"{"inspection": "01890A5D-ac96-774b-bcce-b302099a8058", "reason": "wrong count", "by": "inspector 1"}"#
        ])
        #expect(filing.revises.map { "\($0.inspection)" } == "01890a5d-ac96-774b-bcce-b302099a8058")
        #expect(filing.revises?.reason == "wrong count" && filing.revises?.by == "inspector 1")
        #expect(try filing.digest != Self.file().digest)
    }

    @Test(
        "Late is more than 48 hours after the visit",
        arguments: [
            ("2021-08-20T11:30:00+08:00", false), ("2021-08-20T11:30:01+08:00", true),
            ("2021-08-18T11:30:00+08:00", false),
        ]
    )
    func late(receivedAt: String, expected: Bool) throws {
        #expect(try Self.file().isLate(receivedAt: #require(Instant(receivedAt))) == expected)
    }

    // MARK: Digest

    @Test(
        "The same content has the same digest, however it was spelt",
        arguments: [
            [
                "answers":
                    #"{"A-03": {"further": 0, "deductions": ["no-log", "torn"]}, "A-02": 3, "A-01": "yes"}"#
            ],
            ["answers": #"{"A-01": true, "A-02": 3.0, "A-03": {"deductions": ["torn", "no-log"]}}"#],
            [
                "answers":
                    #"{"A-01": {"value": "yes"}, "A-02": 3.0, "A-03": {"deductions": ["torn", "no-log"]}}"#
            ],
            ["id": #""01890A5D-AC96-774B-BCCE-B302099A8057""#], ["facts": #"{"residents": 34.0}"#],
            ["finishedAt": #""2021-08-18T03:30:00Z""#], ["version": "null"],
            [
                "answers":
                    #"{"A-01": {"value": "yes", "note": "", "evidence": []}, "A-02": 3, "A-03": {"deductions": ["torn", "no-log"]}}"#
            ],
        ]
    )
    func sameDigest(changes: [String: String]) throws {
        #expect(try Self.file(changes.mapValues { $0 }).digest == Self.file().digest)
    }

    @Test(
        "Other content has another digest",
        arguments: [
            [
                "answers":
                    #"{"A-01": {"value": "yes", "note": "seen"}, "A-02": 3, "A-03": {"deductions": ["torn", "no-log"]}}"#
            ],
            ["answers": #"{"A-01": "no", "A-02": 3, "A-03": {"deductions": ["torn", "no-log"]}}"#],
            ["answers": #"{"A-01": "yes", "A-02": 3, "A-03": {"deductions": ["torn"], "further": 1}}"#],
            ["answers": #"{"A-01": "yes", "A-02": 3}"#], ["escort": #""director""#],
            ["inspectors": #"["inspector 2"]"#], ["kind": #""recheck""#], ["facts": #"{"residents": 35}"#],
            ["finishedAt": #""2021-08-18T11:30:00.000001+08:00""#], ["version": #""2021-08""#],
        ]
    )
    func otherDigest(changes: [String: String]) throws {
        #expect(try Self.file(changes.mapValues { $0 }).digest != Self.file().digest)
    }

    @Test("A digest is 64 characters of lower-case hex")
    func digestForm() throws {
        #expect(try Self.file().digest.wholeMatch(of: /[0-9a-f]{64}/) != nil)
    }

    struct Fault: Sendable, CustomStringConvertible {
        let changes: [String: String?]
        let code: String
        let pointer: String

        init(_ changes: [String: String?], _ code: String, _ pointer: String) {
            self.changes = changes
            self.code = code
            self.pointer = pointer
        }

        var description: String {
            changes.map { "\($0.key): \($0.value ?? "left out"): \(code)" }.joined()
        }
    }
}
