import Mustache

/// Looked up by name, without reflection: a checklist has a hundred and more.
extension PublicItem: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "code": code
        case "text": text
        case "guidance": guidance
        case "severity": severity
        case "severityCode": severityCode
        case "points": points
        case "minimum": minimum
        case "responsible": responsible
        case "proof": proof
        case "basis": basis
        default: nil
        }
    }
}

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
