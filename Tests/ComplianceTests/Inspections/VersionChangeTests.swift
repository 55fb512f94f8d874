import StrictJSON
import Testing

@testable import Compliance

@Suite("What another version changes in a draft")
struct VersionChangeTests {
    private static func checklist(_ items: [Item], facts: [Fact]) throws -> Checklist {
        try Standard.sample(items, facts: facts).checklist
    }

    private static let document: Node = .object([
        ("facts", .object([("residents", 3), ("strays", 2)])),
        ("answers", .object([("A-01", "yes"), ("A-02", .object([("notChecked", "锁着")])), ("A-09", "no")])),
    ])

    @Test("Added, gone and changed are told, with what was written for what is gone")
    func change() throws {
        let old = try Self.checklist(
            [.sample("A-01"), .sample("A-02"), .sample("A-03")],
            facts: [.residents]
        )
        let new = try Self.checklist([.sample("A-01", points: 2), .sample("A-04", .critical)], facts: [])
        let change = VersionChange(from: old, to: new, of: Self.document)
        #expect(change.added.map(\.code) == ["A-04"])
        #expect(change.changed.map(\.code) == ["A-01"])
        // A-09 and strays are of neither version: nobody knows what they were, and they are not lost in silence.
        #expect(change.gone.map(\.code) == ["residents", "strays", "A-02", "A-03", "A-09"])
        #expect(change.gone.map { $0.written != nil } == [true, true, true, false, true])
        #expect(change.gone.map { $0.title != nil } == [true, false, true, true, false])
        let left = change.withoutGone(Self.document)
        #expect(JSON.write(left) == #"{"facts":{},"answers":{"A-01":"yes"}}"#)
    }

    @Test("The same version changes nothing, and what no version asks is still told where none is known")
    func same() throws {
        let checklist = try Self.checklist([.sample("A-01"), .sample("A-02")], facts: [.residents])
        let same = VersionChange(from: checklist, to: checklist, of: Self.document)
        #expect(same.added.isEmpty && same.changed.isEmpty && same.gone.map(\.code) == ["strays", "A-09"])
        let unknown = VersionChange(from: nil, to: checklist, of: Self.document)
        #expect(unknown.added.isEmpty && unknown.gone.map(\.code) == ["strays", "A-09"])
        #expect(unknown.from == nil && unknown.node["gone"]?.array?.count == 2)
    }
}
