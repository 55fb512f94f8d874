package import AuditLog
package import Compliance
package import Store

/// Whether an entry is what was sealed, in words, for pages and the shell.
package struct EntryStandingWords {
    package let isWell: Bool
    /// First whether all is well, then what that rests on, then what it does not show.
    package let sentences: [Text]

    package init(_ number: Int, _ standing: EntryStanding, keys: Set<PublicSealKey>) {
        switch standing {
        case .waits:
            isWell = true
            sentences = [
                Text(
                    zh: "第 \(number) 号记录在案，还没有封存；服务器每十秒封存一次，在那之前还证明不了它没有被改动。",
                    en:
                        "Entry \(number) is in the record and not sealed yet; the server seals every ten seconds, and until then nothing proves that it was not changed."
                )
            ]
        case .changed:
            isWell = false
            sentences = [
                Text(
                    zh: "第 \(number) 号记录与封存时不一致：记录被改动过。请运行 lazaret audit verify，它指出第一处。",
                    en:
                        "Entry \(number) is not what was sealed: the record was changed. Run 'lazaret audit verify', which names the first place."
                )
            ]
        case .sealed(let proof, let chain):
            let signatures = [proof.head, chain.last].map { Self.signature(of: $0, keys) }
            isWell = chain.isUnbroken && !signatures.contains(.wrong)
            let since = TreeHead(proof.head.text).map { $0.time.shanghai } ?? "–"
            sentences =
                [
                    isWell
                        ? Text(
                            zh: "第 \(number) 号记录在案，自 \(since) 封存以来没有被改动。",
                            en:
                                "Entry \(number) is in the record and was not changed since it was sealed on \(since)."
                        )
                        : Text(
                            zh: "第 \(number) 号记录与 \(since) 封存时一致，但其后的记录被改动过。请运行 lazaret audit verify，它指出第一处。",
                            en:
                                "Entry \(number) is what was sealed on \(since), but the record after it was changed. Run 'lazaret audit verify', which names the first place."
                        )
                ] + Self.grounds(chain, signatures)
        }
    }

    private enum Signature {
        case right, wrong, unknown
    }

    private static func signature(of head: StoredHead, _ keys: Set<PublicSealKey>) -> Signature {
        guard let text = TreeHead(head.text), let key = keys.first(where: { $0.id == text.key }) else {
            return .unknown
        }
        return key.signed(head.text, head.signature) ? .right : .wrong
    }

    private static func grounds(_ chain: HeadChain, _ signatures: [Signature]) -> [Text] {
        let last = TreeHead(chain.last.text).map { $0.time.shanghai } ?? "–"
        let goesOn =
            !chain.isUnbroken
            ? Text(
                zh: "它的树头之后的 \(chain.count) 个树头没有逐一接续。",
                en: "The \(chain.count) heads after its own do not each go on from the one before."
            )
            : chain.count == 0
                ? Text(zh: "它的树头就是最后一个。", en: "Its head is the last.")
                : Text(
                    zh: "它的树头之后有 \(chain.count) 个树头，逐一接续，直到 \(last)\(chain.isCut ? "；再往后的没有看" : "")。",
                    en:
                        "\(chain.count) heads after its own each go on from the one before, to that of \(last)\(chain.isCut ? "; later ones were not looked at" : "")."
                )
        let signed =
            signatures.contains(.wrong)
            ? Text(zh: "树头的签名不对。", en: "A head's signature is wrong.")
            : signatures.contains(.unknown)
                ? Text(
                    zh: "树头的签名没有在这里核对，因为这里没有当时的公钥。",
                    en: "Signatures of heads were not checked here, for want of the public key of the time."
                )
                : Text(
                    zh: "它的树头和最后看到的树头，签名都核对无误。",
                    en: "The signatures of its own head and of the last one looked at are right."
                )
        return [goesOn, signed]
    }
}
