/// Powers of ten as whole numbers.
enum PowerOfTen {
    /// 10 to an exponent of 0 to 18.
    static func int64(_ exponent: Int) -> Int64 {
        precondition(0...18 ~= exponent)
        var power: Int64 = 1
        for _ in 0..<exponent { power *= 10 }
        return power
    }

    /// 10 to an exponent of 0 to 36.
    static func int128(_ exponent: Int) -> Int128 {
        precondition(0...36 ~= exponent)
        var power: Int128 = 1
        for _ in 0..<exponent { power *= 10 }
        return power
    }
}
