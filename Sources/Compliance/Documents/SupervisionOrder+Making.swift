import StrictJSON

extension SupervisionOrder.Content {
    /// What an order of the gap says at that moment; nil where nothing is to be urged then, or the item is not of the
    /// standard that the last visit went by.
    ///
    /// `filing`, `standard` and `result` are of the visit that found it last, `run` is the run that has not ended, `told`
    /// the notices and earlier orders about it, `signers` who signed each visit, and `holders` who holds duties at the site
    /// on the day.
    package init?(
        _ run: GapRun,
        in life: GapLife,
        _ filing: Filing,
        _ standard: Standard,
        _ result: Result,
        at site: Site,
        holders: [Posting],
        signers: [InspectionID: [String]],
        told: [SupervisionOrder.Event],
        item: String,
        now: Instant
    ) {
        guard let colour = run.standing(at: now).colour, let last = run.findings.last,
            last.inspection == filing.id,
            let gap = result.gaps.first(where: { $0.item == item && $0.status == .notMet }),
            let rule = standard.rule(item)
        else { return nil }
        func addressee(_ duty: Responsible) -> SupervisionOrder.Addressee {
            .init(duty: duty, person: holders.first { $0.duty == duty }?.person)
        }
        let duties: [Responsible] =
            run.responsible == .director ? [.director] : [.director, run.responsible]
        self.init(
            colour: colour,
            why: Self.why(colour, run, now),
            site: Notice.AddressedSite(
                code: site.code,
                kind: site.kind,
                name: site.name,
                township: site.township?.name
            ),
            to: duties.map(addressee),
            inspection: last.inspection,
            line: Notice.Line(
                gap,
                rule.item,
                filing.sheet.answers[item],
                standard,
                deadline: run.deadline,
                own: gap.deadline(from: last.finishedAt),
                isMoved: !run.changes.isEmpty
            ),
            dates: Self.dates(run, life, signers),
            told: Array(told.suffix(SupervisionOrder.mostDates)),
            reply: Self.reply
        )
    }

    private static func why(_ colour: GapStanding.Colour, _ run: GapRun, _ now: Instant) -> Text {
        switch colour {
        case .red:
            if let answered = run.answeredAt {
                return Text(
                    zh: "期限为 \(run.deadline.shanghai)，\(answered.shanghai) 才报送整改，已经超期。",
                    en:
                        "It was due by \(run.deadline.shanghai) and answered on \(answered.shanghai): overdue."
                )
            }
            return Text(
                zh: "期限 \(run.deadline.shanghai) 已过，还没有整改。",
                en: "It was due by \(run.deadline.shanghai) and is not mended: overdue."
            )
        case .yellow:
            if case .returned(let verification) = run.state {
                guard case .submission = verification.of else {
                    return Text(
                        zh: "复查时看到已经符合，\(verification.at.shanghai) 检查员没有认可；期限为 \(run.deadline.shanghai)。",
                        en:
                            "A later visit saw it met, and an inspector did not accept that on \(verification.at.shanghai); it is due by \(run.deadline.shanghai)."
                    )
                }
                return Text(
                    zh: "报送的整改于 \(verification.at.shanghai) 被退回，期限为 \(run.deadline.shanghai)。",
                    en:
                        "What was sent was returned on \(verification.at.shanghai); it is due by \(run.deadline.shanghai)."
                )
            }
            let last = run.findings.last?.finishedAt ?? run.since
            return Text(
                zh: "首次发现于 \(run.since.shanghai)，\(last.shanghai) 再次发现，仍未整改；期限为 \(run.deadline.shanghai)。",
                en:
                    "First found on \(run.since.shanghai), found again on \(last.shanghai) and not mended; it is due by \(run.deadline.shanghai)."
            )
        case .blue:
            return Text(
                zh: "期限 \(run.deadline.shanghai) 临近，所余时间不到三分之一，还没有整改。",
                en:
                    "It is due by \(run.deadline.shanghai): less than a third of its time is left, and it is not mended."
            )
        }
    }

    /// What happened in the run: of more than the most, the first and the last ones.
    private static func dates(
        _ run: GapRun,
        _ life: GapLife,
        _ signers: [InspectionID: [String]]
    ) -> [SupervisionOrder.Event] {
        typealias Event = SupervisionOrder.Event
        func signed(_ visit: InspectionID) -> String? { signers[visit].map { $0.joined(separator: "、") } }
        let found = run.findings.enumerated()
            .map { place, finding in
                Event(
                    at: finding.finishedAt,
                    what: place == 0
                        ? Text(zh: "首次发现", en: "first found") : Text(zh: "再次发现", en: "found again"),
                    by: signed(finding.inspection)
                )
            }
        let seen = life.findings
            .filter { finding in
                finding.finishedAt > run.since && !run.findings.contains(finding)
            }
            .map {
                Event(
                    at: $0.finishedAt,
                    what: Text(zh: "复查时达标，没有据此销号", en: "found met by a visit that did not close it"),
                    by: signed($0.inspection)
                )
            }
        let sent = life.submissions.filter { $0.at >= run.since }
            .map { Event(at: $0.at, what: Text(zh: "报送整改", en: "answered"), by: $0.by) }
        let judged = life.verifications.filter { $0.at >= run.since && $0.verdict == .returned }
            .map {
                let why = $0.reason ?? ""
                let what =
                    switch $0.of {
                    case .submission: Text(zh: "退回：\(why)", en: "returned: \(why)")
                    case .visit:
                        Text(zh: "没有认可复查所见：\(why)", en: "what the visit saw was not accepted: \(why)")
                    }
                return Event(at: $0.at, what: what, by: $0.by)
            }
        let moved = life.changes.filter { $0.at >= run.since }
            .map {
                Event(
                    at: $0.at,
                    what: Text(
                        zh: "期限由 \($0.was.shanghai) 调整为 \($0.deadline.shanghai)：\($0.reason)",
                        en: "deadline moved from \($0.was.shanghai) to \($0.deadline.shanghai): \($0.reason)"
                    ),
                    by: $0.by
                )
            }
        let all = (found + seen + sent + judged + moved).enumerated()
            .sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
        guard all.count > SupervisionOrder.mostDates else { return all }
        return all.prefix(1) + all.suffix(SupervisionOrder.mostDates - 1)
    }

    private static let reply = Text(
        zh: "请说明已采取的措施和完成时间，附佐证，由责任人签字后报送；也可以在系统里该项下报送。对事实或期限有不同意见的，请一并写明。",
        en:
            "Say what was done and when it will be finished, with evidence, signed by whoever must act; or answer for the item in the system. Whoever disputes a fact or the deadline says so here."
    )
}

extension GapStanding.Colour {
    /// The order of that colour, by name.
    package var order: Text {
        switch self {
        case .blue: Text(zh: "蓝色督办单", en: "Blue supervision order")
        case .yellow: Text(zh: "黄色督办单", en: "Yellow supervision order")
        case .red: Text(zh: "红色督办单", en: "Red supervision order")
        }
    }
}
