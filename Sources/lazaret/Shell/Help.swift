import ArgumentParser
import Compliance

extension ArgumentHelp {
    /// In both languages, the shell's first; `value` is what its value is called in the line of usage.
    static func both(
        _ en: String,
        _ zh: String,
        value: String? = nil,
        visibility: ArgumentVisibility = .default
    ) -> ArgumentHelp {
        ArgumentHelp(Wording.both(en, zh), valueName: value, visibility: visibility)
    }

    /// The duties as arguments name them, each with what it is called.
    static let duties = both(
        "One of: \(Responsible.allCases.map(\.rawValue).joined(separator: ", ")).",
        "职务："
            + Responsible.allCases.map { "\($0.rawValue) \($0.title.zh)" }.joined(separator: "、") + "。",
        value: "duty"
    )

    /// The roles as arguments name them, each with what it is called.
    static let roles = both(
        "One of: \(Role.allCases.map(\.rawValue).joined(separator: ", ")); may be given again.",
        "角色：" + Role.allCases.map { "\($0.rawValue) \($0.title.zh)" }.joined(separator: "、") + "；可写多次。",
        value: "role"
    )
}

extension Wording {
    /// What a command is about, in the language of the shell, and below it how it is called: a line each.
    static func about(_ zh: String, _ en: String, examples: String = "") -> String {
        guard !examples.isEmpty else { return text(zh, en) }
        let lines = examples.split(separator: "\n").map { "  \($0)" }
        return ([text(zh, en), text("例如：", "Examples:")].joined(separator: "\n\n")) + "\n\n"
            + lines.joined(separator: "\n")
    }

    /// The parser's own words: its sentences in both languages, its headings in that of the shell; it has no place to put them
    /// in.
    static func translated(_ help: String) -> String {
        guard Language.ofShell == .zh else { return help }
        let own = [
            ("Show help information.", "显示帮助。"), ("Show subcommand help information.", "显示子命令的帮助。"),
            ("Show the version.", "显示版本。"),
        ]
        let said = own.reduce(help) { $0.replacing($1.0, with: both($1.0, $1.1)) }
            .replacing(/See '([^']*)' for detailed help\./) { "详见 '\($0.1)'。" }
        return said.split(separator: "\n", omittingEmptySubsequences: false)
            .map { line in
                headings.first { line.hasPrefix($0.parsers) }
                    .map { $0.zh + line.dropFirst($0.parsers.count) } ?? String(line)
            }
            .joined(separator: "\n")
    }

    /// The headings as they begin a line.
    private static let headings: [(parsers: String, zh: String)] = [
        ("OVERVIEW: ", "说明："), ("USAGE: ", "用法："), ("Usage: ", "用法："), ("Error: ", "错误："), ("Help:  ", "说明："),
        ("ARGUMENTS:", "参数："), ("OPTIONS:", "选项："), ("SUBCOMMANDS:", "子命令："),
    ]
}
