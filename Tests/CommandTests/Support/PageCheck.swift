/// What is wrong with a page for people who do not see it, do not use a mouse, or see little: held against WCAG 2.2, level
/// AA, as far as a script can tell.
enum PageCheck {
  /// Gives a line for each finding, with the success criterion.
  static let script = #"""
    const found = [];
    const say = (rule, element, why) =>
      found.push(`${rule} ${why}: ${(element && element.outerHTML || "").replace(/\s+/g, " ").slice(0, 140)}`);
    const isShown = (element) => element.checkVisibility({ visibilityProperty: true });
    const all = (selector) => [...document.querySelectorAll(selector)];

    if (!["vi", "en"].includes(document.documentElement.lang)) say("3.1.1", document.documentElement, "no language");
    if (!document.title.trim()) say("2.4.2", null, "no title");
    if (all("main").length !== 1) say("1.3.1", null, "not one main part");
    const first = all("a[href], button, input, select, summary, [tabindex]")[0];
    if (!first || !(first.getAttribute("href") || "").startsWith("#")) say("2.4.1", first, "no link past the head");
    else if (!document.querySelector(first.getAttribute("href"))) say("2.4.1", first, "the link leads nowhere");

    const levels = all("h1, h2, h3, h4, h5, h6").filter(isShown).map((heading) => Number(heading.tagName[1]));
    if (levels.filter((level) => level === 1).length !== 1) say("1.3.1", null, `headings of the first level: ${levels}`);
    levels.forEach((level, place) => {
      if (place > 0 && level > levels[place - 1] + 1) say("1.3.1", null, `a level of headings is left out: ${levels}`);
    });
    const ids = all("[id]").map((element) => element.id);
    ids.filter((id, place) => ids.indexOf(id) !== place).forEach((id) => say("4.1.1", null, `two have the id ${id}`));
    for (const name of ["aria-labelledby", "aria-describedby"]) {
      for (const element of all(`[${name}]`)) {
        if (!element.getAttribute(name).split(" ").every((id) => document.getElementById(id))) say("4.1.2", element, "names nothing");
      }
    }
    for (const label of all("label[for]")) if (!document.getElementById(label.htmlFor)) say("1.3.1", label, "labels nothing");

    const name = (element) =>
      (element.getAttribute("aria-label") || "").trim()
      || (element.getAttribute("aria-labelledby") || "").split(" ").map((id) => document.getElementById(id)?.textContent || "").join(" ").trim()
      || [...(element.labels || [])].map((label) => label.textContent).join(" ").trim()
      || (element.matches("a, button, summary") ? element.textContent.trim() : "")
      || [...element.querySelectorAll("img[alt]")].map((image) => image.alt).join(" ").trim();
    const controls = all("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']").filter(isShown);
    for (const control of controls) {
      if (!name(control)) say("4.1.2", control, "no name");
      if (control.tabIndex > 0) say("2.4.3", control, "an order of its own");
      const box = control.getBoundingClientRect();
      const isInText = control.matches("a") && getComputedStyle(control).display === "inline";
      if (!isInText && !control.matches(".skip") && (box.width < 24 || box.height < 24)) say("2.5.8", control, `${box.width} x ${box.height} px`);
      control.focus({ focusVisible: true, preventScroll: true });
      const style = getComputedStyle(control);
      if (document.activeElement === control && (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2)) {
        say("2.4.7", control, "the focus is not seen");
      }
      control.blur();
    }
    for (const image of all("img")) if (!image.hasAttribute("alt")) say("1.1.1", image, "no text instead");
    for (const drawing of all("svg")) if (isShown(drawing) && !drawing.matches("[aria-hidden=true]") && !name(drawing)) say("1.1.1", drawing, "no text instead");
    for (const table of all("table")) if (!table.querySelector("th[scope]")) say("1.3.1", table, "no headings");
    for (const group of all("fieldset")) if (!group.querySelector("legend")?.textContent.trim()) say("1.3.1", group, "no legend");

    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const rgba = (color) => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
      return [r, g, b, a / 255];
    };
    const over = (top, ground) => top.slice(0, 3).map((part, place) => part * top[3] + ground[place] * (1 - top[3]));
    const ground = (element) => {
      const chain = [];
      for (let one = element; one; one = one.parentElement) chain.unshift(one);
      return chain.reduce((color, one) => over(rgba(getComputedStyle(one).backgroundColor), color),
        rgba(getComputedStyle(document.documentElement).colorScheme.includes("dark") && matchMedia("(prefers-color-scheme: dark)").matches ? "black" : "white"));
    };
    const opacity = (element) => {
      let result = 1;
      for (let one = element; one; one = one.parentElement) result *= Number(getComputedStyle(one).opacity);
      return result;
    };
    const light = (color) => {
      const [r, g, b] = color.map((part) => part / 255).map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (!walker.currentNode.textContent.trim() || !isShown(element) || element.closest("script, noscript, svg, .unseen, .skip, option")) continue;
      const style = getComputedStyle(element);
      const behind = ground(element);
      const color = rgba(style.color);
      color[3] *= opacity(element);
      const [a, b] = [light(over(color, behind)), light(behind)].sort((x, y) => y - x);
      const size = parseFloat(style.fontSize);
      const least = size >= 24 || size >= 18.66 && Number(style.fontWeight) >= 700 ? 3 : 4.5;
      const contrast = (a + 0.05) / (b + 0.05);
      if (contrast < least) say("1.4.3", element, `contrast ${contrast.toFixed(2)}`);
    }
    if (document.scrollingElement.scrollWidth > innerWidth) say("1.4.10", null, `wider than the window: ${document.scrollingElement.scrollWidth} of ${innerWidth} px`);
    return found;
    """#
}
