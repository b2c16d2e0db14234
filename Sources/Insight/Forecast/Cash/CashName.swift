import Ledger

/// What a sum of the books is called: by its party, and by the words of its wording and of its
/// party's name. Words are small letters with a hyphen between them.
struct CashName {
    var party: String?
    /// Under which it is found to recur: a party's papers, a party or a wording.
    var key: String?
    var wordings: [String]

    /// How a plan's words fit.
    enum Fit { case none, inPart, wholly }

    /// Whole words alone count. All of them stand in a wording that has more, or are all of it.
    func fit(_ words: String?) -> Fit {
        guard let words else { return .none }
        let asked = words.split(separator: "-")
        guard !asked.isEmpty else { return .none }
        if wordings.contains(words) { return .wholly }
        let all = Set(wordings.flatMap { $0.split(separator: "-") })
        return asked.allSatisfy { all.contains($0) } ? .inPart : .none
    }
}

extension CashHistory {
    func name(of movement: Movement) -> CashName {
        CashName(
            party: movement.party, key: movement.key,
            wordings: [movement.wording] + wordings(of: movement.party))
    }

    func name(of paper: Paper) -> CashName {
        CashName(party: paper.party, key: nil, wordings: wordings(of: paper.party))
    }

    func wordings(of party: String?) -> [String] {
        party.flatMap { wordings[$0] }.map { [$0] } ?? []
    }
}
