import Crypto
import Foundation
import StrictJSON
import TestSupport
import Testing

@testable import Store

/// Closing a week at the shell, and holding it against the record.
@Suite struct WeekCommandTests {
    @Test(.timeLimit(.minutes(5))) func aWeekIsClosedRevisedShownAndVerified() async throws {
        try await TestDatabase.withDatabase(CheckpointCounty.template) { url in
            let county = try await CheckpointCounty(in: url)
            let shell = county.shell
            let nothing = try await shell.run("week", "verify", "2021-W33")
            #expect(nothing.code == 1 && nothing.error.contains("2021-W33 is not closed"))
            let closed = try await shell.run("week", "close", "2021-W33")
            #expect(closed.code == 0 && closed.output.contains("revision 1"), "\(closed.error)")
            let bytes = try await shell.run("week", "2021-W33", "--json").output
            #expect(bytes.hasPrefix(#"{"format":2,"county":"test""#))
            let again = try await shell.run("week", "close", "2021-W33")
            #expect(again.code == 1 && again.error.contains("is closed already"))
            let same = try await shell.run("week", "revise", "2021-W33", "--reason", "没有出入")
            #expect(same.code == 1 && same.error.contains("nothing was revised"))

            // A week before it, which it now goes on from.
            #expect(try await shell.run("week", "close", "2021-W32").code == 0)
            let revised = try await shell.run("week", "revise", "2021-W33", "--reason", "上一周已封存")
            #expect(revised.code == 0 && revised.output.contains("not sealed → inspected 0 / 0"))
            #expect(revised.output.contains("goes on from 2021-W32, revision 1"))
            let first = try await shell.run("week", "show", "2021-W33", "--revision", "1", "--json")
            #expect(first.output == bytes)
            let live = try await shell.run("week", "2021-W33", "--live", "--json")
            #expect(try JSON.read(Array(live.output.utf8))["others"] != nil)

            let whole = try await shell.run("week", "verify", "--all", "--json")
            #expect(whole.code == 0)
            let said = try JSON.read(Array(whole.output.utf8))
            #expect(said["whole"]?.bool == true && said["reports"]?.array?.count == 3)
            let words = try await shell.run("week", "verify", "--all")
            #expect(words.output.contains("As they were sealed: 3 reports"))
            #expect(try await shell.run("audit", "verify", "--json").output.contains("\"weeks\": 3"))
            #expect(try await shell.run("week", "verify").code == 2)
        }
    }

    @Test(.timeLimit(.minutes(5))) func aBackupRestoredHasTheSameBytesAndVerifies() async throws {
        try await TestDatabase.withDatabase(CheckpointCounty.template) { url in
            try await Shell.withFolder { folder in
                let shell = try await CheckpointCounty(in: url).shell
                try #require(try await shell.run("week", "close", "2021-W33").code == 0)
                let bytes = try await shell.run("week", "2021-W33", "--json").output
                let (key, file) = (folder + "/key", folder + "/backup")
                for command in [["backup", "--new-key", key], ["backup", "--to", file, "--key-file", key]] {
                    try #require(try await shell.run(command).code == 0)
                }
                try await TestDatabase.withDatabase { empty in
                    let restored = Shell(["DATABASE_URL": empty, "LAZARET_COUNTY": "test"])
                    let said = try await restored.run("restore", file, "--key-file", key)
                    try #require(said.code == 0, "\(said.error)")
                    #expect(try await restored.run("week", "2021-W33", "--json").output == bytes)
                    let verified = try await restored.run("week", "verify", "2021-W33")
                    #expect(verified.code == 0, "\(verified.output)")
                }
            }
        }
    }

    @Test(.timeLimit(.minutes(5))) func aClosedWeekIsWrittenToAFile() async throws {
        try await TestDatabase.withDatabase(CheckpointCounty.template) { url in
            let shell = try await CheckpointCounty(in: url).shell
            try await Shell.withFolder { folder in
                func export(_ format: String, _ more: String...) async throws -> Shell.Said {
                    let to = "\(folder)/week.\(format)"
                    return try await shell.run(
                        ["week", "export", "2021-W33", "--format", format, "--to", to] + more
                    )
                }
                let open = try await export("json")
                #expect(open.code == 1 && open.error.contains("2021-W33 is not closed"))
                let closed = try await shell.run("week", "close", "2021-W33")
                #expect(closed.code == 0 && closed.output.contains("the PDF is kept, digest "))
                for (format, start) in [
                    ("pdf", "%PDF-"), ("docx", "PK"), ("xlsx", "PK"), ("csv", "\u{FEFF}\"集中隔离点检查周报\""),
                    ("json", "{\"format\":2"),
                ] {
                    let said = try await export(format)
                    #expect(said.code == 0, "\(said.error)")
                    let file = try Data(contentsOf: URL(filePath: "\(folder)/week.\(format)"))
                    #expect(file.starts(with: Array(start.utf8)), "\(format)")
                    if format == "pdf" {
                        let digest = SHA256.hash(data: file)
                            .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
                        #expect(closed.output.contains(digest.joined()))
                    }
                }
                // What was kept at closing is what is kept.
                let kept = try await shell.run("week", "keep", "2021-W33", "--json")
                let digest = try JSON.read(Array(kept.output.utf8))["digest"]?.string
                #expect(kept.code == 0 && digest.map { closed.output.contains($0) } == true)
                let again = try await export("pdf", "--language", "en")
                #expect(again.code == 2 && again.error.contains("is there already"))
                let other = try await export("odt")
                #expect(other.code == 2)
            }
        }
    }
}
