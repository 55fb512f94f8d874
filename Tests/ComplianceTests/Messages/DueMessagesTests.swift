import Testing

@testable import Compliance

@Suite("What is due becomes messages, to whom it concerns")
struct DueMessagesTests {
    static let now = moment("2021-08-19T09:00:00+08:00")

    static func moment(_ text: String) -> Instant { Instant(text) ?? Instant(microseconds: 0) }
    static func place(_ code: String) -> Due.Place {
        Due.Place(code: code, name: Text(zh: "\(code)乡隔离点", en: "Site \(code)"))
    }

    static func order(
        _ site: String,
        _ item: String,
        by deadline: String,
        of responsible: Responsible = .director,
        isOverdue: Bool = true
    ) -> Due.Order {
        Due.Order(
            site: place(site),
            item: item,
            text: Text(zh: "要求\(item)", en: "asks \(item)"),
            responsible: responsible,
            deadline: moment("2021-08-\(deadline):00+08:00"),
            isOverdue: isOverdue
        )
    }

    static let admin = Recipient(name: "admin", rights: Role.administrator.rights)
    static let inspector = Recipient(name: "li", rights: Role.inspector.rights)
    static let supervision = Recipient(name: "jian", rights: Role.supervision.rights)
    static let leader = Recipient(name: "xian", rights: Role.leader.rights)
    static let auditor = Recipient(name: "shen", rights: Role.auditor.rights)
    static let director = Recipient(
        name: "wang",
        rights: Role.director.rights,
        duties: [Recipient.Post(duty: .director, site: "T-01")],
        heldAt: ["T-01"]
    )
    static let medical = Recipient(
        name: "yi",
        rights: Role.holder.rights,
        duties: [Recipient.Post(duty: .medical, site: "T-01")],
        heldAt: ["T-01"]
    )
    /// An inspector who once directed T-01.
    static let former = Recipient(name: "zhou", rights: Role.inspector.rights, heldAt: ["T-01"])
    static let robot = Recipient(webhook: "0190a1b2-0000-4000-8000-000000000001")
    static let everybody = [
        admin, inspector, supervision, leader, auditor, director, medical, former, robot,
    ]

    /// Who is told what: recipient and thing.
    private static func told(_ due: Due) -> [String] {
        due.messages(to: everybody).map { "\($0.recipient) \($0.thing)" }
    }

    private static func due(_ fill: (inout Due) -> Void) -> Due {
        var due = Due(asOf: now)
        fill(&due)
        return due
    }

    @Test(
        "Orders: directors of their site, others of what is theirs, what is overdue the office too; one a deadline"
    )
    func orders() {
        let due = Self.due {
            $0.orders = [
                Self.order("T-01", "A-04", by: "19T08:00"),
                Self.order("T-01", "A-05", by: "19T08:00", of: .medical),
                Self.order("T-01", "B-01", by: "21T08:00", isOverdue: false),
                Self.order("T-02", "C-01", by: "19T08:00"),
            ]
        }
        let first = "order.overdue/T-01/2021-08-19T00:00:00Z"
        let robot = Self.robot.name
        #expect(
            Self.told(due) == [
                "admin order.overdue/county", "wang order.near/T-01/2021-08-21T00:00:00Z", "wang \(first)",
                "yi \(first)", "\(robot) order.overdue/county",
            ]
        )
        // The office has one message, with a line for each site; what is near is the site's own matter.
        let office = due.messages(to: [Self.admin])[0]
        #expect(office.title == Text(zh: "2 个点位共 3 项整改已超期", en: "3 gaps are overdue at 2 sites"))
        #expect(
            office.lines.map(\.zh) == [
                "T-01 T-01乡隔离点：2 项，最早的期限 2021-08-19 08:00", "T-02 T-02乡隔离点：1 项，最早的期限 2021-08-19 08:00",
            ]
        )
        #expect(office.stage == "T-01/2021-08-19T00:00:00Z, T-02/2021-08-19T00:00:00Z")
        let messages = due.messages(to: [Self.director, Self.medical])
        #expect(
            messages[1].title == Text(zh: "T-01乡隔离点：2 项整改已超期", en: "Site T-01: 2 overdue")
                && messages[1].lines.map(\.zh) == ["整改期限 2021-08-19 08:00。", "A-04 要求A-04", "A-05 要求A-05"]
                && messages[1].link == "/gaps?site=T-01"
        )
        // Of the medical department's own item alone.
        #expect(messages[2].lines.map(\.zh) == ["整改期限 2021-08-19 08:00。", "A-05 要求A-05"])
    }

    @Test("Late visits and what waits: who inspects, and never whoever held a duty there")
    func inspecting() {
        let due = Self.due {
            $0.visits = [
                Due.Visit(site: Self.place("T-01"), dueOn: Day("2021-08-16") ?? .first),
                Due.Visit(site: Self.place("T-02"), dueOn: Day("2021-08-16") ?? .first),
                Due.Visit(site: Self.place("T-03"), dueOn: Day("2021-08-18") ?? .first),
            ]
            $0.verifications = [
                Due.Verification(site: Self.place("T-01"), item: "A-04", since: Day("2021-08-18") ?? .first)
            ]
        }
        let robot = Self.robot.name
        #expect(
            Self.told(due) == [
                "admin site.unvisited/2021-08-16", "admin site.unvisited/2021-08-18",
                "admin verification.waiting/T-01",
                "li site.unvisited/2021-08-16", "li site.unvisited/2021-08-18",
                "li verification.waiting/T-01",
                "zhou site.unvisited/2021-08-16", "zhou site.unvisited/2021-08-18",
                "\(robot) site.unvisited/2021-08-16", "\(robot) site.unvisited/2021-08-18",
            ]
        )
        let former = due.messages(to: [Self.former])
        #expect(former[0].lines.map(\.zh) == ["T-02 T-02乡隔离点，已逾期 3 天"])
        // Another answer is another stage of the same thing.
        var more = due
        more.verifications.append(
            Due.Verification(site: Self.place("T-01"), item: "B-02", since: Day("2021-08-19") ?? .first)
        )
        func stage(_ due: Due) -> String? { due.messages(to: [Self.inspector]).last?.stage }
        #expect(stage(due) == "A-04 2021-08-18" && stage(more) == "A-04 2021-08-18, B-02 2021-08-19")
    }

    @Test(
        "Rungs: administrators up to the circular, supervision of a case, nobody in the own matter, no robot"
    )
    func rungs() {
        let due = Self.due {
            $0.rungs = [
                Due.PossibleRung(site: Self.place("T-01"), rung: .reminder, items: ["A-04"]),
                Due.PossibleRung(site: Self.place("T-01"), rung: .interview, items: []),
            ]
        }
        #expect(
            Self.told(due) == ["admin rung.possible/T-01/reminder", "jian rung.possible/T-01/interview"]
        )
        let own = Recipient(name: "admin", rights: Role.administrator.rights, heldAt: ["T-01"])
        #expect(due.messages(to: [own]) == [])
    }

    @Test("Weeks: the office of those to close, all readers of weeks of those closed, each revision once")
    func weeks() throws {
        let week = try #require(ISOWeek("2021-W32"))
        let due = Self.due {
            $0.openWeeks = [week]
            $0.closedWeeks = [Due.ClosedWeek(week: week.previous, revision: 2)]
        }
        let robot = Self.robot.name
        #expect(
            Self.told(due) == [
                "admin week.unclosed/2021-W32", "admin week.closed/2021-W31/2", "li week.closed/2021-W31/2",
                "jian week.closed/2021-W31/2", "xian week.closed/2021-W31/2", "shen week.closed/2021-W31/2",
                "zhou week.closed/2021-W31/2", "\(robot) week.unclosed/2021-W32",
                "\(robot) week.closed/2021-W31/2",
            ]
        )
    }

    @Test(
        "Of a week that was sent to a list those on it are told who read weeks, and webhooks; a lapsed order is said"
    )
    func list() throws {
        let week = try #require(ISOWeek("2021-W32"))
        var due = Self.due {
            $0.openWeeks = [week]
            $0.closedWeeks = [
                Due.ClosedWeek(week: week.previous, revision: 1, list: ["xian", "wang", "nobody"])
            ]
        }
        let robot = Self.robot.name
        #expect(
            Self.told(due) == [
                "admin week.unclosed/2021-W32", "xian week.closed/2021-W31/1",
                "\(robot) week.unclosed/2021-W32",
                "\(robot) week.closed/2021-W31/1",
            ]
        )
        let unclosed = due.messages(to: [Self.robot])[0]
        due.lapsedOrder = ClosingOrder(
            number: 4,
            hour: .init(weekday: 1, minute: 540),
            accounts: [],
            givenAt: due.asOf,
            givenBy: "admin",
            lapsedAt: due.asOf
        )
        let lapsed = due.messages(to: [Self.robot])[0]
        #expect(lapsed.thing == unclosed.thing && lapsed.stage == "4" && unclosed.stage == "")
        #expect(lapsed.lines.first?.zh.contains("第 4 号定时封存指令已经失效") == true)
        // A robot is told of no account.
        #expect(!lapsed.lines.contains { $0.zh.contains("admin") || $0.en.contains(" admin ") })
    }

    @Test(
        "An answer that was sent back: who answers for it; photographs to come: who filed the visit, and nobody else"
    )
    func own() throws {
        let visit = try #require(InspectionID("018f0000-0000-7000-8000-000000000001"))
        let due = Self.due {
            $0.returns = [
                Due.Return(Self.order("T-01", "A-04", by: "20T08:00"), at: Self.now),
                Due.Return(Self.order("T-01", "A-05", by: "20T08:00", of: .medical), at: Self.now),
                Due.Return(Self.order("T-02", "C-01", by: "20T08:00"), at: Self.now),
            ]
            $0.pendingEvidence = [
                Due.PendingEvidence(
                    inspection: visit,
                    site: Self.place("T-02"),
                    finishedAt: Self.now,
                    filedBy: "li"
                )
            ]
        }
        // 9:00 in Shanghai is 1:00 in UTC.
        let back = "submission.returned/T-01/2021-08-19T01:00:00Z"
        #expect(Self.told(due) == ["li evidence.pending/\(visit)", "wang \(back)", "yi \(back)"])
        let messages = due.messages(to: [Self.director, Self.inspector])
        #expect(messages[0].title == Text(zh: "T-01乡隔离点：2 项整改被退回", en: "Site T-01: 2 answers were sent back"))
        #expect(
            messages[0].lines[0].zh == "A-04 要求A-04，整改期限 2021-08-20 08:00" && messages[0].lines.count == 3
        )
        #expect(messages[1].link == "/inspections/\(visit)/evidence")
        #expect(messages[1].title.zh == "T-02乡隔离点：检查记录的照片还没有收齐")
    }

    @Test("A week is named in words")
    func weekWords() throws {
        let week = try #require(ISOWeek("2021-W32"))
        let due = Self.due {
            $0.openWeeks = [week]
            $0.closedWeeks = [Due.ClosedWeek(week: week.previous, revision: 1)]
        }
        #expect(
            due.messages(to: [Self.robot]).map(\.title) == [
                Text(zh: "2021年第32周周报尚未封存", en: "The report of week 32 of 2021 is not closed"),
                Text(zh: "2021年第31周周报已封存", en: "The report of week 31 of 2021 is closed"),
            ]
        )
    }

    @Test("A standard waits for the director of its site, and for nobody else")
    func standards() {
        let due = Self.due {
            $0.standards = [
                Due.Standard(site: Self.place("T-01"), title: Text(zh: "检查表 1", en: "checklist 1")),
                Due.Standard(site: Self.place("T-02"), title: Text(zh: "检查表 1", en: "checklist 1")),
            ]
        }
        #expect(Self.told(due) == ["wang standard.waiting/T-01"])
    }

    @Test("Of much, a message lists twelve and counts the rest, within bounds")
    func bounded() {
        let due = Self.due {
            $0.orders = (1...400).map { Self.order("T-01", "A-\($0)", by: "19T08:00") }
        }
        let message = due.messages(to: [Self.director])[0]
        #expect(message.title.zh == "T-01乡隔离点：400 项整改已超期")
        #expect(message.lines.count == 14 && message.lines[13].zh == "另有 388 项。")
        // Of 400 sites a message has twelve too, and a stage that changes with the last of them.
        func office(_ sites: Int) -> Message {
            Self.due { $0.orders = (1...sites).map { Self.order("T-\($0)", "A-01", by: "19T08:00") } }
                .messages(to: [Self.admin])[0]
        }
        #expect(office(400).lines.count == 13 && office(400).stage.utf8.count == 64)
        #expect(office(400).stage != office(399).stage && office(400).thing == office(399).thing)
    }
}
