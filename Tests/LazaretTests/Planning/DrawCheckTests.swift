import StrictJSON
import Testing

@testable import Compliance
@testable import lazaret

/// A draw is run again from its document alone.
@Suite struct DrawCheckTests {
    /// What the API gives of a draw that is open; its visits are those that a program of Python's `hashlib` worked out
    /// (`DrawTests` says how).
    private static let document = """
        {"frame":{"form":"lazaret draw frame v1","draw":"018f0000-0000-7000-8000-000000000001",\
        "kinds":["townshipIsolation"],"visits":3,"team":2,"from":"2021-08-30","to":"2021-09-03",\
        "sites":["T-01","T-02","T-03","T-04","T-05","T-06","T-07"],"inspectors":["li","qian","sun","zhou"],\
        "barred":[["T-02","li"],["T-05","sun"]]},\
        "frameDigest":"d8ed5c3e4c1d5931dba5410861b4ab48f8ff652c7447f11d6479506fe5ff0b1c",\
        "seedDigest":"a7e130694166cdb95b1e1bbce3f21e4dbd63f46df42b48c5a1f8295033d57d04",\
        "opened":{"seed":"19b25856e1c150ca834cffc8b59b23adbd0ec0389e58eb22b3b64768098d002b",\
        "root":"4813494d137e1631bba301d5acab6e7bb7aa74ce1185d456565ef51d737677b2","visits":[\
        {"site":"T-02","day":"2021-09-02","inspectors":["sun","zhou"]},\
        {"site":"T-05","day":"2021-09-01","inspectors":["li","zhou"]},\
        {"site":"T-07","day":"2021-08-31","inspectors":["sun","zhou"]}]}}
        """

    @Test func itComesOutAlike() throws {
        let check = try #require(try DrawCheck(JSON.read(Array(Self.document.utf8))))
        #expect(check.isRight && check.resultFits == true && check.visits.count == 3)
    }

    @Test(
        arguments: [
            ("\"T-07\",\"day\"", "\"T-06\",\"day\"", true, true, false),
            ("2021-08-31\",\"ins", "2021-09-01\",\"ins", true, true, false),
            ("\"visits\":3", "\"visits\":2", false, true, false),
            ("\"seed\":\"19", "\"seed\":\"29", true, false, false),
            ("\"root\":\"48", "\"root\":\"58", true, true, false),
            ("a7e13069", "b7e13069", true, false, true),
        ]
    )
    func whatWasChangedIsSaid(from: String, to: String, frame: Bool, seed: Bool, result: Bool) throws {
        let text = Self.document.replacing(from, with: to)
        let check = try #require(try DrawCheck(JSON.read(Array(text.utf8))))
        #expect(check.frameFits == frame && check.seedFits == seed && check.resultFits == result)
        #expect(!check.isRight)
    }

    @Test func whatIsNotOpenOrNoDrawIsSaidSo() throws {
        let closed = Self.document.replacing("\"opened\"", with: "\"later\"")
        let check = try DrawCheck(JSON.read(Array(closed.utf8)))
        #expect(check == nil)
        #expect(throws: Problems.self) { try DrawCheck(.object([("frame", "x")])) }
        #expect(throws: Problems.self) { try DrawCheck(.object([])) }
    }
}
