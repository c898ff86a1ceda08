"use strict";
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const STATUS = data.statuses;
  const code = {};
  STATUS.forEach((status) => { code[status.code] = status; });
  const byId = (id) => document.getElementById(id);

  // Every text goes into the page as text: what an account contains is never read as markup.
  function make(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value === true) node.setAttribute(key, "");
      else if (value !== false && value !== null && value !== undefined) node.setAttribute(key, value);
    }
    for (const child of children) if (child !== null && child !== undefined) node.append(child);
    return node;
  }
  // A path may be broken where its words end.
  function path(text) {
    const node = make("code");
    text.split(/(?<=[._])/).forEach((part, index) => node.append(...(index ? [make("wbr"), part] : [part])));
    return node;
  }
  function badge(status) {
    return make("span", { class: "badge s-" + status.key },
      make("span", { class: "dot", "aria-hidden": "true" }, status.glyph), status.label);
  }
  const controls = data.controls.map((row, index) => ({
    index, id: row.i, title: row.t, baseline: data.pool[row.b], level: row.l, severity: row.g, impact: row.w, cells: row.s, reasons: row.r,
    checks: row.k, node: null, row: null, text: "",
  }));
  const list = Array.from(document.querySelectorAll(".control"));
  controls.forEach((control, index) => {
    control.node = list[index];
    control.text = [control.id, control.title, ...control.checks.map((check) => check.p)].join(" ").toLowerCase();
    control.node.addEventListener("toggle", () => { if (control.node.open) fill(control); });
  });

  // -- detail of a control -------------------------------------------------------------------------------------
  const several = (control) => control.checks.length > 1;
  const FIRST = 50;
  const PRINTED = 10;
  const PRINTED_CONTROLS = 60; // more would make a book of it
  function fill(control, marked, limit = FIRST) {
    const body = control.node.querySelector(".body");
    if (body.dataset.filled === "1" && marked === undefined) return;
    body.dataset.filled = "1";
    const places = [];
    for (let place = 0; place < control.cells.length; place += 1) if (control.cells[place] !== " ") places.push(place);
    const order = STATUS.map((status) => status.code);
    places.sort((a, b) => order.indexOf(control.cells[a]) - order.indexOf(control.cells[b]) || a - b);
    if (marked !== undefined) places.splice(0, 0, ...places.splice(places.indexOf(marked), 1));
    const old = body.querySelector(".findings");
    if (old) old.remove();
    const area = make("div", { class: "findings" }, make("h3", {}, "Findings"));
    const table = make("table", {}, make("thead", {}, make("tr", {},
      ...["Object", "Status", several(control) ? "Setting" : null, "Actual", "Lock", "Reason", "Evidence"]
        .filter(Boolean).map((name) => make("th", { scope: "col" }, name)))));
    const rows = make("tbody");
    table.append(rows);
    area.append(make("div", { class: "scroll" }, table));
    places.slice(0, limit).forEach((place) => rows.append(...finding(control, place, place === marked)));
    if (limit === PRINTED && places.length > limit) {
      area.append(make("p", { class: "muted" }, "The worst " + limit + " of " + places.length + " objects; the CSV report has all."));
    } else if (places.length > limit) {
      const more = make("button", { type: "button", class: "quiet more" }, "Show all " + places.length);
      more.addEventListener("click", () => {
        places.slice(limit).forEach((place) => rows.append(...finding(control, place, false)));
        more.remove();
      });
      area.append(more);
    }
    body.append(area);
  }
  function finding(control, place, marked) {
    const status = code[control.cells[place]];
    const checks = control.checks.length ? control.checks : [null];
    return checks.map((check, index) => {
      const first = index === 0;
      const actual = check && check.a[place] >= 0 ? data.pool[check.a[place]] : "";
      const lock = check && check.o ? data.locks[check.o[place]] || "" : "";
      return make("tr", { class: marked ? "marked" : null },
        make("td", {}, first ? data.objects[place][2] : ""),
        make("td", {}, first ? badge(status) : ""),
        several(control) ? make("td", {}, path(check.p)) : null,
        make("td", {}, check ? make("code", {}, actual) : ""),
        make("td", {}, lock),
        make("td", {}, first && control.reasons[place] >= 0 ? data.pool[control.reasons[place]] : ""),
        make("td", {}, check && check.v ? proof(place, check.v) : ""));
    });
  }
  function proof(place, views) {
    const records = views.map((view) => answers(place)[view]).filter(Boolean);
    if (!records.length) return "";
    const node = make("details", { class: "proof" }, make("summary", {}, records.length === 1 ? "1 answer" : records.length + " answers"));
    node.addEventListener("toggle", () => {
      if (!node.open || node.childElementCount > 1) return;
      records.forEach((record) => node.append(make("p", {}, make("code", {}, record[3]),
        " HTTP " + record[4] + ", " + record[5], make("br"), make("code", {}, "SHA-256 " + record[6]),
        record[7] ? make("br") : null, record[7] ? make("code", {}, record[7]) : null)));
    });
    return node;
  }
  let found = null;
  function answers(place) {
    if (!found) {
      found = data.objects.map(() => ({}));
      data.evidence.forEach((record) => { if (record[0] >= 0) found[record[0]][record[1] + ":" + record[2]] = record; });
    }
    return found[place];
  }

  // -- search and filter ---------------------------------------------------------------------------------------
  const selects = { status: byId("f-status"), severity: byId("f-severity"), impact: byId("f-impact"), object: byId("f-object"), baseline: byId("f-baseline"), level: byId("f-level") };
  const query = byId("q");
  function options(select, entries) { entries.forEach(([value, text]) => select.append(make("option", { value }, text))); }
  options(selects.status, [["", "All"], ["!", "Anything failing"], ...STATUS.map((status) => [status.code, status.label])]);
  const present = (names, key) => names.filter((name) => controls.some((control) => control[key] === name)).map((name) => [name, name]);
  options(selects.severity, [["", "All"], ...present(["critical", "high", "medium", "low"], "severity")]);
  options(selects.impact, [["", "All"], ...present(["nobody", "administrators", "helpdesk", "hosts", "participants"], "impact")]);
  options(selects.object, [["", "All"], ...data.objects.map((item, index) => [String(index), item[2]])]);
  options(selects.baseline, [["", "All"], ...Array.from(new Set(controls.map((control) => control.baseline))).map((name) => [name, name])]);
  options(selects.level, [["", "All"], ...Array.from(new Set(controls.map((control) => control.level))).sort().map((level) => [String(level), "Level " + level])]);
  const failing = STATUS.filter((status) => status.failing).map((status) => status.code);
  let shown = controls;

  function wanted(control, words, groups) {
    const object = selects.object.value;
    const cells = object === "" ? control.cells : control.cells[Number(object)];
    if (object !== "" && cells === " ") return false;
    const status = selects.status.value;
    if (status === "!" && !failing.some((one) => cells.includes(one))) return false;
    if (status && status !== "!" && !cells.includes(status)) return false;
    if (selects.severity.value && control.severity !== selects.severity.value) return false;
    if (selects.impact.value && control.impact !== selects.impact.value) return false;
    if (selects.baseline.value && control.baseline !== selects.baseline.value) return false;
    if (selects.level.value && String(control.level) !== selects.level.value) return false;
    if (!words) return true;
    if (control.text.includes(words)) return true;
    if (groups.some((place) => failing.includes(control.cells[place]))) return true;
    return control.reasons.some((reason) => reason >= 0 && data.pool[reason].toLowerCase().includes(words));
  }
  function apply() {
    const words = query.value.trim().toLowerCase();
    const groups = [];
    if (words) data.objects.forEach((item, index) => { if (item[2].toLowerCase().includes(words)) groups.push(index); });
    shown = controls.filter((control) => {
      const keep = wanted(control, words, groups);
      control.node.hidden = !keep;
      return keep;
    });
    byId("shown").textContent = shown.length + " of " + controls.length + " controls shown";
    document.querySelectorAll(".tile").forEach((tile) => {
      tile.setAttribute("aria-pressed", String(tile.dataset.status === selects.status.value && selects.status.value !== ""));
    });
    drawGrid();
  }
  let waiting = 0;
  query.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(apply, 120); });
  Object.values(selects).forEach((select) => select.addEventListener("change", apply));
  byId("filter").addEventListener("submit", (event) => { event.preventDefault(); apply(); });
  byId("filter").addEventListener("reset", () => setTimeout(apply, 0));
  document.querySelectorAll(".tile").forEach((tile) => tile.addEventListener("click", () => {
    selects.status.value = selects.status.value === tile.dataset.status ? "" : tile.dataset.status;
    apply();
  }));
  byId("filter").hidden = false;
  document.querySelectorAll(".first a").forEach((link) => link.addEventListener("click", () => {
    const target = document.querySelector(link.getAttribute("href"));
    if (target) { target.hidden = false; target.open = true; target.querySelector("summary").focus({ preventScroll: true }); }
  }));

  // -- grid ----------------------------------------------------------------------------------------------------
  const grid = byId("grid");
  let body = null;
  let seen = null;
  function drawGrid() {
    if (!data.objects.length || !controls.some((control) => control.cells.trim())) return;
    byId("grid-section").hidden = false;
    byId("grid-section").classList.toggle("wide-grid", data.objects.length > 28);
    if (seen) seen.disconnect();
    const head = make("tr", {}, make("th", { scope: "col" }, "Control"), ...data.objects.map((item) =>
      make("th", { scope: "col", class: item[1] === "account" ? "account" : null, title: item[2] }, make("span", {}, item[2]))));
    body = make("tbody");
    const table = make("table", { role: "grid", "aria-label": "Status of each control at each object", "aria-rowcount": shown.length + 1, "aria-colcount": data.objects.length + 1 },
      make("thead", {}, head), body);
    // Rows are drawn when they come near the view: 40,000 cells at once would take seconds.
    seen = new IntersectionObserver((entries) => entries.forEach((entry) => {
      if (entry.isIntersecting) { cells(entry.target); seen.unobserve(entry.target); }
    }), { root: grid, rootMargin: "300px 0px" });
    shown.forEach((control) => {
      const row = make("tr", { "data-control": control.index }, make("th", { scope: "row", title: control.id + " " + control.title }, control.title));
      control.row = row;
      body.append(row);
      seen.observe(row);
    });
    grid.replaceChildren(table);
    if (shown.length) { cells(shown[0].row); const first = shown[0].row.querySelector("td"); if (first) first.tabIndex = 0; }
  }
  function cells(row) {
    if (row.childElementCount > 1) return;
    const control = controls[Number(row.dataset.control)];
    const fragment = document.createDocumentFragment();
    for (let place = 0; place < data.objects.length; place += 1) {
      const status = code[control.cells[place]];
      const cell = document.createElement("td");
      cell.tabIndex = -1;
      if (status) {
        cell.className = "s-" + status.key;
        const label = data.objects[place][2] + ": " + status.label;
        cell.title = label;
        cell.setAttribute("aria-label", label);
        const mark = document.createElement("b");
        if (status.failing) mark.dataset.g = status.glyph; else mark.textContent = status.glyph;
        cell.append(mark);
      } else cell.setAttribute("aria-label", data.objects[place][2] + ": not concerned");
      fragment.append(cell);
    }
    row.append(fragment);
  }
  function open(row, place) {
    const control = controls[Number(row.dataset.control)];
    control.node.open = true;
    fill(control, control.cells[place] === " " ? undefined : place);
    control.node.scrollIntoView({ block: "start" });
    control.node.querySelector("summary").focus({ preventScroll: true });
  }
  grid.addEventListener("click", (event) => {
    const cell = event.target.closest("td");
    if (cell) open(cell.parentElement, cell.cellIndex - 1);
  });
  grid.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td");
    if (!cell) return;
    const row = cell.parentElement;
    const column = cell.cellIndex;
    let next = null;
    if (event.key === "ArrowRight") next = cell.nextElementSibling;
    else if (event.key === "ArrowLeft") next = column > 1 ? cell.previousElementSibling : null;
    else if (event.key === "Home") next = row.cells[1];
    else if (event.key === "End") next = row.cells[row.cells.length - 1];
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const other = event.key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling;
      if (other) { cells(other); next = other.cells[column]; }
    } else if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(row, column - 1); return; } else return;
    event.preventDefault();
    if (next) { cell.tabIndex = -1; next.tabIndex = 0; next.focus(); }
  });
  STATUS.forEach((status) => byId("legend").append(make("li", { class: "s-" + status.key },
    make("span", { class: "dot", "aria-hidden": "true" }, status.glyph), status.label)));

  // -- evidence, theme, print ----------------------------------------------------------------------------------
  const all = byId("answers");
  all.hidden = !data.evidence.length;
  all.addEventListener("toggle", () => {
    const place = all.querySelector("div");
    if (!all.open || place.childElementCount) return;
    const rows = make("tbody");
    data.evidence.slice(0, 2000).forEach((record) => rows.append(make("tr", {},
      make("td", {}, record[0] >= 0 ? data.objects[record[0]][2] : "account"), make("td", {}, make("code", {}, record[3])),
      make("td", {}, String(record[4])), make("td", {}, record[5]), make("td", {}, make("code", {}, record[6])))));
    place.append(make("table", {}, make("thead", {}, make("tr", {}, ...["Object", "Endpoint", "HTTP", "Read at (UTC)", "SHA-256"].map((name) => make("th", { scope: "col" }, name)))), rows));
    if (data.evidence.length > 2000) place.append(make("p", { class: "muted" }, "The JSON report lists all " + data.evidence.length + "."));
  });
  const theme = byId("theme");
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (document.documentElement.dataset.theme || (dark.matches ? "dark" : "light")) === "dark";
  const nameTheme = () => { theme.textContent = isDark() ? "Light" : "Dark"; theme.setAttribute("aria-label", "Use " + theme.textContent.toLowerCase() + " colours"); };
  theme.addEventListener("click", () => { document.documentElement.dataset.theme = isDark() ? "light" : "dark"; nameTheme(); });
  dark.addEventListener("change", nameTheme);
  theme.hidden = false;
  nameTheme();
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = shown.filter((control) => !control.node.open && failing.some((one) => control.cells.includes(one)));
    if (opened.length > PRINTED_CONTROLS) opened = [];
    opened.forEach((control) => { control.node.querySelector(".body").dataset.filled = ""; fill(control, undefined, PRINTED); control.node.open = true; });
  });
  window.addEventListener("afterprint", () => {
    opened.forEach((control) => { control.node.open = false; control.node.querySelector(".body").dataset.filled = ""; });
    opened = [];
  });
  apply();
  document.documentElement.dataset.ready = "1";
}());
