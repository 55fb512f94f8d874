package import StrictJSON

/// One thing wrong with a document, said so that its writer can mend it.
package struct Problem: Error, Sendable, Hashable {
    /// A stable word for programs, such as `unknownItem` or `outOfRange`.
    package let code: String
    /// Where in the document: a JSON pointer (RFC 6901), `""` for the whole.
    package let pointer: String
    /// Where in the text it was read from; `Mark.none` for documents made by code.
    package let mark: Mark
    /// The item concerned, where there is one.
    package let item: String?
    package let message: Text

    package init(_ code: String, at pointer: String, mark: Mark = .none, item: String? = nil, _ message: Text)
    {
        self.code = code
        self.pointer = pointer
        self.mark = mark
        self.item = item
        self.message = message
    }
}

extension Problem {
    /// That the text is not `StreamSafe`, and where; nil where it is.
    package static func notStreamSafe(_ text: String) -> Problem? {
        text.streamUnsafeMark.map { mark in
            Problem(
                JSONError.Reason.notStreamSafe.rawValue,
                at: "",
                mark: mark,
                Text(zh: "此处\(StreamSafe.zh)，没有读取。", en: "Not read: \(StreamSafe.en) here.")
            )
        }
    }
}

/// Everything wrong with a document, in the order of its text; never empty.
package struct Problems: Error, Sendable, Hashable {
    package let all: [Problem]

    /// More than this many are of no use to a person, and a hostile document could make millions.
    package static let most = 1_000

    /// The problems, and how many more there were that nobody wrote down. Of more than the most the rest is counted.
    package init(_ all: [Problem], unsaid: Int = 0) {
        let more = max(0, all.count - Self.most) + unsaid
        guard more > 0 else {
            self.all = all
            return
        }
        let message = Text(zh: "另有 \(more) 处问题没有列出。", en: "\(more) more are not listed.")
        self.all = all.prefix(Self.most) + [Problem("more", at: "", message)]
    }
}

extension Problem {
    /// What is done for a reason says why.
    package static let noReason = Problem(
        "noReason",
        at: "/reason",
        Text(zh: "请写明理由（1 至 2000 个字）。", en: "Say why, in 1 to 2000 characters.")
    )
}
