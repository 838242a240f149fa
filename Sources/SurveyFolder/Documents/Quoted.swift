internal import Foundation

/// Text as YAML and JSON write it.
enum Quoted {
  /// In double quotes; valid in JSON and in YAML.
  static func always(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        let hidden =
          scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar == "\u{2028}" || scalar == "\u{2029}"
          || scalar == "\u{FEFF}"
        if hidden {
          let digits = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }

  /// For YAML: without quotes where the text cannot be mistaken for anything else, also inside `{}` and `[]`.
  static func whereNeeded(_ text: String) -> String {
    let words = ["true", "false", "yes", "no", "on", "off", "null", "none"]
    let plain = text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == " " || $0 == "-" || $0 == "_" || $0 == "."
        || $0 == "/"
    }
    guard plain, let first = text.unicodeScalars.first, let last = text.unicodeScalars.last, last != " ",
      first.properties.isAlphabetic || ("0"..."9").contains(first), !words.contains(text.lowercased())
    else { return always(text) }
    return text
  }
}
