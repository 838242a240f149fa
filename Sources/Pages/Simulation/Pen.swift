/// What people write with. Widths in mm, darkness as the share of light that full ink takes: the luma of blue, red and
/// violet inks is in it, since scanners and the reader see luma.
struct Pen: Sendable, Hashable {
  /// Kinds of pens, as they differ on paper.
  enum Kind: String, Sendable, Hashable, CaseIterable {
    case ballpoint, thinBallpoint, dryBallpoint, gel, felt, marker, pencil
  }

  let kind: Kind
  /// Width of the line at usual pressure.
  var width: Double
  var darkness: Double
  /// How much width and darkness follow the hand's pressure, 0 to 1.
  let pressure: Double
  /// Share of the line where the ball does not turn and no ink flows.
  let skips: Double
  /// Roughness of the ink on the paper's grain, 0 to 1.
  let grain: Double

  /// One pen of a kind; `paleness` (0 to 1) moves the choice to the pale end of what there is.
  init(_ kind: Kind, paleness: Double, _ random: inout SeededRandom) {
    self.kind = kind
    let ink: ClosedRange<Double> = random.chance(0.75) ? 0.6...0.8 : 0.74...0.94
    switch kind {
    case .ballpoint:
      (width, darkness) = (random.within(0.26...0.44), random.within(ink))
      (pressure, skips, grain) = (0.35, 0.01, 0.12)
    case .thinBallpoint:
      (width, darkness) = (random.within(0.2...0.3), random.within(ink))
      (pressure, skips, grain) = (0.35, 0.015, 0.12)
    case .dryBallpoint:
      (width, darkness) = (random.within(0.24...0.36), random.within(0.34...0.56))
      (pressure, skips, grain) = (0.5, 0.16, 0.35)
    case .gel:
      (width, darkness) = (random.within(0.42...0.62), random.within(0.7...0.92))
      (pressure, skips, grain) = (0.15, 0, 0.04)
    case .felt:
      (width, darkness) = (random.within(0.6...0.95), random.within(0.6...0.88))
      (pressure, skips, grain) = (0.3, 0, 0.08)
    case .marker:
      (width, darkness) = (random.within(0.95...1.6), random.within(0.62...0.9))
      (pressure, skips, grain) = (0.15, 0, 0.05)
    case .pencil:
      (width, darkness) = (random.within(0.34...0.55), random.within(0.36...0.62))
      (pressure, skips, grain) = (0.5, 0.02, 0.5)
    }
    darkness *= 1 - 0.35 * paleness
    width *= 1 - 0.15 * paleness
  }

  /// The same pen held lightly, or nearly dry.
  func paler(to share: Double) -> Pen {
    var pen = self
    pen.darkness *= share
    pen.width *= 0.5 + 0.5 * share
    return pen
  }
}
