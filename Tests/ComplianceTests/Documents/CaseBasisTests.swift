import Testing

@testable import Compliance

/// What a case rests on, in the words that are sealed with it.
@Suite("The ground of a case")
struct CaseBasisTests {
    private static func at(_ text: String) -> Instant {
        Instant("2021-08-\(text):00+08:00") ?? .init(microseconds: 0)
    }

    private static func id(_ number: Int) throws -> InspectionID {
        try #require(InspectionID("018f0000-0000-7000-8000-00000000000\(number)"))
    }

    /// Issued on the 2nd, explained on the 3rd, below by A-04 and A-05 on the 5th at 9, the notice there at 10, A-04 due in 24
    /// hours and A-05 moved to the 6th at 18, both found so again on the 7th.
    private static func file() throws -> SiteFile {
        let version = StandardDigests(checklist: "aa", baseline: "bb")
        func visit(_ number: Int, _ moment: String) throws -> SiteFile.Visit {
            SiteFile.Visit(
                id: try id(number),
                startedAt: at(moment),
                version: version,
                isBelowMinimum: true,
                causes: ["A-04", "A-05"],
                notMet: ["A-04", "A-05"]
            )
        }
        let deadline = ServedNotice.Deadline(hours: 24, at: at("06T09:00"))
        return SiteFile(
            visits: [try visit(1, "05T09:00"), try visit(2, "07T12:00")],
            issues: [.init(version: version, at: at("02T09:00"), receivedAt: at("02T10:00"))],
            guidance: [.init(version: version, at: at("03T09:00"))],
            notices: [
                ServedNotice(
                    visit: try id(1),
                    reachedAt: at("05T10:00"),
                    deadlines: ["A-04": deadline, "A-05": deadline],
                    moves: [.init(item: "A-05", at: at("05T12:00"), deadline: at("06T18:00"))]
                )
            ],
            directors: [Posting(duty: .director, person: "某院长", from: .first)]
        )
    }

    @Test(
        "It says each condition with its source, the number and receiver of the notice, and the deadlines that counted"
    )
    func lines() throws {
        let file = try Self.file()
        let finding = file.finding
        #expect(finding.holds)
        let served = CaseBasis.Served(
            number: "豫宁隔检整〔2021〕12号",
            how: Text(zh: "负责人签收", en: "acknowledged by the director")
        )
        let lines = CaseBasis.lines(finding, in: file, at: "T-01", served: served)
        #expect(
            lines.map(\.words.zh) == [
                "(a) 所依据的标准已于 2021-08-02 09:00 下发，已于 2021-08-02 10:00 签收。",
                "(b) 下发之后已于 2021-08-03 09:00 指导。",
                "(c) 2021-08-05 09:00 的检查低于最低要求，不符合项：A-04, A-05。",
                "(c) 限期整改通知 豫宁隔检整〔2021〕12号已于 2021-08-05 10:00 送达负责人（负责人签收）。",
                // Never before its 24 hours from the arrival.
                "(c) 整改期限 2021-08-06 10:00：A-04。", "(c) 整改期限 2021-08-06 18:00：A-05。",
                "(d) 期限之后，2021-08-07 12:00 的检查发现同一项仍不符合：A-04, A-05。",
            ]
        )
        let (first, second) = (try Self.id(1), try Self.id(2))
        let notice = "/inspections/\(first)/notice"
        #expect(
            lines.map(\.source) == [
                "/sites/T-01/guidance", "/sites/T-01/guidance", "/inspections/\(first)", notice, notice,
                notice,
                "/inspections/\(second)",
            ]
        )
        #expect(
            lines[3].words.en
                .hasSuffix("reached the director on 2021-08-05 10:00 (acknowledged by the director).")
        )
    }

    @Test("What was sealed before the site's name was kept is read as it was")
    func older() throws {
        let old =
            #"{"form":"lazaret basis v1","lines":[{"words":{"zh":"一","en":"one"},"source":"/inspections/x"}]}"#
        let basis = try #require(CaseBasis(sealed: old))
        #expect(basis.text == old && basis.site == nil && basis.lines[0].source == "/inspections/x")
        let site = StepPaper.Addressed(code: "T-01", name: Text(zh: "甲", en: "A"), township: nil)
        let new = CaseBasis(basis.lines, at: site)
        #expect(CaseBasis(sealed: new.text) == new)
        #expect(
            new.text.hasPrefix(
                #"{"form":"lazaret basis v1","site":{"code":"T-01","name":{"zh":"甲","en":"A"}},"lines""#
            )
        )
        #expect(CaseBasis(sealed: "{}") == nil)
    }
}
