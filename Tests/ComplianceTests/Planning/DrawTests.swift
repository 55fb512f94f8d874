import StrictJSON
import Testing

@testable import Compliance

/// What is expected here was worked out by a program of a few lines that knows nothing of this one (Python's `hashlib`):
///
/// ```
/// key = sha256(b'lazaret draw v1' + sha256(frame) + seed + root)
/// words: sha256(key + n.to_bytes(8, 'big')) for n = 0, 1, …, four bytes each, big-endian
/// below(b): the next word x < 2**32 - 2**32 % b, modulo b
/// first(k, xs): for i in range(k): swap xs[i], xs[i + below(len(xs) - i)]; the first k
/// for s in first(visits, sites): from + below(days), first(team, those who may go to s)
/// ```
@Suite("A draw, and how it is run again")
struct DrawTests {
    static let text = """
        {"form":"lazaret draw frame v1","draw":"018f0000-0000-7000-8000-000000000001","kinds":["townshipIsolation"],\
        "visits":3,"team":2,"from":"2021-08-30","to":"2021-09-03",\
        "sites":["T-01","T-02","T-03","T-04","T-05","T-06","T-07"],"inspectors":["li","qian","sun","zhou"],\
        "barred":[["T-02","li"],["T-05","sun"]]}
        """
    /// SHA-256 of `seed` and of `root`.
    static let seed = "19b25856e1c150ca834cffc8b59b23adbd0ec0389e58eb22b3b64768098d002b"
    static let root = "4813494d137e1631bba301d5acab6e7bb7aa74ce1185d456565ef51d737677b2"

    @Test(
        "Numbers are those of SHA-256 in counter mode, and words that would favour low ones are passed over"
    )
    func numbers() {
        var stream = DrawStream(key: [UInt8](repeating: 0, count: 32))
        #expect((0..<10).map { _ in stream.number(below: 10) } == [1, 2, 5, 7, 1, 7, 9, 7, 6, 4])
        // Of the first eight words two lie from 3,000,000,000 on.
        var high = DrawStream(key: [UInt8](repeating: 0, count: 32))
        #expect(
            (0..<6).map { _ in high.number(below: 3_000_000_000) }
                == [741_658_141, 1_522_477_695, 1_681_378_467, 167_716_337, 502_706_459, 1_479_234_027]
        )
    }

    @Test("Sites, days and inspectors are those that were worked out independently")
    func drawn() throws {
        let frame = try DrawFrame(sealed: Self.text)
        #expect(
            Node.digest(ofText: Self.text)
                == "d8ed5c3e4c1d5931dba5410861b4ab48f8ff652c7447f11d6479506fe5ff0b1c"
        )
        #expect(
            DrawFrame.digest(ofSeed: Self.seed)
                == "a7e130694166cdb95b1e1bbce3f21e4dbd63f46df42b48c5a1f8295033d57d04"
        )
        func visit(_ site: String, _ day: String, _ inspectors: String...) -> DrawnVisit {
            DrawnVisit(site: site, day: Day(day) ?? .first, inspectors: inspectors)
        }
        #expect(
            frame.lots(seed: Self.seed, root: Self.root) == [
                visit("T-02", "2021-09-02", "sun", "zhou"), visit("T-05", "2021-09-01", "li", "zhou"),
                visit("T-07", "2021-08-31", "sun", "zhou"),
            ]
        )
        // Another root, another draw: whoever knows the seed alone knows nothing.
        #expect(frame.lots(seed: Self.seed, root: Self.seed)?.map(\.site) != ["T-02", "T-05", "T-07"])
        #expect(frame.lots(seed: "12", root: Self.root) == nil)
        #expect(frame.lots(seed: Self.seed, root: Self.root.uppercased()) == nil)
    }

    @Test("Each site is drawn about as often as another, and nobody goes where they may not")
    func fair() throws {
        let frame = try DrawFrame(sealed: Self.text)
        var (sites, days): ([String: Int], [Day: Int]) = ([:], [:])
        for number in 0..<1400 {
            let seed = Node.digest(ofText: "\(number)")
            let lots = try #require(frame.lots(seed: seed, root: Self.root))
            #expect(Set(lots.map(\.site)).count == 3)
            for lot in lots {
                sites[lot.site, default: 0] += 1
                days[lot.day, default: 0] += 1
                #expect(Set(lot.inspectors).count == 2)
                #expect(
                    !frame.barred.contains { $0.site == lot.site && lot.inspectors.contains($0.inspector) }
                )
            }
        }
        // 4,200 visits: 600 of each of seven sites, 840 on each of five days; five standard deviations are some 110 and 130.
        #expect(sites.count == 7 && sites.values.allSatisfy { abs($0 - 600) < 120 })
        #expect(days.count == 5 && days.values.allSatisfy { abs($0 - 840) < 140 })
    }

    @Test(
        "A frame that is otherwise than it is written, or cannot be drawn from, is none",
        arguments: [
            (" ", "", DocumentFault.notCanonical), ("v1", "v2", .unknownForm),
            ("\"visits\":3", "\"visits\":8", .unknownForm),
            ("[\"T-02\",\"li\"]", "[\"T-02\",\"li\"],[\"T-02\",\"sun\"],[\"T-02\",\"zhou\"]", .unknownForm),
            ("2021-08-30", "2021-09-30", .unknownForm), ("{\"form\"", "[\"form\"", .notJSON),
        ]
    )
    func faults(from: String, to: String, fault: DocumentFault) {
        let text = from == " " ? Self.text + " " : Self.text.replacing(from, with: to, maxReplacements: 1)
        #expect(throws: fault) { try DrawFrame(sealed: text) }
    }

    @Test("All that is wrong with a draw is said at once")
    func form() throws {
        let today = try #require(Day("2021-08-18"))
        let id = "018f0000-0000-7000-8000-000000000001"
        let good = DrawForm.node(
            id: id,
            kinds: ["zone", "checkpoint"],
            visits: "3",
            team: "2",
            from: "2021-08-18",
            to: "2021-09-17"
        )
        #expect(try DrawForm(good, today: today).kinds == [.checkpoint, .zone])
        let bad = DrawForm.node(
            id: "1",
            kinds: [],
            visits: "0",
            team: "3",
            from: "2021-08-17",
            to: "2021-09-20"
        )
        do {
            _ = try DrawForm(bad, today: today)
            Issue.record("it was taken")
        } catch {
            #expect(error.all.map(\.pointer) == ["/id", "/kinds", "/visits", "/team", "/from", "/to"])
        }
    }
}
