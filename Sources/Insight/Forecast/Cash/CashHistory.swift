import Ledger

/// Which way money goes.
public enum CashDirection: String, Sendable, CaseIterable {
    case `in`
    case out

    /// +1 for money that comes.
    var sign: Int64 { self == .in ? 1 : -1 }
}

/// What the books tell about one currency's money: papers that ask for it, what settled them, and
/// every movement. Each fact says when it became known, so that the same facts show what a
/// forecast of last spring could have rested on. Amounts are minor units.
public struct CashHistory: Sendable {
    /// An issued invoice or an approved bill.
    public struct Paper: Sendable {
        public var id: String
        public var number: String
        public var party: String
        public var direction: CashDirection
        public var day: Day
        public var due: Day
        /// What settles it.
        public var amount: Int64
        /// The part of that which the payer keeps back as tax.
        public var withheld: Int64
        public var knownAt: Instant
        public var voidAt: Instant?
        /// Whether its money goes to or from another account than the one that is forecast.
        public var isElsewhere: Bool
        /// The part of its amount that buys or sells what is kept for years, and is no trade.
        public var capital: Int64
        /// The day on which the business knew of it, and the moment from which on a past date sees
        /// it (`CashEntering`).
        var announced: Day
        var seenAt: Instant

        public init(
            id: String, number: String, party: String, direction: CashDirection, day: Day,
            due: Day, amount: Int64, withheld: Int64 = 0, knownAt: Instant,
            voidAt: Instant? = nil, isElsewhere: Bool = false, capital: Int64 = 0
        ) {
            announced = knownAt.day
            seenAt = knownAt
            self.capital = capital
            self.id = id
            self.number = number
            self.party = party
            self.direction = direction
            self.day = day
            self.due = due
            self.amount = amount
            self.withheld = withheld
            self.knownAt = knownAt
            self.voidAt = voidAt
            self.isElsewhere = isElsewhere
        }

        /// The part of an amount of it that comes as money.
        func cash(of part: Int64) -> Int64 {
            guard withheld > 0, amount > 0 else { return part }
            let kept = Rounding.halfUp.quotient(
                Int128(part) * Int128(withheld), dividedBy: Int128(amount))
            return part - Int64(clamping: kept)
        }

        /// The part of money for it that is trade.
        func trade(of cash: Int64) -> Int64 {
            guard capital > 0, amount > 0 else { return cash }
            let kept = Rounding.halfUp.quotient(
                Int128(cash) * Int128(min(capital, amount)), dividedBy: Int128(amount))
            return cash - Int64(clamping: kept)
        }
    }

    /// What settled a part of a paper, or went back to who had paid too much; a release has a
    /// negative amount.
    public struct Settling: Sendable {
        /// Empty where it went back.
        public var paper: String
        /// The movement's payment; nil when a credit note settled and no money came.
        public var payment: String?
        /// When the money moved.
        public var day: Day
        public var amount: Int64
        public var knownAt: Instant
        /// The payment by which it went back.
        public var refund: String?
        /// From when on a past date sees it.
        var seenAt: Instant

        public init(
            paper: String, payment: String?, day: Day, amount: Int64, knownAt: Instant,
            refund: String? = nil
        ) {
            seenAt = knownAt
            self.refund = refund
            self.paper = paper
            self.payment = payment
            self.day = day
            self.amount = amount
            self.knownAt = knownAt
        }
    }

    /// Money that moved: positive when it came.
    public struct Movement: Sendable {
        public var day: Day
        public var amount: Int64
        public var payment: String?
        public var party: String?
        /// What movements of one kind have in common: their party or their wording.
        public var key: String
        /// How the item is called where it recurs.
        public var name: String
        public var knownAt: Instant
        /// The journal entry that moved it, and the one that this entry undoes.
        public var entry: String?
        public var undoes: String?
        /// Words of its wording, as `key` has them where it has no party.
        public var wording: String
        /// The part of its amount, with its sign, that owners or lenders gave or got back, or that
        /// bought what is kept for years: it is no trade.
        public var capital: Int64
        /// From when on a past date sees it.
        var seenAt: Instant

        public init(
            day: Day, amount: Int64, payment: String? = nil, party: String? = nil, key: String,
            name: String, knownAt: Instant, entry: String? = nil, undoes: String? = nil,
            wording: String? = nil, capital: Int64 = 0
        ) {
            seenAt = knownAt
            self.wording = wording ?? key
            self.capital = capital
            self.day = day
            self.amount = amount
            self.payment = payment
            self.party = party
            self.key = key
            self.name = name
            self.knownAt = knownAt
            self.entry = entry
            self.undoes = undoes
        }

        /// How much of it is no trade, whichever way it went.
        var heldCapital: Int64 {
            let own = amount > 0 ? capital : -max(capital, -.max)
            return min(max(own, 0), Int64(clamping: amount.magnitude))
        }
    }

    public var currency: Currency
    /// What lay on the accounts before the first day of the movements.
    public var before: Int64
    public var papers: [Paper]
    public var settlings: [Settling]
    /// In the order of their days.
    public var movements: [Movement]
    /// Names of the parties that papers and movements speak of, by id.
    public var names: [String: String]
    /// Words of those names, as the keys of movements are written, by id.
    public var wordings: [String: String]
    /// What somebody declared, whatever the books have seen of it.
    public var declared: [DeclaredCash]

    public init(
        currency: Currency, before: Int64 = 0, papers: [Paper] = [], settlings: [Settling] = [],
        movements: [Movement] = [], names: [String: String] = [:],
        wordings: [String: String] = [:], declared: [DeclaredCash] = []
    ) {
        self.wordings = wordings
        self.currency = currency
        self.before = before
        self.papers = papers
        self.settlings = settlings
        self.movements = movements
        self.names = names
        self.declared = declared
    }

    /// The same books as they stood at an instant, without what was declared.
    public func known(at instant: Instant) -> CashHistory {
        past(
            papers.filter { $0.knownAt <= instant }, settlings.filter { $0.knownAt <= instant },
            movements.filter { $0.knownAt <= instant }, at: instant)
    }

    /// The same, where what was entered afterwards is seen as if it had come when it usually does.
    func seen(at instant: Instant) -> CashHistory {
        past(
            papers.filter { $0.seenAt <= instant }, settlings.filter { $0.seenAt <= instant },
            movements.filter { $0.seenAt <= instant }, at: instant)
    }

    private func past(
        _ papers: [Paper], _ settlings: [Settling], _ movements: [Movement], at instant: Instant
    ) -> CashHistory {
        var past = self
        past.papers = papers
        for index in past.papers.indices {
            if let void = past.papers[index].voidAt, void > instant {
                past.papers[index].voidAt = nil
            }
        }
        past.settlings = settlings
        past.movements = movements
        past.declared = []
        return past
    }

    /// Movements that tell of money to come: neither what was undone nor what undid it.
    var lasting: [Movement] {
        let undone = Set(movements.compactMap { $0.undoes })
        return movements.filter { movement in
            movement.undoes == nil && !(movement.entry.map { undone.contains($0) } ?? false)
        }
    }

    /// What of a payment went back by a refund, and what of a refund gave such money back: neither
    /// was earned or spent.
    var givenBack: [String: Int64] {
        var sums: [String: Int64] = [:]
        for settling in settlings {
            guard let refund = settling.refund, let payment = settling.payment else { continue }
            sums[payment, default: 0] += settling.amount
            sums[refund, default: 0] += settling.amount
        }
        return sums
    }

    /// Payments that settle nothing: on account, or for what no paper asks for.
    var onAccount: Set<String> {
        var settled: [String: Int64] = [:]
        var refunds: Set<String> = []
        for settling in settlings {
            if let payment = settling.payment { settled[payment, default: 0] += settling.amount }
            if let refund = settling.refund { refunds.insert(refund) }
        }
        return Set(movements.compactMap { $0.payment })
            .filter { (settled[$0] ?? 0) == 0 && !refunds.contains($0) }
    }

    /// Whether nothing is known of this money.
    public var isEmpty: Bool {
        before == 0 && papers.isEmpty && movements.isEmpty && declared.isEmpty
    }

    /// Whether fewer weeks are known than a forecast of trade takes.
    func isYoung(on day: Day) -> Bool {
        let first = [movements.first?.day, papers.map { $0.day }.min()].compactMap { $0 }.min()
        return first.map { $0.days(to: day) < 7 * FutureTrade.fewestWeeks } ?? true
    }

    /// What lay on the accounts at the end of a day.
    public func balance(on day: Day) -> Int64 {
        movements.reduce(before) { $1.day <= day ? $0.addingClamped($1.amount) : $0 }
    }
}
