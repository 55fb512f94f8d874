import Crypto
import Foundation
import Logging
import Postgres
import StrictJSON
import Synchronization
import TestSupport
import Testing

/// Killing the server while files are being sent.
@Suite struct UploadFaultTests {
    private static let uploads = "/api/v1/uploads"
    private static let size = 10 << 20

    /// Two files that are sent side by side, one in pieces of its sender's own, one in a single request that the server
    /// takes apart; the server is killed in the middle three times.
    @Test(.timeLimit(.minutes(5)))
    func whatWasAcknowledgedIsThereAndGoesOn() async throws {
        try await TestDatabase.withDatabase(CheckpointCounty.template) { url in
            let county = try await CheckpointCounty(in: url)
            let files = (0..<2).map { Self.jpeg(filling: UInt8($0)) }
            let sent = files.map { Sent($0) }
            for (round, place) in [1, 2_000_000, 4_000_000].enumerated() {
                try await ServerProcess.with(county.shell, token: county.token) { server in
                    if round == 0 { for one in sent { try await one.begin(by: server) } }
                    for one in sent { try await one.look(by: server) }
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        group.addTask { await sent[0].send(by: server, piece: 20_000) }
                        group.addTask { await sent[1].send(by: server, piece: Self.size) }
                        try await sent[1].wait(for: place, by: server)
                        kill(server.process, SIGKILL)
                    }
                }
                try await Self.look(in: url, for: sent)
            }
            try await ServerProcess.with(county.shell, token: county.token) { server in
                for one in sent {
                    try await one.look(by: server)
                    await one.send(by: server, piece: 1 << 20)
                    let ended = try #require(await server.tus("GET", one.place))
                    #expect(ended.body?["sha256"]?.string == one.digest)
                }
            }
            try await Self.look(in: url, for: sent)
        }
    }

    /// A JPEG by its first bytes, of which no two KiB that follow each other are the same.
    private static func jpeg(filling: UInt8) -> [UInt8] {
        var bytes: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0]
        for place in 0..<(size >> 10) {
            bytes += Array(repeating: UInt8(truncatingIfNeeded: place + place >> 8) ^ filling, count: 1_024)
        }
        return bytes
    }

    /// What is kept is the beginning of each file, without a hole, as far as was acknowledged at least; what is here in whole
    /// is a file on record, and nothing else is.
    private static func look(in url: String, for sent: [Sent]) async throws {
        let database = try Database(url, logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
        var whole: Set<String> = []
        for one in sent {
            let rows = try await database.query(
                """
                SELECT u.arrived, u.pieces, (SELECT count(*) FROM evidence_piece p WHERE p.upload = u.id) AS kept,
                    (SELECT string_agg(p.bytes, ''::bytea ORDER BY p.place) FROM evidence_piece p WHERE p.upload = u.id) AS bytes
                FROM evidence_upload u WHERE u.id = \(one.id)::uuid
                """
            )
            let arrived: Int = try rows[0]["arrived"]
            #expect(arrived >= one.acknowledged && arrived <= one.file.count)
            if arrived == one.file.count { whole.insert(one.digest) }
            #expect(try rows[0]["bytes"] as [UInt8]? ?? [] == Array(one.file.prefix(arrived)))
            #expect(try rows[0]["pieces"] as Int == rows[0]["kept"] as Int)
        }
        let files = try await database.query(
            """
            SELECT encode(f.digest, 'hex') AS digest FROM evidence_file f
            JOIN evidence_receipt r ON r.digest = f.digest
            JOIN audit_entry e ON e.number = r.entry AND e.verb = 'receive'
            """
        )
        #expect(try Set(files.map { try $0["digest"] as String }) == whole && files.count == whole.count)
        await database.close()
    }

    /// A file that is being sent.
    private final class Sent: Sendable {
        let file: [UInt8]
        private let state = Mutex((place: "", acknowledged: 0))

        var place: String { state.withLock { $0.place } }
        var acknowledged: Int { state.withLock { $0.acknowledged } }
        var id: String { String(place.split(separator: "/").last ?? "") }

        /// In hexadecimal.
        let digest: String

        init(_ file: [UInt8]) {
            self.file = file
            digest = SHA256.hash(data: file)
                .map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        }

        func begin(by server: ServerProcess) async throws {
            let begun = try #require(await server.tus("POST", uploads, ["Upload-Length": "\(file.count)"]))
            let place = try #require(begun.headers["location"])
            state.withLock { $0.place = place }
        }

        /// What the server says is here is no less than what it acknowledged.
        func look(by server: ServerProcess) async throws {
            let said = try #require(
                await server.tus("HEAD", place)?.headers["upload-offset"].flatMap { Int($0) }
            )
            #expect(said >= acknowledged)
            state.withLock { $0.acknowledged = said }
        }

        /// Sends what is missing until it is here, or nobody answers any more.
        func send(by server: ServerProcess, piece: Int) async {
            while acknowledged < file.count {
                let at = acknowledged
                let answer = await server.tus(
                    "PATCH",
                    place,
                    ["Upload-Offset": "\(at)", "Content-Type": "application/offset+octet-stream"],
                    Array(file[at...].prefix(piece))
                )
                guard answer?.status == 204, let now = answer?.headers["upload-offset"].flatMap({ Int($0) })
                else { return }
                state.withLock { $0.acknowledged = max($0.acknowledged, now) }
            }
        }

        /// Waits until so much is here, as anybody may ask meanwhile: that is acknowledged, too.
        func wait(for wanted: Int, by server: ServerProcess) async throws {
            for _ in 0..<4_000 {
                let said = await server.tus("HEAD", place)?.headers["upload-offset"].flatMap { Int($0) } ?? 0
                state.withLock { $0.acknowledged = max($0.acknowledged, said) }
                if said >= wanted { return }
                try await Task.sleep(for: .milliseconds(5))
            }
            Issue.record("nothing came any more")
        }
    }
}
