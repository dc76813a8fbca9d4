import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What Debian, Ubuntu and Google call it. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/**
 * The path of the machine's own Chromium, or undefined if there is none: `CHROMIUM_PATH`, else what PATH holds.
 *
 * @throws Error when `CHROMIUM_PATH` names something that cannot be run: leaving the tests out would hide the mistake.
 */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env.CHROMIUM_PATH ?? '';
  if (named !== '') {
    if (isExecutable(named)) return named;
    throw new Error(`CHROMIUM_PATH is "${named}", which cannot be run: expected the path of a Chromium.`);
  }
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
