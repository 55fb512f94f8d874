package import AuditLog
package import Compliance
package import Store

/// Whether an entry is what was sealed, in words, for pages and the shell.
package struct EntryStandingWords {
    /// What all of it comes to.
    package enum Verdict: Sendable, Hashable {
        /// It is what was sealed, and the record goes on from there, by signatures that were checked.
        case well
        /// Nothing speaks against it, and nothing here proves it.
        case unproven
        /// It, what sealed it, or the record after it was changed.
        case changed
    }

    package let verdict: Verdict
    /// First what it comes to, then what that rests on, then what it does not show.
    package let sentences: [Text]

    /// Whether nothing is found wrong; what is unproven is no wrong that pages and exit codes tell of.
    package var isWell: Bool { verdict != .changed }

    package init(_ number: Int, _ standing: EntryStanding, keys: Set<PublicSealKey>) {
        switch standing {
        case .waits:
            verdict = .unproven
            sentences = [
                Text(
                    zh: "第 \(number) 号记录在案，还没有封存；服务器每十秒封存一次，在那之前还证明不了它没有被改动。",
                    en:
                        "Entry \(number) is in the record and not sealed yet; the server seals every ten seconds, and until then nothing proves that it was not changed."
                )
            ]
        case .changed:
            verdict = .changed
            sentences = [Self.changed(number)]
        case .sealed(let proof, let chain):
            let own = Self.signature(of: proof.head, keys)
            let last = Self.signature(of: chain.last, keys)
            let since = TreeHead(proof.head.text).map { $0.time.shanghai } ?? "–"
            let first: Text
            if own == .wrong {
                verdict = .changed
                first = Self.changed(number)
            } else if last == .wrong || !chain.isUnbroken {
                verdict = .changed
                first = Self.changedAfter(number, since)
            } else if own == .unknown || last == .unknown {
                verdict = .unproven
                first = Self.unchecked(number, since, isOwn: own == .unknown)
            } else {
                verdict = .well
                first = Text(
                    zh: "第 \(number) 号记录在案，自 \(since) 封存以来没有被改动。",
                    en:
                        "Entry \(number) is in the record and was not changed since it was sealed on \(since)."
                )
            }
            sentences = [first, Self.goingOn(chain), Self.signed(own, last)]
        }
    }

    private static func changed(_ number: Int) -> Text {
        Text(
            zh: "第 \(number) 号记录与封存时不一致，或者封存它的记录已不完整：记录被改动过。请运行 lazaret audit verify，它指出第一处。",
            en:
                "Entry \(number) is not what was sealed, or what sealed it is no longer whole: the record was changed. Run 'lazaret audit verify', which names the first place."
        )
    }

    private static func changedAfter(_ number: Int, _ since: String) -> Text {
        Text(
            zh: "第 \(number) 号记录与 \(since) 的树头相符，但其后的记录被改动过。请运行 lazaret audit verify，它指出第一处。",
            en:
                "Entry \(number) leads to the head of \(since), but the record after it was changed. Run 'lazaret audit verify', which names the first place."
        )
    }

    private static func unchecked(_ number: Int, _ since: String, isOwn: Bool) -> Text {
        isOwn
            ? Text(
                zh:
                    "第 \(number) 号记录与 \(since) 的树头相符；那个树头是谁签名的，没有在这里核对。请凭公钥运行 lazaret audit verify（--public-key）。",
                en:
                    "Entry \(number) leads to the head of \(since); whose signature that is was not checked here. Run 'lazaret audit verify' with the public key (--public-key)."
            )
            : Text(
                zh:
                    "第 \(number) 号记录与 \(since) 的树头相符；最后看到的树头是谁签名的，没有在这里核对。请凭公钥运行 lazaret audit verify（--public-key）。",
                en:
                    "Entry \(number) leads to the head of \(since); whose signature the last head looked at has was not checked here. Run 'lazaret audit verify' with the public key (--public-key)."
            )
    }

    private enum Signature {
        case right, wrong, unknown
    }

    private static func signature(of head: StoredHead, _ keys: Set<PublicSealKey>) -> Signature {
        // Nobody signs what is no head.
        guard let text = TreeHead(head.text) else { return .wrong }
        guard let key = keys.first(where: { $0.id == text.key }) else { return .unknown }
        return key.signed(head.text, head.signature) ? .right : .wrong
    }

    private static func goingOn(_ chain: HeadChain) -> Text {
        guard chain.isUnbroken else {
            return Text(
                zh: "它的树头之后的 \(chain.count) 个树头没有逐一接续。",
                en: "The \(chain.count) heads after its own do not each go on from the one before."
            )
        }
        guard chain.count > 0 else {
            return Text(zh: "它的树头就是最后一个。", en: "Its head is the last.")
        }
        let last = TreeHead(chain.last.text).map { $0.time.shanghai } ?? "–"
        return Text(
            zh: "它的树头之后有 \(chain.count) 个树头，逐一接续，直到 \(last)\(chain.isCut ? "；再往后的没有看" : "")。",
            en:
                "\(chain.count) heads after its own each go on from the one before, to that of \(last)\(chain.isCut ? "; later ones were not looked at" : "")."
        )
    }

    private static func signed(_ own: Signature, _ last: Signature) -> Text {
        switch (own, last) {
        case (.wrong, _):
            Text(zh: "它的树头的签名不对。", en: "The signature of its own head is wrong.")
        case (_, .wrong):
            Text(zh: "最后看到的树头的签名不对。", en: "The signature of the last head looked at is wrong.")
        case (.right, .right):
            Text(
                zh: "它的树头和最后看到的树头，签名都核对无误。",
                en: "The signatures of its own head and of the last one looked at are right."
            )
        case (.right, .unknown):
            Text(
                zh: "它的树头签名核对无误；最后看到的树头的签名没有在这里核对，因为这里没有当时的公钥。",
                en:
                    "The signature of its own head is right; that of the last one looked at was not checked here, for want of the public key of the time."
            )
        case (.unknown, .right):
            Text(
                zh: "最后看到的树头签名核对无误；它自己的树头的签名没有在这里核对，因为这里没有当时的公钥。",
                en:
                    "The signature of the last head looked at is right; that of its own was not checked here, for want of the public key of the time."
            )
        case (.unknown, .unknown):
            Text(
                zh: "树头的签名没有在这里核对，因为这里没有当时的公钥。",
                en: "Signatures of heads were not checked here, for want of the public key of the time."
            )
        }
    }
}
