package import HTTPTypes
package import Hummingbird
import NIOCore
package import StrictJSON

extension Response {
    /// A JSON document.
    package static func json(
        _ node: Node,
        status: HTTPResponse.Status = .ok,
        type: String = "application/json; charset=utf-8"
    ) -> Response {
        text(JSON.write(node), status: status, type: type)
    }

    /// A JSON document with a hash of its bytes as its tag: for what changes rarely, and by many causes.
    package static func taggedJSON(_ node: Node) -> Response {
        let text = JSON.write(node)
        return self.text(text, type: "application/json; charset=utf-8")
            .tagged(ContentTag.of(text.utf8), .askAgainAlone)
    }

    package static func html(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        self.text(text, status: status, type: "text/html; charset=utf-8")
    }

    package static func text(_ text: String, status: HTTPResponse.Status = .ok, type: String) -> Response {
        Response(
            status: status,
            headers: [.contentType: type],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }

    /// Says `See Other`: the place to look at after a form was accepted.
    package static func seeOther(_ location: String) -> Response {
        Response(status: .seeOther, headers: [.location: location])
    }

    /// The same response, marked as what that tag names, to be kept as long as `caching` says.
    package func tagged(_ tag: String, _ caching: Caching) -> Response {
        var response = self
        response.headers[.eTag] = "\"\(tag)\""
        response.headers[.cacheControl] = caching.rawValue
        return response
    }
}

extension Response {
    /// `304 Not Modified` in place of what the sender says it already has.
    ///
    /// A compressed answer's tag ends in `-gzip` (see `CompressedHTTP1`); both forms name the same content.
    func unlessKnown(to request: Request) -> Response {
        guard status == .ok, [.get, .head].contains(request.method), let tag = headers[.eTag],
            let known = request.headers[.ifNoneMatch]
        else { return self }
        let bare = tag.escaping { $0 == "\"" ? "" : nil }
        let tags = known.split(at: ",").map { $0.escaping { $0 == "\"" || $0 == " " ? "" : nil } }
        let ours = ["*", bare, bare + "-gzip"]
        guard let match = tags.first(where: { tag in ours.contains { $0.isExactly(tag) } }) else {
            return self
        }
        var headers: HTTPFields = [.eTag: match == "*" ? tag : "\"\(match)\""]
        headers[.cacheControl] = self.headers[.cacheControl]
        return Response(status: .notModified, headers: headers)
    }
}

/// Tells two versions of something of ours apart.
package enum ContentTag {
    /// FNV-1a, 64 bits; nobody gains by forging it.
    package static func of(_ bytes: some Sequence<UInt8>) -> String {
        let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }
}

/// How long an answer may be kept by the browser or a cache between.
package enum Caching: String {
    /// Never changes under this address.
    case forever = "public, max-age=31536000, immutable"
    /// May be kept, and must be asked about before each use.
    case askAgain = "no-cache"
    /// The same, and by nobody but the reader's own browser.
    case askAgainAlone = "private, no-cache"
    /// Not to be kept: figures of the moment.
    case none = "no-store"
}
