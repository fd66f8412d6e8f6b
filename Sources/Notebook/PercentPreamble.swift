/// What stands in a `.mnl` file before its first cell: `#!`, the coding line and the header.
struct PercentPreamble {
  /// The lines, without their ends.
  let lines: [String]

  /// Makes the lines for what is known of a notebook.
  ///
  /// - Parameters:
  ///   - metadata: The notebook's metadata.
  ///   - isASCII: Whether the cells are; others need the coding line.
  init(_ metadata: [JSONValue.Member], isASCII: Bool) {
    var lines: [String] = []
    var metadata = metadata
    var jupytext = metadata["jupytext"]?.members ?? []
    if let executable = jupytext["executable"]?.text, !executable.contains("\n") {
      lines.append("#!" + executable)
    }
    if !isASCII { lines.append("# -*- coding: utf-8 -*-") }
    for key in ["encoding", "executable", "main_language", "text_representation"] {
      jupytext[key] = nil
    }
    metadata["language_info"] = nil
    metadata["jupytext"] = nil
    if let filter = jupytext["notebook_metadata_filter"]?.text {
      metadata = Self.filtered(metadata, by: filter)
    } else if !metadata.isEmpty {
      // Jupytext writes what this filter names.
      let own = metadata.map(\.key).filter { $0 != "kernelspec" }.sorted()
      jupytext["notebook_metadata_filter"] = .text(
        (own + ["-jupytext.text_representation"]).joined(separator: ","))
    }
    if jupytext["notebook_metadata_filter"]?.text?.hasPrefix("-all") != true {
      if !jupytext.isEmpty { metadata["jupytext"] = .object(jupytext) }
      if !metadata.isEmpty {
        lines.append("# ---")
        lines += HeaderWriter.lines(of: [JSONValue.Member("jupyter", .object(metadata))])
          .map { "# " + $0 }
        lines.append("# ---")
      }
    }
    self.lines = lines
  }

  /// What a filter leaves of a notebook's metadata, as Jupytext reads it: names to take besides the
  /// usual ones, with `-` names to leave out, and `all` for either.
  private static func filtered(
    _ metadata: [JSONValue.Member], by filter: String
  ) -> [JSONValue.Member] {
    let words = filter.split(separator: ",").map { word in
      String(word.drop { $0 == " " || $0 == "+" }.reversed().drop { $0 == " " }.reversed())
    }
    let usual: Set<String> = ["kernelspec", "kernel_info", "orphan", "tocdepth"]
    return metadata.filter { member in
      if words.contains("-" + member.key) { return false }
      if words.contains(member.key) || words.contains("all") { return true }
      return !words.contains("-all") && usual.contains(member.key)
    }
  }
}
