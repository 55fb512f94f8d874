import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore

/// What a reader sees when a request is not carried out.
struct RefusalPage: Page {
    static let template = "refusal"

    let title: String
    let detail: String
    let status: Int
    let requestID: String
    let problems: [String]

    init(_ refusal: Refusal, language: Language, requestID: String) {
        title = refusal.kind.title[language]
        detail = refusal.detail[language]
        status = refusal.kind.status.code
        self.requestID = requestID
        problems = refusal.problems.map { $0.message[language] }
    }

    func windowTitle(_ texts: Texts) -> String { title }
}

extension Service {
    func refusalPage(_ refusal: Refusal, _ context: RequestContext) -> Response {
        let content = RefusalPage(refusal, language: context.language, requestID: context.requestID)
        do {
            var response = try show(content, status: refusal.kind.status, for: context)
            response.headers.append(contentsOf: refusal.headers)
            return response
        } catch {
            return refusal.problemResponse(for: context)
        }
    }
}
