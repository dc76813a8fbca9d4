/** A request as the sandbox remembers it. */
export interface RequestRecord {
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly method: string;
  readonly path: string;
  /** The fields, or the text if it could not be read. */
  readonly body: unknown;
  /** Null if the connection was dropped without an answer. */
  readonly status: number | null;
}

// Enough for any look back, and no leak in a test that polls for hours.
const kept = 5000;

/** The last requests to the API, the oldest first. */
export class RequestLog {
  #records: RequestRecord[] = [];

  /** Remembers a request, with every secret in it blotted out, wherever a caller put it. */
  add(record: RequestRecord, secrets: readonly string[]): void {
    const blot = (text: string): string =>
      secrets.reduce((rest, secret) => (secret === '' ? rest : rest.replaceAll(secret, '[token]')), text);
    this.#records.push({ ...record, path: blot(record.path), body: blotted(record.body, blot) });
    if (this.#records.length > kept) this.#records.shift();
  }

  /** What is remembered. */
  all(): readonly RequestRecord[] {
    return this.#records;
  }

  /** Forgets all. */
  clear(): void {
    this.#records = [];
  }
}

function blotted(value: unknown, blot: (text: string) => string): unknown {
  if (typeof value === 'string') return blot(value);
  if (Array.isArray(value)) return value.map((one) => blotted(one, blot));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [blot(key), blotted(one, blot)]));
}
