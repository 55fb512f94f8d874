extension CaseFinding.Missing {
    /// What is missing, in words: "not on record: …".
    package var title: Text {
        switch self {
        case .issue: Text(zh: "这一版标准向该点位的下发", en: "the issue of this version of the standard to the site")
        case .receipt:
            Text(zh: "标准的签收（下发也未满 24 小时）", en: "its receipt, 24 hours not having passed since the issue")
        case .guidance: Text(zh: "下发后的指导", en: "guidance given after it was issued")
        case .finding:
            Text(
                zh: "因不符合项而低于最低要求的检查",
                en: "a visit that found the site below the minimum by an item not met"
            )
        case .notice:
            Text(zh: "送达负责人的限期整改通知", en: "a rectification notice with a deadline that reached the director")
        case .laterVisit: Text(zh: "期限届满后的检查", en: "a visit after the deadline")
        case .sameItem:
            Text(
                zh: "期限届满后同一项仍不符合的检查",
                en: "a visit after the deadline that found the same item still not met"
            )
        case .stillBelow:
            Text(
                zh: "期限届满后仍低于最低要求的检查",
                en: "a visit after the deadline that found the site still below the minimum"
            )
        case .laterVersion:
            Text(
                zh: "后一次检查所依据的新版标准的下发、签收或指导",
                en: "issue, receipt or guidance of the newer version that the later visit went by"
            )
        }
    }
}

extension CaseFinding.Doubt {
    /// What a person has to weigh, in a sentence.
    package var title: Text {
        switch self {
        case .guidanceRecordedLater(let given, let recorded):
            Text(
                zh: "填报的指导时间为 \(given.shanghai)，但 \(recorded.shanghai) 才录入，已在检查之后；是否采信，由人判断。",
                en:
                    "The guidance is stated for \(given.shanghai) and was put on record on \(recorded.shanghai), after the visit: whether it counts, a person decides."
            )
        case .newSinceGuidance:
            Text(
                zh: "从指导到检查，负责人有更换或空缺；指导是给点位的，现任是否知情，由人判断。",
                en:
                    "The director changed, or there was none, between the guidance and the visit: it was given at the site; whether the present director knew of it, a person decides."
            )
        case .changedHands:
            Text(
                zh: "两次检查之间负责人有更换或空缺，列入哪一位由人决定。",
                en:
                    "The director changed, or there was none, between the two visits: a person decides who is named."
            )
        }
    }

    /// What was not on record at the visit, where that is the doubt: as `Missing.title`, of what is "not on record".
    package var lateRecord: Text? {
        guard case .guidanceRecordedLater(let given, let recorded) = self else { return nil }
        return Text(
            zh: "检查以前已记录的指导（填报的指导时间为 \(given.shanghai)，\(recorded.shanghai) 才录入）",
            en:
                "guidance recorded before the visit (what is stated for \(given.shanghai) was recorded on \(recorded.shanghai))"
        )
    }
}

extension CaseFinding {
    /// Why these two visits are shown where others might be; nil where all four conditions hold, or there is one pair.
    package var choice: Text? {
        guard !holds, pairs > 1 else { return nil }
        return Text(
            zh: "共比对 \(pairs) 组检查（首次发现与其后的检查），这一组所缺条件最少；同样多时取最近的一组。",
            en:
                "Of \(pairs) pairs of a finding and a later visit, this one lacks the fewest of the four conditions; of several such it is the latest."
        )
    }
}
