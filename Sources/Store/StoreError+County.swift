import Compliance

extension StoreError {
    /// That no such county is there, with those that are.
    static func noCounty(_ code: String, _ known: [String]) -> Text {
        let list = known.joined(separator: ", ")
        return Text(
            zh: "数据库里没有县“\(code.quoted)”"
                + (known.isEmpty ? "。" : "，现有：\(list)。")
                + "请核对 LAZARET_COUNTY 或 --county；新建一个县用 lazaret migrate --county 代码 --name 名称。",
            en: "There is no county '\(code.quoted)' in the database"
                + (known.isEmpty ? ". " : "; there is: \(list). ")
                + "Check LAZARET_COUNTY or --county; a new county is made by 'lazaret migrate --county CODE --name NAME'."
        )
    }
}

extension String {
    /// As a message repeats it: the beginning of what is longer than any code is.
    var quoted: String { utf8.count > 400 ? shown : self }
}
