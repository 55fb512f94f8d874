package import Compliance

/// What a verification met that proves nothing changed, and that whoever verifies has to hear of.
package struct AuditLogWarnings: Sendable, Hashable {
    /// Entries that came late, and those that are of later than their head: how many, and the first of them.
    package private(set) var late = Numbers()
    package private(set) var early = Numbers()
    /// Heads that were signed earlier than the one before them, by their sizes.
    package private(set) var backwards = Numbers()
    /// Heads from which on a key signs that nothing announces, taken because whoever verifies vouches for the key.
    package internal(set) var vouched = Numbers()

    /// Some numbers, of which the first are kept.
    package struct Numbers: Sendable, Hashable {
        package private(set) var count = 0
        package private(set) var first: [Int] = []

        static let most = 10

        mutating func add(_ number: Int) {
            count += 1
            if first.count < Self.most { first.append(number) }
        }
    }

    package init() {}

    mutating func note(_ timing: Timing, of number: Int) {
        switch timing {
        case .timely: break
        case .late: late.add(number)
        case .early: early.add(number)
        }
    }

    /// Notes a head that was signed before the one that it follows.
    mutating func note(_ head: TreeHead, after last: TreeHead?) {
        if let last, head.time < last.time { backwards.add(head.size) }
    }
}

extension AuditLogWarnings {
    /// In words, a line each; nothing where there is nothing to say.
    package var messages: [Text] {
        [
            late.said(
                zh: { "\($0) 条记录是补入的（其时间比前一个树头早 \(Timing.grace) 秒以上）：第 \($1) 号。" },
                en: {
                    "\($0) entries came late, of more than \(Timing.grace) s before the head that they follow: \($1)."
                }
            ),
            early.said(
                zh: { "\($0) 条记录的时间比封存它的树头晚 \(Timing.grace) 秒以上：第 \($1) 号。" },
                en: { "\($0) entries are of more than \(Timing.grace) s after their own head: \($1)." }
            ),
            backwards.said(
                zh: { "\($0) 个树头的时间比前一个早：大小 \($1)。" },
                en: { "\($0) heads go back in time, by size: \($1)." }
            ),
            vouched.said(
                zh: { "有 \($0) 次换用没有宣布的密钥，因核验者担保而接受：自大小为 \($1) 的树头起。" },
                en: {
                    "\($0) keys follow that nothing announces, taken on your word, from the heads of size: \($1)."
                }
            ),
        ]
        .compactMap { $0 }
    }
}

extension AuditLogWarnings.Numbers {
    fileprivate func said(zh: (Int, String) -> String, en: (Int, String) -> String) -> Text? {
        guard count > 0 else { return nil }
        let list = first.map(String.init).joined(separator: ", ") + (count > first.count ? ", …" : "")
        return Text(zh: zh(count, list), en: en(count, list))
    }
}
