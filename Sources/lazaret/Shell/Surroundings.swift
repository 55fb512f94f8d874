import Foundation
import StrictJSON

/// What a command is given before it reads anything: its arguments and the environment.
enum Surroundings {
    /// Refuses what is not `StreamSafe`, before anything compares it.
    static func check(
        arguments: [String] = CommandLine.arguments,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws {
        if let place = arguments.firstIndex(where: { !$0.isStreamSafe }) {
            throw CommandError(
                zh: "第 \(place) 个参数里\(StreamSafe.zh)，没有执行。",
                en: "Nothing was done: in argument \(place) \(StreamSafe.en)."
            )
        }
        for setting in Setting.allCases where environment[setting.rawValue]?.isStreamSafe == false {
            throw CommandError(
                zh: "环境变量 \(setting.rawValue) 里\(StreamSafe.zh)，没有执行。",
                en: "Nothing was done: in \(setting.rawValue) \(StreamSafe.en)."
            )
        }
    }
}
