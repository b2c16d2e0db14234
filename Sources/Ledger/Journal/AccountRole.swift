/// What the posting rules need an account for. The raw values are kept in the database.
public enum AccountRole: String, Hashable, Sendable, CaseIterable {
    case receivable
    case payable
    case sales
    case purchases
    case outputTax = "output_tax"
    case inputTax = "input_tax"
    case cash
    case bank
    case mobileMoney = "mobile_money"
    case withholdingReceivable = "withholding_receivable"
    case withholdingPayable = "withholding_payable"
    case roundingDifference = "rounding_difference"
    case exchangeDifference = "exchange_difference"
    case customerCredit = "customer_credit"
    case supplierCredit = "supplier_credit"
    case badDebts = "bad_debts"
    case openingBalance = "opening_balance"
    case retainedEarnings = "retained_earnings"
    case memberShares = "member_shares"
    case memberSavings = "member_savings"
    case memberLoans = "member_loans"
    case loanLossAllowance = "loan_loss_allowance"
    case loanLossExpense = "loan_loss_expense"
    case interestIncome = "interest_income"
    case interestExpense = "interest_expense"
    case feeIncome = "fee_income"
    case dividendsPayable = "dividends_payable"
    case statutoryReserve = "statutory_reserve"
    case invoiceAdvances = "invoice_advances"
    case investorFunds = "investor_funds"

    /// The kind that an account of this role must have.
    public var kind: AccountKind {
        switch self {
        case .receivable, .inputTax, .cash, .bank, .mobileMoney, .withholdingReceivable,
            .supplierCredit, .memberLoans, .loanLossAllowance, .invoiceAdvances:
            .asset
        case .payable, .outputTax, .withholdingPayable, .customerCredit, .memberSavings,
            .dividendsPayable, .investorFunds:
            .liability
        case .openingBalance, .retainedEarnings, .memberShares, .statutoryReserve: .equity
        case .sales, .interestIncome, .feeIncome: .income
        case .purchases, .roundingDifference, .exchangeDifference, .badDebts, .loanLossExpense,
            .interestExpense:
            .expense
        }
    }
}
