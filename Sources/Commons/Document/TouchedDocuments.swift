import Ledger
import Storage
import Wire

/// Documents that stand otherwise than before by what a command does to something else: to a
/// payment, a refund, a credit note. Whoever follows the change feed is told of each, once a
/// command, and the trail says under the command's name what was open before and after.
///
/// Documents are read as they are added, so all of them are added before the command writes.
struct TouchedDocuments {
    private struct Touched {
        let document: StoredDocument
        var paid: Money
        var credited: Money
    }

    private var all: [Touched] = []
    /// Payments whose money is used or free again, as they were, and what is left of each.
    private var payments: [(payment: Payment, left: Money)] = []

    /// - Parameter more: what settles it besides; below zero, what is taken off it.
    mutating func settle(
        _ document: StoredDocument, _ more: Money, byCreditNote: Bool = false
    ) throws {
        let zero = Money.zero(document.currency)
        let place = all.firstIndex { $0.document.id == document.id } ?? all.count
        if place == all.count {
            all.append(Touched(document: document, paid: zero, credited: zero))
        }
        if byCreditNote {
            all[place].credited = try all[place].credited.adding(more)
        } else {
            all[place].paid = try all[place].paid.adding(more)
        }
    }

    /// - Parameter amount: what is used of it; below zero, what is free again.
    mutating func use(_ payment: Payment, _ amount: Money) throws {
        let place = payments.firstIndex { $0.payment.id == payment.id } ?? payments.count
        if place == payments.count { payments.append((payment, payment.unapplied)) }
        payments[place].left = try payments[place].left.subtracting(amount)
    }

    /// What the allocation settled is open again, and what its payment or credit note had spent is
    /// left.
    ///
    /// - Parameters:
    ///   - known: a document of which the command tells by itself.
    ///   - payment: a payment of which it does.
    mutating func release(
        _ row: AllocationRow, except known: ID<Document>? = nil,
        payment knownPayment: ID<Payment>? = nil, in work: any Work
    ) throws {
        let less = try row.amount.negated()
        if let payment = row.payment, payment != knownPayment {
            try use(
                try payments.first { $0.payment.id == payment }?.payment
                    ?? Payment.require(payment, in: work), less)
        }
        if let document = row.document, document != known {
            try settle(
                try found(document, in: work), less, byCreditNote: row.creditNote != nil)
        }
        if let note = row.creditNote, note != known {
            try settle(try found(note, in: work), less)
        }
    }

    private func found(_ id: ID<Document>, in work: any Work) throws -> StoredDocument {
        try all.first { $0.document.id == id }?.document
            ?? StoredDocument.require(id, in: work)
    }

    func record(reason: String? = nil, in work: any Work) throws {
        for touched in all {
            let document = touched.document
            let after = try document.settlement.settled(
                paid: touched.paid, credited: touched.credited)
            guard after != document.settlement else { continue }
            work.record(
                document.subject, before: document.trace, after: document.trace(after),
                reason: reason)
        }
        for (payment, left) in payments where left != payment.unapplied {
            work.record(
                payment.subject, before: try WireEncoder.value(payment),
                after: try WireEncoder.value(payment.leaving(left)), reason: reason)
        }
    }
}

extension Settlement {
    /// With more of it settled, or less below zero.
    func settled(paid more: Money, credited: Money) throws -> Settlement {
        try Settlement(
            life, payable: payable, paid: paid.adding(more),
            credited: self.credited.adding(credited), writtenOff: writtenOff)
    }
}
