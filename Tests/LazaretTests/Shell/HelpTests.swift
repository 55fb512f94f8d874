import Testing

@testable import lazaret

/// Help is for whoever asks: under a Chinese locale Chinese comes first.
@Suite struct HelpTests {
    private static func isHalfWidth(_ line: String) -> Bool {
        line.contains(/\p{Han}[,;:?!()]|[,;:?!(]\p{Han}|[^(]\)[\p{Han}。，；：]/)
    }

    @Test(arguments: ["zh_CN.UTF-8", "en_GB.UTF-8"])
    func theShellsLanguageComesFirst(locale: String) async throws {
        let shell = Shell(["LANG": locale, "LC_ALL": locale])
        let isChinese = locale.hasPrefix("zh")
        let help = try await shell.run("--help").output
        let first = try #require(help.split(separator: "\n").first)
        #expect(first.hasPrefix(isChinese ? "说明：隔离点检查" : "OVERVIEW: Inspect quarantine sites"))
        #expect(
            help.contains(isChinese ? "检查与点位 / INSPECTIONS AND SITES:" : "INSPECTIONS AND SITES / 检查与点位:")
        )
        #expect(help.contains("从这里开始：") == isChinese && help.contains("Start here:") == !isChinese)
        for command in ["audit", "user", "checklist", "file", "backup"] {
            let overview = try await shell.run("help", command).output.split(separator: "\n").first
                .map(String.init)
            let words = try #require(overview).replacing(isChinese ? "说明：" : "OVERVIEW: ", with: "")
            #expect(words.first?.isASCII == !isChinese, "\(command): \(words)")
        }
    }

    @Test func theParsersHeadingsAreInTheShellsLanguage() async throws {
        let chinese = Shell(["LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8"])
        let english = ["OVERVIEW:", "USAGE:", "ARGUMENTS:", "OPTIONS:", "SUBCOMMANDS:", "Usage:", "Error:"]
        for (words, headings) in [
            (["--help"], ["说明：", "用法：", "选项："]), (["file", "--help"], ["说明：", "用法：", "参数：", "选项："]),
            (["user", "--help"], ["说明：", "用法：", "选项：", "子命令："]), (["file", "--no-such"], ["错误：", "用法："]),
        ] {
            let outcome = try await chinese.run(words)
            let lines = (outcome.output + outcome.error).split(separator: "\n")
            #expect(headings.allSatisfy { heading in lines.contains { $0.hasPrefix(heading) } }, "\(words)")
            #expect(!lines.contains { line in english.contains { line.hasPrefix($0) } }, "\(words)")
            // Elsewhere they stay as the parser has them.
            let other = try await Shell().run(words)
            #expect(!(other.output + other.error).contains("用法："))
        }
    }

    /// What a command is about, below the line that says it in short; and its arguments and options with all their lines.
    private static func parts(_ help: String) -> (about: [Substring], options: [String]) {
        var (about, options, isBelow) = ([Substring](), [String](), false)
        let lines = help.split(separator: "\n", omittingEmptySubsequences: false).drop { !$0.isEmpty }
        for line in lines where !line.isEmpty {
            if line.contains(/^[A-Z].*:$|^(?:参数|选项|子命令)：$|^[^ ]* \/ .*:$/) || line.hasPrefix("USAGE:")
                || line.hasPrefix("用法：")
            {
                isBelow = ["ARGUMENTS:", "OPTIONS:", "参数：", "选项："].contains(line)
            } else if isBelow, line.contains(/^  [-<]/) {
                options.append(String(line))
            } else if isBelow {
                options[options.count - 1] += line
            } else {
                about.append(line)
            }
        }
        return (about, options)
    }

    /// Without its name and what its value is called.
    private static func words(_ option: String) -> String {
        option.replacing(/^  \S+(, \S+)?( <[^>]*>)?\s+/, with: "")
    }

    /// The root, the groups and the commands, asked by what a shell would ask.
    @Test(.timeLimit(.minutes(5)))
    func everyOptionOfEveryCommandIsSaidInTheShellsLanguageFirst() async throws {
        let (chinese, english) = (Shell(["LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8"]), Shell())
        var count = 0
        for command in Self.everyCommand {
            let asked = command.split(separator: " ").map(String.init) + ["--help"]
            let (zh, en) = (try await chinese.run(asked).output, try await english.run(asked).output)
            let (here, there) = (Self.parts(zh), Self.parts(en))
            #expect(here.options.count == there.options.count && !here.options.isEmpty, "\(command)")
            for (option, other) in zip(here.options.map(Self.words), there.options.map(Self.words)) {
                let han = option.firstMatch(of: /\p{Han}{2}/)?.range.lowerBound
                let latin = option.firstMatch(of: /[A-Za-z]+ [a-z]+ [a-z]+/)?.range.lowerBound
                #expect(han.map { $0 < latin ?? option.endIndex } == true, "\(command): \(option)")
                #expect(other.first?.isASCII == true, "\(command): \(other)")
            }
            count += here.options.count
            // What it is about is said in one language; examples are the same in both.
            let prose = (
                zh: here.about.filter { !$0.hasPrefix(" ") }, en: there.about.filter { !$0.hasPrefix(" ") }
            )
            #expect(prose.zh.isEmpty == prose.en.isEmpty)
            #expect(prose.zh.filter { $0.contains(/[a-z]+ [a-z]+ [a-z]+ [a-z]+/) } == [], "\(command)")
            #expect(prose.en.filter { $0.contains(/\p{Han}{2}/) } == [], "\(command)")
        }
        #expect(count > 200)
    }

    private static var everyCommand: [String] {
        let leaves = DocumentationTests.commands(of: Lazaret.self, under: "")
        return Array(
            Set([""] + leaves + leaves.compactMap { $0.split(separator: " ").first.map(String.init) })
        )
        .sorted()
    }

    @Test func whatCommandsSayInChineseHasFullWidthMarks() async throws {
        let shell = Shell(["LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8"])
        var said: [String] = []
        for words in [
            ["--help"], ["duty", "--help"], ["score", "--help"], ["user", "add", "--help"],
            ["audit", "key", "--help"], ["checklist", "lint", "checklists/checkpoint.yaml"],
            ["checklist", "lint", "README.md"],
            ["checklist", "show", "checklists/checkpoint.yaml"], ["audit", "list", "--from", "x"],
            ["week", "0001-W01"],
        ] {
            let outcome = try await shell.run(words)
            said += (outcome.output + "\n" + outcome.error).split(separator: "\n").map(String.init)
        }
        let wrong = said.filter(Self.isHalfWidth)
        #expect(said.count > 60 && wrong == [])
    }
}

extension Unicode.Scalar {
    fileprivate var isHan: Bool { (0x4E00...0x9FFF).contains(value) }
}
