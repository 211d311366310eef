"""What a page must be for everybody: axe finds nothing, nothing runs off its side, whatever is folded included.

axe goes in by the browser's own door for developers, so the page keeps the strict content policy that visitors get.
"""

from importlib.resources import files

from tests.browser.conftest import DESK, PHONE

AXE = (files("axe_playwright_python") / "axe.min.js").read_text()
RUN = """axe.run({ resultTypes: ["violations"] }).then(({ violations }) => violations.map(
    (each) => [each.id, each.nodes.map((node) => node.html)]))"""
UNFOLD = "for (const each of document.querySelectorAll('details')) each.open = true"
WIDTH = "document.documentElement.scrollWidth"


def tell(page, expression):
    """The value of an expression, or of its promise. A page's policy has no say in it."""
    door = page.context.new_cdp_session(page)
    answer = door.send("Runtime.evaluate", {"expression": expression, "awaitPromise": True, "returnByValue": True})
    door.detach()
    assert "exceptionDetails" not in answer, answer
    return answer["result"].get("value")


def faults(page, sizes=(PHONE, DESK), axe_at=(PHONE, DESK)):
    """All that is wrong with a page, with everything unfolded; empty where nothing is. It is measured at each size."""
    tell(page, f"{UNFOLD}; {AXE}; 0")
    found = []
    for size in sizes:
        page.set_viewport_size(size)
        width = tell(page, WIDTH)
        if width > size["width"]:
            found.append((size["width"], "runs off the side", width))
        if size in axe_at:
            found.extend((size["width"], *each) for each in tell(page, RUN))
    return found
