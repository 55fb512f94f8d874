import HTTPServer
import HTTPTypes
import HummingbirdCore
import StrictJSON

extension Subject {
    /// What the API says of itself, and the values that all of its answers are made of.
    static let api = Subject("api") { service in
        [Route(.get, "/api/v1/openapi.json", .open, service.openAPI)]
    }
}

extension Service {
    func openAPI(_: Request, context: RequestContext) async throws -> Response {
        resources.openAPI.response(.askAgain)
    }
}

/// The description of the API: each subject describes its own part, `API` what all share.
enum OpenAPIDocument {
    /// The parts as one document: the beginning is that of `api.openapi.json`, and the members of `paths` and of each
    /// kind of `components` are those of all.
    ///
    /// Throws where a part is not JSON, or two describe the same.
    static func joined(_ files: [Resources.File]) throws -> Node {
        let parts = try files.map { (name: $0.stem, node: try JSON.read(Array($0.data))) }
        guard let base = parts.first(where: { $0.name == "api" })?.node else {
            throw Resources.Missing(description: "api.openapi.json is missing")
        }
        return try parts.filter { $0.name != "api" }.reduce(base) { try joined($0, $1.node, depth: 3) }
    }

    /// Joins objects as deep as that.
    private static func joined(_ first: Node, _ second: Node, depth: Int) throws -> Node {
        guard depth > 0, let members = first.object, let others = second.object else {
            throw Resources.Missing(description: "two parts of the API's description describe the same")
        }
        let known = Set(members.map(\.name))
        return .object(
            try members.map { member in
                (
                    member.name,
                    try second[member.name].map { try joined(member.value, $0, depth: depth - 1) }
                        ?? member.value
                )
            } + others.filter { !known.contains($0.name) }.map { ($0.name, $0.value) }
        )
    }
}
