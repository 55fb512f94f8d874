import Compliance

/// The places of the demo county, which exists on no map: their names are common ones that many counties share.
enum Places {
    static let county = Text(zh: "豫宁县（演示，虚构）", en: "Yuning County, Henan (made up)")

    /// The fifteen townships: code, name in Chinese and English, and what rank a township it is.
    static let townships: [Township] = [
        ("01", "城关镇", "Chengguan"), ("02", "柳河镇", "Liuhe"), ("03", "石桥镇", "Shiqiao"),
        ("04", "白庙镇", "Baimiao"), ("05", "双楼镇", "Shuanglou"), ("06", "青山镇", "Qingshan"),
        ("07", "南河镇", "Nanhe"), ("08", "大营镇", "Daying"), ("09", "清水镇", "Qingshui"),
        ("10", "东岗乡", "Donggang"), ("11", "枣林乡", "Zaolin"), ("12", "榆树乡", "Yushu"),
        ("13", "黄岗乡", "Huanggang"), ("14", "芦苇乡", "Luwei"), ("15", "北湖乡", "Beihu"),
    ]
    .map { code, zh, en in Township(code: code, name: Text(zh: zh, en: "\(en) Township")) }

    /// What the building of a township's isolation site was before.
    static let buildings = [
        Text(zh: "镇中学宿舍楼", en: "former school dormitory"), Text(zh: "便民宾馆", en: "guest house"),
        Text(zh: "党校培训楼", en: "training centre"), Text(zh: "敬老院旧址", en: "former care home"),
    ]

    /// The roads that checkpoints stand at.
    static let roads = [
        Text(zh: "国道入口", en: "national road"), Text(zh: "省道卡口", en: "provincial road"),
        Text(zh: "高速出口", en: "motorway exit"), Text(zh: "县界路口", en: "county border"),
    ]
}

extension Township {
    /// `镇` or `乡`, which the titles of its offices follow.
    var rank: String { name.zh.hasSuffix("乡") ? "乡" : "镇" }
}
