import Compliance
import Crypto
import HTTPTypes
import Hummingbird
import StrictJSON

/// What a form of ours carries to show that it is ours: no other site's page can know it.
package enum CSRFToken {
    /// The header that may bring it in place of the form's field `csrf`.
    package static let header = "X-CSRF-Token"

    /// Follows from the secret in the cookie, and gives nothing of it away.
    package static func of(_ secret: String) -> String {
        let code = HMAC<SHA256>
            .authenticationCode(
                for: Array("form".utf8),
                using: SymmetricKey(data: Array(secret.utf8))
            )
        return Base64URL.write(code)
    }

    /// Whether the token is that of the secret; takes as long either way.
    package static func isRight(_ token: String?, for secret: String) -> Bool {
        let (given, wanted) = (Array((token ?? "").utf8), Array(of(secret).utf8))
        guard given.count == wanted.count else { return false }
        return zip(given, wanted).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// Throws unless the token is that of the secret.
    static func require(_ token: String?, of secret: String) throws {
        guard isRight(token, for: secret) else {
            throw Refusal(
                .foreign,
                Text(
                    zh: "表单已失效，没有执行；请重新打开页面再提交一次。",
                    en:
                        "The form is of another session and was not carried out; open the page anew and send it again."
                )
            )
        }
    }
}

extension Request {
    /// Refuses a change that a browser sends without the token of its session: in the form's field `csrf`, or in the
    /// header `X-CSRF-Token`. A form with a file is read only where one is expected.
    mutating func requireCSRFToken(of secret: String, takesFile: Bool = false) async throws {
        var token = headers[named: CSRFToken.header]
        if token == nil, headers[.contentType]?.begins(with: "application/x-www-form-urlencoded") == true {
            try await hold()
            token = try await form().last { $0.name == "csrf" }?.value
        } else if token == nil, takesFile,
            headers[.contentType]?.begins(with: "multipart/form-data") == true
        {
            try await hold(upTo: uploadLimit)
            token = try await upload().fields.last { $0.name == "csrf" }?.value
        }
        try CSRFToken.require(token, of: secret)
    }

    /// Refuses a change that another site's page asks for in the reader's name.
    ///
    /// Browsers say where a request comes from in `Sec-Fetch-Site`, older ones in `Origin`; programs say neither.
    func requireSameOrigin() throws {
        guard ![.get, .head, .options].contains(method) else { return }
        let isForeign: Bool =
            if let site = headers[named: "Sec-Fetch-Site"] {
                site != "same-origin" && site != "none"
            } else if let origin = headers[.origin] {
                origin.split(at: "/").last.map { $0.isExactly(head.authority ?? "") } != true
            } else {
                false
            }
        guard isForeign else { return }
        throw Refusal(
            .foreign,
            Text(
                zh: "这一请求来自别的网站的页面，没有执行。请从本系统的页面提交。",
                en:
                    "This request came from another site's page and was not carried out. Send it from a page of this one."
            )
        )
    }
}
