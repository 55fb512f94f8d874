import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// The smallest HTTP client that sends exactly the bytes it is told to: one connection, one request, one answer.
struct Client: Sendable {
    let port: Int
    /// nil speaks plain HTTP; else TLS, and whom to believe.
    var trust: NIOSSLContext?

    struct Answer: Sendable {
        let status: Int
        /// By name in lower case; of several values the last.
        let headers: [String: String]
        /// Every cookie that was handed out, as the header has it.
        var cookies: [String] = []
        let body: [UInt8]
        var text: String { String(decoding: body, as: UTF8.self) }
    }

    struct Broken: Error {}

    /// What it shows with every request that does not say otherwise; the token of an account with every right.
    var authorization: String? = "Bearer \(People.token)"

    /// The same client, who shows nothing.
    var stranger: Client {
        var client = self
        client.authorization = nil
        return client
    }

    /// The same client over TLS.
    func over(_ trust: NIOSSLContext) -> Client {
        Client(port: port, trust: trust)
    }

    func get(_ path: String, _ headers: [String: String] = [:]) async throws -> Answer {
        try await send("GET", path, headers)
    }

    func post(_ path: String, json: String, _ headers: [String: String] = [:]) async throws -> Answer {
        try await send(
            "POST",
            path,
            headers.merging(["Content-Type": "application/json"]) { a, _ in a },
            Array(json.utf8)
        )
    }

    func post(
        _ path: String,
        form: [(String, String)],
        _ headers: [String: String] = [:]
    ) async throws -> Answer {
        let body = form.map { "\(Self.escape($0))=\(Self.escape($1))" }.joined(separator: "&")
        let type = ["Content-Type": "application/x-www-form-urlencoded"]
        return try await send("POST", path, headers.merging(type) { a, _ in a }, Array(body.utf8))
    }

    func send(
        _ method: String,
        _ path: String,
        _ headers: [String: String] = [:],
        _ body: [UInt8]? = nil
    ) async throws -> Answer {
        var lines = ["\(method) \(path) HTTP/1.1"]
        let length = body.map { ["Content-Length": "\($0.count)"] } ?? [:]
        let standard = ["Host": "127.0.0.1:\(port)", "Connection": "close"]
        let shown = authorization.map { ["Authorization": $0] } ?? [:]
        let all = standard.merging(shown) { a, _ in a }.merging(length) { a, _ in a }
            .merging(headers) { _, b in b }
        for (name, value) in all {
            lines.append("\(name): \(value)")
        }
        return try await raw(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + (body ?? []))
    }

    /// Sends the bytes and reads until the server closes.
    func raw(_ bytes: [UInt8]) async throws -> Answer {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let trust {
                        let handler = try NIOSSLClientHandler(context: trust, serverHostname: "localhost")
                        try channel.pipeline.syncOperations.addHandler(handler)
                    }
                    return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(bytes: bytes))
            var received: [UInt8] = []
            do {
                for try await part in inbound { received += part.readableBytesView }
            } catch {
                // A server that has said enough may close before it read everything.
            }
            return try Self.parse(received)
        }
    }

    private static func parse(_ bytes: [UInt8]) throws -> Answer {
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { throw Broken() }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
            throw Broken()
        }
        var headers: [String: String] = [:]
        var cookies: [String] = []
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] =
                parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
            if parts[0].lowercased() == "set-cookie" { cookies.append(headers["set-cookie"] ?? "") }
        }
        let body = Array(bytes[end.upperBound...])
        return Answer(
            status: status,
            headers: headers,
            cookies: cookies,
            body: headers["transfer-encoding"] == "chunked" ? unchunked(body) : body
        )
    }

    private static func unchunked(_ bytes: [UInt8]) -> [UInt8] {
        var (rest, whole): (ArraySlice<UInt8>, [UInt8]) = (bytes[...], [])
        while let end = rest.firstRange(of: Array("\r\n".utf8)),
            let size = Int(String(decoding: rest[..<end.lowerBound], as: UTF8.self), radix: 16), size > 0,
            rest.count >= end.upperBound - rest.startIndex + size
        {
            whole += rest[end.upperBound..<(end.upperBound + size)]
            rest = rest[(end.upperBound + size + 2)...]
        }
        return whole
    }

    private static func escape(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
