/** One poll by Zapier, with what it says about itself. */
export type Poll<Entry> = (meta: { isPopulatingDedupe: boolean }) => Promise<Entry[]>;

/** Zapier's flood protection: a poll with more new entries than this is held until the user releases it. */
const FLOOD = 100;

/**
 * What Zapier does with a polling trigger, as far as it decides what starts a Zap: turning it on stores the ids that
 * a first poll returns, each later poll starts the Zap for the ids that are not stored, turning it off forgets them.
 */
export class Engine<Entry extends { readonly id: string }> {
  /** The entries that started the Zap, in that order. */
  readonly started: Entry[] = [];
  /** The entries that flood protection holds. */
  readonly held: Entry[] = [];
  readonly #poll: Poll<Entry>;
  #known: Set<string> | undefined;

  constructor(poll: Poll<Entry>) {
    this.#poll = poll;
  }

  /** Turns the Zap on. Where the poll fails, it stays off. */
  async turnOn(): Promise<void> {
    const there = await this.#poll({ isPopulatingDedupe: true });
    this.#known = new Set(there.map(({ id }) => id));
  }

  turnOff(): void {
    this.#known = undefined;
  }

  /** One turn of the timer; a Zap that is off does nothing. Gives what it started. */
  async turn(): Promise<Entry[]> {
    const known = this.#known;
    if (!known) return [];
    const answer = await this.#poll({ isPopulatingDedupe: false });
    const fresh = answer.filter(({ id }) => !known.has(id)).reverse();
    for (const { id } of fresh) known.add(id);
    (fresh.length > FLOOD ? this.held : this.started).push(...fresh);
    return fresh.length > FLOOD ? [] : fresh;
  }

  /** The user releases the held entries. */
  release(): void {
    this.started.push(...this.held.splice(0));
  }
}

/**
 * What a search passes on to the next step: its first result, or all of them as line items if the user chose that
 * ("Return multiple items as search results", docs.zapier.com/platform/build/response-types). Nothing stops the Zap.
 */
export const handedOn = <Entry>(
  found: readonly Entry[],
  all = false,
): Entry | readonly Entry[] | undefined => (all && found.length > 0 ? found : found[0]);
