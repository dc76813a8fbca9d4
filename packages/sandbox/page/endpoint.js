import { act, readDeliveries, readEndpoint } from './control.js';
import { byId, element, textOf } from './dom.js';

/** @typedef {import('../src/notifications/deliveries.ts').DeliveryRecord} Delivery */

const form = byId('endpoint', HTMLFormElement);
const urls = byId('urls', HTMLInputElement);
const calls = byId('calls', HTMLOListElement);
const kept = 5;
let saved = '';
let shown = '';

/**
 * Saves the addresses when the form is sent.
 * @param {(action: () => Promise<string>) => void} attempt Runs an action that gives what to tell the reader.
 */
export function onEndpoint(attempt) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    attempt(async () => {
      const given = textOf(new FormData(form), 'urls').split(',');
      await act('payment-endpoint', { urls: given.map((url) => url.trim()).filter((url) => url !== '') });
      return 'The Payment Endpoint is saved. Pay, and it is called.';
    });
  });
}

/** Shows the addresses and the last calls of them. What somebody is typing stays. */
export async function showEndpoint() {
  const [settings, deliveries] = await Promise.all([readEndpoint(), readDeliveries()]);
  const now = settings.urls.join(', ');
  if (now !== saved) urls.value = saved = now;
  const last = deliveries.slice(-kept).reverse();
  const seen = JSON.stringify(last);
  if (seen === shown) return;
  shown = seen;
  calls.replaceChildren(...last.map((call) => element('li', textFor(call))));
}

/** @param {Delivery} call */
function textFor({ time, url, forged, status, error }) {
  const outcome = error ?? (status === null ? 'no answer yet' : `HTTP ${status}`);
  return `${new Date(time).toLocaleTimeString('en-IE', { timeZone: 'Europe/Berlin' })} ${forged ? 'forged ' : ''}${url}: ${outcome}`;
}
