import Compliance
import Store
import StrictJSON

/// Some of the lines of a file, as many as have come, to be filed together: each site's in their order, several sites
/// at a time.
struct FilingBatch: Sendable {
    private enum Entry {
        case document(Node)
        case unreadable(Problem)
    }

    private let entries: [(line: Int, entry: Entry)]
    /// The number of the last line read.
    let last: Int

    private static let most = 256

    /// The next lines, none of which is kept waiting for one that has not come yet; nil at the end of the file. Blank
    /// lines are passed over.
    init?(next lines: inout FileLines, after count: Int) {
        var entries: [(Int, Entry)] = []
        var number = count
        while entries.count < Self.most, number == count || lines.isReady, let line = lines.next() {
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
                    entries.append((number, .document(try JSON.readDocument(bytes))))
                } catch {
                    entries += error.all.prefix(1).map { (number, .unreadable($0)) }
                }
            }
        }
        guard number > count else { return nil }
        self.entries = entries
        last = number
    }

    /// Files them, and gives the answers in the order of the lines, each as soon as those before it are given.
    ///
    /// Once that is asked for, lines that are under way are filed and answered, and no others.
    func file(
        in store: Store,
        jobs: Int,
        until stop: TerminationSignal.StopRequest,
        _ give: (FilingAnswer) throws -> Void
    ) async throws {
        let (decided, decide) = AsyncStream<(line: Int, answer: FilingAnswer)>.makeStream()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                await file(in: store, jobs: jobs, until: stop) { decide.yield((line: $0, answer: $1)) }
                decide.finish()
            }
            var answers: [Int: FilingAnswer] = [:]
            var lines = entries.map(\.line)[...]
            for case (let line, .unreadable(let problem)) in entries {
                answers[line] = FilingAnswer(refusing: problem, line: line)
            }
            func giveThoseThatAreNext() throws {
                while let line = lines.first, let answer = answers[line] {
                    try give(answer)
                    lines.removeFirst()
                }
            }
            try giveThoseThatAreNext()
            for await (line, answer) in decided {
                answers[line] = answer
                try giveThoseThatAreNext()
            }
            for line in lines { if let answer = answers[line] { try give(answer) } }
            try await group.waitForAll()
        }
    }

    /// Files the documents, several sites at a time, and tells what became of each.
    private func file(
        in store: Store,
        jobs: Int,
        until stop: TerminationSignal.StopRequest,
        _ tell: @escaping @Sendable (Int, FilingAnswer) -> Void
    ) async {
        var bySite: [String: [(line: Int, node: Node)]] = [:]
        for case (let line, .document(let node)) in entries {
            bySite[node["site"]?.string ?? "", default: []].append((line, node))
        }
        var waiting = bySite.values.makeIterator()
        await withTaskGroup(of: Void.self) { group in
            func start() {
                guard let site = waiting.next() else { return }
                group.addTask {
                    for (line, node) in site where !stop.hasCome && !Task.isCancelled {
                        tell(line, await FilingAnswer(filing: node, line: line, in: store))
                    }
                }
            }
            for _ in 0..<jobs { start() }
            while await group.next() != nil { start() }
        }
    }
}
