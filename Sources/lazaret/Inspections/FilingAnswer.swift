import ArgumentParser
import Compliance
import Store
import StrictJSON
import Web

/// What became of one document that was to be filed.
struct FilingAnswer: Sendable {
    private enum Outcome {
        case filed(FiledInspection)
        case repeated(FiledInspection)
        case refused([Problem])
        case failed(CommandFailure)
    }

    private let outcome: Outcome
    /// Its line among many; nil where it was the only one.
    private let line: Int?

    /// Files the document.
    init(filing node: Node, line: Int?, in store: Store) async {
        self.line = line
        do {
            outcome =
                switch try await store.file(node, receivedAt: .now) {
                case .filed(let inspection): .filed(inspection)
                case .repeated(let inspection): .repeated(inspection)
                }
        } catch let problems as Problems {
            outcome = .refused(problems.all)
        } catch {
            outcome = .failed(CommandFailure(error))
        }
    }

    /// The answer to a line that is no document.
    init(refusing problem: Problem, line: Int) {
        outcome = .refused([problem])
        self.line = line
    }

    /// The exit code that it asks for; nil where it was filed.
    var failure: ExitCode? {
        switch outcome {
        case .filed, .repeated: nil
        case .refused: ExitCode(CommandFailure.Code.refused.rawValue)
        case .failed(let failure): ExitCode(failure.code)
        }
    }

    var node: Node {
        let members: [(String, Node?)] =
            switch outcome {
            case .filed(let inspection): [("outcome", "filed")] + inspection.receipt
            case .repeated(let inspection): [("outcome", "repeated")] + inspection.receipt
            case .refused(let problems): [("outcome", "refused"), ("problems", .array(problems.map(\.node)))]
            case .failed(let failure):
                [
                    (
                        "outcome",
                        failure.code == CommandFailure.Code.tryAgain.rawValue ? "unavailable" : "refused"
                    ),
                    ("message", .string(failure.message)),
                ]
            }
        return .object([("line", line.map { .number($0) })] + members)
    }

    /// The same for a person.
    var text: String {
        switch outcome {
        case .filed(let inspection): InspectionText(inspection).summary
        case .repeated(let inspection):
            InspectionText(inspection).summary
                + Text(zh: "\n（之前已提交过，内容相同。）", en: "\n(The same had been filed before.)")[.ofShell]
        case .refused(let problems): problems.map(\.line).joined(separator: "\n")
        case .failed(let failure): failure.message
        }
    }
}
