import HTTPServer
import HTTPTypes
import HummingbirdCore

extension Subject {
    /// The visual language: the frame, what pages are made of, and the files that they load.
    static let design = Subject("design", pages: [RefusalPage.self]) { service in
        [Route(.get, "/static/{tag}/{name}", .open, service.asset)]
    }
}

extension Link {
    static func asset(_ name: String, tag: String) -> Link { Link("/static/\(tag)/\(name)") }
}

extension Service {
    func asset(_: Request, context: RequestContext) async throws -> Response {
        guard let asset = resources.assets[context.part("name")] else {
            throw Refusal.notFound("没有这个文件。", "There is no such file.")
        }
        return asset.response(asset.tag == context.part("tag") ? .forever : .askAgain)
    }
}
