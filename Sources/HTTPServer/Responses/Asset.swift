import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A file served as it is.
struct Asset: Sendable {
    let type: String
    let bytes: ByteBuffer
    /// Names the content; part of the file's address, so that it may be kept for ever.
    let tag: String

    init(_ data: Data, type: String) {
        self.type = type
        bytes = ByteBuffer(bytes: data)
        tag = ContentTag.of(data)
    }

    func response(_ caching: Caching) -> Response {
        Response(status: .ok, headers: [.contentType: type], body: ResponseBody(byteBuffer: bytes))
            .tagged(tag, caching)
    }
}
