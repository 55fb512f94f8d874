import Compliance
import StrictJSON

/// The keys that restored records go on with: no backup holds them.
struct RequiredSealKeys: Sendable {
    /// The key of each county's last head, by the county's code.
    let keys: [(county: String, key: String)]

    /// As a member of a document.
    var members: [(String, Node)] {
        [("sealKeys", .object(keys.map { ($0.county, .string($0.key)) }))]
    }

    /// What has to be brought, in words; nil where nothing was ever sealed.
    var needed: Text? {
        guard !keys.isEmpty else { return nil }
        return Text(
            zh: (["审计记录要用原来的密钥继续封存,备份里没有密钥。请按 LAZARET_SEAL_KEY 放回密钥文件,在此之前什么都不会封存:"]
                + keys.map { "县 \($0.county):密钥 \($0.key)" })
                .joined(separator: "\n"),
            en: ([
                "The record goes on under the key that sealed it, and no backup holds that. Put the key's file where LAZARET_SEAL_KEY says; until then nothing is sealed:"
            ]
                + keys.map { "county \($0.county): key \($0.key)" })
                .joined(separator: "\n")
        )
    }
}
