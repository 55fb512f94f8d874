@testable import Compliance
@testable import HTTPServer
@testable import Store
@testable import Web

extension Samples {
    /// With a line of every kind.
    private func dossier(isWhole: Bool) -> Dossier {
        let lines = Dossier.Kind.allCases.enumerated()
            .map { place, kind in
                var line = Dossier.Line(
                    kind,
                    entry: 100 + place,
                    at: Self.now,
                    by: isWhole ? twist("du") : nil
                )
                line.term = Self.term
                line.words = twist("当天停电，已补报。")
                line.reason = kind == .decision ? twist("首次") : nil
                line.onPaper = kind == .statement
                line.files = kind == .statement ? [String(repeating: "ab", count: 32)] : []
                line.document = Dossier.Document(
                    number: kind == .visit ? nil : "豫宁隔检约〔2021〕3号",
                    digest: String(repeating: "cd", count: 32),
                    address: kind == .notice ? Address.notice(Self.id(1)) : Address.step(4711)
                )
                return line
            }
        return Dossier(
            county: "demo",
            id: Self.fact(70),
            site: "T-3",
            items: ["A-04"],
            basis: isWhole ? basis.text : "{}",
            persons: isWhole ? [.init(term: Self.term, duty: .director, person: twist("柳院长"))] : [],
            lines: isWhole ? lines : lines.dropLast(2),
            isWhole: isWhole
        )
    }

    private func ladderPage(maySet: Bool, _ texts: Texts) -> LadderPage {
        let record = LadderPolicyRecord(
            policy: .standing,
            reason: twist("县防指会议"),
            setAt: Self.now,
            setBy: twist("admin")
        )
        return LadderPage(
            .standing,
            maySet ? [record] : [],
            typed: maySet ? FormFields([("circular", twist("x")), ("reason", twist("议"))]) : nil,
            problems: maySet ? problems : [],
            maySet: maySet,
            texts
        )
    }

    /// The file of a case, circulars and the county's days, each in its states, by name.
    func dossierPages(_ texts: Texts) -> [(String, any Page)] {
        [
            ("dossier", DossierPage(dossier(isWhole: true), seesRecord: true, texts)),
            ("dossier-part", DossierPage(dossier(isWhole: false), seesRecord: false, texts)),
            (
                "circulars",
                CircularsPage(ListPage([step(.circular, 91)], total: 1), pager, texts)
            ), ("circulars-none", CircularsPage(ListPage([], total: 0), nil, texts)),
            ("ladder", ladderPage(maySet: true, texts)), ("ladder-none", ladderPage(maySet: false, texts)),
            ("step-elsewhere", StepPage(step(.circular, 92), seesSite: false, texts)),
        ]
    }
}
