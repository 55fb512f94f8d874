/// Why there is no private PostgreSQL, said to the person who can mend it, in Chinese and in English.
package struct ClusterError: Error, Sendable, Hashable, CustomStringConvertible {
    package let zh: String
    package let en: String

    package init(zh: String, en: String) {
        self.zh = zh
        self.en = en
    }

    package var description: String { "\(zh)\n\(en)" }
}

extension ClusterError {
    static let cancelled = ClusterError(zh: "已取消。", en: "Cancelled.")
}
