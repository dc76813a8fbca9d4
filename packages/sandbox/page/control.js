/** @typedef {import('../src/dashboard.ts').Dashboard} Dashboard */
/** @typedef {import('../src/row.ts').PayInRow} PayInRow */

/**
 * Reads the dashboard.
 * @param {Record<string, string>} query As src/dashboard-query.ts reads it.
 * @returns {Promise<Dashboard>}
 */
export async function readDashboard(query) {
  const answer = await answerOf(fetch(`/control/dashboard?${new URLSearchParams(query)}`));
  return /** @type {Dashboard} */ (answer);
}

/**
 * Does something that makes an entry, through the control API.
 * @param {string} name
 * @param {Record<string, unknown>} body
 * @returns {Promise<PayInRow>}
 */
export async function makeEntry(name, body) {
  const answer = await answerOf(
    fetch(`/control/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );
  return /** @type {{ entry: PayInRow }} */ (answer).entry;
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
  throw new Error(/** @type {{ error: string }} */ (answer).error);
}
