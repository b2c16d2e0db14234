import Ledger
import Testing

@Suite struct CreditRestTests {
    private func kes(_ units: Int64) -> Money { Money(minorUnits: units, currency: .kes) }

    private func document(_ price: Int64, _ quantity: Int64) -> Document {
        Document(
            kind: .creditNote, currency: .kes,
            lines: [
                DocumentLine(
                    description: "Flour", quantity: Quantity(millionths: quantity * 1_000_000),
                    unitPrice: UnitPrice(millionths: price * 10_000, currency: .kes), taxes: ["V"])
            ], taxes: [Tax(code: "V", rate: Rate(partsPerMillion: 100_000))])
    }

    private func rest(net: Int64, tax: Int64, payable: Int64, ends: Bool, isMixed: Bool = false)
        -> CreditRest
    {
        CreditRest(
            lines: [.init(net: kes(net), ends: ends)],
            taxes: [.init(code: "V", base: kes(net), amount: kes(tax), ends: ends)],
            payable: kes(payable), isMixed: isMixed)
    }

    @Test func `The end of a line takes what is left, whatever its own rounding says`() throws {
        // 3 x 0.04 bear 0.01 of tax; each 0.04 by itself bears none.
        let last = try rest(net: 4, tax: 1, payable: 5, ends: true)
            .fitting(document(4, 1).totals(), positions: [0], pricing: .exclusive)
        #expect(last?.tax == kes(1) && last?.payable == kes(5) && last?.rounding == kes(0))
    }

    @Test func `A part takes no more of a tax than is left`() throws {
        // 3 x 0.05 bear 0.02; two of them took it.
        let part = try rest(net: 10, tax: 0, payable: 10, ends: false)
            .fitting(document(5, 1).totals(), positions: [0], pricing: .exclusive)
        #expect(part?.tax == kes(0) && part?.net == kes(5) && part?.payable == kes(5))
    }

    @Test func `Beside lines that take back, more tax than is left is no rounding`() throws {
        let part = try rest(net: 1_000, tax: 60, payable: 1_060, ends: false, isMixed: true)
            .fitting(document(1_000, 1).totals(), positions: [0], pricing: .exclusive)
        #expect(part == nil)
    }

    @Test func `Two parts of one line on one note share what is left`() throws {
        let line = document(5, 1).lines[0]
        let note = Document(
            kind: .creditNote, currency: .kes, lines: [line, line],
            taxes: document(5, 1).taxes)
        let both = try rest(net: 9, tax: 1, payable: 10, ends: true)
            .fitting(note.totals(), positions: [0, 0], pricing: .exclusive)
        #expect(both?.lineNets == [kes(5), kes(4)] && both?.payable == kes(10))
    }
}
