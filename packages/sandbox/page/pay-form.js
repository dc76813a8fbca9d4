import { makeEntry } from './control.js';
import { byId, inEuros, textOf } from './dom.js';

const form = byId('pay', HTMLFormElement);

/**
 * Does what the form says when it is sent.
 * @param {(action: () => Promise<string>) => void} attempt Runs an action that gives what to tell the reader.
 */
export function onPay(attempt) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const how = event.submitter?.getAttribute('name');
    attempt(() => (how === 'late' ? payLate() : how === 'ahead' ? payAhead() : pay()));
  });
}

async function pay() {
  const method = value('method');
  const personalQr = method === 'personal-qr';
  const paymentMethod = personalQr || method === 'card' ? null : method;
  const entry = await makeEntry(personalQr ? 'personal-qr' : 'pay', { ...amountAndNote(), paymentMethod });
  return `${inEuros(entry.amount)} paid. Pay ID ${entry.pay_id}.`;
}

async function payLate() {
  const entry = await makeEntry('late-bank-transfer', {
    ...amountAndNote(),
    daysAgo: Number(value('daysAgo')),
  });
  return `${inEuros(entry.amount)} entered now, paid on ${entry.created_at}. Pay ID ${entry.pay_id}.`;
}

async function payAhead() {
  const entry = await makeEntry('dated-ahead', { ...amountAndNote(), daysAhead: Number(value('daysAhead')) });
  return `${inEuros(entry.amount)} paid, dated ${entry.created_at}. Pay ID ${entry.pay_id}.`;
}

function amountAndNote() {
  // In much of Europe the comma is the decimal point, so it is on the keyboard.
  return { amount: value('amount').trim().replace(',', '.'), note: value('note') };
}

/** @param {string} name */
function value(name) {
  return textOf(new FormData(form), name);
}
