import Foundation
import StrictJSON
import Testing
import TestSupport

/// What a command is given, by hand or in a file, is refused by name where it is not stream-safe.
@Suite struct WorstTextTests {
    private static let marks = WorstText.marks.text(bytes: 100_000)

    @Test func argumentsAndSettingsAreRefusedBeforeAnythingReadsThem() async throws {
        for arguments in [
            ["score", "--checklist", Self.marks], ["\(Self.marks)"], ["week", "--county=\(Self.marks)"],
            ["checklist", "lint", "\(Self.marks).yaml"],
        ] {
            let said = try await Shell().run(arguments)
            #expect(said.code == 2)
            #expect(
                said.error.contains("argument \(arguments.count) \(StreamSafe.en)"),
                "\(said.error.prefix(300))"
            )
        }
        for setting in ["LAZARET_COUNTY", "DATABASE_URL", "LAZARET_TOKEN"] {
            let said = try await Shell([setting: Self.marks]).run("week")
            #expect(said.code == 2)
            #expect(said.error.contains("in \(setting) \(StreamSafe.en)"), "\(said.error.prefix(300))")
        }
    }

    @Test func filesAreRefusedWithTheirPlace() async throws {
        try await Shell.withFolder { folder in
            let text = WorstText.marks.text(bytes: 1_000_000)
            let files = [
                ("a.yaml", text), ("b.yaml", "\u{FEFF}" + text), ("c.yaml", "checklist: x\n? \(text)\n: y\n"),
                ("d.json", "{\"\(text)\": 1}"),
                ("e.yaml", "? \"" + String(repeating: #"\u0301"#, count: 100_000) + "\"\n: x"),
            ]
            let plain = "\(folder)/plain.yaml"
            try String(repeating: "a", count: 1_000_000)
                .write(toFile: plain, atomically: true, encoding: .utf8)
            let quick = try await ContinuousClock()
                .measure { _ = try await Shell().run("checklist", "lint", plain) }
            for (name, text) in files {
                let path = "\(folder)/\(name)"
                try text.write(toFile: path, atomically: true, encoding: .utf8)
                let started = ContinuousClock.now
                let said = try await Shell().run("checklist", "lint", path)
                #expect(said.code == 1)
                #expect(said.output.contains(StreamSafe.en), "\(name): \(said.output.prefix(300))")
                // Unmended, it takes minutes where plain letters take part of a second.
                #expect(ContinuousClock.now - started < .seconds(20) + quick * 60, "\(name)")
            }
        }
        let line = #"{"visitDate":"2021-08-18","facts":{},"answers":{"\#(Self.marks)":"yes"}}"#
        let said = try await Shell()
            .run(
                "score",
                "--checklist",
                "checklists/zone.yaml",
                "--answers",
                "-",
                "--ndjson",
                input: "\(line)\n\(line)\n"
            )
        #expect(said.code == 1)
        let codes = try said.lines.map {
            try JSON.read(Array($0.utf8))["errors"]?.array?.map { $0["code"]?.string }
        }
        #expect(codes == [["notStreamSafe"], ["notStreamSafe"]])
    }
}
