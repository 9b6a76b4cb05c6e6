"""Opens HTML reports in a headless Chromium, as their readers do: light and dark, wide and narrow, with keyboard, without scripts, on paper.

usage: html_page.py CHROMIUM PAGE... [--screenshots FOLDER]
"""

import sys
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

WIDE = {"width": 1200, "height": 900}
NARROW = {"width": 390, "height": 844}
# Names of SVG texts that are wider than the box in which they stand.
TOO_WIDE = """() => [...document.querySelectorAll('.flow .box')].flatMap(box => {
  const room = box.querySelector('rect').getBBox();
  return [...box.querySelectorAll('text')].filter(text => {
    const own = text.getBBox();
    return own.x + own.width > room.x + room.width;
  }).map(text => text.textContent);
})"""
SHOWN = "list => list.filter(element => element.offsetParent !== null).length"


class Problems:
    def __init__(self):
        self.found = []

    def check(self, holds, what):
        if not holds:
            self.found.append(what)


def looks(browser, page_file, problems, screenshots):
    """Each look at the page: what is wrong with it to a reader or a program that reads aloud."""
    for scheme in ("light", "dark"):
        for name, viewport in (("wide", WIDE), ("narrow", NARROW)):
            context = browser.new_context(viewport=viewport, color_scheme=scheme)
            page = context.new_page()
            messages, requests = [], []
            page.on("console", lambda message: messages.append(message.text))
            page.on("pageerror", lambda error: messages.append(str(error)))
            page.on("request", lambda request: requests.append(request.url))
            page.goto(page_file.as_uri())
            where = f"{page_file.name}, {scheme}, {name}"
            problems.check(not messages, f"{where}: {messages}")
            outside = [url for url in requests if not url.startswith(("file:", "data:"))]
            problems.check(not outside, f"{where}: asks for {outside}")
            overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            problems.check(overflow <= 0, f"{where}: {overflow} pixels wider than the window")
            wide = page.evaluate(TOO_WIDE)
            problems.check(not wide, f"{where}: texts leave their boxes: {wide}")
            result = Axe().run(page)
            for violation in result.response["violations"]:
                nodes = [node["target"] for node in violation["nodes"]][:3]
                problems.check(False, f"{where}: {violation['id']}: {violation['help']}: {nodes}")
            if screenshots:
                page.screenshot(path=screenshots / f"{page_file.stem}-{scheme}-{name}.png", full_page=True)
            context.close()


def works(browser, page_file, problems):
    """The page's controls do what they say."""
    page = browser.new_page(viewport=WIDE)
    page.goto(page_file.as_uri())
    where = page_file.name
    page.keyboard.press("Tab")
    problems.check(page.evaluate("document.activeElement.className") == "skip", f"{where}: the first stop of the Tab key is not the skip link")

    findings = page.eval_on_selector_all(".finding", SHOWN)
    boxes = page.locator("input[name=severity]")
    for index in range(boxes.count()):
        boxes.nth(index).uncheck()
    problems.check(page.eval_on_selector_all(".finding", SHOWN) == 0, f"{where}: findings are shown whose severities are off")
    if findings:
        boxes.first.check()
        some = page.eval_on_selector_all(".finding", SHOWN)
        problems.check(0 < some <= findings, f"{where}: {some} of {findings} findings of one severity")

    rows = page.eval_on_selector_all("#inventory tbody tr", SHOWN)
    if rows:
        page.fill("#site-words", "no such word")
        problems.check(page.eval_on_selector_all("#inventory tbody tr", SHOWN) == 0, f"{where}: the filter leaves rows that lack the word")
        page.fill("#site-words", "")
        problems.check(page.eval_on_selector_all("#inventory tbody tr", SHOWN) == rows, f"{where}: rows stay hidden without a filter")
        head = page.locator("#inventory thead th").first
        for order in ("ascending", "descending"):
            head.locator("button").press("Enter")
            places = page.eval_on_selector_all("#inventory tbody td.place", "cells => cells.map(cell => cell.dataset.key)")
            problems.check(head.get_attribute("aria-sort") == order, f"{where}: the column does not say that it is {order}")
            sorted_places = page.evaluate("list => list.slice().sort((a, b) => a.localeCompare(b, undefined, {numeric: true}))", places)
            expected = sorted_places if order == "ascending" else sorted_places[::-1]
            problems.check(places == expected, f"{where}: {places} is not {order}")
    page.close()

    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(page_file.as_uri())
    problems.check(plain.locator(".finding:visible").count() == findings, f"{where}: findings are missing without scripts")
    problems.check(plain.locator(".tools:visible").count() == 0, f"{where}: controls are shown that do nothing without scripts")
    context.close()


def main(arguments):
    screenshots = None
    if "--screenshots" in arguments:
        index = arguments.index("--screenshots")
        screenshots = Path(arguments[index + 1])
        screenshots.mkdir(parents=True, exist_ok=True)
        del arguments[index : index + 2]
    chromium, *pages = arguments
    problems = Problems()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name in pages:
            page_file = Path(name).resolve()
            looks(browser, page_file, problems, screenshots)
            works(browser, page_file, problems)
        browser.close()
    for problem in problems.found:
        print(problem, file=sys.stderr)
    print(f"{len(pages)} pages opened in Chromium, {len(problems.found)} problems")
    return 1 if problems.found else 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
