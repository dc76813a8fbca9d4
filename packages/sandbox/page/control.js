/** @typedef {import('../src/dashboard/dashboard.ts').Dashboard} Dashboard */
/** @typedef {import('../src/account/row.ts').PayInRow} PayInRow */
/** @typedef {import('../src/account/invoices.ts').InvoiceRow} InvoiceRow */
/** @typedef {ReturnType<typeof import('../src/control/link-controls.ts').linksOf>} Links */
/** @typedef {ReturnType<typeof import('../src/control/endpoint-controls.ts').shownEndpoint>} Endpoint */
/** @typedef {ReturnType<typeof import('../src/control/deviation-controls.ts').shownDeviations>} ShownDeviations */
/** @typedef {import('../src/notifications/deliveries.ts').DeliveryRecord} Delivery */

/**
 * Reads the dashboard.
 * @param {Record<string, string>} query As src/dashboard/dashboard-query.ts reads it.
 * @returns {Promise<Dashboard>}
 */
export async function readDashboard(query) {
  const answer = await answerOf(fetch(`/control/dashboard?${new URLSearchParams(query)}`));
  return /** @type {Dashboard} */ (answer);
}

/**
 * Reads the payment links, those that nobody paid and those that somebody did.
 * @returns {Promise<Links>}
 */
export async function readLinks() {
  return /** @type {Links} */ (await answerOf(fetch('/control/links')));
}

/**
 * Reads the invoices of SecPaid's fees.
 * @returns {Promise<{ invoices: InvoiceRow[] }>}
 */
export async function readInvoices() {
  return /** @type {{ invoices: InvoiceRow[] }} */ (await answerOf(fetch('/control/invoices')));
}

/**
 * Reads the Payment Endpoint's settings.
 * @returns {Promise<Endpoint>}
 */
export async function readEndpoint() {
  return /** @type {Endpoint} */ (await answerOf(fetch('/control/payment-endpoint')));
}

/**
 * Reads the calls of the Payment Endpoint, answered or not.
 * @returns {Promise<readonly Delivery[]>}
 */
export async function readDeliveries() {
  const answer = await answerOf(fetch('/control/deliveries?wait=false'));
  return /** @type {{ deliveries: Delivery[] }} */ (answer).deliveries;
}

/**
 * Reads the token of the account that is shown.
 * @returns {Promise<string>}
 */
export async function readToken() {
  return /** @type {{ token: string }} */ (await answerOf(fetch('/control/token'))).token;
}

/**
 * Reads which account is shown, of how many.
 * @returns {Promise<{ number: number, of: number }>}
 */
export async function readAccounts() {
  return /** @type {{ number: number, of: number }} */ (await answerOf(fetch('/control/accounts')));
}

/**
 * Reads which deviations are on, and which there are.
 * @returns {Promise<ShownDeviations>}
 */
export async function readDeviations() {
  return /** @type {ShownDeviations} */ (await answerOf(fetch('/control/deviations')));
}

/**
 * Does something through the control API.
 * @param {string} name
 * @param {Record<string, unknown>} body
 * @returns {Promise<unknown>}
 */
export function act(name, body) {
  return answerOf(
    fetch(`/control/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );
}

/**
 * Does something that makes an entry, and gives the entry.
 * @param {string} name
 * @param {Record<string, unknown>} body
 * @returns {Promise<PayInRow>}
 */
export async function makeEntry(name, body) {
  return /** @type {{ entry: PayInRow }} */ (await act(name, body)).entry;
}

/**
 * The answer's fields, or an error that a reader of the page understands.
 * @param {Promise<Response>} coming
 * @returns {Promise<unknown>}
 */
async function answerOf(coming) {
  const response = await coming.catch(() => {
    throw new Error('The sandbox does not answer. Is it still running?');
  });
  /** @type {unknown} */
  const answer = await response.json();
  if (response.ok) return answer;
  throw new Error(forReaders(/** @type {{ error: string }} */ (answer).error));
}

/**
 * An error in the page's words: the control API names its own fields, which nobody sees here.
 * @param {string} error
 */
function forReaders(error) {
  const text = error
    .replaceAll(/\bpay(?:out)?_id\b/g, 'Pay ID')
    .replace(/^"([a-z][a-zA-Z]*)"(?=:| is missing)/, (_, /** @type {string} */ name) =>
      name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/\bid$/, 'ID'),
    );
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?!]$/.test(text) ? '' : '.'}`;
}
