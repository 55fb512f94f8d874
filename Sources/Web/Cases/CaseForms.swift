import Compliance
import HTTPServer
import Store

/// What supervision may do in an open case, each as it stands: offered, or said why not yet.
struct CaseForms: Sendable {
    /// The id that whichever form is sent first carries.
    let id: String
    let seen: Int
    let most: Int
    let interview: RungLine
    /// Whether it was called and its outcome is still to be recorded.
    let awaitsOutcome: Bool
    let proposal: RungLine
    /// What is proposed for each whom the case names.
    let proposed: [Proposed]
    let unasked: [Option]
    let hasUnasked: Bool
    let undecided: [Option]
    let mayDecide: Bool
    let named: [Option]
    let hasNamed: Bool
    /// Terms of duty at the site that nobody has named, for a person to decide.
    let others: [Option]
    let hasOthers: Bool
    let mayClose: Bool
    let typed: Typed
    /// The files that have come for a signed statement.
    let attached: [CaseAttachment]
    let hasAttached: Bool

    /// What was typed into the form that was refused, so that it comes back.
    struct Typed: Sendable {
        let call: String
        let outcome: String
        let ask: String
        let paper: String
        let decision: String
        let decisionReason: String
        let nameReason: String
        let end: String
        let at: String
    }

    struct Proposed: Sendable {
        let term: String
        let wording: String
        let words: String
    }

    /// A rung as it stands.
    struct RungLine: Sendable {
        let title: String
        let says: String
        let mayBeTaken: Bool
    }

    init(_ file: CaseFile, _ state: CasePage.State, _ texts: Texts) {
        let record = file.record
        func has(_ kind: CaseAct.Kind, _ term: String) -> Bool {
            record.acts.contains { $0.kind == kind && $0.term == term }
        }
        let chosen = state.typed?.one("term")
        func options(_ persons: [CaseRecord.Person]) -> [Option] {
            persons.map {
                Option(
                    value: $0.term,
                    wording: "\(texts($0.duty)) \($0.person)",
                    isChosen: $0.term == chosen
                )
            }
        }
        id = state.fresh().map { "\($0)" } ?? ""
        seen = record.lastEntry
        most = CaseAct.mostWords
        interview = RungLine(.interview, file.ladder, file.policy, file.asOf, texts)
        proposal = RungLine(.proposal, file.ladder, file.policy, file.asOf, texts)
        awaitsOutcome = record.steps.contains { $0.rung == .interview } && file.ladder.interview == nil
        unasked = options(record.persons.filter { !has(.statementAsked, $0.term) })
        hasUnasked = !unasked.isEmpty
        let open = record.persons.filter { !has(.decision, $0.term) }
        let decidable = open.filter { file.mayDecide(on: $0) }
        undecided = options(decidable)
        mayDecide = !decidable.isEmpty
        named = options(record.persons)
        hasNamed = !named.isEmpty
        mayClose = open.isEmpty && hasNamed
        proposed = record.persons.map {
            Proposed(
                term: $0.term,
                wording: "\(texts($0.duty)) \($0.person)",
                words: state.typed?.one("proposed-\($0.term)") ?? ""
            )
        }
        typed = Typed(state.typed)
        attached = state.attached.map { CaseAttachment($0) }
        hasAttached = !attached.isEmpty
        others = (file.ladder.proposal == nil ? file.otherTerms : [])
            .map {
                Option(
                    value: $0.term,
                    wording: "\(texts($0.posting.duty)) \($0.posting.person)",
                    isChosen: $0.term == chosen
                )
            }
        hasOthers = !others.isEmpty
    }
}

extension CaseFile {
    /// Whether `act_in_case` takes a decision on them now: what the case rests on stands, the proposal spoke of them, and the
    /// days are over since they were asked for a statement.
    fileprivate func mayDecide(on person: CaseRecord.Person) -> Bool {
        guard stands, let proposal = record.steps.first(where: { $0.rung == .proposal }),
            let asked = record.acts.first(where: { $0.kind == .statementAsked && $0.term == person.term })
        else { return false }
        return person.entry < proposal.entry && asked.at.adding(days: policy.statement) <= asOf
    }
}

extension CaseForms.Typed {
    init(_ fields: FormFields?) {
        func value(_ name: String, of actions: String...) -> String {
            guard let fields, let action = fields.one("action"), actions.contains(action) else { return "" }
            return fields.one(name) ?? ""
        }
        call = value("words", of: "interview")
        outcome = value("words", of: "interviewHeld", "interviewRefused")
        ask = value("words", of: "statementAsked")
        paper = value("words", of: "statement")
        decision = value("words", of: "decision")
        decisionReason = value("reason", of: "decision")
        nameReason = value("reason", of: "name")
        end = value("words", of: "withdrawn", "closed")
        at = value("at", of: "interviewHeld", "interviewRefused", "statement")
    }
}

extension CaseForms.RungLine {
    init(_ rung: Rung, _ ladder: Ladder, _ policy: LadderPolicy, _ now: Instant, _ texts: Texts) {
        let state = ladder.state(of: rung, at: now, by: policy)
        title = texts(rung.title)
        says = texts.standing(state)
        mayBeTaken = state.mayBeProposed
    }
}

extension Texts {
    /// Where a rung stands, in words.
    func standing(_ state: RungState) -> String {
        switch state {
        case .taken(let at): self("cases.taken", at.shanghai)
        case .mayBeProposed(let since): self("cases.mayBe", since.shanghai)
        case .notBefore(let from): self("cases.notBefore", from.shanghai)
        case .not(let missing): self("cases.missing", list(missing.map { self.missing($0) }))
        }
    }

    private func missing(_ what: RungState.Missing) -> String {
        switch what {
        case .occasion: self("cases.noOccasion")
        case .before(let rung): self("cases.noRung", self(rung.title))
        case .stillOpen: self("cases.notOpen")
        case .conditions: self("cases.noConditions")
        case .interview: self("cases.noInterview")
        case .statement: self("cases.noStatement")
        }
    }
}
