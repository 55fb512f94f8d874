@testable import Compliance
import Postgres
import StrictJSON
import Testing

@testable import Store

@Suite("What another version would say")
struct WhatIfTests {
    @Test("The latest inspections of a kind are held against another version, and nothing is changed")
    func latest() async throws {
        try await FilingTests.with { store, _ in
            _ = try await store.importSites([township("T-02")])
            _ = try await store.file(try FilingTests.filing(1), receivedAt: FilingTests.now)
            _ = try await store.publish(try TestCounty.baseline("baseline-2022-07"))
            _ = try await store.publish(try TestCounty.checklist("township-isolation-2022-07"))
            let id = try InspectionRows.id(1)
            let before = try await store.inspection(id)

            let answers = try await store.whatIf(
                latestOf: .townshipIsolation,
                checklist: "2022-07",
                baseline: "2022-07",
                now: FilingTests.now
            )
            // T-02 was never inspected.
            #expect(answers.map(\.site.code) == ["T-01"])
            let whatIf = try #require(answers.first?.whatIf)
            #expect(
                [whatIf.before.checklistVersion, whatIf.before.baselineVersion] == ["2021-08", "2021-08"]
            )
            #expect([whatIf.after.checklistVersion, whatIf.after.baselineVersion] == ["2022-07", "2022-07"])
            // Nothing was checked, so both find it below the minimum with nothing earned.
            #expect(whatIf.before.score == 0 && whatIf.after.score == 0)
            #expect(whatIf.before.grade?.code == "belowMinimum" && !whatIf.changesGrade)
            let old = Set(try TestCounty.checklist("township-isolation").items.map(\.code))
            let new = try TestCounty.checklist("township-isolation-2022-07").items.map(\.code)
            #expect(
                whatIf.changes.filter { $0.before == nil }.map(\.item) == new.filter { !old.contains($0) }
            )

            let alone = try await store.whatIf(id, checklist: "2022-07", baseline: "2022-07")
            #expect(alone.whatIf == whatIf && alone.inspection == id)
            let after = try await store.inspection(id)
            #expect(
                after.result == before.result
                    && after.standard.checklistDigest == before.standard.checklistDigest
            )
        }
    }

    @Test(
        "What was scored by version 1 of the rules stays, and a what-if without versions says whose grade changes"
    )
    func scoringVersions() async throws {
        try await TestCounty.with { store, database in
            _ = try await store.importSites([township("T-01"), township("T-02")])
            // Published before guards were asked for: no part of it would pass today.
            let members = try #require(try TestCounty.checklist("township-isolation").node.object)
                .map { member in
                    switch member.name {
                    case "version": Node.Member("version", "parts")
                    case "grades": Node.Member("grades", .array(Self.grades))
                    case "sections":
                        Node.Member(
                            "sections",
                            .array([
                                Self.section("A", .object([("notApplicable", nil)])),
                                Self.section("B", .object([("notApplicable", true)])),
                            ])
                        )
                    default: member
                    }
                }
            let checklist = try Checklist(Node(.object(members)))
            await #expect(throws: Problems.self) { try await store.publish(checklist) }
            _ = try await database.query(
                """
                INSERT INTO checklist_version (county_id, digest, code, version, site_kind, baseline, effective_from,
                    items, document, published_at, published_by)
                VALUES (\(store.county.id), \(DigestText(checklist.node.digest)), \(checklist.code),
                    \(checklist.version), \(checklist.siteKind), \(checklist.baseline), \(checklist.effectiveFrom),
                    \(checklist.items.map(\.code)), \(JSON.write(checklist.node)), clock_timestamp(), '甲')
                """
            )
            // It stays usable, and publishing it again changes nothing.
            #expect(try await store.publish(checklist) == .already(digest: checklist.node.digest))
            let standard = try await store.standard(checklist.code, version: "parts", on: day("08-18"))
            let (edition, _) = try await store.currentVersions()
            let facts = try FilingTests.filing(1)["facts"] ?? .null
            let sheets = try ["notApplicable", "no"]
                .map { answer in
                    let last: Node = answer == "no" ? "no" : .object([("notApplicable", "无")])
                    return try SheetDocument(
                        .object([("answers", .object([("A-91", "yes"), ("B-91", last)])), ("facts", facts)]),
                        for: standard,
                        visitDate: day("08-18")
                    )
                    .sheet
                }
            for (number, sheet) in sheets.enumerated() {
                let filed = FiledInspection(
                    filing: Filing(
                        id: try InspectionRows.id(number),
                        site: "T-0\(number + 1)",
                        checklist: checklist.code,
                        version: "parts",
                        kind: .routine,
                        inspectors: ["检查员甲"],
                        escort: "",
                        startedAt: moment("08-18 08:00"),
                        finishedAt: moment("08-18 09:00"),
                        sheet: sheet,
                        revises: nil
                    ),
                    site: township("T-0\(number + 1)").site,
                    receivedAt: moment("08-18 10:00"),
                    standard: standard,
                    result: standard.score(sheet, by: 1)
                )
                #expect(try await store.write(filed, edition: edition) == .written)
            }
            let answers = try await store.whatIf(
                latestOf: .townshipIsolation,
                checklist: nil,
                baseline: nil,
                now: FilingTests.now
            )
            #expect(answers.map(\.site.code) == ["T-01", "T-02"])
            #expect(answers.map(\.whatIf.changesGrade) == [true, false])
            #expect(answers.allSatisfy { $0.whatIf.changesScoring && $0.whatIf.changes.isEmpty })
            #expect(answers.map(\.whatIf.before.grade?.code) == ["good", "bad"])
            #expect(answers.map(\.whatIf.after.undecided?.missing.first?.name) == ["score_B", nil])
            // Nothing of it is written: the stored result is that of version 1, and explained by its rules.
            let stored = try await store.inspection(try InspectionRows.id(0))
            #expect(stored.result == standard.score(sheets[0], by: 1) && stored.result.grade?.code == "good")
        }
    }

    private static let grades: [Node] = [("bad", "min(${score_A}, ${score_B}) < 60"), ("good", "true()")]
        .map { code, when in
            .object([
                ("grade", .string(code)), ("colour", "red"),
                ("title", .object([("zh", "级"), ("en", "Grade")])),
                ("when", .string(when)),
            ])
        }

    /// A section with one item.
    private static func section(_ code: String, _ more: Node) -> Node {
        let text = Node.object([("zh", .string("\(code)部分")), ("en", .string("Part \(code)"))])
        let item: [(String, Node?)] = [
            ("code", .string("\(code)-91")), ("text", text), ("check", .array(["look"])),
            ("severity", "minor"),
            ("reason", text), ("points", 1), ("answer", "yesNo"), ("source", "WS694-2020"), ("clause", ""),
            ("verified", "read"), ("responsible", "director"), ("evidence", .array([])),
        ]
        return .object([
            ("code", .string(code)), ("title", text),
            ("items", .array([.object(item + (more.object ?? []).map { ($0.name, $0.value) })])),
        ])
    }

    @Test("A version that the county does not have is said")
    func unknown() async throws {
        try await FilingTests.with { store, _ in
            _ = try await store.file(try FilingTests.filing(1), receivedAt: FilingTests.now)
            let id = try InspectionRows.id(1)
            await #expect(throws: StoreError.noChecklist("township-isolation 1999")) {
                try await store.whatIf(id, checklist: "1999", baseline: nil)
            }
            await #expect(throws: StoreError.noBaseline("henan-minimum 1999")) {
                try await store.whatIf(id, checklist: nil, baseline: "1999")
            }
            let other = try InspectionRows.id(2)
            await #expect(throws: StoreError.noInspection("\(other)")) {
                try await store.whatIf(other, checklist: nil, baseline: nil)
            }
        }
    }
}
