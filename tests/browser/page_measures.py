"""What is measured on a page by script: contrast, line height, weight of what it loads."""

from playwright.sync_api import Page

_TEXTS = """() => [...document.querySelectorAll('main *, nav *, header *')]
  .filter((node) => node.getClientRects().length && !node.closest('.visually-hidden, .trap, svg, .leaflet-container'))
  .filter((node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))"""

_CONTRASTS = f"""() => {{
  const parts = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (node) => {{
    for (let one = node; one; one = one.parentElement) {{
      const colour = parts(getComputedStyle(one).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }}
    return [255, 255, 255];
  }};
  return ({_TEXTS})().map((node) => {{
    const [a, b] = [parts(getComputedStyle(node).color), ground(node)].map(light);
    return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), node.textContent.trim().slice(0, 20)];
  }});
}}"""

_LINES = f"""() => ({_TEXTS})().filter((node) => getComputedStyle(node).display !== 'inline')
  .map((node) => [parseFloat(getComputedStyle(node).lineHeight) / parseFloat(getComputedStyle(node).fontSize),
    node.textContent.trim().slice(0, 20)]).filter(([ratio]) => !Number.isNaN(ratio))"""

_WEIGHT = """() => performance.getEntriesByType('resource').filter((one) => /\\.(js|css)(\\?|$)/.test(one.name))
  .reduce((sum, one) => sum + one.encodedBodySize, 0)"""


def lowest_contrast(page: Page) -> tuple[float, str]:
    """The lowest contrast of a text on its ground (WCAG 2), with the text."""
    ratio, text = min(page.evaluate(_CONTRASTS))
    return ratio, text


def tightest_line(page: Page) -> tuple[float, str]:
    """The smallest line height in letter sizes, with the text."""
    ratio, text = min(page.evaluate(_LINES))
    return ratio, text


def loaded_kb(page: Page) -> float:
    """Scripts and styles the page has loaded, compressed, in kB."""
    return float(page.evaluate(_WEIGHT)) / 1024


def sideways(page: Page) -> int:
    """How many pixels the page can be scrolled sideways."""
    return int(
        page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )
