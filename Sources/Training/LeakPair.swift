/// Two columns of numbers that know the outcome together.
struct LeakPair {
    enum Knowledge: Equatable {
        /// Their difference or their sum, by its area under the curve.
        case difference(area: Double)
        case sum(area: Double)
        /// They give back another column that was left out because it knows the outcome.
        case gives(back: String)
    }

    let first: String
    let second: String
    let knowledge: Knowledge
    /// Which of them moves with what they know and is left out: the one that is the sum of the
    /// other and the leak; both where that cannot be told, none where it is out already.
    let holds: (first: Bool, second: Bool)

    /// Those that are left out, each with the other one.
    var holders: [(name: String, other: String)] {
        (holds.first ? [(first, second)] : []) + (holds.second ? [(second, first)] : [])
    }
}
