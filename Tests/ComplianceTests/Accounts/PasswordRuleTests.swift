import Testing

@testable import Compliance

@Suite("What a password must be")
struct PasswordRuleTests {
    @Test(
        "Long enough, and nothing that is tried first",
        arguments: [
            ("short", "passwordShort"), ("123456789", "passwordShort"), ("九个字符的口令不够", "passwordShort"),
            ("1234567890", "passwordCommon"), ("0987654321", "passwordCommon"),
            ("qwertyuiop", "passwordCommon"),
            ("poiuytrewq", "passwordCommon"), ("aaaaaaaaaaaa", "passwordCommon"),
            ("abcabcabcabc", "passwordCommon"),
            ("password123", "passwordCommon"), ("Password2021", "passwordCommon"),
            ("woaini1314", "passwordCommon"),
            ("1qaz2wsx3edc", "passwordCommon"), ("admin888888", "passwordCommon"),
            ("inspector1", "passwordCommon"),
            ("20210818202", "passwordCommon"), ("inspector12021", "passwordCommon"),
            ("!!!!!!!!!!!!", "passwordCommon"),
        ]
    )
    func refused(password: String, code: String) {
        #expect(PasswordRule.problem(with: password, of: "inspector1")?.code == code)
    }

    @Test(
        "Nothing is asked of its letters",
        arguments: [
            "four suits in the rain", "十个汉字也可以做口令", "mosquito-net", "z8dk2mq0pw",
            "kuma-tosa-nire-fohi-dupa-88",
            "🦆🦆🐟🐟🦢🦢🐸🐸🦉🦉",
        ]
    )
    func taken(password: String) {
        #expect(PasswordRule.problem(with: password, of: "inspector1") == nil)
    }

    @Test("Two hundred characters are the most")
    func longest() {
        let text = String(repeating: "a sentence. ", count: 20)
        #expect(PasswordRule.problem(with: String(text.prefix(199)) + "!", of: "x") == nil)
        #expect(PasswordRule.problem(with: String(text.prefix(200)) + "!", of: "x")?.code == "passwordLong")
    }
}
