import Ledger
import Wire

extension CoreFunction {
    /// `{"minor_units":"125000","currency":"KES"}` -> `{"amount":"1250.00","currency":"KES"}`.
    /// Minor units are text, since JavaScript's numbers end at 2^53.
    static func writeFormattedMoney(for request: JSONRequest, to writer: inout JSONWriter)
        throws(CallRefusal)
    {
        let units = try request.required("minor_units")
        guard let minorUnits = Int64(try units.text()) else {
            throw CallRefusal("wrong_kind", "expected a whole number", at: units.pointer)
        }
        let currency = try request.required("currency").currency()
        write(Money(minorUnits: minorUnits, currency: currency), to: &writer)
    }

    /// `{"amount":"1250","currency":"KES"}` ->
    /// `{"amount":"1250.00","currency":"KES","minor_units":"125000"}`.
    static func writeParsedMoney(for request: JSONRequest, to writer: inout JSONWriter)
        throws(CallRefusal)
    {
        let amount = try request.required("amount")
        let text = try amount.text()
        let currency = try request.required("currency").currency()
        do throws(MoneyError) {
            let money = try Money(decimal: text, currency: currency)
            write(money, to: &writer)
            writer.key("minor_units")
            writer.string(String(money.minorUnits))
        } catch {
            throw CallRefusal(
                error.code, "not an amount of \(currency.code)", at: amount.pointer)
        }
    }

    private static func write(_ money: Money, to writer: inout JSONWriter) {
        writer.key("amount")
        writer.string(money.decimal)
        writer.key("currency")
        writer.string(money.currency.code)
    }
}
