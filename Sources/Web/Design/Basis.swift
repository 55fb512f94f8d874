import Compliance
import Mustache
import StrictJSON

/// What a requirement stands on: the clause, the paper, how well it was read, and the values it was worked out with.
struct Basis: Sendable, Hashable {
    let clause: String
    let source: String
    let issuer: String
    let verification: VerificationMark
    let reason: String
    let check: String
    /// The minimum as a formula; nil where it is none, or but a value or a name.
    let formula: String?
    /// The condition under which the item applies, in words.
    let condition: String?
    let parameters: [ParameterLine]
    let hasParameters: Bool

    init(_ item: Item, _ standard: Standard, _ texts: Texts) {
        let source = standard.source(item.citation.source)
        clause = item.citation.clause.isEmpty ? texts("basis.noClause") : item.citation.clause
        self.source = source.map { texts($0.title) } ?? item.citation.source
        issuer = source.map { texts.list([texts($0.issuer), $0.issued].compactMap { $0 }) } ?? ""
        verification = VerificationMark(item.citation.verified, texts)
        reason = texts(item.reason)
        check = texts.list(item.check.map { texts($0) })
        let words = standard.words
        var bound: Formula?
        if case .bound(_, let formula) = item.minimum { bound = formula }
        formula = bound.flatMap { words.isSettled($0) ? nil : texts(words.symbols($0)) }
        condition = words.applies(item).map { texts($0) }
        parameters = standard.parameters(in: item.formulas)
            .map { ParameterLine($0, standard, texts) }
        hasParameters = !parameters.isEmpty
    }
}

/// A value of the baseline with the paper it comes from.
struct ParameterLine: Sendable, Hashable {
    let name: String
    let title: String
    let value: String
    let source: String
    let verification: VerificationMark

    init(_ parameter: Parameter, _ standard: Standard, _ texts: Texts) {
        name = parameter.name
        title = texts(parameter.title)
        value = "\(parameter.value.points) \(texts(parameter.unit))"
        let citation = parameter.citation
        let paper = standard.source(citation.source).map { texts($0.title) } ?? citation.source
        source = citation.clause.isEmpty ? paper : "\(paper) \(citation.clause)"
        verification = VerificationMark(citation.verified, texts)
    }
}

/// How well a source was read; only a source that was read itself goes without a warning.
struct VerificationMark: Sendable, Hashable {
    let wording: String
    /// `read`, `secondHand` or `unverified`; ends a CSS class.
    let code: String

    init(_ verification: Verification, _ texts: Texts) {
        wording = texts(verification)
        code = verification.rawValue
    }
}

/// Looked up by name, without reflection: a page has a hundred and more.
extension Basis: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "clause": clause
        case "source": source
        case "issuer": issuer
        case "verification": verification
        case "reason": reason
        case "check": check
        case "formula": formula
        case "condition": condition
        case "parameters": parameters
        case "hasParameters": hasParameters
        default: nil
        }
    }
}

extension VerificationMark: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "wording": wording
        case "code": code
        default: nil
        }
    }
}
