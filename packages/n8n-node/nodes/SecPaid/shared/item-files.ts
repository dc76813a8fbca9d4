import type { IBinaryKeyData } from 'n8n-workflow';

const files = new WeakMap<object, IBinaryKeyData>();

/** An operation's result with files: they become the item's binary data, under the names of `binary`. */
export function withFiles<Result extends object>(result: Result, binary: IBinaryKeyData): Result {
  files.set(result, binary);
  return result;
}

/** The files of a result, as an item has them. */
export function filesOf(result: object): { binary?: IBinaryKeyData } {
  const binary = files.get(result);
  return binary ? { binary } : {};
}
