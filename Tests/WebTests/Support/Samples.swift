import ChecklistFiles
import Foundation
import StrictJSON

@testable import Compliance
@testable import Store
@testable import HTTPServer
@testable import Web

/// Values for pages, as the store would hand them out; `twist` changes every wording that a person may have typed.
struct Samples {
    var twist: @Sendable (String) -> String = { $0 }

    static let now = Instant(startOf: Self.day("2021-08-18")).adding(seconds: 10 * 3600)

    static func day(_ text: String) -> Day { Day(text) ?? .first }

    static func id(_ number: Int) -> InspectionID {
        let digits = String(number)
        let text = "0017b4c0-0000-7000-8000-\(String(repeating: "0", count: 12 - digits.count))\(digits)"
        guard let id = InspectionID(text) else { fatalError("not an id: \(text)") }
        return id
    }

    static let standard: Standard = {
        do {
            let folder = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../../checklists")
            func node(_ name: String) throws -> Node {
                try YAMLText.read(String(contentsOf: folder.appending(path: "\(name).yaml"), encoding: .utf8))
            }
            return try Standard(
                Checklist(node("township-isolation")),
                Baseline(node("baseline-2021-08"))
            )
        } catch {
            fatalError("the shipped checklist cannot be read: \(error)")
        }
    }()

    func text(_ zh: String, _ en: String) -> Text { Text(zh: twist(zh), en: twist(en)) }

    func site(_ number: Int) -> Site {
        let township = Township(code: "TS-\(number)", name: text("柳河乡\(number)", "Liuhe township \(number)"))
        return Site(
            code: number == 0 ? "C-01" : "T-\(number)",
            kind: number == 0 ? .countyIsolation : .townshipIsolation,
            name: number == 0
                ? text("县集中隔离点", "County isolation site")
                : text("柳河乡\(number)号集中隔离点", "Isolation site of Liuhe township \(number)"),
            township: number == 0 ? nil : township,
            openedOn: Self.day("2021-06-01"),
            closedOn: number == 9 ? Self.day("2021-08-31") : nil,
            address: twist("人民路 \(number) 号"),
            capacity: 60
        )
    }

    static let grades = Self.standard.checklist.grades

    func summary(_ number: Int, daysAgo: Int, score: Rational?, late: Bool = false) -> InspectionSummary {
        let finished = Self.now.adding(seconds: -daysAgo * 86_400)
        let rule: GradeRule? = score.map { score in
            Self.grades[score < 70 ? 0 : score >= 90 ? 1 : 2]
        }
        return InspectionSummary(
            id: Self.id(100 * number + daysAgo),
            site: site(number).code,
            kind: daysAgo % 2 == 0 ? .unannounced : .routine,
            finishedAt: finished,
            receivedAt: finished.adding(seconds: late ? 4 * 86_400 : 600),
            score: score,
            shown: score.map { Self.standard.shown(score: $0, of: nil) },
            grade: rule.map { .init($0) },
            floorHolds: score.map { $0 >= 80 } ?? true,
            gaps: GapCounts(critical: number % 3, major: number % 5, minor: 2)
        )
    }

    func standing(_ number: Int) -> SiteStanding {
        let score = Rational(1900 - 41 * number, over: 20) ?? 0
        return SiteStanding(
            site: site(number),
            latest: number == 15
                ? nil : summary(number, daysAgo: number % 9, score: number == 14 ? nil : score),
            previousScore: number % 4 == 3 ? nil : score - Rational(number % 5 - 2),
            director: twist("柳河乡卫生院院长"),
            inspectedThisWeek: number % 9 < 3 && number != 15
        )
    }

    func gap(_ number: Int) -> StandingGap {
        let item = Self.standard.checklist.items[number * 7]
        return StandingGap(
            site: site(number + 1),
            inspection: Self.id(100 * number),
            item: item.code,
            text: Text(zh: twist(item.text.zh), en: twist(item.text.en)),
            severity: Severity.allCases[number / 4 % 3],
            status: number % 4 == 1 ? .notChecked : .notMet,
            pointsLost: Rational(5, over: 2) ?? 0,
            responsible: item.responsible,
            recurrence: Recurrence.allCases[number % 3],
            since: Self.day("2021-08-09"),
            deadline: Self.now.adding(seconds: (number - 3) * 86_400)
        )
    }

    var coverage: [CountyFigures.Coverage] {
        [
            .init(kind: .homeIsolation, sites: 40, inspected: 22, belowMinimum: 3, undecided: 2),
            .init(kind: .checkpoint, sites: 20, inspected: 20, belowMinimum: 0, undecided: 0),
            .init(kind: .zone, sites: 0, inspected: 0, belowMinimum: 0, undecided: 0),
        ]
    }

    var county: CountyFigures {
        CountyFigures(
            week: ISOWeek(of: Self.day("2021-08-18")),
            standings: (0...15).map(standing),
            worstGaps: (0..<8).map(gap),
            others: coverage
        )
    }

    var posting: Posting {
        Posting(duty: .director, person: twist("柳河乡卫生院院长"), from: Self.day("2021-06-01"))
    }

    var figures: SiteFigures {
        SiteFigures(
            site: site(3),
            postings: [
                posting,
                Posting(duty: .partyHead, person: twist("柳河乡党委书记"), from: Self.day("2021-01-01")),
                Posting(
                    duty: .expert,
                    person: twist("防疫专员"),
                    from: Self.day("2021-01-01"),
                    to: Self.day("2021-07-31")
                ),
            ],
            periods: periods,
            former: [former],
            history: (0..<9)
                .map { summary(3, daysAgo: $0 * 7 + 1, score: Rational(92 - $0 * 4), late: $0 == 2) },
            openGaps: (0..<5).map(gap),
            inspections: 130
        )
    }

    var draft: ListedDraft {
        ListedDraft(id: Self.id(7), site: "T-3", by: "inspector", savedAt: Self.now, bytes: 2000)
    }
}
