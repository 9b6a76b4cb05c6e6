import AuditRules
import Foundation
import Testing

@testable import skillaudit

@Suite struct OutputHTMLTests {
    private let page = render(OutputSample.report(), as: .html, style: .plain)

    @Test func thePageIsWhole() {
        #expect(page.hasPrefix("<!DOCTYPE html>"))
        #expect(page.hasSuffix("</html>\n"))
        #expect(!page.contains("{{") && !page.contains("}}"))
        for tag in [
            "html", "head", "body", "main", "section", "article", "table", "tbody", "svg", "dl", "ul", "ol", "details", "pre", "mark", "g",
        ] {
            #expect(page.ranges(of: "<\(tag)>").count + page.ranges(of: "<\(tag) ").count == page.ranges(of: "</\(tag)>").count, "\(tag)")
        }
    }

    @Test func thePolicyAllowsOwnStyleAndScriptOnly() throws {
        #expect(page.contains("default-src 'none'; style-src 'sha256-"))
        for (tag, directive) in [("style", "style-src"), ("script", "script-src")] {
            let start = try #require(page.range(of: "<\(tag)>")?.upperBound)
            let end = try #require(page.range(of: "</\(tag)>")?.lowerBound)
            #expect(page.contains("\(directive) 'sha256-\(Digest.sha256Base64(Array(page[start..<end].utf8)))'"))
        }
        #expect(page.ranges(of: "<script").count == 1)
        for forbidden in [" style=\"", " onclick=", " onload=", "javascript:", "<iframe", "src=\"http"] {
            #expect(!page.contains(forbidden))
        }
    }

    @Test func namesFromSourceAreEscaped() {
        #expect(page.contains("src/a&amp;b &lt;c&gt;.py"))
        #expect(!page.contains("<c>"))
        #expect(!page.contains("<b>&amp;</b>"))
    }

    @Test func aValueCannotLeaveItsAttribute() {
        let report = OutputSample.report(
            findings: [], sites: [],
            skipped: [Report.Skipped(path: "\"\u{301} onmouseover=alert(1) x=\"", reason: "</summary><script>alert(1)</script>")])
        let page = render(report, as: .html, style: .plain)
        #expect(page.ranges(of: "<script").count == 1)
        #expect(page.contains("&quot;\u{301} onmouseover"))
    }

    @Test func eachFindingShowsItsCodeEvidenceAndRemedy() {
        #expect(page.ranges(of: "<article class=\"card finding").count == 4)
        #expect(page.contains("<mark>jwtVerify(token, keys, options)</mark>"))
        #expect(page.contains("the options are built here"))
        #expect(
            page.contains("<a href=\"https://www.rfc-editor.org/rfc/rfc8725#section-3.9\" rel=\"noreferrer noopener\">RFC 8725 §3.9</a>"))
        #expect(page.contains("only to choose the tenant"))
    }

    @Test func everyLinkInThePageHasItsTarget() {
        for match in page.matches(of: /href="#([^"]+)"/) { #expect(page.contains("id=\"\(match.1)\""), "\(match.1)") }
        let ids = page.matches(of: /\ id="([^"]+)"/).map { String($0.1) }
        #expect(Set(ids).count == ids.count)
    }

    @Test func thePictureShowsWhoIssuesWhoVerifiesAndWhereATokenGoes() {
        let flow = FlowPicture(OutputSample.report().sites)
        #expect(flow.boxes.map(\.column) == [0, 0, 1, 1, 2])
        #expect(flow.sentences.contains { $0.contains("another issuer → verify jwtVerify (jose)") })
        #expect(flow.sentences.contains { $0.contains("passthrough get (httpx)") && $0.contains("→") })
        #expect(FlowPicture([]).isEmpty)
    }

    @Test func anEmptyReportIsAPageToo() {
        let page = render(OutputSample.clean, as: .html, style: .plain)
        #expect(page.contains("Nothing was found."))
        #expect(page.contains("No place was found"))
        #expect(page.hasSuffix("</html>\n"))
    }
}
