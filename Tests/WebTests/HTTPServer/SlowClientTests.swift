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

    /// With a patience of 20 s at least 40 KiB have to come in each: one sender gives 16 KiB a second, another a byte. The same
    /// body to where no files are taken is cut off however it comes.
    @Test(.timeLimit(.minutes(10)))
    func aSlowLineMaySendFilesAsLongAsItSends() async throws {
        try await Server.running(patience: .seconds(20)) { client in
            #expect(RequestDeadline.least(in: .seconds(20)) == 40_960)
            let (form, headers) = Self.form(ofBytes: 720 << 10, client)
            // Forty-five pieces, so more than twice the patience: all of it is read, and what is wrong with it answered.
            let (answer, time) = try await Self.trickle(
                client,
                "/inspect/T-01",
                headers,
                form,
                piece: 16 << 10
            )
            #expect(answer != nil && time > .seconds(40))
            let (none, cutAt) = try await Self.trickle(client, "/inspect/T-01", headers, form, piece: 1)
            #expect(none == nil && cutAt < .seconds(120))
            let json = ["Authorization": client.authorization ?? "", "Content-Type": "application/json"]
            let blanks = [UInt8](repeating: 0x20, count: 720 << 10)
            let (other, _) = try await Self.trickle(
                client,
                "/api/v1/inspections",
                json,
                blanks,
                piece: 16 << 10
            )
            #expect(other == nil)
        }
    }

    /// A form with a file of so many bytes, and its head's fields, of the inspector's browser.
    private static func form(
        ofBytes count: Int,
        _ client: Client
    ) -> (body: [UInt8], headers: [String: String]) {
        let head = "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n\r\n"
        let body = Array(head.utf8) + [0xFF, 0xD8, 0xFF] + [UInt8](repeating: 7, count: count)
        let type = ["Content-Type": "multipart/form-data; boundary=xyz"]
        return (
            body + Array("\r\n--xyz--\r\n".utf8),
            client.browser(of: "inspector").merging(type) { a, _ in a }
        )
    }

    /// Posts the body so many bytes a second until it is answered or cut off; the status, nil where nothing was answered, and
    /// how long that took.
    private static func trickle(
        _ client: Client,
        _ path: String,
        _ headers: [String: String],
        _ body: [UInt8],
        piece: Int
    ) async throws -> (Int?, Duration) {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: client.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        let began = ContinuousClock.now
        let fields = headers.merging(["Host": "x", "Content-Length": "\(body.count)", "Connection": "close"])
        { a, _ in a }
        let head = "POST \(path) HTTP/1.1\r\n" + fields.map { "\($0): \($1)\r\n" }.joined() + "\r\n"
        let status = try await channel.executeThenClose { inbound, outbound in
            try await withThrowingTaskGroup(of: Int?.self) { group in
                group.addTask {
                    var received = ""
                    // A server that cuts off may do so in the middle.
                    do { for try await part in inbound { received += String(buffer: part) } } catch {}
                    return received.split(separator: " ").dropFirst().first.flatMap { Int($0) }
                }
                group.addTask {
                    try? await outbound.write(ByteBuffer(string: head))
                    for start in stride(from: 0, to: body.count, by: piece) {
                        guard !Task.isCancelled else { break }
                        let end = min(start + piece, body.count)
                        do { try await outbound.write(ByteBuffer(bytes: body[start..<end])) } catch { break }
                        try await Task.sleep(for: .seconds(1))
                    }
                    // What comes back ends it.
                    try await Task.sleep(for: .seconds(300))
                    return nil
                }
                defer { group.cancelAll() }
                return try await group.next() ?? nil
            }
        }
        return (status, ContinuousClock.now - began)
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
