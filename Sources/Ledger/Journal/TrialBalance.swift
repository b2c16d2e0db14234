/// The balances of all accounts, which sum to zero in each currency.
public struct TrialBalance: Hashable, Sendable {
    public struct Row: Hashable, Sendable {
        public let account: ID<Account>
        /// Debits less credits.
        public let balance: Money
        /// What was debited and credited in all; neither is negative.
        public let debits: Money
        public let credits: Money
    }

    private struct Key: Hashable {
        let account: ID<Account>
        let currency: Currency
    }

    /// By account, then by the code of the currency.
    public let rows: [Row]

    public init(of lines: some Sequence<JournalLine>) throws(MoneyError) {
        var sums: [Key: (debits: Int128, credits: Int128)] = [:]
        for line in lines {
            let key = Key(account: line.account, currency: line.amount.currency)
            let units = Int128(line.amount.minorUnits)
            var sum = sums[key] ?? (0, 0)
            if units > 0 { sum.debits += units } else { sum.credits -= units }
            sums[key] = sum
        }
        var rows: [Row] = []
        for (key, sum) in sums {
            rows.append(
                Row(
                    account: key.account,
                    balance: try Money(
                        narrowing: sum.debits - sum.credits, currency: key.currency),
                    debits: try Money(narrowing: sum.debits, currency: key.currency),
                    credits: try Money(narrowing: sum.credits, currency: key.currency)))
        }
        self.rows = rows.sorted {
            $0.account == $1.account
                ? $0.balance.currency.code < $1.balance.currency.code : $0.account < $1.account
        }
    }

    /// The balance of an account; zero where it has none in that currency.
    public func balance(of account: ID<Account>, in currency: Currency) -> Money {
        rows.first { $0.account == account && $0.balance.currency == currency }?.balance
            ?? .zero(currency)
    }

    /// Currencies whose balances do not sum to zero: none, unless lines are missing.
    public var unbalanced: [Currency] {
        var sums: [Currency: Int128] = [:]
        for row in rows {
            sums[row.balance.currency, default: 0] += Int128(row.balance.minorUnits)
        }
        return sums.filter { $0.value != 0 }.keys.sorted { $0.code < $1.code }
    }
}
