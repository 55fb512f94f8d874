import StrictJSON

/// The description of the API: each subject describes its own part, `API` what all share.
enum OpenAPIDocument {
    /// The parts as one document; what stands at the top of `api.openapi.json` stands at its top.
    ///
    /// Throws where a part is not JSON. Members of `paths` and of each kind of `components` are joined.
    static func joined(_ files: [Resources.File]) throws -> Node {
        let parts =
            try files.sorted { ($0.stem == "api" ? 0 : 1, $0.stem) < ($1.stem == "api" ? 0 : 1, $1.stem) }
            .map { try JSON.read(Array($0.data)) }
        return parts.dropFirst().reduce(parts.first ?? .object([])) { joined($0, $1, depth: 3) }
    }

    /// Joins objects as deep as that, and takes the first of two that are none.
    private static func joined(_ first: Node, _ second: Node, depth: Int) -> Node {
        guard depth > 0, let members = first.object, let others = second.object else { return first }
        let known = Set(members.map(\.name))
        return .object(
            members.map { member in
                (
                    member.name,
                    second[member.name].map { joined(member.value, $0, depth: depth - 1) } ?? member.value
                )
            } + others.filter { !known.contains($0.name) }.map { ($0.name, $0.value) }
        )
    }
}
