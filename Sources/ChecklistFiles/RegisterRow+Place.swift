import Compliance

/// Where a site lies, and the code under which it lay elsewhere: a blank says nothing, a dash that there is none.
extension RegisterRow {
    mutating func predecessor() -> Said<String>? {
        guard let text = text(.predecessor, longest: 32) else { return nil }
        if text.isDash { return .nothing }
        return code(.predecessor, required: false).map { .value($0) }
    }

    /// Latitude and longitude, both or neither.
    mutating func place() -> Said<SitePlace>? {
        let before = problems.count
        let (north, east) = (degrees(.latitude, .latitude), degrees(.longitude, .longitude))
        switch (north, east) {
        case (.value(let north), .value(let east)):
            return .value(SitePlace(latitude: north, longitude: east))
        case (.nothing, .nothing): return .nothing
        case (nil, nil): return nil
        default:
            guard problems.count == before else { return nil }
            note(
                "halfPlace",
                north == nil ? .latitude : .longitude,
                zh: "经度和纬度要一起写，或者都不写。",
                en: "latitude and longitude are written together, or neither."
            )
            return nil
        }
    }

    private mutating func degrees(_ column: RegisterColumn, _ axis: SitePlace.Axis) -> Said<String>? {
        guard let text = text(column, longest: 40) else { return nil }
        if text.isDash { return .nothing }
        if let degrees = SitePlace.degrees(text.asCode, axis) { return .value(degrees) }
        note(
            "badDegrees",
            column,
            zh: "“\(text.shown)”应为 -\(axis.most) 到 \(axis.most) 的十进制度数（WGS-84），如 34.412345；经度和纬度不要填反。",
            en:
                "'\(text.shown)' must be decimal degrees of WGS-84 from -\(axis.most) to \(axis.most), as in 34.412345; "
                + "mind which is which."
        )
        return nil
    }
}
