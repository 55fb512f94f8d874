import StrictJSON

/// A value of a document that is being read, where it stands, and the list that its problems go to.
///
/// Reading does not stop at a problem: it is noted and a stand-in returned, so that all of them can be said at
/// once. Whoever began the reading throws when anything was noted, and the stand-ins go no further.
struct Field {
    /// nil where the value is missing and that has been noted.
    let node: Node?
    /// Its name or index in what it belongs to; nil where `outer` is its own place already.
    let name: String?
    /// Where what it belongs to stands: a JSON pointer.
    private let outer: String
    /// The item it belongs to.
    var item: String?
    let collector: ProblemCollector

    init(_ node: Node?, at pointer: String = "", item: String? = nil, _ collector: ProblemCollector) {
        self.init(node, named: nil, in: pointer, item: item, collector)
    }

    fileprivate init(
        _ node: Node?,
        named name: String?,
        in outer: String,
        item: String?,
        _ collector: ProblemCollector
    ) {
        self.node = node
        self.name = name
        self.outer = outer
        self.item = item
        self.collector = collector
    }

    /// Where it stands: a JSON pointer, which is put together only where it is asked for.
    var pointer: String { name.map { outer + "/" + Self.escaped($0) } ?? outer }

    var mark: Mark { node?.mark ?? .none }

    /// Notes a problem of this value.
    func note(_ code: String, zh: String, en: String) {
        collector.add(Problem(code, at: pointer, mark: mark, item: item, Text(zh: zh, en: en)))
    }

    /// Notes that what can be read should not have been written so; of a document accepted before that is not asked.
    func noteUnlessStored(_ code: String, zh: String, en: String) {
        if !collector.areOfStored { note(code, zh: zh, en: en) }
    }

    /// Notes that another kind of value belongs here.
    func noteWrongType(zh: String, en: String) {
        guard node != nil else { return }
        note("wrongType", zh: "此处应为\(zh)。", en: "This must be \(en).")
    }

    /// The member of that name, or the element of that index.
    func inner(_ name: String, _ node: Node?) -> Field {
        Field(node, named: name, in: pointer, item: item, collector)
    }

    /// A name as a JSON pointer spells it (RFC 6901); the beginning of one that is longer than any name is.
    static func escaped(_ name: String) -> String {
        if name.utf8.count > 400 { return escaped(name.shown) }
        guard name.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else {
            return name
        }
        return name.escaping { $0 == "~" ? "~0" : $0 == "/" ? "~1" : nil }
    }
}

/// The members of an object that is being read.
struct Fields {
    let field: Field
    /// Where it stands itself.
    private let pointer: String
    private let members: [Node.Member]
    /// Where each stands, of more members than are looked through one by one.
    private let places: [String: Int]

    /// Notes it when the value is no object.
    init(_ field: Field) {
        self.field = field
        if field.node?.object == nil {
            field.noteWrongType(zh: "对象（若干“名称: 值”）", en: "an object (names and values)")
        }
        pointer = field.pointer
        // What is asked for by name is never called by so long a one.
        let all = field.node?.object ?? []
        let areShort = all.allSatisfy { $0.name.utf8.count <= 400 }
        let named = areShort ? all : all.filter { $0.name.utf8.count <= 400 }
        members = named
        places =
            named.count > 16
            ? Dictionary(named.indices.map { (named[$0].name, $0) }) { first, _ in first } : [:]
    }

    /// The same, and notes every member whose name is not `known`.
    init(_ field: Field, known: [String]) {
        self.init(field)
        for member in field.node?.object ?? [] where !known.contains(where: member.name.isExactly) {
            let near = nearest(to: member.name, among: field.collector.suggestions(known))
            let name = member.name.shown
            field.inner(member.name, member.value)
                .note(
                    "unknownName",
                    zh: "没有名为“\(name)”的字段"
                        + (near.map { "，是否指“\($0)”？" } ?? "；可用：\(known.joined(separator: " "))。"),
                    en: "There is no field '\(name)' here; "
                        + (near.map { "did you mean '\($0)'?" }
                            ?? "known are \(known.joined(separator: " ")).")
                )
        }
    }

    /// The member of that name; one that is missing or `null` is noted.
    func require(_ name: String) -> Field {
        if let found = self[name] { return found }
        let missing = field.inner(name, nil)
        if field.node?.object != nil {
            // It has no place of its own in the text: the object's is the nearest.
            let message = Text(zh: "缺少“\(name)”。", en: "'\(name)' is missing.")
            field.collector.add(
                Problem("missing", at: missing.pointer, mark: field.mark, item: field.item, message)
            )
        }
        return missing
    }

    /// The member of that name, where there is one; `null` counts as none.
    subscript(_ name: String) -> Field? {
        node(name).map { Field($0, named: name, in: pointer, item: field.item, field.collector) }
    }

    /// Whether there is one of that name that is not `null`.
    func has(_ name: String) -> Bool { node(name) != nil }

    private func node(_ name: String) -> Node? {
        let place = places.isEmpty ? members.firstIndex { $0.name == name } : places[name]
        guard let place, !members[place].value.isNull else { return nil }
        return members[place].value
    }
}

extension Field {
    func fields(_ known: String...) -> Fields { Fields(self, known: known) }

    /// The members of an object, whatever their names.
    var members: Fields { Fields(self) }

    /// The elements of a list of so many.
    func list(_ counts: ClosedRange<Int>) -> [Field] {
        guard let elements = node?.array else {
            noteWrongType(zh: "列表", en: "a list")
            return []
        }
        noteCount(elements.count, counts)
        return elements.prefix(most(counts)).enumerated().map { inner("\($0.offset)", $0.element) }
    }

    /// The members of an object whose names are the writer's own.
    func entries(_ counts: ClosedRange<Int>) -> some Sequence<(name: String, field: Field)> {
        members(counts).lazy.map { ($0.name, inner($0.name, $0.value)) }
    }

    /// The same as they stand, for where most are right and nothing is to be said of them.
    func members(_ counts: ClosedRange<Int>) -> ArraySlice<Node.Member> {
        guard let members = node?.object else {
            noteWrongType(zh: "对象（若干“名称: 值”）", en: "an object (names and values)")
            return []
        }
        noteCount(members.count, counts)
        return members.prefix(most(counts))
    }

    /// How many of them to read.
    private func most(_ counts: ClosedRange<Int>) -> Int {
        collector.areOfStored ? .max : counts.upperBound
    }

    private func noteCount(_ count: Int, _ counts: ClosedRange<Int>) {
        guard !counts.contains(count) else { return }
        let (least, most) = (counts.lowerBound, counts.upperBound)
        noteUnlessStored(
            count < least ? "tooFew" : "tooMany",
            zh: "此处有 \(count) 项，应为 \(least) 到 \(most) 项。",
            en: "There are \(count) here; there must be \(least) to \(most)."
        )
    }
}
