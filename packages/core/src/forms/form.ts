/** What a form hands over, by core's names of its fields (inputs.ts). A field that is not there is not set. */
export type Form = Readonly<Record<string, unknown>>;

/** Whether nothing was entered: an empty text, or a value that an expression did not find. */
export const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/**
 * The form without its blank fields. For forms whose fields cannot be removed: Zapier's, and those that an AI agent
 * fills. In other forms a blank field is one that somebody added, and what its expression found is missing.
 */
export function withoutBlanks(form: Form): Form {
  return Object.fromEntries(Object.entries(form).filter(([, value]) => !isBlank(value)));
}

/** The form under core's names; fields that `names` does not list keep theirs. */
export function renamed(form: Form, names: Readonly<Record<string, string>>): Form {
  return Object.fromEntries(Object.entries(form).map(([name, value]) => [names[name] ?? name, value]));
}
