import Compliance
package import Store
package import StrictJSON

extension CountyFigures {
    package var json: Node {
        .object([
            ("week", .string("\(week)")),
            ("standings", .array(standings.map(\.json))),
            ("worstGaps", .array(worstGaps.map(\.json))),
            ("others", .array(others.map(\.json))),
        ])
    }
}
