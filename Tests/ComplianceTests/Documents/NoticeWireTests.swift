import StrictJSON
import Testing

@testable import Compliance

@Suite("A sealed notice is read as it was written, or not at all")
struct NoticeWireTests {
    private static let id: InspectionID = {
        guard let id = InspectionID("018f0000-0000-7000-8000-000000000001") else { preconditionFailure() }
        return id
    }()

    private static let notice = Notice(
        number: "豫宁隔检整〔2021〕12号",
        year: 2021,
        serial: 12,
        issuedAt: Instant(microseconds: 1_629_248_400_000_000),
        office: Text(zh: "县卫健委", en: "Office"),
        redHead: nil,
        content: Notice.Content(
            site: .init(code: "T-01", kind: .townshipIsolation, name: .any, township: nil),
            director: nil,
            visit: .init(
                id: id,
                kind: .routine,
                startedAt: Instant(microseconds: 1_629_244_800_000_000),
                finishedAt: Instant(microseconds: 1_629_248_400_500_000),
                inspectors: ["检查员甲"],
                escort: ""
            ),
            checklist: .init(code: "c", version: "1", title: .any, digest: "ab"),
            baseline: .init(code: "b", version: "2", title: .any, digest: "cd"),
            items: [
                Notice.Line(
                    item: "A-04",
                    text: .any,
                    source: .any,
                    clause: "",
                    verified: .secondHand,
                    required: Text(zh: "是", en: "yes"),
                    found: Text(zh: "否", en: "no"),
                    severity: .critical,
                    responsible: .director,
                    evidence: [.photo],
                    hours: "0.5",
                    deadline: Instant(microseconds: 1_629_334_800_000_000),
                    keepsEarlierDeadline: true
                )
            ],
            values: [],
            showing: .any,
            otherwise: .any
        )
    )

    private static let text =
        #"{"form":"lazaret notice v1","number":"豫宁隔检整〔2021〕12号","year":2021,"serial":12,"#
        + #""issuedAt":"2021-08-18T01:00:00Z","office":{"zh":"县卫健委","en":"Office"},"#
        + #""site":{"code":"T-01","kind":"townshipIsolation","name":{"zh":"文字","en":"words"}},"#
        + #""to":{"duty":"director"},"visit":{"id":"018f0000-0000-7000-8000-000000000001","kind":"routine","#
        + #""startedAt":"2021-08-18T00:00:00Z","finishedAt":"2021-08-18T01:00:00.500000Z","#
        + #""inspectors":["检查员甲"],"escort":""},"#
        + #""checklist":{"code":"c","version":"1","title":{"zh":"文字","en":"words"},"digest":"ab"},"#
        + #""baseline":{"code":"b","version":"2","title":{"zh":"文字","en":"words"},"digest":"cd"},"#
        + #""items":[{"item":"A-04","text":{"zh":"文字","en":"words"},"source":{"zh":"文字","en":"words"},"#
        + #""clause":"","verified":"secondHand","required":{"zh":"是","en":"yes"},"found":{"zh":"否","en":"no"},"#
        + #""severity":"critical","responsible":"director","evidence":["photo"],"hours":"0.5","#
        + #""deadline":"2021-08-19T01:00:00Z","keepsEarlierDeadline":true}],"values":[],"#
        + #""showing":{"zh":"文字","en":"words"},"otherwise":{"zh":"文字","en":"words"}}"#

    @Test("It is written in one way, and read back the same")
    func whole() throws {
        #expect(JSON.write(Self.notice.node) == Self.text)
        #expect(try Notice(sealed: Self.text) == Self.notice)
    }

    @Test(
        "What is otherwise by a blank, a member or a word is refused",
        arguments: [
            ("{\"form\"", "{ \"form\"", DocumentFault.notCanonical),
            ("\"serial\":12", "\"serial\":12.0", .notCanonical),
            ("\"values\":[]", "\"values\":[],\"more\":1", .notCanonical),
            ("T01:00:00Z\",\"office\"", "T09:00:00+08:00\",\"office\"", .notCanonical),
            ("notice v1", "notice v2", .unknownForm), ("\"routine\"", "\"visit\"", .unknownForm),
            ("\"otherwise\"", "\"else\"", .unknownForm),
            ("\"director\"},\"visit\"", "\"expert\"},\"visit\"", .unknownForm),
            ("\"values\":[]", "\"values\":[", .notJSON),
            ("\"year\":2021", "\"year\":2021,\"year\":2021", .notJSON),
        ]
    )
    func refused(part: String, otherwise: String, fault: DocumentFault) {
        let changed = Self.text.replacing(part, with: otherwise, maxReplacements: 1)
        #expect(changed != Self.text)
        #expect(throws: fault) { try Notice(sealed: changed) }
    }

    @Test("The hours from the arrival are a part of an hour too, rounded up to the second")
    func served() throws {
        let reached = Instant(microseconds: 1_629_334_800_000_000)
        let served = Self.notice.served(at: reached)
        #expect(served.deadline(of: "A-04") == reached.adding(seconds: 1800))
        #expect(Self.notice.served(at: nil).deadline(of: "A-04") == nil)
    }
}
