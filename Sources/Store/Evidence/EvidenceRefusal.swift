package import Compliance

/// Why a file is not taken, or not given.
package enum EvidenceRefusal: Error, Sendable, Hashable {
    case empty
    /// It would have so many bytes, or says no length that can be.
    case tooLarge(Int)
    /// As many uploads of this account are on their way as may be.
    case many(Int)
    /// The account began so many uploads within 24 hours as may be.
    case often(Int)
    /// The account may send so many bytes within 24 hours, and this goes beyond.
    case day(Int)
    /// The county keeps so many bytes, and this goes beyond.
    case total(Int)
    /// There is no such upload of this account.
    case noUpload
    case expired
    /// It was received in full, or refused, before this.
    case ended
    /// It goes on at another place: behind what has arrived.
    case elsewhere(Int)
    /// More came than was said.
    case beyond
    case scattered
    /// Other bytes came than the digest said.
    case mismatch
    /// Nothing that is taken, by how it begins.
    case unsupported([UInt8])
    /// No file can be had at that place.
    case noFile

    /// In words, for whoever sent it or asked for it.
    package var message: Text {
        let most = Evidence.mostBytes >> 20
        switch self {
        case .empty:
            return Text(zh: "文件是空的，没有接收；请重新选择。", en: "The file is empty and was not taken; choose it again.")
        case .tooLarge:
            return Text(
                zh: "一个文件最大 \(most) MiB，没有接收；照片可在手机上改小，文件可分开发送。",
                en:
                    "A file may have up to \(most) MiB, and this was not taken; make the picture smaller or send parts."
            )
        case .many(let count):
            return Text(
                zh: "已有 \(count) 个文件正在发送，没有接收新的；请先发完或取消。",
                en:
                    "\(count) files are on their way already, and no other was taken; finish or give up one first."
            )
        case .often(let count):
            return Text(
                zh: "一个账号 24 小时内最多开始发送 \(count) 个文件，没有接收新的；请明天再发。",
                en:
                    "An account may begin to send \(count) files within 24 hours, and no other was taken; send it tomorrow."
            )
        case .day(let bytes):
            return Text(
                zh: "一个账号 24 小时内最多发送 \(bytes >> 20) MiB，这个文件超出，没有接收；请明天再发，或请管理员放宽。",
                en:
                    "An account may send \(bytes >> 20) MiB within 24 hours; this file goes beyond and was not taken. Send it tomorrow, or have the administrator allow more."
            )
        case .total(let bytes):
            return Text(
                zh: "全县佐证最多保存 \(bytes >> 20) MiB，已经放不下，没有接收；请找管理员。",
                en:
                    "The county keeps \(bytes >> 20) MiB of evidence at most and has no room left; this was not taken. Tell the administrator."
            )
        case .noUpload:
            return Text(zh: "没有这个上传，或不是这个账号的。", en: "There is no such upload of this account.")
        case .expired:
            return Text(
                zh: "这个上传超过 24 小时没有发完，已作废；请重新发送。",
                en: "The upload was not finished within 24 hours and is void; begin anew."
            )
        case .ended:
            return Text(zh: "这个上传已经结束。", en: "The upload has ended already.")
        case .elsewhere(let place):
            return Text(
                zh: "已收到 \(place) 字节；请从那里接着发。",
                en: "\(place) bytes have arrived; go on from there."
            )
        case .beyond:
            return Text(zh: "内容比声明的长，多出的没有接收。", en: "More came than was said, and was not taken.")
        case .scattered:
            return Text(
                zh: "这个文件断成太多段，请取消后重新发送。",
                en: "The file came in too many pieces; give the upload up and begin anew."
            )
        case .mismatch:
            return Text(
                zh: "收到的内容与所报的摘要（SHA-256）不符，没有接收；请重新选择原来的文件。",
                en:
                    "What arrived is not what its digest (SHA-256) said, and was not taken; choose the very file again."
            )
        case .unsupported(let head):
            let (other, taken) = (OtherContent.name(head: head), FileContent.titles)
            return Text(
                zh: "这是\(other.zh)，没有接收；佐证只收 \(taken.joined(separator: "、"))。",
                en: "This is \(other.en), and was not taken; evidence is \(taken.joined(separator: ", "))."
            )
        case .noFile:
            return Text(
                zh: "这里没有可以打开的文件：没有这一处，或提交人还没有发来。",
                en: "No file can be had here: there is no such place, or whoever filed has not sent it."
            )
        }
    }
}
