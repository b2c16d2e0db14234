/// A place in a picture or in a code: to the right and down, pixels or modules.
public struct PicturePoint: Equatable, Sendable {
    public var x: Double
    public var y: Double

    public init(_ x: Double, _ y: Double) {
        (self.x, self.y) = (x, y)
    }

    var length: Double { (x * x + y * y).squareRoot() }

    /// Of two directions: above zero when `other` lies clockwise from this one.
    func cross(_ other: PicturePoint) -> Double { x * other.y - y * other.x }

    func dot(_ other: PicturePoint) -> Double { x * other.x + y * other.y }

    static func + (a: PicturePoint, b: PicturePoint) -> PicturePoint {
        PicturePoint(a.x + b.x, a.y + b.y)
    }

    static func - (a: PicturePoint, b: PicturePoint) -> PicturePoint {
        PicturePoint(a.x - b.x, a.y - b.y)
    }

    static func * (a: PicturePoint, factor: Double) -> PicturePoint {
        PicturePoint(a.x * factor, a.y * factor)
    }
}
