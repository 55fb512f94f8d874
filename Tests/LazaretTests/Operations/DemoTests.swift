import ChecklistFiles
import Compliance
import Crypto
import Demo
import Foundation
import StrictJSON
import Testing

/// The demo county, without a database.
@Suite struct DemoTests {
    /// A Wednesday afternoon in Henan.
    private static let now = Instant("2021-10-20T15:00:00+08:00") ?? Instant(microseconds: 0)

    private static func standards() throws -> [Standard] {
        func text(_ name: String) throws -> Node {
            try YAMLText.read(
                String(contentsOfFile: "\(Shell.project)/checklists/\(name).yaml", encoding: .utf8)
            )
        }
        let baseline = try Baseline(text("baseline-2021-08"))
        return try ["county-isolation", "township-isolation", "home-isolation", "checkpoint", "zone"]
            .flatMap { name in
                let checklist = try Checklist(text(name))
                let amendment = try ChecklistAmendment(text(name + "-2021-08.2"))
                let amended = try Checklist(amendment.document(amending: checklist))
                return try [Standard(checklist, baseline), Standard(amended, baseline)]
            }
    }

    @Test func itsRegisterIsThatOfACounty() {
        let kinds = Dictionary(grouping: DemoCounty(now: Self.now).register, by: \.site.kind)
            .mapValues(\.count)
        #expect(
            kinds == [
                .countyIsolation: 1, .townshipIsolation: 15, .homeIsolation: 40, .checkpoint: 20, .zone: 5,
            ]
        )
    }

    @Test func everySiteHasADirectorOnEveryDayItIsOpen() {
        for entry in DemoCounty(now: Self.now).register {
            let days = entry.duties.filter { $0.duty == .director }.compactMap(\.since)
            #expect(days.first == entry.site.openedOn && days == Set(days).sorted(), "\(entry.site.code)")
        }
    }

    @Test func theSameMomentGivesTheSameFilings() throws {
        let standards = try Self.standards()
        let one = try Self.digest(DemoCounty(now: Self.now).filings(by: standards))
        #expect(try one == Self.digest(DemoCounty(now: Self.now).filings(by: standards)))
        #expect(one == "99d4b9112c5cbd8fa90deebca59ee136fc3fee727f809616b1902bb10b63807e")
    }

    private static func digest(_ visits: [[DemoFiling]]) -> String {
        let text = visits.joined().map { "\($0.receivedAt) \(JSON.write($0.filing))\n" }.joined()
        return SHA256.hash(data: Data(text.utf8))
            .map { byte in
                (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
            .joined()
    }

    /// Of December 2026 and later all ten weeks are held against the versions with conditions.
    @Test func everyFilingSatisfiesTheConditions() throws {
        let now = try #require(Instant("2027-02-03T15:00:00+08:00"))
        let county = DemoCounty(now: now)
        let sites = Dictionary(uniqueKeysWithValues: county.register.map { ($0.site.code, $0.site) })
        let standards = try Self.standards()
        var count = 0
        for visit in try county.filings(by: standards).joined() {
            let site = try #require(sites[visit.site])
            let standard = try #require(standards.last { $0.checklist.siteKind == site.kind })
            #expect(visit.filing["version"]?.string == "2021-08.2")
            let filing = try FilingForm(visit.filing)
                .filing(site: site, standard: standard, now: visit.receivedAt)
            let judgements = standard.judgements(of: filing.sheet, at: site)
            #expect(judgements.isEmpty && filing.confirmations.isEmpty, "\(visit.site)")
            count += 1
        }
        #expect(count > 450)
    }

    @Test func everyFilingIsAcceptedAndTheGradesAreAMixture() throws {
        let county = DemoCounty(now: Self.now)
        let sites = Dictionary(uniqueKeysWithValues: county.register.map { ($0.site.code, $0.site) })
        let standards = try Self.standards()
        var latest: [String: String] = [:]
        var inspected: Set<String> = []
        var count = 0
        for visit in try county.filings(by: standards).joined() {
            let site = try #require(sites[visit.site])
            let day = try #require(FilingForm(visit.filing).finishedAt.map { Day($0) })
            let standard = try #require(
                standards.last { $0.checklist.siteKind == site.kind && $0.checklist.effectiveFrom <= day }
            )
            let filing = try FilingForm(visit.filing)
                .filing(site: site, standard: standard, now: visit.receivedAt)
            count += 1
            #expect(visit.receivedAt <= Self.now)
            guard site.kind == .townshipIsolation else { continue }
            latest[site.code] = standard.score(filing.sheet).grade?.code
            if ISOWeek(of: filing.visitDate) == ISOWeek(of: Day(Self.now)) { inspected.insert(site.code) }
        }
        #expect((450...750).contains(count), "\(count)")
        #expect(latest.count == 15)
        #expect(inspected.count == 12)
        let grades = Dictionary(grouping: latest.values) { $0 }.mapValues(\.count)
        for grade in ["meets", "basicallyMeets", "belowMinimum"] {
            #expect((2...9).contains(grades[grade] ?? 0), "\(grade): \(grades[grade] ?? 0)")
        }
    }
}
