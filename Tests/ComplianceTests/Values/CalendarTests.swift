import Compliance
import Testing

@Suite("Days, weeks and instants")
struct CalendarTests {
    @Test(
        "Days since 1970, with their weekday (1 is Monday)",
        arguments: [
            ("1970-01-01", 0, 4), ("1969-12-31", -1, 3), ("2000-02-29", 11_016, 2), ("2021-08-18", 18_857, 3),
            ("2020-12-31", 18_627, 4), ("0001-01-01", -719_162, 1), ("9999-12-31", 2_932_896, 5),
        ]
    )
    func days(text: String, ordinal: Int, weekday: Int) throws {
        let day = try #require(Day(text))
        #expect(day.ordinal == ordinal)
        #expect(day.weekday == weekday)
        #expect(day.description == text)
        #expect(Day(ordinal: ordinal) == day)
    }

    @Test("Every day of four centuries comes back from its number")
    func everyDay() throws {
        var day = try #require(Day("1999-12-31"))
        let last = try #require(Day("2400-01-02"))
        while day < last {
            let (year, month, date) = day.components
            #expect(Day(year: year, month: month, day: date) == day)
            day = day + 1
        }
    }

    @Test(
        "What no calendar has is refused",
        arguments: [
            "2021-02-29", "1900-02-29", "2021-13-01", "2021-00-10", "2021-04-31", "0000-01-01", "2021-8-18",
            "21-08-18",
            "2021-08-18 ", "2021/08/18", "+021-08-18", "２０２１-08-18", "",
        ]
    )
    func noDays(text: String) {
        #expect(Day(text) == nil)
    }

    @Test("The calendar ends are kept")
    func ends() throws {
        #expect(Day.last + 1 == Day.last)
        #expect(Day.first - 1 == Day.first)
        #expect(try #require(Day("2024-03-01")) - (try #require(Day("2024-02-28"))) == 2)
    }

    @Test(
        "The ISO week of a day",
        arguments: [
            ("2021-08-18", "2021-W33"), ("2021-01-01", "2020-W53"), ("2021-01-03", "2020-W53"),
            ("2021-01-04", "2021-W01"), ("2019-12-30", "2020-W01"), ("2020-12-31", "2020-W53"),
            ("2022-01-02", "2021-W52"), ("2022-01-03", "2022-W01"), ("2016-01-03", "2015-W53"),
            ("2024-12-30", "2025-W01"), ("2026-12-31", "2026-W53"), ("2027-01-01", "2026-W53"),
        ]
    )
    func weeks(day: String, week: String) throws {
        let found = ISOWeek(of: try #require(Day(day)))
        #expect(found.description == week)
        #expect(ISOWeek(week) == found)
    }

    @Test("Weeks follow each other across years")
    func neighbours() throws {
        let last = try #require(ISOWeek("2020-W53"))
        #expect(last.next.description == "2021-W01")
        #expect(last.next.previous == last)
        #expect(last.monday.description == "2020-12-28")
        #expect(last.sunday.description == "2021-01-03")
        #expect(try #require(ISOWeek("2021-W52")).next.description == "2022-W01")
    }

    @Test(
        "Weeks that no year has are refused",
        arguments: [
            "2021-W53", "2022-W53", "2021-W00", "2021-W54", "2021W33", "2021-w33", "2021-W3", "",
        ]
    )
    func noWeeks(text: String) {
        #expect(ISOWeek(text) == nil)
    }

    @Test("A week runs from Monday's midnight in Shanghai, the next one's not included")
    func weekInstants() throws {
        let instants = try #require(ISOWeek("2021-W33")).instants
        #expect(instants.lowerBound.description == "2021-08-15T16:00:00Z")
        #expect(instants.upperBound.description == "2021-08-22T16:00:00Z")
        #expect(!instants.contains(instants.upperBound))
    }

    @Test(
        "Instants with their day and clock in Shanghai",
        arguments: [
            ("2021-08-18T09:00:00+08:00", "2021-08-18T01:00:00Z", "2021-08-18 09:00"),
            ("2021-08-17T16:00:00Z", "2021-08-17T16:00:00Z", "2021-08-18 00:00"),
            ("2021-08-17T15:59:59.999999Z", "2021-08-17T15:59:59.999999Z", "2021-08-17 23:59"),
            ("2021-08-17t15:59:59.5z", "2021-08-17T15:59:59.500000Z", "2021-08-17 23:59"),
            ("1969-12-31T23:59:59-05:30", "1970-01-01T05:29:59Z", "1970-01-01 13:29"),
        ]
    )
    func instants(text: String, utc: String, shanghai: String) throws {
        let instant = try #require(Instant(text))
        #expect(instant.description == utc)
        #expect(instant.shanghai == shanghai)
        #expect(Day(instant).description == shanghai.prefix(10))
        #expect(Instant(utc) == instant)
    }

    @Test(
        "What is not an instant is refused",
        arguments: [
            "2021-08-18", "2021-08-18T09:00:00", "2021-08-18 09:00:00Z", "2021-08-18T24:00:00Z",
            "2021-08-18T09:60:00Z",
            "2021-08-18T09:00:60Z", "2021-08-18T09:00:00+8:00", "2021-08-18T09:00:00+24:00",
            "2021-02-30T09:00:00Z",
            "2021-08-18T09:00:00.Z", "2021-08-18T09:00:00.1234567Z", "2021-08-18T09:00:00Zx", "",
        ]
    )
    func noInstants(text: String) {
        #expect(Instant(text) == nil)
    }
}
