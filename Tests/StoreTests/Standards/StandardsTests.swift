import Compliance
import StrictJSON
import Testing

@testable import Store

@Suite("Published standards")
struct StandardsTests {
    @Test("The same content again is no new version; the label with other content is refused")
    func publishing() async throws {
        try await TestCounty.with { store, _ in
            let checklist = try TestCounty.checklist("township-isolation")
            #expect(
                try await store.publish(checklist) == .already(digest: checklist.node.digest)
            )
            let members = try #require(checklist.node.object)
                .map { member in
                    member.name == "title"
                        ? Node.Member("title", .object([("zh", "另一份"), ("en", "Another")])) : member
                }
            let other = try Checklist(Node(.object(members)))
            await #expect(throws: StoreError.versionTaken(code: checklist.code, version: checklist.version)) {
                try await store.publish(other)
            }
            #expect(try await store.checklists().map(\.code) == ["county-isolation", "township-isolation"])
            let items = [try TestCounty.checklist("county-isolation").items.count, checklist.items.count]
            #expect(try await store.checklists().map(\.items) == items)
        }
    }

    @Test("The version in force on the day is found, also when another program published it")
    func inForce() async throws {
        try await TestCounty.with { store, database in
            let elsewhere = try await Store.open(database, county: "demo").acting(for: .shell(name: "甲"))
            let august = try TestCounty.checklist("township-isolation")
            let later = try TestCounty.checklist("township-isolation-2022-07")
            #expect(try await store.standard(august.code, version: nil, on: day("08-18")).checklist == august)
            _ = try await elsewhere.publish(try TestCounty.baseline("baseline-2022-07"))
            _ = try await elsewhere.publish(later)
            #expect(try await store.standard(august.code, version: nil, on: day("08-18")).checklist == august)
            #expect(
                try await store.standard(august.code, version: nil, on: later.effectiveFrom).checklist
                    == later
            )
            await #expect(throws: StoreError.noChecklist("township-isolation 1999")) {
                try await store.standard(august.code, version: "1999", on: day("08-18"))
            }
            await #expect(throws: StoreError.noChecklist("nothing")) {
                try await store.standard("nothing", version: nil, on: day("08-18"))
            }
        }
    }

    @Test("A code that stood for something else in any version before is refused")
    func reusedCode() async throws {
        try await TestCounty.with { store, _ in
            let text = JSON.write(try TestCounty.checklist("township-isolation").node)
            let item = try #require(TestCounty.checklist("township-isolation").items.first)
            let clause = JSON.write(.string(item.citation.clause))
            let node = try Store.document(
                text.replacing("\"2021-08\"", with: "\"2021-09\"")
                    .replacing(JSON.write(.string(item.text.zh)), with: "\"门口备有雨伞\"")
                    .replacing(JSON.write(.string(item.text.en)), with: "\"Umbrellas by the door\"")
                    .replacing("\"clause\":\(clause)", with: "\"clause\":\"99.9\"")
            )
            let other = try Checklist(node)
            let problems = await #expect(throws: Problems.self) {
                try await store.publish(other)
            }
            #expect(problems?.all.map(\.code) == ["reusedCode"])
            #expect(problems?.all.map(\.item) == [item.code])
            #expect(try await store.checklists().map(\.version) == ["2021-08", "2021-08"])
        }
    }
}
