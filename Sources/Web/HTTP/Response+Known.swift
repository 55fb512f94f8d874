import HTTPTypes
import Hummingbird

extension Response {
    /// `304 Not Modified` in place of what the sender says it already has.
    ///
    /// A compressed answer's tag ends in `-gzip` (see `CompressedHTTP1`); both forms name the same content.
    func unlessKnown(to request: Request) -> Response {
        guard status == .ok, [.get, .head].contains(request.method), let tag = headers[.eTag],
            let known = request.headers[.ifNoneMatch]
        else { return self }
        let bare = tag.replacing("\"", with: "")
        let tags = known.split(separator: ",").map { $0.filter { $0 != "\"" && $0 != " " } }
        guard let match = tags.first(where: { $0 == "*" || $0 == bare || $0 == bare + "-gzip" }) else {
            return self
        }
        var headers: HTTPFields = [.eTag: match == "*" ? tag : "\"\(match)\""]
        headers[.cacheControl] = self.headers[.cacheControl]
        return Response(status: .notModified, headers: headers)
    }
}
