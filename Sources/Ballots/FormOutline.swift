/// What a form asks, before anything has a place on paper: a title, questions, and the scale that all of them share.
public struct FormOutline: Hashable, Sendable {
  /// One level of the scale.
  public struct Level: Hashable, Sendable {
    /// What is printed beside the box and counted, e.g. `5`.
    public var value: String
    /// What it means, e.g. `Rất hài lòng`.
    public var meaning: String

    /// A level from its parts.
    public init(value: String, meaning: String) {
      self.value = value
      self.meaning = meaning
    }
  }

  /// Name by which surveys call the form, e.g. `phuong-8-cau`.
  public var id: String
  /// What its codes call it: short, of capital letters and digits.
  public var code: String
  /// Printed title; line feeds are kept.
  public var title: String
  /// Questions that are answered in words on a line, before all others.
  public var written: [String]
  /// What to do, in place of the usual sentence.
  public var introduction: String?
  /// The levels from left to right; nil for the usual five, 5 = very satisfied first.
  public var scale: [Level]?
  /// The questions, each answered on the scale.
  public var questions: [String]
  /// What stands before the line for words at the end; nil for no line.
  public var comment: String?
  /// Whether each ballot bears a random token, by which its pages are found again and a second scan of it is known. A
  /// form that is photocopied has none.
  public var hasToken: Bool

  /// An outline from its parts.
  public init(
    id: String, code: String, title: String, written: [String] = [], introduction: String? = nil,
    scale: [Level]? = nil, questions: [String], comment: String? = nil, hasToken: Bool = true
  ) {
    self.id = id
    self.code = code
    self.title = title
    self.written = written
    self.introduction = introduction
    self.scale = scale
    self.questions = questions
    self.comment = comment
    self.hasToken = hasToken
  }
}
