import StrictJSON

/// What was doubtful about a visit and is so all the same: the reason given, by the code of what was asked.
package typealias Confirmations = [String: String]

extension Standard {
    /// Reads the reasons; noted are those under a code that asks nothing, or that no reason makes good.
    func confirmations(_ node: Node?, at pointer: String, _ collector: ProblemCollector) -> Confirmations {
        var reasons: Confirmations = [:]
        guard let node, !node.isNull else { return reasons }
        for (code, field) in Field(node, at: pointer, collector).entries(0...Constraint.most + 1) {
            let constraint = checklist.constraints.first { $0.code.isExactly(code) }
            if constraint?.kind == .impossible {
                field.noteUnlessStored(
                    "notConfirmable",
                    zh: "“\(code.shown)”说的是不可能的情况，不能用理由确认。",
                    en: "'\(code.shown)' is about what cannot be; no reason makes it good."
                )
            } else if constraint == nil, !Constraint.visitLength.isExactly(code) {
                field.noteUnlessStored(
                    "unknownCondition",
                    zh: "检查表没有条件“\(code.shown)”。",
                    en: "The checklist has no condition '\(code.shown)'."
                )
            }
            reasons[code] = field.prose()
        }
        return reasons
    }
}

extension ScoringContext {
    /// Notes what cannot be, and asks about what is doubtful and was not confirmed; whatever rests on what could not be
    /// read is left for when it can. Answers what was passed over.
    func check(
        _ confirmations: Confirmations,
        leavingOut unread: UnreadInputs,
        _ collector: ProblemCollector
    ) -> [Judgement] {
        let judgements = judgements(leavingOut: unread)
        for judgement in judgements where judgement.isBroken {
            if judgement.constraint.kind == .impossible || confirmations[judgement.constraint.code] == nil {
                collector.add(judgement.problem)
            }
        }
        return judgements.filter { !$0.isBroken }
    }
}

extension Confirmations {
    /// In canonical form: by code; nil where there are none.
    var node: Node? {
        isEmpty
            ? nil : Node(.object(sorted { $0.key < $1.key }.map { Node.Member($0.key, .string($0.value)) }))
    }
}

/// How long a visit took, held against how much was answered in it.
struct VisitLength {
    let startedAt: Instant
    let finishedAt: Instant
    /// How many items were answered.
    let answers: Int

    /// Nobody looks and writes faster; the last minute counts whole, as forms keep minutes.
    static let secondsPerAnswer = 3
    static let longestHours = 24

    /// Why the length is doubtful; nil where it is not.
    var doubt: Text? {
        let seconds = (finishedAt.microseconds - startedAt.microseconds) / 1_000_000
        let minutes = seconds / 60
        if seconds > Self.longestHours * 3600 {
            return Text(
                zh: "检查从 \(startedAt.shanghai) 到 \(finishedAt.shanghai)，超过 \(Self.longestHours) 小时",
                en: "The visit went on from \(startedAt.shanghai) to \(finishedAt.shanghai), "
                    + "for more than \(Self.longestHours) hours"
            )
        }
        guard seconds >= 0, seconds + 60 < Int64(Self.secondsPerAnswer * answers) else { return nil }
        return Text(
            zh: "\(minutes) 分钟答了 \(answers) 项，每项不到 \(Self.secondsPerAnswer) 秒",
            en:
                "\(answers) items were answered in \(minutes) minutes, less than \(Self.secondsPerAnswer) seconds each"
        )
    }
}
