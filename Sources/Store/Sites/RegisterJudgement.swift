import Compliance
import StrictJSON

/// Entries of a register held against what is known: what is to stand, what changes by it, and what has to be asked.
struct RegisterJudgement {
    let known: KnownRegister
    /// Those that are new or change, in the order of the entries.
    let sites: [SiteRecord]
    /// What is to stand of those townships.
    let townships: [String: [TownshipName]]
    var questions: [Question]
    /// What it does to what is past.
    var effects = RegisterEffects()
    private let changes: [SiteChange]
    private let unchanged: Int

    /// Throws `Problems` with everything that is wrong.
    init(_ entries: [RegisterEntry], _ known: KnownRegister) throws(Problems) {
        self.known = known
        let merges = entries.enumerated()
            .map { EntryMerge($1, at: $0, after: known.sites[$1.site.code], today: known.today) }
        let problems =
            RegisterCheck(entries, known).problems
            + Self.predecessorProblems(merges.map(\.record), known)
            + merges.enumerated()
            .flatMap { index, merge in
                merge.problems + (merge.record.overlap.map { [.overlap($0, $1, at: index)] } ?? [])
            }
        guard problems.isEmpty else { throw Problems(problems) }
        let changed = merges.enumerated().filter { $1.record != known.sites[$1.record.code] }
        sites = changed.map(\.element.record)
        changes = changed.map { index, merge in
            SiteChange(index: index, merge.record, after: known.sites[merge.record.code])
        }
        unchanged = entries.count - changed.count
        var townships: [String: [TownshipName]] = [:]
        for township in entries.compactMap(\.site.township) where known.townships[township.code] == nil {
            townships[township.code] = [TownshipName(since: nil, name: township.name)]
        }
        self.townships = townships
        questions = merges.flatMap { merge in
            merge.doubts.map { Question($0, of: merge.record, after: known.sites[merge.record.code]) }
        }
    }

    var change: RegisterChange {
        RegisterChange(
            edition: known.edition,
            day: known.today,
            sites: changes,
            townships: townships.sorted { $0.key < $1.key }
                .map { code, names in
                    TownshipChange(code: code, before: nil, after: names[0].name)
                },
            unchanged: unchanged,
            questions: questions,
            effects: effects
        )
    }
}

extension Question {
    /// The same doubt about the same change has the same id, in whichever row it stands.
    init(_ problem: Problem, of record: SiteRecord, after known: SiteRecord?) {
        let field = problem.pointer.split(separator: "/").last.map(String.init) ?? ""
        id =
            Node.array(
                [problem.code, record.code, field, known?.digest.hex ?? "", record.said, problem.message.en]
                    .map { .string($0) }
            )
            .digest
        self.problem = problem
    }

    /// A doubt about what is on record of the site: another where that has changed.
    init(_ problem: Problem, of site: String, stake: [String]) {
        let field = problem.pointer.split(separator: "/").last.map(String.init) ?? ""
        id = Node.array(([problem.code, site, field] + stake).map { .string($0) }).digest
        self.problem = problem
    }
}

extension SiteRecord {
    /// All that is to stand of it but the ids of new terms, which are made anew at each look.
    fileprivate var said: String {
        let columns =
            periods.map(\.columns) + descriptions.map(\.columns)
            + terms.map { Array($0.columns.dropFirst()) }.sorted { $0.description < $1.description }
        return columns.description
    }
}

extension SiteChange {
    init(index: Int, _ record: SiteRecord, after known: SiteRecord?) {
        self.init(
            index: index,
            code: record.code,
            isNew: known == nil,
            fields: FieldChange.all(from: known, to: record)
        )
    }
}

extension FieldChange {
    static func all(from known: SiteRecord?, to record: SiteRecord) -> [FieldChange] {
        let (before, after) = (known?.descriptions.last, record.descriptions.last)
        let (was, isNow) = (known?.periods.last, record.periods.last)
        var fields: [(RegisterField, String?, String?)] = [
            (.name, before?.name.zh, after?.name.zh), (.nameEn, before?.name.en, after?.name.en),
            (.township, before?.township, after?.township), (.address, before?.address, after?.address),
            (.capacity, before?.capacity.map { "\($0)" }, after?.capacity.map { "\($0)" }),
            (.latitude, before?.place?.latitude, after?.place?.latitude),
            (.longitude, before?.place?.longitude, after?.place?.longitude),
            (.predecessor, was?.predecessor, isNow?.predecessor),
            (.opened, was?.openedOn.description, isNow?.openedOn.description),
            (.closed, was?.closedOn?.description, isNow?.closedOn?.description),
        ]
        if before != after, let since = after?.since {
            fields.append((.changedOn, before?.since?.description, since.description))
        }
        for duty in Responsible.allCases {
            fields.append((.duty(duty), known?.said(of: duty), record.said(of: duty)))
        }
        return
            fields.filter { $1 ?? "" != $2 ?? "" }
            .map { FieldChange(field: $0, before: $1 == "" ? nil : $1, after: $2 == "" ? nil : $2) }
    }
}

extension SiteRecord {
    /// The terms of the duty that have no end, and the last that has one: `王院长 2021-08-01–`.
    fileprivate func said(of duty: Responsible) -> String {
        let of = terms.map(\.posting).filter { $0.duty == duty }.sorted { $0.from < $1.from }
        let open = of.filter { $0.to == nil }
        return (open.isEmpty ? of.suffix(1) : open)
            .map { "\($0.person) \($0.from)–\($0.to.map { "\($0)" } ?? "")" }
            .joined(separator: "; ")
    }
}

extension Problem {
    /// Two terms that cannot both be true once the entry came to what is known.
    static func overlap(_ one: Posting, _ other: Posting, at index: Int? = nil) -> Problem {
        Problem(
            "postingsOverlap",
            at: (index.map { "/\($0)" } ?? "") + "/\(one.duty.rawValue)",
            Text(
                zh: "同一职责的任期重叠：\(one.person)（\(one.from) 起）与 \(other.person)（\(other.from) 起）。",
                en:
                    "Terms of one duty overlap: \(one.person) from \(one.from), \(other.person) from \(other.from)."
            )
        )
    }
}
