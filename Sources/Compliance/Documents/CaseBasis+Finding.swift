extension CaseBasis {
    /// The four conditions of `domain.md` §7 as they stand on record of the site of that code, each with its evidence or with
    /// what is missing; `served` says which notice reached whom.
    /// Pairs of visits that led to a case already come first, each with that case.
    package static func lines(
        _ finding: CaseFinding,
        in file: SiteFile,
        at code: String,
        served: Served? = nil
    ) -> [StepPaper.Line] {
        let led = file.cases.map {
            StepPaper.Line(ledBy($0, in: file), source: Address.accountabilityCase($0.id))
        }
        guard let found = finding.found else {
            return led + finding.missing.map { StepPaper.Line(absent($0)) }
        }
        let handed = file.handingDown(of: found.version, at: found.startedAt)
        var lines: [StepPaper.Line] = []
        if let issued = handed.issuedAt {
            lines.append(StepPaper.Line(issue(issued, handed.receipt), source: Address.guidance(code)))
        }
        if let guided = handed.guidedAt {
            lines.append(
                StepPaper.Line(
                    Text(
                        zh: "(b) 下发之后已于 \(guided.shanghai) 指导。",
                        en: "(b) Guidance on it was given on \(guided.shanghai)."
                    ),
                    source: Address.guidance(code)
                )
            )
        }
        let causes = found.causes.sorted().joined(separator: ", ")
        lines.append(
            StepPaper.Line(
                Text(
                    zh: "(c) \(found.startedAt.shanghai) 的检查低于最低要求，不符合项：\(causes)。",
                    en:
                        "(c) The visit of \(found.startedAt.shanghai) found the site below the minimum by: \(causes)."
                ),
                source: Address.inspection(found.id)
            )
        )
        if let notice = file.notices.first(where: { $0.visit == found.id && $0.reachedAt != nil }) {
            lines.append(contentsOf: reached(notice, finding, served))
        }
        if let again = finding.again, !finding.items.isEmpty {
            let items = finding.items.joined(separator: ", ")
            lines.append(
                StepPaper.Line(
                    Text(
                        zh: "(d) 期限之后，\(again.startedAt.shanghai) 的检查发现同一项仍不符合：\(items)。",
                        en:
                            "(d) After the deadline the visit of \(again.startedAt.shanghai) found the same still not met: \(items)."
                    ),
                    source: Address.inspection(again.id)
                )
            )
        }
        lines += finding.doubts.map { StepPaper.Line($0.title) }
        return led + lines + finding.missing.map { StepPaper.Line(absent($0)) }
    }

    /// A value of the baseline that the notice rests on, and how well its source was read.
    package static func line(_ value: Notice.Value) -> StepPaper.Line {
        StepPaper.Line(
            Text(
                zh:
                    "\(value.title.zh)：\(value.value.zh)（\(value.source.zh) \(value.clause)；\(value.verified.title.zh)）。",
                en:
                    "\(value.title.en): \(value.value.en) (\(value.source.en) \(value.clause); \(value.verified.title.en))."
            )
        )
    }

    /// Whom the notice reached when, and by when each item had to be mended: what counts is the deadline as it was known, and
    /// never earlier than the item's hours after the arrival.
    private static func reached(
        _ notice: ServedNotice,
        _ finding: CaseFinding,
        _ served: Served?
    ) -> [StepPaper.Line] {
        let source = Address.notice(notice.visit)
        let at = notice.reachedAt?.shanghai ?? ""
        let known = finding.again?.startedAt ?? Instant(microseconds: .max)
        let items = finding.items.isEmpty ? finding.found?.causes.sorted() ?? [] : finding.items
        var due: [Instant: [String]] = [:]
        for item in items {
            if let deadline = notice.deadline(of: item, knownAt: known) {
                due[deadline, default: []].append(item)
            }
        }
        let deadlines = due.sorted { $0.key < $1.key }
            .map { deadline, items in
                StepPaper.Line(
                    Text(
                        zh: "(c) 整改期限 \(deadline.shanghai)：\(items.joined(separator: "、"))。",
                        en: "(c) To be mended by \(deadline.shanghai): \(items.joined(separator: ", "))."
                    ),
                    source: source
                )
            }
        let (number, how) = (served.map { " \($0.number)" } ?? "", served?.how)
        return [
            StepPaper.Line(
                Text(
                    zh: "(c) 限期整改通知\(number)已于 \(at) 送达负责人\(how.map { "（\($0.zh)）" } ?? "")。",
                    en:
                        "(c) The notice\(number) with its deadlines reached the director on \(at)\(how.map { " (\($0.en))" } ?? "")."
                ),
                source: source
            )
        ] + deadlines
    }

    private static func issue(_ issued: Instant, _ receipt: HandingDown.Receipt) -> Text {
        let (zh, en): (String, String) =
            switch receipt {
            case .acknowledged(let at): ("，已于 \(at.shanghai) 签收", ", acknowledged on \(at.shanghai)")
            case .lapsed: ("，无人签收，满 24 小时视为收到", ", counted as received after 24 hours")
            case .waiting, .notIssued: ("", "")
            }
        return Text(
            zh: "(a) 所依据的标准已于 \(issued.shanghai) 下发\(zh)。",
            en: "(a) The standard it went by was issued on \(issued.shanghai)\(en)."
        )
    }

    /// Which visits a case rests on; one that does not stand any more has no moment in the file.
    private static func ledBy(_ pair: SiteFile.Led, in file: SiteFile) -> Text {
        let moments = [pair.found, pair.again]
            .map { id in file.visits.first { $0.id == id }?.startedAt.shanghai }
        let zh = moments.map { $0 ?? "（已撤销或更正）" }
        let en = moments.map { $0 ?? "(withdrawn or corrected)" }
        return Text(
            zh: "\(zh[0]) 与 \(zh[1]) 的检查已据以启动问责程序，不再据以另启。",
            en: "The visits of \(en[0]) and \(en[1]) led to a case, and lead to no other."
        )
    }

    private static func absent(_ missing: CaseFinding.Missing) -> Text {
        Text(zh: "尚无记录：\(missing.title.zh)。", en: "Not on record: \(missing.title.en).")
    }
}

extension CaseBasis {
    /// A notice that reached the director.
    package struct Served: Sendable, Hashable {
        /// As it is printed.
        package let number: String
        /// Whether it was acknowledged or handed over, and who took it, by duty.
        package let how: Text

        package init(number: String, how: Text) {
            self.number = number
            self.how = how
        }
    }
}

/// Addresses below the server's root, as documents name what they rest on.
package enum Address {
    package static func inspection(_ id: InspectionID) -> String { "/inspections/\(id)" }
    package static func notice(_ id: InspectionID) -> String { inspection(id) + "/notice" }
    package static func order(_ id: InspectionID) -> String { "/orders/\(id)" }
    package static func accountabilityCase(_ id: FactID) -> String { "/cases/\(id)" }
    /// Standards issued to the site, and guidance on them.
    package static func guidance(_ code: String) -> String { "/sites/\(code)/guidance" }
    /// A document of the ladder, by its entry.
    package static func step(_ entry: Int) -> String { "/steps/\(entry)" }
    package static func dossier(_ id: FactID) -> String { "/cases/\(id)/dossier" }
}
