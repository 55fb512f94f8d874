import Compliance
import StrictJSON

// Nothing that a receiver wrote is repeated here, but for the number of its status: else an address could be used to read out
// what stands beside this server.
extension DeliveryOutcome {
    static let noDestination = refused(
        Text(
            zh: "这个地址不能发送：不是允许的地址，或者密钥不对。",
            en: "Nothing can be sent to this address: it is none that is allowed, or its secret is none."
        )
    )

    /// What the status of HTTP means; nil where it says that the message was taken.
    init?(ofPost ending: Ending) {
        let status = ending.status
        switch status {
        // That the body broke off changes nothing of what the head said.
        case 200..<300: return nil
        case 408, 425, 429, 500..<600: self = .later(Self.answered(status), wait: ending.wait)
        case 300..<500: self = .refused(Self.answered(status))
        default:
            switch ending.fault {
            case .noAddress: self = .noDestination
            case .outOfReach:
                self = .refused(
                    Text(
                        zh: "这个地址通向内部网络或保留范围，消息不发往那里。",
                        en:
                            "This address leads into an internal or reserved range, where messages are not sent."
                    )
                )
            case .some(let fault): self = .later(Self.words(fault), wait: nil)
            case nil: self = .later(Self.words(.brokenOff), wait: nil)
            }
        }
    }

    /// What a robot's `errcode` means; HTTP says 200 in any case.
    init(ofRobot ending: Ending) {
        if let fault = ending.fault {
            self = .later(Self.words(fault), wait: nil)
            return
        }
        guard let answer = try? JSON.read(ending.answer),
            let code = answer["errcode"]?.number
        else {
            self = .later(
                Text(
                    zh: "对方的应答不是群机器人的应答：请检查地址。",
                    en: "The answer is none of a group robot's: check the address."
                ),
                wait: nil
            )
            return
        }
        self =
            switch code {
            case "0": .delivered
            case "-1":
                .later(
                    Text(zh: "群机器人系统繁忙（-1）。", en: "The robot's system is busy (-1)."),
                    wait: nil
                )
            // WeCom 45009, 45033; DingTalk 130101, 410100, 660026, 90030: both take 20 messages a minute.
            case "45009", "45033": .later(Self.tooMany(code), wait: 60)
            case "130101", "410100", "660026", "90030": .later(Self.tooMany(code), wait: 600)
            case "93000", "400101", "400102", "400106", "400013": .refused(Self.noRobot(code))
            case "310000": .refused(Self.unsigned)
            default:
                .refused(
                    Text(
                        zh: "群机器人没有接受这条消息。",
                        en: "The robot did not accept the message."
                    )
                )
            }
    }

    /// What a broken connection means, whoever was at the other end.
    static func words(_ fault: Ending.Fault) -> Text {
        switch fault {
        case .unknownName:
            Text(zh: "查不到这个主机名（DNS）。", en: "The host name is not known (DNS).")
        case .noConnection, .noAddress, .outOfReach:
            Text(zh: "连接不上对方的服务器。", en: "No connection with the other server.")
        case .noAnswer:
            Text(zh: "对方的服务器没有按时应答。", en: "The other server did not answer in time.")
        case .insecure, .login:
            Text(
                zh: "与对方之间建立不了可信的加密连接（TLS 1.2 以上，证书有效）。",
                en: "No trusted encrypted connection (TLS 1.2 or newer, a valid certificate)."
            )
        case .tooMuch:
            Text(zh: "对方的应答太长。", en: "The answer is too long.")
        case .brokenOff:
            Text(zh: "连接中途断开，或应答不是所用的协议。", en: "The connection broke off, or spoke another protocol.")
        }
    }

    private static func answered(_ status: Int) -> Text {
        Text(zh: "接收方应答 HTTP \(status)。", en: "The receiver answered HTTP \(status).")
    }

    private static func tooMany(_ code: String) -> Text {
        Text(
            zh: "发给这个群机器人的消息太密（\(code)）。",
            en: "Too many messages for this robot at once (\(code))."
        )
    }

    private static func noRobot(_ code: String) -> Text {
        Text(
            zh: "没有这个群机器人，或已停用（\(code)）：请检查地址。",
            en: "There is no such robot, or it was stopped (\(code)): check the address."
        )
    }

    private static let unsigned = Text(
        zh: "机器人的安全设置没有放行（310000）：请检查加签密钥、关键词和 IP 地址。",
        en:
            "The robot's own safety settings did not let it in (310000): check signing secret, keyword and IP address."
    )
}
