import Ledger

/// What must hold before money is set against a document.
enum Settling {
    /// An issued document of that kind and party.
    static func require(
        _ id: ID<Document>, _ kind: DocumentKind, party: ID<Party>, in work: any Work,
        at pointer: String
    ) throws -> StoredDocument {
        let document = try StoredDocument.require(id, kind, in: work, at: pointer)
        if document.isDraft {
            throw Refusal(.notIssued, "A draft cannot be paid; issue it first.", at: pointer)
        }
        if document.isVoid {
            throw Refusal(.alreadyVoid, "\(document.name) is void.", at: pointer)
        }
        guard document.party.id == party else {
            throw Refusal(
                .partyUnfit, "\(document.name) belongs to \(document.party.name).", at: pointer)
        }
        return document
    }

    /// Nothing takes effect before what it uses or settles is there.
    static func check(_ day: Day, isNotBefore first: Day, of name: String) throws {
        guard day < first else { return }
        throw Refusal(
            .dayTooEarly, "\(name) is dated \(first.iso); choose that day or later.", at: "/day")
    }

    /// Money that has not moved yet is none: home and the states of documents count what is
    /// recorded, whenever it is dated.
    static func checkHasCome(_ day: Day, in work: any Work) throws {
        guard day > work.today else { return }
        throw Refusal(
            .dayInFuture,
            "Today is \(work.today.iso); money counts from the day on which it moves.", at: "/day")
    }

    /// Money settles what is open on its day and stays open: what was taken off a document on a
    /// later day was not to be paid before. No day then has more settled than was asked for.
    ///
    /// - Parameter open: what is open after all that was ever recorded, and what the command has
    ///   set against it before.
    static func check(
        _ amount: Money, open: Money, of document: StoredDocument, isOpenOn day: Day,
        in work: any Work
    ) throws {
        let course = try CreditCourse(
            .document(document.id), since: document.day, left: open,
            of: work.actor.organisation, in: work.transaction)
        guard try course.left(from: day).isLess(than: amount),
            let first = try course.firstDay(for: amount)
        else { return }
        throw Refusal(
            .dayTooEarly, "\(amount.decimal) is open on \(document.name) from \(first.iso) on; "
                + "choose that day or later.", at: "/day")
    }

    static func check(
        _ amount: Money, open: Money, of document: StoredDocument, at pointer: String
    ) throws {
        guard amount.currency == open.currency else {
            throw Refusal(
                .currencyMismatch, "\(document.name) is in \(open.currency.code).", at: pointer)
        }
        guard amount.isPositive else {
            throw Refusal(.amountNotPositive, "Give an amount above zero.", at: pointer)
        }
        guard try !open.isLess(than: amount) else {
            throw Refusal(
                .aboveOpen, "\(open.decimal) is open on \(document.name); what is above that stays "
                    + "unallocated and becomes credit.", at: pointer)
        }
    }
}

extension Refusal {
    init(posting refusal: PostingRefusal) {
        switch refusal {
        case .roleWithoutAccount(let role):
            self.init(.accountUnknown, "The chart has no account for \(role.rawValue).")
        case .amountNotPositive, .withheldNegative, .allocationNotPositive:
            self = .amountNotPositive
        case .allocationsExceedPayment:
            self.init(
                .aboveCredit, "The allocations are more than was paid and withheld.",
                at: "/allocations")
        case .currencyMismatch(let expected, let found):
            self.init(.currencyMismatch, "\(found.code) cannot settle \(expected.code).")
        case .overflow, .journal:
            self.init(.amountTooLarge, "The amounts are too large.")
        }
    }
}
