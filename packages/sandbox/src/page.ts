/** The sandbox's page, whole; its script is served beside it so that the page may forbid all inline ones. */
export const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>SecPaid sandbox</title>
    <style>
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1c2430; }
      form { display: flex; flex-wrap: wrap; gap: 1rem; align-items: end; margin: 1.5rem 0; }
      label { display: grid; font-size: 0.85rem; }
      input { font: inherit; padding: 0.3rem 0.5rem; }
      button { font: inherit; padding: 0.3rem 0.8rem; cursor: pointer; }
      table { width: 100%; border-collapse: collapse; }
      th, td { text-align: left; padding: 0.4rem 0.6rem; border-bottom: 1px solid #d8dee6; }
      .amount { text-align: right; font-variant-numeric: tabular-nums; }
      [role='alert'] { color: #a4161a; min-height: 1.5em; margin: 0; }
    </style>
  </head>
  <body>
    <h1>SecPaid sandbox</h1>
    <p>A SecPaid account of your own, on this machine. No real money moves here.</p>
    <form id="pay">
      <label>Amount in EUR <input name="amount" required inputmode="decimal" value="49.99" /></label>
      <label>Note <input name="note" value="Order from the sandbox" /></label>
      <button>Make a payment</button>
    </form>
    <p role="alert" id="problem"></p>
    <h2>Today’s entries</h2>
    <table>
      <thead>
        <tr><th>Date</th><th>Pay ID</th><th>Note</th><th>Type</th><th>Payment method</th><th class="amount">Amount</th><th></th></tr>
      </thead>
      <tbody id="entries"></tbody>
    </table>
    <p id="none" hidden>None yet. Make a payment above.</p>
    <script src="/page.js"></script>
  </body>
</html>
`;

/** What the page does. Whatever comes from an entry is set as text, never as HTML. */
export const pageScript = `'use strict';
const byId = (id) => document.getElementById(id);

async function control(name, body) {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch('/control/' + name, body ? post : {});
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

function cell(text, className = '') {
  const td = document.createElement('td');
  td.textContent = text;
  td.className = className;
  return td;
}

function refundCell(entry) {
  const td = cell('');
  if (entry.amount.startsWith('-') || entry.transaction_type === 'Dispute Refund') return td;
  const button = document.createElement('button');
  button.textContent = 'Refund';
  button.addEventListener('click', () => attempt(() => control('refund', { payId: entry.pay_id })));
  td.append(button);
  return td;
}

function line(entry) {
  const tr = document.createElement('tr');
  tr.append(
    cell(entry.created_at),
    cell(entry.pay_id),
    cell(entry.recipient_note),
    cell(entry.transaction_type),
    cell(entry.payment_method ?? (entry.amount.startsWith('-') ? 'N/A' : 'card')),
    cell(entry.amount, 'amount'),
    refundCell(entry),
  );
  return tr;
}

let shown = '';
async function show() {
  const { now, entries } = await control('entries');
  const today = entries.filter((entry) => entry.created_at.slice(0, 10) === now.slice(0, 10));
  // Lines are replaced only where something changed, so that a button keeps its focus.
  const seen = JSON.stringify(today);
  if (seen === shown) return;
  shown = seen;
  byId('entries').replaceChildren(...today.map(line));
  byId('none').hidden = today.length > 0;
}

async function attempt(action) {
  try {
    await action();
    await show();
    byId('problem').textContent = '';
  } catch (error) {
    byId('problem').textContent = error.message;
  }
}

byId('pay').addEventListener('submit', (event) => {
  event.preventDefault();
  const form = new FormData(event.target);
  attempt(() => control('pay', { amount: form.get('amount'), note: form.get('note') }));
});

byId('none').hidden = false;
attempt(show);
// Payments also arrive by other ways than this page.
const silence = 'The sandbox does not answer.';
setInterval(async () => {
  const problem = byId('problem');
  try {
    await show();
    if (problem.textContent === silence) problem.textContent = '';
  } catch {
    problem.textContent = silence;
  }
}, 2000);
`;
