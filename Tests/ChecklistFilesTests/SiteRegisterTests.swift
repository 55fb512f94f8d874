import ChecklistFiles
import Compliance
import StrictJSON
import Testing

@Suite("The site register")
struct SiteRegisterTests {
    private static func day(_ text: String) throws -> Day { try #require(Day(text)) }

    /// What the first three cases below all say.
    private static func lizhuang() throws -> RegisterEntry {
        RegisterEntry(
            site: Site(
                code: "T-03",
                kind: .townshipIsolation,
                name: Text(zh: "李庄隔离点", en: "李庄隔离点"),
                township: Township(code: "03", name: Text(zh: "李庄镇", en: "李庄镇")),
                openedOn: try day("2021-08-01"),
                capacity: 60
            ),
            duties: [DutyEntry(.director, "李庄镇卫生院院长", isRowsDay: true)],
            unsaid: [.nameEn, .townshipEn, .closed, .address],
            row: 2
        )
    }

    private static let csv = """
        编号,类型,名称,乡镇编号,乡镇,启用日期,容量,隔离点负责人
        T-03,乡镇隔离点,李庄隔离点,03,李庄镇,2021/8/1,60,李庄镇卫生院院长

        """

    /// The same text in GBK, worked out with another program's encoder.
    private static let gbk: [UInt8] = [
        0xB1, 0xE0, 0xBA, 0xC5, 0x2C, 0xC0, 0xE0, 0xD0, 0xCD, 0x2C, 0xC3, 0xFB, 0xB3, 0xC6, 0x2C, 0xCF, 0xE7,
        0xD5, 0xF2,
        0xB1, 0xE0, 0xBA, 0xC5, 0x2C, 0xCF, 0xE7, 0xD5, 0xF2, 0x2C, 0xC6, 0xF4, 0xD3, 0xC3, 0xC8, 0xD5, 0xC6,
        0xDA, 0x2C,
        0xC8, 0xDD, 0xC1, 0xBF, 0x2C, 0xB8, 0xF4, 0xC0, 0xEB, 0xB5, 0xE3, 0xB8, 0xBA, 0xD4, 0xF0, 0xC8, 0xCB,
        0x0A, 0x54,
        0x2D, 0x30, 0x33, 0x2C, 0xCF, 0xE7, 0xD5, 0xF2, 0xB8, 0xF4, 0xC0, 0xEB, 0xB5, 0xE3, 0x2C, 0xC0, 0xEE,
        0xD7, 0xAF,
        0xB8, 0xF4, 0xC0, 0xEB, 0xB5, 0xE3, 0x2C, 0x30, 0x33, 0x2C, 0xC0, 0xEE, 0xD7, 0xAF, 0xD5, 0xF2, 0x2C,
        0x32, 0x30,
        0x32, 0x31, 0x2F, 0x38, 0x2F, 0x31, 0x2C, 0x36, 0x30, 0x2C, 0xC0, 0xEE, 0xD7, 0xAF, 0xD5, 0xF2, 0xCE,
        0xC0, 0xC9,
        0xFA, 0xD4, 0xBA, 0xD4, 0xBA, 0xB3, 0xA4, 0x0A,
    ]

    @Test(
        "The same register in UTF-8, with a mark, and in GBK",
        arguments: [
            Array(csv.utf8), [0xEF, 0xBB, 0xBF] + Array(csv.utf8), gbk,
            Array(csv.replacing("\n", with: "\r\n").utf8),
        ]
    )
    func encodings(bytes: [UInt8]) throws {
        #expect(try SiteRegister.read(bytes, as: .csv) == [Self.lizhuang()])
    }

    @Test("English headings in any spacing and order, every column")
    func english() throws {
        let csv = """
            Name,Name EN,Code,Kind,opened,CLOSED,Address,Capacity,Township Code,township,townshipEn,director,party-head,police,since
            县隔离点,County site,C-01,countyIsolation,2021-07-01,2021-09-30,城关镇,200,,,,卫健委副主任,,公安局治安大队,2021-08-05
             李庄 ,Li village,T-03,township isolation,2021.8.1,,,,03,李庄镇,Lizhuang,院长,书记,,
            ,,,,,,,,,,,,,,
            """
        let entries = try SiteRegister.read(Array(csv.utf8), as: .csv)
        #expect(
            try entries == [
                RegisterEntry(
                    site: Site(
                        code: "C-01",
                        kind: .countyIsolation,
                        name: Text(zh: "县隔离点", en: "County site"),
                        township: nil,
                        openedOn: Self.day("2021-07-01"),
                        closedOn: Self.day("2021-09-30"),
                        address: "城关镇",
                        capacity: 200
                    ),
                    duties: [
                        DutyEntry(.director, "卫健委副主任", since: Self.day("2021-08-05"), isRowsDay: true),
                        DutyEntry(.police, "公安局治安大队", since: Self.day("2021-08-05"), isRowsDay: true),
                    ],
                    unsaid: [.township, .townshipEn],
                    row: 2
                ),
                RegisterEntry(
                    site: Site(
                        code: "T-03",
                        kind: .townshipIsolation,
                        name: Text(zh: "李庄", en: "Li village"),
                        township: Township(code: "03", name: Text(zh: "李庄镇", en: "Lizhuang")),
                        openedOn: Self.day("2021-08-01")
                    ),
                    duties: [
                        DutyEntry(.director, "院长", isRowsDay: true),
                        DutyEntry(.partyHead, "书记", isRowsDay: true),
                    ],
                    unsaid: [.closed, .address, .capacity],
                    row: 3
                ),
            ]
        )
    }

    @Test("YAML, with headings of either language as names")
    func yaml() throws {
        let yaml = """
            # The county's sites
            - {编号: T-03, 类型: 乡镇隔离点, 名称: 李庄隔离点, 乡镇编号: "03", 乡镇: 李庄镇, 启用日期: 2021年8月1日, 容量: 60,
               隔离点负责人: 李庄镇卫生院院长}
            - code: K-1
              kind: 卡点
              name: 东口
              townshipCode: "03"
              township: 李庄镇
              opened: 2021-08-02
            """
        let entries = try SiteRegister.read(Array(yaml.utf8), as: .yaml)
        #expect(try entries.first == Self.lizhuang())
        #expect(entries.last?.site.kind == .checkpoint)
        #expect(entries.map(\.row) == [2, 4])
    }

    @Test("Every bad row is named with its row and column, at once")
    func badRows() throws {
        let csv = """
            编号,类型,名称,乡镇编号,乡镇,启用日期,停用日期,容量,公安,任职日期
            T 01,乡镇隔离点,甲,01,城关镇,2021-08-01,,60,,
            T-02,隔离酒店,乙,02,东乡,2021-02-30,,60,,
            T-03,乡镇隔离点,,,,,,六十,,
            T-04,乡镇隔离点,丁,01,城关,2021-08-01,2021-07-01,-1,派出所,2021-09-01
            T-04,县隔离点,戊,,,2021-08-01,,,,
            T-05,县隔离点
            T-06,县隔离点,己,,,2021-08-01,,,刑警队,2021-08-02
            """
        let problems = #expect(throws: Problems.self) { try SiteRegister.read(Array(csv.utf8), as: .csv) }
        let found = problems?.all.map { "\($0.mark.line):\($0.mark.column) \($0.code)" }
        #expect(
            found == [
                "2:1 badCode", "3:2 unknownKind", "3:6 badDate", "4:3 missing", "4:5 emptyTownship",
                "4:6 missing", "4:8 badNumber", "5:5 otherName", "5:7 closedBeforeOpened", "5:8 badNumber",
                "5:9 departmentElsewhere", "5:10 afterClosing", "6:1 repeated", "7:1 unevenRow",
            ]
        )
        let repeated = problems?.all.first { $0.code == "repeated" }?.message
        #expect(repeated?.zh == "第 6 行“编号”：编号“T-04”第 5 行已用。")
        #expect(repeated?.en == "row 6, column 'code': the code 'T-04' is used in row 5 already.")
    }

    @Test("A township without a code has the one on record, and one whose code lost its zeros is refused")
    func townshipsOnRecord() throws {
        let known = [Township(code: "03", name: Text(zh: "李庄镇", en: "Lizhuang"))]
        func reading(_ code: String) throws -> RegisterReading {
            let csv = "编号,类型,名称,乡镇编号,乡镇,启用日期\nT-03,乡级集中隔离场所,李庄隔离点,\(code),李庄镇,2021-08-01\n"
            return try SiteRegister.reading(Array(csv.utf8), as: .csv, townships: known)
        }
        #expect(try reading("").entries.map { $0.site.township?.code } == ["03"])
        #expect(try reading("3").problems.map(\.code) == ["lostZeros"])
        #expect(try reading("04").problems.map(\.code) == ["otherCode"])
        #expect(
            try reading("3").problems.first?.message.zh
                == "第 2 行“乡镇编号”：“李庄镇”的编号在案是“03”，这里是“3”：可能被表格软件去掉了开头的零。"
        )
    }

    @Test("A dash says that there is none, an empty cell nothing; each duty has a first day of its own")
    func dashes() throws {
        let csv = """
            编号,类型,名称,乡镇编号,乡镇,启用日期,停用日期,地址,容量,卫生院院长,卫生院院长任职日期,党委书记,party_head_since,镇长
            T-03,乡镇隔离点,李庄隔离点,03,李庄镇,2021-08-01,-,－,—,-,2021-08-09,李庄镇党委书记,2021-08-03,
            """
        let entry = try #require(try SiteRegister.read(Array(csv.utf8), as: .csv).first)
        #expect(
            try entry.duties == [
                DutyEntry(.director, nil, since: Self.day("2021-08-09")),
                DutyEntry(.partyHead, "李庄镇党委书记", since: Self.day("2021-08-03")),
            ]
        )
        #expect(entry.unsaid == [.nameEn, .townshipEn])
        #expect(entry.site.closedOn == nil && entry.site.address == "" && entry.site.capacity == nil)
    }

    @Test("A column that nobody knows is set aside and said")
    func unknownColumn() throws {
        let csv = "编号,类型,名称,启用日期,颜色\nC-1,县隔离点,甲,2021-08-01,红\n"
        let reading = try SiteRegister.reading(Array(csv.utf8), as: .csv)
        #expect(reading.entries.count == 1)
        #expect(reading.setAside.map(\.message.zh) == ["列“颜色”"])
    }

    @Test(
        "A bad heading is refused",
        arguments: [
            ("编号,类型,名称\n", ["missingColumn"]),
            ("编号,code,类型,名称,启用日期\nC-1,C-1,县隔离点,甲,2021-08-01\n", ["repeated"]), ("", ["empty"]),
            ("编号,类型,名称,启用日期\n", ["empty"]), ("a,b\"c\n", ["badQuoting"]),
        ] as [(String, [String])]
    )
    func headings(csv: String, codes: [String]) {
        let problems = #expect(throws: Problems.self) { try SiteRegister.read(Array(csv.utf8), as: .csv) }
        #expect(problems?.all.map(\.code) == codes)
    }

    @Test(
        "Bad YAML is refused",
        arguments: [
            ("code: C-1\n", "wrongType"), ("- C-1\n", "wrongType"),
            ("- {code: C-1, kind: zone, name: [a], opened: 2021-08-01}\n", "wrongType"),
            ("- {code: C-1, colour: red}\n", "unknownColumn"), ("- [\n", "syntax"), ("", "empty"),
            ("[]", "empty"),
            ("- {code: C-1, 编号: C-1}\n", "repeated"),
        ]
    )
    func badYAML(yaml: String, code: String) {
        let problems = #expect(throws: Problems.self) { try SiteRegister.read(Array(yaml.utf8), as: .yaml) }
        #expect(problems?.all.contains { $0.code == code } == true)
    }

    @Test("Size is bounded")
    func bounds() {
        let large = [UInt8](repeating: UInt8(ascii: "a"), count: SiteRegister.mostBytes + 1)
        #expect(throws: Problems.self) { try SiteRegister.read(large, as: .csv) }
        let rows = "编号,类型,名称,启用日期\n" + String(repeating: "C,c,c,c\n", count: 20_001)
        let problems = #expect(throws: Problems.self) { try SiteRegister.read(Array(rows.utf8), as: .csv) }
        #expect(problems?.all.map(\.code) == ["tooManyRows"])
        let bad = "编号,类型,名称,启用日期\n" + String(repeating: "C,c,c,c\n", count: 2_000)
        let many = #expect(throws: Problems.self) { try SiteRegister.read(Array(bad.utf8), as: .csv) }
        #expect(many?.all.count == 1_001)
        #expect(many?.all.last?.code == "more")
        let wide = "编号" + String(repeating: ",x", count: 1_000_000)
        let tooWide = #expect(throws: Problems.self) { try SiteRegister.read(Array(wide.utf8), as: .csv) }
        #expect(tooWide?.all.map(\.code) == ["tooManyColumns"])
    }
    @Test("Two townships on record may have one name: a row that names either by its code is right")
    func oneName() throws {
        func codes(_ code: String) throws -> [String] {
            let csv = "编号,类型,名称,乡镇编号,乡镇,启用日期\nT-03,乡镇隔离点,李庄,\(code),城关镇,2021-08-01\n"
            let reading = try SiteRegister.reading(
                Array(csv.utf8),
                as: .csv,
                townships: ["01", "02"].map { Township(code: $0, name: Text(zh: "城关镇", en: "Town")) }
            )
            return reading.problems.map(\.code)
        }
        #expect(try codes("01") == [])
        #expect(try codes("02") == [])
        #expect(try codes("03") == ["otherCode"])
        #expect(try codes("1") == ["lostZeros"])
    }
}
