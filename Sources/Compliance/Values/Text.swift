/// A wording in Chinese and in English; every text a user can read is one of these.
package struct Text: Sendable, Hashable {
    package let zh: String
    package let en: String

    package init(zh: String, en: String) {
        self.zh = zh
        self.en = en
    }

    package subscript(language: Language) -> String {
        language == .zh ? zh : en
    }
}

extension Int {
    /// That many, in English: `1 site`, `2 sites`.
    package func of(_ one: String, _ many: String) -> String { "\(self) \(self == 1 ? one : many)" }
}

/// The two languages of the product; Chinese comes first.
package enum Language: String, Sendable, CaseIterable {
    case zh, en
}
