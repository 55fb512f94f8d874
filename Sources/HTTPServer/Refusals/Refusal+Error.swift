package import Compliance
import HTTPTypes
import Hummingbird

/// An error that the sender of a request is told about in words of its own.
package protocol RefusalConvertible: Error {
    var refusal: Refusal { get }
}

extension Refusal {
    /// What the sender is told about an error; one that has no words of its own is a fault of ours.
    package init(of error: any Error) {
        switch error {
        case let refusal as Refusal: self = refusal
        case let problems as Problems: self = .invalid(problems.all)
        case let error as any RefusalConvertible: self = error.refusal
        case let error as HTTPError where error.status.kind == .clientError:
            self = .malformed("请求格式有误。", "The request is not in the form asked for.")
        default: self = .broken
        }
    }

    package static func invalid(_ problems: [Problem]) -> Refusal {
        Refusal(
            .invalid,
            Text(
                zh: "有 \(problems.count) 处需要改正，没有写入任何内容。",
                en: "\(problems.count) to put right; nothing was written."
            ),
            problems: problems
        )
    }

    /// No route: nothing at that address, or not with that method.
    static func unknown(_ request: Request, _ routes: [Route]) -> Refusal {
        let methods = routes.methods(at: request.uri.path)
        guard methods.isEmpty else {
            let allowed = methods.joined(separator: ", ")
            return Refusal(
                .methodNotAllowed,
                Text(zh: "此网址只接受 \(allowed)。", en: "This address answers to \(allowed) only."),
                headers: [.allow: allowed]
            )
        }
        return notFound("网址可能写错了，或内容已移走。", "The address may be mistyped.")
    }
}
