import Postgres

/// How the connections to the database stand, for those who watch the server.
package struct PoolGauges: Sendable, Hashable {
    package let open: Int
    package let idle: Int
    package let waiting: Int
}

extension Store {
    package var poolGauges: PoolGauges {
        get async {
            let figures = await database.figures
            return PoolGauges(open: figures.open, idle: figures.idle, waiting: figures.waiting)
        }
    }
}
