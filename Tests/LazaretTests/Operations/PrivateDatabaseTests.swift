import Foundation
import Testing

/// The private PostgreSQL is killed under a running server.
@Suite struct PrivateDatabaseTests {
    @Test(.timeLimit(.minutes(5)))
    func itComesBackByItselfAndTheLogStaysShort() async throws {
        let parent = "/tmp/lazaret-private-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        try FileManager.default.setAttributes(
            [.posixPermissions: NSNumber(value: 0o755)],
            ofItemAtPath: parent
        )
        defer { try? FileManager.default.removeItem(atPath: parent) }
        let state = parent + "/state"
        let shell = Shell(["LAZARET_STATE": state, "LAZARET_COUNTY": "test"])
        try #require(try await shell.run("migrate").code == 0)
        let log = parent + "/log"
        try await ServerProcess.with(shell, log: log) { server in
            for _ in 1...10 {
                let killed = try Self.postmaster(in: state)
                kill(killed, SIGKILL)
                let isBack = await Self.wait {
                    guard let running = try? Self.postmaster(in: state), running != killed else {
                        return false
                    }
                    return await server.ask("GET", "/readyz")?.status == 200
                }
                #expect(isBack)
            }
            // Nobody may start it for a while, as when an upgrade takes its time.
            let starting = try #require(FileHandle(forUpdatingAtPath: state + "/starting.lock"))
            try #require(flock(starting.fileDescriptor, LOCK_EX) == 0)
            kill(try Self.postmaster(in: state), SIGKILL)
            let isAway = await Self.wait { await server.ask("GET", "/readyz")?.status == 503 }
            #expect(isAway)
            for _ in 1...50 {
                let answer = await server.ask("GET", "/readyz")
                #expect(answer?.status == 503)
            }
            try starting.close()
            let isBack = await Self.wait { await server.ask("GET", "/readyz")?.status == 200 }
            #expect(isBack)
        }
        let lines = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
        // One that is killed again while it starts is said once.
        let (deaths, returns) = (
            lines.count { $0.contains("has died") },
            lines.count { $0.contains("local database answers again") }
        )
        #expect(deaths == returns && (2...11).contains(deaths), "\(lines)")
        // Of over fifty answers of 503, one.
        #expect(lines.count { $0.contains("unavailable: ") } <= 2, "\(lines)")
    }

    private static func postmaster(in state: String) throws -> Int32 {
        func read() throws -> Int32? {
            let text = try String(contentsOfFile: state + "/data/postmaster.pid", encoding: .utf8)
            return text.split(separator: "\n").first.flatMap { Int32($0) }
        }
        // It is empty for a moment while it is written.
        for _ in 0..<40 {
            if let number = try read() { return number }
            Thread.sleep(forTimeInterval: 0.05)
        }
        return try #require(try read())
    }

    /// Whether it came true within twenty seconds.
    private static func wait(for what: () async -> Bool) async -> Bool {
        for _ in 0..<400 {
            if await what() { return true }
            try? await Task.sleep(for: .milliseconds(50))
        }
        return false
    }
}
