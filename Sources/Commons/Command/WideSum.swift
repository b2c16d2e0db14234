import Ledger
import Storage

/// A sum of amounts that may leave 64 bits, which the engines refuse each in its own way: they sum
/// the two halves of every amount, and what they come to is put together here.
enum WideSum {
    private static let half: Int128 = 1_000_000_000

    /// Two columns.
    ///
    /// - Parameter amount: an integer of SQL.
    static func columns(_ amount: String) -> String {
        """
        CAST(COALESCE(SUM(\(amount) / \(half)), 0) AS BIGINT), \
        CAST(COALESCE(SUM(\(amount) % \(half)), 0) AS BIGINT)
        """
    }

    /// - Throws: `amount_too_large` where 64 bits do not hold it.
    static func read(_ row: any Row, from column: Int) throws -> Int64 {
        let sum = try Int128(row.integer(column)) * half + Int128(row.integer(column + 1))
        guard let narrow = Int64(exactly: sum) else {
            throw Refusal(.amountTooLarge, "The amounts are too large to be summed.")
        }
        return narrow
    }
}
