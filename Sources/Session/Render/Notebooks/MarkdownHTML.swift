import CCMarkGFM
import Glibc

/// Markdown as HTML that is safe to show, by GitHub's own parser; the one file that knows its library.
///
/// Markup of HTML inside of it goes through `SafeMarkup`, and pictures through whoever has them.
enum MarkdownHTML {
  /// Finds the picture that an address names; nil if a page cannot hold it.
  typealias ImageFinder = (_ address: String) -> EmbeddedImage?

  private static let options = CMARK_OPT_DEFAULT | CMARK_OPT_FOOTNOTES

  /// Done once, whoever comes first.
  private static let registration: Void = cmark_gfm_core_extensions_ensure_registered()

  /// The HTML of a text.
  ///
  /// Addresses that could run code are left out by the library.
  ///
  /// - Parameters:
  ///   - markdown: The text.
  ///   - image: Finds pictures.
  /// - Returns: HTML for the body of a page.
  /// - Complexity: O(n) for n bytes.
  static func html(of markdown: String, image: ImageFinder) -> String {
    _ = registration
    // SAFETY: parser and tree are freed here and nowhere else; the library copies what it is fed, and
    // returns a string of its own, which is freed after it was copied.
    guard let parser = unsafe cmark_parser_new(options) else { return "" }
    defer { unsafe cmark_parser_free(parser) }
    for name in ["table", "strikethrough", "autolink", "tasklist"] {
      guard let found = unsafe cmark_find_syntax_extension(name) else { continue }
      _ = unsafe cmark_parser_attach_syntax_extension(parser, found)
    }
    var text = markdown
    text.withUTF8 { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self) { bytes in
        unsafe cmark_parser_feed(parser, bytes.baseAddress, bytes.count)
      }
    }
    guard let root = unsafe cmark_parser_finish(parser) else { return "" }
    defer { unsafe cmark_node_free(root) }
    unsafe replaceUnsafeNodes(of: root, image)
    let extensions = unsafe cmark_parser_get_syntax_extensions(parser)
    guard let html = unsafe cmark_render_html(root, options, extensions) else { return "" }
    defer { unsafe free(html) }
    return unsafe String(cString: html)
  }

  /// Puts HTML of our own in the place of pictures and of HTML in the text.
  private static func replaceUnsafeNodes(of root: OpaquePointer, _ image: ImageFinder) {
    // SAFETY: the nodes belong to the tree, which outlives this call; one is freed only after it was
    // taken out, and none inside of a picture is in the list.
    var replacements: [(node: OpaquePointer, html: String)] = unsafe []
    var pictures: [(node: OpaquePointer, address: String)] = unsafe []
    guard let iterator = unsafe cmark_iter_new(root) else { return }
    var picture: OpaquePointer?
    var words = ""
    while true {
      let event = unsafe cmark_iter_next(iterator)
      guard event != CMARK_EVENT_DONE, let node = unsafe cmark_iter_get_node(iterator) else {
        break
      }
      let kind = unsafe cmark_node_get_type(node)
      if let outer = unsafe picture {
        if node == outer {
          let address = unsafe string(cmark_node_get_url(node))
          let found = image(address)
          let html =
            found?.html(words: words) ?? EmbeddedImage.missing(address: address, words: words)
          unsafe replacements.append((node, html))
          unsafe pictures.append((node, found?.address ?? ""))
          unsafe picture = nil
        } else if event == CMARK_EVENT_ENTER,
          kind == CMARK_NODE_TEXT || kind == CMARK_NODE_CODE
        {
          words += unsafe string(cmark_node_get_literal(node))
        }
      } else if event == CMARK_EVENT_ENTER {
        if kind == CMARK_NODE_IMAGE {
          unsafe picture = node
          words = ""
        } else if kind == CMARK_NODE_HTML_BLOCK || kind == CMARK_NODE_HTML_INLINE {
          let literal = unsafe string(cmark_node_get_literal(node))
          unsafe replacements.append((node, SafeMarkup.html(of: literal, image: image)))
        }
      }
    }
    unsafe cmark_iter_free(iterator)
    // Where a table may hold no other node than a picture, the picture stays.
    for unsafe(node, address) in unsafe pictures { _ = unsafe cmark_node_set_url(node, address) }
    for unsafe(node, html) in unsafe replacements {
      let isBlock = unsafe cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK
      let kind = isBlock ? CMARK_NODE_CUSTOM_BLOCK : CMARK_NODE_CUSTOM_INLINE
      guard let own = unsafe cmark_node_new(kind) else { continue }
      _ = unsafe cmark_node_set_on_enter(own, html)
      if unsafe cmark_node_replace(node, own) == 1 {
        unsafe cmark_node_free(node)
      } else {
        unsafe cmark_node_free(own)
      }
    }
  }

  private static func string(_ text: UnsafePointer<CChar>?) -> String {
    // SAFETY: a string of the tree, copied at once.
    unsafe text.map { unsafe String(cString: $0) } ?? ""
  }
}
