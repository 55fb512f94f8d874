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

    /// Read once, as that takes most of the time.
    private static let nodes = Swift.Result { () throws -> [String: Node] in
        let project = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        return try Dictionary(
            uniqueKeysWithValues: (baselines + checklists)
                .map { name in
                    let file = project.appending(path: "checklists/\(name).yaml")
                    return (name, try YAMLText.read(String(contentsOf: file, encoding: .utf8)))
                }
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
