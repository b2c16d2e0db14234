import Testing

@testable import Insight

@Suite struct BusinessNameTests {
    @Test(
        "One business is spelt in many ways",
        arguments: [
            ("Baraka Hardware Ltd", "BARAKA HARDWARES LIMITED"),
            ("Njeri Wholesale Foods", "NJERI FOODS"),
            ("Njeri Wholesale Foods", "M/S NJER1 WHOLESALE"),
            ("Umoja SACCO Society", "Umoja Savings and Credit"),
            ("Épicerie Sénégal", "EPICERIE SENEGAL SARL"),
            // Nothing to go by is no reason to doubt.
            ("Duka", "--"), ("AB", "Juma Traders"),
        ])
    func same(_ own: String, _ printed: String) {
        #expect(BusinessName(own).maybeNamesSame(as: BusinessName(printed)))
    }

    @Test(
        "What two trade in, or what they are by law, makes them no one business",
        arguments: [
            ("Baraka Hardware Ltd", "JUMA HARDWARE LTD"),
            ("Njeri Wholesale Foods", "Achieng Fish Traders"),
            ("Duka", "Kilimo Agrovet"),
        ])
    func other(_ own: String, _ printed: String) {
        #expect(!BusinessName(own).maybeNamesSame(as: BusinessName(printed)))
    }
}
