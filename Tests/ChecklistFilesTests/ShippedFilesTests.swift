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

    @Test("Nothing a file says is lost on the way", arguments: Shipped.checklists + Shipped.baselines)
    func nothingLost(name: String) throws {
        let file = try Shipped.node(name)
        let written = name.hasPrefix("baseline") ? try Baseline(file).node : try Checklist(file).node
        let kept = leaves(written)
        for (path, value) in leaves(file) where kept[path] != value {
            // Left out when written, as it holds by itself.
            let defaults = [
                "minimum": "yes", "partial": "none", "notApplicable": "false", "min": "0", "decimals": "0",
            ]
            let name = path.split(separator: "/").last.map(String.init) ?? ""
            #expect(kept[path] == nil && defaults[name] == value, "\(path): \(value)")
        }
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
}

extension Problem {
    /// `line:column: item CODE: message` in English.
    var line: String {
        "\(mark.line):\(mark.column): \(item.map { "item \($0): " } ?? "")\(message.en)"
    }
}

/// The scalars of a tree by their paths; numbers without idle digits, and as formulas write them.
private func leaves(_ node: Node, at path: String = "") -> [String: String] {
    switch node.value {
    case .object(let members):
        members.reduce(into: [:]) { all, member in
            all.merge(leaves(member.value, at: path + "/" + member.name)) { first, _ in first }
        }
    case .array(let elements):
        elements.enumerated()
            .reduce(into: [:]) { all, element in
                all.merge(leaves(element.element, at: path + "/\(element.offset)")) { first, _ in first }
            }
    case .number(let text): [path: Rational(decimal: text)?.exact ?? text]
    case .string(let text): [path: text]
    case .bool(let flag): [path: "\(flag)"]
    case .null: [:]
    }
}
