// Elements of the page.

/**
 * @param {string} name @param {Record<string, string|number|boolean>} [attributes] @param {(Node|string)[]} children
 * @returns {HTMLElement}
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== false) made.setAttribute(key, value === true ? "" : String(value));
  made.append(...children);
  return made;
}

/** @param {string} text @param {() => void} action @param {Record<string, string>} [attributes] */
export function button(text, action, attributes = {}) {
  const made = /** @type {HTMLButtonElement} */ (element("button", { type: "button", ...attributes }, text));
  made.addEventListener("click", action);
  return made;
}

/** @type {Map<string, string>} */
const known = new Map();

/** A color of the style sheet. Asking the browser is slow where much of a page has changed. @param {string} variable */
export function theme(variable) {
  const key = variable + document.documentElement.className;
  const value = known.get(key) ?? getComputedStyle(document.documentElement).getPropertyValue(variable).trim();
  known.set(key, value);
  return value;
}

/** Offers a text or picture as a file. @param {string} name @param {string} url */
export function download(name, url) {
  const link = /** @type {HTMLAnchorElement} */ (element("a", { href: url, download: name }));
  document.body.append(link);
  link.click();
  link.remove();
}

/** @param {string} type @param {string} text */
export function dataUrl(type, text) {
  return `data:${type};charset=utf-8,${encodeURIComponent(text)}`;
}
