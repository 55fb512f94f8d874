import Compliance
package import HTTPServer
import HTTPTypes
import HummingbirdCore
import NIOCore
package import Papers

extension Response {
    /// A file to be saved.
    static func file(_ paper: Paper) -> Response {
        var response = Response(
            status: .ok,
            headers: [.contentType: paper.format.mediaType],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: paper.bytes))
        )
        response.headers[.contentDisposition] = "attachment; filename=\"\(paper.fileName)\""
        return response.tagged(ContentTag.of(paper.bytes), .askAgainAlone)
    }
}

extension PaperRefusal: RefusalConvertible {
    /// Nothing is wrong with what was asked for: this machine cannot do it, or not now.
    package var refusal: Refusal {
        Refusal(.unavailable, message, headers: isPassing && !isOfMachine ? [.retryAfter: "5"] : [:])
    }
}
