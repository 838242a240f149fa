/// What parsers say of a text's syntax, which they do in English, in Vietnamese.
enum Syntax {
  /// The remark in Vietnamese; nil for one that has no translation: file and line are said all the same.
  static func inVietnamese(_ remark: String) -> String? {
    remarks.first { remark.contains($0.part) }?.words
  }

  /// What a remark holds, and what it means; the first that fits. YAML's remarks are those of libyaml.
  private static let remarks: [(part: String, words: String)] = [
    ("a quote that is not closed", "dấu ngoặc kép mở mà không đóng"),
    ("text after a closing quote", "còn chữ sau dấu ngoặc kép đóng"),
    ("text after the end of the value", "còn chữ sau khi hết nội dung"),
    ("a key in quotes was expected", "cần tên mục trong ngoặc kép"),
    ("':' was expected after a key", "cần dấu : sau tên mục"),
    ("',' or '}' was expected", "cần dấu , hoặc }"),
    ("',' or ']' was expected", "cần dấu , hoặc ]"),
    ("a value was expected", "cần một giá trị"),
    ("a control character in a text", "có ký tự điều khiển trong chữ"),
    ("a text that does not end", "dấu ngoặc kép mở mà không đóng"),
    ("half of a surrogate pair", "mã ký tự \\u không đủ cặp"),
    ("an unknown escape in a text", "có mã \\ không dùng được"),
    ("\\u needs four hexadecimal digits", "\\u cần bốn chữ số hệ 16"),
    ("a key must be a word", "tên mục phải là chữ"),
    ("tab character", "có ký tự Tab; thụt đầu dòng bằng dấu cách"),
    ("found character that cannot start any token", "có ký tự không thể đứng đầu; đặt chữ trong ngoặc kép"),
    ("mapping values are not allowed", "thừa dấu hai chấm; đặt chữ trong ngoặc kép"),
    ("could not find expected ':'", "thiếu dấu hai chấm"),
    ("did not find expected ',' or ']'", "thiếu dấu , hoặc ]"),
    ("did not find expected ',' or '}'", "thiếu dấu , hoặc }"),
    ("did not find expected key", "thụt đầu dòng không thẳng hàng, hoặc thiếu tên mục"),
    ("did not find expected '-' indicator", "thụt đầu dòng không thẳng hàng, hoặc thiếu dấu -"),
    ("did not find expected node content", "thiếu giá trị"),
    ("block sequence entries are not allowed", "dấu - không đứng được ở đây"),
    ("block mapping", "thụt đầu dòng không thẳng hàng"),
    ("unexpected end of stream", "ngoặc mở mà không đóng"),
    ("found unexpected document indicator", "dấu --- hoặc ... không đứng được ở đây"),
    ("did not find expected <document start>", "còn chữ sau khi hết nội dung"),
    ("control characters are not allowed", "có ký tự điều khiển"),
    ("invalid UTF-16", "chữ không theo bảng mã UTF-16"),
    ("invalid", "có ký tự không dùng được"),
  ]
}
