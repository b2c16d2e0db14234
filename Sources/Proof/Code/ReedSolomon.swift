/// Finds and mends wrong codewords of one block (Berlekamp, Massey, Chien and Forney; the code's
/// generator has the roots 2^0 … 2^(n-1)).
struct ReedSolomon {
    private let field = GaloisField()

    /// Mends `block` in place and says how many codewords were wrong; `nil`, with the block as it
    /// was, when it is not within `correctable` errors of any codeword.
    func correct(_ block: inout [UInt8], checkCount: Int, correctable: Int) -> Int? {
        let syndromes = syndromes(of: block, count: checkCount)
        if isZero(syndromes) { return 0 }
        let locator = errorLocator(for: syndromes)
        let errorCount = locator.count - 1
        guard errorCount >= 1, errorCount <= correctable else { return nil }
        guard let positions = roots(of: locator, length: block.count) else { return nil }
        var mended = block
        let evaluator = evaluator(of: syndromes, with: locator)
        for position in positions {
            guard let magnitude = magnitude(at: position, locator: locator, evaluator: evaluator)
            else { return nil }
            mended[block.count - 1 - position] ^= magnitude
        }
        guard isZero(self.syndromes(of: mended, count: checkCount)) else { return nil }
        block = mended
        return errorCount
    }

    private func isZero(_ syndromes: [UInt8]) -> Bool {
        !syndromes.contains { $0 != 0 }
    }

    private func syndromes(of block: [UInt8], count: Int) -> [UInt8] {
        var syndromes = [UInt8](repeating: 0, count: count)
        for index in 0..<count {
            let root = field.power(index)
            var sum: UInt8 = 0
            for codeword in block { sum = field.product(sum, root) ^ codeword }
            syndromes[index] = sum
        }
        return syndromes
    }

    /// The shortest polynomial, lowest coefficient first, whose roots are the inverse places.
    private func errorLocator(for syndromes: [UInt8]) -> [UInt8] {
        var locator: [UInt8] = [1]
        var previous: [UInt8] = [1]
        var length = 0
        var shift = 1
        var previousDiscrepancy: UInt8 = 1
        for index in syndromes.indices {
            var discrepancy = syndromes[index]
            for term in 1..<max(length + 1, 1) where term < locator.count {
                discrepancy ^= field.product(locator[term], syndromes[index - term])
            }
            guard discrepancy != 0 else {
                shift += 1
                continue
            }
            let before = locator
            let factor = field.quotient(discrepancy, previousDiscrepancy)
            while locator.count < previous.count + shift { locator.append(0) }
            for term in previous.indices {
                locator[term + shift] ^= field.product(factor, previous[term])
            }
            if 2 * length <= index {
                length = index + 1 - length
                previous = before
                previousDiscrepancy = discrepancy
                shift = 1
            } else {
                shift += 1
            }
        }
        while locator.last == 0 { locator.removeLast() }
        return locator
    }

    /// As many places, counted from the block's end, as the polynomial's degree; else `nil`.
    private func roots(of locator: [UInt8], length: Int) -> [Int]? {
        var positions: [Int] = []
        for position in 0..<length
        where field.value(of: locator, at: inverse(position)) == 0 {
            positions.append(position)
        }
        return positions.count == locator.count - 1 ? positions : nil
    }

    private func inverse(_ position: Int) -> UInt8 {
        field.power((255 - position % 255) % 255)
    }

    private func evaluator(of syndromes: [UInt8], with locator: [UInt8]) -> [UInt8] {
        var evaluator = [UInt8](repeating: 0, count: syndromes.count)
        for index in evaluator.indices {
            for term in 0...min(index, locator.count - 1) {
                evaluator[index] ^= field.product(locator[term], syndromes[index - term])
            }
        }
        return evaluator
    }

    private func magnitude(
        at position: Int, locator: [UInt8], evaluator: [UInt8]
    ) -> UInt8? {
        let inverse = inverse(position)
        // The derivative keeps odd terms only, since 1 + 1 is 0.
        var slope: UInt8 = 0
        var power: UInt8 = 1
        let square = field.product(inverse, inverse)
        for term in stride(from: 1, to: locator.count, by: 2) {
            slope ^= field.product(locator[term], power)
            power = field.product(power, square)
        }
        guard slope != 0 else { return nil }
        // Forney's formula with first root 2^0: X * omega(X^-1) / lambda'(X^-1).
        let value = field.value(of: evaluator, at: inverse)
        return field.product(field.power(position % 255), field.quotient(value, slope))
    }
}
