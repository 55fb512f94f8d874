import ChecklistFiles
import Compliance
import StrictJSON
import Testing

@testable import OfficeFiles

/// Registers as offices save them (`saved.py`): what is clear is taken, what is not is asked or refused by its cell, and
/// what stands around the table is set aside and said.
@Suite("Registers as offices save them")
struct RegistersAsSavedTests {
    private static func reading(
        _ name: String,
        confirming: Set<String> = []
    ) async throws -> RegisterReading {
        let bytes = try await Registers.bytes(name)
        guard OfficeReader.reads(bytes) else {
            return try SiteRegister.reading(bytes, as: .csv, confirming: confirming)
        }
        return try SiteRegister.reading(await OfficeReader.read(bytes), confirming: confirming)
    }

    private static func day(_ text: String) throws -> Day { try #require(Day(text)) }

    /// What all of them say that are taken: three sites of two townships.
    private static func sites() throws -> [Site] {
        let (town, east) = (Text(zh: "城关镇", en: "城关镇"), Text(zh: "东乡", en: "东乡"))
        func site(
            _ code: String,
            _ name: String,
            _ township: Township,
            _ opened: String,
            _ places: Int
        ) throws
            -> Site
        {
            Site(
                code: code,
                kind: .townshipIsolation,
                name: Text(zh: name, en: name),
                township: township,
                openedOn: try day(opened),
                capacity: places
            )
        }
        return [
            try site("T-01", "城关镇隔离点", Township(code: "01", name: town), "2021-08-01", 60),
            try site("T-02", "城关镇二号隔离点", Township(code: "01", name: town), "2021-08-03", 40),
            try site("T-03", "东乡隔离点", Township(code: "02", name: east), "2021-08-05", 30),
        ]
    }

    private static func duties() throws -> [[DutyEntry]] {
        [
            [DutyEntry(.director, "城关镇卫生院院长", since: try day("2021-08-02"))],
            [DutyEntry(.director, "城关镇卫生院副院长", since: try day("2021-08-03"))],
            [DutyEntry(.director, "东乡卫生院院长", since: try day("2021-08-05"))],
        ]
    }

    @Test(
        "What is clear is taken whole, and what stands around it set aside",
        arguments: [
            ("utf-8", []), ("utf-8 with a mark, CRLF", []), ("Unicode text", []),
            ("UTF-16 the other way, CR", []), ("GB 18030", []), ("sep=", []),
            ("title, total and notes", [.title, .total, .note, .blankRows]),
            ("as a person makes it", [.title, .column, .column, .total, .note]),
            ("with instructions", [.sheet]), ("with the old one hidden", [.sheet]),
            ("two rows of heads", [.column]), ("other words", []), ("full width", []),
            ("days in other ways", []), ("XLS", []), ("ODS", []), ("codes shown by formats", []),
            ("by Java", []), ("without places", []), ("ODS of LibreOffice", []), ("ODS with drawings", []),
            ("kept from a spreadsheet", []), ("kept and quoted", []), ("moments of midnight", []),
        ] as [(String, [SetAside.Kind])]
    )
    func taken(name: String, aside: [SetAside.Kind]) async throws {
        let reading = try await Self.reading(name)
        #expect(reading.problems.map(\.message.en) == [])
        #expect(reading.questions.isEmpty)
        #expect(try reading.entries.map(\.site) == Self.sites())
        #expect(try reading.entries.map(\.duties) == Self.duties())
        #expect(reading.setAside.map(\.kind) == aside)
    }

    @Test(
        "What can be read in two ways is asked, and taken as it is answered",
        arguments: [
            ("townships said once", "emptyTownship", 1), ("month or day first", "dayOrder", 2),
            ("month first", "dayOrder", 1), ("months alone", "monthOnly", 1),
        ]
    )
    func asked(name: String, code: String, answers: Int) async throws {
        let reading = try await Self.reading(name)
        #expect(reading.problems.map(\.message.en) == [])
        #expect(reading.questions.map(\.problem.code) == [code])
        #expect(reading.questions.first?.answers.count == answers)
        #expect(throws: Problems.self) { try reading.entriesOrProblems() }
        let first = try #require(reading.questions.first?.answers.first)
        let answered = try await Self.reading(name, confirming: [first.id])
        #expect(answered.questions.isEmpty)
        var sites = try Self.sites()
        if name == "month first" {
            let second = sites[1]
            sites[1] = Site(
                code: second.code,
                kind: second.kind,
                name: second.name,
                township: second.township,
                openedOn: try Self.day("2021-08-13"),
                capacity: second.capacity
            )
        }
        #expect(answered.entries.map(\.site) == sites)
        let last = try #require(reading.questions.first?.answers.last)
        guard answers > 1 else { return }
        let other = try await Self.reading(name, confirming: [last.id])
        #expect(other.entries.map { "\($0.site.openedOn)" } == ["2021-01-08", "2021-03-08", "2021-05-08"])
    }

    @Test(
        "What is not clear is refused by row and column",
        arguments: [
            ("both orders", ["2:6 badDate", "3:6 badDate", "4:6 badDate"]),
            ("scientific", ["2:1 scientific"]),
            ("zeros lost", ["3:4 lostZeros"]), ("one code, two names", ["4:5 otherName"]),
            ("a day for a code", ["4:1 madeADay"]), ("bad cells", ["2:7 errorCell", "3:3 errorCell"]),
            ("one capacity for two", ["3:7 mergedCell"]),
        ]
    )
    func refused(name: String, found: [String]) async throws {
        let reading = try await Self.reading(name)
        #expect(reading.problems.map { "\($0.mark.line):\($0.mark.column) \($0.code)" } == found)
    }

    @Test("A day that LibreOffice shows as a month is asked about, by the format of its column")
    func monthsOfLibreOffice() async throws {
        let reading = try await Self.reading("months of LibreOffice")
        #expect(reading.problems.map(\.message.en) == [])
        #expect(
            reading.questions.map(\.problem.message.en) == [
                "row 2, column I 'director_since': '2021-08' does not say which day; there are 6. The first of the month?"
            ]
        )
    }

    @Test("A workbook's cell is named by row and letter")
    func letters() async throws {
        let reading = try await Self.reading("bad cells")
        #expect(reading.problems.first?.message.zh == "第 2 行 G 列“容量”：单元格是错误值“#DIV/0!”。")
        #expect(
            reading.problems.first?.message.en
                == "row 2, column G 'capacity': the cell is an error, '#DIV/0!'."
        )
    }

    @Test("Where several sheets are registers, one has to be named")
    func sheets() async throws {
        let workbook = try await OfficeReader.read(Registers.bytes("two registers"))
        let problems = #expect(throws: Problems.self) { try SiteRegister.reading(workbook) }
        #expect(problems?.all.map(\.code) == ["whichSheet"])
        let reading = try SiteRegister.reading(workbook, sheet: "2021年")
        #expect(try reading.entries.map(\.site) == Self.sites())
        #expect(reading.setAside.map(\.message.en) == ["the sheet '2020年'"])
        let none = #expect(throws: Problems.self) { try SiteRegister.reading(workbook, sheet: "2022年") }
        #expect(none?.all.map(\.code) == ["noSheet"])
    }
}
