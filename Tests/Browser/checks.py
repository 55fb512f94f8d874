"""What any page must satisfy, found by looking at it in the browser: each check gives a list of what is wrong."""

OUTLINE = """() => {
  const wrong = [];
  const levels = [...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1]);
  if (levels.filter(l => l === 1).length !== 1) wrong.push('not one h1: ' + levels);
  levels.reduce((before, level) => { if (level > before + 1) wrong.push('h' + before + ' then h' + level); return level; }, 1);
  if (!document.documentElement.lang) wrong.push('no lang');
  if (!document.title) wrong.push('no title');
  for (const id of ['main']) if (!document.getElementById(id)) wrong.push('no ' + id);
  return wrong;
}"""

LABELS = """() => [...document.querySelectorAll('input:not([type=hidden]),select,textarea')]
  .filter(f => !f.labels || f.labels.length !== 1 || !f.labels[0].textContent.trim())
  .map(f => 'no label: ' + f.name)"""

WIDTH = """() => {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  return wide > 0 ? [wide + ' px too wide'] : [];
}"""

TARGETS = """() => [...document.querySelectorAll('.choice label, .button, form select, form input:not([type=hidden],[type=radio],[type=checkbox])')]
  .filter(e => e.getClientRects().length && e.getBoundingClientRect().height < 43)
  .map(e => 'small target: ' + e.textContent.trim().slice(0, 30) + ' ' + e.getBoundingClientRect().height)"""

CONTRAST = """() => {
  const parse = c => (c.match(/[\\d.]+/g) || []).map(Number);
  const light = c => { const [r, g, b] = c.slice(0, 3).map(v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const ground = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.length === 3 || c[3] > 0.99) return c; } return [255, 255, 255]; };
  const wrong = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !e.getClientRects().length || e.closest('svg,.sr')) continue;
    const style = getComputedStyle(e);
    const [a, b] = [light(parse(style.color)), light(ground(e))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.6 && style.fontWeight >= 700);
    if (ratio < (large ? 3 : 4.5)) wrong.add(ratio.toFixed(2) + ' ' + e.className + ' ' + e.textContent.trim().slice(0, 30));
  }
  return [...wrong];
}"""

COLOUR_ALONE = """() => [...document.querySelectorAll('.grade')]
  .filter(g => !g.textContent.trim() || !g.querySelector('svg path'))
  .map(g => 'a grade without word or shape: ' + g.outerHTML.slice(0, 80))"""

# What stands out of the box that it is drawn in.
SPILLS = """() => [...document.querySelectorAll('.tile,.stat,.verdict,.item,.flag,.panel,.notice,.floor,.section,.trace,td,th,dd,.choice label,.button')]
  .filter(e => e.getClientRects().length && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline'
    && getComputedStyle(e).overflowX === 'visible')
  .map(e => e.tagName + '.' + e.className + ' ' + (e.scrollWidth - e.clientWidth) + ' ' + e.textContent.trim().slice(0, 40))"""

# What can be reached with the keyboard within what a screen reader takes for one thing (axe: nested-interactive).
NESTED = """() => [...document.querySelectorAll('[role=img],[role=button],button,a[href],[role=checkbox],[role=tab]')]
  .filter(e => e.querySelector('a[href],button,input,select,textarea,[tabindex]'))
  .map(e => 'interactive within ' + e.outerHTML.slice(0, 60))"""

EVERY = {"outline": OUTLINE, "labels": LABELS, "width": WIDTH, "contrast": CONTRAST, "colour alone": COLOUR_ALONE, "nested": NESTED}


def problems(page, checks):
    return {name: found for name, check in checks.items() if (found := page.evaluate(check))}
