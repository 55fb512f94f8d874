import Foundation
import Glibc
import StrictJSON
import TestSupport
import Testing

/// `lazaret file --ndjson` with somebody at the other end who waits for each answer.
@Suite struct LineTests {
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
        try await TestDatabase.withDatabase { url in
            let county = try await CheckpointCounty(in: url)
            let filing = try Filing(county.shell)
            defer { if filing.process.isRunning { kill(filing.process.processIdentifier, SIGKILL) } }
            try await body(filing)
        }
    }
}

/// A run of the command whose lines are sent and read one by one.
private final class Filing: @unchecked Sendable {
    let shell: Shell
    let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var read = Data()

    init(_ shell: Shell) throws {
        self.shell = shell
        process.executableURL = URL(filePath: Shell.program)
        process.arguments = ["file", "--ndjson", "-"]
        process.environment = shell.settings
        process.currentDirectoryURL = URL(filePath: Shell.project)
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        signal(SIGPIPE, SIG_IGN)
        try process.run()
    }

    func send(_ text: String) { try? input.fileHandleForWriting.write(contentsOf: Data(text.utf8)) }

    func close() { try? input.fileHandleForWriting.close() }

    /// Waits for the next line.
    func nextLine() -> String {
        while !read.contains(UInt8(ascii: "\n")) {
            let more = output.fileHandleForReading.availableData
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
            decoding: read + ((try? output.fileHandleForReading.readToEnd()) ?? Data()),
            as: UTF8.self
        )
    }

    /// How it ended.
    var code: Int32 {
        process.waitUntilExit()
        return process.terminationReason == .exit ? process.terminationStatus : -1
    }
}
