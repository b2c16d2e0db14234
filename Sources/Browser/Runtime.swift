#if arch(wasm32)
    // What the libraries linked into the core expect of a system: with these it imports nothing.

    /// What the standard library seeds its hash tables with. A page is its own only client and
    /// the core has no imports, so the seed is fixed.
    @_cdecl("arc4random_buf")
    public func fillWithHashSeed(_ buffer: UnsafeMutableRawPointer, _ count: Int) {
        for offset in 0..<count {
            let byte = UInt8(truncatingIfNeeded: 37 &* offset)
            buffer.storeBytes(of: byte, toByteOffset: offset, as: UInt8.self)
        }
    }

    /// The builtins that Debian packages were compiled with stack protectors. WebAssembly keeps
    /// return addresses out of reach, so a constant guard is enough.
    @_silgen_name("__stack_chk_guard")
    nonisolated(unsafe) public var stackGuard: UInt = 0x5bd1_e995

    @_cdecl("__stack_chk_fail")
    public func stackGuardFailed() -> Never {
        preconditionFailure("the stack was overwritten")
    }
#endif
