package import Compliance

/// Something in the county's tables that is not what the record says of it.
package struct EvidenceFault: Sendable, Hashable {
    /// The kind and key of what it is about, as entries name it: `inspection/017b57b7-…`, `site/T-03`.
    package let object: String
    /// What of it: a column, `gap A-04 deadline`, or `sealed` for all that its entry has a digest of.
    package let part: String
    /// What should stand there; nil where nothing should.
    package let expected: String?
    /// What stands there; nil where nothing does.
    package let found: String?
    /// The entry that it was held against; nil where there is none.
    package let entry: Int?

    /// Of long values, what lies about the first place where they differ is kept.
    package init(object: String, part: String, expected: String?, found: String?, entry: Int?) {
        self.object = object
        self.part = part
        self.entry = entry
        let same =
            zip((expected ?? "").unicodeScalars, (found ?? "").unicodeScalars).prefix { $0 == $1 }.count
        self.expected = expected.map { Self.excerpt($0, about: same) }
        self.found = found.map { Self.excerpt($0, about: same) }
    }

    private static let most = 100

    private static func excerpt(_ text: String, about place: Int) -> String {
        let scalars = Array(text.unicodeScalars)
        guard scalars.count > most else { return text }
        let start = max(0, min(place - most / 4, scalars.count - most))
        let end = min(scalars.count, start + most)
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[start..<end])
        return (start > 0 ? "…" : "") + String(view) + (end < scalars.count ? "…" : "")
    }

    /// In words, for whoever verifies.
    package var message: Text {
        let (should, does) = (expected.map { "“\($0)”" }, found.map { "“\($0)”" })
        let by = entry.map { Text(zh: "（第 \($0) 号记录）", en: " (entry \($0))") } ?? Text(zh: "", en: "")
        return Text(
            zh: "\(object) 的 \(part)：应为\(should ?? "无")，现为\(does ?? "无")\(by.zh)。",
            en: "\(object), \(part): should be \(should ?? "nothing"), and is \(does ?? "nothing")\(by.en)."
        )
    }
}
