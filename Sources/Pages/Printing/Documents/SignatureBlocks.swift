internal import Raster
internal import Wording

/// Where people sign: in rows side by side, each with a capacity, room for the signature, and the name.
struct SignatureBlocks {
  struct Signatory {
    /// In which capacity, e.g. `Người chứng kiến`.
    var capacity: String
    /// Office held, if it says more.
    var title: String?
    var name: String
  }

  var signatories: [Signatory]

  private static let gap = 4.0
  /// Room for a signature and a stamp's edge, mm.
  private static let room = 17.0

  /// Up to four stand in one row; more in rows of three.
  private var columns: Int { signatories.count <= 4 ? max(1, signatories.count) : 3 }

  private var rows: [Row] {
    stride(from: 0, to: signatories.count, by: columns).map {
      Row(signatories: Array(signatories[$0..<min($0 + columns, signatories.count)]), columns: columns)
    }
  }

  /// Height of the first row, mm.
  func firstHeight(in flow: DocumentFlow) -> Double { rows.first?.layout(in: flow).height ?? 0 }

  func add(to flow: inout DocumentFlow) {
    for row in rows {
      let layout = row.layout(in: flow)
      flow.add(height: layout.height) { page, place in
        for part in layout.parts { page.write(part.text, at: place.moved(dx: part.x, dy: part.y)) }
      }
      flow.space(4)
    }
  }

  /// People side by side.
  private struct Row {
    let signatories: [Signatory]
    let columns: Int

    /// The texts with their places from the row's top left.
    func layout(in flow: DocumentFlow) -> (height: Double, parts: [(text: TextBlock, x: Double, y: Double)]) {
      let width = (flow.width - Double(columns - 1) * SignatureBlocks.gap) / Double(columns)
      var height = 0.0
      var parts: [(text: TextBlock, x: Double, y: Double)] = []
      /// A line of the row: each person's text in the same style, all beginning at one height.
      func line(_ style: TypeStyle, _ text: (Signatory) -> String?) {
        var tallest = 0.0
        for (column, signatory) in signatories.enumerated() {
          guard let words = text(signatory) else { continue }
          let block = TextBlock(words, style, alignment: .center, width: width)
          parts.append((block, Double(column) * (width + SignatureBlocks.gap), height))
          tallest = max(tallest, flow.typesetter.measure(block).height)
        }
        height += tallest
      }
      line(TypeStyle(size: columns > 3 ? 11 : 12).bold) { $0.capacity.uppercased() }
      line(TypeStyle(size: 11)) { $0.title }
      line(TypeStyle(size: 11).italic) { _ in DocumentText.signHere.text }
      height += SignatureBlocks.room
      line(TypeStyle(size: columns > 3 ? 12 : 13).bold) { $0.name }
      return (height, parts)
    }
  }
}
