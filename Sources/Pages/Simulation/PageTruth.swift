public import Raster

/// What is known of a simulated page because it was made so.
public struct PageTruth: Sendable, Hashable, Codable {
  /// The seed from which the page can be made again.
  public var seed: UInt64
  /// The form's id.
  public var form: String
  /// 1-based page of the form.
  public var formPage: Int
  /// How hard print, paper and scan are.
  public var severity: Severity
  /// Whose ballot it is; what its codes carry.
  public var unit: String
  /// Box code.
  public var box: String
  /// Serial number as in the codes, without leading zeros.
  public var serial: Int
  /// What was done to the sheet and to the scan, e.g. `pen:pencil`, `copies:2`, `fold`, `1-bit`.
  public var conditions: [String]
  /// Resolution of the scan.
  public var resolution: Resolution
  /// Where each point of the form went, mm of paper to px.
  public var transform: Homography<Paper, Picture>
  /// The questions in the form's order.
  public var questions: [QuestionTruth]
}

/// What happened in one question.
public enum AnswerEvent: String, Sendable, Hashable, Codable, CaseIterable {
  /// One choice, or several where the form allows it.
  case normal
  case blank
  /// Two choices where one is allowed.
  case overvote
  /// A mark was taken back and another made: circled, circled and then filled again, scratched out, whitened.
  case correctedByCircle = "corr_circle"
  case restored = "corr_restore"
  case correctedByScratch = "corr_scratch"
  case correctedByFluid = "corr_white"
  /// The pen touched another box before.
  case hesitation = "hesitate"
  /// A stroke runs on to another box.
  case neighbour
  /// The pen gave little ink.
  case faint
  /// One line through a column of boxes.
  case columnLine = "column_line"
  /// Nobody but a person knows: a dot, a mark between two boxes, two unlike marks, a circled mark alone, a mark beside.
  case ambiguousDot = "amb_dot"
  case ambiguousBetween = "amb_between"
  case ambiguousTwo = "amb_two"
  case ambiguousCancelled = "amb_cancel_only"
  case ambiguousOutside = "amb_outside"

  /// Whether the question was made so that only a person can answer it.
  public var isAmbiguous: Bool {
    switch self {
    case .ambiguousDot, .ambiguousBetween, .ambiguousTwo, .ambiguousCancelled, .ambiguousOutside: true
    default: false
    }
  }
}

/// One question as it was marked.
public struct QuestionTruth: Sendable, Hashable, Codable {
  /// What the voter meant.
  public enum Intention: Sendable, Hashable, Codable {
    case values([String])
    case blank, overvote, ambiguous
  }

  /// The question's id on the form.
  public var question: String
  /// What the voter meant.
  public var intended: Intention
  /// Answers that are no error, as in `answers.csv`: values joined by `|`, `blank`, `overvote`. Sending the question to
  /// a person is never an error and does not stand here.
  public var acceptable: [String]
  /// What happened.
  public var event: AnswerEvent
  /// How the choice was marked; nil where nothing was.
  public var style: MarkStyle?
  /// Whether the ink of every stroke that matters shows in the picture.
  public var isVisible: Bool
  /// The boxes in the form's order.
  public var boxes: [BoxTruth]

  /// Whether this is one choice by one plain mark with nothing else in the question.
  public var isPlain: Bool { event == .normal && style?.isPlain == true }
}

/// One box as it was marked.
public struct BoxTruth: Sendable, Hashable, Codable {
  /// What a person would say it holds.
  public enum State: String, Sendable, Hashable, Codable {
    case empty, marked, cancelled, ambiguous
  }

  /// The option's value.
  public var value: String
  /// What it holds.
  public var state: State
  /// Centre in the picture, px.
  public var center: PicturePoint
}
