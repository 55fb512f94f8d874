import Compliance

// What goes to and fro between browser, provider and this server could finish a login, or act for somebody.

extension Attempt: Withheld {}
extension Callback: Withheld {}
extension Grant: Withheld {}
extension IDToken: Withheld {}
extension Reply: Withheld {}
extension Request: Withheld {}
