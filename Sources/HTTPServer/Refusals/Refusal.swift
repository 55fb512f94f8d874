package import Compliance
package import HTTPTypes
import Hummingbird
import StrictJSON

/// Why a request is not carried out, in words for the person or program that sent it.
///
/// The API answers with it as a problem document (RFC 9457), everything else as a page.
package struct Refusal: Error {
    package let kind: Kind
    /// What is the matter with this very request.
    package let detail: Text
    /// Each thing wrong with what was sent; empty where the request as a whole is the matter.
    package var problems: [Problem] = []
    package var headers: HTTPFields = [:]
    /// What a reader who only opened a page is taken to do first.
    private var first: Step?

    /// What may have to be done before anything else.
    package enum Step: Sendable, Hashable {
        case signIn, changePassword
    }

    /// The kinds of refusal; the raw value ends the problem's `type`.
    package enum Kind: String, CaseIterable, Sendable {
        case malformed
        case unauthenticated
        case forbidden
        case foreign
        case notFound = "not-found"
        case methodNotAllowed = "method-not-allowed"
        case conflict
        case outdated
        case unconditional
        case tooMany = "too-many"
        case tooLarge = "too-large"
        case addressTooLong = "address-too-long"
        case unsupportedMediaType = "unsupported-media-type"
        case invalid
        case unavailable
        case broken
    }

    package init(
        _ kind: Kind,
        _ detail: Text,
        problems: [Problem] = [],
        headers: HTTPFields = [:],
        first: Step? = nil
    ) {
        self.kind = kind
        self.detail = detail
        self.problems = problems
        self.headers = headers
        self.first = first
    }
}

extension Refusal.Kind {
    package var status: HTTPResponse.Status {
        switch self {
        case .malformed: .badRequest
        case .unauthenticated: .unauthorized
        case .forbidden, .foreign: .forbidden
        case .tooMany: .tooManyRequests
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .conflict: .conflict
        case .outdated: .preconditionFailed
        case .unconditional: .preconditionRequired
        case .tooLarge: .contentTooLarge
        case .addressTooLong: .uriTooLong
        case .unsupportedMediaType: .unsupportedMediaType
        case .invalid: .unprocessableContent
        case .unavailable: .serviceUnavailable
        case .broken: .internalServerError
        }
    }

    package var title: Text {
        switch self {
        case .malformed: Text(zh: "请求读不懂", en: "The request cannot be read")
        case .unauthenticated: Text(zh: "请先登录", en: "Sign in first")
        case .forbidden: Text(zh: "没有这项权限", en: "Not allowed")
        case .tooMany: Text(zh: "尝试太频繁", en: "Too many tries")
        case .foreign: Text(zh: "不是从本系统的页面提交的", en: "Not sent from a page of this site")
        case .notFound: Text(zh: "没有这一页", en: "Not found")
        case .methodNotAllowed: Text(zh: "这里不支持这种操作", en: "This cannot be done here")
        case .conflict: Text(zh: "与已有记录冲突", en: "It conflicts with what is on record")
        case .outdated: Text(zh: "同时有别的改动", en: "It was changed meanwhile")
        case .unconditional: Text(zh: "没有写明依据哪一版", en: "It does not say of which version")
        case .tooLarge: Text(zh: "内容太大", en: "Too large")
        case .addressTooLong: Text(zh: "网址太长", en: "The address is too long")
        case .unsupportedMediaType: Text(zh: "格式不支持", en: "Unsupported format")
        case .invalid: Text(zh: "内容有误", en: "Something in it is wrong")
        case .unavailable: Text(zh: "暂时无法使用", en: "Unavailable for the moment")
        case .broken: Text(zh: "系统出错", en: "Something went wrong")
        }
    }
}

extension Refusal {
    /// What a reader is taken to do who opened a page that this refuses; nil where the refusal is shown.
    func step(before request: Request) -> Step? {
        guard [.get, .head].contains(request.method) else { return nil }
        return kind == .unauthenticated ? .signIn : first
    }

    /// Whether whoever asks has a password to change before anything else.
    package var mustChangePassword: Bool { first == .changePassword }

    package static func notFound(_ zh: String, _ en: String) -> Refusal {
        Refusal(.notFound, Text(zh: zh, en: en))
    }

    package static func malformed(_ zh: String, _ en: String) -> Refusal {
        Refusal(.malformed, Text(zh: zh, en: en))
    }

    /// Text that is not `StreamSafe`.
    package static func notStreamSafe(_ place: Text) -> Refusal {
        malformed("\(place.zh)里\(StreamSafe.zh)，没有读取。", "Not read: in the \(place.en) \(StreamSafe.en).")
    }

    /// A fault of the software; the log has the cause under the request's id.
    package static let broken = Refusal(
        .broken,
        Text(
            zh: "系统内部出错，已记录。报修时请提供请求编号。",
            en: "The fault is in the software and has been logged. Quote the request id when reporting it."
        )
    )
}
