/// The paper of a picture: cut out, its light flattened, and how its print lies. What OpenCV does
/// for the server, in plain Swift for a phone without a network.
public struct PageSheet: Sendable {
    /// As it was given, turned by quarters.
    public let picture: GreyPlane
    public let outline: PaperOutline?
    /// The picture, or the sheet cut out of it, under the light that fell on it.
    let bare: GreyPlane
    /// The same; uneven light is flattened.
    let grey: GreyPlane
    /// Divided by the paper's own brightness everywhere.
    let flat: GreyPlane
    /// Degrees by which turning sets lines level.
    public let tilt: Double
    /// Of capitals, in pixels of the sheet; 0 when too little print stands out.
    public let letterHeight: Double
    let toPicture: Perspective

    /// The darkest part of the paper in relation to its brightest, below which light is uneven.
    private static let evenLight = 0.7

    public init(_ picture: GreyPlane) {
        self.picture = picture
        outline = PaperOutline(in: picture)
        if let outline {
            let (width, height) = outline.size
            toPicture = Perspective(from: width, height, to: outline)
            bare = Self.cut(picture, toPicture, width, height)
        } else {
            toPicture = Perspective()
            bare = picture
        }
        let ground = Self.ground(of: bare)
        flat = Self.flattened(bare, ground)
        let isEven = Double(ground.level(0.05)) > Self.evenLight * Double(ground.level(0.95))
        grey = outline == nil && isEven ? bare : flat
        tilt = PrintMeasure.tilt(of: flat)
        letterHeight = PrintMeasure.letterHeight(of: flat)
    }

    private static func cut(
        _ picture: GreyPlane, _ way: Perspective, _ width: Int, _ height: Int
    ) -> GreyPlane {
        picture.pixels.withUnsafeBufferPointer { pixels in
            let from = GreySampler(pixels: pixels, width: picture.width, height: picture.height)
            return GreyPlane(width: width, height: height) { column, row in
                let place = way.point(Double(column), Double(row))
                return from.value(place.x, place.y)
            }
        }
    }

    private static let groundSide = 500
    private static let letterReach = 4
    private static let groundReach = 7

    /// The brightness of the bare paper at every place, a small picture.
    private static func ground(of sheet: GreyPlane) -> GreyPlane {
        sheet.within(side: groundSide).extreme(reach: letterReach, brightest: true)
            .median(reach: groundReach)
    }

    private static let white = 250.0

    private static func flattened(_ sheet: GreyPlane, _ ground: GreyPlane) -> GreyPlane {
        let across = Double(ground.width) / Double(sheet.width)
        let down = Double(ground.height) / Double(sheet.height)
        return sheet.pixels.withUnsafeBufferPointer { pixels in
            ground.pixels.withUnsafeBufferPointer { grounds in
                let paper = GreySampler(
                    pixels: grounds, width: ground.width, height: ground.height)
                return GreyPlane(width: sheet.width, height: sheet.height) { column, row in
                    let light = paper.value(
                        (Double(column) + 0.5) * across - 0.5, (Double(row) + 0.5) * down - 0.5)
                    guard light > 0 else { return 0 }
                    return Double(pixels[row * sheet.width + column]) * white / light
                }
            }
        }
    }
}
