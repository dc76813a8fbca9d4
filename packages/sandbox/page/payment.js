import { act, readLinks } from './control.js';
import { byId, inEuros } from './dom.js';

const outcome = byId('outcome', HTMLParagraphElement);
const buttons = { pay: byId('pay-link', HTMLButtonElement), cancel: byId('cancel-link', HTMLButtonElement) };

/** The link's number, which is in the address in base64, as SecPaid writes it. */
function linkId() {
  try {
    return atob(new URLSearchParams(location.search).get('link_id') ?? '');
  } catch {
    return '';
  }
}

async function show() {
  const { unused, used } = await readLinks();
  const link = [...unused, ...used].find((one) => one.linktopay_id === linkId());
  const open = link && 'pay_link' in link && link.is_cancelled === 'No';
  buttons.pay.hidden = buttons.cancel.hidden = !open;
  if (!link) return 'There is no such link. It may have been deleted.';
  byId('note', HTMLHeadingElement).textContent = link.recipient_note || 'Payment link';
  byId('amount', HTMLParagraphElement).textContent = inEuros(link.amount);
  buttons.pay.textContent = `Pay ${inEuros(link.amount)}`;
  if (open) return '';
  return 'pay_link' in link ? 'This link was cancelled.' : 'Paid. Thank you.';
}

/** @param {() => Promise<unknown>} action */
async function attempt(action) {
  try {
    await action();
    outcome.textContent = await show();
  } catch (error) {
    outcome.textContent = error instanceof Error ? error.message : String(error);
  }
}

buttons.pay.addEventListener('click', () => void attempt(() => act('pay', { linkId: linkId() })));
buttons.cancel.addEventListener('click', () => void attempt(() => act('cancel-link', { linkId: linkId() })));
void attempt(() => Promise.resolve());
