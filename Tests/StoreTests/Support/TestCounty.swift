import ChecklistFiles
import Compliance
import Foundation
import Logging
import Postgres
import StrictJSON
import TestSupport

@testable import Store

/// A migrated database with the county `demo` and the shipped standards of August 2021.
enum TestCounty {
    static let template = TestDatabase.Template("store") { url in
        let database = try Database(url, logger: quiet)
        try await Store.migrate(database)
        try await Store.createCounty("demo", name: Text(zh: "示范县", en: "Demo"), in: database)
        let store = try await Store.open(database, county: "demo").acting(for: .shell(name: "甲"))
        _ = try await store.publish(baseline())
        for name in ["county-isolation", "township-isolation"] {
            _ = try await store.publish(checklist(name))
        }
        await database.close()
    }

    static let quiet = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }

    /// Gives the closure the county's store and its database, of this test alone.
    static func with<Value>(_ body: (Store, Database) async throws -> Value) async throws -> Value {
        try await TestDatabase.withDatabase(template) { url in
            var configuration = Database.Configuration(connections: 8)
            configuration.acquireTimeout = .seconds(60)
            let database = try Database(url, configuration: configuration, logger: quiet)
            let value = try await body(
                try await Store.open(database, county: "demo").acting(for: .shell(name: "甲")),
                database
            )
            await database.close()
            return value
        }
    }

    static func baseline(_ name: String = "baseline-2021-08") throws -> Baseline {
        guard let baseline = try baselines.get()[name] else { throw CocoaError(.fileNoSuchFile) }
        return baseline
    }

    static func checklist(_ name: String) throws -> Checklist {
        guard let checklist = try checklists.get()[name] else { throw CocoaError(.fileNoSuchFile) }
        return checklist
    }

    /// The version that the shipped amendment of that name makes of the checklist.
    static func amended(_ name: String, _ checklist: String) throws -> Checklist {
        try amended(name, self.checklist(checklist))
    }

    static func amended(_ name: String, _ checklist: Checklist) throws -> Checklist {
        let project = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        let file = project.appending(path: "checklists/\(name).yaml")
        let amendment = try ChecklistAmendment(YAMLText.read(String(contentsOf: file, encoding: .utf8)))
        return try Checklist(amendment.document(amending: checklist))
    }

    // Read once, as that takes most of the time.
    private static let baselines = Swift.Result {
        try read(["baseline-2021-08", "baseline-2022-07"]) { try Baseline($0) }
    }
    private static let checklists = Swift.Result {
        try read(["county-isolation", "township-isolation", "township-isolation-2022-07"]) {
            try Checklist($0)
        }
    }

    private static func read<Value>(
        _ names: [String],
        _ make: (Node) throws -> Value
    ) throws -> [String: Value] {
        let project = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        return try Dictionary(
            uniqueKeysWithValues: names.map { name in
                let file = project.appending(path: "checklists/\(name).yaml")
                return (name, try make(try YAMLText.read(try String(contentsOf: file, encoding: .utf8))))
            }
        )
    }
}

/// A day of 2021 from `08-16`; a test that misspells one fails on 0001-01-01.
func day(_ text: String) -> Day { Day("2021-\(text)") ?? .first }

/// A moment of 2021 in Shanghai from `08-16 09:00`.
func moment(_ text: String) -> Instant {
    Instant("2021-\(text.replacing(" ", with: "T")):00+08:00") ?? Instant(microseconds: 0)
}

func township(
    _ code: String,
    from: Day = day("01-01"),
    to: Day? = nil,
    _ duties: [DutyEntry] = []
) -> RegisterEntry {
    RegisterEntry(
        site: Site(
            code: code,
            kind: .townshipIsolation,
            name: Text(zh: "隔离点\(code)", en: "Site \(code)"),
            township: Township(code: code, name: Text(zh: "\(code)乡", en: "Township \(code)")),
            openedOn: from,
            closedOn: to
        ),
        duties: duties,
        row: 1
    )
}

extension DutyEntry {
    /// What a register says of a term as it begins.
    init(_ posting: Posting) {
        self.init(posting.duty, posting.person, since: posting.from)
    }
}
