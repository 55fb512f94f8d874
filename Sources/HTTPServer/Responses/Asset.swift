package import Foundation
import HTTPTypes
package import Hummingbird
package import NIOCore

/// A file served as it is.
package struct Asset: Sendable {
    package let type: String
    package let bytes: ByteBuffer
    /// Names the content; part of the file's address, so that it may be kept for ever.
    package let tag: String

    package init(_ data: Data, type: String) {
        self.type = type
        bytes = ByteBuffer(bytes: data)
        tag = ContentTag.of(data)
    }

    package func response(_ caching: Caching) -> Response {
        Response(status: .ok, headers: [.contentType: type], body: ResponseBody(byteBuffer: bytes))
            .tagged(tag, caching)
    }
}
