import Compliance
import Mustache
import Store

/// One site with its standing: grade, score and change, floor, gaps, last visit.
struct SiteTile: Sendable {
    let address: String
    let code: String
    let name: String
    let kind: String
    let township: String?
    let grade: GradeMark
    /// One decimal; nil for a site never scored.
    let score: String?
    let change: Change?
    let floor: String?
    let gapCounts: String?
    let lastVisit: String
    let thisWeek: String
    let isMissing: Bool

    init(_ standing: SiteStanding, _ texts: Texts) {
        let latest = standing.latest
        address = Link.site(standing.site.code).path
        code = standing.site.code
        name = texts(standing.site.name)
        kind = texts(standing.site.kind)
        township = standing.site.township.map { texts($0.name) }
        grade = latest.map { GradeMark($0, texts) } ?? .notInspected(texts)
        score = latest?.shown
        change = Change(from: standing.previousScore, to: latest?.score, texts)
        floor = latest.flatMap { visit in
            switch visit.floor {
            case .holds: nil
            case .unproven: texts("floor.isUnproven")
            case .broken: texts("floor.isBroken")
            }
        }
        gapCounts = latest.map { texts($0.gaps) }
        lastVisit = latest.map { texts("visit.last", "\(Day($0.finishedAt))") } ?? texts("visit.never")
        thisWeek = texts(standing.inspectedThisWeek ? "visit.thisWeek" : "visit.notThisWeek")
        isMissing = !standing.inspectedThisWeek
    }
}

/// Lists hold a hundred of them: looked up by name, without reflection.
extension SiteTile: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "address": address
        case "code": code
        case "name": self.name
        case "kind": kind
        case "township": township
        case "grade": grade
        case "score": score
        case "change": change
        case "floor": floor
        case "gapCounts": gapCounts
        case "lastVisit": lastVisit
        case "thisWeek": thisWeek
        case "isMissing": isMissing
        default: nil
        }
    }
}
