import Compliance
import HTTPTypes

/// What a reader sees when a request is not carried out.
struct RefusalPage: Sendable {
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
}
