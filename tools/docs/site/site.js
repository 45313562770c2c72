// Every page can be read without this: it adds the search, the buttons that copy, and the place to the other versions' links.
const { root, version } = document.body.dataset;

for (const pre of document.querySelectorAll("pre")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  const code = pre.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(code);
    button.textContent = "Copied";
  });
  pre.append(button);
}

// what somebody reads in one version is what they want to see in the other
const keepPlace = () => {
  for (const link of document.querySelectorAll(".versions a:not(.missing)")) link.hash = location.hash;
};
addEventListener("hashchange", keepPlace);
keepPlace();

document.querySelector("#navigation [aria-current]")?.scrollIntoView({ block: "center" });

const dialog = document.createElement("dialog");
dialog.setAttribute("aria-label", "Search");
dialog.innerHTML = `
<form method="dialog">
<input type="search" placeholder="Operations, properties, guides" aria-label="Search for" autocomplete="off" spellcheck="false">
<select aria-label="Where"></select>
<button aria-label="Close">✕</button>
</form>
<p role="status"></p>
<ol></ol>`;
document.body.append(dialog);
const [input, select, status, list] = ["input", "select", "[role=status]", "ol"].map((selector) =>
  dialog.querySelector(selector),
);

const button = document.querySelector("header .search");
button.hidden = false;
button.addEventListener("click", open);
addEventListener("keydown", (event) => {
  const typing = /^(?:input|select|textarea)$/i.test(event.target.tagName ?? "");
  const asked = (event.key === "k" && (event.ctrlKey || event.metaKey)) || (event.key === "/" && !typing);
  if (!asked) return;
  event.preventDefault();
  open();
});
// Enter leads to the first result; only the button closes
dialog.querySelector("form").addEventListener("submit", (event) => {
  if (event.submitter?.ariaLabel === "Close" && document.activeElement !== input) return;
  event.preventDefault();
  list.querySelector("a")?.click();
});
input.addEventListener("input", show);
select.addEventListener("change", show);

let loading;

/** The index is loaded when somebody searches, not with the page. */
function index() {
  loading ??= (async () => {
    const pagefind = await import(new URL(`${root}pagefind/pagefind.js`, location.href));
    // a type with many properties has each of them as much as a type with few
    await pagefind.options({ ranking: { pageLength: 0, termFrequency: 0.2 } });
    await pagefind.init();
    const { version: versions = {} } = await pagefind.filters();
    const names = Object.keys(versions).filter((name) => name !== "all");
    select.append(new Option("Everywhere", ""), ...names.map((name) => new Option(name, name)));
    select.value = version ?? "";
    return pagefind;
  })();
  return loading;
}

async function open() {
  if (!dialog.open) dialog.showModal();
  input.select();
  await index();
}

let asked = 0;

async function show() {
  const turn = ++asked;
  const pagefind = await index();
  const filters = select.value ? { version: { any: [select.value, "all"] } } : {};
  const found = await pagefind.search(input.value, { filters });
  const results = await Promise.all(found.results.slice(0, 12).map((result) => result.data()));
  if (turn !== asked) return;
  status.textContent = input.value && `${found.results.length} pages`;
  list.replaceChildren(...results.map(item));
}

/** Where the text of a row ends: at what comes next, or after as much as an excerpt has. */
function endOf({ location }, anchors) {
  const following = anchors.map((anchor) => anchor.location).filter((other) => other > location);
  return Math.min(...following, location + 30);
}

/** A result; where a table has a row by the name that is searched for, its link leads to that row. */
function item({ url, meta, filters, excerpt, content, anchors }) {
  const row = anchors.find(({ element, id }) => element === "tr" && id === input.value.trim());
  const link = document.createElement("a");
  link.href = row ? `${url}#${row.id}` : url;
  const where = [filters.kind, filters.version].flat().filter((name) => name && name !== "all");
  const title = document.createElement("strong");
  title.textContent = meta.title;
  const place = document.createElement("small");
  place.textContent = ` ${where.join(" ")}`;
  const text = document.createElement("p");
  // Pagefind gives escaped text with <mark> around what was found
  if (row) text.textContent = content.split(/\s+/).slice(row.location, endOf(row, anchors)).join(" ");
  else text.innerHTML = excerpt;
  link.append(title, place, text);
  const entry = document.createElement("li");
  entry.append(link);
  return entry;
}
