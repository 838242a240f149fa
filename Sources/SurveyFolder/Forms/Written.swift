internal import Ballots
internal import Raster

/// Lengths and boxes as lines of `form.yaml`.
enum Written {
  static func list(_ numbers: [Double]) -> String {
    "[" + numbers.map { PlainNumber.text($0) }.joined(separator: ", ") + "]"
  }

  static func list(_ rect: PaperRect) -> String { list([rect.x, rect.y, rect.width, rect.height]) }

  /// A label's rectangle with its corner counted from its box's corner.
  static func offset(of label: PaperRect, from box: PaperRect) -> PaperRect {
    PaperRect(x: label.x - box.x, y: label.y - box.y, width: label.width, height: label.height)
  }

  /// A box that says everything itself.
  static func explicit(_ option: Option) -> String {
    "{value: \(Quoted.whereNeeded(option.value)), label: \(Quoted.whereNeeded(option.label)), "
      + "shape: \(option.shape.rawValue), rect: \(list(option.rect)), "
      + "label_rect: \(option.labelRect.map { list($0) } ?? "none")}"
  }

  /// The parts of a box's description.
  enum Part: CaseIterable {
    case shape, x, y, size, labelAt, labelSize

    var key: String {
      switch self {
      case .shape: "shape"
      case .x: "x"
      case .y: "y"
      case .size: "size"
      case .labelAt: "label_at"
      case .labelSize: "label_size"
      }
    }

    func text(of option: Option) -> String? {
      let label = option.labelRect.map { Written.offset(of: $0, from: option.rect) }
      return switch self {
      case .shape: option.shape.rawValue
      case .x: PlainNumber.text(option.rect.x)
      case .y: PlainNumber.text(option.rect.y)
      case .size: Written.list([option.rect.width, option.rect.height])
      case .labelAt: label.map { Written.list([$0.x, $0.y]) }
      case .labelSize: label.map { Written.list([$0.width, $0.height]) }
      }
    }
  }

  /// Boxes, with what they have in common said once.
  struct Boxes {
    /// Lines for what all boxes share.
    var shared: [String] = []
    /// A line for each box.
    var options: [String]

    /// Shape, size and label are shared where all agree; `places` names the coordinates that may be shared too.
    init(_ boxes: [Option], sharing places: [Part], leavingOut: Part? = nil) {
      options = boxes.map { option in
        let label = option.label == option.value ? "" : ", label: \(Quoted.whereNeeded(option.label))"
        return "{value: \(Quoted.whereNeeded(option.value))\(label)"
      }
      for part in Part.allCases where part != leavingOut {
        let texts = boxes.map(part.text)
        let mayShare = (part != .x && part != .y) || places.contains(part)
        if mayShare, let first = texts.first, let text = first, texts.allSatisfy({ $0 == text }) {
          shared.append("\(part.key): \(text)")
        } else {
          for (index, text) in texts.enumerated() {
            if let text { options[index] += ", \(part.key): \(text)" }
          }
        }
      }
      options = options.map { $0 + "}" }
    }
  }
}
