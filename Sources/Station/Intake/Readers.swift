internal import Canvass
internal import Journal
internal import Pipeline
internal import Wording

/// The reader processes of the station, for scans and for pictures; begun when first asked for, and anew when the forms
/// changed.
actor Readers {
  private var pool: ReaderPool?
  private var stamp: ReaderStamp?

  /// Readers of these forms.
  func pool(_ forms: LoadedForms, _ language: Language) throws(Problem) -> ReaderPool {
    if let pool, stamp == forms.stamp { return pool }
    let begun = try forms.readers(language)
    pool = begun
    stamp = forms.stamp
    return begun
  }
}
