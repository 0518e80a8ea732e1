"""The sign-in page and the sign-out question: plain HTML, no script, light and dark."""

from collections.abc import Iterable, Mapping
from html import escape

_STYLE = """
:root{color-scheme:light dark;--ink:#1c2733;--soft:#4a5866;--page:#eef2f6;--card:#fff;--edge:#73828f;
--accent:#1d5b86;--on-accent:#fff;--line:#d5dce3;--alert:#8f1d1d;--alert-page:#fdeeee}
@media (prefers-color-scheme:dark){:root{--ink:#e6ebf0;--soft:#b3bfca;--page:#0c1116;--card:#161d26;
--edge:#7f8e9c;--accent:#7cc0ec;--on-accent:#0c1116;--line:#2c3743;--alert:#ffb4ab;--alert-page:#3a1a1a}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:flex;justify-content:center;align-items:flex-start;
padding:9vh 1rem 2rem;background:var(--page);color:var(--ink);
font:16px/1.5 system-ui,"Segoe UI",Roboto,sans-serif}
main{width:100%;max-width:26rem}
main.wide{max-width:58rem}main.wide .beside{display:grid;gap:0 1.5rem;align-items:start;
grid-template-columns:repeat(auto-fit,minmax(min(24rem,100%),1fr))}
.brand{display:flex;align-items:center;gap:.65rem;margin-bottom:1.4rem}
.brand svg{width:2.4rem;height:2.4rem;color:var(--accent)}
.brand b{font-size:1.5rem;line-height:1.15}.brand span{display:block;color:var(--soft);font-size:.95rem}
section{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:1.6rem;
margin-bottom:1rem}
h1{font-size:1.25rem;margin:0 0 1rem}h2{font-size:1rem;margin:0 0 .3rem}p{margin:0 0 1rem}
.soft{color:var(--soft);font-size:.92rem}
label{display:block;font-weight:600;margin-bottom:.25rem}
input{width:100%;font:inherit;padding:.6rem .7rem;margin-bottom:1rem;color:inherit;background:var(--card);
border:1px solid var(--edge);border-radius:.35rem}
button{font:inherit;font-weight:600;padding:.6rem 1rem;border-radius:.35rem;border:1px solid var(--accent);
cursor:pointer;background:var(--card);color:var(--accent)}
.main{width:100%;background:var(--accent);color:var(--on-accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
[role=alert]{background:var(--alert-page);color:var(--alert);border-left:4px solid;padding:.6rem .8rem;
border-radius:.25rem}
ul{list-style:none;margin:0;padding:0}
li{display:flex;gap:.8rem;align-items:center;justify-content:space-between;padding:.55rem 0;
border-top:1px solid var(--line)}
li form{margin:0}li b{display:block}code{font-size:.85rem;color:var(--soft);overflow-wrap:anywhere}
"""

_MARK = (
    '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"'
    ' stroke-linejoin="round" aria-hidden="true"><path d="M4 20h16M7 20V5l8 3.5L7 12"/></svg>'
)
_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none'"
    " stroke='%231d5b86' stroke-width='2.4'%3E%3Cpath d='M4 20h16M7 20V5l8 3.5L7 12'/%3E%3C/svg%3E"
)

DemoAccounts = Iterable[Mapping[str, str]]


def sign_in_page(
    *, form_token: str, following: str, login: str = "", problem: str = "", demo_accounts: DemoAccounts = ()
) -> str:
    """The form, what went wrong the last time, and the demonstration accounts when there are any."""
    hidden = _hidden(jeton=form_token, suite=following)
    alert = f'<p role="alert" id="probleme">{escape(problem)}</p>' if problem else ""
    described = ' aria-describedby="probleme"' if problem else ""
    focus_login, focus_password = ("", " autofocus") if login else (" autofocus", "")
    form = f"""<div><section><h1>Connexion</h1>{alert}<form method="post" action="/connexion">{hidden}
<label for="identifiant">Identifiant</label>
<input id="identifiant" name="identifiant" value="{escape(login)}" autocomplete="username"
 autocapitalize="none" spellcheck="false" required{described}{focus_login}>
<label for="mot_de_passe">Mot de passe</label>
<input id="mot_de_passe" name="mot_de_passe" type="password" autocomplete="current-password"
 required{described}{focus_password}>
<button class="main">Se connecter</button></form></section>
<p class="soft">Mot de passe oublié ? Demandez-en un nouveau à l’administration de votre consortium.</p>
</div>"""
    demo = _demo_section(demo_accounts, hidden)
    return _page("Connexion", f'<div class="beside">{form}{demo}</div>', is_wide=bool(demo))


def code_page(*, form_token: str, following: str, ticket: str, problem: str = "") -> str:
    """The second step, for an account that asks for a code."""
    alert = f'<p role="alert" id="probleme">{escape(problem)}</p>' if problem else ""
    described = ' aria-describedby="probleme aide"' if problem else ' aria-describedby="aide"'
    hidden = _hidden(jeton=form_token, suite=following, billet=ticket)
    return _page(
        "Code de connexion",
        f"""<section><h1>Code de connexion</h1>{alert}<form method="post" action="/connexion">{hidden}
<label for="code">Code à six chiffres</label>
<p class="soft" id="aide">Celui de votre application d’authentification, ou l’un de vos codes de secours.</p>
<input id="code" name="code" autocomplete="one-time-code" autocapitalize="none" spellcheck="false"
 required autofocus{described}>
<button class="main">Se connecter</button></form></section>
<p class="soft"><a href="/connexion">Recommencer</a>. Téléphone perdu ? Demandez à l’administration de votre
consortium de réinitialiser votre double authentification.</p>""",
    )


def closed_screen_page() -> str:
    """A shared screen that is over: no word of what it showed, no way in."""
    return _page("Écran partagé", "<section><h1>Cet écran partagé est fermé</h1></section>")


def away_page() -> str:
    """The database does not answer: nothing can be shown, and nothing is lost."""
    return _page(
        "Un instant",
        """<section><h1>La base de données ne répond pas</h1><p>Rien de ce qui est enregistré n’est perdu.
Réessayez dans une minute ; si cela continue, prévenez votre administration.</p>
<p><a href="">Réessayer</a></p></section>""",
    )


def sign_out_page(*, form_token: str) -> str:
    """Asks before signing out someone who typed the address."""
    return _page(
        "Déconnexion",
        f"""<section><h1>Vous déconnecter ?</h1><p>Tous les onglets ouverts seront fermés à votre compte.</p>
<form method="post" action="/deconnexion">{_hidden(jeton=form_token)}
<button class="main">Me déconnecter</button></form></section><p><a href="/">Revenir à Jalons</a></p>""",
    )


def _demo_section(accounts: DemoAccounts, hidden: str) -> str:
    lines = "".join(_demo_line(account, hidden) for account in accounts)
    if not lines:
        return ""
    return f"""<section><h2>Démonstration</h2><p class="soft">Personnes et données fictives : entrez dans le
rôle de votre choix.</p><ul>{lines}</ul></section>"""


def _demo_line(account: Mapping[str, str], hidden: str) -> str:
    known = {key: escape(value) for key, value in account.items()}
    credentials = _hidden(identifiant=account["login"], mot_de_passe=account["password"])
    return f"""<li><div><b>{known["role_label"]}</b><code>{known["login"]} · {known["password"]}</code></div>
<form method="post" action="/connexion">{hidden}{credentials}
<button aria-label="Entrer : {known["role_label"]}">Entrer</button></form></li>"""


def _hidden(**values: str) -> str:
    return "".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in values.items()
    )


def _page(title: str, content: str, *, is_wide: bool = False) -> str:
    return f"""<!doctype html><html lang="fr"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title} · Jalons</title>
<link rel="icon" href="{_ICON}"><style>{_STYLE}</style></head>
<body><main{' class="wide"' if is_wide else ""}>
<div class="brand">{_MARK}<div><b>Jalons</b><span>Accompagner ensemble, étape par étape</span></div></div>
{content}</main></body></html>"""
