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
    if let executable = metadata["jupytext"]?["executable"]?.text, !executable.contains("\n") {
      lines.append("#!" + executable)
    }
    if !isASCII { lines.append("# -*- coding: utf-8 -*-") }
    if let header = Self.header(of: metadata, keepsExecutable: false) {
      lines.append("# ---")
      lines += HeaderWriter.lines(of: header).map { "# " + $0 }
      lines.append("# ---")
    }
    self.lines = lines
  }

  /// The header of a notebook; nil if it is to have none.
  ///
  /// - Parameters:
  ///   - metadata: The notebook's metadata.
  ///   - keepsExecutable: Whether the header says what stands behind `#!`.
  /// - Returns: The members, below `jupyter` as Jupytext has them.
  static func header(
    of metadata: [JSONValue.Member], keepsExecutable: Bool
  ) -> [JSONValue.Member]? {
    var metadata = metadata
    var jupytext = metadata["jupytext"]?.members ?? []
    for key in ["encoding", "main_language", "text_representation"] { jupytext[key] = nil }
    if !keepsExecutable { jupytext["executable"] = nil }
    metadata["language_info"] = nil
    metadata["jupytext"] = nil
    // How a run went is no part of a script.
    if var own = metadata["mnl"]?.members {
      own["run"] = nil
      metadata["mnl"] = own.isEmpty ? nil : .object(own)
    }
    if let filter = jupytext["notebook_metadata_filter"]?.text {
      metadata = Self.filtered(metadata, by: filter)
    } else if !metadata.isEmpty {
      // Jupytext writes what this filter names.
      let own = metadata.map(\.key).filter { $0 != "kernelspec" }.sorted()
      jupytext["notebook_metadata_filter"] = .text(
        (own + ["-jupytext.text_representation"]).joined(separator: ","))
    }
    let hasNone = jupytext["notebook_metadata_filter"]?.text?.hasPrefix("-all") == true
    if !jupytext.isEmpty, !hasNone || jupytext["executable"] != nil {
      metadata["jupytext"] = .object(jupytext)
    }
    return metadata.isEmpty ? nil : [JSONValue.Member("jupyter", .object(metadata))]
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
