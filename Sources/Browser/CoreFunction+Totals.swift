import Ledger
import Wire

extension CoreFunction {
    /// A `DocumentRequest` -> its totals: `line_nets`, `line_total`, `net`, `taxes[] {code, base,
    /// amount}`, `tax`, `total`, `rounding`, `payable`, `withheld`, `due`; all decimal text in the
    /// document's `currency`.
    static func writeTotals(
        for request: JSONRequest, to writer: inout JSONWriter
    ) throws(CallRefusal) {
        let totals = try totals(of: DocumentRequest(request).document)
        writer.key("currency")
        writer.string(totals.total.currency.code)
        writer.key("line_nets")
        writer.beginArray()
        for net in totals.lineNets { writer.string(net.decimal) }
        writer.endArray()
        write(totals.lineTotal, as: "line_total", to: &writer)
        write(totals.net, as: "net", to: &writer)
        writer.key("taxes")
        writer.beginArray()
        for tax in totals.taxes {
            writer.beginObject()
            writer.key("code")
            writer.string(tax.tax.code)
            write(tax.base, as: "base", to: &writer)
            write(tax.amount, as: "amount", to: &writer)
            writer.endObject()
        }
        writer.endArray()
        write(totals.tax, as: "tax", to: &writer)
        write(totals.total, as: "total", to: &writer)
        write(totals.rounding, as: "rounding", to: &writer)
        write(totals.payable, as: "payable", to: &writer)
        write(totals.withheld, as: "withheld", to: &writer)
        write(totals.due, as: "due", to: &writer)
    }

    private static func totals(of document: Document) throws(CallRefusal) -> DocumentTotals {
        do throws(DocumentRefusal) {
            return try document.totals()
        } catch {
            throw CallRefusal(
                error.code.rawValue, "the document has no totals", at: error.pointer)
        }
    }

    private static func write(_ money: Money, as key: StaticString, to writer: inout JSONWriter) {
        writer.key(key)
        writer.string(money.decimal)
    }
}
