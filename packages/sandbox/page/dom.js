/**
 * An element of the page that is known to be there.
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
export function byId(id, type) {
  const found = document.getElementById(id);
  if (found instanceof type) return found;
  throw new Error(`no ${type.name} with the id ${id}`);
}

/**
 * A new element. What it says is set as text: nothing of an entry is ever read as HTML.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} [text]
 * @param {string} [className]
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, text = '', className = '') {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
}

/**
 * What a form holds under a name.
 * @param {FormData} data
 * @param {string} name
 * @returns {string}
 */
export function textOf(data, name) {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
}

/**
 * An amount without its minus sign, for sentences that say which way it went.
 * @param {string} amount
 * @returns {string}
 */
export function withoutSign(amount) {
  return amount.replace('-', '');
}

const euros = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' });

/**
 * An amount as people read it: "1234.50" becomes "€1,234.50". Intl takes the decimal text exactly.
 * @param {string} amount
 * @returns {string}
 */
export function inEuros(amount) {
  return euros.format(/** @type {Intl.StringNumericLiteral} */ (amount));
}
