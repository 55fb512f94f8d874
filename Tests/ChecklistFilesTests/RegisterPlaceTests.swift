import ChecklistFiles
import Compliance
import StrictJSON
import Testing

@Suite("What a register says of where a site lies, and of the code that it goes on from")
struct RegisterPlaceTests {
    private static func entry(_ heads: String, _ cells: String) throws -> RegisterEntry {
        let csv = "编号,类型,名称,乡镇编号,乡镇,启用日期,\(heads)\nT-03,乡镇隔离点,李庄,03,李庄镇,2021-08-01,\(cells)\n"
        return try #require(try SiteRegister.read(Array(csv.utf8), as: .csv).first)
    }

    @Test("Blank cells say nothing, dashes that there is none")
    func said() throws {
        let whole = try Self.entry("前身代码,纬度,经度", "T-01,34.4123456,112.7")
        #expect(whole.predecessor == .value("T-01"))
        #expect(whole.place == .value(SitePlace(latitude: "34.412346", longitude: "112.700000")))
        let english = try Self.entry("predecessor,LAT,longitude", "Ｔ－０１,-0.5,－112.7")
        #expect(english.predecessor == .value("T-01"))
        #expect(english.place == .value(SitePlace(latitude: "-0.500000", longitude: "-112.700000")))
        let blank = try Self.entry("原编号,纬度（WGS-84）,lng", ",,")
        #expect(blank.predecessor == nil && blank.place == nil)
        let none = try Self.entry("原编号,纬度,经度", "-,—,-")
        #expect(none.predecessor == .nothing && none.place == .nothing)
    }

    @Test(
        "What is no place is refused by its cell; degrees of another datum are another column",
        arguments: [
            ("纬度,经度", "34.4,", "halfPlace 3 经度"), ("纬度,经度", "-,112.7", "halfPlace 3 经度"),
            ("纬度,经度", "112.7,34.4", "badDegrees 3 纬度"), ("纬度,经度", "34°24′,112.7", "badDegrees 3 纬度"),
            ("纬度,经度", "34.4,180.1", "badDegrees 3 经度"), ("前身代码,x", "T 01,", "badCode 3 前身代码"),
        ]
    )
    func refused(heads: String, cells: String, code: String) throws {
        let problems = try #require(throws: Problems.self) { _ = try Self.entry(heads, cells) }
        #expect(problems.all.map(\.code) == [String(code.split(separator: " ")[0])])
        #expect(problems.all.allSatisfy { $0.message.zh.contains(String(code.split(separator: " ")[2])) })
    }

    @Test("Degrees of Chinese maps are not taken for others")
    func otherDatum() throws {
        let other = try Self.entry("纬度（GCJ-02）,经度（GCJ-02）", "34.4,112.7")
        #expect(other.place == nil)
    }
}
