import Ledger

/// How long after their days facts come into the books.
///
/// Who imports old books, or catches up on a year, enters facts long after the business knew of
/// them: moments of recording then say nothing of when a paper was announced, nor of what a
/// forecast of last spring would have rested on. Such facts count as entered when others of their
/// kind usually are; what is usual, only those tell that were entered as they came. What was known
/// at a moment (`CashHistory.known(at:)`) stays what was recorded by then.
struct CashEntering: Hashable {
    /// Days after its own until which a fact is entered as it came, if late.
    static let longest = 31
    /// Of what is entered on one day, one in so many entered later than that makes the day one of
    /// entering afterwards, and the recent facts among them no sign of what is usual.
    private static let lateOneIn = 3

    /// The usual days from a paper's own to that on which it is entered, and from a movement's.
    private(set) var papers = 0
    private(set) var movements = 0
    /// How many facts were entered afterwards.
    private(set) var afterwards = 0

    private struct Fact {
        var day: Day
        var entered: Day

        var late: Int { max(day.days(to: entered), 0) }
    }

    /// Gives each fact of `history` the day on which it was announced and the moment from which on
    /// past dates see it.
    init(_ history: inout CashHistory, _ days: CashDays) {
        var entered: [Day: (all: Int, late: Int)] = [:]
        func facts(_ all: [(day: Day, knownAt: Instant)]) -> [Fact] {
            let facts = all.map { Fact(day: $0.day, entered: days.day($0.knownAt)) }
            for fact in facts {
                entered[fact.entered, default: (0, 0)].all += 1
                if fact.late > Self.longest { entered[fact.entered, default: (0, 0)].late += 1 }
            }
            return facts
        }
        let papers = facts(history.papers.map { ($0.day, $0.knownAt) })
        let movements = facts(history.movements.map { ($0.day, $0.knownAt) })
        func isAfterwards(_ fact: Fact) -> Bool {
            let (all, late) = entered[fact.entered] ?? (0, 0)
            return fact.late > Self.longest || late * Self.lateOneIn >= max(all, 1)
        }
        func usual(_ facts: [Fact]) -> Int {
            let late = facts.filter { !isAfterwards($0) }.map { $0.late }.sorted()
            return late.isEmpty ? 0 : late[late.count / 2]
        }
        self.papers = usual(papers)
        self.movements = usual(movements)
        func seen(_ fact: Fact, _ knownAt: Instant, usual: Int) -> Instant {
            guard isAfterwards(fact) else { return knownAt }
            afterwards += 1
            return min(knownAt, days.end(fact.day.adding(days: usual)))
        }
        var papersSeen: [String: Instant] = [:]
        for (index, fact) in papers.enumerated() {
            let paper = history.papers[index]
            let moment = seen(fact, paper.knownAt, usual: self.papers)
            history.papers[index].seenAt = moment
            history.papers[index].announced = moment == paper.knownAt
                ? fact.entered : fact.day.adding(days: self.papers)
            papersSeen[paper.id] = moment
        }
        for (index, fact) in movements.enumerated() {
            history.movements[index].seenAt = seen(
                fact, history.movements[index].knownAt, usual: self.movements)
        }
        for index in history.settlings.indices {
            let settling = history.settlings[index]
            let fact = Fact(day: settling.day, entered: days.day(settling.knownAt))
            // Nothing settles a paper before that is seen.
            history.settlings[index].seenAt = max(
                seen(fact, settling.knownAt, usual: self.movements),
                min(papersSeen[settling.paper] ?? settling.knownAt, settling.knownAt))
        }
    }
}
