import Ledger
import Testing

@Suite struct ChartOfAccountsTests {
    @Test(arguments: ChartOfAccounts.all)
    func codesAndNamesAreUniqueAndCodesInOrder(chart: ChartOfAccounts) {
        let codes = chart.entries.map { $0.code }
        #expect(codes == Set(codes).sorted())
        #expect(Set(chart.entries.map { $0.nameKey }).count == codes.count)
        #expect(Set(chart.entries.map { $0.name }).count == codes.count)
    }

    @Test(arguments: ChartOfAccounts.all)
    func aRoleHasOneAccountOfItsKind(chart: ChartOfAccounts) {
        var seen: Set<AccountRole> = []
        for entry in chart.entries {
            guard let role = entry.role else { continue }
            #expect(seen.insert(role).inserted, "\(role) twice")
            #expect(entry.kind == role.kind, "\(entry.code)")
        }
    }

    @Test(arguments: ChartOfAccounts.all)
    func everyChartServesTheRulesThatPostDocuments(chart: ChartOfAccounts) {
        let roles = Set(chart.entries.compactMap { $0.role })
        let needed: Set<AccountRole> = [
            .receivable, .payable, .sales, .purchases, .outputTax, .inputTax, .cash, .bank,
            .mobileMoney, .withholdingReceivable, .withholdingPayable, .roundingDifference,
            .exchangeDifference, .customerCredit, .supplierCredit, .badDebts, .openingBalance,
            .retainedEarnings,
        ]
        #expect(needed.isSubset(of: roles))
    }

    @Test func aSaccoHasAccountsForItsMembers() {
        let roles = Set(ChartOfAccounts.sacco.entries.compactMap { $0.role })
        #expect(roles == Set(AccountRole.allCases))
    }

    @Test func theFirstDigitTellsTheKind() {
        let kinds: [Character: AccountKind] = [
            "1": .asset, "2": .liability, "3": .equity, "4": .income,
        ]
        for entry in ChartOfAccounts.all.flatMap({ $0.entries }) {
            #expect(entry.kind == entry.code.first.flatMap { kinds[$0] } ?? .expense)
        }
    }
}
