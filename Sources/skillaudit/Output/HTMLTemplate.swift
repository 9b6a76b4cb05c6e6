/// The HTML page as a Mustache template. `MARKUP` escapes every value, also inside attributes; `{{{…}}}` stands for the style sheet and the script alone.
enum HTMLTemplate {
    static let text = #"""
        {{% CONTENT_TYPE:MARKUP}}
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{{styleHash}}'; script-src '{{scriptHash}}'; img-src data:; base-uri 'none'; form-action 'none'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <title>{{title}}</title>
        <link rel="icon" href="data:,">
        <style>{{{style}}}</style>
        </head>
        <body>
        <a class="skip" href="#findings">Skip to the findings</a>
        <header class="top">
        <h1>skillaudit report</h1>
        <p class="target">{{target}}</p>
        {{#revision}}
        <p class="hush">revision <span class="mono">{{revision}}</span></p>
        {{/revision}}
        <div class="verdict">
        <svg class="ring {{mood}}" viewBox="0 0 120 120" role="img" aria-label="{{gradeLabel}}">
        <circle class="track" cx="60" cy="60" r="52" stroke-width="12"/>
        <circle class="fill" cx="60" cy="60" r="52" stroke-width="12" pathLength="100" stroke-dasharray="{{score}} 100" transform="rotate(-90 60 60)"/>
        <text x="60" y="69" text-anchor="middle" font-size="46" font-weight="700">{{letter}}</text>
        <text x="60" y="90" text-anchor="middle" font-size="14">{{score}}/100</text>
        </svg>
        <div>
        <ul class="counts" aria-label="Findings by severity">
        {{#counts}}
        <li class="chip {{severity}}">{{text}}</li>
        {{/counts}}
        </ul>
        {{#change}}
        <p>{{change}}</p>
        {{/change}}
        <p class="next">{{#next}}{{#code}}<code>{{text}}</code>{{/code}}{{^code}}{{text}}{{/code}}{{/next}}</p>
        </div>
        </div>
        </header>
        <main>
        <section aria-labelledby="axes-title">
        <h2 id="axes-title">How the grade is made</h2>
        <div class="axes">
        {{#axes}}
        <article class="card axis">
        <svg class="{{mood}}" viewBox="0 0 100 60" role="img" aria-label="{{label}}">
        <path class="track" d="M10 54 A40 40 0 0 1 90 54" stroke-width="10"/>
        {{#isAssessed}}
        <path class="fill" d="M10 54 A40 40 0 0 1 90 54" stroke-width="10" pathLength="100" stroke-dasharray="{{score}} 100"/>
        {{/isAssessed}}
        <text x="50" y="52" text-anchor="middle" font-size="24" font-weight="700">{{letter}}</text>
        </svg>
        <h3>{{name}}</h3>
        <p class="hush">{{summary}}</p>
        {{#hasDeductions}}
        <ul class="sum">
        <li><span>start</span><span>100</span></li>
        {{#deductions}}
        <li><span><a href="#{{anchor}}"><code>{{rule}}</code></a> {{times}}</span><span>− {{points}}</span></li>
        {{/deductions}}
        <li class="total"><span>score</span><span>{{score}}</span></li>
        {{#limits}}
        <li class="limit">{{.}}</li>
        {{/limits}}
        </ul>
        {{/hasDeductions}}
        </article>
        {{/axes}}
        </div>
        <p class="hush">The overall score is that of the lowest assessed axis.</p>
        </section>
        <section aria-labelledby="findings" >
        <h2 id="findings" tabindex="-1">Findings</h2>
        {{#hasFindings}}
        <div class="tools" hidden>
        {{#severities}}
        <label><input type="checkbox" name="severity" value="{{severity}}" checked> {{text}}</label>
        {{/severities}}
        <span id="findings-count" class="hush" role="status"></span>
        </div>
        {{/hasFindings}}
        {{^hasFindings}}
        <p>Nothing was found.</p>
        {{/hasFindings}}
        {{#files}}
        <section class="file">
        <h3 class="path mono">{{path}}</h3>
        {{#findings}}
        <article class="card finding {{severity}}" id="{{anchor}}" data-severity="{{severity}}">
        <header><span class="chip {{severity}}">{{severity}}</span>{{#isNew}}<span class="chip">new</span>{{/isNew}}<h3><code>{{rule}}</code> {{title}}</h3><span class="hush">line {{line}}{{notes}}</span></header>
        <p>{{#message}}{{#code}}<code>{{text}}</code>{{/code}}{{^code}}{{text}}{{/code}}{{/message}}</p>
        <pre class="source" tabindex="0" aria-label="Source around line {{line}}">{{#lines}}{{#isFlagged}}<span class="flagged"><b>{{number}}</b>{{before}}<mark>{{marked}}</mark>{{after}}</span>{{/isFlagged}}{{^isFlagged}}<span><b>{{number}}</b>{{text}}</span>{{/isFlagged}}{{/lines}}</pre>
        <dl>
        {{#hasEvidence}}
        <dt>Evidence</dt><dd><ol>{{#evidence}}<li><span class="mono">{{place}}</span> {{remark}}{{#hasCode}}<br><code>{{code}}</code>{{/hasCode}}</li>{{/evidence}}</ol></dd>
        {{/hasEvidence}}
        {{#hasRemedy}}
        <dt>Fix</dt><dd>{{#remedy}}{{#code}}<code>{{text}}</code>{{/code}}{{^code}}{{text}}{{/code}}{{/remedy}}</dd>
        {{/hasRemedy}}
        <dt>Read</dt><dd>{{#references}}{{#hasAddress}}<a href="{{address}}" rel="noreferrer noopener">{{text}}</a>{{/hasAddress}}{{^hasAddress}}{{text}}{{/hasAddress}}{{separator}}{{/references}}</dd>
        <dt>Id</dt><dd class="mono hush">{{shortID}}</dd>
        </dl>
        </article>
        {{/findings}}
        </section>
        {{/files}}
        </section>
        {{#hasFixed}}
        <section aria-labelledby="fixed-title">
        <h2 id="fixed-title">Fixed</h2>
        <ul class="plain">
        {{#fixed}}
        <li><span class="mono">{{place}}</span> <code>{{rule}}</code>: {{#message}}{{#code}}<code>{{text}}</code>{{/code}}{{^code}}{{text}}{{/code}}{{/message}}</li>
        {{/fixed}}
        </ul>
        </section>
        {{/hasFixed}}
        {{#hasSuppressed}}
        <section aria-labelledby="suppressed-title">
        <h2 id="suppressed-title">Suppressed</h2>
        <ul class="plain">
        {{#suppressed}}
        <li><span class="mono">{{place}}</span> <code>{{rule}}</code> ({{origin}}): {{#reason}}{{#code}}<code>{{text}}</code>{{/code}}{{^code}}{{text}}{{/code}}{{/reason}}</li>
        {{/suppressed}}
        </ul>
        </section>
        {{/hasSuppressed}}
        {{#hasIdleSuppressions}}
        <section aria-labelledby="idle-title">
        <h2 id="idle-title">Suppressions to look at</h2>
        <ul class="plain">
        {{#idleSuppressions}}
        <li><span class="mono">{{place}}</span> {{kind}}: {{#message}}{{#code}}<code>{{text}}</code>{{/code}}{{^code}}{{text}}{{/code}}{{/message}}</li>
        {{/idleSuppressions}}
        </ul>
        </section>
        {{/hasIdleSuppressions}}
        {{#hasSites}}
        {{#flow}}
        <section aria-labelledby="flow-title">
        <h2 id="flow-title">Where tokens go</h2>
        <div class="card flow scroll" tabindex="0" role="region" aria-label="Picture of the token flow">
        <svg viewBox="0 0 {{width}} {{height}}" role="img" aria-label="{{label}}">
        <defs>
        <marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 L8 4 L0 8 z"/></marker>
        <marker id="bad-tip" class="bad" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 L8 4 L0 8 z"/></marker>
        </defs>
        {{#heads}}
        <text class="head" x="{{x}}" y="18">{{text}}</text>
        {{/heads}}
        {{#arrows}}
        <path class="{{mood}}" d="{{path}}" marker-end="url(#{{tip}})"/>
        {{/arrows}}
        {{#boxes}}
        <g class="box {{mood}}"><title>{{full}}</title><rect x="{{x}}" y="{{y}}" width="{{width}}" height="{{height}}" rx="8"/><text x="{{textX}}" y="{{firstY}}">{{first}}</text><text class="small" x="{{textX}}" y="{{secondY}}">{{second}}</text></g>
        {{/boxes}}
        </svg>
        </div>
        <details><summary>The same in words</summary>
        <ul class="plain">
        {{#sentences}}
        <li>{{.}}</li>
        {{/sentences}}
        </ul>
        </details>
        </section>
        {{/flow}}
        {{/hasSites}}
        <section aria-labelledby="inventory-title">
        <h2 id="inventory-title">Token handling</h2>
        {{^hasSites}}
        <p>No place was found that verifies, issues, forwards or shows a token.</p>
        {{/hasSites}}
        {{#hasSites}}
        <div class="tools" hidden>
        <label>Filter <input type="search" id="site-words" autocomplete="off"></label>
        <label>Kind <select id="site-kind"><option value="">all</option>{{#kinds}}<option>{{.}}</option>{{/kinds}}</select></label>
        <label><input type="checkbox" id="site-doubt"> only with a doubt</label>
        <span id="sites-count" class="hush" role="status"></span>
        </div>
        <div class="card scroll" tabindex="0" role="region" aria-label="Table of token handling">
        <table id="inventory">
        <caption class="nowhere">Every place where a token is handled, and what it enforces</caption>
        <thead><tr>{{#columns}}<th scope="col">{{.}}</th>{{/columns}}</tr></thead>
        <tbody>
        {{#sites}}
        <tr data-kind="{{kind}}"><td class="place mono" data-key="{{key}}">{{#steps}}<wbr>{{.}}{{/steps}}</td>{{#cells}}<td class="{{mood}}" data-key="{{key}}">{{text}}</td>{{/cells}}</tr>
        {{/sites}}
        </tbody>
        </table>
        </div>
        {{/hasSites}}
        </section>
        {{#hasSkipped}}
        <section aria-labelledby="skipped-title">
        <h2 id="skipped-title">Not read</h2>
        {{#skipped}}
        <details><summary>{{text}}</summary><ul class="plain mono">{{#paths}}<li>{{.}}</li>{{/paths}}</ul></details>
        {{/skipped}}
        </section>
        {{/hasSkipped}}
        </main>
        <footer>
        <p>Made by skillaudit {{version}} with rubric {{rubric}}: {{extent}}.</p>
        </footer>
        <script>{{{script}}}</script>
        </body>
        </html>

        """#
}
