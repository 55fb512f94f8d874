import Compliance
import StrictJSON

/// A field of a checklist or baseline file in words, for people who compare two versions.
struct FieldWords {
    private let field: String

    init(_ field: String) {
        self.field = field
    }

    /// `内容（中文）` for `text.zh`; what has no words of its own is called as the file calls it.
    var name: String {
        let parts = field.split(separator: ".").map(String.init)
        guard let first = parts.first, let known = Self.names[first] else { return field }
        let rest = parts.dropFirst()
            .compactMap { part in
                Self.parts[part].map { Wording.text("（\($0.zh)）", " (\($0.en))") } ?? ".\(part)"
            }
        return known[.ofShell] + rest.joined()
    }

    /// A value that the rules name, by its title; nil for every other.
    func value(_ node: Node) -> String? {
        if let words = node.array {
            let titles = words.compactMap { value($0) }
            return titles.count == words.count && !titles.isEmpty
                ? titles.joined(separator: Wording.text("、", ", ")) : nil
        }
        guard let word = node.string else { return nil }
        let title: Text? =
            switch field {
            case "severity": Severity(rawValue: word)?.title
            case "verified": Verification(rawValue: word)?.title
            case "responsible": Responsible(rawValue: word)?.title
            case "check": CheckMethod(rawValue: word)?.title
            case "evidence": EvidenceKind(rawValue: word)?.title
            case "siteKind": SiteKind(rawValue: word)?.title
            case "kind": Constraint.Kind(rawValue: word)?.title
            case "direction": Self.parts[word]
            default: nil
            }
        return title?[.ofShell]
    }

    private static let parts: [String: Text] = [
        "zh": Text(zh: "中文", en: "Chinese"), "en": Text(zh: "英文", en: "English"),
        "atLeast": Text(zh: "不少于", en: "at least"), "atMost": Text(zh: "不多于", en: "at most"),
        "equals": Text(zh: "等于", en: "equals"),
    ]

    private static let names: [String: Text] = [
        "version": Text(zh: "版本", en: "version"), "title": Text(zh: "名称", en: "title"),
        "effectiveFrom": Text(zh: "施行日", en: "in force from"),
        "effectiveTo": Text(zh: "施行至", en: "in force to"), "baseline": Text(zh: "基准", en: "baseline"),
        "siteKind": Text(zh: "点位类型", en: "kind of site"), "text": Text(zh: "内容", en: "requirement"),
        "guidance": Text(zh: "怎样检查", en: "how to check"), "reason": Text(zh: "理由", en: "why"),
        "severity": Text(zh: "级别", en: "severity"), "points": Text(zh: "分值", en: "points"),
        "answer": Text(zh: "答案", en: "answer"), "minimum": Text(zh: "最低要求", en: "minimum"),
        "says": Text(zh: "要求的说法", en: "requirement in words"), "applies": Text(zh: "适用", en: "applies"),
        "appliesSays": Text(zh: "适用的说法", en: "applies, in words"), "when": Text(zh: "条件", en: "when"),
        "constraint": Text(zh: "条件", en: "condition"), "message": Text(zh: "提示", en: "message"),
        "kind": Text(zh: "种类", en: "kind"), "partial": Text(zh: "部分得分", en: "partial points"),
        "notApplicable": Text(zh: "可答不适用", en: "may be not applicable"),
        "source": Text(zh: "来源", en: "source"), "clause": Text(zh: "条款", en: "clause"),
        "verified": Text(zh: "核实", en: "how well read"), "responsible": Text(zh: "责任", en: "owed by"),
        "check": Text(zh: "检查方式", en: "how it is checked"), "evidence": Text(zh: "证据", en: "evidence"),
        "direction": Text(zh: "方向", en: "direction"), "value": Text(zh: "数值", en: "value"),
        "unit": Text(zh: "单位", en: "unit"),
    ]
}
