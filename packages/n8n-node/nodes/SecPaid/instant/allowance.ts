/** Hands out turns, at most so many in any window of time. */
export interface Allowance {
  /** When the next turn is, in milliseconds as `now`; undefined where it would be further away than `patience`. */
  take(now: number, patience: number): number | undefined;
}

/** At most `most` turns in any `window` milliseconds. It remembers no more than the turns of one window and those to come. */
export function allowanceOf(most: number, window: number): Allowance {
  let turns: number[] = [];
  return {
    take(now, patience) {
      turns = turns.filter((turn) => turn > now - window);
      const blocking = turns.at(-most);
      const turn = Math.max(now, blocking === undefined ? now : blocking + window);
      if (turn - now > patience) return undefined;
      turns.push(turn);
      return turn;
    },
  };
}

/** One of a kind for each key, made when it is first asked for. */
export function oneForEach<T>(make: () => T): (key: string) => T {
  const all = new Map<string, T>();
  return (key) => {
    const known = all.get(key) ?? make();
    all.set(key, known);
    return known;
  };
}
