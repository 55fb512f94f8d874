import StrictJSON

extension Due {
    /// Everything that is to be said of it, and to whom (`domain.md` §6, §7, §9): nobody is told of a person by name, and
    /// whoever held a duty at a site is told nothing of what others judge there.
    package func messages(to recipients: [Recipient]) -> [Message] {
        recipients.flatMap { recipient in
            [
                orderMessages(recipient, isOverdue: false), orderMessages(recipient, isOverdue: true),
                overdueMessages(recipient), standardMessages(recipient), visitMessages(recipient),
                verificationMessages(recipient), returnMessages(recipient), evidenceMessages(recipient),
                rungMessages(recipient), weekMessages(recipient),
            ]
            .flatMap(\.self)
        }
    }

    /// Of orders: whoever answers for the site, of every item a director and of the own others. One message for each site and
    /// deadline, so that a visit that found much says it once.
    private func orderMessages(_ recipient: Recipient, isOverdue: Bool) -> [Message] {
        let cause = isOverdue ? MessageCause.orderOverdue : .orderNear
        let own = orders.filter { $0.isOverdue == isOverdue && recipient.answers(for: $0) }
        return Self.grouped(own) { "\($0.site.code)/\($0.deadline)" }
            .map { key, orders in
                let (site, deadline) = (orders[0].site, orders[0].deadline.shanghai)
                let count = orders.count
                return Message(
                    cause: cause,
                    thing: "\(cause.rawValue)/\(key)",
                    stage: "",
                    recipient: recipient.name,
                    title: isOverdue
                        ? Text(
                            zh: "\(site.name.zh)：\(count) 项整改已超期",
                            en: "\(site.name.en): \(count) overdue"
                        )
                        : Text(
                            zh: "\(site.name.zh)：\(count) 项整改临近期限",
                            en: "\(site.name.en): \(count) near the deadline"
                        ),
                    lines: [Text(zh: "整改期限 \(deadline)。", en: "The deadline: \(deadline).")]
                        + Self.listed(
                            orders.map { order in
                                Text(
                                    zh: "\(order.item) \(order.text.zh)",
                                    en: "\(order.item) \(order.text.en)"
                                )
                            }
                        ),
                    link: "/gaps?site=\(FormText.encode(site.code))"
                )
            }
    }

    /// Of all that is overdue in the county: administrators and webhooks, one message with a line for each site, those that are
    /// overdue for longest first. What becomes overdue, or is mended, is another stage of it.
    private func overdueMessages(_ recipient: Recipient) -> [Message] {
        let cause = MessageCause.orderOverdue
        guard recipient.isWebhook || recipient.rights.contains(.manage) else { return [] }
        let overdue = orders.filter(\.isOverdue).sorted { $0.deadline < $1.deadline }
        guard !overdue.isEmpty else { return [] }
        let sites = Self.grouped(overdue) { $0.site.code }.map(\.1)
        return [
            Message(
                cause: cause,
                thing: "\(cause.rawValue)/county",
                stage: Self.stage(overdue.map { "\($0.site.code)/\($0.deadline)" }),
                recipient: recipient.name,
                title: Text(
                    zh: "\(sites.count) 个点位共 \(overdue.count) 项整改已超期",
                    en:
                        "\(overdue.count.of("gap is", "gaps are")) overdue at \(sites.count.of("site", "sites"))"
                ),
                lines: Self.listed(
                    sites.map { orders in
                        let (site, since) = (orders[0].site, orders[0].deadline.shanghai)
                        return Text(
                            zh: "\(site.code) \(site.name.zh)：\(orders.count) 项，最早的期限 \(since)",
                            en:
                                "\(site.code) \(site.name.en): \(orders.count), the earliest deadline \(since)"
                        )
                    }
                ),
                link: "/gaps?overdue=yes"
            )
        ]
    }

    /// Of a standard: the director of the site.
    private func standardMessages(_ recipient: Recipient) -> [Message] {
        let cause = MessageCause.standardWaiting
        let own = standards.filter { waiting in
            recipient.duties.contains { $0.duty == .director && $0.site == waiting.site.code }
        }
        return Self.grouped(own) { $0.site.code }
            .map { code, waiting in
                let site = waiting[0].site
                return Message(
                    cause: cause,
                    thing: "\(cause.rawValue)/\(code)",
                    stage: Self.stage(waiting.map(\.title.zh)),
                    recipient: recipient.name,
                    title: Text(
                        zh: "\(site.name.zh)：下发的标准待签收",
                        en: "\(site.name.en): a standard to acknowledge"
                    ),
                    lines: Self.listed(waiting.map(\.title))
                        + [Text(zh: "24 小时内没有签收的，视为已送达。", en: "After 24 hours it counts as received.")],
                    link: Address.guidance(code)
                )
            }
    }

    /// Of late visits: whoever inspects, but for sites where they held a duty, and webhooks. One message for each day that has
    /// passed.
    private func visitMessages(_ recipient: Recipient) -> [Message] {
        let cause = MessageCause.siteUnvisited
        guard recipient.isWebhook || recipient.rights.isSuperset(of: [.county, .file]) else { return [] }
        return Self.grouped(visits.filter { !recipient.heldAt.contains($0.site.code) }) { "\($0.dueOn)" }
            .map { day, visits in
                Message(
                    cause: cause,
                    thing: "\(cause.rawValue)/\(day)",
                    stage: "",
                    recipient: recipient.name,
                    title: Text(
                        zh: "\(visits.count) 个点位应在 \(day) 以前检查，尚未检查",
                        en: "\(visits.count) sites were to be visited by \(day), and were not"
                    ),
                    lines: Self.listed(
                        visits.map { visit in
                            Text(
                                zh:
                                    "\(visit.site.code) \(visit.site.name.zh)，已逾期 \(Day(asOf) - visit.dueOn) 天",
                                en:
                                    "\(visit.site.code) \(visit.site.name.en), \(Day(asOf) - visit.dueOn) days late"
                            )
                        }
                    ),
                    link: "/planning"
                )
            }
    }

    /// Of what waits to be judged: whoever inspects, but for sites where they held a duty.
    private func verificationMessages(_ recipient: Recipient) -> [Message] {
        let cause = MessageCause.verificationWaiting
        guard recipient.rights.isSuperset(of: [.county, .file]) else { return [] }
        return
            Self.grouped(verifications.filter { !recipient.heldAt.contains($0.site.code) }) { $0.site.code }
            .map { code, waiting in
                let site = waiting[0].site
                return Message(
                    cause: cause,
                    thing: "\(cause.rawValue)/\(code)",
                    // Another answer is another stage.
                    stage: Self.stage(waiting.map { "\($0.item) \($0.since)" }),
                    recipient: recipient.name,
                    title: Text(
                        zh: "\(site.name.zh)：\(waiting.count) 项整改等待核验",
                        en: "\(site.name.en): \(waiting.count) wait to be verified"
                    ),
                    lines: Self.listed(
                        waiting.map { one in
                            Text(zh: "\(one.item)，自 \(one.since)", en: "\(one.item), since \(one.since)")
                        }
                    ),
                    link: "/planning/own"
                )
            }
    }

    /// Of rungs: administrators of reminder and circular, supervision of a case that may be opened; nobody in their own matter.
    private func rungMessages(_ recipient: Recipient) -> [Message] {
        let cause = MessageCause.rungPossible
        return
            rungs.filter { possible in
                let right: Right = [.reminder, .circular].contains(possible.rung) ? .manage : .supervise
                return recipient.rights.contains(right) && !recipient.heldAt.contains(possible.site.code)
            }
            .map { possible in
                let (site, rung) = (possible.site, possible.rung)
                let named = Array(possible.items.prefix(30))
                let about =
                    named.isEmpty
                    ? []
                    : [
                        Text(
                            zh: "涉及：\(named.joined(separator: "、"))。",
                            en: "About: \(named.joined(separator: ", "))."
                        )
                    ]
                return Message(
                    cause: cause,
                    thing: "\(cause.rawValue)/\(site.code)/\(rung.rawValue)",
                    stage: Self.stage(possible.items),
                    recipient: recipient.name,
                    title: Text(
                        zh: "\(site.name.zh)：可以提出\(rung.title.zh)",
                        en: "\(site.name.en): a step may be taken, \(rung.title.en)"
                    ),
                    lines: about + [
                        Text(zh: "程序只提示，由人决定并写明理由。", en: "The program says so; people decide, with a reason.")
                    ],
                    link: "/sites/\(FormText.encode(site.code))/accountability"
                )
            }
    }

    /// Of weeks: administrators and webhooks of those to close; of those that were closed whoever reads weeks, or who of them
    /// is on the list of the order that was in force then, and webhooks.
    private func weekMessages(_ recipient: Recipient) -> [Message] {
        let closed = MessageCause.weekClosed
        let keeps = recipient.isWebhook || recipient.rights.contains(.manage)
        let reads = recipient.isWebhook || recipient.rights.contains(.county)
        let toClose = keeps ? openWeeks.max().map { [unclosed(upTo: $0, recipient)] } ?? [] : []
        let toRead = (reads ? closedWeeks : [])
            .filter { $0.list.isEmpty || recipient.isWebhook || $0.list.contains(recipient.name) }
            .map { one in
                Message(
                    cause: closed,
                    thing: "\(closed.rawValue)/\(one.week)/\(one.revision)",
                    stage: "",
                    recipient: recipient.name,
                    title: one.revision == 1
                        ? Text(
                            zh: "\(one.week.words.zh)周报已封存",
                            en: "The report of \(one.week.words.en) is closed"
                        )
                        : Text(
                            zh: "\(one.week.words.zh)周报有修订版（第 \(one.revision) 版）",
                            en: "The report of \(one.week.words.en) was revised (revision \(one.revision))"
                        ),
                    lines: [],
                    link: "/weeks/\(one.week)"
                )
            }
        return toClose + toRead
    }

    /// One message of all weeks that are open: each that ends is another thing.
    private func unclosed(upTo last: ISOWeek, _ recipient: Recipient) -> Message {
        let cause = MessageCause.weekUnclosed
        let count = openWeeks.count
        return Message(
            cause: cause,
            thing: "\(cause.rawValue)/\(last)",
            // That the order lapsed is told on another day, though the week is the same.
            stage: lapsedOrder.map { "\($0.number)" } ?? "",
            recipient: recipient.name,
            title: count == 1
                ? Text(zh: "\(last.words.zh)周报尚未封存", en: "The report of \(last.words.en) is not closed")
                : Text(zh: "\(count) 周的周报尚未封存", en: "\(count) weeks are not closed"),
            lines: (lapsedOrder.map { [$0.lapsed] } ?? [])
                + Self.listed(
                    openWeeks.sorted(by: >)
                        .map { week in
                            Text(
                                zh: "\(week.words.zh)，已于 \(week.sunday) 结束",
                                en: "\(week.words.en), which ended on \(week.sunday)"
                            )
                        }
                ),
            link: "/weeks/\(openWeeks.min() ?? last)"
        )
    }

    /// In the order in which each key is first there.
    static func grouped<Element>(
        _ elements: [Element],
        by key: (Element) -> String
    ) -> [(String, [Element])] {
        var places: [String: Int] = [:]
        var groups: [(String, [Element])] = []
        for element in elements {
            let key = key(element)
            if let place = places[key] {
                groups[place].1.append(element)
            } else {
                places[key] = groups.count
                groups.append((key, [element]))
            }
        }
        return groups
    }

    /// The first of the lines, each cut to a length that mail and group robots take, and how many more there are.
    static func listed(_ lines: [Text]) -> [Text] {
        let first = lines.prefix(Message.mostLines)
            .map { Text(zh: $0.zh.cut(to: 200), en: $0.en.cut(to: 200)) }
        let more = lines.count - first.count
        return more > 0 ? first + [Text(zh: "另有 \(more) 项。", en: "\(more) more.")] : first
    }

    /// What tells a stage apart: what it is of, in whatever order; of much its SHA-256.
    private static func stage(_ parts: [String]) -> String {
        let text = Set(parts).sorted().joined(separator: ", ")
        return text.unicodeScalars.count <= 160 ? text : Node.digest(ofText: text)
    }
}
