import Compliance
import HTTPTypes
import Hummingbird

/// The routes of the application, so that a wrong method can be told from a wrong address.
struct Routes: Sendable {
    /// One method on one pattern, such as `GET /sites/{code}`.
    struct Route: Sendable, Hashable {
        let method: HTTPRequest.Method
        let pattern: String
    }

    let all: [Route]

    /// The methods that the address answers to; what can be read can be asked about with HEAD.
    func methods(at path: String) -> [String] {
        all.filter { Self.matches(path, $0.pattern) }
            .flatMap { $0.method == .get ? ["GET", "HEAD"] : [$0.method.rawValue] }
    }

    private static func matches(_ path: String, _ pattern: String) -> Bool {
        let (path, pattern) = (path.split(separator: "/"), pattern.split(separator: "/"))
        return path.count == pattern.count
            && zip(path, pattern).allSatisfy { $1.hasPrefix("{") || $0 == $1 }
    }
}
