extension Array where Element == Float {
  /// The value that would stand at `index` if the array were sorted; the order of the elements changes.
  ///
  /// Quickselect (Hoare 1961), with the middle of three as pivot. No element may be NaN; `index` within the array.
  public mutating func select(_ index: Int) -> Float {
    precondition(indices.contains(index), "a place of the array")
    return withUnsafeMutableBufferPointer { values in
      var low = 0
      var high = values.count - 1
      while low < high {
        let middle = low + (high - low) / 2
        let (a, b, c) = (values[low], values[middle], values[high])
        let pivot = Swift.max(Swift.min(a, b), Swift.min(Swift.max(a, b), c))
        var i = low
        var j = high
        while i <= j {
          while values[i] < pivot { i += 1 }
          while values[j] > pivot { j -= 1 }
          if i <= j {
            values.swapAt(i, j)
            i += 1
            j -= 1
          }
        }
        if index <= j {
          high = j
        } else if index >= i {
          low = i
        } else {
          break
        }
      }
      return values[index]
    }
  }
}
