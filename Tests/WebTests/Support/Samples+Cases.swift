@testable import Compliance
@testable import HTTPServer
@testable import Store
@testable import Web

extension Samples {
    static func fact(_ number: Int) -> FactID {
        guard let id = FactID("\(id(number))") else { fatalError("not an id") }
        return id
    }

    static let term = "0017b4c0-0000-4000-8000-00000000000a"

    func step(_ rung: Rung, _ entry: Int, at: Instant = Samples.now) -> LadderStep {
        let paper = StepPaper(
            rung: rung,
            year: 2021,
            number: 3,
            issuedOn: Day(Self.now),
            head: .init(
                office: text("豫宁县卫生健康委员会", "Yuning Health Commission"),
                short: "豫宁隔检",
                redHead: twist("豫宁县卫生健康委员会文件")
            ),
            to: [text("隔离点负责人柳院长", "director Liu")],
            site: .init(code: "T-3", name: site(3).name, township: site(3).township?.name),
            parts: [
                .init(
                    text("仍未整改的问题", "Gaps that are open"),
                    [
                        .init(text("A-04 尚未整改", "A-04 is open"), source: Address.inspection(Self.id(1))),
                        .init(text("没有依据的一行", "a line that rests on nothing")),
                    ]
                )
            ],
            signatures: [text("收到人签字", "Received by")]
        )
        return LadderStep(
            entry: entry,
            site: "T-3",
            rung: rung,
            year: 2021,
            number: 3,
            items: ["A-04"],
            document: paper.text,
            takenAt: at,
            takenBy: twist("admin")
        )
    }

    private func act(
        _ kind: CaseAct.Kind,
        _ entry: Int,
        onPaper: Bool = false,
        at: Instant = Samples.now
    ) -> CaseRecord.Act {
        CaseRecord.Act(
            id: Self.fact(entry),
            kind: kind,
            term: kind.isOfPerson ? Self.term : nil,
            words: twist("当天停电，已补报。"),
            reason: kind == .decision ? twist("首次") : nil,
            evidence: kind == .statement ? [String(repeating: "ab", count: 32)] : [],
            onPaper: onPaper,
            at: at,
            recordedAt: Self.now,
            recordedBy: twist("supervision"),
            entry: entry
        )
    }

    private func record(_ steps: [LadderStep], _ acts: [CaseRecord.Act]) -> CaseRecord {
        CaseRecord(
            id: Self.fact(70),
            site: "T-3",
            rests: .visits(found: Self.id(1), again: Self.id(2), items: ["A-04"]),
            basis: basis.text,
            reason: twist("四项条件均有记录"),
            openedAt: Self.now,
            openedBy: twist("supervision"),
            entry: 100,
            persons: [
                .init(term: Self.term, duty: .director, person: twist("柳院长"), namedAt: Self.now, entry: 101)
            ],
            steps: steps,
            acts: acts
        )
    }

    var basis: CaseBasis {
        CaseBasis(
            [.init(text("(b) 已指导", "(b) guided"), source: Address.notice(Self.id(1)))],
            at: .init(code: "T-3", name: site(3).name, township: site(3).township?.name)
        )
    }

    private var otherTerm: CaseFile.Term {
        CaseFile.Term(
            term: "0017b4c0-0000-4000-8000-00000000000b",
            posting: Posting(duty: .partyHead, person: twist("柳书记"), from: Self.day("2021-01-01"))
        )
    }

    private func casePage(
        _ record: CaseRecord,
        _ ladder: Ladder,
        rights: Set<Right> = Set(Right.allCases),
        problems: [Problem] = [],
        _ texts: Texts
    ) -> CasePage {
        CasePage(
            CaseFile(
                record: record,
                ladder: ladder,
                policy: .standing,
                ownTerms: [Self.term],
                otherTerms: [otherTerm],
                asOf: Self.now,
                files: Dictionary(record.acts.map { ($0.id, named(for: ["case"]).named) }) { first, _ in first
                },
                namedWhy: [Self.term: twist("主体责任")]
            ),
            CasePage.State(
                notice: "cases.done",
                problems: problems,
                typed: FormFields([("action", "decision"), ("words", twist("诫勉谈话"))]),
                attached: [String(repeating: "ab", count: 32)],
                fresh: { Self.fact(71) }
            ),
            rights: rights,
            texts
        )
    }

    private func accountabilityPage(_ ladder: Ladder, finds: Bool, _ texts: Texts) -> AccountabilityPage {
        let visit = SiteFile.Visit(
            id: Self.id(1),
            startedAt: Self.now,
            version: StandardDigests(Self.standard),
            isBelowMinimum: true,
            causes: ["A-04"],
            notMet: ["A-04"]
        )
        let finding = CaseFinding(
            found: finds ? visit : nil,
            again: finds ? visit : nil,
            items: ["A-04"],
            missing: finds ? [] : [.issue, .guidance],
            doubts: finds ? [.changedHands] : [],
            pairs: 1
        )
        let posting = Posting(duty: .director, person: twist("柳院长"), from: Self.day("2021-01-01"))
        let long = Self.now.adding(seconds: -30 * 86_400)
        let standing = SiteAccountability(
            site: site(3),
            finding: finding,
            conditions: basis,
            gaps: [
                SiteGap(
                    item: "A-04",
                    text: text("每 50 人两名医护", "Two medics for 50"),
                    found: Self.id(1),
                    since: long,
                    deadline: Self.now,
                    state: .open
                )
            ],
            ladder: ladder,
            policy: .standing,
            steps: finds ? [] : [step(.reminder, 90, at: long)],
            cases: finds ? [] : [record([], []), record([], [act(.withdrawn, 120)])],
            named: [Named(duty: .director, holders: [posting], wasVacant: false)],
            terms: [CaseFile.Term(term: Self.term, posting: posting), otherTerm],
            asOf: Self.now,
            isBelow: finds
        )
        return AccountabilityPage(
            standing,
            AccountabilityPage.State(
                notice: "cases.already",
                problems: finds ? problems : [],
                fresh: { Self.fact(72) }
            ),
            rights: Set(Right.allCases),
            texts
        )
    }

    /// The pages of accountability, each in its states, by name.
    func casePages(_ texts: Texts) -> [(String, any Page)] {
        let long = Self.now.adding(seconds: -30 * 86_400)
        let called = record([step(.interview, 102)], [act(.statementAsked, 103), act(.statement, 104)])
        let proposed = record(
            [step(.interview, 102), step(.proposal, 106)],
            [
                act(.interviewHeld, 103), act(.statement, 104, onPaper: true),
                act(.statementAsked, 105, at: long),
            ]
        )
        let asked = Ladder(
            reminder: long,
            circular: long,
            casesSince: long,
            called: long,
            interview: long,
            statementsAsked: [long]
        )
        var decided = asked
        decided.proposal = long
        let infection = InfectionPage(
            site(3),
            ids: (Self.fact(73), Self.fact(74)),
            typed: ("2021-08-17", twist("核酸检测报告")),
            problems,
            today: Day(Self.now),
            texts
        )
        return [
            (
                "cases",
                CasesPage(
                    ListPage([called.summary, record([], [act(.closed, 130)]).summary], total: 2),
                    pager,
                    tables: tables(texts),
                    texts
                )
            ), ("cases-none", CasesPage(ListPage([], total: 0), nil, tables: [], texts)),
            ("case-opened", casePage(record([], []), Ladder(infection: long), texts)),
            (
                "case-called",
                casePage(
                    called,
                    Ladder(infection: long, called: long, statementsAsked: [nil]),
                    problems: problems,
                    texts
                )
            ),
            ("case-asked", casePage(called, asked, texts)),
            ("case-proposed", casePage(proposed, decided, texts)),
            (
                "case-ended",
                casePage(
                    record([], [act(.decision, 105), act(.closed, 130)]),
                    decided,
                    rights: [.read, .respond],
                    texts
                )
            ),
            (
                "accountability-due",
                accountabilityPage(Ladder(occasion: long), finds: true, texts)
            ),
            (
                "accountability",
                accountabilityPage(
                    Ladder(occasion: long, reminder: long, isStillOpen: true),
                    finds: false,
                    texts
                )
            ),
            ("step", StepPage(step(.circular, 91), texts)), ("infection", infection),
        ] + dossierPages(texts)
    }
}
