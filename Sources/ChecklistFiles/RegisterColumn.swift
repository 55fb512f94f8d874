import Compliance

/// A column of the site register.
enum RegisterColumn: Hashable {
    case code, kind, name, nameEnglish
    case townshipCode, township, townshipEnglish
    case opened, closed, address, capacity
    /// Who holds the duty.
    case duty(Responsible)
    /// From when the duties of the row are held; from the opening day where there is none.
    case since

    static let all: [RegisterColumn] =
        [
            .code, .kind, .name, .nameEnglish, .townshipCode, .township, .townshipEnglish, .opened, .closed,
            .address, .capacity,
        ] + Responsible.allCases.map { .duty($0) } + [.since]

    static let required: [RegisterColumn] = [.code, .kind, .name, .opened]

    /// The headings it is known by, the usual Chinese one first and the English one second (`docs/checklists.md`).
    var headings: [String] {
        switch self {
        case .code: ["编号", "code", "点位编号", "点位编码", "编码", "代码"]
        case .kind: ["类型", "kind", "类别", "点位类型"]
        case .name: ["名称", "name", "点位名称"]
        case .nameEnglish: ["英文名称", "nameEn", "英文名"]
        case .townshipCode: ["乡镇编号", "townshipCode", "乡镇编码", "乡镇代码"]
        case .township: ["乡镇", "township", "乡镇名称", "所属乡镇", "乡镇街道"]
        case .townshipEnglish: ["乡镇英文名称", "townshipEn", "乡镇英文名"]
        case .opened: ["启用日期", "opened", "开放日期", "启用时间"]
        case .closed: ["停用日期", "closed", "关闭日期", "停用时间"]
        case .address: ["地址", "address"]
        case .capacity: ["容量", "capacity", "可容纳人数", "容纳人数"]
        case .duty(let duty): duty.headings
        case .since: ["任职日期", "since", "任职时间"]
        }
    }

    /// What a message calls it.
    var title: Text { Text(zh: headings[0], en: headings[1]) }

    private static let byHeading = Dictionary(
        all.flatMap { column in column.headings.map { ($0.asHeading, column) } }
    ) { first, _ in first }

    /// The column of that heading, however it is spaced and capitalised.
    static func named(_ heading: String) -> RegisterColumn? {
        heading.utf8.count <= 100 ? byHeading[heading.asHeading] : nil
    }
}

extension String {
    /// Without spaces, underscores and hyphens, in small letters: `Township Code` is `townshipcode`.
    fileprivate var asHeading: String {
        lowercased().filter { !$0.isWhitespace && $0 != "_" && $0 != "-" }
    }
}

extension Responsible {
    fileprivate var headings: [String] {
        switch self {
        case .director: ["隔离点负责人", rawValue, "负责人", "卫生院院长"]
        case .partyHead: ["党委书记", rawValue, "书记"]
        case .governmentHead: ["乡镇长", rawValue, "镇长", "政府负责人"]
        case .deputyInCharge: ["分管副职", rawValue, "分管领导"]
        case .countyLeader: ["包联县领导", rawValue, "包联领导"]
        case .expert: ["明白人", rawValue, "技术指导"]
        case .health: ["卫健", rawValue, "卫健委"]
        case .finance: ["财政", rawValue, "财政局"]
        case .police: ["公安", rawValue, "公安局"]
        case .fire: ["消防", rawValue, "消防救援"]
        case .medical: ["医护", rawValue, "医疗"]
        }
    }
}

extension SiteKind {
    /// The words a register calls it by.
    var words: [String] {
        switch self {
        case .countyIsolation: ["县集中隔离点", "县隔离点", "县级集中隔离点", "county isolation"]
        case .townshipIsolation: ["乡镇集中隔离点", "乡镇隔离点", "乡镇级集中隔离点", "township isolation"]
        case .homeIsolation: ["居家隔离", "居家隔离点", "居家", "home isolation"]
        case .checkpoint: ["卡点", "村级卡点", "检查站", "checkpoint"]
        case .zone: ["战区", "责任区", "zone"]
        }
    }

    /// The kind that a word of a register means.
    init?(word: String) {
        guard word.utf8.count <= 200 else { return nil }
        let word = word.lowercased().filter { !$0.isWhitespace }
        let found = Self.allCases.first { kind in
            kind.rawValue.lowercased() == word
                || kind.words.contains { $0.filter { !$0.isWhitespace } == word }
        }
        guard let found else { return nil }
        self = found
    }
}
