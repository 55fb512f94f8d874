import Compliance
import Store

/// What became of accountability in the week, by duty: who may read cases is led to them.
struct CaseLines: Sendable {
    let cases: [Case]
    let hasCases: Bool
    /// The week's reminders and circulars.
    let steps: [SiteStep]
    let hasSteps: Bool
    let hasAny: Bool

    struct Case: Sendable {
        let site: String
        let siteAddress: String
        let opened: String
        /// nil where the reader may not open it.
        let address: String?
        /// What it rests on.
        let visits: [VisitLink]
        let ground: String
        let named: String
        let steps: [Document]
        let state: String
    }

    struct SiteStep: Sendable {
        let site: String
        let siteAddress: String
        let document: Document
        let items: String
    }

    /// A visit that a case rests on.
    struct VisitLink: Sendable {
        let label: String
        let address: String
    }

    /// A document of the ladder.
    struct Document: Sendable {
        let label: String
        let numbered: String
        let taken: String
        let paperAddress: String?
    }

    init(_ figures: WeekFigures, mayRead: Bool, _ texts: Texts) {
        cases = figures.cases.map { Case($0, mayRead: mayRead, texts) }
        steps = figures.steps.map { one in
            SiteStep(
                site: texts(one.site.name),
                siteAddress: Link.site(one.site.code).path,
                document: Document(one.step, mayRead: mayRead, texts),
                items: texts.list(one.items)
            )
        }
        (hasCases, hasSteps) = (!cases.isEmpty, !steps.isEmpty)
        hasAny = hasCases || hasSteps
    }
}

extension CaseLines.Case {
    fileprivate init(_ one: WeeklyReport.Case, mayRead: Bool, _ texts: Texts) {
        site = texts(one.site.name)
        siteAddress = Link.site(one.site.code).path
        opened = one.openedAt.shanghai
        address = mayRead ? Link.accountabilityCase(one.id).path : nil
        switch one.ground {
        case .visits(let found, let again, let items):
            visits = [("week.caseFound", found), ("week.caseAgain", again)]
                .map { key, visit in
                    CaseLines.VisitLink(label: texts(key), address: Link.inspection("\(visit)").path)
                }
            ground = texts("week.caseItems", texts.list(items))
        case .infection(let day):
            visits = []
            ground = texts("week.caseInfection", "\(day)")
        }
        named = texts.list(one.duties.map { texts($0.title) })
        steps = one.steps.map { CaseLines.Document($0, mayRead: mayRead, texts) }
        state =
            one.end.map { texts("week.caseEnded", texts($0.kind.title), $0.at.shanghai) }
            ?? texts("week.caseOpen")
    }
}

extension CaseLines.Document {
    fileprivate init(_ step: WeeklyReport.Step, mayRead: Bool, _ texts: Texts) {
        label = texts(step.rung.title)
        numbered = step.numbered
        taken = step.takenAt.shanghai
        paperAddress = mayRead ? Link.step(step.entry).path : nil
    }
}
