package import Compliance
package import StrictJSON
import Yams

/// Reads YAML text into the same tree that JSON is read into, so that one decoder serves both.
///
/// Plain scalars follow JSON: `true`, `false` and `null` are themselves, what JSON would call a number is a
/// number with its digits kept, and everything else is text. So `yes`, `no` and `2021-08-01` stay text, and
/// nothing is rounded. Aliases (`*name`) are refused.
package enum YAMLText {
    /// The longest file accepted, in bytes of UTF-8, and the most values in it.
    package static let longest = 2 << 20
    static let mostValues = 100_000

    /// The document in `text`; throws where it is not one well-formed YAML document.
    package static func read(_ text: String) throws(Problems) -> StrictJSON.Node {
        guard text.utf8.count <= longest else {
            throw problem(
                "tooLarge",
                .none,
                Text(zh: "文件超过 2 MiB，无法读取。", en: "The file is larger than 2 MiB and was not read.")
            )
        }
        if let problem = Problem.notStreamSafe(text) { throw Problems([problem]) }
        // The parser hashes keys before it hands them over, so marks written as escapes are looked for in the text.
        if !YAMLEscapes.unescaped(text).isStreamSafe {
            throw problem(
                "notStreamSafe",
                .none,
                Text(zh: StreamSafe.zh + "。", en: "Not read: \(StreamSafe.en).")
            )
        }
        if let alias = firstAlias(in: text) {
            throw problem(
                "alias",
                alias,
                Text(
                    zh: "不接受 YAML 别名（*名称）；若是文字，请在 * 后加空格。",
                    en: "A YAML alias (*name) is not accepted; if this is text, put a space after the *."
                )
            )
        }
        let root: Yams.Node?
        do {
            // By no rules: they say what a word may stand for, which is decided here, and try every key.
            root = try Yams.compose(yaml: text, .basic)
        } catch let error as YamlError {
            throw describe(error)
        } catch {
            throw problem("unreadable", .none, Text(zh: "无法读取：\(error)", en: "Cannot be read: \(error)"))
        }
        guard let root else {
            throw problem("empty", Mark(line: 1, column: 1), Text(zh: "文件是空的。", en: "The file is empty."))
        }
        var budget = mostValues
        return try convert(root, budget: &budget)
    }

    private static func convert(_ node: Yams.Node, budget: inout Int) throws(Problems) -> StrictJSON.Node {
        let mark = node.mark.map { StrictJSON.Mark(line: $0.line, column: $0.column) } ?? .none
        budget -= 1
        guard budget >= 0 else {
            throw problem(
                "tooManyValues",
                mark,
                Text(zh: "文件内容过多（超过 \(mostValues) 个值）。", en: "The file holds more than \(mostValues) values.")
            )
        }
        switch node {
        case .scalar(let scalar):
            return Node(value(of: scalar), at: scalar.isQuoted ? mark.inside : mark)
        case .sequence(let sequence):
            var elements: [StrictJSON.Node] = []
            for element in sequence {
                elements.append(try convert(element, budget: &budget))
            }
            return Node(.array(elements), at: mark)
        case .mapping(let mapping):
            var members: [StrictJSON.Node.Member] = []
            for (key, value) in mapping {
                guard let name = key.scalar?.string else {
                    throw problem("badKey", mark, Text(zh: "键必须是文字。", en: "A key must be plain text."))
                }
                members.append(.init(name, try convert(value, budget: &budget)))
            }
            return Node(.object(members), at: mark)
        case .alias:
            throw problem("alias", mark, Text(zh: "找不到所引用的锚点。", en: "The alias has no anchor."))
        }
    }

    /// Where an alias may stand. Aliases of aliases grow without end, and the parser hashes keys made of them before
    /// it hands anything over, so they are looked for in the text: wherever YAML could begin one.
    private static func firstAlias(in text: String) -> StrictJSON.Mark? {
        var (line, column) = (1, 1)
        var before: Unicode.Scalar = "\n"
        var candidate: StrictJSON.Mark?
        for scalar in text.unicodeScalars {
            if let candidate, scalar.isASCII,
                scalar.properties.isAlphabetic || "0123456789_-".unicodeScalars.contains(scalar)
            {
                return candidate
            }
            let canBegin =
                before.properties.isWhitespace || "[{,:?-".unicodeScalars.contains(before)
                || before == "\u{FEFF}"
            candidate = scalar == "*" && canBegin ? StrictJSON.Mark(line: line, column: column) : nil
            (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
            before = scalar
        }
        return nil
    }

    private static func value(of scalar: Yams.Node.Scalar) -> StrictJSON.Node.Value {
        guard scalar.style == .plain else { return .string(scalar.string) }
        switch scalar.string {
        case "", "null", "~": return .null
        case "true": return .bool(true)
        case "false": return .bool(false)
        default: return isNumber(scalar.string) ? .number(scalar.string) : .string(scalar.string)
        }
    }

    /// Whether JSON would call the text a number (RFC 8259 §6).
    private static func isNumber(_ text: String) -> Bool {
        // Most scalars are words; their first byte saves the cost of matching.
        guard let first = text.utf8.first, first == UInt8(ascii: "-") || (0x30...0x39).contains(first) else {
            return false
        }
        return text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/) != nil
    }

    private static func problem(_ code: String, _ mark: StrictJSON.Mark, _ message: Text) -> Problems {
        Problems([Problem(code, at: "", mark: mark, message)])
    }

    private static func describe(_ error: YamlError) -> Problems {
        switch error {
        case .scanner(_, let what, let mark, _), .parser(_, let what, let mark, _),
            .composer(_, let what, let mark, _):
            problem(
                "syntax",
                Mark(line: mark.line, column: mark.column),
                Text(zh: "YAML 语法错误：\(what)", en: "YAML syntax: \(what)")
            )
        case .reader(_, _, let value, _):
            problem(
                "controlCharacter",
                .none,
                Text(
                    zh: "文件里有 YAML 不接受的字符 U+\(String(value, radix: 16, uppercase: true))，请删去。",
                    en:
                        "The file holds U+\(String(value, radix: 16, uppercase: true)), which YAML does not take; take it out."
                )
            )
        case .duplicatedKeysInMapping(let names, let context):
            problem(
                "duplicateName",
                Mark(line: context.mark.line, column: context.mark.column),
                Text(
                    zh: "同一处重复的键：\(names.prefix(10).map(\.shown).joined(separator: "、"))。",
                    en:
                        "Written twice in one place: \(names.prefix(10).map(\.shown).joined(separator: ", "))."
                )
            )
        default:
            problem("unreadable", .none, Text(zh: "无法读取：\(error)", en: "Cannot be read: \(error)"))
        }
    }
}

extension Yams.Node.Scalar {
    fileprivate var isQuoted: Bool { style == .singleQuoted || style == .doubleQuoted }
}

extension StrictJSON.Mark {
    /// The place of the first character within the quotes that open here.
    fileprivate var inside: Self { Self(line: Int(line), column: Int(column) + 1) }
}
