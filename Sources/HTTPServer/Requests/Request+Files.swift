import Compliance
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import StrictJSON

extension Request {
    /// Reads a form with files (`multipart/form-data`) in whole: from then on its body is the same form without them, as it
    /// would have been sent without files, so that it can be read, checked and given back like any other.
    ///
    /// No file is in memory in whole, and none keeps the fields from being read: why one was left out stands beside it.
    /// The fields together have the bound of any form.
    mutating func takeFiles(_ bounds: FormFile.Bounds) async throws -> [FormFile] {
        guard headers[.contentEncoding] == nil,
            var parts = FormParts(contentType: headers[.contentType] ?? "")
        else { throw Refusal.malformed("表单不完整或无法辨认。", "The form is incomplete or cannot be made out.") }
        var form: [UInt8] = []
        var receiver = FormFile.Receiver(bounds)
        var refusal: Refusal?
        var size = 0
        do {
            for try await buffer in body {
                // What is left out is read all the same, but not without end.
                size += buffer.readableBytes
                guard size <= bounds.most else { throw Self.tooLarge(bounds.most) }
                parts.take(buffer.readableBytesView)
                while let part = try parts.next() {
                    switch part {
                    case .field(let name, let value):
                        if !form.isEmpty { form.append(UInt8(ascii: "&")) }
                        form += "\(FormText.encode(name))=\(FormText.encode(value))".utf8
                        guard form.count <= bodyLimit else { throw Self.fieldsTooLarge }
                    case .file(let field, let name): receiver.begin(field, name)
                    case .piece(let bytes): receiver.take(bytes)
                    case .fileEnd: receiver.end()
                    }
                }
            }
        } catch let error as Refusal {
            refusal = error
        } catch {
            // A sender who hung up: no fault of ours.
            refusal = Refusal.malformed("请求的内容没有完整送达。", "The body did not arrive in full.")
        }
        if let refusal { throw refusal }
        try parts.finish()
        var head = head
        head.headerFields[.contentType] = "application/x-www-form-urlencoded"
        head.headerFields[.contentLength] = "\(form.count)"
        self = Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: form)))
        return receiver.files
    }

    private static func tooLarge(_ most: Int) -> Refusal {
        Refusal(
            .tooLarge,
            Text(
                zh: "带文件的表单最大 \(most >> 20) MiB（\(most) 字节）：请少选几个文件，分几次发送。",
                en:
                    "A form with its files may have up to \(most >> 20) MiB (\(most) bytes): choose fewer, and send more often."
            )
        )
    }

    private static var fieldsTooLarge: Refusal {
        Refusal(
            .tooLarge,
            Text(
                zh: "表单里的文字最大 \(bodyLimit >> 20) MiB（\(bodyLimit) 字节）。",
                en: "The text of a form may have up to \(bodyLimit >> 20) MiB (\(bodyLimit) bytes)."
            )
        )
    }
}
