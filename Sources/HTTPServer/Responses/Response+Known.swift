import HTTPTypes
import Hummingbird
import StrictJSON

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
