// Comes into every page before any other script (site.mjs): notes what goes wrong there, and finds things as a person
// names them, by role and accessible name, in open shadow roots too. Drivers call it as `inPage.<name>(…)`.

(() => {
  const noise = [];
  addEventListener("error", ({ message }) => noise.push(`thrown: ${message}`));
  addEventListener("unhandledrejection", ({ reason }) => noise.push(`rejected: ${reason?.message ?? reason}`));
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
    noise.push(`policy violated: ${violatedDirective} ${blockedURI}`),
  );
  const { error } = console;
  console.error = (...said) => {
    noise.push(`console: ${said.map(String).join(" ")}`);
    error.apply(console, said);
  };

  // A browser that lacks something, as an older one does: `?without=CompressionStream`.
  for (const name of new URLSearchParams(location.search).getAll("without")) delete globalThis[name];

  const ROLES = {
    alert: "[role=alert]",
    button: "button, [role=button]",
    combobox: "select",
    heading: "h1, h2, h3, h4",
    radio: "input[type=radio]",
    link: "a[href], [role=link]",
    region: "section[aria-label], section[aria-labelledby], [role=region]",
    status: "[role=status], output",
    tab: "[role=tab]",
    textbox: "textarea, input:not([type=radio], [type=checkbox], [type=file])",
  };

  /** Everything below, what is in open shadow roots too, in the order of the page. */
  function* everything(root) {
    for (const element of root.children) {
      yield element;
      if (element.shadowRoot) yield* everything(element.shadowRoot);
      yield* everything(element);
    }
  }

  const tidy = (text) => text.replace(/\s+/g, " ").trim();

  /** What is shown of it. */
  const shown = (element) => tidy("value" in element && !element.matches("button, li, option") ? element.value : element.innerText);

  /** The name that a screen reader says: near enough to the standard for this page. */
  function nameOf(element) {
    const labelled = element.getAttribute("aria-labelledby");
    if (labelled) {
      const root = element.getRootNode();
      return tidy(labelled.split(/\s+/).map((id) => root.getElementById(id)?.textContent ?? "").join(" "));
    }
    const label = element.getAttribute("aria-label");
    if (label) return tidy(label);
    // A label's own text: that of a list within it is no name.
    if (element.labels?.length) return tidy([...element.labels].map((label) => labelText(label)).join(" "));
    return tidy(element.matches("input, textarea, select") ? "" : element.innerText);
  }

  function labelText(label) {
    const copy = label.cloneNode(true);
    for (const field of copy.querySelectorAll("input, textarea, select")) field.remove();
    return copy.textContent;
  }

  const isShown = (element) => element.checkVisibility({ visibilityProperty: true });

  /** A hidden radio button is pressed by its label. */
  const pressed = (element) => (element.matches("[type=radio]") ? (element.labels?.[0] ?? element) : element);

  const agrees = (text, wanted) => (wanted.pattern === undefined ? text === wanted : new RegExp(wanted.pattern, "s").test(text));

  /**
   * Every element that is shown and that a query means: `{ css }` or `{ role, name }`, in one that `{ within }` selects.
   * A name is a text, or `{ pattern }`.
   */
  function all({ css, role, name, within }) {
    const selector = css ?? ROLES[role];
    const found = [];
    for (const element of everything(document)) {
      if (!element.matches(selector) || !isShown(pressed(element))) continue;
      if (within !== undefined && !isWithin(element, within)) continue;
      if (name === undefined || agrees(nameOf(element), name)) found.push(element);
    }
    return found;
  }

  /** `closest`, through shadow roots. */
  function isWithin(element, selector) {
    for (let at = element; at; at = at.getRootNode().host) if (at.closest(selector)) return true;
    return false;
  }

  /** The first one; not one that is disabled. */
  const find = (query) => {
    const element = all(query).find((one) => !one.disabled);
    return element ? pressed(element) : null;
  };

  let wasKept = false;
  addEventListener("pageshow", ({ persisted }) => (wasKept = persisted));

  let aimed;
  let isHit;

  globalThis.inPage = {
    /** Where it is; nothing where it is not there. */
    box: (query) => {
      const box = find(query)?.getBoundingClientRect();
      return box ? `${box.x} ${box.y} ${box.width} ${box.height}` : null;
    },
    /** Chooses what is pressed next. A page that moves under the pointer lets the press go elsewhere: `isHit` says whether. */
    aim: (query) => {
      const target = find(query);
      aimed = target;
      isHit = false;
      target.addEventListener("click", () => (isHit ||= aimed === target), { capture: true, once: true });
    },
    aimed: () => aimed,
    isHit: () => isHit,
    /** What went wrong since the last time that somebody asked. */
    noise: () => noise.splice(0),
    /** What is shown of each. */
    texts: (query) => all(query).map(shown),
    /** Whether the browser kept the page, whole, for whoever pressed Back. */
    wasKept: () => wasKept,
    /** Once this was answered. */
    goBack: () => void setTimeout(() => history.back()),
    isAt: (url) => location.href === url,
    title: () => document.title,
    origins: () => [...new Set(performance.getEntriesByType("resource").map(({ name }) => new URL(name).origin))],
    /** Selects what is in a field, as Ctrl-A does. */
    select: (query) => find(query).select(),
    /** Puts text where the cursor is, as a paste does. */
    insert: (text) => document.execCommand("insertText", false, text),
    /** Chooses in a list whose own window no driver opens. */
    choose: (query, wanted) => {
      const list = find(query);
      const option = [...list.options].find((one) => agrees(tidy(one.label), wanted));
      if (!option) throw new Error(`no option ${JSON.stringify(wanted)} among ${[...list.options].map((one) => one.label).join("; ")}`);
      list.value = option.value;
      list.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
      list.dispatchEvent(new Event("change", { bubbles: true }));
    },
    options: (query) => [...(find(query)?.options ?? [])].map((one) => tidy(one.label)),
    /** How many colours a canvas shows. */
    colours: (query) => {
      const canvas = find(query);
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      const colours = new Set();
      for (let at = 0; at < data.length; at += 4) colours.add((data[at] << 16) | (data[at + 1] << 8) | data[at + 2]);
      return colours.size;
    },
    /** Forgets what a page keeps. */
    forget: () => {
      localStorage.clear();
      sessionStorage.clear();
    },
  };
})();
