import Compliance
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
    let unasked: [Option]
    let hasUnasked: Bool
    let undecided: [Option]
    let mayDecide: Bool
    let named: [Option]
    /// Terms of duty at the site that nobody has named, for a person to decide.
    let others: [Option]
    let hasOthers: Bool

    /// A rung as it stands.
    struct RungLine: Sendable {
        let title: String
        let says: String
        let mayBeTaken: Bool
    }

    init(_ file: CaseFile, _ state: CasePage.State, _ now: Instant, _ texts: Texts) {
        let record = file.record
        func has(_ kind: CaseAct.Kind, _ term: String) -> Bool {
            record.acts.contains { $0.kind == kind && $0.term == term }
        }
        func options(_ persons: [CaseRecord.Person]) -> [Option] {
            persons.map {
                Option(value: $0.term, wording: "\(texts($0.duty)) \($0.person)", isChosen: false)
            }
        }
        id = state.fresh().map { "\($0)" } ?? ""
        seen = record.lastEntry
        most = CaseAct.mostWords
        interview = RungLine(.interview, file.ladder, file.policy, now, texts)
        proposal = RungLine(.proposal, file.ladder, file.policy, now, texts)
        awaitsOutcome = record.steps.contains { $0.rung == .interview } && file.ladder.interview == nil
        unasked = options(record.persons.filter { !has(.statementAsked, $0.term) })
        hasUnasked = !unasked.isEmpty
        let open = record.persons.filter { !has(.decision, $0.term) }
        undecided = options(open)
        mayDecide = file.ladder.proposal != nil && !open.isEmpty
        named = options(record.persons)
        others = file.otherTerms.map {
            Option(value: $0.term, wording: "\(texts($0.posting.duty)) \($0.posting.person)", isChosen: false)
        }
        hasOthers = !others.isEmpty
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
