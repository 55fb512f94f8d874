import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import StrictJSON

/// One question to the provider. Redirects are not followed, and what it answers is bounded in time and size.
struct Request: Sendable {
    let address: SafeAddress
    /// Sent by POST where there is one.
    var form: [(String, String)]?
    /// The value of the header `Authorization`.
    var authorization: String?

    /// The longest answer that is read, in bytes.
    static let longestReply = 256 << 10

    init(_ address: SafeAddress) {
        self.address = address
    }

    /// Asks, and reads the whole answer within the limit.
    func send(within limit: Duration) async throws(OpenIDError) -> Reply {
        do {
            return try await withThrowingTaskGroup(of: Reply?.self) { group in
                group.addTask { try await reply(limit) }
                group.addTask {
                    try await Task.sleep(for: limit)
                    return nil
                }
                defer { group.cancelAll() }
                guard let first = try await group.next(), let reply = first else {
                    throw OpenIDError(.unavailable, "\(address.text) did not answer within \(limit)")
                }
                return reply
            }
        } catch let error as OpenIDError {
            throw error
        } catch is NIOTooManyBytesError {
            throw OpenIDError(
                .misconfigured,
                "\(address.text) answers with more than \(Self.longestReply) bytes"
            )
        } catch {
            throw OpenIDError(.unavailable, "\(address.text) cannot be asked: \(error)")
        }
    }

    /// A client of its own for each question: logins are rare, and nothing is left open between them.
    private func reply(_ limit: Duration) async throws -> Reply {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        return try await HTTPClient.withHTTPClient(configuration: configuration) { client in
            let response = try await client.execute(prepared, timeout: TimeAmount(limit))
            let body = try await response.body.collect(upTo: Self.longestReply)
            return Reply(
                from: address,
                status: Int(response.status.code),
                body: Array(body.readableBytesView)
            )
        }
    }

    private var prepared: HTTPClientRequest {
        var request = HTTPClientRequest(url: address.text)
        request.headers.add(name: "Accept", value: "application/json")
        request.headers.add(name: "User-Agent", value: "lazaret")
        if let authorization { request.headers.add(name: "Authorization", value: authorization) }
        if let form {
            request.method = .POST
            request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
            request.body = .bytes(ByteBuffer(string: FormText.write(form)))
        }
        return request
    }
}

/// What the provider answered.
struct Reply: Sendable {
    let address: SafeAddress
    let status: Int
    private let body: [UInt8]

    init(from address: SafeAddress, status: Int, body: [UInt8]) {
        self.address = address
        self.status = status
        self.body = body
    }

    /// The JSON object that it is; what is wrong with another is said without quoting it.
    func object() throws(OpenIDError) -> Node {
        do {
            let node = try JSON.read(body)
            guard node.object != nil else {
                throw OpenIDError(.misconfigured, "\(address.text) does not answer with a JSON object")
            }
            return node
        } catch let error as JSONError {
            let place = "line \(error.mark.line), column \(error.mark.column)"
            throw OpenIDError(.misconfigured, "\(address.text) answers with no JSON: \(error.en) (\(place))")
        } catch let error as OpenIDError {
            throw error
        } catch {
            throw OpenIDError(.misconfigured, "\(address.text) answers with no JSON")
        }
    }

    /// The JSON object of an answer that must be 200.
    func expectedObject() throws(OpenIDError) -> Node {
        guard status == 200 else {
            let passing = status >= 500 || status == 429
            throw OpenIDError(
                passing ? .unavailable : .misconfigured,
                "\(address.text) answers with status \(status)"
            )
        }
        return try object()
    }
}
