import Foundation
import Insight
import Ledger
import Testing
import Wire

@Suite("What a score is made of, and what it says")
struct CreditTests {
    static let today = Day(iso: "2026-11-27") ?? .earliest

    /// An invoice of `amount` that fell due `due` days ago and was settled `late` days after that.
    static func paper(
        _ amount: Int64, due: Int, late: Int?, party: Int = 0,
        grade: EvidenceGrade = .statement
    ) -> OwedPaper {
        let dueDay = today.adding(days: -due)
        var paper = OwedPaper(
            party: party, day: dueDay.adding(days: -30), due: dueDay, amount: amount,
            grade: grade)
        if let late {
            paper.settlements = [.init(day: dueDay.adding(days: late), amount: amount)]
        }
        return paper
    }

    @Test("Shares and days are weighted by amount, and what is open counts until today")
    func habits() throws {
        var history = CreditHistory(today: Self.today)
        history.owed = [
            Self.paper(6_000, due: 100, late: 0), Self.paper(1_000, due: 90, late: -3),
            Self.paper(1_000, due: 80, late: 10), Self.paper(1_000, due: 70, late: 20),
            Self.paper(1_000, due: 50, late: nil),
            // Not due yet, and settled too long ago: neither counts.
            Self.paper(9_000, due: -5, late: nil), Self.paper(9_000, due: 500, late: 90),
        ]
        let snapshot = history.snapshot()
        let onTime = try #require(snapshot.item("on_time_share"))
        #expect(onTime.value == 0.7)
        #expect(onTime.rows == 5)
        #expect(onTime.proof == 0.6)
        // (10 + 20 + 50) days of a tenth each.
        #expect(snapshot.item("days_beyond_terms")?.value == 8)
        #expect(snapshot.item("buyer_delay")?.value.isNaN == true)
        #expect(snapshot.item("guarantors") == nil, "no books here can hold it")
        #expect(
            snapshot.items.map(\.name)
                == CreditFeature.allCases.filter(\.isAlive).map(\.rawValue))
    }

    @Test("What was taken back was not to be paid, and an old debt stays a debt")
    func takenBackAndOld() throws {
        var history = CreditHistory(today: Self.today)
        history.owed = (1...5).map { Self.paper(1_000, due: $0 * 20, late: 0) }
        for place in 0..<24 {
            var never = Self.paper(9_000, due: 30 + place, late: nil)
            never.takenBack = 9_000
            history.owed.append(never)
        }
        var part = Self.paper(1_000, due: 40, late: nil)
        part.takenBack = 500
        history.owed.append(part)
        let paid = history.snapshot()
        // 5,000 of 5,500 in time; the half that nobody took back waits for 40 days.
        #expect(paid.item("on_time_share")?.value == 0.909)
        #expect(paid.item("days_beyond_terms")?.value == 3.6)
        #expect(paid.item("on_time_share")?.rows == 6)
        // Of what fell due before these twelve months, only what is open still counts.
        history.owed.append(Self.paper(4_500, due: 500, late: nil))
        history.owed.append(Self.paper(4_500, due: 600, late: 200))
        let owing = history.snapshot()
        #expect(owing.item("on_time_share")?.value == 0.5)
        #expect(owing.item("days_beyond_terms")?.value == 227)
        #expect(owing.item("on_time_share")?.rows == 7)
    }

    @Test("Concentration, trend, spread, tenure and proof follow from the invoices")
    func trade() throws {
        var history = CreditHistory(today: Self.today)
        for month in 0..<24 {
            // Twice as much in the last six months as in the same months a year before.
            let amount: Int64 = month < 6 ? 2_000 : 1_000
            history.sales.append(
                OwedPaper(
                    party: month % 4, day: Self.today.adding(months: -month),
                    due: Self.today.adding(months: -month), amount: amount,
                    grade: month < 6 ? .singleReading : .statement))
        }
        history.first = history.sales.map(\.day).min()
        history.credited = (900, 2)
        history.cash = .init(balance: 30_000, spent: 90_000, movements: 40)
        let snapshot = history.snapshot()
        #expect(snapshot.item("revenue_trend")?.value == 1)
        #expect(snapshot.item("revenue_volatility")?.value == 0.333)
        // Months 0, 4 and 8 go to the first buyer: 5,000 of 18,000.
        #expect(snapshot.item("buyer_concentration")?.value == 0.278)
        #expect(snapshot.item("credit_note_rate")?.value == 0.05)
        #expect(snapshot.item("cash_buffer_days")?.value == 30)
        #expect(snapshot.item("tenure_months")?.value == 23)
        // 12,000 of 18,000 with their papers.
        #expect(snapshot.item("buyer_concentration")?.proof == 0.73)
    }

    @Test("A snapshot is its JSON again, and equal books have equal hashes")
    func snapshots() throws {
        let snapshot = FeatureSnapshot([
            .init(name: "on_time_share", value: 0.25, proof: 0.6, rows: 7),
            .init(name: "guarantors", value: .nan, proof: 0, rows: 0),
        ])
        let read = try #require(FeatureSnapshot(json: try JSONValue.parse(snapshot.json)))
        #expect(read == snapshot)
        #expect(read.hash == snapshot.hash)
        #expect(FeatureSnapshot(json: try JSONValue.parse(#"{"features":[{"name":"a"}]}"#)) == nil)
    }

    /// The scorecard that ships.
    static func expert() throws -> CreditModel {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/Commons/Model/Shipped")
        let text = try Data(contentsOf: folder.appending(path: "expert_model.txt"))
        let card = try Data(contentsOf: folder.appending(path: "expert_card.json"))
        return try CreditModel(text: [UInt8](text), card: JSONValue.parse([UInt8](card)))
    }

    /// As books list it: what can be of `subject`, and anything else that is given.
    static func snapshot(
        _ values: [String: Double], rows: Int = 60,
        of subject: CreditFeature.Subject = .business
    ) -> FeatureSnapshot {
        let listed = CreditFeature.allCases.filter {
            $0.isPossible(of: subject) || values[$0.rawValue] != nil
        }
        return FeatureSnapshot(
            listed.map { feature in
                let value = values[feature.rawValue]
                return .init(
                    name: feature.rawValue, value: value ?? .nan, proof: value == nil ? 0 : 0.6,
                    rows: value == nil ? 0 : rows)
            })
    }

    static let shop = [
        "on_time_share": 0.62, "days_beyond_terms": 24, "buyer_delay": 11,
        "buyer_concentration": 0.3, "revenue_trend": 0.08, "revenue_volatility": 0.5,
        "cash_buffer_days": 9.5, "credit_note_rate": 0.004, "tenure_months": 24,
    ]

    @Test("The expert's points add up, and its base is where everybody starts")
    func points() throws {
        let score = try Self.expert().score(Self.snapshot(Self.shop))
        #expect(score.abstention == nil)
        // -20 -18 +4 +4 +4 -5 -8 +6 +2, from 565.3 at no points at all.
        #expect(score.points == 534)
        let sum = score.parts.reduce(score.basePoints) { $0 + $1.points }
        #expect(abs(sum - Double(score.points)) <= 0.51)
        #expect(score.coverage == 1)
        #expect(score.band == .e)
        let interval = try #require(score.interval)
        #expect(interval.low < score.probability && score.probability < interval.high)
    }

    @Test("Reasons name one cause once, worst first, in every language; actions are scored again")
    func explains() throws {
        let model = try Self.expert()
        let score = model.score(Self.snapshot(Self.shop))
        #expect(score.reasons.count == 3)
        #expect(score.reasons.first?.feature == "on_time_share")
        #expect(!score.reasons.contains { $0.feature == "days_beyond_terms" })
        #expect(score.reasons.map(\.points) == score.reasons.map(\.points).sorted(by: >))
        #expect(
            score.reasons.first?.text(in: .english)
                == "62% of what fell due in twelve months was paid on time.")
        #expect(score.actions.count == 3)
        for action in score.actions {
            var changed = Self.shop
            changed[action.feature] = action.to
            let again = model.score(Self.snapshot(changed))
            #expect(again.points == action.points)
            #expect(again.points > score.points)
        }
        for language in ScoreLanguage.allCases {
            for feature in CreditFeature.allCases {
                let reason = CreditScore.Reason(feature: feature.rawValue, value: 1, points: 1)
                let text = reason.text(in: language)
                #expect(!text.isEmpty && !text.contains("{"))
            }
            let texts = score.actions.map { $0.text(in: language) }
            #expect(texts.allSatisfy { !$0.isEmpty && !$0.contains("{") })
        }
    }

    @Test(
        "A goal is named as it is, and never as what there is already",
        arguments: [
            ("credit_note_rate", 0.011, 0.005, "1.1%", "0.5%"),
            ("credit_note_rate", 0.021, 0.02, "2.1%", "2%"),
            ("on_time_share", 0.949, 0.95, "94.9%", "95%"),
            ("on_time_share", 0.62, 0.9, "62%", "90%"),
        ])
    func goals(_ feature: String, _ from: Double, _ to: Double, _ now: String, _ goal: String) {
        let action = CreditScore.Action(
            feature: feature, from: from, to: to, points: 600, probability: 0.1)
        let text = action.text(in: .english)
        #expect(text.contains(" \(goal) ") || text.contains(" \(goal)."), "\(text)")
        #expect(text.contains(" \(now)"), "\(text)")
        for language in ScoreLanguage.allCases {
            let after = action.text(in: language)
            let swapped = CreditScore.Action(
                feature: feature, from: from, to: from, points: 600, probability: 0.1)
            #expect(after != swapped.text(in: language), "\(after)")
        }
    }

    @Test(
        "A little is not nothing, nor nearly all all: tenths below 10% and above 90%",
        arguments: [
            ("credit_note_rate", 0.003, "0.3%"), ("credit_note_rate", 0, "0%"),
            ("on_time_share", 0.997, "99.7%"), ("on_time_share", 1, "100%"),
            ("on_time_share", 0.624, "62%"), ("buyer_concentration", 0.904, "90.4%"),
            ("revenue_trend", -0.052, "\u{2212}5.2%"), ("revenue_trend", 0.312, "+31%"),
            ("revenue_volatility", 0.034, "3.4%"), ("revenue_volatility", 0.947, "95%"),
        ])
    func shares(_ feature: String, _ value: Double, _ text: String) {
        #expect(CreditScore.text(value, of: feature, in: .english) == text)
    }

    @Test(
        "Figures stand as their language writes them, and a fall is no rise from right to left",
        arguments: [
            (ScoreLanguage.english, "\u{2212}13%", "\u{2212}0.4 days", "4"),
            (.swahili, "\u{2212}13%", "siku \u{2212}0.4", "4"),
            (.french, "\u{2212}13\u{202F}%", "\u{2212}0,4 jours", "4"),
            (
                .arabic, "\u{200E}\u{2212}13%\u{200E}", "\u{200E}\u{2212}0.4\u{200E} يوم",
                "\u{200E}4\u{200E}"
            ),
        ])
    func figures(_ language: ScoreLanguage, _ share: String, _ days: String, _ count: String) {
        #expect(CreditScore.text(-0.13, of: "revenue_trend", in: language) == share)
        #expect(CreditScore.text(-0.4, of: "buyer_delay", in: language) == days)
        #expect(CreditScore.text(4, of: "guarantors", in: language) == count)
        let fall = CreditScore.Reason(feature: "revenue_trend", value: -0.13, points: 1)
        #expect(fall.text(in: language).contains(share))
    }

    @Test("Within days is after the due day in every language, and none of them on that day")
    func dueDays() {
        func action(_ feature: String, _ to: Double) -> [String] {
            ScoreLanguage.allCases.map {
                CreditScore.Action(
                    feature: feature, from: 24, to: to, points: 600, probability: 0.1
                ).text(in: $0)
            }
        }
        for feature in ["days_beyond_terms", "buyer_delay"] {
            for to in [0.0, 3] {
                let texts = action(feature, to)
                let due = ["due day", "siku ya mwisho", "échéance", "الموعد"]
                for (text, word) in zip(texts, due) {
                    #expect(text.contains(word), "\(text)")
                    #expect(text.contains("24") && text.contains("3") == (to == 3), "\(text)")
                    #expect(!text.contains("0"), "\(text)")
                }
            }
            let reason = CreditScore.Reason(feature: feature, value: 0, points: 1)
            for language in ScoreLanguage.allCases {
                #expect(!reason.text(in: language).contains("0"), "\(reason.text(in: language))")
            }
        }
    }

    @Test("What the books cannot know yet is neither a reason nor an advice")
    func aliveOnly() throws {
        let model = try Self.expert()
        for known in [Self.shop, [:], ["on_time_share": 1, "tenure_months": 50]] {
            let score = model.score(Self.snapshot(known))
            let told = score.reasons.map(\.feature) + score.actions.map(\.feature)
            #expect(told.allSatisfy { CreditFeature(rawValue: $0)?.isAlive == true }, "\(told)")
        }
        // What is known counts, whoever made it known.
        var late = Self.shop
        late["past_loan_arrears"] = 120
        let score = model.score(Self.snapshot(late))
        #expect(score.reasons.first?.feature == "past_loan_arrears")
    }

    @Test("Good news counts as far as it is proven, bad news in full")
    func evidence() throws {
        let model = try Self.expert()
        let score = model.score(Self.snapshot(Self.shop))
        let lost = score.parts.reduce(0) { $0 + $1.withheld }
        #expect(lost > 0)
        #expect(abs(Double(score.points - score.evidencePoints) - lost) <= 1)
        #expect(score.parts.allSatisfy { $0.points > 0 || $0.withheld == 0 })
        let proven = FeatureSnapshot(
            Self.snapshot(Self.shop).items.map {
                .init(name: $0.name, value: $0.value, proof: 1, rows: $0.rows)
            })
        #expect(model.score(proven).evidencePoints == score.points)
    }

    @Test("Thin evidence makes the model abstain")
    func abstains() throws {
        let model = try Self.expert()
        #expect(model.score(Self.snapshot(Self.shop, rows: 19)).abstention == .thinHistory)
        // Four of nine.
        var some = Self.shop
        for name in ["on_time_share", "days_beyond_terms", "revenue_trend", "cash_buffer_days"] {
            #expect(model.score(Self.snapshot(some)).abstention == nil)
            some[name] = nil
        }
        #expect(model.score(Self.snapshot(some)).abstention == nil)
        some["tenure_months"] = nil
        let few = model.score(Self.snapshot(some))
        #expect(few.coverage == 0.444)
        #expect(few.abstention == .fewFeatures)
    }

    @Test("A customer is asked only for what the books can hold of one")
    func customers() throws {
        let model = try Self.expert()
        let possible = CreditFeature.allCases.filter { $0.isPossible(of: .customer) }
        #expect(
            possible.map(\.rawValue) == [
                "on_time_share", "days_beyond_terms", "revenue_trend", "revenue_volatility",
                "credit_note_rate", "tenure_months",
            ])
        var known = Self.shop.filter { name, _ in possible.contains { $0.rawValue == name } }
        let score = model.score(Self.snapshot(known, of: .customer))
        #expect(score.abstention == nil)
        #expect(score.coverage == 1)
        #expect(score.reasons.first?.feature == "on_time_share")
        let told = score.reasons.map(\.feature) + score.actions.map(\.feature)
        #expect(told.allSatisfy { name in possible.contains { $0.rawValue == name } }, "\(told)")
        for name in ["revenue_trend", "revenue_volatility", "credit_note_rate"] {
            known[name] = nil
        }
        let half = model.score(Self.snapshot(known, of: .customer))
        #expect(half.coverage == 0.5)
        #expect(half.abstention == nil)
        known["days_beyond_terms"] = nil
        #expect(model.score(Self.snapshot(known, of: .customer)).abstention == .fewFeatures)
    }

    @Test("What an older release listed of everybody is counted as it was then")
    func oldSnapshots() throws {
        let old = FeatureSnapshot(
            CreditFeature.allCases.map {
                let value = Self.shop[$0.rawValue]
                return .init(
                    name: $0.rawValue, value: value ?? .nan, proof: value == nil ? 0 : 0.6,
                    rows: value == nil ? 0 : 60)
            })
        let (model, new) = (try Self.expert(), Self.snapshot(Self.shop))
        #expect(model.score(old).coverage == 0.692)
        #expect(model.score(old).points == model.score(new).points)
        #expect(old.hash != new.hash)
        #expect(old.knowsSame(as: new))
        var moved = Self.shop
        moved["tenure_months"] = 25
        #expect(!old.knowsSame(as: Self.snapshot(moved)))
    }

    @Test("What cannot score is refused by name")
    func refuses() {
        #expect(throws: CreditModelError.text(line: 1, "the model is empty")) {
            try CreditModel(text: [])
        }
    }

    @Test("A gains curve rises from nothing to all, and ties stay together")
    func gains() throws {
        let curve = try #require(
            GainsCurve(
                scores: [0.9, 0.8, 0.8, 0.1], isBad: [true, true, false, false], steps: 4))
        #expect(curve.points.map(\.rows) == [0, 0.25, 0.75, 1])
        #expect(curve.points.map(\.bad) == [0, 0.5, 1, 1])
        #expect(curve.points.map(\.good) == [0, 0, 0.5, 1])
        #expect(GainsCurve(scores: [1, 2], isBad: [true, true]) == nil)
    }
}
