import Compliance
import Foundation
import Store

/// Words and figures as tables at the shell show them, in its language.
enum Wording {
    static func text(_ zh: String, _ en: String) -> String { Language.ofShell == .zh ? zh : en }

    /// Both, since help is shown to whoever asks: the shell's language first.
    static func both(_ en: String, _ zh: String) -> String { text("\(zh) \(en)", "\(en) \(zh)") }

    /// The title of a group of commands in both.
    static func title(_ en: String, _ zh: String) -> String { text("\(zh) / \(en):", "\(en) / \(zh):") }

    /// A score as it is shown, or a dash where there is nothing to show; never a zero for what was not inspected.
    static func score(_ shown: String?) -> String { shown ?? "–" }

    static var undecided: String { [MissingValue]().words[.ofShell] }

    /// How a score moved, with its sign.
    static func change(_ score: Rational?, since previous: Rational?) -> String {
        guard let score, let previous else { return "" }
        return ScoreChange(from: previous, to: score).difference
    }

    static func floor(_ state: FloorState) -> String { state.title[.ofShell] }

    static func floor(holds: Bool) -> String { holds ? text("守住", "holds") : text("未守住", "broken") }
}

extension Language {
    /// The language of the person at the shell, by the usual variables; English unless they ask for Chinese.
    static let ofShell: Language = {
        let environment = ProcessInfo.processInfo.environment
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty }
        return locale?.hasPrefix("zh") == true ? .zh : .en
    }()
}
