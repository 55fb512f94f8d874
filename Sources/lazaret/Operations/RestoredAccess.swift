import Compliance

/// What a restored backup means for whoever was signed in when it was taken.
enum RestoredAccess {
    /// Says it beside the result.
    static func say(kept: Bool) {
        Terminal.note(
            kept
                ? Wording.text(
                    "备份时的登录和令牌随之恢复，包括此后已结束的；请核对，或逐个结束。",
                    "The sessions and tokens of the backup are back, those that were ended since too: look through them."
                )
                : Wording.text(
                    "备份时的登录和令牌已全部结束（已记录在案）；请重新登录，并重新签发令牌。密码恢复为备份时的。",
                    "The sessions and tokens of the backup were ended, on the record: people sign in anew, with the passwords of then, and programs need new tokens."
                )
        )
    }
}
