import StrictJSON

extension Text {
    /// An account as pages and papers call who did something: by its name; whoever worked at the shell of the server
    /// (`shell:root`, as the record has it) in words.
    package static func account(_ name: String) -> Text {
        let words = name.split(at: ":", atMost: 1).map(String.init)
        guard words.count == 2, words[0] == "shell" else { return Text(zh: name, en: name) }
        return Text(zh: "命令行操作员（\(words[1])）", en: "operator at the shell (\(words[1]))")
    }
}
