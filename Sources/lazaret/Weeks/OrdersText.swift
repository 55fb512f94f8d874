import Compliance
import Store

/// What became of a week's orders, and what the commission owes of verifications and standards, in words.
struct OrdersText {
    private let figures: WeekFigures

    init(_ figures: WeekFigures) {
        self.figures = figures
    }

    var whole: String {
        let orders = figures.orders
        let hours = orders.medianHours?.rounded(decimals: 1) ?? "–"
        let counts =
            orders.figures.map { [$0.title[.ofShell], "\($0.count)"] }
            + [[WeeklyReport.Orders.medianTitle[.ofShell], hours]]
        let owed =
            figures.waiting.map { [$0.site, $0.item, Wording.text("等待核验", "waits to be verified")] }
            + figures.owedStandards.map {
                [$0.site, "\($0.title[.ofShell]) \($0.version)", $0.owed.title[.ofShell]]
            }
        return Wording.text("整改", "Rectification") + "\n" + Terminal.table(counts)
            + (owed.isEmpty ? "" : "\n" + Terminal.table(owed))
    }
}
