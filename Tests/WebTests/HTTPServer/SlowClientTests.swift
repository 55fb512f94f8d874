import Logging
import NIOCore
import NIOPosix
import Testing

@testable import HTTPServer
@testable import Web

/// Clients that take their time, or all the time there is.
@Suite struct SlowClientTests {
    @Test(.timeLimit(.minutes(10)))
    func whoDoesNotReadIsCutOff() async throws {
        // Long enough for whoever asks beside it on a busy machine.
        try await Server.running(patience: .seconds(10)) { client in
            let path = "/api/v1/checklists/township-isolation?version=2021-08"
            let one = try await client.get(path).body.count
            // More than the system keeps for a connection.
            let count = (32 << 20) / one
            let request = "GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n"
            let received = try await Self.bytes(client, String(repeating: request, count: count))
            #expect(received > one)
            #expect(received < one * count)
            #expect(try await client.get("/healthz").status == 200)
        }
    }

    /// Sends the text over a connection that holds little, reads nothing until the server has long come to a
    /// standstill, and then counts what is still to be had.
    private static func bytes(_ client: Client, _ text: String) async throws -> Int {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.socketOption(.so_rcvbuf), value: 64 << 10)
            .connect(host: "127.0.0.1", port: client.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: text))
            try await waitForStandstill(of: client)
            var count = 0
            do {
                for try await part in inbound { count += part.readableBytes }
            } catch {
                // The server has closed before it was read to the end.
            }
            return count
        }
    }

    /// Waits until the server has begun no further answer for fifteen seconds.
    private static func waitForStandstill(of client: Client) async throws {
        var (answered, since) = ("", ContinuousClock.now)
        while answered.isEmpty || ContinuousClock.now - since < .seconds(15) {
            try await Task.sleep(for: .milliseconds(200))
            let now = try await client.get("/metrics").text.split(separator: "\n")
                .first { $0.hasPrefix("lazaret_requests_total{route=\"/api/v1/checklists/{code}\"") }
            guard let now, now != answered else { continue }
            (answered, since) = (String(now), .now)
        }
    }

    @Test(.timeLimit(.minutes(10)))
    func aRequestThatNeverEndsIsCutOff() async throws {
        try await Server.running(patience: .seconds(1)) { client in
            let head = "POST /api/v1/inspections HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{"
            // It ends only when the server hangs up.
            _ = try? await client.raw(Array(head.utf8))
        }
    }

    @Test(.timeLimit(.minutes(10)), arguments: [[], [0x16, 0x03, 0x01, 0x02]])
    func aHandshakeThatNeverEndsIsCutOff(beginning: [UInt8]) async throws {
        try await CertificateFiles.with("slow") { files in
            let certificate = try ServingCertificate(
                certificate: files.certificate,
                key: files.key,
                logger: Logger(label: "web-tests") { _ in SwiftLogNoOpLogHandler() }
            )
            try await Server.running(certificate: certificate, patience: .seconds(1)) { client in
                _ = try? await client.raw(beginning)
            }
        }
    }
}
