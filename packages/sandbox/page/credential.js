import { readToken } from './control.js';
import { byId } from './dom.js';

/**
 * Shows what the credential needs, each with a button that copies it.
 * @param {(action: () => Promise<string>) => void} attempt Runs an action that gives what to tell the reader.
 */
export function onCopy(attempt) {
  byId('base-url', HTMLElement).textContent = `${location.origin}/api/v2`;
  for (const [id, name] of [
    ['base-url', 'base URL'],
    ['api-token', 'API token'],
  ]) {
    byId(`copy-${id}`, HTMLButtonElement).addEventListener('click', () => {
      attempt(async () => {
        await navigator.clipboard.writeText(byId(id ?? '', HTMLElement).textContent);
        return `The ${name} is copied.`;
      });
    });
  }
}

/** Shows the token of the account on the page. */
export async function showToken() {
  const place = byId('api-token', HTMLElement);
  const token = await readToken();
  if (place.textContent !== token) place.textContent = token;
}
