import { valueAt } from '../system/shape.ts';

/** What one platform says at one place, such as a field of a form; the key is empty for the step itself. */
export interface Entry {
  readonly key: string;
  readonly texts: readonly string[];
}

/** All that one platform says of one step, or of the connection. */
export interface Block {
  readonly key: string;
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** Those of the named properties that are texts and not empty. */
export function textsOf(value: unknown, names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const text = valueAt(value, name);
    return typeof text === 'string' && text !== '' ? [text] : [];
  });
}
