// Conditions of several scans of one sheet, and of many sheets from one office.

extension ScanConditions {
  /// The same scanners set up anyhow: each resolution and each format as likely as another, the sheet any way up.
  var anyWay: ScanConditions {
    var conditions = self
    conditions.resolution = resolution.evened
    conditions.output = output.evened
    (conditions.half, conditions.quarter) = (0.25, 0.5)
    return conditions
  }

  /// The same scanners, all set to one resolution (dots an inch) and one kind of picture.
  func fixed(dpi: Double, _ kind: Output) -> ScanConditions {
    var conditions = self
    conditions.resolution = Weighted((dpi, 1))
    conditions.output = Weighted((kind, 1))
    return conditions
  }

  /// One scanner with one setting, the sheets upright: only how each sheet lies on the glass and the noise still differ.
  func narrowed(_ random: inout SeededRandom) -> ScanConditions {
    var conditions = self
    conditions.resolution = resolution.narrowed(&random)
    conditions.output = output.narrowed(&random)
    for path in [
      \ScanConditions.blur, \.noise, \.paper, \.black, \.shading, \.jpegQuality, \.threshold,
    ] {
      let value = random.within(conditions[keyPath: path])
      conditions[keyPath: path] = value...value
    }
    (conditions.half, conditions.quarter) = (0, 0)
    (conditions.streak, conditions.darkBorder, conditions.trimmed) = (0, 0, 0)
    return conditions
  }
}

extension PrintConditions {
  /// One print run.
  func narrowed(_ random: inout SeededRandom) -> PrintConditions {
    var conditions = self
    let (scale, gain) = (random.within(scale), random.within(gain))
    (conditions.scale, conditions.gain) = (scale...scale, gain...gain)
    conditions.copies = copies.narrowed(&random)
    conditions.copiedAfterMarking = 0
    return conditions
  }
}
