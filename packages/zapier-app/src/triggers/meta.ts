/** What Zapier says of a poll: whether it is for the editor, or the one that tells what is there already. */
export interface Meta {
  readonly isLoadingSample?: boolean;
  readonly isPopulatingDedupe?: boolean;
}

/** Zapier's own test helper leaves `meta` out, whatever the type says. */
export const metaOf = ({ meta = {} }: { readonly meta?: Meta }): Meta => meta;

/** How many entries the editor wants to see. */
export const SAMPLES = 3;
