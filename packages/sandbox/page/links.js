import { act, readLinks } from './control.js';
import { byId, element, inEuros, textOf } from './dom.js';

/** @typedef {import('./control.js').Links['unused'][number]} Link */
/** @typedef {(action: () => Promise<string>) => void} Attempt Runs an action that gives what to tell the reader. */

const form = byId('link', HTMLFormElement);
const list = byId('links', HTMLUListElement);
const none = byId('no-links', HTMLParagraphElement);
let shown = '';

/**
 * Makes a payment link when the form is sent.
 * @param {Attempt} attempt
 */
export function onLink(attempt) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    attempt(async () => {
      const data = new FormData(form);
      const amount = textOf(data, 'amount').trim().replace(',', '.');
      const token = textOf(data, 'recipient');
      const recipients =
        token === '' ? {} : { recipients: [{ token, share: Number(textOf(data, 'share')) }] };
      await act('create-link', { amount, recipient_note: textOf(data, 'note'), ...recipients });
      return `Link for ${inEuros(amount)} created.`;
    });
  });
}

/**
 * Shows the links that wait to be paid.
 * @param {Attempt} attempt
 */
export async function showLinks(attempt) {
  const { unused } = await readLinks();
  const seen = JSON.stringify(unused);
  if (seen === shown) return;
  shown = seen;
  const focused = list.contains(document.activeElement);
  list.replaceChildren(...unused.map((link) => line(link, attempt)));
  none.hidden = unused.length > 0;
  // The buttons are new ones; whoever stood on one of them stays at the links.
  if (focused) byId('links-title', HTMLHeadingElement).focus();
}

/**
 * @param {Link} link
 * @param {Attempt} attempt
 */
function line(link, attempt) {
  const { linktopay_id: linkId, recipient_note: note } = link;
  const amount = inEuros(link.amount);
  const li = element('li');
  li.dataset['linkId'] = linkId;
  const address = element('a', link.pay_link);
  address.href = link.pay_link;
  const split = link.is_split_link === 'true' ? ' · Split link' : '';
  const what = element('span', `${note} · Link ID ${linkId}${split}`, 'note');
  const buttons = element('span', '', 'actions');
  const cancelled = link.is_cancelled === 'Yes';
  if (!cancelled) {
    buttons.append(
      button('Pay link', async () => {
        await act('pay', { linkId });
        return `${amount} paid. Pay ID ${linkId}.`;
      }),
      button('Copy link', async () => {
        await navigator.clipboard.writeText(link.pay_link);
        return 'Link copied.';
      }),
    );
  }
  buttons.append(
    button('Delete link', async () => {
      await act('delete-link', { linkId });
      return `Link ${linkId} deleted.`;
    }),
  );
  li.append(element('strong', amount), what, cancelled ? element('span', 'Cancelled') : address, buttons);
  return li;

  /**
   * @param {string} label
   * @param {() => Promise<string>} action
   */
  function button(label, action) {
    const made = element('button', label);
    made.type = 'button';
    made.ariaDescription = `${note}, ${amount}`;
    made.addEventListener('click', () => {
      attempt(action);
    });
    return made;
  }
}
