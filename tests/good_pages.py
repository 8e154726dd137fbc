"""Good HTML pages, each kind in three languages: what a reader sees of their article, and what must not be read."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass

from conftest import ROOT

UNSEEN = "Zyx qwrt"         # stands in whatever a reader does not see, or what is not of the article


@dataclass(frozen=True, slots=True)
class Words:
    """An article's title, its four paragraphs and three short lines."""

    title: str
    told: list[str]
    short: list[str]


LANGUAGES = {code: Words(**words) for code, words in tomllib.loads(
    (ROOT / "tests" / "cases" / "good_pages.toml").read_text(encoding="utf-8")).items()}
Made = tuple[str, list[str]]        # the inside of <body>, and the lines of the article below its title


def _press_release(words: Words) -> Made:
    one, two, three, four = words.told
    return f"""
        <a class="skip" href="#main">{UNSEEN}</a>
        <header><h2>{UNSEEN}</h2><nav><ul><li><a href="/">{UNSEEN}</a></li><li>{UNSEEN}</li></ul></nav></header>
        <main id="main"><nav aria-label="breadcrumb">{UNSEEN}</nav>
          <article><header><h1>{words.title}</h1><p>{one}</p></header>
            <figure><img src="centre.jpg" alt="{UNSEEN}"><figcaption>{UNSEEN}</figcaption></figure>
            <p>{two}</p><blockquote><p>{three}</p></blockquote><p>{four}</p>
            <footer>{UNSEEN}</footer></article>
          <aside><h2>{UNSEEN}</h2><p>{UNSEEN}</p></aside></main>
        <footer><p>{UNSEEN}</p></footer>""", [one, two, three, four]


def _nested_tables(words: Words) -> Made:
    """As pages were laid out once."""
    one, two, three, four = words.told
    a, b, c = words.short
    return f"""
        <table><tr><td colspan="2"><h1>{words.title}</h1></td></tr>
        <tr><td><p>{one}</p><p>{two}</p>
          <table><caption>{c}</caption><thead><tr><th>{a}</th><th>{b}</th></tr></thead>
            <tbody><tr><td>60</td>
            <td><table><tr><td>12</td><td><p>{three}</p></td></tr></table></td></tr></tbody></table>
        </td></tr><tr><td>{four}</td></tr></table>""", [one, two, c, a, b, "60", "12", three, four]


def _lists(words: Words) -> Made:
    one, two, three, four = words.told
    a, b, c = words.short
    return f"""<main><h1>{words.title}</h1><article><p>{one}</p>
        <ul><li>{a}<ul><li>{b}</li><li><p>{c}</p></li></ul></li><li>{two}</li></ul>
        <dl><dt>{a}</dt><dd>{three}</dd></dl><ol><li><div><p>{four}</p></div></li></ol></article></main>""", [
        one, a, b, c, two, a, three, four]


def _hidden_elements(words: Words) -> Made:
    one, two, three, four = words.told
    return f"""<main><h1>{words.title}</h1><article>
        <p>{one}</p><p hidden>{UNSEEN}</p><p>{two}</p>
        <div style="color: red; display:none"><p>{UNSEEN}</p>{UNSEEN}</div>
        <section><p>{three}</p><nav hidden style="display: none;">{UNSEEN}<span hidden>{UNSEEN}</span></nav></section>
        <template><p>{UNSEEN}</p></template><!-- <p>{UNSEEN}</p> --><p>{four}</p></article></main>""", words.told


def _scripts(words: Words) -> Made:
    one, two, three, four = words.told
    return f"""<main><h1>{words.title}</h1><noscript><p>{UNSEEN}</p></noscript><article>
        <script>document.write("<p>{UNSEEN}</p>"); if (1 < 2) {{ }}</script><p>{one}</p>
        <script type="application/ld+json">{{"@context": "https://schema.org", "name": "{UNSEEN}"}}</script><p>{two}</p>
        <style>p::after {{ content: "{UNSEEN}" }}</style><p>{three}<script>track("{UNSEEN}")</script></p>
        <noscript><img src="pixel.gif" alt="{UNSEEN}">{UNSEEN}</noscript><p>{four}</p>
        <iframe src="film.html">{UNSEEN}</iframe></article></main>""", words.told


def _line_breaks(words: Words) -> Made:
    one, two, three, four = words.told
    return f"""<main><h1>{words.title}</h1>
        <div>{one}<br><br>{two}<br/>{three}<br clear="all"> &nbsp; <br>{four}</div></main>""", words.told


def _bare_texts(words: Words) -> Made:
    one, two, three, four = words.told
    return f"""<main><h1>{words.title}</h1>
        <div>{one}<p>{two}</p>{three}<div><div>{four}</div></div></div></main>""", words.told


def _inline_markup(words: Words) -> Made:
    one, two, three, four = words.told

    def dressed(text: str) -> str:
        first, second, *rest = text.split(" ")
        inner, last = " ".join(rest[:-1]), rest[-1]
        return (f'<strong>{first}</strong> <a href="/x"><span>{second}</span></a>\n            '
                f"<em>{inner}</em>&nbsp;{last[0]}<b>{last[1:]}</b>")

    return f"""<main><h1><span>{words.title}</span></h1><article>
        <h2>{words.short[0]}</h2><p>{dressed(one)}</p><p>{dressed(two)}</p>
        <h3>{words.short[1]}</h3><p>{dressed(three)}</p><p>{dressed(four)}</p></article></main>""", [
        words.short[0], one, two, words.short[1], three, four]


KINDS: dict[str, Callable[[Words], Made]] = {
    "press release": _press_release, "nested tables": _nested_tables, "lists": _lists,
    "hidden elements": _hidden_elements, "scripts": _scripts, "line breaks": _line_breaks, "bare texts": _bare_texts,
    "inline markup": _inline_markup,
}


def page(kind: str, language: str) -> tuple[str, list[str]]:
    """An HTML file, and the lines of its article: the title and what stands below it."""
    words = LANGUAGES[language]
    body, lines = KINDS[kind](words)
    head = f'<meta charset="utf-8"><title>{words.title}</title><meta name="description" content="{UNSEEN}">'
    html = f'<!doctype html>\n<html lang="{language}"><head>{head}</head><body>{body}</body></html>\n'
    return html, [words.title, *lines]
