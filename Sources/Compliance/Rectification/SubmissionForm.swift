import StrictJSON

/// What a site sends about a gap, checked: all that is wrong with it is said at once.
package struct SubmissionForm: Sendable, Hashable {
    package let id: InspectionID
    /// The visit whose finding it answers.
    package let inspection: InspectionID
    package let words: String
    package let evidence: [String]

    /// Takes what was typed or sent: ids as UUIDs of version 7, digests as SHA-256 in hexadecimal.
    package init(id: String, inspection: String, words: String, evidence: [String]) throws(Problems) {
        var problems: [Problem] = []
        let known = (InspectionID(id), InspectionID(inspection))
        if known.0 == nil { problems.append(.noUUID("id")) }
        if known.1 == nil { problems.append(.noUUID("inspection")) }
        let meant = words.asTyped
        let isTooLong = meant.unicodeScalars.count > GapSubmission.mostCharacters
        if meant.isBlank || isTooLong || meant.unicodeScalars.contains(where: { $0.isControl && $0 != "\n" })
        {
            problems.append(
                Problem(
                    "words",
                    at: "/words",
                    Text(
                        zh: "请写明做了什么整改：1 至 \(GapSubmission.mostCharacters) 个字，不含控制字符。",
                        en:
                            "Say what was done: 1 to \(GapSubmission.mostCharacters) characters, none of them control characters."
                    )
                )
            )
        }
        let digests = evidence.map { $0.lowercased() }
        if digests.count > GapSubmission.mostFiles {
            problems.append(.tooManyFiles)
        } else {
            for (place, digest) in digests.enumerated()
            where digest.wholeMatch(of: /[0-9a-f]{64}/) == nil || digests[..<place].contains(digest) {
                problems.append(
                    Problem(
                        "digest",
                        at: "/evidence/\(place)",
                        Text(
                            zh: "附件须以各不相同的 SHA-256（64 位十六进制）指明。",
                            en: "A file is named by its SHA-256, 64 hexadecimal digits, and once."
                        )
                    )
                )
            }
        }
        guard problems.isEmpty, let id = known.0, let inspection = known.1 else { throw Problems(problems) }
        (self.id, self.inspection, self.words, self.evidence) = (id, inspection, meant, digests)
    }
}

extension Problem {
    /// An answer names more files than it may.
    package static let tooManyFiles = Problem(
        "tooManyFiles",
        at: "/evidence",
        Text(
            zh: "一次最多附 \(GapSubmission.mostFiles) 个文件。",
            en: "An answer names \(GapSubmission.mostFiles) files at most."
        )
    )

    fileprivate static func noUUID(_ field: String) -> Problem {
        Problem(
            "uuid",
            at: "/\(field)",
            Text(zh: "\(field) 须为第 7 版 UUID。", en: "'\(field)' has to be a UUID of version 7.")
        )
    }
}
