import Compliance
import HTTPTypes
import Hummingbird
import StrictJSON

/// The routes of the application, so that a wrong method can be told from a wrong address.
struct Routes: Sendable {
    /// One method on one pattern, such as `GET /sites/{code}`, and who it lets in.
    struct Route: Sendable, Hashable {
        let method: HTTPRequest.Method
        let pattern: String
        let door: Door

        init(_ method: HTTPRequest.Method, _ pattern: String, _ door: Door) {
            self.method = method
            self.pattern = pattern
            self.door = door
        }
    }

    let all: [Route]

    /// The methods that the address answers to; what can be read can be asked about with HEAD.
    func methods(at path: String) -> [String] {
        all.filter { Self.matches(path, $0.pattern) }
            .flatMap { $0.method == .get ? ["GET", "HEAD"] : [$0.method.rawValue] }
    }

    /// Whether the address has a route, whatever the method.
    func hasRoute(at path: String) -> Bool { all.contains { Self.matches(path, $0.pattern) } }

    /// Whether the request goes through a door that asks nobody who they are.
    func isOpen(_ request: Request) -> Bool {
        let method = request.method == .head ? .get : request.method
        return all.contains {
            [.open, .machine].contains($0.door) && $0.method == method
                && Self.matches(request.uri.path, $0.pattern)
        }
    }

    private static func matches(_ path: String, _ pattern: String) -> Bool {
        let (path, pattern) = (path.split(at: "/"), pattern.split(at: "/"))
        return path.count == pattern.count
            && zip(path, pattern).allSatisfy { $1.begins(with: "{") || $0.isExactly($1) }
    }
}
