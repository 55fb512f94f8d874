/// One row of a county's register: a site and who holds which duty there.
package struct RegisterEntry: Sendable, Hashable {
    package let site: Site
    package let postings: [Posting]
    /// The row or line it was read from, to name it in complaints.
    package let row: Int

    package init(site: Site, postings: [Posting], row: Int) {
        self.site = site
        self.postings = postings
        self.row = row
    }
}
