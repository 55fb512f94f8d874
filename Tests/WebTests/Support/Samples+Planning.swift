import StrictJSON

@testable import Compliance
@testable import HTTPServer
@testable import Store
@testable import Web

extension Samples {
    private var scheduled: [ScheduledSite] {
        [(3, true, 4), (4, false, 0)]
            .map { number, isBelow, late in
                let due = DueVisit(
                    lastVisit: isBelow ? Self.day("2021-08-11") : nil,
                    inspection: isBelow ? Self.id(301) : nil,
                    isBelow: isBelow,
                    dueOn: Self.day("2021-08-14") + (isBelow ? 0 : 9)
                )
                return ScheduledSite(
                    code: "T-\(number)",
                    kind: .townshipIsolation,
                    name: text("柳河乡隔离点", "Liuhe site"),
                    interval: Cadence.Interval(days: 7, daysBelow: 3),
                    due: due,
                    daysLate: late
                )
            }
    }

    private var cadenceRecords: [CadenceRecord] {
        [("2021-08-01", 7), ("2021-09-01", 9)]
            .map { from, entry in
                CadenceRecord(
                    cadence: Cadence(
                        kind: .checkpoint,
                        interval: Cadence.Interval(days: 14, daysBelow: 3),
                        validFrom: Self.day(from),
                        entry: entry
                    ),
                    reason: twist("县防指会议"),
                    setAt: Self.now,
                    setBy: twist("admin")
                )
            }
    }

    private var frame: DrawFrame {
        DrawFrame(
            id: Self.id(801),
            kinds: [.townshipIsolation],
            visits: 2,
            team: 1,
            days: Self.day("2021-08-19")...Self.day("2021-08-20"),
            sites: ["T-3", "T-4"],
            inspectors: ["inspector1", "inspector2"],
            barred: [DrawFrame.Barred(site: "T-3", inspector: "inspector2")]
        )
    }

    private func drawRecord(isDiscarded: Bool) -> DrawRecord {
        DrawRecord(
            frame: frame,
            frameText: JSON.write(frame.node),
            frameDigest: frame.node.digest,
            seedDigest: DrawFrame.digest(ofSeed: String(repeating: "ab", count: 32)) ?? "",
            drawnAt: Self.now,
            drawnBy: twist("admin"),
            entry: 810,
            discard: isDiscarded
                ? DrawRecord.Discard(at: Self.now, by: twist("admin"), reason: twist("检查员生病")) : nil
        )
    }

    /// What is open of it, with a result that fits or does not.
    private func openedDraw(seed: String = String(repeating: "ab", count: 32), root: String?) -> OpenedDraw {
        let lots = root.flatMap { frame.lots(seed: seed, root: $0) } ?? []
        let given = lots.enumerated()
            .map { OpenedDraw.Visit(drawn: $0.element, inspection: $0.offset == 0 ? Self.id(301) : nil) }
        return OpenedDraw(drawRecord(isDiscarded: true), seed: seed, root: root, given: given)
    }

    private var arrears: Arrears {
        let parts = Arrears.Kind.allCases.map { kind in
            let isWeek = [.week, .revision].contains(kind)
            var line = Arrears.Line(
                site: isWeek ? nil : "T-3",
                siteName: isWeek ? nil : text("柳河乡隔离点", "Liuhe site"),
                since: [.standard, .guidance].contains(kind) ? nil : Self.day("2021-08-11")
            )
            line.item = [.recheck, .verification].contains(kind) ? "A-01" : nil
            line.inspection = [.recheck, .notice, .arrival, .photograph].contains(kind) ? Self.id(301) : nil
            line.week = isWeek ? ISOWeek(of: Self.day("2021-08-09")) : nil
            line.draw = kind == .drawn ? Self.id(801) : nil
            line.standard =
                [.standard, .receipt, .guidance].contains(kind)
                ? text("检查表 2021-08", "Checklist 2021-08") : nil
            return Arrears.Part(
                kind: kind,
                total: kind == .guidance ? 0 : 3,
                lines: kind == .guidance ? [] : [line]
            )
        }
        return Arrears(asOf: Self.now, patience: 3, parts: parts)
    }

    private var plan: InspectorPlan {
        let name = text("柳河乡隔离点", "Liuhe site")
        return InspectorPlan(
            asOf: Self.now,
            drawn: [
                .init(
                    draw: Self.id(801),
                    site: "T-3",
                    siteName: name,
                    inspectors: ["inspector1"],
                    absent: [twist("inspector2")]
                )
            ],
            due: [
                .init(
                    site: "T-3",
                    siteName: name,
                    lastVisit: Self.day("2021-08-11"),
                    isBelow: true,
                    dueOn: Self.day("2021-08-14"),
                    daysLate: 4
                ),
                .init(
                    site: "T-4",
                    siteName: name,
                    lastVisit: nil,
                    isBelow: false,
                    dueOn: Self.day("2021-08-19"),
                    daysLate: 0
                ),
            ],
            dueTotal: 2,
            verifications: [.init(site: "T-3", siteName: name, item: "A-01", since: Self.day("2021-08-17"))],
            verificationTotal: 1
        )
    }

    /// Schedule, own list, what is owed, and draws in each of their states, by name.
    func planningPages(_ texts: Texts) -> [(String, any Page)] {
        let today = Day(Self.now)
        let cadence = CadenceFormPart.State(
            reader: administrator,
            typed: nil,
            problems: problems,
            today: today
        )
        let form = DrawFormPart.State(
            reader: administrator,
            typed: nil,
            problems: problems,
            freshID: "\(Self.id(802))",
            today: today
        )
        let nobody = CadenceFormPart.State(reader: director, today: today)
        let root = String(repeating: "cd", count: 32)
        func draw(_ opened: OpenedDraw?, isDiscarded: Bool = true) -> DrawPage {
            DrawPage(
                drawRecord(isDiscarded: isDiscarded),
                opened,
                mayDiscard: true,
                problems,
                today: today,
                texts
            )
        }
        let records = [drawRecord(isDiscarded: false), drawRecord(isDiscarded: true)]
        return [
            (
                "schedule",
                SchedulePage(
                    page(scheduled),
                    ScheduleFilter(kind: .zone, isLate: true),
                    cadenceRecords,
                    pager,
                    cadence,
                    texts
                )
            ),
            (
                "schedule-none",
                SchedulePage(page([ScheduledSite]()), ScheduleFilter(), [], nil, nobody, texts)
            ),
            ("plan", PlanPage(plan, texts)), ("plan-none", PlanPage(InspectorPlan(asOf: Self.now), texts)),
            ("owed", ArrearsPage(arrears, texts)), ("draws", DrawsPage(records, form, today: today, texts)),
            (
                "draws-none",
                DrawsPage(
                    [],
                    DrawFormPart.State(reader: director, freshID: "x", today: today),
                    today: today,
                    texts
                )
            ),
            ("draw-closed", draw(nil, isDiscarded: false)), ("draw-open", draw(openedDraw(root: root))),
            ("draw-never-sealed", draw(openedDraw(root: nil))),
            ("draw-wrong", draw(openedDraw(seed: root, root: root))),
        ]
    }
}
