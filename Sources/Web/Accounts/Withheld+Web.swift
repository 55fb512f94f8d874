import Compliance

// Who asks, with the secret of the browser; and what a form brought, passwords among it.

extension Visit: Withheld {}
extension FormFields: Withheld {}
