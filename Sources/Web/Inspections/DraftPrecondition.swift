import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Store
import StrictJSON

/// Over which version of a draft a program keeps it: what `If-Match` names, or else nothing yet.
struct DraftPrecondition: Sendable {
    /// nil for whichever is there.
    let version: Int?
    /// Whether it was said.
    let isSaid: Bool

    init(_ request: Request) throws {
        guard let header = request.headers[.ifMatch] else {
            (version, isSaid) = (0, false)
            return
        }
        isSaid = true
        // Tags are compared to the letter (RFC 9110, 13.1.1): a weak one is that of no version, nor is a number that none has.
        let strong = header.begins(with: "W/") ? String(header.unicodeScalars.dropFirst(2)) : header
        let tag = strong.escaping { $0 == "\"" || $0 == " " ? "" : nil }
        if tag == "*" {
            version = nil
            return
        }
        // A compressed answer's tag ends in `-gzip`.
        let number = tag.split(at: "-", atMost: 1).first.flatMap { Int($0) }
        guard let number, number >= 0 else {
            throw Refusal.malformed(
                "If-Match 应为读到的 ETag，或为 *。",
                "If-Match carries the ETag that was read, or *."
            )
        }
        version = strong == header && number < Int(Int32.max) ? number : -1
    }

    /// What a program is told that would have replaced what it did not name.
    func refusal(_ error: StoreError, _ there: Draft?) -> Refusal {
        guard !isSaid, there != nil else { return Refusal(of: error) }
        return Refusal(
            .unconditional,
            Text(
                zh: "这份草稿已经存过；请用 If-Match 写明要代替哪一版（ETag），或写 * 代替现有的。",
                en:
                    "This draft was kept before: name the version to replace (its ETag) in If-Match, or * for whichever is there."
            )
        )
    }
}

extension Refusal {
    /// The problem with what is kept in place of what was sent, so that its sender can choose.
    func response(with there: Draft?, for context: RequestContext) -> Response {
        guard let there else { return problemResponse(for: context) }
        let members = (node(for: context).object ?? []).map { ($0.name, $0.value as Node?) }
        var response = Response.json(
            .object(members + [("draft", there.json)]),
            status: kind.status,
            type: "application/problem+json"
        )
        response.headers[.contentLanguage] = context.language.rawValue
        return response.versioned(there.version)
    }
}

extension Response {
    /// The same, under the version of a draft as its tag.
    func versioned(_ version: Int) -> Response {
        var response = self
        response.headers[.eTag] = "\"\(version)\""
        return response
    }
}
