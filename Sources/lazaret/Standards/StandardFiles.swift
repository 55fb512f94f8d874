import Compliance
import Foundation
import StrictJSON

/// Checklist and baseline files as they lie on disk, the shipped ones or the user's own.
enum StandardFiles {
    /// The checklists that come with this release.
    static func shipped() throws -> [String] {
        guard let folder = Bundle.module.url(forResource: "checklists", withExtension: nil) else {
            throw CommandError(
                zh: "找不到随程序附带的检查表（lazaret_lazaret.resources/checklists）。",
                en:
                    "The checklists that come with the program are missing (lazaret_lazaret.resources/checklists)."
            )
        }
        return try yamlFiles(in: folder)
    }

    /// What a document says it is.
    enum Kind {
        case checklist, amendment, baseline, countyOverride

        init?(_ node: Node) {
            if node["checklist"] != nil {
                self = .checklist
            } else if node["amends"] != nil {
                self = .amendment
            } else if node["tightens"] != nil {
                self = .countyOverride
            } else if node["baseline"] != nil {
                self = .baseline
            } else {
                return nil
            }
        }
    }

    /// The baseline in the file, or the one that a county override there makes of the baseline beside it.
    static func baseline(_ path: String) throws -> Baseline {
        try inFile(path) {
            let node = try DocumentFile.read(path)
            guard Kind(node) == .countyOverride else { return try Baseline(node) }
            return try tightened(by: CountyOverride(node), beside: path)
        }
    }

    /// The county's version of the baseline that its override names, which lies in the same folder.
    static func tightened(by county: CountyOverride, beside path: String) throws -> Baseline {
        guard
            let base = try baselines(beside: path, of: county.baseline)
                .first(where: { $0.version == county.baselineVersion })
        else {
            throw CommandError(
                zh: "\(path) 收紧的基准 \(county.baseline) \(county.baselineVersion) 不在同一文件夹里。",
                en:
                    "The baseline \(county.baseline) \(county.baselineVersion) that \(path) tightens is not beside it."
            )
        }
        return try base.tightened(by: county)
    }

    /// The two bound together; what does not fit is a fault of the checklist's file.
    static func standard(_ checklist: Checklist, _ baseline: Baseline, file: String) throws -> Standard {
        try inFile(file) { try Standard(checklist, baseline) }
    }

    static func checklist(_ path: String) throws -> Checklist {
        try inFile(path) { try Checklist(checklistDocument(DocumentFile.read(path), path)) }
    }

    /// The document of a checklist, or that which an amendment makes of the version it amends, which lies beside it.
    ///
    /// An amendment may amend one; `seen` are the files that are being looked at, so that none waits for itself.
    static func checklistDocument(_ node: Node, _ path: String, seen: Set<String> = []) throws -> Node {
        guard Kind(node) == .amendment else { return node }
        let seen = seen.union([URL(fileURLWithPath: path).lastPathComponent])
        let amendment = try ChecklistAmendment(node)
        let beside = try yamlFiles(in: URL(fileURLWithPath: path).deletingLastPathComponent())
            .filter { URL(fileURLWithPath: $0).lastPathComponent.hasPrefix(amendment.checklist) }
        for file in beside where !seen.contains(URL(fileURLWithPath: file).lastPathComponent) {
            let other = try DocumentFile.read(file)
            guard (other["checklist"] ?? other["amends"])?.string == amendment.checklist,
                other["version"]?.string == amendment.amended
            else { continue }
            let amended = try checklistDocument(other, file, seen: seen)
            return try amendment.document(amending: try inFile(file) { try Checklist(amended) })
        }
        throw CommandError(
            zh: "\(path) 所改的检查表 \(amendment.checklist) \(amendment.amended) 不在同一文件夹里"
                + "（文件名应以 \(amendment.checklist) 开头）。",
            en:
                "The checklist \(amendment.checklist) \(amendment.amended) that \(path) amends is not beside it "
                + "(in a file whose name begins with \(amendment.checklist))."
        )
    }

    /// The baseline to bind a checklist with when none was named: of the files beside it, the one of its series
    /// that is in force on the day, or the latest there is when no day is given.
    static func baseline(for checklist: Checklist, beside path: String, on day: Day?) throws -> Baseline {
        try inForce(checklist.baseline, on: day ?? checklist.effectiveFrom, beside: path)
    }

    /// The same for a checklist that may be wrong in other places.
    static func baseline(forChecklist node: Node, beside path: String) throws -> Baseline {
        let day = node["effectiveFrom"]?.string.flatMap { Day($0) } ?? .last
        return try inForce(node["baseline"]?.string ?? "", on: day, beside: path)
    }

    private static func inForce(_ series: String, on day: Day, beside path: String) throws -> Baseline {
        let candidates = try baselines(beside: path, of: series).filter { $0.effectiveFrom <= day }
        guard let found = candidates.max(by: { $0.effectiveFrom < $1.effectiveFrom }) else {
            throw CommandError(
                zh: "\(path) 要求基准“\(series)”，但同一文件夹里没有在 \(day) 有效的；请用 --baseline 指定。",
                en:
                    "\(path) needs the baseline '\(series)', and none in its folder is in force on \(day); name one with --baseline."
            )
        }
        return found
    }

    private static func baselines(beside path: String, of series: String) throws -> [Baseline] {
        try yamlFiles(in: URL(fileURLWithPath: path).deletingLastPathComponent())
            .filter { URL(fileURLWithPath: $0).lastPathComponent.hasPrefix("baseline") }
            .map { (path: $0, node: try DocumentFile.read($0)) }
            .filter { Kind($0.node) == .baseline && $0.node["baseline"]?.string == series }
            .map { path, node in try inFile(path) { try Baseline(node) } }
    }

    private static func yamlFiles(in folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
            .sorted()
            .map { folder.appendingPathComponent($0).path }
    }

    private static func inFile<T>(_ path: String, _ read: () throws -> T) throws -> T {
        do {
            return try read()
        } catch let problems as Problems {
            throw FileProblems(file: path, problems: problems.all)
        }
    }
}
