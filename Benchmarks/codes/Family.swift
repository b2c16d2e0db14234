import CodePhotographs

/// Photographs of one kind, each by its number.
struct Family: Sendable {
    let name: String
    let sizes: [String]
    let change: @Sendable (inout Photograph, inout SeededNumbers) -> Void

    /// `dimension` is the code's, in modules.
    func photograph(number: Int, dimension: Int) -> Photograph {
        var random = SeededNumbers(state: UInt64(number) * 1_000 + UInt64(dimension))
        var photograph = Photograph()
        photograph.seed = UInt64(number)
        photograph.side = 300
        photograph.turn = random.between(0, 360)
        change(&photograph, &random)
        // A side below zero counts pixels a module.
        if photograph.side < 0 { photograph.side *= -Double(dimension) }
        return photograph
    }

    private static let all = ["2M", "7Q", "25M"]
    private static let proofs = ["25M", "25L"]

    static let families = [
        Family(name: "turned", sizes: all) { _, _ in },
        Family(name: "slanted to 40 degrees", sizes: all) { photograph, random in
            photograph.yaw = random.between(-40, 40)
            photograph.pitch = random.between(-40, 40)
        },
        Family(name: "steep, 35 to 50 degrees", sizes: all) { photograph, random in
            photograph.yaw = random.between(35, 50) * (random.unit() < 0.5 ? -1 : 1)
        },
        Family(name: "bent by 1 to 4 per cent", sizes: all) { photograph, random in
            photograph.turn = random.between(-20, 20)
            photograph.bend = random.between(0.01, 0.04)
        },
        Family(name: "blurred by 1.3 pixels", sizes: all) { photograph, _ in
            photograph.blur = 1.3
        },
        Family(name: "2.5 pixels a module", sizes: all) { photograph, _ in
            (photograph.width, photograph.height, photograph.side) = (480, 480, -2.5)
        },
        Family(name: "2 pixels a module", sizes: all) { photograph, _ in
            (photograph.width, photograph.height, photograph.side) = (480, 480, -2)
        },
        Family(name: "1.6 pixels a module", sizes: all) { photograph, _ in
            (photograph.width, photograph.height, photograph.side) = (480, 480, -1.6)
        },
        Family(name: "noise of 25 greys", sizes: all) { photograph, _ in
            photograph.noise = 25
        },
        Family(name: "faint, 45 greys apart", sizes: all) { photograph, _ in
            (photograph.ink, photograph.paper, photograph.noise) = (120, 165, 4)
        },
        Family(name: "uneven light and a shadow", sizes: all) { photograph, _ in
            (photograph.falloff, photograph.shadow) = (0.8, 0.5)
        },
        Family(name: "a lamp's reflection", sizes: all) { photograph, _ in
            photograph.glare = 0.25
        },
        Family(name: "light on dark", sizes: all) { photograph, _ in
            photograph.isInverted = true
        },
        Family(name: "in a mirror", sizes: all) { photograph, _ in
            photograph.isMirrored = true
        },
        Family(name: "on a page of print", sizes: all) { photograph, random in
            (photograph.width, photograph.height, photograph.side) = (1280, 960, 330)
            photograph.turn = random.between(-30, 30)
            photograph.yaw = random.between(-15, 15)
            photograph.middle = (random.between(0.3, 0.7), random.between(0.3, 0.7))
            photograph.hasPrint = true
        },
        Family(name: "video, 1280 by 720", sizes: proofs) { photograph, random in
            (photograph.width, photograph.height, photograph.side) = (1280, 720, 500)
            photograph.turn = random.between(-20, 20)
            photograph.yaw = random.between(-15, 15)
            photograph.pitch = random.between(-15, 15)
            (photograph.blur, photograph.noise, photograph.hasPrint) = (1, 6, true)
        },
        Family(name: "video of print without a code", sizes: ["2M"]) { photograph, _ in
            (photograph.width, photograph.height, photograph.side) = (1280, 720, 20)
            (photograph.middle, photograph.noise, photograph.hasPrint) = ((3, 3), 6, true)
        },
    ]
}
