import Ledger
import Storage

/// One payment, as the list shows it.
public struct ShowPayment: Query {
    public let id: ID<Payment>

    public init(id: ID<Payment>) { self.id = id }

    public static let declaration = Declaration(
        "payment.read", "Show a payment and what is left of it.", .get("/api/payments/:id"),
        access: .action(.readBooks), refusals: [.paymentUnknown])

    public func answer(in view: View) throws -> Payment {
        let found = try Payment.find(id, of: view.actor.organisation, in: view.snapshot)
        guard let found else { throw Refusal(.paymentUnknown, "No payment has this id.") }
        return found
    }
}
