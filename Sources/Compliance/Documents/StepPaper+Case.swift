import StrictJSON

/// What the papers of a case say (`domain.md` §14): facts with their sources, nothing that is not on record, and a proposal is
/// never called a decision.
extension StepPaper {
    /// A person in a case as its papers name them, by duty, with what was asked of them and stated.
    package struct Person: Sendable, Hashable {
        package let duty: Text
        package let person: String
        package let asked: Instant?
        package let statements: [Statement]
        /// What is proposed for them; of a proposal.
        package let proposed: String?

        /// Word for word, with the entry that has it.
        package struct Statement: Sendable, Hashable {
            package let at: Instant
            package let words: String
            package let entry: Int

            package init(at: Instant, words: String, entry: Int) {
                self.at = at
                self.words = words
                self.entry = entry
            }
        }

        package init(
            duty: Text,
            person: String,
            asked: Instant?,
            statements: [Statement],
            proposed: String? = nil
        ) {
            self.duty = duty
            self.person = person
            self.asked = asked
            self.statements = statements
            self.proposed = proposed
        }

        fileprivate var name: Text { Text(zh: "\(duty.zh)\(person)", en: "\(duty.en) \(person)") }
    }

    /// Calls an interview: who, on what ground, and what is put.
    package static func interview(_ persons: [Person], ground: [Line], points: String) -> [Part] {
        [
            Part(Text(zh: "约谈对象", en: "Who is called"), persons.map { Line($0.name) }),
            Part(Text(zh: "依据", en: "Ground"), ground),
            Part(
                Text(zh: "约谈事项、时间和地点", en: "What is put, when and where"),
                [Line(Text(zh: points, en: points))]
            ),
            Part(
                Text(zh: "说明", en: "What may be said"),
                [
                    Line(
                        Text(
                            zh: "到场可以说明情况，可以提交材料；拒绝约谈的请书面说明。约谈情况如实记录在案。",
                            en:
                                "Whoever is called may explain and hand in papers; whoever refuses says so in writing. What is said is put on record."
                        )
                    )
                ]
            ),
        ]
    }

    /// Proposes: the ground, who held the duties, what they said, what is proposed for each, what the office itself owes.
    ///
    /// Statements stand in it word for word; where all together are longer than `mostQuoted`, the longest are cut, and say how
    /// long they are and by which entry, digest and address the whole is found. None makes a proposal impossible.
    package static func proposal(
        _ persons: [Person],
        holders: [Named],
        ground: [Line],
        interview: [Line],
        dossier: String,
        owed: [Line]
    ) -> [Part] {
        let lengths = persons.flatMap(\.statements).map(\.words.unicodeScalars.count)
        let most = quoted(of: lengths, within: mostQuoted)
        return [
            Part(Text(zh: "依据", en: "Ground"), ground),
            Part(
                Text(zh: "期间的责任人", en: "Duty holders in the period"),
                holders.flatMap { Self.terms(of: $0) }
            ),
            Part(Text(zh: "约谈", en: "Interview"), interview),
            Part(Text(zh: "申辩", en: "Statements"), persons.flatMap { statements(of: $0, most, dossier) }),
            Part(
                Text(zh: "建议（不是决定）", en: "Proposal (no decision)"),
                persons.map { person in
                    let words = person.proposed ?? ""
                    return Line(
                        Text(zh: "\(person.name.zh)：\(words)", en: "\(person.name.en): \(words)")
                    )
                }
            ),
            Part(
                Text(zh: "本部门尚欠的工作", en: "What the commission itself still owes"),
                owed.isEmpty ? [Line(Text(zh: "没有。", en: "Nothing."))] : owed
            ),
        ]
    }

    /// Who held the duty from when to when, and that for some of the period nobody did.
    private static func terms(of named: Named) -> [Line] {
        let duty = named.duty.title
        let held = named.holders.map { posting in
            let to = posting.to.map { "\($0)" }
            return Line(
                Text(
                    zh: "\(duty.zh)\(posting.person)：\(posting.from) 起\(to.map { "，至 \($0)" } ?? "")",
                    en: "\(duty.en) \(posting.person): from \(posting.from)\(to.map { " to \($0)" } ?? "")"
                )
            )
        }
        guard named.wasVacant else { return held }
        let vacant =
            held.isEmpty
            ? Text(zh: "\(duty.zh)：没有任职记录", en: "\(duty.en): nobody on record")
            : Text(zh: "\(duty.zh)：其间有空缺", en: "\(duty.en): nobody on record on some days of it")
        return held + [Line(vacant)]
    }

    /// How many characters (Unicode scalars) of statements a proposal has in all: of four bytes each, in both languages, they
    /// are less than half of what one may have.
    package static let mostQuoted = 200_000

    /// How many characters of each statement may stand in it, so that all together stay within `most`: the short ones stand
    /// whole, the longest are cut to one length.
    static func quoted(of lengths: [Int], within most: Int) -> Int {
        var (rest, count) = (most, lengths.count)
        for length in lengths.sorted() {
            guard length * count <= rest else { return rest / count }
            (rest, count) = (rest - length, count - 1)
        }
        return lengths.max() ?? most
    }

    /// Word for word, or that there is none and when it was asked for.
    private static func statements(of person: Person, _ most: Int, _ dossier: String) -> [Line] {
        guard person.statements.isEmpty else {
            return person.statements.map { statement in
                let (count, words) = (statement.words.unicodeScalars.count, statement.words.cut(to: most))
                let head = Text(
                    zh: "\(person.name.zh)（\(statement.at.shanghai)）：\(words)",
                    en: "\(person.name.en) (\(statement.at.shanghai)): \(words)"
                )
                guard count > most else { return Line(head) }
                let digest = Node.digest(ofText: statement.words)
                return Line(
                    Text(
                        zh:
                            "\(head.zh)……（全文 \(count) 个字符，此处引用前 \(most) 个；全文见案卷和第 \(statement.entry) 号记录，SHA-256 \(digest)）",
                        en:
                            "\(head.en) … (\(count) characters, of which the first \(most) stand here; the whole is in the case's file and entry \(statement.entry), SHA-256 \(digest))"
                    ),
                    source: dossier
                )
            }
        }
        let asked = person.asked?.shanghai
        return [
            Line(
                Text(
                    zh: "\(person.name.zh)：没有申辩，\(asked.map { "已于 \($0) 告知" } ?? "尚未告知")。",
                    en: "\(person.name.en): none given, \(asked.map { "asked on \($0)" } ?? "not asked yet")."
                )
            )
        ]
    }
}
