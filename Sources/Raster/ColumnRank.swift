extension [UInt8] {
  /// For each column of a row-major table the value that stands at `rank` (from 0) when the column is sorted, for all
  /// columns at once: the values' bits are found from the highest down, by counting what lies below.
  ///
  /// - Parameter columns: the table's width; it has `count / columns` rows, at most 255.
  public func columnRanks(_ rank: Int, columns: Int) -> [UInt8] {
    let rows = columns > 0 ? count / columns : 0
    precondition(rows * columns == count && rows <= 255 && rank >= 0 && (rank < rows || columns == 0))
    let rank = UInt8(rank)
    var trial = [UInt8](repeating: 0, count: columns)
    var below = trial
    return [UInt8](unsafeUninitializedCapacity: columns) { found, made in
      found.initialize(repeating: 0)
      withUnsafeBufferPointer { table in
        trial.withUnsafeMutableBufferPointer { trial in
          below.withUnsafeMutableBufferPointer { below in
            // Plain loops over rows, which become vectors.
            for bit in (0..<8).reversed() {
              for k in 0..<columns {
                trial[k] = found[k] | 1 << UInt8(truncatingIfNeeded: bit)
                below[k] = 0
              }
              for row in 0..<rows {
                let first = row &* columns
                for k in 0..<columns { below[k] &+= table[first &+ k] < trial[k] ? 1 : 0 }
              }
              // As many as `rank` or fewer are smaller: the value is not.
              for k in 0..<columns { found[k] = below[k] <= rank ? trial[k] : found[k] }
            }
          }
        }
      }
      made = columns
    }
  }
}
