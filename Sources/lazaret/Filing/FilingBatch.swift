import Compliance
import Store
import StrictJSON

/// Some of the lines of a file, to be filed together: each site's in their order, several sites at a time.
struct FilingBatch: Sendable {
    private enum Entry {
        case document(Node)
        case unreadable(Problem)
    }

    private let entries: [(line: Int, entry: Entry)]
    /// The number of the last line read.
    let last: Int

    private static let most = 256

    /// The next lines; nil at the end of the file. Blank lines are passed over.
    init?(next lines: inout Lines, after count: Int) {
        var entries: [(Int, Entry)] = []
        var number = count
        while entries.count < Self.most, let line = lines.next() {
            number += 1
            switch line {
            case .tooLong:
                let message = Text(
                    zh: "这一行超过 1 MiB，没有读取。",
                    en: "The line is longer than 1 MiB and was not read."
                )
                entries.append((number, .unreadable(Problem("tooLarge", at: "", message))))
            case .unreadable(let reason):
                entries.append((number, .unreadable(Problem("unreadable", at: "", reason))))
            case .bytes(let bytes):
                if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
                do {
                    entries.append((number, .document(try JSON.readOrComplain(bytes))))
                } catch {
                    entries += error.all.prefix(1).map { (number, .unreadable($0)) }
                }
            }
        }
        guard number > count else { return nil }
        self.entries = entries
        last = number
    }

    /// Files them and gives the answers in the order of the lines.
    func filed(in store: Store, jobs: Int) async -> [FilingAnswer] {
        var answers: [Int: FilingAnswer] = [:]
        var bySite: [String: [(line: Int, node: Node)]] = [:]
        for (line, entry) in entries {
            switch entry {
            case .document(let node): bySite[node["site"]?.string ?? "", default: []].append((line, node))
            case .unreadable(let problem): answers[line] = FilingAnswer(refusing: problem, line: line)
            }
        }
        var waiting = bySite.values.makeIterator()
        await withTaskGroup(of: [(Int, FilingAnswer)].self) { group in
            func start() {
                guard let site = waiting.next() else { return }
                group.addTask {
                    var answers: [(Int, FilingAnswer)] = []
                    for (line, node) in site {
                        answers.append(
                            (line, await FilingAnswer(filing: node, line: line, in: store))
                        )
                    }
                    return answers
                }
            }
            for _ in 0..<jobs { start() }
            while let done = await group.next() {
                for (line, answer) in done { answers[line] = answer }
                start()
            }
        }
        return entries.compactMap { answers[$0.line] }
    }
}
