extension [UInt8] {
  /// For each column of a row-major table the value that stands at `rank` (from 0) when the column is sorted, for 16
  /// columns at a time: the value's bits are found from the highest down, by counting what lies below.
  ///
  /// - Parameter columns: the table's width; it has `count / columns` rows, at most 255.
  public func columnRanks(_ rank: Int, columns: Int) -> [UInt8] {
    let rows = columns > 0 ? count / columns : 0
    precondition(rows * columns == count && rows <= 255 && rank >= 0 && (rank < rows || columns == 0))
    let one = SIMD16<UInt8>(repeating: 1)
    return [UInt8](unsafeUninitializedCapacity: columns) { out, made in
      withUnsafeBytes { table in
        var column = 0
        while column &+ 16 <= columns {
          var found = SIMD16<UInt8>()
          var bit: UInt8 = 0x80
          while bit != 0 {
            let trial = found | SIMD16(repeating: bit)
            var below = SIMD16<UInt8>()
            for row in 0..<rows {
              let values = table.loadUnaligned(fromByteOffset: row &* columns &+ column, as: SIMD16<UInt8>.self)
              below.replace(with: below &+ one, where: values .< trial)
            }
            // As many as `rank` or fewer are smaller: the value is not.
            found.replace(with: trial, where: below .<= SIMD16(repeating: UInt8(rank)))
            bit >>= 1
          }
          for k in 0..<16 { out[column &+ k] = found[k] }
          column &+= 16
        }
        while column < columns {
          var values = (0..<rows).map { table[$0 &* columns &+ column] }
          values.sort()
          out[column] = values[rank]
          column &+= 1
        }
      }
      made = columns
    }
  }
}
