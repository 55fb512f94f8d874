package import Compliance

extension Remarks {
    /// In words, a line each; nothing where there is nothing to say.
    package var messages: [Text] {
        [
            late.said(
                zh: { "\($0) 条记录是补入的(其时间比前一个树头早 \(Timing.grace) 秒以上):第 \($1) 号。" },
                en: {
                    "\($0) entries came late, of more than \(Timing.grace) s before the head that they follow: \($1)."
                }
            ),
            early.said(
                zh: { "\($0) 条记录的时间比封存它的树头晚 \(Timing.grace) 秒以上:第 \($1) 号。" },
                en: { "\($0) entries are of more than \(Timing.grace) s after their own head: \($1)." }
            ),
            backwards.said(
                zh: { "\($0) 个树头的时间比前一个早:大小 \($1)。" },
                en: { "\($0) heads go back in time, by size: \($1)." }
            ),
            vouched.said(
                zh: { "有 \($0) 次换用没有宣布的密钥,因核验者担保而接受:自大小为 \($1) 的树头起。" },
                en: {
                    "\($0) keys follow that nothing announces, taken on your word, from the heads of size: \($1)."
                }
            ),
        ]
        .compactMap { $0 }
    }
}

extension Remarks.Numbers {
    fileprivate func said(zh: (Int, String) -> String, en: (Int, String) -> String) -> Text? {
        guard count > 0 else { return nil }
        let list = first.map(String.init).joined(separator: ", ") + (count > first.count ? ", …" : "")
        return Text(zh: zh(count, list), en: en(count, list))
    }
}
