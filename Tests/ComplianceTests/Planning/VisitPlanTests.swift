import StrictJSON
import Testing

@testable import Compliance

@Suite("When a site is to be visited next")
struct VisitPlanTests {
    private static func day(_ text: String) -> Day { Day("2021-\(text)") ?? .first }

    private static func visit(
        _ number: Int,
        _ day: String,
        _ isBelow: Bool?,
        place: Int? = nil
    ) -> VisitPlan.Visit {
        let id = "018f0000-0000-7000-8000-00000000000\(number)"
        return VisitPlan.Visit(
            id: InspectionID(id) ?? .standIn,
            finishedAt: Instant("2021-\(day)T09:00:00+08:00") ?? Instant(microseconds: 0),
            place: place ?? number,
            isBelow: isBelow
        )
    }

    private static func plan(
        opened: String = "08-01",
        goesOn: Bool = false,
        _ visits: VisitPlan.Visit...,
        interval: Cadence.Interval? = Cadence.Interval(days: 7, daysBelow: 3)
    ) -> VisitPlan {
        VisitPlan(openedOn: day(opened), goesOn: goesOn, interval: interval, visits: visits)
    }

    @Test(
        "Seven days from the last visit, three where it left the site below the minimum; from the opening where none was made"
    )
    func counted() {
        let never = Self.plan().due(on: Self.day("08-05"))
        #expect(never.dueOn == Self.day("08-08") && never.lastVisit == nil)
        let met = Self.plan(Self.visit(1, "08-10", false)).due(on: Self.day("08-18"))
        #expect(met.dueOn == Self.day("08-17") && met.daysLate(on: Self.day("08-18")) == 1)
        #expect(met.daysLate(on: Self.day("08-17")) == 0)
        let below = Self.plan(Self.visit(1, "08-10", true)).due(on: Self.day("08-18"))
        #expect(
            below.dueOn == Self.day("08-13") && below.isBelow && below.daysLate(on: Self.day("08-18")) == 5
        )
        let none = Self.plan(Self.visit(1, "08-10", true), interval: nil).due(on: Self.day("08-18"))
        #expect(none.dueOn == nil && none.daysLate(on: Self.day("08-18")) == 0)
    }

    @Test(
        "A visit without a grade is a visit, and neither ends nor extends being below; visits to come are none yet"
    )
    func ungraded() {
        let plan = Self.plan(
            Self.visit(1, "08-10", true),
            Self.visit(2, "08-12", nil),
            Self.visit(3, "08-20", false)
        )
        let due = plan.due(on: Self.day("08-18"))
        #expect(due.lastVisit == Self.day("08-12") && due.isBelow && due.dueOn == Self.day("08-15"))
        #expect(plan.due(on: Self.day("08-20")).dueOn == Self.day("08-27"))
    }

    @Test("Of visits that end together the one received later counts")
    func together() {
        let plan = Self.plan(Self.visit(1, "08-10", true, place: 9), Self.visit(2, "08-10", false, place: 8))
        #expect(plan.due(on: Self.day("08-18")).isBelow)
        #expect(plan.due(on: Self.day("08-18")).inspection?.description.hasSuffix("1") == true)
    }

    @Test("A site that reopens begins anew; one that goes on from another does not")
    func periods() {
        let before = Self.visit(1, "08-10", true)
        #expect(Self.plan(opened: "08-15", before).due(on: Self.day("08-18")).dueOn == Self.day("08-22"))
        #expect(
            Self.plan(opened: "08-15", goesOn: true, before).due(on: Self.day("08-18")).dueOn
                == Self.day("08-13")
        )
    }

    @Test(
        "Of what was set the latest day that has begun counts, and of one day the later entry; otherwise what nobody set"
    )
    func cadences() {
        func set(_ days: Int, _ from: String, _ entry: Int, _ kind: SiteKind = .checkpoint) -> Cadence {
            Cadence(
                kind: kind,
                interval: Cadence.Interval(days: days, daysBelow: 1),
                validFrom: Self.day(from),
                entry: entry
            )
        }
        let all = [set(14, "08-10", 5), set(10, "08-20", 3), set(9, "08-20", 4), set(30, "08-01", 9, .zone)]
        func days(_ on: String, _ kind: SiteKind = .checkpoint) -> Int? {
            Cadence.interval(for: kind, on: Self.day(on), all)?.days
        }
        #expect(days("08-09") == nil)
        #expect(days("08-10") == 14 && days("08-19") == 14)
        #expect(days("08-20") == 9)
        #expect(days("08-20", .townshipIsolation) == 7 && days("08-20", .homeIsolation) == nil)
    }

    @Test("All that is wrong with a cadence is said at once")
    func form() throws {
        let today = Self.day("08-18")
        let good = CadenceForm.node(
            kind: "zone",
            days: " 14 ",
            daysBelow: "3",
            from: "2021-08-18",
            reason: "县防指会议"
        )
        let form = try CadenceForm(good, today: today)
        #expect(form.interval == Cadence.Interval(days: 14, daysBelow: 3) && form.kind == .zone)
        func wrong(_ node: Node) -> [String] {
            do {
                _ = try CadenceForm(node, today: today)
                return []
            } catch {
                return error.all.map { "\($0.pointer) \($0.code)" }
            }
        }
        #expect(
            wrong(CadenceForm.node(kind: "x", days: "0", daysBelow: "两", from: "2021-08-17", reason: " "))
                .map { String($0.split(separator: " ")[0]) } == [
                    "/kind", "/days", "/daysBelow", "/from", "/reason",
                ]
        )
        #expect(
            wrong(CadenceForm.node(kind: "zone", days: "3", daysBelow: "4", from: "2021-08-18", reason: "a"))
                == ["/daysBelow tooMany"]
        )
    }
}
