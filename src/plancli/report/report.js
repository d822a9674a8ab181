/* The script of a report: it ties the plan to the places in the document, and asks no server for anything.
 *
 * A record is one statement of the plan, an element with class "record". A place is one piece of its evidence: boxes
 * on a page, or stretches of text whose data-e names it. What the document says is only ever set as text; mark-up is
 * the template's alone, also where a long page holds it compressed.
 */
(async () => {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const $ = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);

  const WORDS = 160; // characters of a statement in lists of choices and in a reviewer's marks

  class Statement {
    shown = true;
    #words;
    constructor(key, field, path, places, words) {
      Object.assign(this, { key, field, path, places, element: byId(key) });
      this.#words = words;
    }
    get words() {
      return (this.#words ??= [...$(".words", this.element).textContent.slice(0, WORDS * 2)].slice(0, WORDS).join(""));
    }
    plain = null; // its line in lower case, once it was searched
  }

  async function unpacked(base64) {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  }

  /* Puts the parts that a long page holds compressed into their places, a few at a time so that nothing waits for it. */
  async function unfold({ parts, ...ties }) {
    let since = performance.now();
    for (const [number, place] of all("template.later").entries()) {
      place.insertAdjacentHTML("beforebegin", parts[number]);
      place.remove();
      if (performance.now() - since < 30) continue;
      await new Promise((next) => { setTimeout(next); });
      since = performance.now();
    }
    $("main").removeAttribute("aria-busy");
    return ties;
  }

  const theme = stored((store) => store.getItem("plancli-theme"));
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;

  const data = JSON.parse(byId("data").textContent);
  if (data.folded) Object.assign(data, await unfold(await unpacked(data.folded)));
  const records = data.records.map(([key, field, path, places, words]) => new Statement(key, field, path, places, words));
  const places = data.places.map(([record, page, start, sides], number) => ({
    number, record: records[record], page, start, boxes: boxesOf(sides),
  }));
  const byKey = new Map(records.map((record) => [record.key, record]));
  const placesOnPage = new Map();
  for (const place of places) {
    if (!placesOnPage.has(place.page)) placesOnPage.set(place.page, []);
    placesOnPage.get(place.page).push(place);
  }
  const source = byId("source");
  const planPane = byId("plan");
  const pictured = data.pages.length > 0;
  const narrow = matchMedia("(max-width: 860px)");

  let selected = null; // the record, and which of its places is shown
  let at = 0;

  function boxesOf(sides) {
    const boxes = [];
    for (let i = 0; i + 3 < sides.length; i += 4) boxes.push(sides.slice(i, i + 4));
    return boxes;
  }

  function make(name, properties = {}, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  }

  function say(text) {
    byId("said").textContent = text;
    clearTimeout(say.timer);
    say.timer = setTimeout(() => { byId("said").textContent = ""; }, 4000);
  }

  /* ---------- selection ---------- */

  function address() {
    const [key, number] = decodeURIComponent(location.hash.slice(1)).split("/");
    return [byKey.get(key), Math.max(0, (parseInt(number, 10) || 1) - 1)];
  }

  /* Selects a record and shows one of its places. `from` is the side on which it was chosen, which does not move. */
  function select(record, { place = 0, from = "", remember = true, focus = false } = {}) {
    if (!record) return;
    if (selected && selected.element) {
      selected.element.classList.remove("selected");
      selected.element.removeAttribute("aria-current");
    }
    selected = record;
    at = Math.min(place, Math.max(record.places.length - 1, 0));
    if (remember) {
      const hash = `#${record.key}${at ? `/${at + 1}` : ""}`;
      if (hash !== location.hash) history.replaceState(null, "", hash);
    }
    if (record.element) {
      if (!record.shown) clearFilters();
      record.element.classList.add("selected");
      record.element.setAttribute("aria-current", "true");
      placeTools(record);
      if (from !== "plan") bringIntoView(record.element.firstElementChild || record.element, planPane);
      if (focus) $(".where", record.element)?.focus({ preventScroll: true });
    }
    showPlace(from !== "source");
    showStepper();
    showCard();
  }

  function unselect() {
    if (!selected) return;
    selected.element?.classList.remove("selected");
    selected.element?.removeAttribute("aria-current");
    selected = null;
    tools.hidden = true;
    history.replaceState(null, "", location.pathname + location.search);
    markPlaces();
    showStepper();
    showCard();
  }

  function bringIntoView(element, pane, again = true) {
    const box = element.getBoundingClientRect();
    const frame = pane.getBoundingClientRect();
    if (!frame.height || (box.top >= frame.top + 8 && box.bottom <= frame.bottom - 8)) return;
    pane.scrollTop += box.top - frame.top - Math.max(24, (frame.height - box.height) / 3);
    // what lies on the way was of a guessed height until now
    if (again) requestAnimationFrame(() => bringIntoView(element, pane, false));
  }

  function showPlace(scroll) {
    const place = selected ? places[selected.places[at]] : null;
    if (place && scroll) (pictured ? scrollToBoxes : scrollToWords)(place);
    markPlaces();
  }

  function step(by) {
    if (!selected || selected.places.length < 2) return;
    const count = selected.places.length;
    select(selected, { place: (at + by + count) % count, from: "plan" });
  }

  function showStepper() {
    const many = selected ? selected.places.length : 0;
    byId("stepper").hidden = many < 2;
    byId("place-count").textContent = many ? `${at + 1} of ${many}` : "";
  }

  function markPlaces() {
    (pictured ? markBoxes : markWords)();
  }

  /* ---------- pages as images ---------- */

  const LINED = new Set(["actors", "dates", "figures", "references", "quotations"]); // underlined, others tinted
  const sheets = new Map(all(".page", source).map((element) => [Number(element.dataset.page), element]));
  const built = new Map(); // page → paths by place

  function sizeOf(page) {
    return data.pages[page - 1];
  }

  /* Gives a page its image and its boxes; done when it comes near, since a document may have hundreds. */
  function build(page) {
    const element = sheets.get(page);
    if (!element || built.has(page)) return;
    const [width, height] = sizeOf(page);
    const picture = byId(`picture-${page}`);
    if (picture) {
      const image = make("img", { alt: `Page ${page} of the document`, decoding: "async" });
      image.src = `data:image/webp;base64,${picture.textContent}`;
      picture.remove(); // held once is enough
      element.append(image);
    } else if (document.readyState === "loading") {
      document.addEventListener("DOMContentLoaded", () => { built.delete(page); element.replaceChildren(); build(page); markBoxes(); }, { once: true });
    } else {
      element.append(make("p", { className: "remark", textContent: "This page cannot be drawn." }));
    }
    const overlay = document.createElementNS(SVG, "svg");
    overlay.setAttribute("viewBox", `0 0 ${width} ${height}`);
    overlay.setAttribute("aria-hidden", "true");
    const paths = new Map();
    for (const place of placesOnPage.get(page) || []) {
      if (!place.boxes.length) continue;
      const path = document.createElementNS(SVG, "path");
      const line = LINED.has(place.record.field);
      path.setAttribute("d", place.boxes.map(line ? underline : outline).join(""));
      path.setAttribute("class", `e ${place.record.field}${line ? " line" : ""}`);
      path.classList.toggle("off", !place.record.shown);
      overlay.append(path);
      paths.set(place.number, path);
    }
    element.append(overlay);
    built.set(page, paths);
  }

  function outline([left, top, right, bottom]) {
    return `M${left - 1} ${top - 0.5}H${right + 1}V${bottom + 0.5}H${left - 1}Z`;
  }

  function underline([left, , right, bottom]) {
    return `M${left} ${bottom}H${right}V${bottom + 1.1}H${left}Z`;
  }

  function markBoxes(overlays = built.values()) {
    const now = selected ? selected.places[at] : -1;
    const also = new Set(selected ? selected.places : []);
    for (const paths of overlays) {
      for (const [number, path] of paths) {
        const { boxes, record } = places[number];
        if (LINED.has(record.field) && also.has(number) !== path.classList.contains("whole")) {
          path.setAttribute("d", boxes.map(also.has(number) ? outline : underline).join(""));
          path.classList.toggle("whole");
        }
        path.classList.toggle("on", number === now);
        path.classList.toggle("also", number !== now && also.has(number));
        path.classList.toggle("off", !places[number].record.shown && !also.has(number));
      }
    }
  }

  function scrollToBoxes(place) {
    const element = sheets.get(place.page);
    if (!element) return;
    build(place.page);
    const scale = element.clientWidth / sizeOf(place.page)[0];
    const tops = place.boxes.map((box) => box[1]);
    const bottoms = place.boxes.map((box) => box[3]);
    const top = element.offsetTop + (tops.length ? Math.min(...tops) : 0) * scale;
    const bottom = element.offsetTop + (bottoms.length ? Math.max(...bottoms) : 0) * scale;
    if (top < source.scrollTop + 20 || bottom > source.scrollTop + source.clientHeight - 20) {
      source.scrollTop = top - Math.max(40, (source.clientHeight - (bottom - top)) / 3);
    }
  }

  /* The places under a point of the screen, the smallest first. */
  function placesAt(event) {
    if (!pictured) {
      const stretch = event.target.closest?.("[data-e]");
      if (!stretch || !source.contains(stretch)) return [];
      return stretch.dataset.e.split(" ").map((number) => places[number]).filter((p) => p.record.shown).reverse();
    }
    const sheet = event.target.closest?.(".page");
    if (!sheet) return [];
    const frame = sheet.getBoundingClientRect();
    const page = Number(sheet.dataset.page);
    const scale = sizeOf(page)[0] / frame.width;
    const x = (event.clientX - frame.left) * scale;
    const y = (event.clientY - frame.top) * scale;
    const inside = ([left, top, right, bottom]) => x >= left - 2 && x <= right + 2 && y >= top - 2 && y <= bottom + 2;
    const area = (place) => place.boxes.reduce((sum, box) => sum + (box[2] - box[0]) * (box[3] - box[1]), 0);
    return (placesOnPage.get(page) || [])
      .filter((place) => place.record.shown && place.boxes.some(inside))
      .sort((a, b) => area(a) - area(b));
  }

  /* ---------- text ---------- */

  const stretches = pictured ? [] : all("[data-e]", source);
  const stretchesOf = new Map();
  for (const stretch of stretches) {
    for (const number of stretch.dataset.e.split(" ")) {
      if (!stretchesOf.has(Number(number))) stretchesOf.set(Number(number), []);
      stretchesOf.get(Number(number)).push(stretch);
    }
  }
  let marked = [];

  function markWords() {
    for (const stretch of marked) stretch.classList.remove("on", "also");
    marked = [];
    if (!selected) return;
    selected.places.forEach((number, index) => {
      for (const stretch of stretchesOf.get(number) || []) {
        stretch.classList.add(index === at ? "on" : "also");
        marked.push(stretch);
      }
    });
  }

  function scrollToWords(place) {
    const stretch = (stretchesOf.get(place.number) || [])[0];
    if (stretch) bringIntoView(stretch, source);
  }

  /* What a filter hides in the plan is not marked in the text either. */
  function paintWords() {
    for (const stretch of stretches) {
      const fields = new Set(stretch.dataset.e.split(" ").map((n) => places[n].record).filter((r) => r.shown).map((r) => r.field));
      stretch.className = fields.size ? `e ${[...fields].join(" ")}` : "";
    }
    markWords();
  }

  /* ---------- choosing among what overlaps ---------- */

  const chooser = byId("chooser");

  function choose(found, x, y) {
    const seen = [...new Map(found.map((place) => [place.record.key, place])).values()];
    chooser.hidden = seen.length < 2;
    if (chooser.hidden) return;
    byId("chooser-head").textContent = `${seen.length} statements here`;
    $("ul", chooser).replaceChildren(...seen.map((place) => {
      const link = make("a", { href: `#${place.record.key}` },
        make("b", { textContent: nameOf(place.record.field) }), make("span", { textContent: place.record.words, dir: "auto" }));
      link.dataset.place = place.record.places.indexOf(place.number);
      if (place.record === selected) link.setAttribute("aria-current", "true");
      return make("li", {}, link);
    }));
    chooser.style.left = `${Math.max(8, Math.min(x, innerWidth - chooser.offsetWidth - 8))}px`;
    chooser.style.top = `${Math.max(8, Math.min(y + 14, innerHeight - chooser.offsetHeight - 8))}px`;
  }

  function nameOf(field) {
    return { metadata: "About", priorities: "Priority" }[field] || field[0].toUpperCase() + field.slice(1).replace(/s$/, "");
  }

  chooser.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    select(byKey.get(link.hash.slice(1)), { place: Number(link.dataset.place), from: "source" });
    all("a", chooser).forEach((each) => (each === link ? each.setAttribute("aria-current", "true") : each.removeAttribute("aria-current")));
  });

  source.addEventListener("click", (event) => {
    if (String(getSelection())) return; // words are being selected, not a statement
    const found = placesAt(event);
    if (!found.length) { chooser.hidden = true; return; }
    const index = found.findIndex((place) => place.record === selected);
    const place = found[(index + 1) % found.length];
    select(place.record, { place: place.record.places.indexOf(place.number), from: "source" });
    choose(found, event.clientX, event.clientY);
  });

  let hovered = 0;
  source.addEventListener("pointermove", (event) => {
    if (hovered) return;
    hovered = requestAnimationFrame(() => {
      hovered = 0;
      source.classList.toggle("over", placesAt(event).length > 0);
    });
  }, { passive: true });

  source.addEventListener("scroll", () => { chooser.hidden = true; showPage(); }, { passive: true });

  /* All statements that share words or boxes with the place that is shown. */
  function overlapping() {
    const place = selected && places[selected.places[at]];
    if (!place) return;
    const touches = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
    const mine = new Set(stretchesOf.get(place.number) || []);
    const found = pictured
      ? (placesOnPage.get(place.page) || []).filter((p) => p.record.shown && p.boxes.some((a) => place.boxes.some((b) => touches(a, b))))
      : places.filter((p) => p.record.shown && (stretchesOf.get(p.number) || []).some((stretch) => mine.has(stretch)));
    const target = pictured ? built.get(place.page)?.get(place.number) : [...mine][0];
    const box = (target || source).getBoundingClientRect();
    choose(found, box.left, box.bottom);
    if (chooser.hidden) say("Nothing else stands here.");
    else $("a", chooser).focus();
  }

  /* ---------- which page is shown ---------- */

  const pageNumber = byId("page-number");
  let tops = null;
  let asked = 0;

  function currentPage() {
    tops ||= [...sheets.values()].map((element) => element.offsetTop);
    const line = source.scrollTop + source.clientHeight / 3;
    let low = 0;
    let high = tops.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (tops[middle] <= line) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  function showPage() {
    if (!pageNumber || asked) return;
    asked = requestAnimationFrame(() => {
      asked = 0;
      if (document.activeElement !== pageNumber) pageNumber.value = currentPage();
    });
  }

  pageNumber?.addEventListener("change", () => {
    const page = Math.min(Math.max(parseInt(pageNumber.value, 10) || 1, 1), data.pages.length);
    pageNumber.value = page;
    source.scrollTop = sheets.get(page).offsetTop - 12;
  });

  addEventListener("resize", () => { tops = null; chooser.hidden = true; });

  /* ---------- search and filters ---------- */

  const search = byId("search");
  const chosen = { kinds: new Set(), strengths: new Set(), marks: new Set(), due: false, bound: null };
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const listed = records.filter((record) => record.element);
  const sections = all("[data-section]", planPane);

  function wordsOf(record) {
    return (record.plain ??= plain($(".line", record.element)?.textContent || record.element.textContent));
  }

  function fits(record, words) {
    const kind = record.field;
    if (chosen.kinds.size && !chosen.kinds.has(kind)) return false;
    if (kind === "commitments") {
      if (chosen.strengths.size && !chosen.strengths.has(record.element.dataset.strength)) return false;
      if (chosen.due && !record.element.dataset.due) return false;
      if (chosen.bound && !$(`a.who[href="#${chosen.bound}"]`, record.element)) return false;
    }
    if (chosen.marks.size && !chosen.marks.has(marks.get(record.key)?.verdict || "none")) return false;
    return words.every((word) => wordsOf(record).includes(word));
  }

  function filtering() {
    return Boolean(search.value.trim() || chosen.kinds.size || chosen.strengths.size || chosen.marks.size || chosen.due || chosen.bound);
  }

  function filter() {
    const words = plain(search.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const record of listed) {
      record.shown = fits(record, words);
      record.element.hidden = !record.shown;
      record.element.classList.remove("context");
      count += record.shown ? 1 : 0;
    }
    for (const record of listed) { // what stands above a hit stays, for the hit to make sense
      if (!record.shown) continue;
      let above = record.element.parentElement.closest(".record");
      for (; above && above.hidden; above = above.parentElement.closest(".record")) {
        above.hidden = false;
        above.classList.add("context");
      }
    }
    for (const section of sections) {
      if (section.id !== "missing") section.hidden = !$(".record:not([hidden])", section);
    }
    for (const element of all(".instrument", planPane)) element.hidden = filtering();
    for (const picture of all("[data-picture]", planPane)) picture.hidden = filtering() && !(chosen.kinds.has("dates") && !words.length);
    for (const drawing of all("[data-section=actors] .drawing, [data-section=actors] .key", planPane)) drawing.hidden = words.length > 0;
    byId("nothing").hidden = count > 0;
    byId("clear").hidden = !filtering();
    byId("shown").textContent = filtering() ? `${count.toLocaleString("en")} of ${listed.length.toLocaleString("en")}` : "";
    if (pictured) markBoxes();
    else paintWords();
    light(words);
  }

  /* Shows the words that were searched for, where the browser can do that without touching the text. */
  function light(words) {
    if (!globalThis.CSS?.highlights) return;
    CSS.highlights.delete("found");
    if (!words.length) return;
    const ranges = [];
    const within = [...listed.filter((r) => r.shown).map((r) => $(".words", r.element)), ...(pictured ? [] : [$(".reading", source)])];
    for (const element of within) {
      if (!element) continue;
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node && ranges.length < 2000; node = walker.nextNode()) {
        const text = node.data.toLowerCase();
        if (text.length !== node.data.length) continue;
        for (const word of words) {
          for (let i = text.indexOf(word); i >= 0 && ranges.length < 2000; i = text.indexOf(word, i + word.length)) {
            const range = new Range();
            range.setStart(node, i);
            range.setEnd(node, i + word.length);
            ranges.push(range);
          }
        }
      }
    }
    CSS.highlights.set("found", new Highlight(...ranges));
  }

  function clearFilters() {
    search.value = "";
    for (const set of [chosen.kinds, chosen.strengths, chosen.marks]) set.clear();
    chosen.due = false;
    chosen.bound = null;
    showChips();
    filter();
  }

  function showChips() {
    const press = (chip, on) => chip.setAttribute("aria-pressed", String(on));
    for (const chip of all("[data-kind]")) press(chip, chosen.kinds.has(chip.dataset.kind));
    for (const chip of all("button[data-strength]")) press(chip, chosen.strengths.has(chip.dataset.strength));
    for (const chip of all("[data-mark-filter]")) press(chip, chosen.marks.has(chip.dataset.markFilter));
    for (const chip of all("button[data-due]")) press(chip, chosen.due);
    const bound = byId("bound-filter");
    if (bound) {
      bound.hidden = !chosen.bound;
      bound.textContent = chosen.bound ? `Bound: ${byKey.get(chosen.bound).words} ×` : "";
    }
  }

  function toggle(set, value) {
    if (!set.delete(value)) set.add(value);
  }

  function onChip(chip) {
    if (chip.dataset.kind) toggle(chosen.kinds, chip.dataset.kind);
    else if (chip.dataset.strength) toggle(chosen.strengths, chip.dataset.strength);
    else if (chip.dataset.markFilter) toggle(chosen.marks, chip.dataset.markFilter);
    else if (chip.dataset.due) chosen.due = !chosen.due;
    else if (chip.id === "bound-filter") chosen.bound = null;
    showChips();
    filter();
    if (chip.dataset.kind) planPane.scrollTop = 0;
  }

  let typed = 0;
  search.addEventListener("input", () => { clearTimeout(typed); typed = setTimeout(filter, 90); });
  byId("clear").addEventListener("click", () => { clearFilters(); search.focus(); });

  /* ---------- clicks in the plan ---------- */

  document.addEventListener("click", (event) => {
    const target = event.target;
    if (!chooser.hidden && !chooser.contains(target) && !source.contains(target)) chooser.hidden = true;
    const chip = target.closest(".chip");
    if (chip) { onChip(chip); return; }
    const link = target.closest("a[href^='#']");
    if (link && !chooser.contains(link)) {
      const key = (link.getAttribute("href") || "").slice(1);
      if (byKey.has(key)) {
        event.preventDefault();
        link.closest("dialog")?.close();
        const own = link.closest(".record")?.id === key;
        select(byKey.get(key), { from: own ? "plan" : "" });
        if (own && narrow.matches) showPane("source");
      }
      return;
    }
    const bound = target.closest("[data-bound]");
    if (bound) {
      chosen.bound = bound.dataset.bound;
      chosen.kinds = new Set(["commitments"]);
      showChips();
      filter();
      planPane.scrollTop = 0;
      return;
    }
    const record = target.closest(".record");
    if (record && !target.closest("button, input, a") && !String(getSelection())) select(byKey.get(record.id), { from: "plan" });
  });

  addEventListener("hashchange", () => {
    const [record, place] = address();
    select(record, { place, remember: false });
  });

  /* ---------- copying and saving ---------- */

  const tools = byId("tools");

  function placeTools(record) {
    tools.hidden = false;
    const line = $(".line", record.element) || record.element;
    if (line === record.element) line.append(tools);
    else line.after(tools);
    showMarks(record);
  }

  let held = null;
  function plan() {
    return (held ||= unpacked(data.plan));
  }

  async function partOf(record) {
    return record.path.split("/").slice(1).reduce((part, step) => part?.[step], await plan());
  }

  async function evidenceOf(record) {
    const whole = await plan();
    const part = await partOf(record);
    if (record.field === "metadata" && !part?.evidence) return whole.metadata.evidence[record.path.split("/").pop()] || [];
    return part.mentions || part.evidence || [];
  }

  const asText = (value) => String(value).replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, "\ufffd");
  const asJson = (value) => JSON.stringify(value, null, 2)
    .replace(/[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);

  async function citation(record) {
    const evidence = await evidenceOf(record);
    const shown = record.field === "actors" ? evidence.slice(at, at + 1) : evidence;
    const pages = [...new Set(shown.map((each) => each.page).filter(Boolean))];
    const from = [data.issuers.join("; "), data.published].filter(Boolean).join(", ");
    const where = pages.length ? `, ${pages.length > 1 ? "pp." : "p."} ${pages.join(", ")}` : "";
    const quote = shown.map((each) => each.quote.replace(/\s+/g, " ")).join(" … ") || record.words;
    return asText(`${data.title}${from ? ` (${from})` : ""}${where}: “${quote}”`);
  }

  async function copy(text, what) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = make("textarea", { value: text, className: "aside" });
      (document.querySelector("dialog[open]") || document.body).append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    say(`${what} copied.`);
  }

  function save(text, name, type) {
    const link = make("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  function fileName(ending) {
    const last = data.source.name.split(/[\\/]/).filter(Boolean).pop() || "plan";
    return last.replace(/\.[A-Za-z0-9]{1,5}$/, "").replace(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^[.-]+/, "").slice(0, 80) + ending || `plan${ending}`;
  }

  /* A cell of a CSV file that no spreadsheet takes for a formula. */
  function cell(value) {
    let text = asText(value ?? "");
    if (/^\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text)) text = `'${text}`;
    return /[",\r\n;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  const COLUMNS = ["id", "field", "number", "text", "who", "kind", "strength", "modality", "conditional", "deadline", "value", "role", "page", "start", "end", "quote", "mark", "note"];

  async function csv(field = null) {
    const whole = await plan();
    const names = new Map(whole.actors.map((actor) => [actor.id, actor.name]));
    const dates = new Map(whole.dates.map((date) => [date.id, date.value || date.text]));
    const lines = [COLUMNS.join(",")];
    for (const record of listed) {
      if (!record.shown || (field && record.field !== field)) continue;
      const part = await partOf(record);
      const evidence = await evidenceOf(record);
      const mark = marks.get(record.key);
      const fact = part === null || typeof part !== "object" || Array.isArray(part);
      const row = fact ? { text: record.words } : {
        number: part.number,
        text: part.text ?? part.name ?? part.message ?? record.words,
        who: (part.actors || [part.speaker]).filter(Boolean).map((id) => names.get(id) || id).join("; "),
        kind: part.kind ?? part.type ?? part.severity ?? part.unit,
        strength: part.strength, modality: part.modality, conditional: part.conditional,
        deadline: part.deadline && (dates.get(part.deadline) || part.deadline),
        value: part.value ?? part.identifier ?? part.code,
        role: part.role ?? (part.roles || []).join("; "),
      };
      Object.assign(row, {
        id: record.key, field: record.field, page: [...new Set(evidence.map((e) => e.page).filter(Boolean))].join(" "),
        start: evidence[0]?.start, end: evidence[0]?.end, quote: evidence[0]?.quote, mark: mark?.verdict, note: mark?.note,
      });
      lines.push(COLUMNS.map((column) => cell(row[column])).join(","));
    }
    return `\ufeff${lines.join("\r\n")}\r\n`;
  }

  const actions = {
    cite: async () => copy(await citation(selected), "Citation"),
    json: async () => copy(asJson(await partOf(selected)), "JSON"),
    link: async () => copy(location.href, "Link"),
    right: () => mark("right"),
    wrong: () => mark("wrong"),
  };

  tools.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button && selected) actions[button.dataset.do]();
  });

  planPane.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-csv]");
    if (button) save(await csv(button.dataset.csv), fileName(`.${button.dataset.csv}.csv`), "text/csv");
  });

  byId("export-dialog").addEventListener("click", async (event) => {
    const what = event.target.closest("[data-export]")?.dataset.export;
    if (!what) return;
    byId("export-dialog").close();
    if (what === "csv") save(await csv(), fileName(".csv"), "text/csv");
    else if (what === "json") save(`${asJson(await plan())}\n`, fileName(".json"), "application/json");
    else print();
  });

  /* ---------- a reviewer's marks ---------- */

  const marks = new Map(); // key → { verdict, note }
  let missing = [];
  const lost = []; // marks of statements that this plan does not have; they are saved again as they came
  let reviewing = false;
  let unsaved = false;
  const draft = `plancli-review-${data.source.sha256}`;

  function stored(action) {
    try { return action(localStorage); } catch { return null; } // a browser may forbid a local file to store anything
  }

  function takeMarks(list) {
    for (const each of list) {
      if (each.verdict === "missing") missing.push(each);
      else if (byKey.has(each.key)) marks.set(each.key, { verdict: each.verdict, note: each.note || null });
      else lost.push(each);
    }
  }

  function marksAsList() {
    const list = [];
    for (const record of records) {
      const mark = marks.get(record.key);
      if (!mark) continue;
      const place = places[record.places[0]];
      list.push({ field: record.field, verdict: mark.verdict, key: record.key, text: record.words, page: place?.page ?? null, start: place?.start ?? null, note: mark.note || null });
    }
    const own = ({ field, verdict, key, text, page, start, note }) => ({ field, verdict, key: key ?? null, text, page: page ?? null, start: start ?? null, note: note || null });
    return [...list, ...lost.map(({ was, ...each }) => own({ ...each, key: was ?? each.key })), ...missing.map(own)];
  }

  function mark(verdict, note) {
    if (!selected?.element) return;
    if (!reviewing) review(true);
    const before = marks.get(selected.key);
    if (note !== undefined) {
      if (before) before.note = note || null;
    } else if (!verdict || before?.verdict === verdict) marks.delete(selected.key);
    else marks.set(selected.key, { verdict, note: before?.note || null });
    changed();
    showMarks(selected);
    if (note === undefined) say(marks.has(selected.key) ? `Marked ${verdict}.` : "Mark taken back.");
  }

  function changed() {
    unsaved = true;
    stored((store) => store.setItem(draft, JSON.stringify(marksAsList())));
    countMarks();
  }

  function showMarks(record) {
    const mark = marks.get(record.key);
    if (record.element) {
      if (mark) record.element.dataset.mark = mark.verdict;
      else delete record.element.dataset.mark;
      let sign = $(":scope > .line .verdict, :scope > dd .verdict", record.element);
      if (mark && !sign) {
        sign = make("span", { className: "verdict" });
        ($(".line", record.element) || $("dd", record.element) || record.element).append(sign);
      }
      if (sign) {
        sign.classList.toggle("noted", Boolean(mark?.note));
        if (mark) sign.textContent = mark.verdict + (mark.note ? `: ${mark.note}` : "");
        else sign.remove();
      }
    }
    if (record === selected) {
      for (const verdict of ["right", "wrong"]) {
        $(`[data-do=${verdict}]`, tools).setAttribute("aria-pressed", String(mark?.verdict === verdict));
      }
      byId("note").hidden = !mark;
      byId("note").value = mark?.note || "";
    }
  }

  function countMarks() {
    const count = { right: 0, wrong: 0 };
    for (const { verdict } of marks.values()) count[verdict] += 1;
    const none = listed.length - marks.size;
    const shown = { none, right: count.right, wrong: count.wrong };
    for (const chip of all("[data-mark-filter]")) $(".count", chip).textContent = shown[chip.dataset.markFilter];
    byId("save-marks").textContent = unsaved ? "Save marks •" : "Save marks";
    const section = byId("missing");
    section.hidden = !missing.length;
    $(".count", section).textContent = missing.length;
    $("ul", section).replaceChildren(...missing.map((each, number) => {
      const remove = make("button", { type: "button", className: "quiet", textContent: "Remove", ariaLabel: `Remove missing ${nameOf(each.field)}` });
      remove.addEventListener("click", () => { missing.splice(number, 1); changed(); });
      return make("li", { className: "gone" }, make("div", { className: "line" },
        make("div", { className: "what" }, make("p", { className: "words", textContent: each.text, dir: "auto" }),
          make("p", { className: "meta" }, make("span", { textContent: nameOf(each.field) }), ...(each.note ? [" ", make("span", { textContent: each.note, dir: "auto" })] : []))),
        ...(each.page ? [make("span", { className: "where", textContent: `p. ${each.page}` })] : []), remove));
    }));
  }

  function review(on) {
    reviewing = on;
    document.body.classList.toggle("reviewing", on);
    byId("review").setAttribute("aria-pressed", String(on));
    byId("review-filters").hidden = !on;
    if (!on && chosen.marks.size) { chosen.marks.clear(); showChips(); filter(); }
    countMarks();
  }

  function saveMarks() {
    const form = { schema_version: "1.0", source: data.source, generator: data.generator, marks: marksAsList() };
    save(`${asJson(form)}\n`, fileName(".review.json"), "application/json");
    unsaved = false;
    stored((store) => store.removeItem(draft));
    countMarks();
    say("Marks saved. Put the file beside the plan; plancli report --review shows it again.");
  }

  function askMissing() {
    if (!reviewing) review(true);
    const words = String(getSelection()).trim();
    byId("missing-words").value = words.slice(0, 2000);
    byId("missing-page").value = pictured ? currentPage() : "";
    byId("missing-note").value = "";
    if (chosen.kinds.size === 1) byId("missing-field").value = [...chosen.kinds][0];
    open(byId("missing-dialog"));
    byId("missing-words").focus();
  }

  byId("missing-dialog").addEventListener("close", () => {
    const words = byId("missing-words").value.trim();
    if (byId("missing-dialog").returnValue !== "add" || !words) return;
    missing.push({ field: byId("missing-field").value, verdict: "missing", key: null, text: words, page: parseInt(byId("missing-page").value, 10) || null, start: null, note: byId("missing-note").value.trim() || null });
    changed();
    bringIntoView(byId("missing"), planPane);
    say("Added to what is missing.");
  });

  byId("note").addEventListener("change", (event) => mark(null, event.target.value.trim()));
  byId("review").addEventListener("click", () => review(!reviewing));
  byId("add-missing").addEventListener("click", askMissing);
  byId("save-marks").addEventListener("click", saveMarks);
  addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

  /* ---------- panes, theme, dialogs ---------- */

  function open(dialog) {
    dialog.returnValue = "";
    if (!dialog.open) dialog.showModal();
  }

  function showPane(name) {
    document.body.dataset.pane = name;
    for (const tab of all(".tabs button")) tab.setAttribute("aria-pressed", String(tab.dataset.pane === name));
    tops = null;
    if (name === "source" && selected) showPlace(true);
    if (name === "plan" && selected?.element) bringIntoView(selected.element, planPane);
    showCard();
  }

  function showCard() {
    byId("card").hidden = !(narrow.matches && selected && document.body.dataset.pane === "source");
    byId("card-words").textContent = selected ? `${nameOf(selected.field)}: ${selected.words}` : "";
  }

  for (const tab of all(".tabs button")) tab.addEventListener("click", () => showPane(tab.dataset.pane));
  byId("card-back").addEventListener("click", () => showPane("plan"));
  narrow.addEventListener("change", showCard);

  const dark = matchMedia("(prefers-color-scheme: dark)");
  function isDark() {
    return document.documentElement.dataset.theme ? document.documentElement.dataset.theme === "dark" : dark.matches;
  }
  function showTheme() { byId("theme").textContent = isDark() ? "Light" : "Dark"; }
  function switchTheme() {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    stored((store) => store.setItem("plancli-theme", document.documentElement.dataset.theme));
    showTheme();
  }
  dark.addEventListener("change", showTheme);
  byId("theme").addEventListener("click", switchTheme);
  byId("help").addEventListener("click", () => open(byId("help-dialog")));
  byId("export").addEventListener("click", () => open(byId("export-dialog")));
  byId("contents")?.addEventListener("click", () => open(byId("contents-dialog")));
  byId("place-before").addEventListener("click", () => step(-1));
  byId("place-after").addEventListener("click", () => step(1));
  for (const dialog of all("dialog")) {
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  }

  const splitter = byId("splitter");
  function split(percent) {
    const kept = Math.min(Math.max(percent, 20), 75);
    splitter.parentElement.style.setProperty("--source", `${kept}%`);
    splitter.setAttribute("aria-valuenow", Math.round(kept));
    tops = null;
  }
  splitter.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    splitter.setPointerCapture(event.pointerId);
    const move = (moved) => split((moved.clientX / innerWidth) * 100);
    splitter.addEventListener("pointermove", move);
    splitter.addEventListener("pointerup", () => splitter.removeEventListener("pointermove", move), { once: true });
  });
  splitter.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -3, ArrowRight: 3 }[event.key];
    if (by) { event.preventDefault(); split(Number(splitter.getAttribute("aria-valuenow")) + by); }
  });

  /* ---------- keyboard ---------- */

  function move(by) {
    const shown = listed.filter((record) => record.shown && record.element.offsetParent !== null);
    if (!shown.length) return;
    const index = shown.indexOf(selected);
    const next = index < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(Math.max(index + by, 0), shown.length - 1);
    select(shown[next], { focus: true });
  }

  let inOrder = null;
  function moveInSource(by) {
    inOrder ||= [...places].sort((a, b) => a.start - b.start || a.number - b.number);
    const shown = inOrder.filter((place) => place.record.shown);
    if (!shown.length) return;
    const now = selected ? selected.places[at] : -1;
    const index = shown.findIndex((place) => place.number === now);
    const next = shown[index < 0 ? 0 : Math.min(Math.max(index + by, 0), shown.length - 1)];
    select(next.record, { place: next.record.places.indexOf(next.number) });
  }

  function otherPane() {
    const here = byId("source-pane").contains(document.activeElement);
    if (narrow.matches) showPane(document.body.dataset.pane === "plan" ? "source" : "plan");
    (here ? selected && $(".where", selected.element || planPane) || planPane : source).focus({ preventScroll: true });
  }

  function escape() {
    if (!chooser.hidden) { chooser.hidden = true; source.focus({ preventScroll: true }); }
    else if (document.activeElement === search && search.value) { search.value = ""; filter(); }
    else if (document.activeElement === search) search.blur();
    else if (filtering()) clearFilters();
    else unselect();
  }

  const keys = {
    j: () => move(1), k: () => move(-1), "]": () => moveInSource(1), "[": () => moveInSource(-1),
    n: () => step(1), p: () => step(-1), o: overlapping, "/": () => { showPane("plan"); search.focus(); search.select(); },
    s: otherPane, c: () => selected && actions.cite(), y: () => selected && actions.json(), l: () => selected && actions.link(),
    v: () => review(!reviewing), r: () => mark("right"), w: () => mark("wrong"), u: () => mark(null), m: askMissing,
    h: () => byId("contents-dialog") && open(byId("contents-dialog")),
    e: () => open(byId("export-dialog")), t: switchTheme, "?": () => open(byId("help-dialog")),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = event.target;
    if ($("dialog[open]")) return;
    if (event.key === "Escape") { escape(); return; }
    if (target.matches("input, textarea, select")) {
      if (target === search && (event.key === "Enter" || event.key === "ArrowDown")) { event.preventDefault(); selected = null; move(1); }
      return;
    }
    const arrow = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (arrow && !source.contains(target) && target !== splitter) {
      if (chooser.contains(target)) {
        const links = all("a", chooser);
        links[(links.indexOf(target) + arrow + links.length) % links.length]?.focus();
      } else move(arrow);
      event.preventDefault();
      return;
    }
    if (!byId("single-keys").checked || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });

  /* ---------- start ---------- */

  showTheme();

  const near = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      near.unobserve(entry.target);
      const page = Number(entry.target.dataset.page);
      build(page);
      if (selected) markBoxes([built.get(page)]);
    }
  }, { root: source, rootMargin: "60% 0px" });
  for (const sheet of sheets.values()) near.observe(sheet);

  for (const { element, field } of listed) {
    const link = $(".where", element);
    link?.setAttribute("aria-label", `${link.textContent}: show this ${nameOf(field).toLowerCase()} in the source`);
  }

  takeMarks(data.marks);
  const kept = stored((store) => JSON.parse(store.getItem(draft) || "null"));
  if (Array.isArray(kept) && kept.length) {
    marks.clear();
    missing = [];
    lost.length = 0;
    takeMarks(kept);
    unsaved = true;
    say("Marks that were not saved to a file are back.");
  } else if (lost.length) say(`${lost.length} marks belong to statements that this plan does not have.`);
  for (const record of listed) if (marks.has(record.key)) showMarks(record);
  if (data.marks.length || unsaved) review(true);

  const [record, place] = address();
  if (record) select(record, { place, remember: false });
})();
