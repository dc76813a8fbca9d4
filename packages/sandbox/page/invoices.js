import { act, readInvoices } from './control.js';
import { byId, element, inEuros } from './dom.js';

const list = byId('invoices', HTMLUListElement);
const none = byId('no-invoices', HTMLParagraphElement);
let shown = '';

/**
 * Invoices the fees of this month when the button is pressed.
 * @param {(action: () => Promise<string>) => void} attempt
 */
export function onInvoice(attempt) {
  byId('issue-invoice', HTMLButtonElement).addEventListener('click', () => {
    attempt(async () => {
      await act('issue-invoice', {});
      return 'The fees of this month are invoiced.';
    });
  });
}

/** Shows the invoices of SecPaid's fees. */
export async function showInvoices() {
  const { invoices } = await readInvoices();
  const seen = JSON.stringify(invoices);
  if (seen === shown) return;
  shown = seen;
  list.replaceChildren(
    ...invoices.map(({ invoice_id, service_month, total_secpaid_fee, total_psp_fee }) => {
      const li = element('li');
      const fees = `SecPaid ${inEuros(String(total_secpaid_fee))}, payment provider ${inEuros(String(total_psp_fee))}`;
      li.append(element('strong', service_month), element('span', `${invoice_id} · ${fees}`, 'note'));
      return li;
    }),
  );
  none.hidden = invoices.length > 0;
}
