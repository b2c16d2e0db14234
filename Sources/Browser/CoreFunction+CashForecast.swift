import Insight
import Wire

extension CoreFunction {
    /// `{"basis":{...},"scenario":"late:PARTY:21,sales:-20"}`, the basis as the server sent it ->
    /// `currency`, `as_of`, `opening`, `weeks` and `shortage`, as the server answers them.
    static func writeCashForecast(
        for request: JSONRequest, to writer: inout JSONWriter
    ) throws(CallRefusal) {
        let given = try request.required("basis")
        guard let basis = CashBasis(given.value) else {
            throw CallRefusal("cash_basis", "this is no basis of a forecast", at: given.pointer)
        }
        let text = try request["scenario"]?.text() ?? ""
        do throws(CashScenarioRefusal) {
            let scenario = try CashScenario(text, currency: basis.currency)
            CashForecast(basis, scenario: scenario).writeMembers(for: basis, to: &writer)
        } catch {
            throw CallRefusal("cash_scenario", "the scenario " + error.message, at: "/scenario")
        }
    }
}
