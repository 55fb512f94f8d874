import ChecklistFiles
import Compliance
import Foundation
import StrictJSON

/// The files in `checklists/`, read from the project's own folder.
enum Shipped {
    static let baselines = ["baseline-2021-08", "baseline-2022-07"]

    static let checklists = [
        "county-isolation", "township-isolation", "home-isolation", "checkpoint", "zone",
        "county-isolation-2022-07",
        "township-isolation-2022-07", "home-isolation-2022-07", "checkpoint-2022-07",
    ]

    /// Each with the file of the version that it amends.
    static let amendments = [
        ("county-isolation-2021-08.2", "county-isolation"),
        ("township-isolation-2021-08.2", "township-isolation"),
        ("home-isolation-2021-08.2", "home-isolation"), ("checkpoint-2021-08.2", "checkpoint"),
        ("zone-2021-08.2", "zone"), ("county-isolation-2022-07.2", "county-isolation-2022-07"),
        ("township-isolation-2022-07.2", "township-isolation-2022-07"),
        ("home-isolation-2022-07.2", "home-isolation-2022-07"),
        ("checkpoint-2022-07.2", "checkpoint-2022-07"),
    ]

    /// The versions that say something in clearer words, each with those that they go on from, the first one last.
    static let reworded = [
        "township-isolation-2021-08.3", "township-isolation-2022-07.3", "county-isolation-2021-08.3",
        "county-isolation-2022-07.3", "home-isolation-2021-08.3", "home-isolation-2022-07.3",
    ]

    /// The checklist that such a version is, and the one that it goes on from.
    static func rewordedChecklist(_ name: String) throws -> (old: Checklist, new: Checklist) {
        let before = String(name.dropLast()) + "2"
        guard let base = amendments.first(where: { $0.0 == before })?.1 else {
            throw CocoaError(.fileNoSuchFile)
        }
        func amended(_ checklist: Checklist, by name: String) throws -> Checklist {
            let amendment = try ChecklistAmendment(YAMLText.read(text(name)))
            return try Checklist(amendment.document(amending: checklist))
        }
        let old = try amended(checklist(base), by: before)
        return (old, try amended(old, by: name))
    }

    static func text(_ name: String) throws -> String {
        let project = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        return try String(contentsOf: project.appending(path: "checklists/\(name).yaml"), encoding: .utf8)
    }

    /// Read once, as that takes most of the time.
    private static let nodes = Swift.Result { () throws -> [String: Node] in
        try Dictionary(
            uniqueKeysWithValues: (baselines + checklists).map { ($0, try YAMLText.read(text($0))) }
        )
    }

    static func node(_ name: String) throws -> Node {
        guard let node = try nodes.get()[name] else { throw CocoaError(.fileNoSuchFile) }
        return node
    }

    static func baseline(_ name: String = "baseline-2021-08") throws -> Baseline {
        try Baseline(node(name))
    }

    static func checklist(_ name: String) throws -> Checklist {
        try Checklist(node(name))
    }

    /// The checklist bound to the baseline of its own time.
    static func standard(_ name: String) throws -> Standard {
        try Standard(
            checklist(name),
            baseline(name.hasSuffix("2022-07") ? "baseline-2022-07" : "baseline-2021-08")
        )
    }
}
