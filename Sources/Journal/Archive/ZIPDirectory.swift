// The list at the end of a ZIP, by which other programs show and unpack it. Members are read by the headers before them
// (ZIPReader), so a list that says something else would let an auditor's file manager show other files than were
// verified. It is held against what was read: the same names at the same places with the same sizes, plain files, and
// nothing between the members or after the list. Layout: PKWARE's APPNOTE 6.3, sections 4.3.12 to 4.3.16 and 4.5.3.

/// What the directory of a ZIP lists.
struct ZIPDirectory: Hashable {
  /// A member as the directory has it.
  struct Member: Hashable {
    var name: [UInt8]
    var size: UInt64
    /// Where the header before it begins, bytes.
    var position: UInt64
  }

  /// What is wrong with a directory.
  struct Fault: Error, Hashable {
    var detail: String
  }

  /// The members in the directory's order.
  let members: [Member]
  /// Where it begins, bytes.
  let position: UInt64

  private static let endLength = 22
  private static let longEndLength = 56
  private static let locatorLength = 20
  private static let headerLength = 46
  /// The most that a directory takes for each member: the header, its name and what may be added to it.
  private static let mostBytesAMember = 2_000

  /// Reads the directory of a ZIP of at most so many members.
  static func read(
    from file: borrowing OpenFile, members limit: Int
  ) throws(ArchiveError) -> Result<ZIPDirectory, Fault> {
    let size = try file.size
    guard size >= endLength else { return .failure(Fault(detail: "too short")) }
    let tailLength = min(size, endLength + locatorLength + longEndLength)
    let tail = Fields(bytes: try file.read(at: size - tailLength, count: tailLength))
    let end: (position: Int, offset: Int, length: Int, count: Int)
    switch ending(tail, of: size) {
    case .success(let found): end = found
    case .failure(let fault): return .failure(fault)
    }
    guard end.count <= limit, end.length <= Self.mostBytesAMember * (limit + 1) else {
      return .failure(Fault(detail: "\(end.count) members in \(end.length) bytes"))
    }
    let (expected, overflow) = end.offset.addingReportingOverflow(end.length)
    guard !overflow, expected == end.position else {
      return .failure(Fault(detail: "the list does not end where the file does"))
    }
    let list = Fields(bytes: try file.read(at: end.offset, count: end.length))
    return Self.members(list, count: end.count).map { ZIPDirectory(members: $0, position: UInt64(end.offset)) }
  }

  /// Where the list stands, by what ends the file, and where that begins.
  private static func ending(
    _ tail: Fields, of size: Int
  ) -> Result<(position: Int, offset: Int, length: Int, count: Int), Fault> {
    let end = tail.bytes.count - endLength
    // A remark would be room for anything.
    guard tail.has(0x0605_4B50, at: end), tail.integer(at: end + 20, size: 2) == 0 else {
      return .failure(Fault(detail: "cut short, or something follows its end"))
    }
    func numbers(
      _ place: Int, begins position: Int, _ fields: (count: Int, length: Int, offset: Int), size: Int
    ) -> Result<(position: Int, offset: Int, length: Int, count: Int), Fault> {
      let width = size == 2 ? 4 : size
      guard let count = tail.number(at: place + fields.count, size: size),
        let length = tail.number(at: place + fields.length, size: width),
        let offset = tail.number(at: place + fields.offset, size: width)
      else { return .failure(Fault(detail: "numbers of the list")) }
      return .success((position, offset, length, count))
    }
    let locator = end - locatorLength
    if tail.has(0x0706_4B50, at: locator) {
      let long = locator - longEndLength
      let position = size - tail.bytes.count + long
      guard tail.has(0x0606_4B50, at: long), tail.number(at: locator + 8, size: 8) == position else {
        return .failure(Fault(detail: "numbers of the list"))
      }
      return numbers(long, begins: position, (count: 32, length: 40, offset: 48), size: 8)
    }
    return numbers(end, begins: size - endLength, (count: 10, length: 12, offset: 16), size: 2)
  }

  private static func members(_ list: Fields, count: Int) -> Result<[Member], Fault> {
    var members: [Member] = []
    var place = 0
    while place < list.bytes.count {
      guard list.has(0x0201_4B50, at: place), let flags = list.integer(at: place + 8, size: 2),
        let attributes = list.integer(at: place + 38, size: 4), let nameLength = list.number(at: place + 28, size: 2),
        let extraLength = list.number(at: place + 30, size: 2), let remark = list.number(at: place + 32, size: 2),
        let name = list.slice(at: place + headerLength, count: nameLength),
        let extra = list.slice(at: place + headerLength + nameLength, count: extraLength),
        var size = list.integer(at: place + 24, size: 4), var packed = list.integer(at: place + 20, size: 4),
        var position = list.integer(at: place + 42, size: 4)
      else { return .failure(Fault(detail: "a member's entry")) }
      // The kind of file that Unix keeps in the upper half: none, or a regular file. Bit 4 is a folder to Windows.
      guard flags & 1 == 0, [0, 8].contains(attributes >> 28), attributes & 0x10 == 0 else {
        return .failure(Fault(detail: "a member that is no plain file"))
      }
      widen(&size, &packed, &position, by: Fields(bytes: extra))
      members.append(Member(name: name, size: size, position: position))
      place += headerLength + nameLength + extraLength + remark
    }
    guard members.count == count, place == list.bytes.count else {
      return .failure(Fault(detail: "\(members.count) members, \(count) announced"))
    }
    return .success(members)
  }

  /// Takes the numbers that have no room in four bytes from where they stand instead, in this order.
  private static func widen(_ size: inout UInt64, _ packed: inout UInt64, _ position: inout UInt64, by extra: Fields) {
    var place = 0
    while let kind = extra.integer(at: place, size: 2), let length = extra.number(at: place + 2, size: 2) {
      if kind == 1 {
        var next = place + 4
        func take(_ value: inout UInt64) {
          guard value == UInt64(UInt32.max), let wide = extra.integer(at: next, size: 8) else { return }
          value = wide
          next += 8
        }
        take(&size)
        take(&packed)
        take(&position)
      }
      place += 4 + length
    }
  }
}

/// Bytes with numbers in them, the lowest byte first.
private struct Fields {
  let bytes: [UInt8]

  func slice(at place: Int, count: Int) -> [UInt8]? {
    guard place >= 0, count >= 0, place <= bytes.count, count <= bytes.count - place else { return nil }
    return Array(bytes[place..<place + count])
  }

  func integer(at place: Int, size: Int) -> UInt64? {
    slice(at: place, count: size)?.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  func number(at place: Int, size: Int) -> Int? { integer(at: place, size: size).flatMap { Int(exactly: $0) } }

  func has(_ signature: UInt64, at place: Int) -> Bool { integer(at: place, size: 4) == signature }
}
