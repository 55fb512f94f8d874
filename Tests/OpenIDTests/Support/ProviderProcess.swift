import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import StrictJSON
import TestSupport
import Testing

/// A provider that runs as a process of its own, on a free port of this machine.
struct ProviderProcess: Sendable {
    enum Script: String {
        /// `oidc-provider-mock`, which is right.
        case standard
        /// Ours, which is as wrong as it is told to be.
        case hostile
    }

    let process: Int32
    let issuer: String

    /// Starts a provider and gives it to the closure once it listens; ends it afterwards.
    static func with(
        _ script: Script,
        port: Int = 0,
        flags: [String] = [],
        _ body: (ProviderProcess) async throws -> Void
    ) async throws {
        let path = "Tests/OpenIDProviders/\(script.rawValue).py"
        try await PythonServer.with(path, [String(port)] + flags) { process, issuer in
            try await body(ProviderProcess(process: process, issuer: issuer))
        }
    }

    var port: Int? { issuer.split(separator: ":").last.flatMap { Int($0) } }

    /// What came back: the status, the address that it sends to, and the body.
    struct Answer: Sendable {
        let status: Int
        let location: String?
        let body: [UInt8]
    }

    /// Asks as a browser would, but follows nothing.
    static func ask(
        _ method: String,
        _ address: String,
        type: String = "application/x-www-form-urlencoded",
        _ body: String? = nil
    ) async throws -> Answer {
        let settings = HTTPClient.Configuration(redirectConfiguration: .disallow)
        return try await HTTPClient.withHTTPClient(configuration: settings) { client in
            var request = HTTPClientRequest(url: address)
            request.method = HTTPMethod(rawValue: method)
            if let body {
                request.headers.add(name: "Content-Type", value: type)
                request.body = .bytes(ByteBuffer(string: body))
            }
            let response = try await client.execute(request, timeout: .seconds(20))
            let bytes = try await response.body.collect(upTo: 1 << 20)
            return Answer(
                status: Int(response.status.code),
                location: response.headers.first(name: "Location"),
                body: Array(bytes.readableBytesView)
            )
        }
    }

    /// Tells the provider something in JSON.
    func put(_ path: String, _ node: Node) async throws {
        let answer = try await Self.ask("PUT", issuer + path, type: "application/json", JSON.write(node))
        try #require((200...204).contains(answer.status), "\(String(decoding: answer.body, as: UTF8.self))")
    }
}
