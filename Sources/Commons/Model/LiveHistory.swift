import Ledger
import Storage
import Wire

/// Which model was live after which, told again from what happened to all of an organisation's
/// models. The shipped scorecard, which has no steps of its own, is live whenever no other is.
struct LiveHistory {
    struct Step: Sendable {
        let model: ID<ModelRecord>
        let state: ModelState
        let cause: ModelStep.Cause?
    }

    /// Nil: the shipped scorecard.
    private var live: ID<ModelRecord>?
    /// What was live before, each replaced by the next one; nil is the shipped scorecard.
    private var replaced: [ID<ModelRecord>?] = []
    /// Rolled back from, and not placed by anybody since.
    private var faulty: Set<ID<ModelRecord>> = []
    /// Whether the live model was rolled back from; the next step may say what came in its place.
    private var isOpen = false

    /// A command may take two steps in one moment: what was live steps back before another is.
    init(of organisation: ID<Organisation>, in snapshot: any Snapshot) throws {
        self.init(
            try snapshot.rows(
                """
                SELECT model_id, state, cause FROM model_event
                WHERE organisation_id = $1 AND state IN ('live', 'approved', 'retired')
                ORDER BY at, CASE state WHEN 'live' THEN 1 ELSE 0 END, id
                """, [.id(organisation)]
            ) {
                Step(
                    model: try $0.id(0), state: try $0.choice(1),
                    cause: $0.isNull(2) ? nil : try $0.choice(2))
            })
    }

    /// - Parameter steps: the oldest first.
    init(_ steps: [Step]) {
        for step in steps {
            switch step.state {
            case .live: take(step)
            case .approved where step.model == live && step.cause == .rolledBack:
                faulty.insert(step.model)
                (live, isOpen) = (nil, true)
            case .retired where step.model == live: (live, isOpen) = (nil, false)
            default: continue
            }
        }
        if isOpen { comeBack() }
    }

    private mutating func take(_ step: Step) {
        if isOpen, step.cause == .broughtBack {
            isOpen = false
            if let place = replaced.lastIndex(of: step.model) {
                replaced.removeSubrange(place...)
            }
        } else {
            if isOpen { comeBack() }
            replaced.append(live)
            faulty.remove(step.model)
        }
        live = step.model
    }

    /// A rollback that brought back no model brought back the shipped scorecard.
    private mutating func comeBack() {
        isOpen = false
        if let place = replaced.lastIndex(of: nil) { replaced.removeSubrange(place...) }
    }

    /// What was live before the live one, then what was before that; without what was rolled back
    /// from. Nil is the shipped scorecard, which was there before all.
    var earlier: [ID<ModelRecord>?] {
        replaced.reversed().filter { model in
            model.map { !faulty.contains($0) && $0 != live } ?? true
        } + [nil]
    }
}
