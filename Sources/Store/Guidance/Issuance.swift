package import Compliance
import Postgres

/// A version of the standard that was issued to a site.
package struct Issuance: Sendable, Hashable {
    /// The number of its entry in the record, which names it.
    package let entry: Int
    /// The site that it was issued to: of one that moved perhaps a former code.
    package let site: String
    package let version: StandardDigests
    package let issuedAt: Instant
    /// The account, or the operator at the shell.
    package let issuedBy: String
    /// nil where nobody acknowledged it.
    package let receipt: Receipt?

    /// That it was acknowledged.
    package struct Receipt: Sendable, Hashable {
        package let at: Instant
        /// The account.
        package let by: String
        /// The duty at the site by which it was done.
        package let duty: Responsible

        package init(at: Instant, by: String, duty: Responsible) {
            self.at = at
            self.by = by
            self.duty = duty
        }
    }

    package init(
        entry: Int,
        site: String,
        version: StandardDigests,
        issuedAt: Instant,
        issuedBy: String,
        receipt: Receipt? = nil
    ) {
        self.entry = entry
        self.site = site
        self.version = version
        self.issuedAt = issuedAt
        self.issuedBy = issuedBy
        self.receipt = receipt
    }

    var fact: SiteFile.Issue { SiteFile.Issue(version: version, at: issuedAt, receivedAt: receipt?.at) }
}

/// Guidance on a version of the standard that was put on record.
package struct Guidance: Sendable, Hashable {
    /// Made by whoever recorded it, so that the same twice is once.
    package let id: InspectionID
    package let site: String
    package let version: StandardDigests
    /// As it was stated.
    package let givenAt: Instant
    package let recordedAt: Instant
    /// The account, or the operator at the shell.
    package let givenBy: String
    package let shown: String
    /// Who was there, by duty.
    package let attended: String
    /// nil where it stands.
    package let withdrawal: Withdrawal?

    package init(
        id: InspectionID,
        site: String,
        version: StandardDigests,
        givenAt: Instant,
        recordedAt: Instant,
        givenBy: String,
        shown: String,
        attended: String,
        withdrawal: Withdrawal? = nil
    ) {
        self.id = id
        self.site = site
        self.version = version
        self.givenAt = givenAt
        self.recordedAt = recordedAt
        self.givenBy = givenBy
        self.shown = shown
        self.attended = attended
        self.withdrawal = withdrawal
    }
}

extension Issuance {
    /// Reads a row of `issuance` beside its receipt.
    init(_ row: Row) throws {
        self = try row.reading("issuance", by: "entry") {
            let duty = try row["duty"] as Responsible?
            return Issuance(
                entry: try row["entry"],
                site: try row["site"],
                version: try StandardDigests(row),
                issuedAt: try row["issued_at"],
                issuedBy: try row["issued_by"],
                receipt: try duty.map {
                    Receipt(at: try row["received_at"], by: try row["received_by"], duty: $0)
                }
            )
        }
    }
}

extension Guidance {
    /// Reads a row of `guidance` beside its withdrawal.
    init(_ row: Row) throws {
        self = try row.reading("guidance", by: "id") {
            let withdrawnBy = try row["withdrawn_by"] as String?
            return Guidance(
                id: try row["id"],
                site: try row["site"],
                version: try StandardDigests(row),
                givenAt: try row["given_at"],
                recordedAt: try row["recorded_at"],
                givenBy: try row["given_by"],
                shown: try row["shown"],
                attended: try row["attended"],
                withdrawal: try withdrawnBy.map {
                    Withdrawal(by: $0, at: try row["withdrawn_at"], reason: try row["reason"])
                }
            )
        }
    }
}
