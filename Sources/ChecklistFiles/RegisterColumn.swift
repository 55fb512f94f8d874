import Compliance
import StrictJSON

/// A column of the site register; `docs/registers.md` lists the same.
enum RegisterColumn: TableColumn {
    case code, kind, name, nameEnglish
    case townshipCode, township, townshipEnglish
    case opened, closed, address, capacity
    /// From when on the site is called and is what the row says.
    case changedOn
    /// The site that it goes on from, having moved.
    case predecessor
    /// Where it lies, in degrees of WGS-84.
    case latitude, longitude
    /// Who holds the duty.
    case duty(Responsible)
    /// From when the duty is held, or vacant.
    case since(Responsible)
    /// From when those duties of the row are held whose holders are new.
    case rowSince

    static let all: [RegisterColumn] =
        [
            .code, .kind, .name, .nameEnglish, .townshipCode, .township, .townshipEnglish, .opened, .closed,
            .address, .capacity, .changedOn, .predecessor, .latitude, .longitude,
        ] + Responsible.allCases.flatMap { [.duty($0), .since($0)] } + [.rowSince]

    static let required: [RegisterColumn] = [.code, .kind, .name, .opened]
    static let byHeading = index

    var headings: [String] {
        switch self {
        case .code: ["编号", "code", "点位编号", "点位编码", "编码", "代码", "隔离点编号"]
        case .kind: ["类型", "kind", "类别", "点位类型", "点位类别", "隔离点类型", "type"]
        case .name: ["名称", "name", "点位名称", "隔离点名称", "隔离点", "site", "site name"]
        case .nameEnglish: ["英文名称", "nameEn", "英文名", "English name", "name (English)"]
        case .townshipCode: ["乡镇编号", "townshipCode", "乡镇编码", "乡镇代码"]
        case .township: ["乡镇", "township", "乡镇名称", "所属乡镇", "乡镇街道", "乡镇（街道）", "所在乡镇", "乡（镇）", "town"]
        case .townshipEnglish: ["乡镇英文名称", "townshipEn", "乡镇英文名"]
        case .opened: ["启用日期", "opened", "开放日期", "启用时间", "启用日", "opening date", "opened on"]
        case .closed: ["停用日期", "closed", "关闭日期", "停用时间", "停用日", "closing date", "closed on"]
        case .address: ["地址", "address", "详细地址", "点位地址"]
        case .capacity: ["容量", "capacity", "可容纳人数", "容纳人数", "可容纳", "places"]
        case .changedOn: ["变更日期", "changed_on", "变更时间", "生效日期"]
        case .predecessor: ["前身代码", "predecessor", "前身编号", "原编号", "原点位编号"]
        case .latitude: ["纬度", "latitude", "纬度（WGS-84）", "lat"]
        case .longitude: ["经度", "longitude", "经度（WGS-84）", "lng", "lon"]
        case .duty(let duty): duty.headings
        case .since(let duty): duty.sinceHeadings
        case .rowSince: ["任职日期", "since", "任职时间"]
        }
    }

    /// What belongs to one site alone does not go down, and a number of places may be meant together.
    var fillsDown: Bool {
        switch self {
        case .code, .name, .nameEnglish, .capacity, .predecessor, .latitude, .longitude: false
        default: true
        }
    }

    var isDay: Bool {
        switch self {
        case .opened, .closed, .changedOn, .since, .rowSince: true
        default: false
        }
    }

    /// The column that a problem points to by the field's name.
    static func named(field: String) -> RegisterColumn? {
        switch field {
        case "township": .townshipCode
        case "changed_on": .changedOn
        default: byHeading[field.lowercased().escaping { $0 == "_" ? "" : nil }]
        }
    }
}

extension Responsible {
    /// From when the duty is held: `卫生院院长任职日期`, `director_since`.
    fileprivate var sinceHeadings: [String] {
        let words = headings.enumerated().filter { $0.offset != 1 }.map(\.element)
        return [headings[0] + "任职日期", rawValue + "_since"]
            + words.flatMap { word in ["任职日期", "任职时间", "到任日期", "到任时间"].map { word + $0 } }
    }

    fileprivate var headings: [String] {
        switch self {
        case .director: ["隔离点负责人", rawValue, "负责人", "卫生院院长", "院长"]
        case .partyHead: ["党委书记", rawValue, "书记", "乡镇党委书记", "party head"]
        case .governmentHead: ["乡镇长", rawValue, "镇长", "政府负责人", "government head"]
        case .deputyInCharge: ["分管副职", rawValue, "分管领导", "deputy in charge"]
        case .countyLeader: ["包联县领导", rawValue, "包联领导", "county leader"]
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
        case .countyIsolation:
            [
                "县集中隔离点", "县隔离点", "县级集中隔离点", "县级隔离点", "县级集中隔离场所", "县集中隔离场所", "county isolation",
                "county site",
            ]
        case .townshipIsolation:
            [
                "乡镇集中隔离点", "乡镇隔离点", "乡镇级集中隔离点", "乡镇级隔离点", "乡级集中隔离点", "乡级隔离点", "乡级集中隔离场所", "乡镇级集中隔离场所",
                "乡镇集中隔离场所", "township isolation", "township site",
            ]
        case .homeIsolation: ["居家隔离", "居家隔离点", "居家", "home isolation"]
        case .checkpoint: ["卡点", "村级卡点", "检查站", "卡口", "checkpoint"]
        case .zone: ["战区", "责任区", "zone"]
        }
    }

    /// The kind that a word of a register means.
    init?(word: String) {
        guard word.utf8.count <= 200, let found = Self.byWord[word.asWord] else { return nil }
        self = found
    }

    private static let byWord = Dictionary(
        allCases.flatMap { kind in ([kind.rawValue] + kind.words).map { ($0.asWord, kind) } }
    ) { first, _ in first }
}

extension String {
    /// In small letters and without white space.
    fileprivate var asWord: String {
        lowercased().escaping { $0.properties.isWhitespace || $0 == "-" || $0 == "_" ? "" : nil }
    }
}
