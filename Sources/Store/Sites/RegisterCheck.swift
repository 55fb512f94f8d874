import Compliance

/// Everything wrong with a register that is to be imported, before anything is written.
struct RegisterCheck {
    private(set) var problems: [Problem] = []
    private let today: Day
    private let known: [String: [TownshipName]]

    /// The first day that anything on the register can have begun.
    private static let earliest = Day(year: 1949, month: 10, day: 1) ?? .first
    /// The last day that a week's figures are given for: later ones stand for "no end" in other systems.
    private static let latest = Day(year: 2199, month: 12, day: 31) ?? .last

    init(_ entries: [RegisterEntry], _ known: KnownRegister) {
        today = known.today
        self.known = known.townships
        var seen: Set<String> = []
        var townships: [String: Text] = [:]
        for (index, entry) in entries.enumerated() {
            let site = entry.site
            check(site, at: index)
            if !seen.insert(SiteCode.folded(site.code)).inserted {
                note(
                    "repeated",
                    "/\(index)/code",
                    zh: "点位“\(site.code)”出现了两次。",
                    en: "Site '\(site.code)' appears twice."
                )
            }
            if let before = known.sites[site.code], before.kind != site.kind {
                note(
                    "kindFixed",
                    "/\(index)/kind",
                    zh: "点位“\(site.code)”已登记为 \(before.kind.rawValue)，类别不能改；请另立编号。",
                    en:
                        "Site '\(site.code)' is on record as \(before.kind.rawValue); a kind never changes. Use a new code."
                )
            }
            if let township = site.township { check(township, of: entry, at: index, seen: &townships) }
            for duty in entry.duties { check(duty, at: index) }
            if let day = entry.changedOn {
                check(day, nil, "/\(index)/\(RegisterField.changedOn.name)", "")
            }
        }
    }

    private mutating func check(_ site: Site, at index: Int) {
        for (code, field) in [(site.code, "code"), (site.township?.code ?? "-", "township")]
        where code.wholeMatch(of: /[A-Za-z0-9-]{1,32}/) == nil {
            note(
                "badCode",
                "/\(index)/\(field)",
                zh: "编号“\(code)”只能用 1 至 32 个字母、数字和连字符。",
                en: "The code '\(code)' must be 1 to 32 letters, digits and hyphens."
            )
        }
        check(site.name, "/\(index)/name")
        if let township = site.township { check(township.name, "/\(index)/township") }
        check(site.address, site.capacity, "/\(index)")
        check(site.openedOn, site.closedOn, "/\(index)/opened", "/\(index)/closed")
        if let closedOn = site.closedOn, closedOn < site.openedOn {
            note("endsBeforeStart", "/\(index)/closed", zh: "关闭日早于启用日。", en: "It closed before it opened.")
        }
    }

    private mutating func check(_ name: Text, _ pointer: String) {
        guard ![name.zh, name.en].allSatisfy({ (1...200).contains($0.unicodeScalars.count) }) else { return }
        note("badName", pointer, zh: "名称应为 1 至 200 个字。", en: "A name has 1 to 200 characters.")
    }

    private mutating func check(_ address: String, _ capacity: Int?, _ pointer: String) {
        if address.unicodeScalars.count > 500 {
            note(
                "tooLong",
                "\(pointer)/address",
                zh: "地址超过 500 个字。",
                en: "The address exceeds 500 characters."
            )
        }
        if let capacity, !(0...1_000_000).contains(capacity) {
            note(
                "outOfRange",
                "\(pointer)/capacity",
                zh: "容量应在 0 至 1000000。",
                en: "The capacity is 0 to 1000000."
            )
        }
    }

    /// A township is renamed on purpose, never by what a row of one of its sites calls it.
    private mutating func check(
        _ township: Township,
        of entry: RegisterEntry,
        at index: Int,
        seen: inout [String: Text]
    ) {
        let code = township.code
        func differs(_ name: Text) -> Bool {
            name.zh != township.name.zh
                || !entry.unsaid.contains(.townshipEn) && township.name.en != township.name.zh
                    && name.en != township.name.en
        }
        if let name = seen.updateValue(township.name, forKey: code), differs(name) {
            note(
                "townshipNames",
                "/\(index)/township",
                zh: "乡镇“\(code)”有两个名称：\(name.zh)、\(township.name.zh)。",
                en: "Township '\(code)' has two names: \(name.en), \(township.name.en)."
            )
        }
        let names = known[code] ?? []
        guard let name = names.last(where: { $0.since ?? .first <= today })?.name,
            !names.contains(where: { $0.since ?? .last > today && !differs($0.name) }), differs(name)
        else { return }
        note(
            "townshipRenamed",
            "/\(index)/township",
            zh:
                "乡镇“\(code)”在案的名称是“\(name.zh)”（\(name.en)）。乡镇更名要单独办理：在乡镇的页面上，或用 lazaret rename township \(code)。",
            en:
                "On record township '\(code)' is '\(name.en)' (\(name.zh)). A township is renamed by itself: on the page of "
                + "townships, or by 'lazaret rename township \(code)'."
        )
    }

    private mutating func check(_ entry: DutyEntry, at index: Int) {
        if let person = entry.person, !Self.isName(person) {
            problems.append(.badHolder(at: "/\(index)/\(RegisterField.duty(entry.duty).name)"))
        }
        if let since = entry.since {
            check(since, nil, "/\(index)/\(RegisterField.since(entry.duty).name)", "")
        }
    }

    /// What cannot be so of a term: `/person`, `/from`, `/to`.
    static func problems(of posting: Posting, today: Day) -> [Problem] {
        var check = RegisterCheck(today: today)
        if !isName(posting.person) { check.problems.append(.badHolder(at: "/person")) }
        check.check(posting.from, posting.to, "/from", "/to")
        if let to = posting.to, to < posting.from {
            check.note("endsBeforeStart", "/to", zh: "任职止日早于起日。", en: "The duty ends before it begins.")
        }
        return check.problems
    }

    /// What cannot be so of a period of operation: `/opened`, `/closed`.
    static func problems(of period: SiteRecord.Period, today: Day) -> [Problem] {
        var check = RegisterCheck(today: today)
        check.check(period.openedOn, period.closedOn, "/opened", "/closed")
        if let closed = period.closedOn, closed < period.openedOn {
            check.note("endsBeforeStart", "/closed", zh: "停用日早于启用日。", en: "It closed before it opened.")
        }
        return check.problems
    }

    /// What cannot be so of what a site is called and is.
    static func problems(of description: SiteRecord.Description, today: Day) -> [Problem] {
        var check = RegisterCheck(today: today)
        check.check(description.name, "/name")
        check.check(description.address, description.capacity, "")
        if let since = description.since { check.check(since, nil, "/since", "") }
        return check.problems
    }

    private init(today: Day) {
        self.today = today
        known = [:]
    }

    private static func isName(_ person: String) -> Bool {
        !person.isEmpty && person.isLine(atMost: 100)
    }

    /// Refuses days that can only be slips or stand-ins such as 9999-12-31: what begins then could never be replaced.
    private mutating func check(_ first: Day, _ last: Day?, _ firstPointer: String, _ lastPointer: String) {
        if first < Self.earliest || first > today + 366 {
            note(
                "implausibleDay",
                firstPointer,
                zh: "起始日 \(first) 不合常理；应在 \(Self.earliest) 与今天起一年之内。",
                en:
                    "The first day \(first) is not plausible; it lies between \(Self.earliest) and a year from today."
            )
        }
        if let last, last > Self.latest {
            note(
                "implausibleDay",
                lastPointer,
                zh: "截止日 \(last) 不合常理；没有截止日就留空。",
                en: "The last day \(last) is not plausible; leave it empty where there is none."
            )
        }
    }

    private mutating func note(_ code: String, _ pointer: String, zh: String, en: String) {
        problems.append(Problem(code, at: pointer, Text(zh: zh, en: en)))
    }
}

extension Problem {
    fileprivate static func badHolder(at pointer: String) -> Problem {
        Problem(
            "badName",
            at: pointer,
            Text(zh: "责任人称谓应为 1 至 100 个字，不换行。", en: "A holder's name is one line of 1 to 100 characters.")
        )
    }
}
