import Ledger

/// What somebody accepted from a supplier's paper, with the amounts as they are printed.
public struct ReceiptDraft: Sendable {
    public struct Line: Sendable {
        public let description: String
        public let quantity: Quantity?
        public let unitPrice: UnitPrice?
        public let amount: Money

        public init(
            description: String, quantity: Quantity? = nil, unitPrice: UnitPrice? = nil,
            amount: Money
        ) {
            self.description = description
            self.quantity = quantity
            self.unitPrice = unitPrice
            self.amount = amount
        }
    }

    public enum Kind: Sendable, Hashable {
        /// Paid on the spot from this account of cash, bank or mobile money.
        case receipt(paidFrom: ID<Account>)
        /// To be paid later.
        case bill(dueDay: Day?)
    }

    public let documentID: ID<Document>
    public let kind: Kind
    /// Found by its name among the parties, or made.
    public let supplier: String
    public let supplierNumber: String?
    public let day: Day
    /// What was or is to be paid.
    public let total: Money
    /// Tax within the total that can be claimed back; none where it is not printed.
    public let tax: Money?
    /// Printed rounding within the total.
    public let rounding: Money?
    /// Kept where they sum to the total with or without its tax; otherwise one line stands for all.
    public let lines: [Line]
    /// Where the cost is booked; the usual account of purchases unless given.
    public let expenseAccount: ID<Account>?
    public let note: String?

    public init(
        documentID: ID<Document>, kind: Kind, supplier: String, supplierNumber: String?,
        day: Day, total: Money, tax: Money? = nil, rounding: Money? = nil, lines: [Line] = [],
        expenseAccount: ID<Account>? = nil, note: String? = nil
    ) {
        self.documentID = documentID
        self.kind = kind
        self.supplier = supplier
        self.supplierNumber = supplierNumber
        self.day = day
        self.total = total
        self.tax = tax
        self.rounding = rounding
        self.lines = lines
        self.expenseAccount = expenseAccount
        self.note = note
    }
}

public struct BookedReceipt: Sendable {
    public let document: ID<Document>
    public let entry: ID<JournalEntry>
    public let party: ID<Party>
    public let number: String
}
