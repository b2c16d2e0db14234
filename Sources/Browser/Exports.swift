#if arch(wasm32)
    import Wire

    /// Memory that the page fills with an input, of `count` bytes.
    @_expose(wasm, "core_allocate")
    @_cdecl("core_allocate")
    public func allocate(_ count: Int) -> UnsafeMutablePointer<UInt8> {
        .allocate(capacity: max(count, 1))
    }

    /// Gives back memory from `core_allocate` or of an answer.
    @_expose(wasm, "core_free")
    @_cdecl("core_free")
    public func free(_ memory: UnsafeMutablePointer<UInt8>) {
        memory.deallocate()
    }

    @_expose(wasm, "money_format")
    @_cdecl("money_format")
    public func moneyFormat(_ input: UnsafePointer<UInt8>, _ count: Int)
        -> UnsafeMutablePointer<UInt8>
    {
        answer(of: .moneyFormat, to: input, count)
    }

    @_expose(wasm, "money_parse")
    @_cdecl("money_parse")
    public func moneyParse(_ input: UnsafePointer<UInt8>, _ count: Int)
        -> UnsafeMutablePointer<UInt8>
    {
        answer(of: .moneyParse, to: input, count)
    }

    @_expose(wasm, "proof_inspect")
    @_cdecl("proof_inspect")
    public func proofInspect(_ input: UnsafePointer<UInt8>, _ count: Int)
        -> UnsafeMutablePointer<UInt8>
    {
        answer(of: .proofInspect, to: input, count)
    }

    @_expose(wasm, "proof_conclude")
    @_cdecl("proof_conclude")
    public func proofConclude(_ input: UnsafePointer<UInt8>, _ count: Int)
        -> UnsafeMutablePointer<UInt8>
    {
        answer(of: .proofConclude, to: input, count)
    }

    @_expose(wasm, "read_words")
    @_cdecl("read_words")
    public func readWords(_ input: UnsafePointer<UInt8>, _ count: Int)
        -> UnsafeMutablePointer<UInt8>
    {
        answer(of: .readWords, to: input, count)
    }

    @_expose(wasm, "sha256")
    @_cdecl("sha256")
    public func sha256OfBytes(_ input: UnsafePointer<UInt8>, _ count: Int)
        -> UnsafeMutablePointer<UInt8>
    {
        answer(of: .sha256, to: input, count)
    }

    @_expose(wasm, "totals")
    @_cdecl("totals")
    public func totals(_ input: UnsafePointer<UInt8>, _ count: Int)
        -> UnsafeMutablePointer<UInt8>
    {
        answer(of: .totals, to: input, count)
    }

    /// The answer's length as four little-endian bytes, then the answer; the page frees it.
    private func answer(of function: CoreFunction, to input: UnsafePointer<UInt8>, _ count: Int)
        -> UnsafeMutablePointer<UInt8>
    {
        let bytes = function.answer(to: Array(UnsafeBufferPointer(start: input, count: count)))
        let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: 4 + bytes.count)
        for index in 0..<4 {
            memory[index] = UInt8(truncatingIfNeeded: bytes.count >> (8 * index))
        }
        for (index, byte) in bytes.enumerated() { memory[4 + index] = byte }
        return memory
    }
#endif
