import AuditLog
import Compliance
import Foundation
import HTTPServer
import HTTPTypes
import HummingbirdCore
import NIOCore
import Store
import StrictJSON

/// Uploads that go on after a break, by the protocol tus 1.0 (core, creation, expiration, termination).
extension Service {
    /// Begins one: `Upload-Length` says how many bytes come, `Upload-Metadata` may say their `sha256`.
    func apiBeginUpload(request: Request, context: RequestContext) async throws -> Response {
        try request.requireTus()
        guard let length = request.headers[named: "Upload-Length"].flatMap({ Int($0) }), length >= 0 else {
            throw Refusal.malformed(
                "请在 Upload-Length 里写明文件的字节数。",
                "Say in Upload-Length how many bytes the file has."
            )
        }
        let promised = try request.headers[named: "Upload-Metadata"].flatMap { try Self.promised($0) }
        let upload = try await store(for: context).beginEvidence(size: length, promised: promised)
        var response = Response(status: .created)
        response.headers[.location] = "/api/v1/uploads/\(upload.id)"
        return response.tus(upload)
    }

    /// How far one has come; with HEAD what tus asks for, and in words for everybody.
    func apiUpload(_: Request, context: RequestContext) async throws -> Response {
        let upload = try await store(for: context).evidenceUpload(context.part("upload"))
        return Response.json(upload.json).tus(upload)
    }

    /// Takes what comes, from the place on that `Upload-Offset` says; what has arrived when the connection breaks is kept.
    func apiAppendUpload(request: Request, context: RequestContext) async throws -> Response {
        try request.requireTus()
        guard request.headers[.contentType]?.lowercased() == "application/offset+octet-stream" else {
            throw Refusal(
                .unsupportedMediaType,
                Text(
                    zh: "请以 Content-Type: application/offset+octet-stream 发送。",
                    en: "Send it with Content-Type: application/offset+octet-stream."
                )
            )
        }
        guard let offset = request.headers[named: "Upload-Offset"].flatMap({ Int($0) }), offset >= 0 else {
            throw Refusal.malformed("请在 Upload-Offset 里写明从哪里接着发。", "Say in Upload-Offset where it goes on.")
        }
        let store = store(for: context)
        let upload = try await store.evidenceUpload(context.part("upload"))
        guard upload.state == .underWay else { throw EvidenceRefusal.ended }
        guard upload.arrived == offset else { throw EvidenceRefusal.elsewhere(upload.arrived) }
        let coming = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        guard coming <= upload.size - offset else { throw EvidenceRefusal.beyond }
        var receiver = UploadReceiver(upload, store)
        try await receiver.receive(request.body)
        return Response(status: .noContent).tus(try await store.evidenceUpload(upload.id))
    }

    func apiDiscardUpload(request: Request, context: RequestContext) async throws -> Response {
        try request.requireTus()
        try await store(for: context).discardEvidence(context.part("upload"))
        var response = Response(status: .noContent)
        response.headers[named: "Tus-Resumable"] = Request.tusVersion
        return response
    }

    /// The SHA-256 in `sha256 <base64 of 64 hexadecimal digits>`, among other pairs; nil where it is not said.
    private static func promised(_ metadata: String) throws -> Hash? {
        for pair in metadata.split(at: ",").map({ $0.trimmed.split(at: " ") }) where pair.first == "sha256" {
            guard pair.count == 2, let data = Data(base64Encoded: String(pair[1])),
                let hash = Hash(hex: String(decoding: data, as: UTF8.self).lowercased())
            else {
                throw Refusal.malformed(
                    "Upload-Metadata 的 sha256 应为 64 位十六进制再作 Base64。",
                    "The sha256 of Upload-Metadata is 64 hexadecimal digits in Base64."
                )
            }
            return hash
        }
        return nil
    }
}

extension Request {
    static let tusVersion = "1.0.0"

    fileprivate func requireTus() throws {
        guard headers[named: "Tus-Resumable"] != Self.tusVersion else { return }
        var headers: HTTPFields = [:]
        headers[named: "Tus-Version"] = Self.tusVersion
        throw Refusal(
            .outdated,
            Text(
                zh: "请按 tus \(Self.tusVersion) 发送，并带上 Tus-Resumable: \(Self.tusVersion)。",
                en: "Send it by tus \(Self.tusVersion), with Tus-Resumable: \(Self.tusVersion)."
            ),
            headers: headers
        )
    }
}

extension Response {
    /// With what tus says of the upload.
    fileprivate func tus(_ upload: EvidenceUpload) -> Response {
        var response = self
        response.headers[named: "Tus-Resumable"] = Request.tusVersion
        response.headers[named: "Upload-Offset"] = "\(upload.arrived)"
        response.headers[named: "Upload-Length"] = "\(upload.size)"
        response.headers[named: "Upload-Expires"] = upload.expires.http
        return response
    }
}

extension EvidenceUpload {
    fileprivate var json: Node {
        let (word, digest): (String, Hash?) =
            switch state {
            case .underWay: ("underWay", nil)
            case .received(let digest): ("received", digest)
            case .refused(let why): (why, nil)
            }
        return .object([
            ("id", .string(id)), ("size", .number(size)), ("arrived", .number(arrived)),
            ("expires", expires.json), ("state", .string(word)),
            ("sha256", digest.map { .string($0.hex) }),
        ])
    }
}

extension Instant {
    /// As header fields have it (RFC 9110): `Wed, 18 Aug 2021 02:00:00 GMT`.
    fileprivate var http: String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return formatter.string(from: Date(timeIntervalSince1970: Double(microseconds / 1_000_000)))
    }
}
