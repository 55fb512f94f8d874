import Mustache

/// Lists hold a hundred of them: looked up by name, without reflection.
extension SiteTile: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "address": address
        case "code": code
        case "name": self.name
        case "kind": kind
        case "township": township
        case "grade": grade
        case "score": score
        case "change": change
        case "floor": floor
        case "gapCounts": gapCounts
        case "lastVisit": lastVisit
        case "thisWeek": thisWeek
        case "isMissing": isMissing
        default: nil
        }
    }
}

extension GradeMark: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "colour": colour
        case "shape": shape
        case "wording": wording
        default: nil
        }
    }
}
