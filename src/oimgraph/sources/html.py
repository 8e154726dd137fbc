"""Saved HTML pages: the article's text, its title, labelled fields, and what the page's head tells of itself.

Selectors age, so they are tried in order and the largest block of text is the last resort. The tree is never built
from a page that nests deeper than any real one, since parsers take minutes over such pages.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from oimgraph.errors import Refusal
from oimgraph.model import characters

_LOOKS_LIKE = re.compile(r"\s{0,200}<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
_TAG = re.compile(  # also one that is cut off, or has "<" in an attribute: parsers open an element for it
    r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20}+)(?:[^<>\"']++|\"[^\"]{0,2000}+\"|'[^']{0,2000}+')*+((?<=/)>)?"
)
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
})
_MAX_DEPTH = 400

_ARTICLES = (
    "div.narrow-content div.field--type-text-with-summary",
    "div.node--type-blog-list div.field--name-field-contents",
    "div.field--name-body",
    "[data-history-node-id]",
    "article",
    "main",
)
_NOISE = (
    "script", "style", "noscript", "nav", "header:not(article *)", "footer", "aside", "form", "figure", "button",
    "template", "iframe", "[hidden]", "[style*='display:none']", "[style*='display: none']",
)
_BLOCKS = (
    "address", "article", "blockquote", "br", "caption", "dd", "details", "div", "dl", "dt", "h1", "h2", "h3", "h4",
    "h5", "h6", "hr", "li", "main", "ol", "p", "pre", "section", "summary", "table", "td", "th", "tr", "ul",
)
_BREAK = "\x1e"             # stands before and behind each block; for split() it is white space


@dataclass(frozen=True, slots=True)
class Article:
    """A page as a text dump in dialect B2: title, fields as label and value lines, paragraphs; and its head."""

    text: str
    url: str
    published: str
    translations: tuple[str, ...]
    lost: int                   # characters in the page's main part that are not in the text


def is_html(text: str) -> bool:
    return bool(_LOOKS_LIKE.match(text[:4000]))


def article(text: str, name: str) -> Article:
    """The article of a page. Raises Refusal when it nests too deep or has no text."""
    if _depth(text) > _MAX_DEPTH:
        raise Refusal(name, f"nests more than {_MAX_DEPTH} elements deep", "save the page again, or give its text")
    tree = LexborHTMLParser(text)
    head = _head(tree)
    for node in reversed(tree.css(f":is({', '.join(_NOISE)})")):       # each once, and what is within another before it
        node.decompose()
    for node in tree.css(", ".join(_BLOCKS)):
        node.insert_before(_BREAK)
        node.insert_after(_BREAK)
    visible = characters(main.text()) if (main := tree.css_first("main") or tree.body) else 0
    fields = _fields(tree)
    title = _title(tree, head)
    body = _body(tree)
    if not body or not title:
        raise Refusal(name, "no article in the page", "give the page with its article")
    lines = [title, "", *(line for field in fields for line in field), "", *body]
    text = unicodedata.normalize("NFC", "\n".join(lines))
    lost = max(0, visible - characters(text))
    return Article(text, head["url"], head["published"], _translations(tree), lost)


def _depth(text: str) -> int:
    """How deep elements nest, counted without building a tree."""
    depth = deepest = 0
    for closing, name, alone in _TAG.findall(text):
        if alone or name.lower() in _VOID:
            continue
        if not closing:
            depth += 1
            deepest = max(deepest, depth)
        elif depth:
            depth -= 1
    return deepest


def _head(tree: LexborHTMLParser) -> dict[str, str]:
    """Canonical address, title and date as the head gives them."""
    date = _attribute(tree, "meta[property='article:published_time']", "content")
    date = date or _attribute(tree, "time[datetime]", "datetime")
    url = _attribute(tree, "link[rel=canonical]", "href") or _attribute(tree, "meta[property='og:url']", "content")
    return {
        "url": _address(url),
        "title": _attribute(tree, "meta[property='og:title']", "content"),
        "published": date[:10] if re.match(r"\d{4}-\d\d-\d\d", date) else "",
    }


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str:
    node = tree.css_first(selector)
    return (node.attributes.get(name) or "").strip() if node else ""


def _address(written: str) -> str:
    return written if re.fullmatch(r"https?://[^\s<>\"{}|\\^`]{3,500}", written) else ""


def _translations(tree: LexborHTMLParser) -> tuple[str, ...]:
    nodes = tree.css("link[rel=alternate][hreflang]")
    found = {_address(node.attributes.get("href") or "") for node in nodes}
    return tuple(sorted(found - {""}))


def _title(tree: LexborHTMLParser, head: dict[str, str]) -> str:
    """The first heading, which leaves the tree; else what the head says."""
    for node in tree.css("h1"):
        if words := _words(node):
            node.decompose()
            return words
    return head["title"] or (_words(found) if (found := tree.css_first("title")) else "")


def _fields(tree: LexborHTMLParser) -> list[tuple[str, str]]:
    """Drupal's labelled fields as "• label" and value lines; they leave the tree."""
    found = []
    for label in tree.css("div.field__label"):
        parent = label.parent
        items = [_words(node) for node in parent.css(".field__item")] if parent else []
        if parent and items:
            found.append((f"• {_words(label).rstrip(':')}", " ".join(items)))
            parent.decompose()
    return found


def _body(tree: LexborHTMLParser) -> list[str]:
    """The paragraphs of the article, by the first selector that finds enough text, else of the largest block."""
    for selector in _ARTICLES:
        for node in tree.css(selector):
            paragraphs = _paragraphs(node)
            if sum(map(len, paragraphs)) >= 200:
                return paragraphs
    blocks = [_paragraphs(node) for node in tree.css("div, section, body")]
    return max(blocks, key=lambda block: sum(map(len, block)), default=[])


def _paragraphs(node: LexborNode) -> list[str]:
    """Text between the breaks of blocks and lines, however these nest."""
    parts = (" ".join(part.split()) for part in node.text().split(_BREAK))
    return [part for part in parts if part]


def _words(node: LexborNode) -> str:
    return " ".join(node.text().split())
