import type { Block, Entry } from './block.ts';

/** One meaning, and how each platform says it; empty if it does not. */
interface Row {
  readonly key: string;
  readonly n8n: readonly string[];
  readonly zapier: readonly string[];
}

/** A step as both platforms have it, or as one does. */
export interface Pair {
  readonly title: string;
  readonly rows: readonly Row[];
}

/** n8n's place and the one of Zapier that means the same. What is not here is alone. */
const SAME: Readonly<Record<string, string>> = {
  secPaidApi: 'authentication',
  secPaidTrigger: 'new_pay_in',
  'payIn.getMany': 'find_pay_in',
  'payIn.getStatus': 'find_payment_status',
  'payIn.getSummary': 'get_summary',
  'payOut.getPayments': 'find_pay_out',
  'feeInvoice.getMany': 'find_fee_invoice',
  'paymentLink.create': 'create_payment_link',
  'paymentLink.delete': 'delete_payment_link',
  'paymentLink.getMany': 'find_payment_link',
};

/** Fields whose names on the two platforms are different words, not the same words written in two ways. */
const RENAMED: Readonly<Record<string, string>> = { lastDays: 'since', status: 'states' };

/** The blocks of both, each beside the one of the same meaning, in n8n's order; then what only Zapier has. */
export function sideBySide(n8n: readonly Block[], zapier: readonly Block[]): Pair[] {
  const left = new Map(zapier.map((block) => [block.key, block]));
  const pairs = n8n.map((block) => {
    const same = left.get(SAME[block.key] ?? '');
    if (same) left.delete(same.key);
    return pairOf(block, same);
  });
  return [...pairs, ...[...left.values()].map((block) => pairOf(undefined, block))];
}

function pairOf(n8n: Block | undefined, zapier: Block | undefined): Pair {
  const title = [n8n, zapier].filter((block) => block !== undefined).map((block) => block.title);
  const others = new Map(zapier?.entries.map((entry) => [n8nKeyOf(entry), entry.texts]));
  const rows = (n8n?.entries ?? []).map(({ key, texts }) => {
    const same = others.get(key) ?? [];
    others.delete(key);
    return { key, n8n: texts, zapier: same };
  });
  const rest = [...others].map(([key, texts]) => ({ key, n8n: [], zapier: texts }));
  return { title: [...new Set(title)].join(' | '), rows: [...rows, ...rest] };
}

function n8nKeyOf({ key }: Entry): string {
  const [name = '', ...value] = key.split(': ');
  const camel = name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return [RENAMED[camel] ?? camel, ...value].join(': ');
}
