import { onAccount, showAccounts } from './accounts.js';
import { onCopy, showToken } from './credential.js';
import { act, readDashboard } from './control.js';
import { onDeviation, showDeviations } from './deviations.js';
import { byId } from './dom.js';
import { onEndpoint, showEndpoint } from './endpoint.js';
import { filterQuery, offerFilters, onFilter, showMethods } from './filters.js';
import { onRange, rangeQuery, showFigures } from './overview.js';
import { onInvoice, showInvoices } from './invoices.js';
import { onLink, showLinks } from './links.js';
import { onPay } from './pay-form.js';
import { showTable } from './table.js';
import { chosenTab, onTab, showCounts } from './tabs.js';

const step = 100;
const done = byId('done', HTMLParagraphElement);
const problem = byId('problem', HTMLParagraphElement);
const more = byId('more', HTMLButtonElement);
let limit = step;
let asked = 0;
let shown = '';

/** Shows what there is now. */
async function show() {
  const number = ++asked;
  /** @param {() => Promise<string>} action */
  const doing = (action) => void attempt(action);
  await Promise.all([
    showLinks(doing),
    showEndpoint(),
    showInvoices(),
    showAccounts(),
    showToken(),
    showDeviations(doing),
  ]);
  const tab = chosenTab();
  offerFilters(tab);
  const query = { tab, limit: String(limit), ...rangeQuery(), ...filterQuery() };
  const dashboard = await readDashboard(query);
  // Lines are replaced only if something changed, and never by an answer that a later one has overtaken.
  const seen = JSON.stringify([query, { ...dashboard, now: '' }]);
  if (number < asked || seen === shown) return;
  shown = seen;
  showFigures(dashboard.figures);
  showCounts(dashboard.counts);
  showMethods(dashboard.methods);
  showTable(tab, dashboard, doing);
  more.hidden = dashboard.rows.length >= dashboard.found;
}

/**
 * Does something, shows what came of it, and says so.
 * @param {() => Promise<string>} action
 */
async function attempt(action) {
  try {
    const said = await action();
    await show();
    tell(said, '');
  } catch (error) {
    tell('', messageOf(error));
  }
}

async function showAnew() {
  try {
    await show();
    tell('', '');
  } catch (error) {
    tell('', messageOf(error));
  }
}

/** @param {unknown} error */
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/**
 * @param {string} good
 * @param {string} bad
 */
function tell(good, bad) {
  done.textContent = good;
  problem.textContent = bad;
}

function showFirst() {
  limit = step;
  void showAnew();
}

onRange(showFirst);
onTab(showFirst);
onFilter(showFirst);
onCopy((action) => void attempt(action));
onPay((action) => void attempt(action));
onLink((action) => void attempt(action));
onInvoice((action) => void attempt(action));
onAccount((action) => void attempt(action));
onDeviation((action) => void attempt(action));
onEndpoint((action) => void attempt(action));
byId('pay-out', HTMLButtonElement).addEventListener('click', () => {
  void attempt(async () => {
    await act('pay-out', {});
    return 'What was pending is now being paid out. See Pay Out.';
  });
});
byId('lively', HTMLButtonElement).addEventListener('click', () => {
  void attempt(async () => {
    const { payments } = /** @type {{ payments: number }} */ (await act('lively-month', {}));
    return `A month with ${payments} payments added.`;
  });
});
more.addEventListener('click', () => {
  limit += step;
  void showAnew();
});
showFirst();

// Payments also arrive by other ways than this page. The message about the last action stays.
let silent = false;
async function watch() {
  try {
    await show();
    if (silent) tell('', '');
    silent = false;
  } catch (error) {
    silent = true;
    tell('', messageOf(error));
  }
}
setInterval(() => void watch(), 2000);
