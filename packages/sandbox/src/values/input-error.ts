/** What was asked of the sandbox cannot be done; the message says what was expected instead. */
export class InputError extends Error {
  override name = 'InputError' as const;
}
