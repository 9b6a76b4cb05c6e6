/// The style sheet of the HTML page.
enum HTMLStyle {
    static let text = #"""
        :root {
          color-scheme: light dark;
          --page: #f6f7f9; --card: #ffffff; --text: #1c2128; --soft: #57606a; --line: #d0d7de; --code: #f3f4f6; --mark: #ffe3a3;
          --good: #1a7f37; --fair: #946200; --bad: #c21f2d; --note: #0a63c7; --focus: #0a63c7; --track: #e3e7ec;
          --good-back: #dff5e4; --fair-back: #fff1cf; --bad-back: #ffe2e2; --note-back: #ddecff;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #0f1318; --card: #171c23; --text: #e6eaf0; --soft: #9aa5b1; --line: #313944; --code: #10151b; --mark: #5c4613;
            --good: #57c573; --fair: #e0a73a; --bad: #ff7b78; --note: #6cb0ff; --focus: #6cb0ff; --track: #2a313b;
            --good-back: #12331c; --fair-back: #3a2c0b; --bad-back: #43191b; --note-back: #10294a;
          }
        }
        * { box-sizing: border-box; }
        html { scroll-behavior: smooth; }
        @media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
        body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
        main, header, footer { max-width: 1180px; margin: 0 auto; padding: 0 20px; }
        a { color: var(--note); }
        :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
        .skip { position: absolute; left: -9999px; }
        .skip:focus { left: 12px; top: 12px; background: var(--card); padding: 8px 14px; z-index: 2; }
        .hush { color: var(--soft); }
        .nowhere { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
        h1 { font-size: 1.05rem; font-weight: 600; margin: 0; color: var(--soft); letter-spacing: .01em; }
        h2 { font-size: 1.35rem; margin: 44px 0 14px; }
        h3 { font-size: 1.02rem; margin: 0; overflow-wrap: anywhere; }
        code, pre, .mono { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
        code { font-size: .9em; background: var(--code); border-radius: 4px; padding: .1em .3em; overflow-wrap: anywhere; }
        .card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 20px; }

        .top { padding-top: 28px; overflow-wrap: anywhere; }
        .top .target { font-size: 1.5rem; font-weight: 650; margin: 2px 0 0; overflow-wrap: anywhere; line-height: 1.25; }
        .verdict { display: flex; gap: 28px; align-items: center; margin-top: 20px; flex-wrap: wrap; }
        .verdict > div { flex: 1 1 320px; }
        .ring { flex: 0 0 148px; width: 148px; height: 148px; }
        .ring text { fill: var(--text); }
        .track { fill: none; stroke: var(--track); }
        .fill { fill: none; stroke: currentColor; }
        .good { color: var(--good); } .doubtful { color: var(--fair); } .bad { color: var(--bad); }
        .counts { list-style: none; display: flex; flex-wrap: wrap; gap: 8px; padding: 0; margin: 0 0 12px; }
        .chip { display: inline-block; border-radius: 999px; padding: 2px 11px; font-size: .85rem; font-weight: 600; white-space: nowrap; background: var(--track); color: var(--text); }
        .chip.critical, .chip.high { background: var(--bad-back); color: var(--bad); }
        .chip.medium { background: var(--fair-back); color: var(--fair); }
        .chip.low, .chip.note { background: var(--note-back); color: var(--note); }
        .next { margin: 0; font-size: 1.05rem; overflow-wrap: anywhere; }

        .axes { display: grid; grid-template-columns: repeat(auto-fit, minmax(290px, 1fr)); gap: 16px; }
        .axis { display: grid; grid-template-columns: 104px 1fr; gap: 4px 16px; align-content: start; }
        .axis svg { width: 104px; grid-row: span 2; }
        .axis svg text { fill: var(--text); }
        .axis h3 { text-transform: capitalize; align-self: end; }
        .axis p { margin: 0; font-size: .9rem; }
        .sum { grid-column: 1 / -1; list-style: none; margin: 10px 0 0; padding: 10px 0 0; border-top: 1px solid var(--line); font-size: .88rem; }
        .sum li { display: flex; justify-content: space-between; gap: 12px; }
        .sum li span:last-child { font-variant-numeric: tabular-nums; white-space: nowrap; }
        .sum .total { font-weight: 650; border-top: 1px solid var(--line); margin-top: 4px; padding-top: 4px; }
        .sum .limit { display: block; color: var(--soft); }

        .tools { display: flex; flex-wrap: wrap; gap: 10px 18px; align-items: center; margin: 0 0 14px; font-size: .92rem; }
        .tools[hidden] { display: none; }
        .tools label { display: inline-flex; gap: 6px; align-items: center; }
        .tools input[type=search], .tools select { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 6px 10px; min-width: 0; }
        .tools input[type=search] { width: 260px; max-width: 100%; }
        .path { font-size: 1rem; margin: 26px 0 10px; overflow-wrap: anywhere; }
        .finding { margin: 0 0 16px; border-left-width: 5px; }
        .finding.critical, .finding.high { border-left-color: var(--bad); }
        .finding.medium { border-left-color: var(--fair); }
        .finding.low, .finding.note { border-left-color: var(--note); }
        .finding:target { outline: 3px solid var(--focus); }
        .finding header { display: flex; flex-wrap: wrap; gap: 6px 12px; align-items: baseline; padding: 0; margin: 0; max-width: none; }
        .finding p { margin: 10px 0; overflow-wrap: anywhere; }
        .finding dl { display: grid; grid-template-columns: max-content 1fr; gap: 6px 14px; margin: 12px 0 0; font-size: .93rem; }
        .finding dt { color: var(--soft); }
        .finding dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
        .finding ol { margin: 0; padding-left: 1.2em; }
        .source { background: var(--code); border: 1px solid var(--line); border-radius: 8px; padding: 10px 0; margin: 12px 0; overflow-x: auto; font-size: .85rem; line-height: 1.6; tab-size: 4; }
        .source span { display: block; padding: 0 14px; min-width: max-content; white-space: pre; }
        .source .flagged { background: color-mix(in srgb, var(--mark) 34%, transparent); }
        .source b { display: inline-block; min-width: 2.6em; margin-right: 1em; text-align: right; color: var(--soft); font-weight: 400; user-select: none; }
        mark { background: var(--mark); color: inherit; border-radius: 3px; text-decoration: underline wavy var(--bad); text-underline-offset: 4px; }

        .scroll { overflow-x: auto; }
        .flow { padding: 12px; }
        .flow svg { min-width: 760px; width: 100%; height: auto; display: block; }
        .flow text { fill: var(--text); font-size: 12px; }
        .flow .head { font-weight: 650; font-size: 13px; }
        .flow .small { fill: var(--soft); font-size: 11px; }
        .flow rect { fill: var(--card); stroke: var(--line); stroke-width: 1.5; }
        .flow .box.good rect { stroke: var(--good); } .flow .box.doubtful rect { stroke: var(--fair); } .flow .box.bad rect { stroke: var(--bad); stroke-width: 2.5; }
        .flow path { fill: none; stroke: var(--soft); stroke-width: 1.5; }
        .flow path.bad { stroke: var(--bad); stroke-width: 2; stroke-dasharray: 6 4; }
        .flow marker path { fill: var(--soft); stroke: none; }
        .flow marker.bad path { fill: var(--bad); }

        table { border-collapse: collapse; width: 100%; font-size: .84rem; }
        th, td { text-align: left; padding: 7px 8px; border-bottom: 1px solid var(--line); vertical-align: top; white-space: nowrap; }
        td.place { white-space: normal; min-width: 140px; max-width: 340px; overflow-wrap: break-word; }
        thead th { position: sticky; top: 0; background: var(--card); color: var(--soft); font-weight: 600; }
        th button { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; text-decoration: underline dotted; text-underline-offset: 3px; }
        th[aria-sort=ascending] button::after { content: " \2191"; }
        th[aria-sort=descending] button::after { content: " \2193"; }
        td.good::before { content: "\2713\00a0"; } td.bad::before { content: "\2717\00a0"; } td.doubtful::before { content: "?\00a0"; }
        td.good, td.bad, td.doubtful { font-weight: 600; }
        details { margin: 10px 0; }
        summary { cursor: pointer; }
        .plain { padding-left: 1.2em; }
        .plain li { overflow-wrap: anywhere; }
        footer { padding-top: 30px; padding-bottom: 40px; font-size: .88rem; color: var(--soft); }

        @media (max-width: 600px) {
          main, header, footer { padding-left: 14px; padding-right: 14px; }
          .card { padding: 15px; }
          .finding dl { grid-template-columns: 1fr; gap: 2px; }
          .finding dt { margin-top: 8px; }
          .ring { flex-basis: 112px; width: 112px; height: 112px; }
        }
        @media print {
          :root { color-scheme: light; --page: #fff; --card: #fff; --text: #000; --soft: #444; --line: #bbb; --code: #f6f6f6; --mark: #eee; --good: #14602a; --fair: #7a5200; --bad: #a3121f; --note: #084c99; --track: #ddd; --good-back: #fff; --fair-back: #fff; --bad-back: #fff; --note-back: #fff; }
          body { font-size: 11pt; }
          main, header, footer { max-width: none; padding: 0; }
          .tools, .skip { display: none; }
          .finding, .axis, tr, .flow { break-inside: avoid; }
          h2, .path { break-after: avoid; }
          .source { overflow: visible; }
          .source span { min-width: 0; white-space: pre-wrap; }
          .scroll { overflow: visible; }
          table { font-size: 7.5pt; }
          th, td { padding: 3px 4px; white-space: normal; }
          thead th { position: static; }
          .flow svg { min-width: 0; }
          .chip { border: 1px solid var(--line); }
        }
        """#
}
