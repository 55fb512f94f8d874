import Foundation

@testable import HTTPServer
@testable import Web

extension Client {
    static let tus = ["Tus-Resumable": "1.0.0"]

    /// Begins an upload; answers with where it is.
    func beginUpload(_ size: Int, _ headers: [String: String] = [:]) async throws -> Answer {
        try await send(
            "POST",
            "/api/v1/uploads",
            Self.tus.merging(["Upload-Length": "\(size)"]) { a, _ in a }.merging(headers) { _, b in b }
        )
    }

    /// Sends bytes from that place on.
    func append(
        _ bytes: [UInt8],
        to place: String,
        at offset: Int,
        _ headers: [String: String] = [:]
    ) async throws -> Answer {
        let all = ["Content-Type": "application/offset+octet-stream", "Upload-Offset": "\(offset)"]
        return try await send(
            "PATCH",
            place,
            Self.tus.merging(all) { a, _ in a }.merging(headers) { _, b in b },
            bytes
        )
    }

    /// Sends a whole file; answers with the last answer.
    @discardableResult
    func upload(_ file: [UInt8], _ headers: [String: String] = [:]) async throws -> Answer {
        let begun = try await beginUpload(file.count, headers)
        guard let place = begun.headers["location"] else { return begun }
        return try await append(file, to: place, at: 0, headers)
    }

    /// How many bytes of it have arrived.
    func offset(of place: String) async throws -> Int? {
        try await send("HEAD", place, Self.tus).headers["upload-offset"].flatMap { Int($0) }
    }

    /// Sends a form with a file, as a browser does.
    func post(
        _ path: String,
        fields: [(String, String)],
        file: [UInt8],
        _ headers: [String: String]
    ) async throws -> Answer {
        let parts = fields.map { FormPart.field($0, $1) } + [.file("file", "照片.jpg", file)]
        return try await post(path, parts: parts, headers)
    }

    /// Sends a form with any number of files, as a browser does.
    func post(_ path: String, parts: [FormPart], _ headers: [String: String]) async throws -> Answer {
        let boundary = "----WebKitFormBoundary7MA4YWxkTrZu0gW"
        var body: [UInt8] = []
        for part in parts { body += "--\(boundary)\r\n".utf8 + part.bytes + "\r\n".utf8 }
        body += "--\(boundary)--\r\n".utf8
        let type = ["Content-Type": "multipart/form-data; boundary=\(boundary)"]
        return try await send("POST", path, headers.merging(type) { a, _ in a }, body)
    }
}

/// What stands between two boundaries of a form.
enum FormPart {
    case field(String, String)
    /// Field, name and bytes.
    case file(String, String, [UInt8])

    fileprivate var bytes: [UInt8] {
        switch self {
        case .field(let name, let value):
            Array("Content-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)".utf8)
        case .file(let field, let name, let bytes):
            "Content-Disposition: form-data; name=\"\(field)\"; filename=\"\(name)\"\r\nContent-Type: image/jpeg\r\n\r\n"
                .utf8 + bytes
        }
    }
}

/// One grey pixel.
enum SmallPNG {
    static let bytes = [UInt8](
        Data(
            base64Encoded:
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
        ) ?? Data()
    )
}
