import MNLEvents
import MNLNotebook

/// A table of the event stream as HTML.
struct TableHTML {
  /// The element.
  let html: String

  /// Reads the data under `application/vnd.mnl.table+json`; nil for anything else.
  init?(_ data: JSONValue) {
    guard let columns = data["columns"]?.list, let rows = data["rows"]?.list else { return nil }
    let title = data["title"]?.text ?? ""
    var html = title.isEmpty ? "" : "<p class=\"caption\">\(HTMLText.terminal(title))</p>\n"
    html += "<div class=\"table\"><table>\n<thead><tr>"
    for (place, column) in columns.enumerated() {
      let unit = column["unit"]?.text ?? ""
      let title = (column["title"]?.text ?? "") + (unit.isEmpty ? "" : " (\(unit))")
      let kind = Self.isNumeric(place, of: rows) ? " class=\"number\"" : ""
      html += "<th\(kind)>\(HTMLText.terminal(title))</th>"
    }
    html += "</tr></thead>\n<tbody>\n"
    for row in rows { html += "<tr>\((row.list ?? []).map(Self.cell).joined())</tr>\n" }
    self.html = html + "</tbody></table></div>"
  }

  /// Whether a column holds numbers, and nothing else.
  private static func isNumeric(_ column: Int, of rows: [JSONValue]) -> Bool {
    let cells = rows.compactMap { row -> JSONValue? in
      guard let list = row.list, list.indices.contains(column) else { return nil }
      return list[column] == .null ? nil : list[column]
    }
    return !cells.isEmpty && cells.allSatisfy { $0.number != nil }
  }

  private static func cell(_ value: JSONValue) -> String {
    switch value {
    case .null: return "<td></td>"
    case .text(let text): return "<td>\(HTMLText.terminal(text))</td>"
    case .bool(let bool): return "<td>\(bool)</td>"
    case .int(let int): return "<td class=\"number\">\(int)</td>"
    case .number(let number): return "<td class=\"number\">\(MeasuredNumber.brief(number))</td>"
    case .list(let values):
      let trend = Sparkline(values.map { $0.number ?? .nan }, width: 24).text
      return "<td>\(HTMLText.escaping(trend))</td>"
    case .object: return "<td></td>"
    }
  }
}
