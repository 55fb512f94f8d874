extension SiteKind {
    package var title: Text {
        switch self {
        case .countyIsolation: Text(zh: "县集中隔离点", en: "County isolation site")
        case .townshipIsolation: Text(zh: "乡镇集中隔离点", en: "Township isolation site")
        case .homeIsolation: Text(zh: "居家隔离", en: "Home isolation")
        case .checkpoint: Text(zh: "卡点", en: "Checkpoint")
        case .zone: Text(zh: "责任区", en: "Zone")
        }
    }
}

extension InspectionKind {
    package var title: Text {
        switch self {
        case .routine: Text(zh: "例行检查", en: "Routine")
        case .unannounced: Text(zh: "突击检查", en: "Unannounced")
        case .recheck: Text(zh: "复查", en: "Re-check")
        case .complaint: Text(zh: "举报核查", en: "After a complaint")
        case .guidance: Text(zh: "指导", en: "Guidance")
        }
    }
}

extension Severity {
    package var title: Text {
        switch self {
        case .critical: Text(zh: "一票否决", en: "Critical")
        case .major: Text(zh: "重要", en: "Major")
        case .minor: Text(zh: "一般", en: "Minor")
        }
    }
}

extension Constraint.Kind {
    package var title: Text {
        switch self {
        case .impossible: Text(zh: "不可能", en: "impossible")
        case .doubtful: Text(zh: "存疑", en: "doubtful")
        }
    }
}

extension CheckMethod {
    package var title: Text {
        switch self {
        case .look: Text(zh: "查看", en: "look")
        case .papers: Text(zh: "查资料", en: "read papers")
        case .ask: Text(zh: "询问", en: "ask")
        case .measure: Text(zh: "测量", en: "measure")
        }
    }
}

extension Verification {
    package var title: Text {
        switch self {
        case .read: Text(zh: "已读原文", en: "read in the document")
        case .secondHand: Text(zh: "见于转述", en: "read second-hand")
        case .unverified: Text(zh: "未核实", en: "not verified")
        }
    }
}

extension EvidenceKind {
    package var title: Text {
        switch self {
        case .photo: Text(zh: "照片", en: "photo")
        case .document: Text(zh: "资料", en: "document")
        case .signature: Text(zh: "签名", en: "signature")
        case .reading: Text(zh: "读数", en: "reading")
        }
    }
}

extension Responsible {
    package var title: Text {
        switch self {
        case .director: Text(zh: "隔离点负责人", en: "Site director")
        case .partyHead: Text(zh: "党委书记", en: "Party head")
        case .governmentHead: Text(zh: "乡镇长", en: "Government head")
        case .deputyInCharge: Text(zh: "分管副职", en: "Deputy in charge")
        case .countyLeader: Text(zh: "包联县领导", en: "County leader")
        case .expert: Text(zh: "明白人", en: "Expert")
        case .health: Text(zh: "卫健", en: "Health")
        case .finance: Text(zh: "财政", en: "Finance")
        case .police: Text(zh: "公安", en: "Police")
        case .fire: Text(zh: "消防", en: "Fire service")
        case .medical: Text(zh: "医护", en: "Medical")
        }
    }
}
