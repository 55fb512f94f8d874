import Hummingbird
import HummingbirdCore
import NIOCore
import StrictJSON

/// A form that brings one file (RFC 7578), read as it comes: the fields stand before the file, and nothing behind it, so
/// that the file's size follows from that of the request.
struct StreamedForm {
    /// The fields before the file; nil until it begins.
    private(set) var fields: [(name: String, value: String)]?
    /// How many bytes the file has; of no use before it begins.
    private(set) var fileSize = 0

    private let delimiter: [UInt8]
    /// The length of the body.
    private let length: Int
    private var found: [(name: String, value: String)] = []
    /// What came and was not given yet, behind a line end, so that the first delimiter is like any other.
    private var held = Array("\r\n".utf8)
    /// How much of the body was taken from there, without that line end.
    private var taken = -2
    /// How many bytes of the file have been given.
    private var given = 0

    /// The most bytes that wait before the file.
    private static let longestStart = 64 << 10

    init?(contentType: String, length: Int) {
        guard let boundary = Multipart.boundary(of: contentType) else { return nil }
        delimiter = Array("\r\n--\(boundary)".utf8)
        self.length = length
    }

    private var end: [UInt8] { delimiter + Array("--\r\n".utf8) }

    /// Takes what came next.
    mutating func take(_ bytes: some Collection<UInt8>) throws {
        held += bytes
        while fields == nil, try readPart() {}
        guard fields != nil || held.count < Self.longestStart else { throw Self.broken }
    }

    /// What is here of the file; nil where nothing is.
    mutating func piece() -> [UInt8]? {
        guard fields != nil, given < fileSize, !held.isEmpty else { return nil }
        let piece = Array(held.prefix(fileSize - given))
        held.removeFirst(piece.count)
        given += piece.count
        return piece
    }

    /// Throws unless the form ended where it had to.
    func finish() throws {
        guard fields != nil, given == fileSize, held == end else { throw Self.broken }
    }

    /// Reads a part that is here: a field in whole, or the head of the file. False where more has to come.
    private mutating func readPart() throws -> Bool {
        let opening = delimiter + [0x0D, 0x0A]
        guard held.count >= opening.count else { return false }
        guard held.starts(with: opening) else { throw Self.broken }
        guard let blank = place(of: [0x0D, 0x0A, 0x0D, 0x0A], from: opening.count) else { return false }
        guard let head = Multipart.Head(held[opening.count..<blank]) else { throw Self.broken }
        if head.fileName != nil {
            drop(blank + 4)
            fileSize = length - taken - end.count
            guard fileSize >= 0 else { throw Self.broken }
            fields = found
            return true
        }
        guard let close = place(of: delimiter, from: blank + 2) else { return false }
        guard close >= blank + 4, let value = String(validating: held[(blank + 4)..<close], as: UTF8.self),
            value.isStreamSafe
        else { throw Self.broken }
        found.append((head.name, value))
        drop(close)
        return true
    }

    private func place(of bytes: [UInt8], from start: Int) -> Int? {
        Multipart.place(of: bytes, in: held, from: start, to: held.count)
    }

    private mutating func drop(_ count: Int) {
        held.removeFirst(count)
        taken += count
    }

    fileprivate static let broken = Refusal.malformed(
        "表单不完整或无法辨认；请只选一个文件。",
        "The form is incomplete or cannot be made out; choose one file."
    )
}

extension Request {
    /// Reads a form that brings one file, which is never in memory in whole: `begin` has the fields before it and its size,
    /// `take` its bytes as they come.
    ///
    /// Whoever sent it by a browser shows by the field `csrf` or a header that the form is ours, before `begin` is called;
    /// `secret` is that of the session, nil for programs.
    package func streamForm(
        checking secret: String?,
        begin: ([(name: String, value: String)], Int) async throws -> Void,
        take: ([UInt8]) async throws -> Void
    ) async throws {
        guard let length = headers[.contentLength].flatMap({ Int($0) }),
            var form = StreamedForm(contentType: headers[.contentType] ?? "", length: length)
        else {
            throw Refusal.malformed("请用页面上的表单发送文件。", "Send the file by the form on the page.")
        }
        var hasBegun = false
        for try await buffer in body {
            try form.take(buffer.readableBytesView)
            if !hasBegun, let fields = form.fields {
                if let secret {
                    let token = headers[named: CSRFToken.header] ?? fields.last { $0.name == "csrf" }?.value
                    try CSRFToken.require(token, of: secret)
                }
                try await begin(fields, form.fileSize)
                hasBegun = true
            }
            while let piece = form.piece() { try await take(piece) }
        }
        try form.finish()
    }
}
