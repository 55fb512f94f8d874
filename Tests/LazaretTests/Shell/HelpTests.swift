import Testing

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
        #expect(first.hasPrefix(isChinese ? "OVERVIEW: 隔离点检查" : "OVERVIEW: Inspect quarantine sites"))
        #expect(
            help.contains(isChinese ? "检查与点位 / INSPECTIONS AND SITES:" : "INSPECTIONS AND SITES / 检查与点位:")
        )
        #expect(help.contains("从这里开始：") == isChinese && help.contains("Start here:") == !isChinese)
        for command in ["audit", "user", "checklist", "file", "backup"] {
            let overview = try await shell.run("help", command).output.split(separator: "\n").first
                .map(String.init)
            let words = try #require(overview).replacing("OVERVIEW: ", with: "")
            #expect(words.first?.isASCII == !isChinese, "\(command): \(words)")
        }
    }

    @Test func whatCommandsSayInChineseHasFullWidthMarks() async throws {
        let shell = Shell(["LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8"])
        var said: [String] = []
        for words in [
            ["--help"], ["checklist", "lint", "checklists/checkpoint.yaml"],
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
