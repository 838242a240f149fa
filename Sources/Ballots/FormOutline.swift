/// What a form asks, before anything has a place on paper: a title, and what stands below it in order.
public struct FormOutline: Hashable, Sendable {
  /// One level of a scale, or one option of a question.
  public struct Level: Hashable, Sendable {
    /// What is counted, e.g. `5`.
    public var value: String
    /// What it means, in the words that are printed, e.g. `Rất hài lòng`.
    public var meaning: String

    /// A level from its parts.
    public init(value: String, meaning: String) {
      self.value = value
      self.meaning = meaning
    }
  }

  /// What a question with these levels is: a scale of five, which may have 9 for "do not know" beside it, or a choice.
  public static func kind(of levels: [Level]) -> Question.Kind {
    let values = levels.map(\.value)
    return values.count == 5 || Set(values) == ["1", "2", "3", "4", "5", "9"] ? .scale5 : .choice
  }

  /// The paper that a form is printed on.
  public enum Paper: String, Hashable, Sendable, CaseIterable {
    /// A4 upright.
    case a4 = "A4"
    /// A4 upright, cut in two after printing: two ballots on a sheet, each half of it and wider than high.
    case half = "A5"
  }

  /// Name by which surveys call the form, e.g. `phuong-8-cau`.
  public var id: String
  /// What its codes call it: short, of capital letters and digits.
  public var code: String
  /// Printed title; line feeds are kept.
  public var title: String
  /// What it is printed on.
  public var paper: Paper
  /// Questions that are answered in words on a line, before all others.
  public var written: [String]
  /// What to do, in place of the usual sentence.
  public var introduction: String?
  /// The levels from left to right; nil for the usual five, 5 = very satisfied first.
  public var scale: [Level]?
  /// How questions without an id of their own are numbered on paper: `{n}` is the number; nil for the usual `Câu {n}.`.
  public var numbering: String?
  /// What stands on the form, in order.
  public var parts: [Part]
  /// What stands before the line for words at the end; nil for no line.
  public var comment: String?
  /// Whether each ballot bears a random token, by which its pages are found again and a second scan of it is known. A
  /// form that is photocopied has none.
  public var hasToken: Bool
  /// Whether corner marks and codes are printed. A form without them is found by its print, and a batch header or its
  /// folder says whose it is.
  public var isCoded: Bool

  /// An outline from its parts.
  public init(
    id: String, code: String, title: String, paper: Paper = .a4, written: [String] = [], introduction: String? = nil,
    scale: [Level]? = nil, numbering: String? = nil, parts: [Part], comment: String? = nil, hasToken: Bool = true,
    isCoded: Bool = true
  ) {
    self.id = id
    self.code = code
    self.title = title
    self.paper = paper
    self.written = written
    self.introduction = introduction
    self.scale = scale
    self.numbering = numbering
    self.parts = parts
    self.comment = comment
    self.hasToken = hasToken && isCoded
    self.isCoded = isCoded
  }
}

extension FormOutline {
  /// One thing on the form, between its head and its foot.
  public enum Part: Hashable, Sendable {
    /// The title of a section.
    case heading(String)
    /// A paragraph: what to do from here on.
    case note(String)
    /// A question that is answered in words on a line.
    case written(String)
    /// A question with its boxes.
    case question(Asked)
    /// Statements that share a scale, its levels as column heads.
    case matrix(Matrix)
    /// Persons, each with a photograph and the same statements on the same scale.
    case people(People)
    /// What follows stands on a new page.
    case pageBreak
  }

  /// A text that is answered: a question, or a statement of a matrix.
  public struct Statement: Hashable, Sendable {
    /// Name in results; nil for `Q` and the number that it gets on paper.
    public var id: String?
    /// Whether the id (or the number) is printed before the text.
    public var isNumbered: Bool
    /// The text.
    public var text: String
    /// What it tells about, by the name that results give it.
    public var criterion: String?

    /// A statement from its parts.
    public init(_ text: String, id: String? = nil, isNumbered: Bool = true, criterion: String? = nil) {
      self.text = text
      self.id = id
      self.isNumbered = isNumbered
      self.criterion = criterion
    }
  }

  /// A question with its boxes.
  public struct Asked: Hashable, Sendable {
    /// What can be answered.
    public enum Answers: Hashable, Sendable {
      /// One level of the form's scale; the boxes bear the values.
      case scale
      /// One of these options; the boxes bear their meanings.
      case one([Level])
      /// Several of these options, at most so many.
      case several([Level], most: Int?)
    }

    /// What is asked.
    public var statement: Statement
    /// What can be answered.
    public var answers: Answers

    /// A question from its parts.
    public init(_ statement: Statement, _ answers: Answers = .scale) {
      self.statement = statement
      self.answers = answers
    }
  }

  /// Statements that share a scale.
  public struct Matrix: Hashable, Sendable {
    /// A row of a matrix.
    public enum Row: Hashable, Sendable {
      case heading(String)
      case statement(Statement)
    }

    /// The levels from left to right; nil for the form's scale.
    public var scale: [Level]?
    /// The rows from top to bottom.
    public var rows: [Row]

    /// A matrix from its parts.
    public init(scale: [Level]? = nil, rows: [Row]) {
      self.scale = scale
      self.rows = rows
    }
  }

  /// Persons who are judged by the same statements.
  public struct People: Hashable, Sendable {
    /// One of them.
    public struct Person: Hashable, Sendable {
      /// Name in results, before the statement's: `CC1-TD`.
      public var id: String
      /// The line beside the photograph.
      public var text: String

      /// A person from its parts.
      public init(id: String, text: String) {
        self.id = id
        self.text = text
      }

      /// What results call it: the line without the dots on which a name is written by hand, else its id.
      public var name: String {
        let words = text.replacing(/\.{2,}|_{2,}|…+/, with: "").replacing(/[\s:,–-]+$/, with: "")
        return words.isEmpty ? id : words
      }
    }

    /// The levels from left to right; nil for the form's scale.
    public var scale: [Level]?
    /// What each of them is judged by: the ids' ends and the texts.
    public var statements: [Level]
    /// The persons in the order of the form.
    public var persons: [Person]

    /// People from their parts.
    public init(scale: [Level]? = nil, statements: [Level], persons: [Person]) {
      self.scale = scale
      self.statements = statements
      self.persons = persons
    }
  }
}
