import { byId, element, textOf } from './dom.js';

const filters = byId('filters', HTMLFormElement);
const method = byId('method', HTMLSelectElement);
const labels = [...filters.querySelectorAll('label')];

/**
 * What the filters say, as GET /control/dashboard takes it.
 * @returns {Record<string, string>}
 */
export function filterQuery() {
  const chosen = new FormData(filters);
  for (const { hidden, control } of labels) {
    if (hidden && control instanceof HTMLSelectElement) chosen.delete(control.name);
  }
  return Object.fromEntries(['search', 'method', 'status'].map((name) => [name, textOf(chosen, name)]));
}

/**
 * Offers the filters that make a difference under a tab.
 * @param {string} tab
 */
export function offerFilters(tab) {
  for (const label of labels) label.hidden = !(label.dataset['tabs'] ?? tab).split(' ').includes(tab);
}

/**
 * Calls back whenever a filter changes.
 * @param {() => void} changed
 */
export function onFilter(changed) {
  filters.addEventListener('submit', (event) => {
    event.preventDefault();
  });
  filters.addEventListener('input', changed);
  // The fields are empty only after the event.
  filters.addEventListener('reset', () => setTimeout(changed));
}

/**
 * Offers the payment methods that there are. The chosen one stays, even if it has no entries.
 * @param {readonly string[]} methods
 */
export function showMethods(methods) {
  const wanted = method.value === '' ? methods : [...new Set([...methods, method.value])].sort();
  const offered = [...method.options].slice(1);
  if (wanted.join('\n') === offered.map((option) => option.value).join('\n')) return;
  const chosen = method.value;
  for (const option of offered) option.remove();
  method.append(...wanted.map((name) => element('option', name)));
  method.value = chosen;
}
