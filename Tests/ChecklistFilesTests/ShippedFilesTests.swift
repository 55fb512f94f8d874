import Compliance
import StrictJSON
import Testing

@Suite("The shipped checklists and baselines")
struct ShippedFilesTests {
    @Test("A baseline reads without a fault", arguments: Shipped.baselines)
    func baseline(name: String) throws {
        do {
            let baseline = try Shipped.baseline(name)
            #expect(baseline.code == "henan-minimum")
            #expect(name.hasSuffix(baseline.version))
        } catch let problems as Problems {
            for problem in problems.all { Issue.record("\(name):\(problem.line)") }
        }
    }

    @Test("A checklist binds without a fault", arguments: Shipped.checklists)
    func checklist(name: String) throws {
        let baseline = name.hasSuffix("2022-07") ? "baseline-2022-07" : "baseline-2021-08"
        let problems = Standard.problems(of: try Shipped.node(name), with: try Shipped.baseline(baseline))
        for problem in problems { Issue.record("\(name):\(problem.line)") }
    }

    @Test("Written and read again, a file is the same to the digest", arguments: Shipped.checklists)
    func roundTrip(name: String) throws {
        let checklist = try Shipped.checklist(name)
        let again = try Checklist(JSON.read(Array(JSON.write(checklist.node).utf8)))
        #expect(again == checklist)
        #expect(again.node.digest == checklist.node.digest)
    }

    @Test("So is a baseline", arguments: Shipped.baselines)
    func roundTripOfBaseline(name: String) throws {
        let baseline = try Shipped.baseline(name)
        let again = try Baseline(JSON.read(Array(JSON.write(baseline.node).utf8)))
        #expect(again == baseline)
        #expect(again.node.digest == baseline.node.digest)
    }

    @Test(
        "There are as many items as the work needs",
        arguments: [
            ("county-isolation", 120), ("township-isolation", 110), ("home-isolation", 30),
            ("checkpoint", 20),
            ("zone", 15),
        ]
    )
    func counts(name: String, least: Int) throws {
        #expect(try Shipped.checklist(name).items.count >= least)
    }

    @Test("A code means the same requirement in the county's and the townships' checklist")
    func sharedCodes() throws {
        let county = try Shipped.checklist("county-isolation").items
        for item in try Shipped.checklist("township-isolation").items {
            guard let twin = county.first(where: { $0.code == item.code }) else { continue }
            #expect(
                twin.text.zh == item.text.zh || twin.citation.source == item.citation.source,
                "\(item.code): \(twin.text.zh) / \(item.text.zh)"
            )
        }
    }
}

extension Problem {
    /// `line:column: item CODE: message` in English.
    var line: String {
        "\(mark.line):\(mark.column): \(item.map { "item \($0): " } ?? "")\(message.en)"
    }
}
