extension ChartOfAccounts {
    /// A small trader or maker, with the captions of the IFRS for SMEs standard (sections 4 and 5).
    public static let ifrsForSMEs = ChartOfAccounts(
        name: "ifrs_smes",
        entries: cashAccounts + [
            Entry("1100", "receivables", "Trade receivables", .asset, .receivable),
            Entry("1110", "supplier_credit", "Credit with suppliers", .asset, .supplierCredit),
            Entry("1120", "input_tax", "Input tax", .asset, .inputTax),
            Entry(
                "1130", "withholding_receivable", "Withholding tax to be credited", .asset,
                .withholdingReceivable),
            Entry("1200", "inventories", "Inventories", .asset),
            Entry("1300", "prepayments", "Prepayments", .asset),
            Entry("1500", "property", "Property, plant and equipment", .asset, isCapital: true),
            Entry(
                "1590", "depreciation_accumulated", "Accumulated depreciation", .asset,
                isCapital: true),
            Entry("2000", "payables", "Trade payables", .liability, .payable),
            Entry("2010", "customer_credit", "Credit of customers", .liability, .customerCredit),
            Entry("2100", "output_tax", "Output tax", .liability, .outputTax),
            Entry(
                "2110", "withholding_payable", "Withholding tax payable", .liability,
                .withholdingPayable),
            Entry("2200", "income_tax_payable", "Income tax payable", .liability),
            Entry("2300", "wages_payable", "Wages payable", .liability),
            Entry("2400", "invoice_finance", "Advances on invoices", .liability),
            Entry("2500", "borrowings", "Borrowings", .liability, isCapital: true),
            Entry("3000", "capital", "Owner's capital", .equity),
            Entry("3100", "drawings", "Owner's drawings", .equity),
            Entry("3800", "opening_balance", "Opening balances", .equity, .openingBalance),
            Entry("3900", "retained_earnings", "Retained earnings", .equity, .retainedEarnings),
            Entry("4000", "sales", "Sales of goods and services", .income, .sales),
            Entry("4900", "other_income", "Other income", .income),
            Entry("4910", "interest_income", "Interest received", .income, .interestIncome),
            Entry("5000", "purchases", "Purchases", .expense, .purchases),
            Entry("5100", "transport", "Transport and delivery", .expense),
            Entry("6000", "wages", "Wages and salaries", .expense),
            Entry("6100", "rent", "Rent", .expense),
            Entry("6200", "utilities", "Electricity, water and airtime", .expense),
            Entry("6300", "supplies", "Supplies and stationery", .expense),
            Entry("6400", "repairs", "Repairs and maintenance", .expense),
            Entry("6500", "travel", "Travel and meals", .expense),
            Entry("6600", "insurance", "Insurance", .expense),
            Entry("6700", "licences", "Licences and levies", .expense),
            Entry("6800", "depreciation", "Depreciation", .expense),
            Entry("6900", "other_expenses", "Other expenses", .expense),
        ] + financeExpenses)

    /// A savings and credit cooperative or microfinance institution.
    public static let sacco = ChartOfAccounts(
        name: "sacco",
        entries: cashAccounts + [
            Entry("1100", "receivables", "Receivables", .asset, .receivable),
            Entry("1110", "supplier_credit", "Credit with suppliers", .asset, .supplierCredit),
            Entry("1120", "input_tax", "Input tax", .asset, .inputTax),
            Entry(
                "1130", "withholding_receivable", "Withholding tax to be credited", .asset,
                .withholdingReceivable),
            Entry("1300", "prepayments", "Prepayments", .asset),
            Entry("1400", "member_loans", "Loans to members", .asset, .memberLoans),
            Entry(
                "1410", "loan_loss_allowance", "Allowance for loan losses", .asset,
                .loanLossAllowance),
            Entry("1420", "interest_receivable", "Interest receivable", .asset),
            Entry("1430", "invoice_advances", "Advances on invoices", .asset, .invoiceAdvances),
            Entry("1450", "investments", "Financial investments", .asset, isCapital: true),
            Entry("1500", "property", "Property and equipment", .asset, isCapital: true),
            Entry(
                "1590", "depreciation_accumulated", "Accumulated depreciation", .asset,
                isCapital: true),
            Entry("2000", "payables", "Payables", .liability, .payable),
            Entry("2010", "customer_credit", "Credit of customers", .liability, .customerCredit),
            Entry("2100", "output_tax", "Output tax", .liability, .outputTax),
            Entry(
                "2110", "withholding_payable", "Withholding tax payable", .liability,
                .withholdingPayable),
            Entry("2200", "member_savings", "Members' savings", .liability, .memberSavings),
            Entry("2210", "term_deposits", "Members' term deposits", .liability),
            Entry("2220", "interest_payable", "Interest payable on savings", .liability),
            Entry("2230", "dividends_payable", "Dividends payable", .liability, .dividendsPayable),
            Entry("2300", "investor_funds", "Funds of investors", .liability, .investorFunds),
            Entry("2500", "borrowings", "External borrowings", .liability, isCapital: true),
            Entry("3000", "member_shares", "Members' shares", .equity, .memberShares),
            Entry("3100", "statutory_reserve", "Statutory reserve", .equity, .statutoryReserve),
            Entry("3200", "grants", "Donated equity", .equity),
            Entry("3800", "opening_balance", "Opening balances", .equity, .openingBalance),
            Entry("3900", "retained_earnings", "Retained surplus", .equity, .retainedEarnings),
            Entry("4000", "loan_interest", "Interest on loans", .income, .interestIncome),
            Entry("4100", "loan_fees", "Fees and penalties", .income, .feeIncome),
            Entry("4200", "investment_income", "Income from investments", .income),
            Entry("4300", "sales", "Services invoiced", .income, .sales),
            Entry("4900", "other_income", "Other income", .income),
            Entry(
                "5000", "savings_interest", "Interest on savings", .expense, .interestExpense),
            Entry("5100", "loan_losses", "Loan loss expense", .expense, .loanLossExpense),
            Entry("6000", "wages", "Wages and salaries", .expense),
            Entry("6100", "rent", "Rent", .expense),
            Entry("6200", "utilities", "Electricity, water and airtime", .expense),
            Entry("6300", "purchases", "Supplies and services", .expense, .purchases),
            Entry("6500", "travel", "Travel and field work", .expense),
            Entry("6600", "governance", "Meetings and governance", .expense),
            Entry("6700", "licences", "Licences and levies", .expense),
            Entry("6800", "depreciation", "Depreciation", .expense),
            Entry("6900", "other_expenses", "Other expenses", .expense),
        ] + financeExpenses)

    private static let cashAccounts = [
        Entry("1000", "cash", "Cash on hand", .asset, .cash),
        Entry("1010", "bank", "Bank", .asset, .bank),
        Entry("1020", "mobile_money", "Mobile money", .asset, .mobileMoney),
    ]

    private static let financeExpenses = [
        Entry("7000", "bank_charges", "Bank and mobile money charges", .expense),
        Entry("7100", "finance_costs", "Finance costs", .expense),
        Entry("7200", "bad_debts", "Bad debts", .expense, .badDebts),
        Entry(
            "7300", "exchange_difference", "Exchange differences", .expense, .exchangeDifference),
        Entry(
            "7400", "rounding_difference", "Rounding differences", .expense, .roundingDifference),
    ]
}
