import Wire

/// A column of which half and more are numbers, and the rest are none.
struct TextMixture: Equatable {
    let share: Double
    let strays: StrayTexts

    var shown: String {
        "\(Int(share * 100))% of its texts are numbers and the others are none (\(strays.shown))"
    }

    var facts: [Fact] { [.share("share", share)] + strays.facts }
}
