/// Passwords of ten characters or more that are tried first, and the words that shorter ones are made of.
enum CommonPasswords {
    /// As they stand, in lower case.
    static let whole: Set<String> = [
        "1q2w3e4r5t", "1q2w3e4r5t6y", "1qaz2wsx3edc", "1qaz2wsx3edc4rfv", "q1w2e3r4t5", "q1w2e3r4t5y6",
        "qazwsxedcrfv",
        "zaq12wsxcde3", "1qazxsw23edc", "qwe123asd456", "asd123asd123", "abc123abc123", "abcd123456",
        "abcdef123456",
        "a1b2c3d4e5", "a1s2d3f4g5", "aa12345678", "aa123456789", "qq123456789", "qq1234567890",
        "wang123456789",
        "woaini1314", "woaini520", "woaini5201314", "woaini1314520", "5201314520", "52013141314",
        "13145201314",
        "1314520520", "520131452013", "1123581321", "3141592653", "3141592654", "31415926535", "9876543210",
        "1029384756", "0192837465", "147258369", "147258369147", "1472583690", "7894561230", "789456123789",
        "963852741963", "1234554321", "1234512345", "1122334455", "112233445566", "11223344556677",
        "123123123123",
        "1231231234", "123321123321", "1111122222", "1234567891", "12345678910", "123456789123", "123456789a",
        "1234567890a", "123456789q", "123456789abc", "qwerty123456", "qwertyuiop123", "asdfghjkl123",
        "zxcvbnm123",
        "letmein12345", "iloveyou123", "trustno1trustno1", "correcthorsebatterystaple", "passw0rd123",
        "p@ssw0rd123",
        "p@ssword123", "pa55word123", "admin@123456", "admin123456", "admin12345678", "root123456",
        "test123456",
        "guest123456", "user123456", "welcome12345", "changeme123", "changemenow", "changeit12345",
        "letmeinnow",
        "zhongguo123", "beijing2008", "henan123456", "zhengzhou123", "gelidian123", "weijianwei123",
        "lazaret123",
    ]

    /// Words that are tried with digits before or after them.
    static let stems: Set<String> = [
        "password", "passw", "passwort", "pass", "admin", "administrator", "root", "test", "guest", "user",
        "welcome",
        "letmein", "changeme", "qwerty", "qwertyuiop", "asdfgh", "asdfghjkl", "zxcvbn", "zxcvbnm", "abc",
        "abcd", "abcde",
        "abcdef", "iloveyou", "woaini", "woaiwojia", "wodemima", "mima", "nihao", "zhongguo", "china",
        "beijing",
        "henan", "zhengzhou", "shanghai", "wang", "zhang", "liu", "chen", "yang", "li", "qq", "aa", "aaa",
        "a", "q",
        "lazaret", "quarantine", "gelidian", "weijianwei", "jiwei", "yiqing", "fangyi", "covid", "corona",
        "inspector",
        "supervision", "director", "leader", "auditor", "dragon", "monkey", "football", "baseball",
        "superman",
        "princess", "sunshine", "shadow", "master", "michael", "jordan", "hello", "helloworld", "secret",
        "login",
    ]

    /// Rows of the keyboard and of the alphabet, each going round.
    static let rows = [
        "1234567890", "0123456789", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertyuiopasdfghjklzxcvbnm",
        "abcdefghijklmnopqrstuvwxyz", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    ]
}
