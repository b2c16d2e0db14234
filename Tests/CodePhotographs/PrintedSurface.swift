import Foundation
import Proof

/// The page that is photographed, in modules of its code, whose middle is at (0, 0).
struct PrintedSurface {
    private let grid: ModuleGrid
    private let photograph: Photograph
    private let half: Double
    private let print: UInt64

    init(grid: ModuleGrid, photograph: Photograph, random: inout SeededNumbers) {
        self.grid = grid
        self.photograph = photograph
        half = Double(grid.dimension) / 2
        print = random.next()
    }

    /// `place` is in widths of the code.
    func grey(at place: (x: Double, y: Double)) -> Double {
        var x = place.x * half * 2
        // Bent paper, seen from the front, pushes what lies to the sides up or down.
        let y = (place.y + photograph.bend * 4 * place.x * place.x) * half * 2
        if photograph.isMirrored { x = -x }
        let isDark = isDark(x, y)
        return isDark == photograph.isInverted ? photograph.paper : photograph.ink
    }

    private func isDark(_ x: Double, _ y: Double) -> Bool {
        if x.magnitude < half, y.magnitude < half {
            return grid[Int(x + half), Int(y + half)]
        }
        // The quiet zone is four modules wide.
        if x.magnitude < half + 4, y.magnitude < half + 4 { return false }
        return photograph.hasPrint && isPrint(x, y)
    }

    /// Lines of letters, each a few strokes that the seed has drawn.
    private func isPrint(_ x: Double, _ y: Double) -> Bool {
        let size = half / 14
        let (line, letter) = ((y / size / 9).rounded(.down), (x / size / 5).rounded(.down))
        let (row, column) = (y / size - line * 9, x / size - letter * 5)
        guard row < 5, column < 4 else { return false }
        let key = UInt64(bitPattern: Int64(line) &* 7919 &+ Int64(letter)) &+ print
        var source = SeededNumbers(state: key)
        let strokes = source.next()
        if strokes >> 60 < 3 { return false }
        return strokes >> UInt64(Int(row) * 4 + Int(column)) & 1 == 1
    }
}

/// Where on a slanted plane a pixel looks, by a camera with a view of about 60 degrees.
struct PlaneView {
    private let right: [Double]
    private let down: [Double]
    private let normal: [Double]
    private let middle: [Double]
    private let photograph: Photograph
    private let focus: Double

    init(_ photograph: Photograph) {
        self.photograph = photograph
        let (turn, yaw, pitch) = (
            photograph.turn * .pi / 180, photograph.yaw * .pi / 180, photograph.pitch * .pi / 180)
        func slanted(_ x: Double, _ y: Double) -> [Double] {
            let (u, v) = (x * cos(turn) - y * sin(turn), x * sin(turn) + y * cos(turn))
            let (level, depth) = (u * cos(yaw), u * sin(yaw))
            return [level, v * cos(pitch) - depth * sin(pitch), v * sin(pitch) + depth * cos(pitch)]
        }
        right = slanted(1, 0)
        down = slanted(0, 1)
        normal = [
            right[1] * down[2] - right[2] * down[1], right[2] * down[0] - right[0] * down[2],
            right[0] * down[1] - right[1] * down[0],
        ]
        focus = Double(max(photograph.width, photograph.height)) * 0.87
        let distance = focus / photograph.side
        middle = [
            (photograph.middle.x - 0.5) * Double(photograph.width) / photograph.side,
            (photograph.middle.y - 0.5) * Double(photograph.height) / photograph.side, distance,
        ]
    }

    /// In widths of the code from its middle.
    func place(_ column: Double, _ row: Double) -> (x: Double, y: Double) {
        let ray = [
            (column - Double(photograph.width) / 2) / focus,
            (row - Double(photograph.height) / 2) / focus, 1,
        ]
        let far = (middle[0] * normal[0] + middle[1] * normal[1] + middle[2] * normal[2])
            / (ray[0] * normal[0] + ray[1] * normal[1] + ray[2] * normal[2])
        let (x, y, z) = (
            ray[0] * far - middle[0], ray[1] * far - middle[1], ray[2] * far - middle[2])
        return (
            x * right[0] + y * right[1] + z * right[2], x * down[0] + y * down[1] + z * down[2]
        )
    }
}

/// Uneven light, a shadow's edge, the reflection of a lamp.
struct Light {
    private let photograph: Photograph
    private let direction: (x: Double, y: Double)
    private let spot: (x: Double, y: Double)

    init(_ photograph: Photograph, random: inout SeededNumbers) {
        self.photograph = photograph
        let angle = random.between(0, 2 * .pi)
        direction = (cos(angle), sin(angle))
        let reach = photograph.side * 0.3
        spot = (
            photograph.middle.x * Double(photograph.width) + random.between(-reach, reach),
            photograph.middle.y * Double(photograph.height) + random.between(-reach, reach)
        )
    }

    func falling(column: Int, row: Int) -> Double {
        let x = (Double(column) / Double(photograph.width) - 0.5) * direction.x
        let y = (Double(row) / Double(photograph.height) - 0.5) * direction.y
        let along = x + y
        var light = 1 - photograph.falloff * min(max(along + 0.5, 0), 1)
        if along > 0.05 { light *= 1 - photograph.shadow }
        return light
    }

    func addGlare(to values: inout [Float]) {
        guard photograph.glare > 0 else { return }
        let radius = photograph.glare * photograph.side / 2
        for row in 0..<photograph.height {
            for column in 0..<photograph.width {
                let (x, y) = (Double(column) - spot.x, Double(row) - spot.y)
                let distance = (x * x + y * y) / (radius * radius)
                if distance < 4 {
                    values[row * photograph.width + column] += Float(300 * exp(-distance * 2))
                }
            }
        }
    }
}
