/// What can be said of a photograph of a paper before anyone has read it.
public struct PictureMeasure: Sendable {
    /// What the person who holds the camera can do about it.
    public enum Advice: String, Sendable {
        /// Too little light falls on the paper.
        case dark
        /// A lamp is mirrored on the paper.
        case glare
        /// An edge of the paper lies beyond the picture.
        case cutOff = "cut_off"
        /// The paper fills too little of the picture.
        case far
        /// Lines lean further than can be set right.
        case tilted
        /// Letters have too few pixels.
        case small
        /// The hand moved, or the lens was not focused.
        case blurred
        /// Ink hardly differs from its paper.
        case faint
        /// Nothing looks like print.
        case noPrint = "no_print"
    }

    /// Of the sheet that stands out from its ground; nil where the paper fills the picture.
    public let outline: PaperOutline?
    /// Share of the picture that the sheet takes; nil without an outline.
    public let coverage: Double?
    /// Degrees by which turning sets lines level.
    public let tilt: Double
    /// Of capitals, in pixels of the sheet; 0 when too little print stands out.
    public let letterHeight: Double
    /// Pixels from ink to paper; nil where hardly an edge is seen.
    public let edgeWidth: Double?
    /// Brightness of the paper, 0 to 255.
    public let light: Int
    /// How much darker than its paper the ink is: 1 for black on white.
    public let contrast: Double
    /// Most important first; empty for a picture that is likely to be read well.
    public let advice: [Advice]

    /// `isPreview`: a small picture of the camera's view, whose letters are not to be seen.
    public init(_ sheet: PageSheet, isPreview: Bool = false) {
        let picture = sheet.picture
        outline = sheet.outline
        coverage = sheet.outline.map { $0.area / Double(picture.pixels.count) }
        (tilt, letterHeight) = (sheet.tilt, sheet.letterHeight)
        edgeWidth = EdgeWidth.middle(of: sheet.flat)
        light = sheet.bare.level(Self.paper)
        let (ink, paper) = (sheet.flat.level(Self.ink), sheet.flat.level(Self.paper))
        contrast = 1 - Double(ink) / Double(max(paper, 1))
        var advice: [Advice] = []
        if light < Self.leastLight { advice.append(.dark) }
        if Self.hasGlare(sheet.bare) { advice.append(.glare) }
        if let outline, Self.isCutOff(outline, picture) { advice.append(.cutOff) }
        if let coverage, coverage < Self.leastCoverage { advice.append(.far) }
        if outline == nil, tilt.magnitude >= Self.mostTilt { advice.append(.tilted) }
        if !isPreview { advice += Self.ofPrint(letterHeight, edgeWidth, contrast) }
        self.advice = advice
    }

    private static let paper = 0.8
    private static let ink = 0.005
    private static let leastLight = 70
    private static let leastCoverage = 0.3
    private static let mostTilt = 10.0

    /// Seen on receipts that were shrunk, blurred and bleached on purpose: see
    /// docs/reference/capture.md.
    private static let leastLetter = 9.0
    private static let mostBlur = 0.19
    private static let leastContrast = 0.15

    private static func ofPrint(
        _ letterHeight: Double, _ edgeWidth: Double?, _ contrast: Double
    ) -> [Advice] {
        if contrast < leastContrast { return [.faint] }
        guard letterHeight > 0 else { return [.noPrint] }
        var advice: [Advice] = []
        if letterHeight < leastLetter { advice.append(.small) }
        if let edgeWidth, edgeWidth > mostBlur * max(letterHeight, leastLetter) {
            advice.append(.blurred)
        }
        return advice
    }

    private static let mirrored = 253
    private static let mirroredShare = 0.02
    private static let usualWhite = 225

    /// Blind white on a paper that is not so white elsewhere.
    private static func hasGlare(_ sheet: GreyPlane) -> Bool {
        guard sheet.level(0.5) < usualWhite else { return false }
        return sheet.level(1 - mirroredShare) >= mirrored
    }

    /// Of the shorter side.
    private static let rim = 0.008

    private static func isCutOff(_ outline: PaperOutline, _ picture: GreyPlane) -> Bool {
        let rim = rim * Double(min(picture.width, picture.height))
        let right = Double(picture.width) - 1 - rim
        let bottom = Double(picture.height) - 1 - rim
        // One corner at the edge is a paper laid askew; two are a paper that goes on.
        return outline.corners.count {
            $0.x <= rim || $0.y <= rim || $0.x >= right || $0.y >= bottom
        } >= 2
    }
}
