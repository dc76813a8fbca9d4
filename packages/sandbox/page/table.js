import { act, makeEntry } from './control.js';
import { byId, element, inEuros, withoutSign } from './dom.js';
import { askRefund } from './refund.js';

/** @typedef {import('../src/dashboard/dashboard-row.ts').DashboardRow} Row */
/** @typedef {(action: () => Promise<string>) => void} Attempt Runs an action that gives what to tell the reader. */

const panel = byId('entries', HTMLDivElement);
const lines = byId('rows', HTMLTableSectionElement);
const none = byId('none', HTMLParagraphElement);
const count = byId('count', HTMLSpanElement);

/** @type {Record<string, { label: string, done: string }>} */
const actions = {
  refund: { label: 'Refund…', done: 'refunded' },
  dispute: { label: 'Dispute', done: 'disputed' },
  'approve-payout': { label: 'Approve', done: 'approved' },
  'dispute-refund': { label: 'Dispute won', done: 'back from the dispute' },
};

/** @type {Record<import('../src/dashboard/dashboard-query.ts').Tab, string>} */
const nothing = {
  'pay-in': 'No payments in this time range. Make one above.',
  'pay-out': 'No payouts in this time range. Pay out what is pending with the button above.',
  refunds: 'No refunds in this time range. Refund a payment under Pay In.',
  disputes: 'No disputes in this time range. Dispute a payment under Pay In.',
};

/**
 * Shows the lines of a tab.
 * @param {import('../src/dashboard/dashboard-query.ts').Tab} tab
 * @param {import('../src/dashboard/dashboard.ts').Dashboard} dashboard
 * @param {Attempt} attempt
 */
export function showTable(tab, { rows, found, counts }, attempt) {
  const focused = document.activeElement;
  const key = focused instanceof HTMLElement && lines.contains(focused) ? focused.dataset['key'] : undefined;
  lines.replaceChildren(...rows.map((row) => line(row, attempt)));
  // The lines are new ones; whoever stood on a button of the list stays there, or at least in the list.
  if (key !== undefined) (find(key) ?? panel).focus({ preventScroll: true });
  none.hidden = found > 0;
  none.textContent = counts[tab] === 0 ? nothing[tab] : 'Nothing matches the filters.';
  count.textContent = found > 0 ? `${rows.length} of ${found} shown` : '';
}

/** The Pay ID of the first line; '' if there is none. */
export function newestPayId() {
  return lines.querySelector('tr')?.dataset['payId'] ?? '';
}

/**
 * @param {Row} row
 * @param {Attempt} attempt
 */
function line(row, attempt) {
  const tr = element('tr');
  tr.dataset['payId'] = row.payId;
  const status = element('span', row.status, `status ${row.status.toLowerCase()}`);
  const doing = cell(
    'Actions',
    row.actions.map((name) => button(name, row, attempt)),
  );
  doing.className = 'actions';
  const amount = cell('Amount', [inEuros(row.amount)]);
  amount.className = row.amount.startsWith('-') ? 'amount negative' : 'amount';
  const note = cell('Note', [row.note]);
  note.className = 'note';
  tr.append(
    cell('Date', [row.date]),
    amount,
    note,
    cell('Payment method', [row.method]),
    cell('Status', [status, element('small', `Payout ${row.payoutStatus}`)]),
    cell('Pay ID', [row.payId]),
    doing,
  );
  return tr;
}

/**
 * @param {string} label Shown beside the content if the table has no room for columns.
 * @param {(Node | string)[]} content
 */
function cell(label, content) {
  const td = element('td');
  td.dataset['label'] = label;
  td.append(...content);
  return td;
}

/**
 * @param {string} name
 * @param {Row} row
 * @param {Attempt} attempt
 */
function button(name, row, attempt) {
  const { label, done } = actions[name] ?? { label: name, done: name };
  const made = element('button', label);
  made.type = 'button';
  made.dataset['key'] = [name, row.payId, row.date, row.amount].join('|');
  made.ariaDescription = `${row.note}, ${inEuros(row.amount)}`;
  made.addEventListener('click', () => {
    if (name === 'refund') {
      askRefund(row, attempt);
      return;
    }
    attempt(async () => {
      if (name === 'approve-payout') {
        await act(name, { payoutId: row.payId });
        return `Payout of ${inEuros(withoutSign(row.amount))} approved.`;
      }
      const entry = await makeEntry(name, { payId: row.payId, paidAt: row.date, paidAmount: row.amount });
      return `${inEuros(withoutSign(entry.amount))} ${done}. Pay ID ${entry.pay_id}.`;
    });
  });
  return made;
}

/** @param {string} key */
function find(key) {
  return [...lines.querySelectorAll('button')].find((one) => one.dataset['key'] === key);
}
