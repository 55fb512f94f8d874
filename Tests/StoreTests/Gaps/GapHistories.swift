import Compliance
import Postgres

@testable import Demo
@testable import Store

/// Histories by chance, each of one item at one site: visits with corrections and withdrawals by whoever may close and whoever
/// may not, answers, verifications, moved deadlines, duties that change hands, and sites that moved.
enum GapHistories {
    struct Visit {
        var number: Int, site: String, day: Int, place: Int, hours: Int
        var filedBy: String?
        /// Those of what it corrects among them; nil where the operator filed one of those.
        var allFilers: Set<String>?
        /// How many days after it was received.
        var daysLate: Int
        var notAsked: Set<String>
        /// By item: `!` found, `*` fixed on the spot, `~` with evidence that never came, `?` not checked; what is missing was met.
        var gaps: [String: Character]
        var stands = true

        var at: Instant { moment("08-\(day < 10 ? "0" : "")\(day) 09:00") }
        var receivedAt: Instant { at.adding(seconds: daysLate * 86_400) }
    }

    /// A term that an account is tied to, by days of August; corrected on one of them, so that another stands in its place.
    struct Term {
        var account: String, from: Int, to: Int, replacedOn: Int?

        /// The days that it counts for; nil where it counts for none.
        var held: DutyHeld? {
            let last = min(to, replacedOn ?? to)
            return from > last ? nil : DutyHeld(account: account, from: Self.on(from), to: Self.on(last))
        }

        static func on(_ number: Int) -> Day { day("08-\(number < 10 ? "0" : "")\(number)") }
    }

    static let items = ["A-01", "A-02", "A-03", "A-04"]
    static let sites = (1...90).map { "T-\($0 < 10 ? "0" : "")\($0)" }
    /// Every third site goes on from the one before it since the 12th.
    static let movedOn = 12
    static func former(_ site: Int) -> Int? { site % 3 == 2 ? site - 1 : nil }

    static func visits(_ random: inout SeededRandom) -> [Visit] {
        var made: [Visit] = []
        for site in sites {
            for day in 1...20 where random.happens(300) {
                var gaps: [String: Character] = [:]
                for item in items where random.happens(600) {
                    gaps[item] =
                        random.happens(120) ? "?" : random.happens(120) ? "*" : random.happens(80) ? "~" : "!"
                }
                let filers: [String?] = ["inspector", "inspector", "inspector", "wang", "zhao", nil]
                let filer = filers[random.number(0...5)]
                made.append(
                    Visit(
                        number: made.count + 1,
                        site: site,
                        day: day,
                        place: made.count + 1,
                        hours: [24, 72, 168][random.number(0...2)],
                        filedBy: filer,
                        allFilers: filer.map { [$0] },
                        daysLate: random.happens(300) ? random.number(1...6) : 0,
                        notAsked: Set(items.filter { gaps[$0] == nil && random.happens(200) }),
                        gaps: gaps
                    )
                )
            }
        }
        for index in made.indices where random.happens(100) {
            var correction = made[index]
            correction.number = made.count + 1
            correction.gaps["A-01"] = random.happens(500) ? "!" : nil
            correction.notAsked.remove("A-01")
            correction.filedBy = [nil, "inspector", "inspector", "wang", "zhao"][random.number(0...4)]
            correction.allFilers = made[index].allFilers
                .flatMap { all in
                    correction.filedBy.map { all.union([$0]) }
                }
            made[index].stands = false
            made.append(correction)
        }
        for index in made.indices where made[index].stands && random.happens(60) {
            made[index].stands = false
        }
        return made
    }

    /// Days on which `wang` and `zhao` hold a duty, by site.
    static func duties(_ random: inout SeededRandom) -> [String: [Term]] {
        var held: [String: [Term]] = [:]
        for site in sites {
            for account in ["wang", "zhao"] where random.happens(600) {
                let from = random.number(1...18)
                let to = random.number(from...20)
                held[site, default: []]
                    .append(
                        Term(
                            account: account,
                            from: from,
                            to: to,
                            replacedOn: random.happens(300) ? random.number(1...20) : nil
                        )
                    )
            }
        }
        return held
    }

    struct Acts {
        var submissions: [(site: String, item: String, act: GapSubmission)] = []
        var verifications: [(site: String, item: String, act: GapVerification)] = []
        var changes: [(site: String, item: String, act: DeadlineChange)] = []
    }

    static func acts(_ random: inout SeededRandom, _ visits: [Visit]) throws -> Acts {
        var made = Acts()
        var entry = 100_000
        for site in sites {
            for item in items {
                let own = visits.filter { $0.site == site && $0.gaps[item] != nil }
                guard let some = own.first else { continue }
                let inspection = try InspectionRows.id(some.number)
                var sent: [InspectionID] = []
                for day in 1...20 {
                    let time = moment("08-\(day < 10 ? "0" : "")\(day) 15:00")
                        .adding(seconds: random.number(0...3600))
                    entry += 1
                    if random.happens(120) {
                        let act = GapSubmission(
                            id: try InspectionRows.id(entry),
                            inspection: inspection,
                            words: "已整改",
                            evidence: [],
                            at: time,
                            by: ["wang", "zhao", "operator"][random.number(0...2)],
                            duty: "director \(site)",
                            entry: entry
                        )
                        sent.append(act.id)
                        made.submissions.append((site, item, act))
                    } else if random.happens(120), let subject = sent.popLast() {
                        made.verifications.append(
                            (site, item, try verification(.submission(subject), time, entry, &random))
                        )
                    } else if random.happens(110),
                        let met = visits.last(where: {
                            $0.site == site && $0.day <= day && $0.gaps[item] != "!" && $0.gaps[item] != "~"
                        }),
                        !made.verifications.contains(where: {
                            $0.item == item
                                && $0.act.of.id.description
                                    == (try? InspectionRows.id(met.number))?.description
                        })
                    {
                        made.verifications.append(
                            (
                                site, item,
                                try verification(.visit(InspectionRows.id(met.number)), time, entry, &random)
                            )
                        )
                    } else if random.happens(80) {
                        let deadline = time.adding(seconds: random.number(1...10) * 86_400)
                        made.changes.append(
                            (
                                site, item,
                                DeadlineChange(
                                    was: time,
                                    deadline: deadline,
                                    reason: "停水",
                                    at: time,
                                    by: "admin",
                                    entry: entry
                                )
                            )
                        )
                    }
                }
            }
        }
        return made
    }

    static func verification(
        _ subject: GapVerification.Subject,
        _ time: Instant,
        _ entry: Int,
        _ random: inout SeededRandom
    ) throws -> GapVerification {
        GapVerification(
            of: subject,
            verdict: random.happens(300) ? .verified : .returned,
            reason: "说明",
            at: time,
            by: "inspector2",
            entry: entry
        )
    }

    /// The history of the item at the site from the model alone.
    static func life(
        _ site: Int,
        _ item: String,
        _ visits: [Visit],
        _ acts: Acts,
        _ duties: [String: [Term]]
    ) throws -> GapLife {
        let codes = [sites[site]] + (former(site).map { [sites[$0]] } ?? [])
        let last = day("08-12")
        func counts(_ code: String, _ time: Instant) -> Bool {
            code == codes[0] || codes.contains(code) && Day(time) <= last
        }
        let standing = visits.filter { $0.stands && counts($0.site, $0.at) }
        let ids = Set(try visits.filter(\.stands).map { try InspectionRows.id($0.number) })
        return GapLife(
            findings: try standing.compactMap { visit in
                let kind: GapFinding.Kind
                switch visit.gaps[item] {
                case "!", "~":
                    kind = .found(.major, .director, deadline: visit.at.adding(seconds: visit.hours * 3600))
                case "*": kind = .fixedOnSpot
                case nil where !visit.notAsked.contains(item): kind = .met
                default: return nil
                }
                return GapFinding(
                    inspection: try InspectionRows.id(visit.number),
                    finishedAt: visit.at,
                    receivedAt: visit.receivedAt,
                    place: visit.place,
                    filedBy: visit.allFilers,
                    kind: kind
                )
            },
            submissions: acts.submissions.filter { $0.item == item && counts($0.site, $0.act.at) }.map(\.act),
            verifications: acts.verifications
                .filter { one in
                    guard one.item == item, counts(one.site, one.act.at) else { return false }
                    if case .visit(let id) = one.act.of { return ids.contains(id) }
                    return true
                }
                .map(\.act),
            changes: acts.changes.filter { $0.item == item && counts($0.site, $0.act.at) }.map(\.act),
            duties: codes.flatMap { (duties[$0] ?? []).compactMap(\.held) }
        )
    }
}
