import { byId, element } from './dom.js';

const list = byId('tabs', HTMLDivElement);
const panel = byId('entries', HTMLDivElement);
const tabs = [...list.querySelectorAll('button')];
const names = new Map(tabs.map((tab) => [tab, tab.textContent]));

/** @typedef {import('../src/dashboard/dashboard-query.ts').Tab} Tab */

/**
 * The key of the chosen tab.
 * @returns {Tab}
 */
export function chosenTab() {
  return keyOf(tabs.find((tab) => tab.ariaSelected === 'true'));
}

/**
 * Calls back whenever another tab is chosen, by click or, as in every list of tabs, by the arrow keys.
 * @param {() => void} changed
 */
export function onTab(changed) {
  for (const tab of tabs) {
    tab.addEventListener('click', () => {
      choose(tab);
      changed();
    });
  }
  list.addEventListener('keydown', (event) => {
    const next = neighbour(event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.click();
  });
  choose(tabs[0]);
}

/**
 * Shows how many entries are under each tab.
 * @param {Readonly<Record<Tab, number>>} counts
 */
export function showCounts(counts) {
  for (const tab of tabs) {
    const count = element('span', String(counts[keyOf(tab)]), 'count');
    tab.replaceChildren(`${names.get(tab) ?? ''} `, count);
  }
}

/** @param {HTMLButtonElement | undefined} chosen */
function choose(chosen) {
  for (const tab of tabs) {
    tab.ariaSelected = String(tab === chosen);
    tab.tabIndex = tab === chosen ? 0 : -1;
  }
  if (chosen) panel.setAttribute('aria-labelledby', chosen.id);
}

/**
 * @param {HTMLButtonElement | undefined} tab
 * @returns {Tab}
 */
function keyOf(tab) {
  return /** @type {Tab} */ (tab?.dataset['tab'] ?? 'pay-in');
}

/** @param {string} key */
function neighbour(key) {
  const at = tabs.findIndex((tab) => tab.ariaSelected === 'true');
  if (key === 'ArrowRight') return tabs[(at + 1) % tabs.length];
  if (key === 'ArrowLeft') return tabs.at(at - 1);
  if (key === 'Home') return tabs[0];
  return key === 'End' ? tabs.at(-1) : undefined;
}
