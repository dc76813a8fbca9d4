import { byId, inEuros } from './dom.js';

const range = byId('range', HTMLSelectElement);

/**
 * The chosen time range.
 * @returns {Record<string, string>}
 */
export function rangeQuery() {
  return { range: range.value };
}

/**
 * Calls back whenever another time range is chosen.
 * @param {() => void} changed
 */
export function onRange(changed) {
  range.addEventListener('change', changed);
}

/**
 * Shows the figures of the overview.
 * @param {import('../src/dashboard/figures.ts').Figures} figures
 */
export function showFigures({ transactions, ...amounts }) {
  const texts = new Map([['transactions', String(transactions)]]);
  for (const [name, amount] of Object.entries(amounts))
    texts.set(name, amount === null ? '–' : inEuros(amount));
  for (const place of byId('figures', HTMLDListElement).querySelectorAll('dd')) {
    place.textContent = texts.get(place.dataset['figure'] ?? '') ?? '–';
  }
}
