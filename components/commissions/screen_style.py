"""How the shared screen looks: sized by the height of the window, read five metres away, light or dark."""

from collections.abc import Mapping

# Every colour of text is at least 7:1 on its background (tests/components/test_screen.py).
LIGHT = {
    "ground": "#ffffff",
    "text": "#10161d",
    "quiet": "#3b4650",
    "title": "#123f63",
    "late": "#8a1c1c",
    "line": "#8795a1",
    "panel": "#10161d",
    "on-panel": "#ffffff",
}
DARK = {
    "ground": "#0b0f14",
    "text": "#f2f5f8",
    "quiet": "#c3ccd6",
    "title": "#9ccdf5",
    "late": "#ffb3a8",
    "line": "#5d6b78",
    "panel": "#f2f5f8",
    "on-panel": "#10161d",
}
BODY, LINE = 3.4, 4.25  # hundredths of the height: 24.5 px at 720p, 36.7 px at 1080p
QUESTION, QUESTION_LINE = 4.4, 5.3
LARGE = 4.2  # what is being written
STALE_SECONDS = 5

_RULES = """
.js-screen, .js-stale { --u: calc((100vh - var(--js-foot, 0px)) / 100);
  position: fixed; inset: 0 0 var(--js-foot, 0px) 0; box-sizing: border-box; overflow: hidden;
  font-size: calc(BODY * var(--u)); line-height: calc(LINE * var(--u)); color: var(--js-text);
  background: var(--js-ground); }
.js-screen { z-index: 999990; padding: calc(2 * var(--u)) calc(4 * var(--u)); display: flex;
  flex-direction: column; gap: calc(1.6 * var(--u)); }
.js-screen h1, .js-screen h2, .js-screen p { margin: 0; padding: 0; letter-spacing: 0; color: inherit;
  font-size: inherit; line-height: inherit; font-weight: inherit; overflow-wrap: anywhere; hyphens: auto; }
.js-screen .js-cut { display: -webkit-box; -webkit-box-orient: vertical; overflow: hidden; }
.js-screen .js-top { color: var(--js-quiet); flex: none; }
.js-screen .js-top b { color: var(--js-text); }
.js-screen h1.js-question { font-size: calc(QUESTION * var(--u)); line-height: calc(QUESTION_LINE * var(--u));
  font-weight: 600; flex: none; }
.js-screen .js-columns, .js-screen .js-rows { font-size: calc(BODY * var(--k) * var(--u));
  line-height: calc(LINE * var(--k) * var(--u)); }
.js-screen .js-columns { display: grid; gap: calc(3 * var(--u)); flex: 1; min-height: 0; overflow: hidden; }
.js-screen .js-column { min-width: 0; min-height: 0; overflow: hidden; display: flex; flex-direction: column;
  gap: calc(2 * var(--u)); border-top: calc(.3 * var(--u)) solid var(--js-line);
  padding-top: calc(1 * var(--u)); }
.js-screen h2 { font-weight: 600; color: var(--js-title); white-space: nowrap; overflow: hidden;
  text-overflow: ellipsis; }
.js-screen .js-large p { font-size: calc(LARGER * 1em);
  line-height: calc(LARGER * LINE * var(--k) * var(--u)); }
.js-screen .js-cut span { display: block; }
.js-screen .js-list span { padding-left: .9em; text-indent: -.9em; }
.js-screen b { font-weight: 600; }
.js-screen i { font-style: normal; color: var(--js-quiet); }
.js-screen .js-late { color: var(--js-late); font-weight: 600; }
.js-screen .js-rows { display: grid; grid-template-columns: 16% 1fr 24% 16%; align-items: start;
  gap: calc(1.4 * var(--u)) calc(3 * var(--u)); }
.js-screen.js-notice { justify-content: center; align-items: center; text-align: center; }
.js-screen.js-notice h1 { font-size: calc(7 * var(--u)); line-height: calc(8.4 * var(--u));
  font-weight: 600; }
.js-screen.js-notice p { font-size: calc(4.4 * var(--u)); line-height: calc(5.4 * var(--u)); }
.js-stale { z-index: 999995; visibility: hidden; display: flex; justify-content: center; align-items: center;
  background: color-mix(in srgb, var(--js-ground) 88%, transparent); pointer-events: none; }
.js-stale p { margin: 0; max-width: 80%; padding: calc(3 * var(--u)) calc(5 * var(--u)); text-align: center;
  font-size: calc(5 * var(--u)); line-height: calc(6.2 * var(--u)); font-weight: 600;
  background: var(--js-panel); color: var(--js-on-panel); border-radius: var(--u); }
.js-beat-0 { animation: js-stale-0 1ms linear STALEs forwards; }
.js-beat-1 { animation: js-stale-1 1ms linear STALEs forwards; }
@keyframes js-stale-0 { to { visibility: visible; } }
@keyframes js-stale-1 { to { visibility: visible; } }
"""
# Streamlit's own words are English, and its fading of what is being drawn again would flicker each second.
_ALONE = """
[data-testid="stHeader"], [data-testid="stToolbar"], [data-testid="stStatusWidget"],
[data-testid="stDecoration"], [data-testid="stConnectionStatus"], [data-testid="stDialog"],
[data-testid="stException"], [data-testid="stSidebar"], [data-testid="stToastContainer"],
[role="dialog"], [data-baseweb="modal"] { display: none !important; }
html, body, .stApp, [data-testid="stMain"] { overflow: hidden !important; }
[data-stale] { opacity: 1 !important; transition: none !important; }
"""


def screen_style(*, is_alone: bool) -> str:
    """The style sheet; `is_alone`: nothing else is in this window, where Streamlit must not show."""
    sizes = {
        "QUESTION_LINE": QUESTION_LINE,
        "QUESTION": QUESTION,
        "LARGER": round(LARGE / BODY, 3),
        "BODY": BODY,
        "LINE": LINE,
        "STALE": STALE_SECONDS,
    }
    rules = _RULES
    for name, value in sizes.items():
        rules = rules.replace(name, str(value))
    dark = f"@media (prefers-color-scheme: dark) {{ {_colours(DARK)} }}"
    return f"<style>{_colours(LIGHT)} {dark} {rules} {_ALONE if is_alone else ''}</style>"


def _colours(palette: Mapping[str, str]) -> str:
    values = " ".join(f"--js-{name}: {colour};" for name, colour in palette.items())
    return f":root {{ {values} }}"
