import Compliance
import HTTPTypes
package import Hummingbird
import NIOCore
package import StrictJSON

/// The most bytes that a request may bring: one filing.
package let bodyLimit = 1 << 20

/// The most that one may bring that sends a file: the largest that is read, and the form around it.
package let uploadLimit = 9 << 20

/// The most fields of a form: some ten for each item of the longest checklist.
private let mostFields = 20_000

extension Request {
    /// The body as one JSON value; everything that is not strict JSON is refused with its line and column.
    package func json() async throws -> Node {
        try requireType("application/json")
        let bytes = try await bytes()
        do {
            return try JSON.read(bytes)
        } catch {
            let message = Text(zh: error.zh, en: error.en)
            throw Refusal(
                error.reason == .tooLarge ? .tooLarge : .malformed,
                Text(
                    zh: "不是可靠的 JSON：第 \(error.mark.line) 行第 \(error.mark.column) 列，\(error.zh)。",
                    en: "This is not JSON that can be relied on: line \(error.mark.line), "
                        + "column \(error.mark.column): \(error.en)."
                ),
                problems: [Problem(error.reason.rawValue, at: "", mark: error.mark, message)]
            )
        }
    }

    /// Reads the body in whole, so that it can be read again.
    package mutating func hold(upTo limit: Int = bodyLimit) async throws {
        body = RequestBody(buffer: ByteBuffer(bytes: try await bytes(upTo: limit)))
    }

    /// A form that brings a file, sent by a page.
    package func upload() async throws -> Multipart {
        let type = headers[.contentType] ?? ""
        try requireType("multipart/form-data")
        guard let form = Multipart(try await bytes(upTo: uploadLimit), contentType: type) else {
            throw Refusal.malformed("表单不完整或无法辨认。", "The form is incomplete or cannot be made out.")
        }
        return form
    }

    /// Whether the body is a form that may bring a file.
    package var isForm: Bool {
        headers[.contentType]?.lowercased().begins(with: "multipart/form-data") == true
    }

    /// A file that is the whole body, of one of those types, and which.
    package func file(of types: [String]) async throws -> (bytes: [UInt8], type: String) {
        let type = try requireType(types)
        return (try await bytes(upTo: uploadLimit), type)
    }

    /// The fields of a form sent by a page.
    package func form() async throws -> [(name: String, value: String)] {
        try requireType("application/x-www-form-urlencoded")
        let bytes = try await bytes()
        guard bytes.count(where: { $0 == UInt8(ascii: "&") }) < mostFields else {
            throw Refusal(
                .tooLarge,
                Text(zh: "表单最多 \(mostFields) 个字段。", en: "A form may have up to \(mostFields) fields.")
            )
        }
        guard let fields = FormText.fields(bytes) else {
            throw Refusal.malformed("表单内容不是有效的 UTF-8。", "The form is not valid UTF-8.")
        }
        for (index, field) in fields.enumerated() {
            guard field.name.isStreamSafe else {
                throw Refusal.notStreamSafe(
                    Text(zh: "第 \(index + 1) 个字段的名称", en: "name of field \(index + 1)")
                )
            }
            guard field.value.isStreamSafe else {
                throw Refusal.notStreamSafe(
                    Text(zh: "字段“\(field.name.shown)”", en: "field '\(field.name.shown)'")
                )
            }
        }
        return fields
    }

    private func bytes(upTo limit: Int = bodyLimit) async throws -> [UInt8] {
        let tooLarge = Refusal(
            .tooLarge,
            Text(
                zh: "内容最大 \(limit >> 20) MiB（\(limit) 字节）。",
                en: "The body may have up to \(limit >> 20) MiB (\(limit) bytes)."
            )
        )
        if let length = headers[.contentLength].flatMap(Int.init), length > limit { throw tooLarge }
        do {
            return Array(try await body.collect(upTo: limit).readableBytesView)
        } catch is NIOTooManyBytesError {
            throw tooLarge
        } catch {
            // A chunk that is none, or a sender who hung up: no fault of ours.
            throw Refusal.malformed("请求的内容没有完整送达。", "The body did not arrive in full.")
        }
    }

    @discardableResult
    private func requireType(_ types: String...) throws -> String { try requireType(types) }

    private func requireType(_ types: [String]) throws -> String {
        let given = headers[.contentType]?.split(at: ";").first?.trimmed.lowercased()
        guard let type = types.first(where: { $0 == given }), headers[.contentEncoding] == nil else {
            throw Refusal(
                .unsupportedMediaType,
                Text(
                    zh: "请以 Content-Type: \(types.joined(separator: "、")) 发送，且不压缩。",
                    en: "Send it with Content-Type: \(types.joined(separator: ", ")), and not compressed."
                )
            )
        }
        return type
    }
}
