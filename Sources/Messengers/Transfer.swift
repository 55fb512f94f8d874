import CLibCurl
import Compliance
import Foundation

/// One transfer by libcurl: one connection, one attempt, nothing kept for the next.
///
/// libcurl blocks the thread that it runs on, so that each has one of its own: Swift's tasks run on Dispatch's, which are few.
/// Once begun it is carried through, so that nobody is told that a message did not leave which did.
struct Transfer: Sendable {
    /// How long it may take, in milliseconds, and how much may come back, in bytes, header included.
    struct Bounds: Sendable {
        var connect = 10_000
        var whole = 30_000
        var answer = 64 << 10
    }

    enum Load: Sendable {
        case post(headers: [String], body: [UInt8])
        case mail(Mail, by: MailRelay)
    }

    let address: String
    /// What may be connected to, asked of the address that is really connected to.
    let reach: AddressKinds
    let load: Load
    var bounds = Bounds()
    /// A file of certificates to trust beside the system's.
    var authorities: String?

    private static let isReady = lazaret_start() == CURLE_OK

    func run() async -> Ending {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: perform()) }
        }
    }

    private func perform() -> Ending {
        guard Self.isReady, let handle = CurlHandle() else { return Ending(fault: .brokenOff) }
        setBounds(handle)
        switch load {
        case .post(let headers, let body):
            handle.set(CURLOPT_PROTOCOLS_STR, "http,https")
            handle.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
            handle.set(CURLOPT_USERAGENT, "Lazaret")
            handle.set(CURLOPT_HTTPHEADER, headers + ["Content-Type: application/json", "Expect:"])
            handle.set(body: body)
            return handle.perform(reach: reach, answer: bounds.answer, mail: nil)
        case .mail(let mail, let relay):
            handle.set(CURLOPT_PROTOCOLS_STR, relay.security == .tls ? "smtps" : "smtp")
            handle.set(
                CURLOPT_USE_SSL,
                Int((relay.security == .starttls ? CURLUSESSL_ALL : CURLUSESSL_NONE).rawValue)
            )
            if let user = relay.user, let password = relay.password {
                handle.set(CURLOPT_USERNAME, user)
                handle.set(CURLOPT_PASSWORD, password.text)
                handle.set(CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN")
            }
            handle.set(CURLOPT_MAIL_FROM, "<\(relay.from)>")
            handle.set(CURLOPT_MAIL_RCPT, ["<\(mail.to)>"])
            handle.set(CURLOPT_UPLOAD, 1)
            return handle.perform(reach: reach, answer: bounds.answer, mail: mail.bytes)
        }
    }

    private func setBounds(_ handle: CurlHandle) {
        handle.set(CURLOPT_URL, address)
        handle.set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
        handle.set(CURLOPT_NOSIGNAL, 1)
        // No proxy that the environment names: it would be what connects.
        handle.set(CURLOPT_PROXY, "")
        handle.set(CURLOPT_FOLLOWLOCATION, 0)
        handle.set(CURLOPT_FORBID_REUSE, 1)
        handle.set(CURLOPT_CONNECTTIMEOUT_MS, bounds.connect)
        handle.set(CURLOPT_TIMEOUT_MS, bounds.whole)
        handle.set(CURLOPT_SSL_VERIFYPEER, 1)
        handle.set(CURLOPT_SSL_VERIFYHOST, 2)
        handle.set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let authorities { handle.set(CURLOPT_CAINFO, authorities) }
    }
}

/// How a transfer ended.
struct Ending: Sendable {
    /// What was wrong with the connection.
    enum Fault: Sendable {
        case noAddress, unknownName, outOfReach, noConnection, noAnswer, insecure, login, tooMuch, brokenOff
    }

    /// How far a mail came: the last of these that was said.
    enum Stage: Int, Sendable, Comparable {
        case greeting, sender, recipient, content

        static func < (a: Stage, b: Stage) -> Bool { a.rawValue < b.rawValue }
    }

    /// nil where both sides went to the end.
    var fault: Fault?
    /// The last code of HTTP or SMTP; 0 where none came.
    var status = 0
    /// What `Retry-After` says, in seconds, at most a day.
    var wait: Int?
    var stage = Stage.greeting
    /// What a webhook answered; read, and never repeated.
    var answer: [UInt8] = []
}

/// A handle of libcurl's, set and then performed once.
@safe private final class CurlHandle {
    private var curl: UnsafeMutableRawPointer?
    private var lists: [UnsafeMutablePointer<curl_slist>] = unsafe []
    /// Whether every option was taken; a bound that was not may not be done without.
    private var isSet = true

    init?() {
        guard let made = unsafe curl_easy_init() else { return nil }
        unsafe curl = made
    }

    deinit {
        if let curl = unsafe curl { unsafe curl_easy_cleanup(curl) }
        while let list = unsafe lists.popLast() { unsafe curl_slist_free_all(list) }
    }

    func set(_ option: CURLoption, _ text: String) {
        note(unsafe lazaret_set_text(curl, option, text))
    }

    func set(_ option: CURLoption, _ number: Int) {
        note(unsafe lazaret_set_number(curl, option, number))
    }

    func set(_ option: CURLoption, _ lines: [String]) {
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines {
            guard let longer = unsafe curl_slist_append(list, line) else { return note(CURLE_OUT_OF_MEMORY) }
            unsafe list = longer
        }
        if let list = unsafe list { unsafe lists.append(list) }
        note(unsafe lazaret_set_list(curl, option, list))
    }

    func set(body: [UInt8]) {
        note(unsafe lazaret_set_size(curl, CURLOPT_POSTFIELDSIZE_LARGE, body.count))
        unsafe body.withUnsafeBytes { bytes in
            note(
                unsafe lazaret_set_text(
                    curl,
                    CURLOPT_COPYPOSTFIELDS,
                    bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
                )
            )
        }
    }

    private func note(_ code: CURLcode) { isSet = isSet && code == CURLE_OK }

    func perform(reach: AddressKinds, answer most: Int, mail: [UInt8]?) -> Ending {
        if let mail { note(unsafe lazaret_set_size(curl, CURLOPT_INFILESIZE_LARGE, mail.count)) }
        guard isSet, let handle = unsafe curl else { return Ending(fault: .brokenOff) }
        unsafe curl = nil
        var answer = [UInt8](repeating: 0, count: most)
        var transfer = unsafe lazaret_transfer()
        unsafe transfer.reach = reach.rawValue
        let code = unsafe (mail ?? [])
            .withUnsafeBufferPointer { load in
                unsafe answer.withUnsafeMutableBufferPointer { answer in
                    unsafe transfer.load = load.baseAddress
                    unsafe transfer.load_size = load.count
                    unsafe transfer.answer = answer.baseAddress
                    unsafe transfer.answer_most = answer.count
                    return unsafe lazaret_perform(handle, &transfer, mail == nil ? 0 : 1)
                }
            }
        return unsafe Ending(
            fault: Self.fault(code, isOutOfReach: transfer.out_of_reach != 0),
            status: transfer.status,
            wait: transfer.wait > 0 ? transfer.wait : nil,
            stage: Ending.Stage(rawValue: Int(transfer.stage)) ?? .greeting,
            answer: Array(answer.prefix(transfer.answer_size))
        )
    }

    private static func fault(_ code: CURLcode, isOutOfReach: Bool) -> Ending.Fault? {
        switch code {
        case CURLE_OK: nil
        case CURLE_URL_MALFORMAT: .noAddress
        case CURLE_COULDNT_RESOLVE_HOST: .unknownName
        case CURLE_COULDNT_CONNECT: isOutOfReach ? .outOfReach : .noConnection
        case CURLE_OPERATION_TIMEDOUT: .noAnswer
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_USE_SSL_FAILED,
            CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CIPHER:
            .insecure
        case CURLE_LOGIN_DENIED: .login
        case CURLE_WRITE_ERROR: .tooMuch
        default: .brokenOff
        }
    }
}
