package import Compliance
import StrictJSON

/// A paper that was handed over, as whoever did it says.
package struct HandOver: Sendable, Hashable {
    package let reachedAt: Instant
    /// By duty.
    package let receivedBy: String
    package let witness: String
    /// SHA-256 of the photograph of the signed paper, lower-case hex. Its bytes go before: whoever hands over sends them.
    package let photograph: String

    /// Takes what was typed; throws all that is wrong with it.
    package init(
        reachedAt: Instant?,
        receivedBy: String?,
        witness: String?,
        photograph: String?
    ) throws(Problems) {
        var problems: [Problem] = []
        func name(_ text: String?, _ field: String, _ title: Text) -> String {
            let text = (text ?? "").asTyped.trimmed
            if text.isBlank || text.unicodeScalars.count > 200
                || text.unicodeScalars.contains(where: \.isControl)
            {
                problems.append(
                    Problem(
                        "badName",
                        at: "/\(field)",
                        Text(
                            zh: "\(title.zh)请写职务，1 到 200 个字符，写在一行里。",
                            en: "\(title.en): say it by duty, in 1 to 200 characters on one line."
                        )
                    )
                )
            }
            return text
        }
        if reachedAt == nil { problems.append(.badHandOverTime) }
        self.reachedAt = reachedAt ?? Instant(microseconds: 0)
        self.receivedBy = name(receivedBy, "receivedBy", Text(zh: "接收人", en: "Who received it"))
        self.witness = name(witness, "witness", Text(zh: "见证人", en: "The witness"))
        let digest = (photograph ?? "").trimmed.lowercased()
        if digest.utf8.count != 64 || !digest.utf8.allSatisfy({ "0123456789abcdef".utf8.contains($0) }) {
            problems.append(.badPhotograph)
        }
        self.photograph = digest
        guard problems.isEmpty else { throw Problems(problems) }
    }
}

extension Problem {
    fileprivate static let badHandOverTime = Problem(
        "badTime",
        at: "/reachedAt",
        Text(
            zh: "送达时间应写作 2021-08-18T09:00 的形式（北京时间），且历法里有这一刻。",
            en:
                "The time of hand-over is written like 2021-08-18T09:00 (Beijing time), and must be in the calendar."
        )
    )
    fileprivate static let badPhotograph = Problem(
        "badDigest",
        at: "/photograph",
        Text(
            zh: "缺签收件照片：在页面上请选文件；用程序登记的，写它的 SHA-256，64 位十六进制数字（0-9、a-f）。",
            en:
                "The photograph of the signed paper is missing: choose the file on the page; programs name it by its SHA-256, 64 hexadecimal digits."
        )
    )
    /// It was not issued yet.
    static let handedOverEarly = Problem(
        "beforeIssue",
        at: "/reachedAt",
        Text(zh: "送达时间早于签发时间。", en: "It was not issued yet at the time of hand-over.")
    )
    static let handedOverInFuture = Problem(
        "inFuture",
        at: "/reachedAt",
        Text(zh: "送达时间还没有到。", en: "The time of hand-over has not come yet.")
    )
    /// Its bytes have not come from whoever records the hand-over.
    static let photographUnsent = Problem(
        "unsent",
        at: "/photograph",
        Text(
            zh: "这张签收件照片还没有收到，没有登记：请先由登记人本人把文件完整发来（页面上选文件，程序先上传），再登记送达。",
            en:
                "That photograph of the signed paper has not come, and nothing was recorded: whoever records the hand-over sends the file in full first (chosen on the page; programs upload it)."
        )
    )
}
