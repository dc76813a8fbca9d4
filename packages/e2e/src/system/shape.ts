/** Whether a parsed value is an object with keys. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is at a path of keys in a parsed value, or undefined if the path ends early. */
export function valueAt(value: unknown, ...path: (string | number)[]): unknown {
  let current = value;
  for (const key of path) {
    if (Array.isArray(current) && typeof key === 'number') {
      const list: unknown[] = current;
      current = list[key];
    } else if (isRecord(current)) current = current[key];
    else return undefined;
  }
  return current;
}

/** The text at a path of keys. @throws Error that names the path when something else is there. */
export function textAt(value: unknown, ...path: (string | number)[]): string {
  const found = valueAt(value, ...path);
  if (typeof found !== 'string')
    throw new Error(`Expected text at ${path.join('.')}, found ${typeof found}.`);
  return found;
}

/** The list at a path of keys. @throws Error that names the path when something else is there. */
export function listAt(value: unknown, ...path: (string | number)[]): unknown[] {
  const found = valueAt(value, ...path);
  if (!Array.isArray(found)) throw new Error(`Expected a list at ${path.join('.')}, found ${typeof found}.`);
  return found;
}
