import StrictJSON

/// What became of what somebody sent: told to whom it came from, once.
extension Due {
    /// Of answers that were sent back: whoever answers for the site, of every item a director and of the own others. One message
    /// for each site and moment.
    func returnMessages(_ recipient: Recipient) -> [Message] {
        let cause = MessageCause.submissionReturned
        return
            Self.grouped(returns.filter { recipient.answers(for: $0.order) }) {
                "\($0.order.site.code)/\($0.at)"
            }
            .map { key, returns in
                let (site, count) = (returns[0].order.site, returns.count)
                return Message(
                    cause: cause,
                    thing: "\(cause.rawValue)/\(key)",
                    stage: "",
                    recipient: recipient.name,
                    title: Text(
                        zh: "\(site.name.zh)：\(count) 项整改被退回",
                        en: "\(site.name.en): \(count.of("answer was", "answers were")) sent back"
                    ),
                    lines: Self.listed(
                        returns.map { one in
                            Text(
                                zh:
                                    "\(one.order.item) \(one.order.text.zh)，整改期限 \(one.order.deadline.shanghai)",
                                en:
                                    "\(one.order.item) \(one.order.text.en), the deadline \(one.order.deadline.shanghai)"
                            )
                        }
                    ) + [Text(zh: "退回的理由见该问题的页面。", en: "The reason stands on the page of each.")],
                    link: "/gaps?site=\(FormText.encode(site.code))"
                )
            }
    }

    /// Of files that a visit names and that have not come: whoever filed it.
    func evidenceMessages(_ recipient: Recipient) -> [Message] {
        let cause = MessageCause.evidencePending
        return pendingEvidence.filter { $0.filedBy == recipient.name }
            .map { pending in
                let (site, ended) = (pending.site, pending.finishedAt.shanghai)
                return Message(
                    cause: cause,
                    thing: "\(cause.rawValue)/\(pending.inspection)",
                    stage: "",
                    recipient: recipient.name,
                    title: Text(
                        zh: "\(site.name.zh)：检查记录的照片还没有收齐",
                        en: "\(site.name.en): not all photographs of a visit have come"
                    ),
                    lines: [
                        Text(
                            zh: "\(ended) 结束的检查，记录里列出的照片一天以后仍有没有收到的，请补传。",
                            en:
                                "Of the visit that ended at \(ended) some that it names had not come after a day; send them."
                        )
                    ],
                    link: Address.inspection(pending.inspection) + "/evidence"
                )
            }
    }
}
