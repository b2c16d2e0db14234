import Ledger
import Testing

@Suite struct SettlementTests {
    /// payable | paid | credited | written off | open | state
    @Test(arguments: [
        ("50.00", "0", "0", "0", "50.00", DocumentState.issued),
        ("50.00", "0", "30.00", "0", "20.00", .partlyPaid),
        ("50.00", "20.00", "30.00", "0", "0.00", .paid),
        ("50.00", "50.00", "0", "0", "0.00", .paid),
        ("50.00", "0", "50.00", "0", "0.00", .credited),
        ("50.00", "60.00", "0", "0", "-10.00", .overpaid),
        ("50.00", "50.00", "50.00", "0", "-50.00", .overpaid),
        ("50.00", "10.00", "0", "40.00", "0.00", .writtenOff),
        ("50.00", "0", "0", "10.00", "40.00", .partlyPaid),
        ("0.00", "0", "0", "0", "0.00", .paid),
        ("0.00", "1.00", "0", "0", "-1.00", .overpaid),
        ("-50.00", "0", "0", "0", "-50.00", .issued),
        ("-50.00", "-20.00", "0", "0", "-30.00", .partlyPaid),
        ("-50.00", "-50.00", "0", "0", "0.00", .paid),
        ("-50.00", "-60.00", "0", "0", "10.00", .overpaid),
    ])
    func theStateFollowsFromTheSums(
        payable: String, paid: String, credited: String, writtenOff: String, open: String,
        state: DocumentState
    ) throws {
        let money = { (text: String) throws in try Money(decimal: text, currency: .kes) }
        let make = { (life: Settlement.Life) throws in
            try Settlement(
                life, payable: money(payable), paid: money(paid), credited: money(credited),
                writtenOff: money(writtenOff))
        }
        #expect(try make(.issued).open.decimal == open)
        #expect(try make(.issued).state == state)
        #expect(try make(.draft).state == .draft)
        #expect(try make(.void).state == .void)
    }

    @Test func amountsOfAnotherCurrencyDoNotSettle() {
        #expect(throws: MoneyError.currencyMismatch(expected: .kes, found: .usd)) {
            try Settlement(
                .issued, payable: .zero(.kes), paid: .zero(.usd), credited: .zero(.kes),
                writtenOff: .zero(.kes))
        }
    }
}
