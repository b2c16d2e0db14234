#if arch(wasm32)
    // What `bin/build-core` exports from the files that it links, by these names.

    /// Memory that the page fills with an input, of `count` bytes.
    @_cdecl("core_allocate")
    public func allocate(_ count: Int) -> UnsafeMutablePointer<UInt8> {
        .allocate(capacity: max(count, 1))
    }

    /// Gives back memory from `core_allocate` or of an answer.
    @_cdecl("core_free")
    public func free(_ memory: UnsafeMutablePointer<UInt8>) {
        memory.deallocate()
    }

    @_cdecl("cash_forecast")
    public func forecastCash(
        _ input: UnsafePointer<UInt8>, _ count: Int
    ) -> UnsafeMutablePointer<UInt8> {
        handOver(CoreFunction.forecastCash(bytes(input, count)))
    }

    @_cdecl("forecast")
    public func forecast(
        _ input: UnsafePointer<UInt8>, _ count: Int
    ) -> UnsafeMutablePointer<UInt8> {
        handOver(CoreFunction.forecast(bytes(input, count)))
    }

    @_cdecl("money_format")
    public func formatMoney(
        _ input: UnsafePointer<UInt8>, _ count: Int
    ) -> UnsafeMutablePointer<UInt8> {
        handOver(CoreFunction.formatMoney(bytes(input, count)))
    }

    @_cdecl("money_parse")
    public func parseMoney(
        _ input: UnsafePointer<UInt8>, _ count: Int
    ) -> UnsafeMutablePointer<UInt8> {
        handOver(CoreFunction.parseMoney(bytes(input, count)))
    }

    @_cdecl("proof_conclude")
    public func concludeProof(
        _ input: UnsafePointer<UInt8>, _ count: Int
    ) -> UnsafeMutablePointer<UInt8> {
        handOver(CoreFunction.concludeProof(bytes(input, count)))
    }

    @_cdecl("proof_inspect")
    public func inspectProof(
        _ input: UnsafePointer<UInt8>, _ count: Int
    ) -> UnsafeMutablePointer<UInt8> {
        handOver(CoreFunction.inspectProof(bytes(input, count)))
    }

    @_cdecl("read_code")
    public func readCode(
        _ input: UnsafePointer<UInt8>, _ count: Int
    ) -> UnsafeMutablePointer<UInt8> {
        handOver(CoreFunction.readCode(bytes(input, count)))
    }

    @_cdecl("measure_picture")
    public func measurePicture(
        _ input: UnsafePointer<UInt8>, _ count: Int
    ) -> UnsafeMutablePointer<UInt8> {
        handOver(CoreFunction.measurePicture(bytes(input, count)))
    }

    @_cdecl("read_picture")
    public func readPicture(
        _ input: UnsafePointer<UInt8>, _ count: Int
    ) -> UnsafeMutablePointer<UInt8> {
        handOver(CoreFunction.readPicture(bytes(input, count)))
    }

    @_cdecl("read_words")
    public func readWords(
        _ input: UnsafePointer<UInt8>, _ count: Int
    ) -> UnsafeMutablePointer<UInt8> {
        handOver(CoreFunction.readWords(bytes(input, count)))
    }

    @_cdecl("score")
    public func score(
        _ input: UnsafePointer<UInt8>, _ count: Int
    ) -> UnsafeMutablePointer<UInt8> {
        handOver(CoreFunction.score(bytes(input, count)))
    }

    @_cdecl("score_model")
    public func scoreModel(
        _ input: UnsafePointer<UInt8>, _ count: Int
    ) -> UnsafeMutablePointer<UInt8> {
        handOver(CoreFunction.scoreModel(bytes(input, count)))
    }

    @_cdecl("score_rows")
    public func scoreRows(
        _ input: UnsafePointer<UInt8>, _ count: Int
    ) -> UnsafeMutablePointer<UInt8> {
        handOver(CoreFunction.scoreRows(bytes(input, count)))
    }

    @_cdecl("sha256")
    public func hash(
        _ input: UnsafePointer<UInt8>, _ count: Int
    ) -> UnsafeMutablePointer<UInt8> {
        handOver(CoreFunction.hash(bytes(input, count)))
    }

    @_cdecl("totals")
    public func totals(
        _ input: UnsafePointer<UInt8>, _ count: Int
    ) -> UnsafeMutablePointer<UInt8> {
        handOver(CoreFunction.totals(bytes(input, count)))
    }

    private func bytes(_ input: UnsafePointer<UInt8>, _ count: Int) -> [UInt8] {
        Array(UnsafeBufferPointer(start: input, count: count))
    }

    /// The answer's length as four little-endian bytes, then the answer; the page frees it.
    private func handOver(_ answer: [UInt8]) -> UnsafeMutablePointer<UInt8> {
        let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: 4 + answer.count)
        for index in 0..<4 {
            memory[index] = UInt8(truncatingIfNeeded: answer.count >> (8 * index))
        }
        for (index, byte) in answer.enumerated() { memory[4 + index] = byte }
        return memory
    }
#endif
