internal import Yams

/// YAML by Yams, held within limits. Anchors and aliases are refused: nobody needs them here, and a few lines of them
/// unfold to billions of values.
enum YAMLText {
  /// Yams unfolds aliases while it reads, and hashes the keys of maps while doing so. More than this many words that
  /// look like an alias are refused beforehand; fewer cannot unfold far, and are refused afterwards.
  private static let aliasLookalikeLimit = 8

  static func parse(_ text: String, file: String) throws(FolderError) -> Document {
    guard aliasLookalikes(in: text) <= aliasLookalikeLimit else { throw FolderError(file: file, .aliases) }
    let parser: Yams.Parser
    let root: Yams.Node?
    do {
      parser = try Yams.Parser(yaml: text)
      root = try parser.singleRoot()
    } catch let error as YamlError {
      throw problem(error, file: file)
    } catch {
      throw FolderError(file: file, .malformed("\(error)"))
    }
    guard let root else { throw FolderError(file: file, .emptyFile) }
    var budget = Document.valueLimit
    // Yams' nodes hold their anchors weakly; the parser owns them.
    defer { withExtendedLifetime(parser) {} }
    return try convert(root, depth: 0, budget: &budget, file: file)
  }

  /// Words that begin with `*` where an alias can stand.
  private static func aliasLookalikes(in text: String) -> Int {
    var count = 0
    var before = UInt8(ascii: "\n")
    var star = false
    for byte in text.utf8 {
      if star, byte > 0x20, !",]}*".utf8.contains(byte) { count += 1 }
      star = byte == UInt8(ascii: "*") && (before <= 0x20 || "[{,:?-".utf8.contains(before))
      before = byte
    }
    return count
  }

  private static func convert(
    _ node: Yams.Node, depth: Int, budget: inout Int, file: String
  ) throws(FolderError) -> Document {
    let line = node.mark?.line ?? 1
    guard node.anchor == nil else { throw FolderError(file: file, line: line, .aliases) }
    guard depth <= Document.depthLimit else {
      throw FolderError(file: file, line: line, .nestedTooDeeply(limit: Document.depthLimit))
    }
    budget -= 1
    guard budget >= 0 else { throw FolderError(file: file, .tooManyValues(limit: Document.valueLimit)) }
    switch node {
    case .scalar(let scalar):
      return Document(content: .scalar(scalar.string, plain: scalar.style == .plain), line: line)
    case .sequence(let sequence):
      var items: [Document] = []
      for item in sequence { items.append(try convert(item, depth: depth + 1, budget: &budget, file: file)) }
      return Document(content: .list(items), line: line)
    case .mapping(let mapping):
      var entries: [Document.Entry] = []
      for (key, value) in mapping {
        guard case .scalar(let name) = key else {
          throw FolderError(file: file, line: key.mark?.line ?? line, .malformed("a key must be a word"))
        }
        let value = try convert(value, depth: depth + 1, budget: &budget, file: file)
        entries.append(Document.Entry(key: name.string, line: key.mark?.line ?? line, value: value))
      }
      return Document(content: .map(entries), line: line)
    case .alias:
      throw FolderError(file: file, line: line, .aliases)
    }
  }

  private static func problem(_ error: YamlError, file: String) -> FolderError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
      return FolderError(file: file, line: mark.line, .malformed(problem))
    case .composer(_, let problem, let mark, _):
      let alias = problem.contains("alias")
      return FolderError(file: file, line: mark.line, alias ? .aliases : .malformed(problem))
    case .duplicatedKeysInMapping(let keys, let context):
      let first = "\(context.mark.line)"
      return FolderError(
        file: file, line: context.mark.line, field: keys.first, .duplicate(value: keys.first ?? "", first: first))
    case .reader(let problem, _, _, _):
      return FolderError(file: file, .malformed(problem))
    default:
      return FolderError(file: file, .malformed("\(error)"))
    }
  }
}
