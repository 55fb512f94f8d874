import Foundation
import Glibc
import StrictJSON
import TestSupport
import Testing

/// `lazaret file --ndjson` with somebody at the other end who waits for each answer.
@Suite(.serialized) struct FileLinesTests {
    @Test(.timeLimit(.minutes(3))) func eachLineIsAnsweredBeforeTheNextIsSent() async throws {
        try await Self.withFiling { filing in
            for number in 1...3 {
                filing.send(JSON.write(CheckpointCounty.filing(CheckpointCounty.id(number))) + "\n")
                let answer = try JSON.read(Array(filing.nextLine().utf8))
                #expect(answer["outcome"]?.string == "filed")
                #expect(answer["line"]?.number == "\(number)")
            }
            filing.close()
            #expect(filing.code == 0)
        }
    }

    @Test(.timeLimit(.minutes(3)), arguments: [SIGTERM, SIGINT])
    func aSignalEndsItBetweenLines(signal: Int32) async throws {
        try await Self.withFiling { filing in
            filing.send(JSON.write(CheckpointCounty.filing(CheckpointCounty.id(1))) + "\n{\"id\": ")
            #expect(filing.nextLine().hasPrefix("{\"line\":1,"))
            kill(filing.process.processIdentifier, signal)
            #expect(filing.code == 128 + signal)
            // The half line that was read is neither filed nor answered.
            #expect(filing.rest == "")
        }
    }

    @Test(.timeLimit(.minutes(3))) func aSignalUnderLoadLeavesWholeLinesAndWhatTheySayIsSo() async throws {
        try await Self.withFiling { filing in
            let lines = (1...400)
                .map { number in
                    JSON.write(
                        CheckpointCounty.filing(
                            CheckpointCounty.id(number, series: 3),
                            at: CheckpointCounty.sites[number % 8]
                        )
                    ) + "\n"
                }
            Thread.detachNewThread { for line in lines { filing.send(line) } }
            var answers = [filing.nextLine()]
            kill(filing.process.processIdentifier, SIGTERM)
            #expect(filing.code == 143)
            let rest = filing.rest
            #expect(rest.isEmpty || rest.hasSuffix("\n"))
            answers += rest.split(separator: "\n").map(String.init)
            #expect(answers.count < 400)
            var ids: Set<String> = []
            for answer in answers {
                let node = try JSON.read(Array(answer.utf8))
                #expect(node["outcome"]?.string == "filed")
                ids.insert(try #require(node["id"]?.string))
            }
            // Nothing was filed that was not answered.
            let site = try await filing.shell.run("show", "site", "K-01", "--json")
            let count = try JSON.read(Array(site.output.utf8))["inspections"]?.number
            let there = (1...400).filter { $0 % 8 == 0 && ids.contains(CheckpointCounty.id($0, series: 3)) }
            #expect(count == "\(there.count)")
        }
    }

    private static func withFiling(_ body: (Filing) async throws -> Void) async throws {
        try await TestDatabase.withDatabase(CheckpointCounty.template) { url in
            let county = try await CheckpointCounty(in: url)
            try await Shell.withFolder { folder in
                let filing = try Filing(county.shell, in: folder)
                defer { if filing.process.isRunning { kill(filing.process.processIdentifier, SIGKILL) } }
                try await body(filing)
            }
        }
    }
}

/// A run of the command whose lines are sent and read one by one.
private final class Filing: @unchecked Sendable {
    let shell: Shell
    let process = Process()
    /// Where lines are sent to, and answers read from.
    private let input: FileHandle
    private let output: FileHandle
    private var read = Data()

    /// Runs it between two named pipes in the folder: what it inherits it shares with nobody, so that an end comes.
    init(_ shell: Shell, in folder: String) throws {
        self.shell = shell
        let (lines, answers) = (folder + "/lines", folder + "/answers")
        for path in [lines, answers] { try #require(unsafe mkfifo(path, 0o600) == 0) }
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = [
            "-c", #"exec "$0" file --ndjson - < "$1" > "$2" 2> /dev/null"#, Shell.program, lines, answers,
        ]
        process.environment = shell.settings
        process.currentDirectoryURL = URL(filePath: Shell.project)
        signal(SIGPIPE, SIG_IGN)
        try process.run()
        input = FileHandle(fileDescriptor: unsafe open(lines, O_WRONLY | O_CLOEXEC))
        output = FileHandle(fileDescriptor: unsafe open(answers, O_RDONLY | O_CLOEXEC))
    }

    func send(_ text: String) { try? input.write(contentsOf: Data(text.utf8)) }

    func close() { try? input.close() }

    /// Waits for the next line.
    func nextLine() -> String {
        while !read.contains(UInt8(ascii: "\n")) {
            let more = output.availableData
            if more.isEmpty { return "" }
            read += more
        }
        let end = read.firstIndex(of: UInt8(ascii: "\n")) ?? read.endIndex
        defer { read = Data(read[end...].dropFirst()) }
        return String(decoding: read[..<end], as: UTF8.self)
    }

    /// Everything else that it wrote.
    var rest: String {
        String(
            decoding: read + ((try? output.readToEnd()) ?? Data()),
            as: UTF8.self
        )
    }

    /// How it ended.
    var code: Int32 {
        process.waitUntilExit()
        return process.terminationReason == .exit ? process.terminationStatus : -1
    }
}
