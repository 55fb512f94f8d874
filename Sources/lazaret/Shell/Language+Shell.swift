import Compliance
import Foundation

extension Language {
    /// The language of the person at the shell, by the usual variables; English unless they ask for Chinese.
    static let ofShell: Language = {
        let environment = ProcessInfo.processInfo.environment
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty }
        return locale?.hasPrefix("zh") == true ? .zh : .en
    }()
}
