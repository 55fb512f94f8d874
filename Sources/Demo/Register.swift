import Compliance

/// The register of the demo county: its sites, and the posts that hold a duty at each. No person has a name.
struct Register {
    let entries: [RegisterEntry]

    /// The register as it stands on that day.
    init(today: Day, seed: UInt64) {
        let rows =
            [Self.countySite(today)]
            + Places.townships.enumerated().map { Self.townshipSite($1, number: $0, today) }
            + (1...40).map { Self.home($0, today, seed) }
            + (1...20).map { Self.checkpoint($0, today) }
            + (1...5).map { Self.zone($0, today) }
        entries = rows.enumerated().map { RegisterEntry(site: $1.site, duties: $1.duties, row: $0 + 1) }
    }

    private typealias Row = (site: Site, duties: [DutyEntry])

    /// How many days ago the county site opened; it tells on what day a loaded demo county was made.
    static let countySiteAge = 120

    private static func countySite(_ today: Day) -> Row {
        let opened = today - countySiteAge
        let posts: [(Responsible, String)] = [
            (.director, "县集中隔离点点长"), (.countyLeader, "分管副县长"), (.health, "县卫健委驻点负责人"),
            (.finance, "县财政局驻点负责人"), (.police, "县公安局驻点负责人"), (.fire, "县消防救援大队驻点负责人"),
            (.medical, "县人民医院驻点医疗组组长"), (.expert, "县疾控中心驻点专家"),
        ]
        return (
            site: Site(
                code: "C-01",
                kind: .countyIsolation,
                name: Text(zh: "县集中隔离点", en: "County isolation site"),
                township: nil,
                openedOn: opened,
                address: "县城东环路东侧",
                capacity: 240
            ),
            duties: posts.map { DutyEntry($0, $1, since: opened) }
        )
    }

    private static func townshipSite(_ township: Township, number: Int, _ today: Day) -> Row {
        let opened = today - 110 + number
        let (name, rank) = (township.name.zh, township.rank)
        let building = Places.buildings[number % Places.buildings.count]
        let offices: [(Responsible, String)] = [
            (.partyHead, "\(name)党委书记"), (.governmentHead, "\(name)\(rank)长"),
            (.deputyInCharge, "\(name)分管副\(rank)长"), (.countyLeader, "\(name)包联县领导"),
            (.expert, "县人民医院派驻\(name)专家"),
        ]
        return (
            site: Site(
                code: "T-\(township.code)",
                kind: .townshipIsolation,
                name: Text(zh: "\(name)集中隔离点", en: "\(township.name.en) isolation site"),
                township: township,
                openedOn: opened,
                address: "\(name)\(building.zh)",
                capacity: 30 + 6 * (number % 5)
            ),
            duties: directors(of: township, number: number, from: opened, today)
                + offices.map { DutyEntry($0, $1, since: opened) }
        )
    }

    /// The director's duty; it changed hands at two sites.
    private static func directors(
        of township: Township,
        number: Int,
        from opened: Day,
        _ today: Day
    ) -> [DutyEntry] {
        let name = township.name.zh
        guard let days = [6: 24, 12: 40][number] else {
            return [DutyEntry(.director, "\(name)卫生院院长", since: opened)]
        }
        return [
            DutyEntry(.director, "\(name)卫生院原院长", since: opened),
            DutyEntry(.director, "\(name)卫生院主持工作副院长", since: today - days),
        ]
    }

    private static func home(_ number: Int, _ today: Day, _ seed: UInt64) -> Row {
        let code = "H-0" + (number < 10 ? "0\(number)" : "\(number)")
        let township = Places.townships[number * 7 % Places.townships.count]
        var random = SeededRandom(seed: seed, for: code)
        let opened = today - random.number(2...19)
        return (
            site: Site(
                code: code,
                kind: .homeIsolation,
                name: Text(
                    zh: "\(township.name.zh)居家隔离第\(number)户",
                    en: "Home \(number), \(township.name.en)"
                ),
                township: township,
                openedOn: opened
            ),
            duties: [
                DutyEntry(.director, "\(township.name.zh)驻村医生（第\(number)户）", since: opened),
                DutyEntry(.deputyInCharge, "\(township.name.zh)包户干部（第\(number)户）", since: opened),
            ]
        )
    }

    private static func checkpoint(_ number: Int, _ today: Day) -> Row {
        let township = Places.townships[(number - 1) % Places.townships.count]
        let road = Places.roads[number % Places.roads.count]
        return (
            site: Site(
                code: "K-" + (number < 10 ? "0\(number)" : "\(number)"),
                kind: .checkpoint,
                name: Text(zh: "\(township.name.zh)\(road.zh)卡点", en: "\(township.name.en), \(road.en)"),
                township: township,
                openedOn: today - 90
            ),
            duties: [
                DutyEntry(.director, "\(township.name.zh)\(road.zh)卡点带班领导", since: today - 90),
                DutyEntry(.deputyInCharge, "\(township.name.zh)分管卡点副\(township.rank)长", since: today - 90),
            ]
        )
    }

    private static func zone(_ number: Int, _ today: Day) -> Row {
        let township = Places.townships[number - 1]
        return (
            site: Site(
                code: "Z-0\(number)",
                kind: .zone,
                name: Text(zh: "\(township.name.zh)责任区", en: "\(township.name.en) zone"),
                township: township,
                openedOn: today - 80
            ),
            duties: [
                DutyEntry(.director, "\(township.name.zh)责任区指挥长", since: today - 80),
                DutyEntry(.governmentHead, "\(township.name.zh)\(township.rank)长", since: today - 80),
            ]
        )
    }
}
