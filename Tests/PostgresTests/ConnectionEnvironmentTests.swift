import Testing

@testable import Postgres

/// Connection strings as variables for PostgreSQL's own programs.
@Suite struct ConnectionEnvironmentTests {
    @Test func everyPartThatHasAVariableIsInIt() throws {
        let url =
            "postgresql://keeper:s%27ec%3Dret@db1:5433,db2:5434/lazaret"
            + "?target_session_attrs=read-write&sslmode=verify-full&options=-c%20work_mem%3D64MB&keepalives_idle=9"
        #expect(
            try ConnectionEnvironment.variables(of: url) == [
                "PGHOST": "db1,db2", "PGPORT": "5433,5434", "PGUSER": "keeper", "PGPASSWORD": "s'ec=ret",
                "PGDATABASE": "lazaret", "PGTARGETSESSIONATTRS": "read-write", "PGSSLMODE": "verify-full",
                "PGOPTIONS": "-c work_mem=64MB",
            ]
        )
        #expect(
            try ConnectionEnvironment.variables(of: "host=/run/postgresql dbname='a b' user='it\\'s'") == [
                "PGHOST": "/run/postgresql", "PGDATABASE": "a b", "PGUSER": "it's",
            ]
        )
        #expect(try ConnectionEnvironment.variables(of: "").isEmpty)
    }

    @Test(arguments: ["nonsense", "postgresql://[", "host='a", "a\u{0}b"])
    func whatLibpqDoesNotUnderstandIsRefused(text: String) {
        #expect(throws: PostgresError.self) { try ConnectionEnvironment.variables(of: text) }
    }
}
