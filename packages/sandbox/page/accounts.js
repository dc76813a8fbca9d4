import { act, readAccounts } from './control.js';
import { byId, element, textOf } from './dom.js';

const form = byId('account', HTMLFormElement);
const choice = byId('accounts', HTMLSelectElement);
let shown = '';

/**
 * Switches to another account, or gives the one that is shown another token.
 * @param {(action: () => Promise<string>) => void} attempt Runs an action that gives what to tell the reader.
 */
export function onAccount(attempt) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const token = textOf(new FormData(form), 'token').trim();
    const replaces = event.submitter?.getAttribute('name') === 'replace';
    attempt(async () => {
      await act(replaces ? 'token' : 'account', { token });
      return replaces
        ? 'Token replaced. SecPaid refuses the old one.'
        : 'This is the account of that token. Use the token in the credential.';
    });
  });
  choice.addEventListener('change', () => {
    const number = Number(choice.value);
    attempt(async () => {
      await act('account', { number });
      return `This is account ${number}.`;
    });
  });
}

/** Shows which account it is, of how many. */
export async function showAccounts() {
  const { number, of } = await readAccounts();
  const seen = `${number} of ${of}`;
  if (seen === shown) return;
  shown = seen;
  const options = Array.from({ length: of }, (_, index) => {
    const option = element('option', `Account ${index + 1}`);
    option.value = String(index + 1);
    return option;
  });
  choice.replaceChildren(...options);
  choice.value = String(number);
}
