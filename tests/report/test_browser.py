"""The page as people use it, in a real browser."""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from plancli.report import load_review, sight_of, tally, write
from tests.browser import SCREENSHOTS, axe_violations, screenshot, settle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from plancli import api
    from plancli.plan import Plan

    Opens = Callable[..., Page]

LAID_OUT = "main:not([aria-busy])"
NARROW = {"width": 390, "height": 844}


def selected(page: Page) -> str | None:
    """The key of the statement that is selected."""
    return page.evaluate("document.querySelector('.selected')?.id ?? null")


def box_of(page: Page, selector: str) -> dict[str, float]:
    settle(page)
    found = page.locator(selector).first.bounding_box()
    assert found is not None
    return found


class TestSelection:
    def test_a_statement_shows_its_words(self, open_page: Opens, text_report: Path) -> None:
        page = open_page(text_report)
        page.click("#aim-2 > .line")
        assert page.inner_text("#source .on") == "Give small boats a fair share of the national quota"
        assert page.evaluate("location.hash") == "#aim-2"

    def test_words_show_their_statement(self, open_page: Opens, text_report: Path) -> None:
        page = open_page(text_report)
        page.click("#source >> text=Attract young people into the trade")
        assert selected(page) == "aim-4"
        assert page.get_attribute("#aim-4", "aria-current") == "true"

    def test_a_statement_shows_its_boxes(self, open_page: Opens, pdf_report: Path) -> None:
        page = open_page(pdf_report)
        page.click("#commitment-8 > .line")  # the steering group, on the second page
        settle(page)
        assert page.input_value("#page-number") == "2"
        box, pane = box_of(page, "#page-2 path.on"), box_of(page, "#source")
        assert pane["y"] <= box["y"] < pane["y"] + pane["height"]

    def test_a_box_shows_its_statement(self, open_page: Opens, pdf_report: Path) -> None:
        page = open_page(pdf_report, "aim-1-2")
        assert selected(page) == "aim-1-2"
        box = box_of(page, "#page-1 path.on")
        page.click("#plan", position={"x": 5, "y": 5})
        page.click("#aim-2 > .line")
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        assert selected(page) == "aim-1-2"

    def test_the_address_keeps_statement_and_place(self, open_page: Opens, pdf_report: Path) -> None:
        page = open_page(pdf_report, "actor-sea-fisheries-protection-authority/2")
        assert selected(page) == "actor-sea-fisheries-protection-authority"
        assert page.inner_text("#place-count").startswith("2 of")
        page.keyboard.press("n")
        assert page.evaluate("location.hash").endswith("/3")
        page.reload()
        assert page.inner_text("#place-count").startswith("3 of")

    @pytest.mark.parametrize("form", ["text", "pdf"])
    def test_all_that_overlaps_can_be_reached(
        self, open_page: Opens, form: str, request: pytest.FixtureRequest
    ) -> None:
        page = open_page(request.getfixturevalue(f"{form}_report"), "date-9")
        target = box_of(page, "#source .on" if form == "text" else "#source path.on")
        reached = set()
        for _ in range(3):  # a date inside a commitment: each click goes on to the next, and a list shows all
            page.mouse.click(target["x"] + target["width"] / 2, target["y"] + target["height"] / 2)
            reached.add((selected(page) or "").split("-")[0])
        assert {"date", "commitment"} <= reached
        assert page.locator("#chooser a").count() >= 2
        page.click("#chooser a >> text=Commitment")
        assert (selected(page) or "").startswith("commitment-")

    def test_overlaps_are_listed_by_key_too(self, open_page: Opens, pdf_report: Path) -> None:
        page = open_page(pdf_report, "commitment-2")
        page.keyboard.press("o")
        assert page.locator("#chooser").is_visible()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        assert selected(page) != "commitment-2"
        page.keyboard.press("Escape")
        assert not page.locator("#chooser").is_visible()

    def test_drawings_lead_to_statements(self, open_page: Opens, text_report: Path) -> None:
        page = open_page(text_report)
        page.click(".moment.due >> nth=0")
        assert (selected(page) or "").startswith("date-")
        page.click(".bar-row >> nth=1")
        assert (selected(page) or "").startswith("actor-")


class TestKeyboard:
    def test_it_goes_through_the_plan_and_the_document(self, open_page: Opens, text_report: Path) -> None:
        page = open_page(text_report, "aim-1")
        for key, expected in (("j", "aim-1-1"), ("j", "aim-1-2"), ("k", "aim-1-1"), ("ArrowDown", "aim-1-2")):
            page.keyboard.press(key)
            assert selected(page) == expected
        before = page.evaluate("location.hash")
        page.keyboard.press("]")
        page.keyboard.press("[")
        assert page.evaluate("location.hash") == before

    def test_focus_follows_and_every_key_is_documented(self, open_page: Opens, text_report: Path) -> None:
        page = open_page(text_report, "aim-2")
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.closest('.record').id") == "aim-3"
        page.keyboard.press("s")
        assert page.evaluate("document.activeElement.id") == "source"
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.id") == "search"
        page.keyboard.press("Escape")
        page.keyboard.press("?")
        documented = set(page.locator("#help-dialog kbd").all_inner_texts())
        assert set("jknp[]o/sclyvrwumeth?") <= documented
        page.keyboard.press("Escape")
        assert not page.locator("#help-dialog").is_visible()

    def test_single_keys_can_be_switched_off(self, open_page: Opens, text_report: Path) -> None:
        page = open_page(text_report, "aim-2")
        page.click("#help")
        page.uncheck("#single-keys")
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        assert selected(page) == "aim-2"

    def test_the_splitter_moves(self, open_page: Opens, text_report: Path) -> None:
        page = open_page(text_report)
        before = box_of(page, "#source-pane")["width"]
        page.focus("#splitter")
        page.keyboard.press("ArrowLeft")
        assert box_of(page, "#source-pane")["width"] < before


class TestSearchAndFilters:
    def test_search_shows_what_has_all_words(self, open_page: Opens, text_report: Path) -> None:
        page = open_page(text_report)
        page.fill("#search", "CRAB season")
        page.wait_for_selector("#shown >> text=of")
        shown = page.locator(".record:visible .words").all_inner_texts()
        assert "setting a closed season for brown crab in every coastal county" in shown
        assert page.locator("#aim-1").is_visible()  # what it stands under
        assert not page.locator("#aim-2").is_visible()
        assert page.inner_text("#shown").startswith("1 of ")
        page.fill("#search", "nowhere to be found")
        page.wait_for_selector("#nothing:visible")
        page.click("#clear")
        assert page.locator("#aim-2").is_visible()

    def test_kinds_and_strengths_filter_both_sides(self, open_page: Opens, text_report: Path) -> None:
        page = open_page(text_report)
        page.click("[data-kind=commitments]")
        assert not page.locator("#aim-1").is_visible()
        assert page.locator("#source .e.dates").count() == 0
        page.click("button[data-strength=recommended]")
        visible = page.locator(".record:visible")
        assert visible.count() == 1
        assert visible.first.get_attribute("data-strength") == "recommended"

    def test_an_actor_shows_what_binds_it(self, open_page: Opens, text_report: Path) -> None:
        page = open_page(text_report)
        page.click("#actor-marine-institute [data-bound]")
        assert page.locator(".record:visible").all_inner_texts()[0].startswith("firm")
        assert page.locator("#bound-filter").inner_text() == "Bound: Marine Institute ×"
        page.click("#bound-filter")
        assert page.locator(".record:visible").count() == 8

    def test_a_hidden_statement_that_is_led_to_comes_back(self, open_page: Opens, text_report: Path) -> None:
        page = open_page(text_report)
        page.click("[data-kind=dates]")
        page.evaluate("location.hash = '#aim-3'")
        page.wait_for_selector("#aim-3.selected:visible")


class TestTakingAway:
    def test_citation_and_json(self, open_page: Opens, pdf_report: Path, opened_pdf: api.Opened) -> None:
        page = open_page(pdf_report, "aim-2", permissions=["clipboard-read", "clipboard-write"])
        page.keyboard.press("c")
        page.wait_for_selector("#said >> text=Citation copied")
        cited = page.evaluate("navigator.clipboard.readText()")
        assert cited == (
            "COASTAL FISHERIES RECOVERY ACTION PLAN 2026–2029 (Department of Agriculture, Food and the Marine; "
            "Sea-Fisheries Protection Authority, 2026-05-14), p. 1: "
            "“Give small boats a fair share of the national quota”"
        )
        page.keyboard.press("y")
        page.wait_for_selector("#said >> text=JSON copied")
        copied = json.loads(page.evaluate("navigator.clipboard.readText()"))
        assert copied == opened_pdf.plan.aims[1].model_dump(mode="json")

    def test_the_whole_plan_is_in_the_page(
        self, open_page: Opens, pdf_report: Path, opened_pdf: api.Opened
    ) -> None:
        page = open_page(pdf_report)
        page.keyboard.press("e")
        with page.expect_download() as saving:
            page.click("[data-export=json]")
        assert json.loads(saving.value.path().read_text()) == opened_pdf.plan.model_dump(mode="json")
        assert saving.value.suggested_filename == "fisheries-action-plan.json"

    def test_csv_holds_what_is_shown(self, open_page: Opens, text_report: Path) -> None:
        page = open_page(text_report)
        with page.expect_download() as saving:
            page.click("[data-csv=commitments]")
        rows = list(csv.DictReader(saving.value.path().read_text(encoding="utf-8-sig").splitlines()))
        assert [row["id"] for row in rows] == [f"commitment-{number}" for number in range(1, 9)]
        assert rows[1]["who"] == "Department of Agriculture, Food and the Marine"
        assert rows[1]["deadline"] == "2027-01-31"

    def test_print_holds_the_plan_with_its_pages(
        self, open_page: Opens, pdf_report: Path, tmp_path: Path
    ) -> None:
        page = open_page(pdf_report, "aim-1")
        screenshot(page, "pdf-before-print")
        page.pdf(path=tmp_path / "print.pdf", prefer_css_page_size=True)
        with pypdfium2.PdfDocument(tmp_path / "print.pdf") as printed:
            text = "\n".join(sheet.get_textpage().get_text_range() for sheet in printed)
            printed[0].render(scale=1.5).to_pil().save(SCREENSHOTS / "print.png")
        assert "Attract young people into the trade" in text
        assert "p. 1" in text
        assert "Copy citation" not in text
        assert "CSV" not in text


class TestReview:
    def test_marks_are_saved_shown_again_and_counted(
        self, open_page: Opens, text_report: Path, opened_text: api.Opened, tmp_path: Path
    ) -> None:
        page = open_page(text_report, "aim-1")
        page.keyboard.press("r")
        page.click("#aim-2 > .line")
        page.keyboard.press("w")
        page.fill("#note", "not the whole sentence")
        page.press("#note", "Tab")
        page.click("#aim-3 > .line")
        page.keyboard.press("r")
        page.keyboard.press("u")
        page.click("#source", position={"x": 5, "y": 5})
        page.keyboard.press("m")
        page.select_option("#missing-field", "aims")
        page.fill("#missing-words", "Keep harbours open <b>all</b> winter")
        page.click("#missing-form button[value=add]")
        assert page.inner_text("#missing .words") == "Keep harbours open <b>all</b> winter"
        with page.expect_download() as saving:
            page.click("#save-marks")
        assert saving.value.suggested_filename == "fisheries-action-plan.review.json"
        path = tmp_path / "marks.json"
        saving.value.save_as(path)

        review = load_review(path)
        assert [(mark.key, mark.verdict, mark.note) for mark in review.marks] == [
            ("aim-1", "right", None),
            ("aim-2", "wrong", "not the whole sentence"),
            (None, "missing", None),
        ]
        [aims, _] = tally([review])
        assert (aims.precision, aims.recall) == (0.5, 0.5)

        again = tmp_path / "again.html"
        sight = sight_of(opened_text.plan, opened_text.document)
        again.write_text(write(opened_text.plan, sight, review), encoding="utf-8")
        shown = open_page(again)
        assert shown.inner_text("#aim-1 > .line .verdict") == "right"
        assert shown.inner_text("#aim-2 > .line .verdict") == "wrong: not the whole sentence"
        assert shown.locator("#missing").is_visible()
        shown.click("[data-mark-filter=wrong]")
        assert shown.locator(".record:visible").count() == 1

    def test_marks_outlive_a_reload_before_they_are_saved(self, open_page: Opens, text_report: Path) -> None:
        page = open_page(text_report, "aim-1")
        page.keyboard.press("w")
        page.goto("about:blank")
        page.goto(text_report.as_uri())
        assert page.inner_text("#aim-1 > .line .verdict") == "wrong"


class TestLooks:
    @pytest.mark.parametrize("form", ["text", "pdf", "plan"])
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_axe_finds_no_violation(
        self, open_page: Opens, form: str, scheme: str, request: pytest.FixtureRequest
    ) -> None:
        page = open_page(request.getfixturevalue(f"{form}_report"), "aim-1", color_scheme=scheme)
        screenshot(page, f"{form}-{scheme}")
        assert axe_violations(page) == []

    def test_axe_finds_none_in_dialogs_and_while_reviewing(self, open_page: Opens, plan_report: Path) -> None:
        page = open_page(plan_report, "aim-1")
        page.keyboard.press("w")
        assert axe_violations(page) == []
        for key in ("?", "e", "m", "h"):
            page.keyboard.press(key)
            page.wait_for_selector("dialog[open]")
            assert axe_violations(page) == []
            page.keyboard.press("Escape")
            page.wait_for_selector("dialog[open]", state="hidden")

    def test_a_theme_can_be_chosen(self, open_page: Opens, text_report: Path) -> None:
        page = open_page(text_report, color_scheme="light")
        light = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.click("#theme")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
        assert axe_violations(page) == []

    def test_the_colours_follow_the_system_and_the_choice_and_paper_is_light(
        self, open_page: Opens, text_report: Path
    ) -> None:
        page = open_page(text_report, color_scheme="light")
        seen = {}
        for theme in ("", "light", "dark"):
            for scheme in ("light", "dark"):
                for media in ("screen", "print"):
                    page.emulate_media(color_scheme=scheme, media=media)
                    seen[theme, scheme, media] = page.evaluate(
                        """theme => {
                            const root = document.documentElement;
                            if (theme) root.dataset.theme = theme; else delete root.dataset.theme;
                            const set = [...document.styleSheets[0].cssRules[0].style];
                            const names = set.filter(name => name.startsWith("--"));
                            return names.map(n => getComputedStyle(root).getPropertyValue(n).trim()).join();
                        }""",
                        theme,
                    )
        light, dark = seen["", "light", "screen"], seen["", "dark", "screen"]
        assert light != dark
        assert seen["light", "light", "screen"] == seen["light", "dark", "screen"] == light
        assert seen["dark", "light", "screen"] == seen["dark", "dark", "screen"] == dark
        assert len({colours for (_, _, media), colours in seen.items() if media == "print"}) == 1

    def test_a_narrow_screen_shows_one_pane_at_a_time(self, open_page: Opens, pdf_report: Path) -> None:
        page = open_page(pdf_report, viewport=NARROW)
        screenshot(page, "narrow")
        assert not page.locator("#source").is_visible()
        page.click("#aim-2 .where")
        assert page.locator("#page-1 path.on").is_visible()
        assert axe_violations(page) == []
        screenshot(page, "narrow-source")
        page.click("#card-back")
        assert page.locator("#aim-2").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]

    def test_motion_can_be_reduced(self, open_page: Opens, pdf_report: Path) -> None:
        page = open_page(pdf_report, "aim-1", reduced_motion="reduce")
        style = "getComputedStyle(document.querySelector('path.on')).animationName"
        assert page.evaluate(style) == "none"

    def test_nothing_shifts_while_it_opens_and_scrolls(self, open_page: Opens, pdf_report: Path) -> None:
        page = open_page(pdf_report)
        shifts = page.evaluate(
            """async () => {
              let sum = 0;
              new PerformanceObserver((list) => list.getEntries().forEach((each) => { sum += each.value; }))
                .observe({ type: "layout-shift", buffered: true });
              for (const pane of ["source", "plan"]) {
                for (let top = 0; top < 4000; top += 400) {
                  document.getElementById(pane).scrollTop = top;
                  await new Promise((done) => requestAnimationFrame(done));
                }
              }
              await new Promise((done) => setTimeout(done, 100));
              return sum;
            }"""
        )
        assert shifts < 0.01


def test_a_document_of_200_pages_is_drawn_as_it_is_read(
    open_page: Opens, long_report: tuple[Path, Any]
) -> None:
    path, _ = long_report
    page = open_page(path)
    page.wait_for_selector(LAID_OUT, state="attached")
    page.wait_for_selector("#page-1 img")
    assert page.locator(".page").count() == 200
    assert page.locator(".page img").count() < 12
    page.fill("#page-number", "200")
    page.press("#page-number", "Enter")
    page.wait_for_selector("#page-200 img")
    assert page.locator(".page img").count() < 24
    page.evaluate("location.hash = '#commitment-1500'")
    page.wait_for_selector("#commitment-1500.selected")
    page.wait_for_selector("#page-150 path.on")
    assert page.evaluate("document.querySelector('#page-150 img').decode().then(() => true)")


class TestLongPage:
    def test_it_is_small_and_holds_every_statement(
        self, open_page: Opens, long_report: tuple[Path, Plan]
    ) -> None:
        path, plan = long_report
        text = path.read_text(encoding="utf-8")
        assert len(re.sub(r'<script type="text/plain".*?</script>', "", text)) < 300_000
        page = open_page(path, "commitment-1999")
        page.wait_for_selector("#commitment-1999.selected")
        keys = page.evaluate("[...document.querySelectorAll('.rows > .record')].map((each) => each.id)")
        assert keys == [each.id for each in plan.commitments]
        page.fill("#search", "moorings")
        page.wait_for_selector("#shown >> text=2,000 of")
        assert axe_violations(page) == []

    def test_it_says_what_needs_its_script(self, open_page: Opens, long_report: tuple[Path, Plan]) -> None:
        page = open_page(long_report[0], java_script_enabled=False)
        assert page.locator("#plan noscript").is_visible()
        assert page.locator("#commitment-25").is_visible()
        assert page.locator("#commitment-26").count() == 0

    def test_its_text_is_laid_out_in_order(
        self, open_page: Opens, opened_text: api.Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        words = [f"Paragraph {number} of the plan." for number in range(100)]
        plan = opened_text.plan.model_copy(update={"text": "\n".join(words)})
        monkeypatch.setattr("plancli.report.page.MOST", 0)
        path = tmp_path / "folded.html"
        path.write_text(write(plan, sight_of(plan)), encoding="utf-8")
        page = open_page(path)
        page.wait_for_selector(LAID_OUT, state="attached")
        assert page.locator(".reading p, .reading li, .reading h2, .reading h3").all_text_contents() == words
        assert page.locator("template").count() == 0
