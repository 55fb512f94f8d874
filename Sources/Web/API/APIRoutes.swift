import HTTPServer
import HTTPTypes
import HummingbirdCore

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
