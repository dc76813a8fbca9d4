import { makeEntry } from './control.js';
import { byId, inEuros, textOf } from './dom.js';

/** @typedef {import('../src/dashboard/dashboard-row.ts').DashboardRow} Row */

const dialog = byId('refund', HTMLDialogElement);
const form = dialog.querySelector('form') ?? document.createElement('form');

/** @type {((amount: string) => void) | undefined} */
let answer;

byId('keep', HTMLButtonElement).addEventListener('click', () => {
  dialog.close();
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  dialog.close();
  answer?.(textOf(new FormData(form), 'amount').trim().replace(',', '.'));
});

/**
 * Asks how much of a payment to refund, and refunds it.
 * @param {Row} row
 * @param {(action: () => Promise<string>) => void} attempt Runs an action that gives what to tell the reader.
 */
export function askRefund({ payId, date, amount, note }, attempt) {
  byId('refund-of', HTMLParagraphElement).textContent = `${note}, ${inEuros(amount)} of ${date}`;
  const field = form.querySelector('input');
  if (field) field.value = amount;
  answer = (part) => {
    attempt(async () => {
      await makeEntry('refund', { payId, paidAt: date, paidAmount: amount, amount: part });
      return `${inEuros(part)} refunded. Pay ID ${payId}.`;
    });
  };
  dialog.showModal();
  field?.select();
}
