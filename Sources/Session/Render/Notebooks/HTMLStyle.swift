/// How a page looks: by day and by night, on a phone and on paper.
enum HTMLStyle {
  /// The rules, in CSS.
  static let text = """
    :root {
      --ground: #ffffff; --ink: #1f2328; --soft: #59636e; --line: #d1d9e0; --block: #f6f8fa;
      --link: #0550ae; --keyword: #a40e26; --command: #6639ba; --parameter: #7a4b00;
      --variable: #0550ae; --text: #0a5c2b; --number: #0550ae; --comment: #59636e;
      --error: #a40e26; --error-ground: #fff0ee;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --ground: #0d1117; --ink: #e6edf3; --soft: #9198a1; --line: #3d444d; --block: #161b22;
        --link: #79c0ff; --keyword: #ff9b93; --command: #d2a8ff; --parameter: #ffb86b;
        --variable: #79c0ff; --text: #7ee787; --number: #79c0ff; --comment: #9198a1;
        --error: #ff9b93; --error-ground: #2b1516;
      }
    }
    * { box-sizing: border-box; }
    html { color-scheme: light dark; -webkit-text-size-adjust: 100%; }
    body {
      margin: 0; background: var(--ground); color: var(--ink);
      font: 17px/1.6 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
    }
    main { max-width: 54rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; overflow-wrap: break-word; }
    h1, h2, h3, h4 { line-height: 1.25; margin: 1.6em 0 0.5em; }
    h1 { font-size: 1.9rem; margin-top: 0.5em; }
    section.text h2 { font-size: 1.4rem; }
    a { color: var(--link); }
    pre, code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
    pre { font-size: 0.82rem; line-height: 1.5; margin: 0; overflow-x: auto; tab-size: 4; }
    :not(pre) > code { font-size: 0.88em; background: var(--block); border-radius: 4px; padding: 0.1em 0.3em; }
    pre.source { white-space: pre-wrap; }
    section.text pre, section.raw pre, pre.source {
      background: var(--block); border: 1px solid var(--line); border-radius: 6px; padding: 0.75rem 1rem;
    }
    section { margin: 1.25rem 0; }
    section.code > header { display: flex; align-items: baseline; gap: 0.75rem; flex-wrap: wrap; margin-bottom: 0.35rem; }
    section.code h2 { font-size: 1.05rem; margin: 0; }
    .facts, .run { color: var(--soft); font-size: 0.8rem; }
    .facts { margin-left: auto; }
    .run span + span::before { content: "\\00b7"; margin: 0 0.4em; }
    .outputs { border-left: 3px solid var(--line); margin: 0.6rem 0 0 0.25rem; padding: 0.1rem 0 0.1rem 0.9rem; }
    .outputs > * { margin: 0.5rem 0; }
    pre.notes { color: var(--soft); }
    pre.error { color: var(--error); background: var(--error-ground); border-radius: 6px; padding: 0.6rem 0.9rem; }
    img { max-width: 100%; height: auto; }
    img.figure { display: block; background: #ffffff; border-radius: 6px; }
    div.table { overflow-x: auto; }
    table { border-collapse: collapse; font-size: 0.88rem; margin: 0.5rem 0; }
    section.text > table { display: block; overflow-x: auto; }
    .outputs p.caption { font-weight: 600; font-size: 0.88rem; margin-bottom: 0; }
    th, td { border-bottom: 1px solid var(--line); padding: 0.25rem 0.9rem 0.25rem 0; text-align: left; vertical-align: top; }
    .number { text-align: right; font-variant-numeric: tabular-nums; }
    blockquote { margin: 1rem 0; padding-left: 1rem; border-left: 3px solid var(--line); color: var(--soft); }
    summary { cursor: pointer; color: var(--soft); font-size: 0.85rem; }
    footer { margin-top: 2.5rem; padding-top: 0.5rem; border-top: 1px solid var(--line); }
    hr { border: 0; border-top: 1px solid var(--line); }
    .k { color: var(--keyword); } .f { color: var(--command); } .p { color: var(--parameter); }
    .v { color: var(--variable); } .s { color: var(--text); } .n { color: var(--number); }
    .c, .e { color: var(--comment); } .c { font-style: italic; }
    @media (max-width: 40rem) {
      body { font-size: 16px; }
      main { padding: 1rem 0.9rem 3rem; }
      h1 { font-size: 1.5rem; }
      pre { font-size: 0.76rem; }
      .outputs pre { white-space: pre-wrap; }
      .facts { margin-left: 0; }
      .outputs { margin-left: 0; padding-left: 0.6rem; }
    }
    @media print {
      :root {
        --ground: #ffffff; --ink: #000000; --soft: #444444; --line: #bbbbbb; --block: #ffffff;
        --link: #000000; --keyword: #7a0a1c; --command: #3f2278; --parameter: #5a3700;
        --variable: #033d85; --text: #06401e; --number: #033d85; --comment: #444444;
        --error: #7a0a1c; --error-ground: #ffffff;
      }
      body { font-size: 11pt; }
      main { max-width: none; padding: 0; }
      pre { white-space: pre-wrap; overflow: visible; }
      h1, h2, h3, section.code > header { break-after: avoid; }
      img, tr, pre.source { break-inside: avoid; }
    }
    """
}
