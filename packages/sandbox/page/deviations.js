import { act, readDeviations } from './control.js';
import { byId, element, textOf } from './dom.js';
import { newestPayId } from './table.js';

/** @typedef {import('./control.js').ShownDeviations} Shown */
/** @typedef {Shown['kinds'][number]} Kind */
/** @typedef {Kind['settings'][number]} Setting */
/** @typedef {(action: () => Promise<string>) => void} Attempt Runs an action that gives what to tell the reader. */

const form = byId('deviation', HTMLFormElement);
const choice = byId('kind', HTMLSelectElement);
const settings = byId('settings', HTMLSpanElement);
const list = byId('deviations', HTMLUListElement);
const none = byId('no-deviations', HTMLParagraphElement);
/** @type {readonly Kind[]} */
let kinds = [];
let shown = '';

/**
 * Turns a deviation on when the form is sent.
 * @param {Attempt} attempt
 */
export function onDeviation(attempt) {
  choice.addEventListener('change', ask);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const kind = chosen();
    if (!kind) return;
    const data = new FormData(form);
    /** @type {Record<string, unknown>} */
    const values = { name: kind.name };
    for (const { name } of kind.settings) values[name] = valueOf(textOf(data, name).trim());
    attempt(async () => {
      await act('deviation', values);
      return `${kind.label}, from now on.`;
    });
  });
}

/**
 * Shows the deviations that are on.
 * @param {Attempt} attempt
 */
export async function showDeviations(attempt) {
  const now = await readDeviations();
  const seen = JSON.stringify(now);
  if (seen === shown) return;
  shown = seen;
  if (kinds.length === 0) offer(now.kinds);
  const focused = list.contains(document.activeElement);
  list.replaceChildren(...now.active.map((active) => line(active, attempt)));
  none.hidden = now.active.length > 0;
  // The buttons are new ones; whoever stood on one of them stays at the deviations.
  if (focused) byId('deviations-title', HTMLHeadingElement).focus();
}

/** @param {readonly Kind[]} all */
function offer(all) {
  kinds = all;
  const options = all.map(({ name, label }) => {
    const option = element('option', label);
    option.value = name;
    return option;
  });
  choice.replaceChildren(...options);
  ask();
}

/** Asks for what the chosen deviation can be told. */
function ask() {
  settings.replaceChildren(...(chosen()?.settings ?? []).map(field));
}

function chosen() {
  return kinds.find(({ name }) => name === choice.value);
}

/** @param {Setting} setting */
function field({ name, label, initial, choices }) {
  const made = element('label', `${label} `);
  if (choices) {
    const select = element('select');
    select.name = name;
    select.append(...choices.map((one) => element('option', String(one))));
    made.append(select);
    return made;
  }
  made.className = name === 'value' ? 'wide' : 'short';
  const input = element('input');
  input.name = name;
  input.autocomplete = 'off';
  /** @type {unknown} */
  const value = name === 'payId' ? newestPayId() : initial;
  input.value = value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
  made.append(input);
  return made;
}

/**
 * What somebody typed, as JSON has it: null, a number, "" for an empty text; anything else is a text. Nothing is left out.
 * @param {string} typed
 * @returns {unknown}
 */
function valueOf(typed) {
  if (typed === '') return undefined;
  try {
    return JSON.parse(typed);
  } catch {
    return typed;
  }
}

/**
 * @param {Shown['active'][number]} active
 * @param {Attempt} attempt
 */
function line({ id, name, values }, attempt) {
  const label = kinds.find((kind) => kind.name === name)?.label ?? name;
  const li = element('li');
  const details = Object.entries(values).map(([key, value]) => `${key} ${JSON.stringify(value)}`);
  const off = element('button', 'Turn off');
  off.type = 'button';
  off.ariaDescription = label;
  off.addEventListener('click', () => {
    attempt(async () => {
      await act('lift-deviation', { id });
      return `As documented again: ${label}.`;
    });
  });
  li.append(element('strong', label), element('span', details.join(' · '), 'note'), off);
  return li;
}
