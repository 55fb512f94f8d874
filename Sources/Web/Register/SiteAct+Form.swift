import Compliance
import HTTPServer

extension SiteAct {
    /// What a form that corrects a site's past says it with.
    static let fields = [
        "action", "period", "opened", "closed", "predecessor", "description", "since", "name", "english",
        "township", "address", "capacity", "latitude", "longitude", "reason",
    ]

    /// Reads what a form of a site's register sent; nil where it is about duties. A blank says that there is none.
    init?(_ fields: FormFields) throws {
        switch fields.one("action") {
        case "correct-period":
            self = .correctPeriod(
                try fields.neededDay("period"),
                PeriodCorrection(
                    openedOn: try fields.neededDay("opened"),
                    closedOn: try fields.day("closed").said,
                    predecessor: fields.one("predecessor").said
                )
            )
        case "add-period":
            self = .addPeriod(
                try fields.neededDay("opened"),
                closedOn: try fields.day("closed"),
                predecessor: fields.one("predecessor")
            )
        case "withdraw-period": self = .withdrawPeriod(try fields.neededDay("period"))
        case "correct-description":
            self = .correctDescription(try fields.day("description"), try DescriptionCorrection(fields))
        case "add-description":
            self = .addDescription(try fields.neededDay("since"), try DescriptionCorrection(fields))
        case "withdraw-description": self = .withdrawDescription(try fields.neededDay("description"))
        default: return nil
        }
    }
}

extension DescriptionCorrection {
    fileprivate init(_ fields: FormFields) throws(Problems) {
        let name = fields.one("name")
        self.init(
            since: try fields.day("since"),
            name: name,
            english: fields.one("english") ?? name,
            township: fields.one("township").said,
            address: fields.one("address").said,
            capacity: try fields.capacity,
            place: try fields.place
        )
    }
}

extension FormFields {
    fileprivate var capacity: Said<Int> {
        get throws(Problems) {
            guard let text = one("capacity") else { return .nothing }
            guard text.utf8.count <= 7, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                let number = Int(text)
            else {
                throw Problems([
                    Problem(
                        "badNumber",
                        at: "/capacity",
                        Text(zh: "容量应为整数。", en: "The capacity is a whole number.")
                    )
                ])
            }
            return .value(number)
        }
    }

    fileprivate var place: Said<SitePlace> {
        get throws(Problems) {
            let (north, east) = (one("latitude"), one("longitude"))
            if north == nil, east == nil { return .nothing }
            guard let latitude = north.flatMap({ SitePlace.degrees($0, .latitude) }),
                let longitude = east.flatMap({ SitePlace.degrees($0, .longitude) })
            else { throw Problems([.badPlace]) }
            return .value(SitePlace(latitude: latitude, longitude: longitude))
        }
    }
}

extension Problem {
    fileprivate static let badPlace = Problem(
        "badDegrees",
        at: "/latitude",
        Text(
            zh: "纬度和经度要一起写，应为十进制度数（WGS-84），如 34.412345 和 112.712345；不要填反。",
            en:
                "Latitude and longitude are written together, in decimal degrees of WGS-84, as 34.412345 and 112.712345; "
                + "mind which is which."
        )
    )
}

extension Optional where Wrapped: Sendable & Hashable {
    fileprivate var said: Said<Wrapped> { map { .value($0) } ?? .nothing }
}
