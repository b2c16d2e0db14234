import Ledger
import Testing

@Suite struct PostingTests {
    private let books = Books()
    private let f = DocumentFixture.self

    @Test func anInvoiceIsReceivableAgainstSalesAndTax() throws {
        let document = Document(
            kind: .invoice, currency: .kes,
            lines: [
                try f.line("2", at: "50", .kes, taxes: ["VAT16"]),
                try f.line("1", at: "30", .kes),
            ],
            adjustments: [
                DocumentAdjustment(
                    Adjustment(.allowance, .fixed(try f.money("10", .kes))), taxes: ["VAT16"])
            ], taxes: [try f.vat("16")], prepaid: try f.money("20", .kes))
        let totals = try document.totals()
        let entry = try Posting.invoice(
            document, totals, accounts: books.accounts, on: Books.day)
        #expect(
            books.table(entry) == [
                "receivable 114.40", "customer_credit 20.00", "sales -120.00", "output_tax -14.40",
            ])
        let creditNote = try Posting.creditNote(
            document, totals, accounts: books.accounts, on: Books.day)
        #expect(
            books.table(creditNote) == [
                "receivable -114.40", "customer_credit -20.00", "sales 120.00", "output_tax 14.40",
            ])
    }

    @Test func aBillIsCostAndInputTaxAgainstPayable() throws {
        let document = Document(
            kind: .bill, currency: .kes,
            lines: [
                try f.line("1", at: "1000", .kes, taxes: ["VAT16"]),
                DocumentLine(
                    description: "shop rent", quantity: .one,
                    unitPrice: try UnitPrice(decimal: "500", currency: .kes), taxes: ["LEVY"],
                    account: Books.rent),
            ],
            taxes: [
                try f.vat("16"),
                Tax(code: "LEVY", rate: try Rate(percent: "2"), isRecoverable: false),
            ], payableRounding: .toMultiple(of: 500))
        let totals = try document.totals()
        let entry = try Posting.bill(document, totals, accounts: books.accounts, on: Books.day)
        #expect(
            books.table(entry) == [
                "purchases 1000.00", "rent 510.00", "input_tax 160.00", "payable -1670.00",
            ])
        let back = try Posting.supplierCreditNote(
            document, totals, accounts: books.accounts, on: Books.day)
        #expect(
            books.table(back) == [
                "purchases -1000.00", "rent -510.00", "input_tax -160.00", "payable 1670.00",
            ])
    }

    @Test func anExpenseIsPaidFromItsAccountToTheCoin() throws {
        let document = Document(
            kind: .receipt, currency: .myr, lines: [try f.line("1", at: "10.02", .myr)],
            payableRounding: .toMultiple(of: 5))
        let entry = try Posting.expense(
            document, document.totals(), paidFrom: books.id(.cash), accounts: books.accounts,
            on: Books.day)
        #expect(
            books.table(entry) == ["purchases 10.02", "rounding_difference -0.02", "cash -10.00"])
    }

    @Test func aDocumentThatComesToNothingIsNotBooked() throws {
        let free = Adjustment(.allowance, .percent(try Rate(percent: "100")))
        let document = Document(
            kind: .invoice, currency: .kes,
            lines: [try f.line("1", at: "5", .kes, adjustments: [free])])
        let entry = try Posting.invoice(
            document, document.totals(), accounts: books.accounts, on: Books.day)
        #expect(entry == nil)
    }

    @Test func aPaymentSettlesWhatItIsAllocatedToAndTheRestIsCredit() throws {
        let entry = try Posting.paymentIn(
            f.money("100", .kes), withheld: f.money("2", .kes), into: books.id(.mobileMoney),
            allocations: [f.money("50", .kes), f.money("40", .kes)], accounts: books.accounts,
            on: Books.day)
        #expect(
            books.table(entry) == [
                "mobile_money 100.00", "withholding_receivable 2.00", "receivable -90.00",
                "customer_credit -12.00",
            ])
        let out = try Posting.paymentOut(
            f.money("100", .kes), withheld: f.money("2", .kes), from: books.id(.bank),
            allocations: [f.money("90", .kes)], accounts: books.accounts, on: Books.day)
        #expect(
            books.table(out) == [
                "payable 90.00", "supplier_credit 12.00", "bank -100.00",
                "withholding_payable -2.00",
            ])
    }

    @Test func creditIsAppliedAndRefundedAndDebtsAreWrittenOff() throws {
        let amount = try f.money("12", .kes)
        let (accounts, day) = (books.accounts, Books.day)
        #expect(
            books.table(try Posting.applyCustomerCredit(amount, accounts: accounts, on: day))
                == ["customer_credit 12.00", "receivable -12.00"])
        let refund = try Posting.refundCustomerCredit(
            amount, from: books.id(.bank), accounts: accounts, on: day)
        #expect(books.table(refund) == ["customer_credit 12.00", "bank -12.00"])
        #expect(
            books.table(try Posting.writeOff(amount, accounts: accounts, on: day))
                == ["bad_debts 12.00", "receivable -12.00"])
    }

    @Test func paymentsThatCannotBeAreRefused() throws {
        let bank = try books.id(.bank)
        let pay = { (amount: String, withheld: String, allocations: [Money]) throws in
            try Posting.paymentIn(
                f.money(amount, .kes), withheld: f.money(withheld, .kes), into: bank,
                allocations: allocations, accounts: books.accounts, on: Books.day)
        }
        #expect(throws: PostingRefusal.amountNotPositive) { try pay("0", "0", []) }
        #expect(throws: PostingRefusal.withheldNegative) { try pay("1", "-1", []) }
        #expect(throws: PostingRefusal.allocationNotPositive(index: 0)) {
            try pay("1", "0", [.zero(.kes)])
        }
        #expect(throws: PostingRefusal.allocationsExceedPayment) {
            try pay("1", "0", [f.money("1.01", .kes)])
        }
        #expect(throws: PostingRefusal.currencyMismatch(expected: .kes, found: .usd)) {
            try pay("1", "0", [f.money("1", .usd)])
        }
        #expect(throws: PostingRefusal.roleWithoutAccount(.receivable)) {
            try Posting.paymentIn(
                f.money("1", .kes), into: bank, allocations: [f.money("1", .kes)],
                accounts: RoleAccounts([:]), on: Books.day)
        }
    }

    @Test func theEntriesOfRandomDocumentsBalanceAndTheirPaymentsSettleThem() throws {
        var random = SeededGenerator(seed: 31)
        var lines: [JournalLine] = []
        for _ in 0..<1_500 {
            let document = try DocumentFixture.random(using: &random)
            let totals = try document.totals()
            let (accounts, day) = (books.accounts, Books.day)
            let entries = [
                try Posting.invoice(document, totals, accounts: accounts, on: day),
                try Posting.bill(document, totals, accounts: accounts, on: day),
                try Posting.expense(
                    document, totals, paidFrom: books.id(.cash), accounts: accounts, on: day),
            ]
            for entry in entries.compactMap({ $0 }) { lines += entry.lines }
            if totals.payable.isPositive {
                let payment = try Posting.paymentIn(
                    totals.payable, into: books.id(.bank), allocations: [totals.payable],
                    accounts: accounts, on: day)
                lines += try #require(payment).lines
            } else if let invoice = entries[0] {
                lines += invoice.reversed(on: day).lines
            }
        }
        let balance = try TrialBalance(of: lines.shuffled(using: &random))
        #expect(balance.unbalanced.isEmpty)
        #expect(try balance == TrialBalance(of: lines))
        for currency in [Currency.kes, .ugx, .kwd] {
            #expect(balance.balance(of: try books.id(.receivable), in: currency).isZero)
            #expect(!balance.balance(of: try books.id(.purchases), in: currency).isZero)
        }
    }
}
