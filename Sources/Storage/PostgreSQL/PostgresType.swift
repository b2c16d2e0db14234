import CPostgres

/// The PostgreSQL types that the schema and its expressions use, by their object identifiers
/// (pg_type.dat of the server).
enum PostgresType {
    static let bool: Oid = 16
    static let bytea: Oid = 17
    static let name: Oid = 19
    static let int8: Oid = 20
    static let int2: Oid = 21
    static let int4: Oid = 23
    static let text: Oid = 25
    static let float4: Oid = 700
    static let float8: Oid = 701
    static let unknown: Oid = 705
    static let bpchar: Oid = 1042
    static let varchar: Oid = 1043
    static let numeric: Oid = 1700

    static func isText(_ type: Oid) -> Bool {
        [text, varchar, bpchar, name, unknown].contains(type)
    }

    /// The name of a column's type as an array's element, for the types that rows may be appended
    /// to; nil for others.
    static func elementName(_ type: Oid) -> String? {
        switch type {
        case bytea: "bytea"
        case int8: "int8"
        case int2: "int2"
        case int4: "int4"
        case text: "text"
        case float8: "float8"
        default: nil
        }
    }
}
