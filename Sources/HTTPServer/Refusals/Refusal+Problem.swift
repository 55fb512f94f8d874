import Compliance
import HTTPTypes
import Hummingbird
import StrictJSON

extension Refusal {
    /// The problem document of RFC 9457, with every single problem under `errors`.
    func node(for visit: Visit) -> Node {
        .object([
            ("type", .string("urn:lazaret:problem:\(kind.rawValue)")),
            ("title", .string(kind.title[visit.language])),
            ("status", .number(kind.status.code)),
            ("detail", .string(detail[visit.language])),
            ("instance", .string("urn:lazaret:request:\(visit.requestID)")),
            ("requestId", .string(visit.requestID)),
            ("errors", problems.isEmpty ? nil : .array(problems.map(\.node))),
        ])
    }

    func problemResponse(for visit: Visit) -> Response {
        var response = Response.json(node(for: visit), status: kind.status, type: "application/problem+json")
        response.headers[.contentLanguage] = visit.language.rawValue
        response.headers.append(contentsOf: headers)
        return response
    }
}

extension Problem {
    /// As the API gives it: the pointer, the code, the item and place where there is one, and both wordings.
    var node: Node {
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
