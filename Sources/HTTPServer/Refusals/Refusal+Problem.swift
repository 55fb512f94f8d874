package import Compliance
import HTTPTypes
package import Hummingbird
package import StrictJSON

extension Refusal {
    /// The problem document of RFC 9457, with every single problem under `errors`.
    package func node(for context: RequestContext) -> Node {
        .object([
            ("type", .string("urn:lazaret:problem:\(kind.rawValue)")),
            ("title", .string(kind.title[context.language])),
            ("status", .number(kind.status.code)),
            ("detail", .string(detail[context.language])),
            ("instance", .string("urn:lazaret:request:\(context.requestID)")),
            ("requestId", .string(context.requestID)),
            ("errors", problems.isEmpty ? nil : .array(problems.map(\.node))),
        ])
    }

    package func problemResponse(for context: RequestContext) -> Response {
        var response = Response.json(
            node(for: context),
            status: kind.status,
            type: "application/problem+json"
        )
        response.headers[.contentLanguage] = context.language.rawValue
        response.headers.append(contentsOf: headers)
        return response
    }
}

extension Problem {
    /// As the API gives it: the pointer, the code, the item and place where there is one, and both wordings.
    package var node: Node {
        .object([
            ("pointer", .string(pointer)),
            ("code", .string(code)),
            ("item", item.map(Node.string)),
            ("line", mark.line > 0 ? .number(Int(mark.line)) : nil),
            ("column", mark.line > 0 ? .number(Int(mark.column)) : nil),
            ("zh", .string(message.zh)),
            ("en", .string(message.en)),
        ])
    }
}
