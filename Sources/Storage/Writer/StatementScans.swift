/// The scans of the statements seen so far. Used by the writer thread alone.
final class StatementScans {
    private var known: [String: StatementScan] = [:]

    subscript(_ sql: String) -> StatementScan {
        if let scan = known[sql] { return scan }
        let scan = StatementScan(sql)
        // Texts are written in the source, so they are few; a generated one must not fill memory.
        if known.count >= 4096 { known.removeAll() }
        known[sql] = scan
        return scan
    }
}
