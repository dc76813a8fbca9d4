import { inspect } from 'node:util';

/** What the demo prints; never a secret, whatever message it would stand in. */
export interface Terminal {
  readonly line: (text?: string) => void;
  /** Does something, then prints what it was and how long it took. */
  step<T>(what: string, action: () => Promise<T>): Promise<T>;
  problem(error: unknown): void;
  /** Prints nothing any more: what is still under way when the user stops is of no interest. */
  mute(): void;
}

/** A terminal on stdout and stderr. */
export function createTerminal(secret: string | undefined): Terminal {
  const clean = (text: string) => (secret === undefined ? text : text.replaceAll(secret, '[API token]'));
  let muted = false;
  const line = (text = '') => {
    if (!muted) console.log(clean(text));
  };
  return {
    line,
    async step(what, action) {
      const startedAt = performance.now();
      const result = await action().catch((error: unknown) => {
        line(`  ✗ ${what}`);
        throw error;
      });
      line(`  ✓ ${what} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
      return result;
    },
    mute() {
      muted = true;
    },
    problem(error) {
      console.error(clean(`\n${error instanceof Error ? withCauses(error) : inspect(error)}`));
    },
  };
}

function withCauses({ message, cause }: Error): string {
  return cause instanceof Error ? `${message}\n${withCauses(cause)}` : message;
}
