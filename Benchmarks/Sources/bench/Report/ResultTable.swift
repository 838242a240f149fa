/// The table of one run.
struct ResultTable {
  let text: String

  init(_ measurement: Measurement) {
    let machine = measurement.machine
    let pages = measurement.corpus.pages
    var rows = [
      [
        "format", "pages", "ballots", "bare", "read", "ratio", "decode", "hash", "locate", "identify", "marks", "rest",
        "1 job", "2 jobs", "speed-up", "machine", "peak MB",
      ]
    ]
    for measured in measurement.formats {
      let row = FormatFigures(measured, pages: pages)
      rows.append([
        row.format.rawValue, String(row.pages), String(row.ballots), row.bare.text(2), row.read.text(1),
        row.ratio.text(2), row.decode.text(2), row.hash.text(2), row.locate.text(2), row.identify.text(2),
        row.marks.text(2), row.rest.text(2), row.wallOneJob.text(1), row.wallTwoJobs.text(1), row.speedUp.text(2),
        row.machineSpeedUp.text(2), row.peak.text(0),
      ])
    }
    let rounds = measurement.formats.first?.bare.count ?? 0
    text =
      ([
        "\(measurement.commit): \(machine.processor), \(machine.processors) processors, median of \(rounds) rounds",
        "ms a page: processor time from bare to rest, elapsed time of 1 job and 2 jobs", "",
      ] + TextTable(rows: rows).lines + [
        "",
        "Without any page: bare \((measurement.emptyBare * 1000).text(0)) ms, "
          + "read \((measurement.emptyRead * 1000).text(0)) ms, part of bare, read and rest.",
      ]).joined(separator: "\n")
  }
}
