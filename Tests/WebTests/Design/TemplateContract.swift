import Mustache
import Testing

@testable import Compliance
@testable import HTTPServer
@testable import Web

/// Walks a template over a page as the engine does, and notes every name that nothing stores: the engine itself
/// silently renders such a name as nothing.
struct TemplateContract {
    let sources: [String: String]
    let texts: Texts
    private(set) var unknown: Set<String> = []

    init(sources: [String: String], texts: Texts) {
        self.sources = sources
        self.texts = texts
    }

    /// A tag of a template and, for a section, where it ends.
    private enum Piece {
        case name(String)
        case section(String, [Piece])
        case block([Piece])
        case partial(String)
    }

    mutating func check(_ template: String, _ root: [Any]) {
        let pieces = Self.parse(sources[template] ?? "")
        guard !pieces.isEmpty else {
            unknown.insert("\(template): no such template, or an empty one")
            return
        }
        walk(pieces, root, in: template)
    }

    private mutating func walk(_ pieces: [Piece], _ stack: [Any], in template: String) {
        for piece in pieces {
            switch piece {
            case .name(let name): _ = find(name, stack, in: template)
            case .block(let inner): walk(inner, stack, in: template)
            case .partial(let name): check(name, stack)
            case .section(let name, let inner):
                switch find(name, stack, in: template) {
                case .some(let list as [Any]):
                    for element in list { walk(inner, stack + [element], in: template) }
                case .some(is Bool): walk(inner, stack, in: template)
                case .some(let value): walk(inner, stack + [value], in: template)
                case .none: break
                }
            }
        }
    }

    /// The value of the name; nil where a stored optional is nil. A name that nothing stores is noted.
    private mutating func find(_ name: String, _ stack: [Any], in template: String) -> Any? {
        if name == "." { return stack.last }
        let parts = name.split(separator: ".").map(String.init)
        if parts.first == "t" {
            if texts.all[parts.dropFirst().joined(separator: ".")] == nil {
                unknown.insert("\(template): \(name)")
            }
            return nil
        }
        for (depth, object) in stack.enumerated().reversed() {
            guard var value = Self.stored(parts[0], in: object) else { continue }
            if Self.unwrapped(value) == nil,
                stack[..<depth].contains(where: { Self.stored(parts[0], in: $0) != nil })
            {
                unknown.insert("\(template): \(name) is taken from outside where it is nil")
            }
            for part in parts.dropFirst() {
                guard let current = Self.unwrapped(value) else { return nil }
                guard let next = Self.stored(part, in: current) else {
                    unknown.insert("\(template): \(name)")
                    return nil
                }
                value = next
            }
            return Self.unwrapped(value)
        }
        unknown.insert("\(template): \(name)")
        return nil
    }

    private static func stored(_ name: String, in object: Any) -> Any? {
        if let names = object as? [String: Any] { return names[name] }
        return Mirror(reflecting: object).children.first { $0.label == name }?.value
    }

    static func unwrapped(_ value: Any) -> Any? {
        let mirror = Mirror(reflecting: value)
        guard mirror.displayStyle == .optional else { return value }
        return mirror.children.first?.value
    }

    private static func parse(_ text: String) -> [Piece] {
        var rest = text[...]
        return parse(&rest, until: nil)
    }

    private static func parse(_ rest: inout Substring, until end: String?) -> [Piece] {
        var pieces: [Piece] = []
        while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}")
        {
            let tag = String(rest[open.upperBound..<close.lowerBound])
            rest = rest[close.upperBound...]
            let name = String(tag.dropFirst())
            switch tag.first {
            case "/": if name == end { return pieces }
            case "#", "^": pieces.append(.section(name, parse(&rest, until: name)))
            case "<", "$": pieces.append(.block(parse(&rest, until: name)))
            case ">": pieces.append(.partial(name))
            default: pieces.append(.name(tag))
            }
        }
        return pieces
    }
}
