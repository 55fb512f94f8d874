import Compliance
import Foundation
import TestSupport

@testable import Messengers

enum Sample {
    static let id = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
    /// 2021-08-18 09:00 in Beijing.
    static let composed = Instant(microseconds: 1_629_248_400_000_000)
    static let secret = "whsec_" + Data(repeating: 7, count: 32).base64EncodedString()

    static func message(
        title: String = "城关镇隔离点的督办单已经超期，请尽快整改并提交整改材料，逾期将按规定上报",
        lines: [String] = ["督办单〔2021〕7号，应于 2021-08-17 18:00 前整改。", "尚有 2 项未销号。"],
        link: String? = "https://lazaret.example.org/orders/7",
        language: Language = .zh
    ) -> OutgoingMessage {
        OutgoingMessage(
            id: UUID(uuidString: id) ?? UUID(),
            kind: "order.overdue",
            composed: composed,
            title: title,
            lines: lines,
            link: link,
            language: language
        )
    }

    static func relay(
        _ server: TestServer,
        _ security: MailRelay.Security = .starttls,
        user: String? = nil,
        password: String? = nil,
        from: String = "office@county.example.org"
    ) throws -> MailRelay {
        try MailRelay(
            host: "localhost",
            port: server.port,
            security: security,
            user: user,
            password: password.map { Confidential($0) },
            from: from,
            name: "某县卫生健康委员会"
        )
    }
}

extension DeliveryOutcome {
    /// `delivered`, `later`, `later 60` or `refused`.
    var kind: String {
        switch self {
        case .delivered: "delivered"
        case .later(_, let wait): "later" + (wait.map { " \($0)" } ?? "")
        case .refused: "refused"
        }
    }

    var words: String {
        switch self {
        case .delivered: ""
        case .later(let text, _), .refused(let text): text.zh + " " + text.en
        }
    }
}
