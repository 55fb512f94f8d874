import ChecklistFiles
import Compliance
import StrictJSON

/// A small sound checklist with its baseline, to break in one place at a time.
enum Sample {
    static let baseline = """
        baseline: sample
        version: "1"
        title: {zh: 基准, en: Baseline}
        effectiveFrom: 2021-08-01
        sources:
          RULE: {title: {zh: 规则, en: Rule}, issuer: {zh: 县, en: County}, issued: "2021-08"}
        parameters:
          pass_mark: {title: {zh: 及格, en: Pass}, value: 70, unit: {zh: 分, en: points}, direction: atLeast, source: RULE, clause: "", verified: read}
          good_mark: {title: {zh: 良好, en: Good}, value: 90, unit: {zh: 分, en: points}, direction: atLeast, source: RULE, clause: "", verified: read}
          critical_deadline_hours: {title: {zh: 时限, en: Time}, value: 24, unit: {zh: 小时, en: hours}, direction: atMost, source: RULE, clause: 三, verified: read}
          major_deadline_hours: {title: {zh: 时限, en: Time}, value: 72, unit: {zh: 小时, en: hours}, direction: atMost, source: RULE, clause: 三, verified: read}
          minor_deadline_hours: {title: {zh: 时限, en: Time}, value: 168, unit: {zh: 小时, en: hours}, direction: atMost, source: RULE, clause: 三, verified: read}
          medics_per_50: {title: {zh: 医护, en: Medics}, value: 2, unit: {zh: 名, en: medics}, direction: atLeast, source: RULE, clause: 五, verified: read}
          observation_days: {title: {zh: 天数, en: Days}, value: 14, unit: {zh: 天, en: days}, direction: equals, source: RULE, clause: 六, verified: unverified}

        """

    /// Line numbers matter to the tests that break it.
    static let checklist = """
        checklist: sample-site
        version: "1"
        siteKind: townshipIsolation
        title: {zh: 样表, en: Sample}
        effectiveFrom: 2021-08-01
        baseline: sample
        facts:
          residents: {title: {zh: 人数, en: Residents}, answer: {number: {unit: {zh: 人, en: people}, max: 5000}}}
        grades: default
        sections:
          - code: A
            title: {zh: 甲, en: First}
            items:
              - code: A-01
                text: {zh: 有围栏, en: There is a fence}
                check: [look]
                severity: critical
                reason: {zh: 防止外出, en: Keeps people in}
                points: 2
                answer: yesNo
                source: RULE
                clause: 一
                verified: read
                responsible: director
                evidence: [photo]
              - code: A-02
                text: {zh: 医护人数, en: Medics}
                check: [papers, look]
                severity: major
                reason: {zh: 照看, en: Care}
                points: 1.5
                answer: {number: {unit: {zh: 名, en: medics}, max: 50}}
                minimum: {atLeast: "ceiling(${residents} * ${medics_per_50} div 50)"}
                partial: proportional
                applies: "${residents} > 0 and ${A-01} = 'yes'"
                source: RULE
                clause: ""
                verified: secondHand
                responsible: expert
                evidence: []
          - code: B
            title: {zh: 乙, en: Second}
            items:
              - code: B-01
                text: {zh: 记录, en: Records}
                check: [papers]
                severity: minor
                reason: {zh: 凭据, en: Proof}
                points: 3
                answer: {graded: {step: 0.5, deductions: [{code: no-log, title: {zh: 无, en: None}, points: 1}]}}
                notApplicable: true
                source: RULE
                clause: 二
                verified: unverified
                responsible: director
                evidence: []
              - code: B-02
                text: {zh: 厕所, en: Toilet}
                check: [look]
                severity: minor
                reason: {zh: 卫生, en: Hygiene}
                points: 1
                answer: {choice: [{value: own, title: {zh: 自用, en: Own}}, {value: shared, title: {zh: 共用, en: Shared}}]}
                minimum: {oneOf: [own]}
                source: RULE
                clause: 二
                verified: read
                responsible: director
                evidence: []

        """

    static func readBaseline(_ old: String = "", _ new: String = "") throws -> Baseline {
        try Baseline(YAMLText.read(old.isEmpty ? baseline : baseline.replacing(old, with: new)))
    }

    /// Every problem of the checklist with the first `old` replaced by `new`.
    static func problems(_ old: String, _ new: String) throws -> [Problem] {
        try Standard.problems(
            of: YAMLText.read(checklist.replacing(old, with: new, maxReplacements: 1)),
            with: readBaseline()
        )
    }

    static func readChecklist(_ old: String = "", _ new: String = "") throws -> Checklist {
        try Checklist(
            YAMLText.read(old.isEmpty ? checklist : checklist.replacing(old, with: new, maxReplacements: 1))
        )
    }
}
