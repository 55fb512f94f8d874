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
            dates: Self.dates(run, life, signers, at: site.code),
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
        _ signers: [InspectionID: [String]],
        at code: String
    ) -> [SupervisionOrder.Event] {
        typealias Event = SupervisionOrder.Event
        // Who stands in the words, by duty: an order has a colour, and beside that no bare name or account (`domain.md` §7).
        func signed(_ what: Text, _ visit: InspectionID) -> Text {
            guard let names = signers[visit], !names.isEmpty else { return what }
            return Text(
                zh: "\(what.zh)（检查员：\(names.joined(separator: "、"))）",
                en: "\(what.en) (inspectors: \(names.joined(separator: ", ")))"
            )
        }
        let found = run.findings.enumerated()
            .map { place, finding in
                let what =
                    place == 0 ? Text(zh: "首次发现", en: "first found") : Text(zh: "再次发现", en: "found again")
                return Event(at: finding.finishedAt, what: signed(what, finding.inspection))
            }
        let seen = life.findings
            .filter { finding in
                finding.finishedAt > run.since && !run.findings.contains(finding)
            }
            .map {
                let what = Text(zh: "复查时达标，没有据此销号", en: "found met by a visit that did not close it")
                return Event(at: $0.finishedAt, what: signed(what, $0.inspection))
            }
        let sent = life.submissions.filter { $0.at >= run.since }
            .map { Event(at: $0.at, what: $0.said(of: code)) }
        let judged = life.verifications.filter { $0.at >= run.since && $0.verdict == .returned }
            .map {
                let why = $0.reason ?? ""
                let what =
                    switch $0.of {
                    case .submission: Text(zh: "检查员退回：\(why)", en: "returned by an inspector: \(why)")
                    case .visit:
                        Text(
                            zh: "检查员没有认可复查所见：\(why)",
                            en: "an inspector did not accept what the visit saw: \(why)"
                        )
                    }
                return Event(at: $0.at, what: what)
            }
        let moved = life.changes.filter { $0.at >= run.since }
            .map {
                Event(
                    at: $0.at,
                    what: Text(
                        zh: "管理员将期限由 \($0.was.shanghai) 调整为 \($0.deadline.shanghai)：\($0.reason)",
                        en:
                            "an administrator moved the deadline from \($0.was.shanghai) to \($0.deadline.shanghai): \($0.reason)"
                    )
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

extension GapSubmission {
    /// That it was sent, and by which duties: those that whoever sent it held then at that site (`director; director T-01,
    /// fire C-01`), or, where it had another code then, at any.
    fileprivate func said(of code: String) -> Text {
        let words = duty.split(at: ";").flatMap { $0.split(at: ",") }.map { String($0).trimmed }
        let all = words.map { $0.split(at: " ", atMost: 1).map(String.init) }.filter { $0.count == 2 }
        let here = all.filter { $0[1] == code }
        let held = (here.isEmpty ? all : here).compactMap { Responsible(rawValue: $0[0]) }
        let duties = Responsible.allCases.filter(held.contains).map(\.title)
        guard !duties.isEmpty else {
            return Text(zh: "按签字件代报整改", en: "answered on a signed paper, put on record for the site")
        }
        return Text(
            zh: "\(duties.map(\.zh).joined(separator: "、"))报送整改",
            en: "answered by: \(duties.map(\.en).joined(separator: ", "))"
        )
    }
}
