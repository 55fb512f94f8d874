import Compliance

// What goes to and fro between browser, provider and this server could finish a login, or act for somebody.

extension LoginAttempt: Withheld {}
extension Callback: Withheld {}
extension TokenResponse: Withheld {}
extension IDToken: Withheld {}
extension Reply: Withheld {}
extension Request: Withheld {}
